"""Dates counted from another: weekdays, `yesterday`, `five years ago`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import LEAP_YEAR, Found, number_at, without_year
from loader.extract.calendar.expressions.rough_dates import step_of, week_beside
from loader.extract.events.verbs.slavic_verbs import FUTURE
from loader.extract.facts import Date, DateBasis
from loader.extract.words import CLAUSE_ENDS, COMMAS, EAST_SLAVIC, PART_ENDS, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Item, Line

_DAYS_IN_WEEK = 7
_VERB_REACH = 5
_DAY_DASHES = 2
_YEAR_UNITS = folded("годом year years год года лет годам гады гадоў рік роком роки років năm 年")
AGO = folded("ранее раней раніше ago earlier назад тому таму trước 前")
_THIS_MONTH = ["this", "month"]  # `eleven years ago | this month`
_ONE = folded("a год годом годам рік роком")
# More years back than these are no count of years.
_MOST_YEARS = 99
_VIETNAMESE_DAY = folded("ngày sáng chiều tối hôm vào trưa")
_WEEK = fold("tuần")
# 上周五, 下周一: the week that the sign before a weekday means.
_WEEKS = {"上": -1, "本": 0, "这": 0, "下": 1}
_PAST = folded(
    "met held sat spoke struck put inked flew came went took gave drew began wrote told said saw made left brought won"
)
# Between a verb and its day, and before a participle of what is yet to be.
_BEFORE_A_DAY = frozenset({"on", "late", "early", "last", "here"})
_RESOLVED = frozenset({"agreed", "decided", "pledged", "vowed", "promised", "offered"})
_PARTICIPLE_REACH = 6
_OPEN = frozenset({"be", "to", "get", "being", "is", "are"})
_CLAUSE_MARKS = COMMAS | CLAUSE_ENDS | {"after", "when", "while", "because", "which", "who", "where", "that"}
_OPENS_OCCASION = frozenset({"following", "during", "at"})
_EASTERN, _DONE = frozenset({"vi", "zh"}), frozenset("的了")
_BESIDE_A_DATE = frozenset({",", "("})
# `накануне | подписания`: the day before what the text has told, and not before its own.
EVES = folded("накануне напярэдадні напередодні")
_TOLD_EVENTS = (
    "подписани", "встреч", "переговор", "заседани", "падпісанн", "сустрэч", "перагавор", "пасяджэнн", "підписанн", "зустріч", "засіданн",
)  # fmt: skip


def relative_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """Weekdays and `yesterday`: counted from the publication day, or from a dateline's day and month."""
    words = line.of("calendar")
    if not words or (base := reference.today or _dateline_day(reference)) is None:
        return
    # Without a year nobody can count weekdays: one that stands in the text is the dateline's own.
    ahead = bool(line.of("planned")) if reference.day else None
    for item in words:
        coming = ahead if ahead is None else (ahead and not _is_behind(line, item)) or _is_ahead(line, item)
        if (day := _counted(line, item, base, ahead=coming)) is not None:
            value = day.isoformat() if reference.day else without_year(day.month, day.day)
            note = f"“{line.words(item)}” counted from the article's own date"
            yield Found(item.start, item.end, Date(value, DateBasis.PUBLICATION_DATE, note))


def _is_ahead(line: Line, item: Item) -> bool:
    """`В четверг он | встретится с …`: a perfective present of East Slavic near a weekday."""
    if line.language not in EAST_SLAVIC or item.prop("weekday") is None:
        return False
    near = range(max(0, item.start - _VERB_REACH), min(len(line.tokens), item.end + _VERB_REACH))
    verb = next((at for at in near if FUTURE.match(line.norm(at))), None)
    return verb is not None and not line.has_between(min(verb, item.end), max(verb, item.start), PART_ENDS)


