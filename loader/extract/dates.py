"""Dates with the precision that the text gives, and how each is known.

A small grammar over tokens: month names, weekdays and relative words come from the lexicon (`c:CalendarTerm`);
numeric orders are those of the six languages. A year that nobody states is taken from the publication date, and
marked so, or left out; the clock is never asked.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.extract.facts import Date, DateBasis
from loader.extract.lines import Item
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loader.extract.lines import Line

_YEARS = range(1900, 2100)
_DAYS_IN_MONTHS = 31
_MONTHS_IN_YEAR = 12
# A day and month without a year is dated from the publication only within half a year of it.
_NEAR_DAYS = 183
_BETWEEN_DAY_AND_MONTH = frozenset({"th", "st", "nd", "rd", "of", "го", "е", "га", "-", "the"})
_YEAR_WORDS = frozenset({",", "of", "year", "г", "год", "года", "году", "годзе", "року", "р"})


@dataclass(frozen=True, slots=True)
class Reference:
    """What undated expressions are counted from."""

    published: str | None = None
    """The article's publication date, to the precision that is known."""
    dateline: tuple[int, int] | None = None
    """Month and day of a dateline without a year."""
    told: tuple[int, int | None] | None = None
    """Year and month of the date told last, of which "that year" and "the same month" speak."""

    @property
    def day(self) -> dt.date | None:
        """The publication day, if it is known to the day."""
        return dt.date.fromisoformat(self.published) if self.published and self.published.count("-") == 2 else None  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class _Parts:
    year: int | None = None
    month: int | None = None
    day: int | None = None


def date_items(line: Line, reference: Reference) -> list[Item]:
    """The dates of a line as items of kind `date` whose value is a `Date`; they do not overlap."""
    found: list[Item] = []
    taken: set[int] = set()
    readers: tuple[Callable[[Line, Reference], Iterator[tuple[int, int, Date | None]]], ...] = (
        _ago_dates, _han_dates, _numeric_dates, _vietnamese_dates, _month_dates, _relative_dates, _year_dates,
    )  # fmt: skip
    for reader in readers:
        for start, end, date in reader(line, reference):
            if date is not None and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                word = next((item for item in line.of("calendar") if (item.start, item.end) == (start, end)), None)
                found.append(Item(start, end, "date", word.concepts if word else (), value=date))
    return sorted(found, key=lambda item: item.start)


def complete(parts: _Parts, reference: Reference, note: str | None = None) -> Date | None:
    """The date of some parts; None where they name no day that exists."""
    year, month, day = parts.year, parts.month, parts.day
    if year is not None:
        return Date(_iso(year, month, day)) if _exists(year, month, day) else None
    if month is None or day is None or not _exists(2000, month, day):
        return None
    if reference.published is None:
        return Date(f"--{month:02}-{day:02}")
    return _with_published_year(month, day, reference, note)


def _with_published_year(month: int, day: int, reference: Reference, note: str | None) -> Date | None:
    published = str(reference.published)
    nearest = reference.day or dt.date(int(published[:4]), int(published[5:7] or month), 15)
    candidates = [
        dt.date(year, month, day)
        for year in (nearest.year - 1, nearest.year, nearest.year + 1)
        if _exists(year, month, day)
    ]
    best = min(candidates, key=lambda date: abs((date - nearest).days), default=None)
    if best is None or abs((best - nearest).days) > _NEAR_DAYS:
        return Date(f"--{month:02}-{day:02}")
    return Date(
        best.isoformat(), DateBasis.PUBLICATION_DATE, note or f"the year nearest to the publication date {published}"
    )


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if year not in _YEARS or (month is not None and not 1 <= month <= _MONTHS_IN_YEAR):
        return False
    return day is None or (month is not None and 1 <= day <= calendar.monthrange(year, month)[1])


def _iso(year: int, month: int | None, day: int | None) -> str:
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def _by_regex(line: Line, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Matches in the line's text, as token ranges."""
    if not line.tokens:
        return
    start_at = {token.start: index for index, token in enumerate(line.tokens)}
    end_at = {token.end: index + 1 for index, token in enumerate(line.tokens)}
    for match in pattern.finditer(line.source, line.sentence.span.start, line.sentence.span.end):
        if match.start() in start_at and match.end() in end_at:
            yield start_at[match.start()], end_at[match.end()], match


_HAN_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN = re.compile(
    r"(?:(?P<year>\d{4}|[〇零○一二三四五六七八九]{4}|[今去明同本当次]|前)年)?"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3}|[本上下同])个?月)?"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?",
)


def _han_number(text: str | None) -> int | None:
    if text is None:
        return None
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(_HAN_DIGITS.get(tens, "1")) * 10 + int(_HAN_DIGITS.get(ones, "0"))
    digits = "".join(_HAN_DIGITS.get(char, "") for char in text)
    return int(digits) if len(digits) == len(text) else None


