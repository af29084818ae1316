"""Months and years that a rough expression means: `last week`, `в прошлом месяце`, `два месяца назад`, `next spring`, `навесні`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import MONTHS_IN_YEAR, Found, is_year, number_at
from loader.extract.events.verbs.slavic_verbs import FUTURE
from loader.extract.facts import Date, DateBasis
from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Parts, Reference
    from loader.extract.lines import Item, Line

# Words before a week, month or season that count it from the publication's; Vietnamese ones stand behind.
_STEPS = {
    **dict.fromkeys(folded(
        "last past previous прошлой прошлом прошлого прошлую минувшей минувшем минувшую мінулым мінулага мінулай мінулую мінулы "
        "минулого минулому минулої минулій торішньої прошлым прошлое прошлый минувшего минувший минувшее минулий минулу мінулую",
    ), -1),
    **dict.fromkeys(folded(
        "this этой этом этого эту нынешней текущей текущем гэтым гэтай гэтага бягучым цього цьому цієї цій поточного поточному",
    ), 0),
    **dict.fromkeys(folded(
        "next coming следующей следующем следующего следующую следующий ближайший ближайшую будущей будущем будущий наступны наступним наступну наступний наступным наступнага наступнай наступную "
        "наступного наступному наступної наступній",
    ), 1),
}  # fmt: skip
_STEPS_BEHIND = {
    **dict.fromkeys(folded("trước qua"), -1),
    **dict.fromkeys(folded("này"), 0),
    **dict.fromkeys(folded("tới sau"), 1),
}
_WEEKS = folded("week неделе неделю недели тыдні тыдня тижні тижня tuần")
_MONTHS = folded("месяце месяца месяцы месяцу місяця місяці tháng")
_MONTH_UNITS = folded("месяц месяца месяцев месяцы месяцаў місяць місяці місяців")
_WEEK_UNITS = folded("week weeks неделю недели недель тыдзень тыдні тыдняў тиждень тижні тижнів")
_BACK = folded("назад тому таму ago")
_AHEAD = folded("через праз in")
# First and last month of a season, by the words that tell when.
_SEASONS = {
    **dict.fromkeys(folded("spring весной вясной вясною навесні"), (3, 5)),
    **dict.fromkeys(folded("summer летом летам улетку влітку"), (6, 8)),
    **dict.fromkeys(folded("autumn осенью увосень восенню восени"), (9, 11)),
    **dict.fromkeys(folded("весну вясну"), (3, 5)),
    **dict.fromkeys(folded("лето лета літо"), (6, 8)),
    **dict.fromkeys(folded("осень восень осінь"), (9, 11)),
}
_ACCUSATIVES = folded("весну вясну лето лета літо осень восень осінь")
_ON = folded("на у в")
_SEASON_OPENERS = folded("in this next last coming")
_UNITS = _MONTH_UNITS | _WEEK_UNITS
WORDS = frozenset({*_WEEKS, *_MONTHS, *_UNITS, *_SEASONS})
_MOST = 30
_YEAR_LINKS = folded("of in")
_FROM_HERE = folded("đây")  # `cách | đây | hai tháng`
_JUST = folded("vừa")  # `thứ Sáu | vừa qua`
# Tokens between a weekday and its week: `on Thursday | of | last week`, `в четверг | на | прошлой неделе`.
_WEEK_REACH = 3


def step_of(line: Line, item: Item) -> int:
    """`last | Thursday`, `thứ Sáu | vừa qua`: whether a word beside a weekday sends it back or ahead."""
    if line.language == "vi":
        return -1 if line.norm(item.end) in _JUST else 0  # else `thứ Ba | sau cuộc hội đàm`: after the talks
    return _STEPS.get(line.norm(item.start - 1), 0)


def week_beside(line: Line, item: Item) -> int | None:
    """`в | четверг | на прошлой неделе`, `last week on | Tuesday`, `thứ Hai | tuần trước`: how far the week of a weekday lies."""
    if _WEEKS.isdisjoint(line.vocabulary):
        return None
    reach = range(max(0, item.start - _WEEK_REACH), min(len(line.tokens), item.end + _WEEK_REACH))
    found = (_step(line, at) for at in reach if line.norm(at) in _WEEKS)
    return next((told[0] for told in found if told is not None), None)


def season_years(line: Line, _reference: Reference) -> Iterator[Found]:
    """`вясной | 2023 года`, `in spring 2023`, `осень 2026 года`: a season with its year."""
    if line.vocabulary.isdisjoint(_SEASONS):
        return
    for at, norm in enumerate(line.folded):
        if norm not in _SEASONS:
            continue
        year = at + 1 + (line.norm(at + 1) in _YEAR_LINKS)
        if is_year(line.norm(year)) and (norm not in _ACCUSATIVES or line.norm(at - 1) in _ON):
            yield Found(at, year + 1, Date(line.norm(year)))


def rough_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """What is counted from the publication's month; a week that lies in two months is left out."""
    if line.vocabulary.isdisjoint(WORDS):
        return
    published = reference.parts
    if published.year is None or published.month is None or line.language == "zh":
        return
    for at, norm in enumerate(line.folded):
        if norm in _WEEKS:
            yield from _week(line, at, reference)
        if norm in _MONTHS:
            yield from _month(line, at, published)
        if norm in _UNITS:
            yield from _ago(line, at, reference)
        if norm in _SEASONS:
            yield from _season(line, at, published)


