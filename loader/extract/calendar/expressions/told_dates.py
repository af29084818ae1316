"""Dates counted from another date of the text, or from the publication's year or month: `the following April`, `last year`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loader.extract.calendar.date_parts import (
    DAYS_IN_MONTHS,
    MONTHS_IN_YEAR,
    Found,
    Parts,
    complete,
    is_year,
    number_at,
)
from loader.extract.calendar.expressions.calendar_dates import day_before
from loader.extract.facts import Date, DateBasis
from loader.extract.words import ENGLISH_ORDINAL_SUFFIXES, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Item, Line

# Words before a month that count it from the publication's month, and from the date told last: in which direction.
_SET = folded(
    "scheduled planned slated set rescheduled due pencilled penciled fixed arranged"
)  # `is set for | next month`
_FROM_PUBLISHED = {"last": -1, "past": -1, "next": 1, "coming": 1}
_FROM_TOLD = {"previous": -1, "preceding": -1, "following": 1, "subsequent": 1, "that": 0, "same": 0}
_STEPPING = frozenset({*_FROM_PUBLISHED, "this"})
_YEAR = frozenset({"year"})
_MONTH = frozenset({"month"})
_MONTHS = frozenset({"month", "months"})
_YEARS = folded("year years summers winters springs autumns")
_SEASONS = folded("spring summer autumn fall winter")
_BACK = frozenset({"ago"})
_LATER = frozenset({"later", "afterwards"})
_EARLIER = frozenset({"earlier"})
_ONE = folded("a one")
MODIFIERS = frozenset({*_FROM_PUBLISHED, *_FROM_TOLD, "this", *_BACK, *_LATER, *_EARLIER})
# `the following April`, but `following April's talks`.
_DEFINITE = frozenset({"previous", "preceding", "following", "subsequent", "same"})
# More years or months than these are no count.
_MOST = 60
# `three years afterwards, on | 14 November`: tokens between a year that is counted and the day that it completes.
_YEAR_LINKS = frozenset({",", "of"})
_YEAR_REACH = 3
_NOTE_TOLD = "counted from the date told before"
_NOTE_PUBLISHED = "counted from the publication date"


class _Counted(NamedTuple):
    """Tokens [start, end) that give a year or month by counting."""

    start: int
    end: int
    parts: Parts
    note: str


def told_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """English dates that lean on another; what a missing date would have to complete is left out."""
    modified = not MODIFIERS.isdisjoint(line.vocabulary)
    if not modified and not any(map(is_year, line.vocabulary)):
        return
    months = {item.start: item for item in line.of("calendar") if item.prop("month")}
    counted: _Counted | None = None
    for at, norm in enumerate(line.folded):
        if at in months:
            found = _month(line, months[at], reference, counted)
        elif norm.isdecimal() and (found := _ordinal_day(line, at, reference)) is not None:
            pass
        elif modified and _may_count(line, at) and (spoken := _counted(line, at, reference)):
            counted = spoken
            found = _found(spoken)
        else:
            continue
        if found is not None:
            yield found


def _found(counted: _Counted) -> Found:
    basis = DateBasis.INFERRED if counted.note == _NOTE_TOLD else DateBasis.PUBLICATION_DATE
    return Found(counted.start, counted.end, _date(counted.parts, basis, counted.note))


def _date(parts: Parts, basis: DateBasis, note: str) -> Date:
    year = f"{parts.year:04}"
    return Date(year if parts.month is None else f"{year}-{parts.month:02}", basis, note)


def _told(line: Line, before: int, reference: Reference) -> Parts:
    """Year and month of the date told last before a token: in the line, else in the sentences before."""
    for at in range(before - 1, -1, -1):
        if is_year(line.norm(at)):
            months = [item for item in line.of("calendar") if item.end in {at, at - 1} and item.prop("month")]
            return Parts(int(line.norm(at)), int(str(months[0].prop("month"))) if months else None)
    return reference.told or reference.parts


def _month(line: Line, item: Item, reference: Reference, counted: _Counted | None) -> Found | None:
    """`last July`, `the following April`, `21 August that year`, `three years afterwards, on 14 November`."""
    month, word = int(str(item.prop("month"))), line.norm(item.start - 1)
    day, start = day_before(line, item.start)
    if word in _FROM_PUBLISHED and (published := reference.parts).year and published.month:
        return _stepped(item, month, Parts(published.year, published.month), _FROM_PUBLISHED[word], _NOTE_PUBLISHED)
    held = word in _FROM_TOLD and (word not in _DEFINITE or line.norm(item.start - 2) == "the")
    if held and (told := _told(line, item.start, reference)).year:
        return _stepped(item, month, told, _FROM_TOLD[word], _NOTE_TOLD)
    end = item.end
    if day is None and (day := number_at(line, end, DAYS_IN_MONTHS)) is not None:
        end += 1
    spoken = _counted(line, end + (line.norm(end) == "of"), reference, phrase=True)
    if spoken is None and counted is not None and 0 <= start - counted.end <= _YEAR_REACH:
        spoken = counted
    if spoken is None and day is not None and not is_year(line.norm(end + (line.norm(end) in _YEAR_LINKS))):
        return _day_of_told_year(line, start, end, Parts(None, month, day), reference)
    if spoken is None or spoken.parts.month is not None:
        return None
    date = complete(Parts(spoken.parts.year, month, day), reference)
    return Found(start, max(end, spoken.end if spoken is not counted else end), date)


def _day_of_told_year(line: Line, start: int, end: int, told: Parts, reference: Reference) -> Found | None:
    """`in 2006 … on 22 June`: a day takes the year that its sentence has told."""
    years = [at for at in range(1, start) if is_year(line.norm(at)) and _opens_time(line, at)]
    if not years:
        return None
    date = complete(Parts(int(line.norm(years[-1])), told.month, told.day), reference)
    return Found(start, end, date and Date(date.value, DateBasis.INFERRED, _NOTE_TOLD))


def _opens_time(line: Line, at: int) -> bool:
    """Whether a year is told as a time: `in 2006`, `in November 2013`."""
    month = any(item.end == at and item.prop("month") for item in line.of("calendar"))
    return month or line.norm(at - 1) == "in"


def _stepped(item: Item, month: int, base: Parts, step: int, note: str) -> Found:
    """The month before or after another, or of the same year."""
    year = int(base.year or 0)
    if step < 0 and (base.month is None or month >= base.month):
        year -= 1
    elif step > 0 and (base.month is None or month <= base.month):
        year += 1
    basis = DateBasis.INFERRED if note == _NOTE_TOLD else DateBasis.PUBLICATION_DATE
    return Found(item.start - 1, item.end, _date(Parts(year, month), basis, note))


def _counted(line: Line, at: int, reference: Reference, *, phrase: bool = False) -> _Counted | None:
    """A year or month by counting that begins at a token; with `phrase` only one that may follow a month."""
    word, after = line.norm(at), line.norm(at + 1)
    if word in {"the", "that", "this", "last", "next"} and not phrase and at and line.norm(at - 1) == "of":
        return None  # "the spring of last year": read with its month, or no date
    if word == "the" and after in _FROM_TOLD:
        return _counted(line, at + 1, reference, phrase=phrase)
    if word in _STEPPING:
        return _from_published(line, at, reference)
    if word in _FROM_TOLD and after in _YEAR and (told := _told(line, at, reference)).year:
        return _Counted(at, at + 2, Parts(told.year + _FROM_TOLD[word]), _NOTE_TOLD)
    return None if phrase else _number_of(line, at, reference)


def _may_count(line: Line, at: int) -> bool:
    """Whether `_counted` is worth asking about a token: nearly none is."""
    norm = line.folded[at]
    return norm in MODIFIERS or norm == "the" or line.norm(at + 2) in MODIFIERS


def _from_published(line: Line, at: int, reference: Reference) -> _Counted | None:
    """`last year`, `next month`, `this autumn`."""
    published, word, after = reference.parts, line.norm(at), line.norm(at + 1)
    if (
        "for" in line.norms(at - 2, at) and line.norm(at - 2) not in _SET
    ):  # a plan for the next year: no time of any event
        return None
    step = _FROM_PUBLISHED.get(word, 0)
    if published.year is None:
        return None
    if (after in _YEAR and word != "this") or (after in _SEASONS and word == "this"):
        return _Counted(at, at + 2, Parts(published.year + step), _NOTE_PUBLISHED)
    if after in _MONTH and published.month:
        return _Counted(at, at + 2, _months_from(published, step), _NOTE_PUBLISHED)
    return None


def _number_of(line: Line, at: int, reference: Reference) -> _Counted | None:
    """`two months ago`, `three years afterwards`, but not `more than a year earlier`."""
    unit, word = line.norm(at + 1), line.norm(at + 2)
    if word not in MODIFIERS or line.norm(at - 1) == "than" or (number := _number(line, at)) is None:
        return None
    published = reference.parts
    if unit in _MONTHS and word in _BACK and published.year and published.month:
        return _Counted(at, at + 3, _months_from(published, -number), _NOTE_PUBLISHED)
    if unit in _YEARS and word in _LATER | _EARLIER and (told := _told(line, at, reference)).year:
        sign = 1 if word in _LATER else -1
        return _Counted(at, at + 3, Parts(told.year + sign * number), _NOTE_TOLD)
    return None


def _months_from(base: Parts, step: int) -> Parts:
    year, month = divmod(int(base.year or 0) * MONTHS_IN_YEAR + int(base.month or 1) - 1 + step, MONTHS_IN_YEAR)
    return Parts(year, month + 1)


def _number(line: Line, at: int) -> int | None:
    word = next((item for item in line.of("calendar") if item.start == at and item.prop("numberValue")), None)
    if word is not None:
        return int(str(word.prop("numberValue")))
    return number_at(line, at, _MOST) or (1 if line.norm(at) in _ONE else None)


def _ordinal_day(line: Line, at: int, reference: Reference) -> Found | None:
    """`on the 27th of that month`."""
    day = number_at(line, at, DAYS_IN_MONTHS)
    if day is None or line.norm(at + 1) not in ENGLISH_ORDINAL_SUFFIXES or line.norm(at + 2) != "of":
        return None
    if line.norm(at + 3) not in {"that", "the"} or "month" not in line.norms(at + 4, at + 6):
        return None
    told = _told(line, at, reference)
    if told.year is None or told.month is None:
        return None
    return Found(
        at, at + line.norms(at, at + 6).index("month") + 1, complete(Parts(told.year, told.month, day), reference)
    )