def _is_behind(line: Line, item: Item) -> bool:
    """`will fight gangs by a plan, | adopted on Monday by …`: a clause of its own tells what was done that day."""
    if line.language in _EASTERN:
        return _is_in_done_clause(line, item)
    if line.language != "en":
        return False
    if _is_told_of_past(line, item):
        return True
    joints = {planned.start - 1 for planned in line.of("planned") if line.norm(planned.start - 1) == "and"}
    marks = [at for at, norm in enumerate(line.folded) if norm in _CLAUSE_MARKS or at in joints]
    start = max((at + 1 for at in marks if at < item.start), default=0)
    end = min((at for at in marks if at >= item.end), default=len(line.tokens))
    plans = [planned for planned in line.of("planned") if start <= planned.start < end]
    if plans:
        return _is_behind_participle(line, item, plans[-1].end)
    if line.norm(start) in _OPENS_OCCASION and any(said.start >= end for said in line.of("said")):
        return True  # `Following the session on | Thursday, | A said that B would …`
    verbs = (verb for verb in line.of("agreement-verb", "meeting-verb", "said") if start <= verb.start < end)
    return any(line.norm(verb.start).endswith("ed") or line.norm(verb.start) in _PAST for verb in verbs)


def _is_in_done_clause(line: Line, item: Item) -> bool:
    """`周三 | 签署 | 的协议规定，双方将…`, `ký thỏa thuận | hôm thứ Tư, | hai bên sẽ …`: the plan stands in a later clause."""
    start = max((at + 1 for at in range(item.start) if line.norm(at) in PART_ENDS), default=0)
    end = next((at for at in range(item.end, len(line.tokens)) if line.norm(at) in PART_ENDS), len(line.tokens))
    if any(planned.start < end for planned in line.of("planned")):
        return False
    signed = [
        verb for verb in line.of("agreement-verb") if start <= verb.start < end and verb.prop("status") == "signed"
    ]
    if line.language == "vi":
        return bool(signed)
    verbs = (*signed, *(verb for verb in line.of("meeting-verb", "meeting-noun") if start <= verb.start < end))
    return any(_DONE.intersection((line.norm(verb.end), line.norm(verb.end - 1))) for verb in verbs)


def _is_behind_participle(line: Line, item: Item, start: int) -> bool:
    """`will share data under a protocol | signed in Lisbon on | Monday`: a participle stands between a plan and the day."""
    verbs = [verb for verb in line.of("agreement-verb") if start <= verb.start and verb.end <= item.start]
    if not verbs or item.start - verbs[-1].end > _PARTICIPLE_REACH:
        return False
    return line.norm(verbs[-1].end - 1).endswith("ed") and line.norm(verbs[-1].start - 1) not in _OPEN


def _is_told_of_past(line: Line, item: Item) -> bool:
    """`said on | Tuesday | that they will`, `on | Tuesday | agreed to meet`: a past verb stands right beside the day."""
    before = item.start - 1
    while line.norm(before) in _BEFORE_A_DAY:
        before -= 1
    return any(
        (line.norm(at) in _RESOLVED or not any(one.start <= at < one.end for one in line.of("planned")))
        and (line.norm(at).endswith("ed") or line.norm(at) in _PAST or any(one.start == at for one in line.of("said")))
        and line.norm(at - 1) not in _OPEN
        for at in (before, item.end)
    )


def _dateline_day(reference: Reference) -> dt.date | None:
    return dt.date(LEAP_YEAR, *reference.dateline) if reference.dateline is not None else None


def _counted(line: Line, item: Item, base: dt.date, *, ahead: bool | None) -> dt.date | None:
    """The day that a calendar word means; `ahead` tells whether a weekday is the next one, None that it is the base."""
    offset, weekday = item.prop("dayOffset"), item.prop("weekday")
    if offset is not None:
        return base + dt.timedelta(days=int(offset))
    if weekday is None or not _is_weekday(line, item):
        return None
    if ahead is None:
        return base
    week = _WEEKS.get(line.norm(item.start)) if line.language == "zh" else week_beside(line, item)
    if week is not None:
        monday = base - dt.timedelta(days=base.weekday()) + dt.timedelta(weeks=week)
        return monday + dt.timedelta(days=int(weekday) - 1)
    back = (base.isoweekday() - int(weekday)) % _DAYS_IN_WEEK
    if step := step_of(line, item):  # `last Thursday`, `в минувшую пятницу`, whatever else its sentence foretells
        return base + dt.timedelta(days=_DAYS_IN_WEEK - back if step > 0 else -(back or _DAYS_IN_WEEK))
    return base + dt.timedelta(days=_DAYS_IN_WEEK - back if ahead and back else -back)