def _han_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    if line.story.language != "zh":
        return
    context = _Parts(*reference.told) if reference.told else _Parts(*_published_parts(reference))
    for start, end, match in _by_regex(line, _HAN):
        year, month, day = match["year"], match["month"], match["day"]
        own_year = _published_parts(reference)[0]
        shift = {"同": 0, "当": 0, "次": 1} | ({} if own_year is None else dict.fromkeys("今本", own_year - (context.year or own_year)))
        if own_year is not None and context.year is not None:
            shift |= {sign: own_year + step - context.year for sign, step in {"去": -1, "明": 1, "前": -2}.items()}
        real_year = (
            context.year + shift[year]
            if year in shift and context.year
            else _han_number(year)
            if year not in shift
            else None
        )
        if month in {"本", "同"}:
            real_month = context.month
        elif month in {"上", "下"}:
            real_month = None
        else:
            real_month = _han_number(month)
        if day and not month:
            real_month, real_year = context.month, context.year
        if day and month == "同" and not year:
            real_year = context.year
        parts = _Parts(real_year, real_month, _han_number(day))
        date = complete(parts, reference)
        if date is not None:
            context = _Parts(parts.year or context.year, parts.month, parts.day)
            relative = year in shift or (year is None and real_year is not None)
            yield (
                start,
                end,
                Date(date.value, DateBasis.PUBLICATION_DATE, "counted from the text's other dates")
                if relative
                else date,
            )


def _published_parts(reference: Reference) -> tuple[int | None, int | None, int | None]:
    if reference.published is None:
        return None, None, None
    numbers: list[int | None] = [int(part) for part in reference.published.split("-")]
    year, month, day = (*numbers, None, None)[:3]
    return year, month, day


_NUMERIC = re.compile(r"(?<![\d./])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?![\d/])")


def _numeric_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    for start, end, match in _by_regex(line, _NUMERIC):
        groups = match.groups()
        year, month, day = groups[:3] if groups[0] else (groups[5], groups[4], groups[3])
        yield start, end, complete(_Parts(int(year), int(month), int(day)), reference)


_VIETNAMESE = re.compile(
    r"ngày\s+(?P<d1>\d{1,2})\s+tháng\s+(?P<m1>\d{1,2})(?:(?:\s+năm\s+|,\s*|/)(?P<y1>\d{4}))?"
    r"|(?:ngày\s+|sáng\s+|chiều\s+|tối\s+|trưa\s+|từ\s+|đến\s+|\()?(?:\d{1,2}\s*[-–]\s*)?(?P<d2>\d{1,2})[/-](?P<m2>\d{1,2})(?:[/-](?P<y2>\d{4}))?(?![\d/])"
    r"|tháng\s+(?P<m3>\d{1,2})(?:/|\s+năm\s+|-)(?P<y3>\d{4})"
    r"|(?<![\d/-])(?P<m4>\d{1,2})/(?P<y4>\d{4})(?![\d/])",
    re.IGNORECASE,
)
_RANGE_START = re.compile(r"(\d{1,2})\s*[-–]\s*\d{1,2}[/-]\d{1,2}")


def _vietnamese_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    if line.story.language != "vi":
        return
    for start, end, match in _by_regex(line, _VIETNAMESE):
        group = match.groupdict()
        which = next(number for number in "1234" if group.get(f"m{number}"))
        day = group.get(f"d{which}")
        if which == "2" and (first := _RANGE_START.search(match.group())):
            day = first.group(1)
        year = group.get(f"y{which}")
        yield (
            start,
            end,
            complete(
                _Parts(int(year) if year else None, int(group[f"m{which}"]), int(day) if day else None), reference
            ),
        )


def _number(line: Line, index: int, top: int) -> int | None:
    norm = line.norm(index)
    return int(norm) if norm.isdecimal() and len(norm) <= 4 and 0 < int(norm) <= top else None  # noqa: PLR2004


def _month_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    """`10 April 2017`, `April 10, 2017`, `в феврале 1992 года`, `10-12 красавіка`: a month's name and its numbers."""
    for item in line.of("calendar"):
        if (month := item.prop("month")) is None:
            continue
        start, end = item.start, item.end
        day, start = _day_before(line, start)
        if day is None and (day := _number(line, end, _DAYS_IN_MONTHS)) is not None:
            end = _after_day(line, end + 1)
        year, end = _year_after(line, end)
        if day is None and year is None:
            yield _lone_month(item, reference)
        else:
            yield start, end, complete(_Parts(year, int(month), day), reference)


def _lone_month(item: Item, reference: Reference) -> tuple[int, int, Date | None]:
    """A month by itself: the one nearest to a publication date that is known to the month."""
    year, month, _ = _published_parts(reference)
    named = int(str(item.prop("month")))
    if year is None or month is None:
        return item.start, item.end, None
    distance = (named - month + 6) % 12 - 6
    total = year * 12 + month - 1 + distance
    return (
        item.start,
        item.end,
        Date(
            f"{total // 12}-{total % 12 + 1:02}",
            DateBasis.PUBLICATION_DATE,
            "the month nearest to the publication date",
        ),
    )