def _step(line: Line, at: int) -> tuple[int, int, int] | None:
    """How far from the publication's a unit lies, with the tokens that say it."""
    if line.language == "vi":
        step = _STEPS_BEHIND.get(line.norm(at + 1))
        return None if step is None else (step, at, at + 2)
    step = _STEPS.get(line.norm(at - 1))
    return None if step is None else (step, at - 1, at + 1)


def _week(line: Line, at: int, reference: Reference) -> Iterator[Found]:
    if any(item.prop("weekday") and -_WEEK_REACH <= item.start - at <= _WEEK_REACH for item in line.of("calendar")):
        return  # `thứ Sáu | tuần trước` is a day
    told, day = _step(line, at), reference.day
    if told is not None and day is not None:
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=told[0])
        if monday.month == (monday + dt.timedelta(days=6)).month:
            yield _found(line, told[1], told[2], f"{monday:%Y-%m}")


def _month(line: Line, at: int, published: Parts) -> Iterator[Found]:
    told = _step(line, at)
    count, start = _count_before(line, at) if line.language == "vi" else (None, at)
    if count is not None:  # `hai tháng trước`, `cách đây | hai tháng`
        away = -count if told is None and line.norm(start - 1) in _FROM_HERE else told[0] * count if told else 0
        if away:
            yield _found(line, start, told[2] if told else at + 1, _moved(published, away))
    elif told is not None:
        yield _found(line, told[1], told[2], _moved(published, told[0]))


def _count_before(line: Line, at: int) -> tuple[int | None, int]:
    """How many of a unit, in a word or in digits, and where the count begins."""
    word = next((item for item in line.of("calendar") if item.end == at and item.prop("numberValue")), None)
    if word is not None:
        return int(str(word.prop("numberValue"))), word.start
    number = number_at(line, at - 1, _MOST)
    return number, at if number is None else at - 1


def _ago(line: Line, at: int, reference: Reference) -> Iterator[Found]:
    """`два месяца назад`, `месяц назад`, `через две недели`, `two weeks ago`."""
    number, start = _count_before(line, at)
    sign = -1 if line.norm(at + 1) in _BACK else 1 if line.norm(start - 1) in _AHEAD else 0
    ahead_in_english = sign > 0 and line.language == "en" and "time" not in line.norms(at + 1, at + 4)
    if not sign or ahead_in_english or (number is None and line.language == "en"):
        return
    first, end = (start, at + 2) if sign < 0 else (start - 1, at + 1)
    if line.norm(at) in _MONTH_UNITS:
        yield _found(line, first, end, _moved(reference.parts, sign * (number or 1)))
    elif reference.day is not None:
        day = reference.day + dt.timedelta(weeks=sign * (number or 1))
        yield _found(line, first, end, f"{day:%Y-%m}")


def _is_to_come(line: Line) -> bool:
    """`готує до підписання | навесні`: whether a word of the future, or a verb of preparing, stands with a season."""
    return lies_ahead(line) or any(verb.prop("status") == "planned" for verb in line.of("agreement-verb"))


def lies_ahead(line: Line) -> bool:
    """Whether a sentence has a word of the future, or an East Slavic perfective present: `встретятся | через три дня`."""
    return bool(line.of("planned")) or (line.language in EAST_SLAVIC and any(map(FUTURE.match, line.vocabulary)))


def _season(line: Line, at: int, published: Parts) -> Iterator[Found]:
    """A season without a year: the one that its word or the tense means."""
    if is_year(line.norm(at + 1)) or (line.norm(at + 1) in _YEAR_LINKS and is_year(line.norm(at + 2))):
        return
    before = line.norm(at - 1)
    if line.language == "en" and before not in _SEASON_OPENERS and line.norm(at - 2) != "in":
        return
    if line.norm(at) in _ACCUSATIVES and (before not in _ON or not line.of("planned")):
        return  # `запланирована на | осень`, but `за осень`
    first, last = _SEASONS[line.norm(at)]
    year, month = int(published.year or 0), int(published.month or 0)
    step = _STEPS.get(before, 1 if _is_to_come(line) else -1)
    if step > 0 and month >= (first if before in _STEPS else last):
        year += 1
    elif step < 0 and month <= (last if before in _STEPS else first - 1):
        year -= 1
    yield _found(line, at - (before in _STEPS), at + 1, str(year))


def _moved(published: Parts, step: int) -> str:
    year, month = divmod(
        int(published.year or 0) * MONTHS_IN_YEAR + int(published.month or 1) - 1 + step, MONTHS_IN_YEAR
    )
    return f"{year:04}-{month + 1:02}"


def _found(line: Line, start: int, end: int, value: str) -> Found:
    note = f"“{line.text(start, end)}” counted from the publication date"
    return Found(start, end, Date(value, DateBasis.PUBLICATION_DATE, note))