def _is_weekday(line: Line, item: Item) -> bool:
    """A Vietnamese weekday is also an ordinal ("thứ hai"): it needs a word of time or a date beside it."""
    if line.language != "vi":
        return True
    named = line.is_capital(item.end - 1) and line.norm(item.end) in _BESIDE_A_DATE
    return line.norm(item.start - 1) in _VIETNAMESE_DAY or line.norm(item.end) == _WEEK or named


def days_from_told(line: Line, reference: Reference, found: Sequence[Item]) -> Iterator[Found]:
    """`the same day`, `a day earlier`, `cùng ngày`: counted from the day that the text told last.

    Args:
        line: The sentence.
        reference: What the sentences before told.
        found: The dates that the sentence tells otherwise.

    """
    for item in line.of("calendar"):
        if (offset := item.prop("dayFromTold")) is not None:
            told = day_told_before(item.start, reference, found)
            yield Found(item.start, item.end, moved_day(told, int(offset)) if told else None)


def day_told_before(at: int, reference: Reference, found: Sequence[Item]) -> str | None:
    """The day that a sentence told last before a token, or else the text before it."""
    here = [date for date in found if date.end <= at and date.value.datatype in {"date", "gMonthDay"}]
    day: str | None = max(here, key=lambda date: date.start).value.value if here else reference.told_day
    return day


def eves(line: Line, reference: Reference) -> Iterator[Found]:
    """`накануне | подписания`, `напярэдадні сустрэчы`: the day before the one told last."""
    if EVES.isdisjoint(line.vocabulary) or reference.told_day is None:
        return
    for at, norm in enumerate(line.folded):
        if norm in EVES and line.norm(at + 1).startswith(_TOLD_EVENTS):
            yield Found(at, at + 1, moved_day(reference.told_day, -1))


def moved_day(day: str, offset: int) -> Date | None:
    """A day some days from another, with or without a year."""
    note = f"counted from {day}, the day told before"
    if day.startswith("--"):
        moved = dt.date.fromisoformat(f"{LEAP_YEAR}{day[1:]}") + dt.timedelta(days=offset)
        return Date(without_year(moved.month, moved.day), DateBasis.PUBLICATION_DATE, note)
    if day.count("-") != _DAY_DASHES:
        return None
    moved = dt.date.fromisoformat(day) + dt.timedelta(days=offset)
    return Date(moved.isoformat(), DateBasis.PUBLICATION_DATE, note)


def years_ago(line: Line, reference: Reference) -> Iterator[Found]:
    """`five years ago`: a year counted back from the publication."""
    if line.vocabulary.isdisjoint(AGO) or (year := reference.parts.year) is None:
        return
    for index, norm in enumerate(line.folded):
        if norm not in _YEAR_UNITS or index == 0 or line.norm(index + 1) not in AGO:
            continue
        count = _count_before(line, index)
        if count is not None:
            note = f"{count} years before the publication date {reference.published}"
            start = index if norm in _ONE else index - 1
            month = reference.parts.month if line.norms(index + 2, index + 4) == _THIS_MONTH else None
            value = f"{year - count}-{month:02}" if month else str(year - count)
            yield Found(start, index + (4 if month else 2), Date(value, DateBasis.INFERRED, note))


def _count_before(line: Line, index: int) -> int | None:
    """How many years: a word or digits before the unit, or `a year ago`."""
    word = next((item for item in line.of("calendar") if item.end == index and item.prop("numberValue")), None)
    if word is not None:
        return int(str(word.prop("numberValue")))
    return number_at(line, index - 1, _MOST_YEARS) or (1 if {line.norm(index), line.norm(index - 1)} & _ONE else None)