def _day_before(line: Line, start: int) -> tuple[int | None, int]:
    at = start - 1
    while at >= 0 and line.norm(at) in _BETWEEN_DAY_AND_MONTH:
        at -= 1
    day = _number(line, at, _DAYS_IN_MONTHS)
    if day is None:
        return None, start
    if line.tokens[at].hyphen or line.norm(at - 1) in {"-", "–", "—", "to", "and", "по", "и", "і", "та"}:
        first = _number(line, at - 1 if line.tokens[at].hyphen else at - 2, _DAYS_IN_MONTHS)
        if first is not None and first < day:
            return first, at - (1 if line.tokens[at].hyphen else 2)
    return day, at


def _after_day(line: Line, end: int) -> int:
    while line.norm(end) in {"th", "st", "nd", "rd"}:
        end += 1
    if (line.norm(end) in {"-", "–", "—", "to"} and _number(line, end + 1, _DAYS_IN_MONTHS)) or (
        end < len(line.tokens) and line.tokens[end].hyphen and _number(line, end, _DAYS_IN_MONTHS)
    ):
        end += 1 if line.tokens[end].hyphen else 2
    return end


def _year_after(line: Line, end: int) -> tuple[int | None, int]:
    at = end
    while line.norm(at) in _YEAR_WORDS and at < end + 2:
        at += 1
    norm = line.norm(at)
    if len(norm) == 4 and norm.isdecimal() and int(norm) in _YEARS:  # noqa: PLR2004
        return int(norm), at + 1
    return None, end


def _relative_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    """Weekdays and `yesterday`: counted from the publication day, or from a dateline's day and month."""
    base, has_year = reference.day, True
    if base is None and reference.dateline is not None:
        base, has_year = dt.date(2000, *reference.dateline), False
    if base is None:
        return
    ahead = bool(line.of("planned"))
    for item in line.of("calendar"):
        if (offset := item.prop("dayOffset")) is not None:
            day = base + dt.timedelta(days=int(offset))
        elif (weekday := item.prop("weekday")) is not None and not _is_weekday(line, item):
            continue
        elif weekday is not None and has_year:
            back = (base.isoweekday() - int(weekday)) % 7
            day = base + dt.timedelta(days=7 - back if ahead and back else -back)
        elif item.prop("weekday") is not None:
            day = base
        else:
            continue
        value = day.isoformat() if has_year else f"--{day.month:02}-{day.day:02}"
        yield (
            item.start,
            item.end,
            Date(value, DateBasis.PUBLICATION_DATE, f"“{line.words(item)}” counted from the article's own date"),
        )


_YEAR_UNITS = folded("year years год года лет гады гадоў роки років năm 年")
_AGO = folded("ago earlier назад тому таму trước 前")


def _ago_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    """`five years ago`: a year counted back from the publication."""
    year = _published_parts(reference)[0]
    for index in range(1, len(line.tokens) - 1):
        if line.norm(index) not in _YEAR_UNITS or line.norm(index + 1) not in _AGO:
            continue
        word = next((item for item in line.of("calendar") if item.end == index and item.prop("numberValue")), None)
        count = int(str(word.prop("numberValue"))) if word else _number(line, index - 1, 99) or (1 if line.norm(index - 1) in {"a", "год"} else None)
        if count is not None and year is not None:
            note = f"{count} years before the publication date {reference.published}"
            yield index - 1, index + 2, Date(str(year - count), DateBasis.INFERRED, note)


_VIETNAMESE_DAY = folded("ngày sáng chiều tối hôm vào trưa")


def _is_weekday(line: Line, item: Item) -> bool:
    """A Vietnamese weekday is also an ordinal ("thứ hai"): it needs a word of time or a date beside it."""
    if line.story.language != "vi":
        return True
    return line.norm(item.start - 1) in _VIETNAMESE_DAY or line.norm(item.end) in {",", "("}


_BEFORE_YEAR = frozenset(
    {
        "in",
        "since",
        "у",
        "в",
        "с",
        "з",
        "от",
        "від",
        "ад",
        "năm",
        "from",
        "of",
        "during",
        "by",
        "до",
        "till",
        "until",
        "за",
        "к",
    }
)


def _year_dates(line: Line, reference: Reference) -> Iterator[tuple[int, int, Date | None]]:
    for index in range(1, len(line.tokens)):
        norm = line.norm(index)
        ranged = index + 1 < len(line.tokens) and (
            line.tokens[index + 1].hyphen or line.norm(index + 1) in {"-", "–", "—"}
        )
        if len(norm) == 4 and norm.isdecimal() and line.norm(index - 1) in _BEFORE_YEAR and not ranged:  # noqa: PLR2004
            yield index, index + 1, complete(_Parts(int(norm)), reference)
