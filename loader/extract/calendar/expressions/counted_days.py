"""Days counted from the publication's: `three days ago`, `через два дня`, `cách đây ba ngày`, `三天前`, `a fortnight ago`."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import HAN_COUNT, Found, han_count, number_at, whole_tokens
from loader.extract.calendar.expressions.rough_dates import lies_ahead
from loader.extract.facts import Date, DateBasis
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Line

_DAYS = folded("day days день дня дней дзень дні дзён днів ngày")
_FORTNIGHT = "fortnight"
_AGO = folded("ago назад тому таму")
_AHEAD = folded("in через праз")
_VIETNAMESE_AGO, _VIETNAMESE_AHEAD = folded("trước"), folded("nữa")
_FROM_HERE = folded("đây")  # `cách | đây | ba ngày`
_BEFORE_WHAT = folded("khi ngày lúc đó")  # `ba ngày trước | khi …`: before what is told, not before now
_MOST = 60
_WEEKS = 14
_HAN = re.compile(rf"{HAN_COUNT}天(?:之|以)?前")
CUES = _DAYS | {_FORTNIGHT, "天"}
"""Without one of these there is nothing to count."""


def counted_days(line: Line, reference: Reference) -> Iterator[Found]:
    """Whole days; of a fortnight the month, which is as exact as its word."""
    if (day := reference.day) is None:
        return
    if line.language == "zh":
        for start, end, match in whole_tokens(line, _HAN) if "天" in line.vocabulary else ():
            yield _found(line, start, end, day, -han_count(match["number"]))
        return
    if _FORTNIGHT in line.vocabulary:
        yield from _fortnights(line, day)
    for at, norm in enumerate(line.folded if not _DAYS.isdisjoint(line.vocabulary) else ()):
        number = _number(line, at) if norm in _DAYS else None
        if number is None:
            continue
        found = _vietnamese(line, at, number, day) if line.language == "vi" else _counted(line, at, number, day)
        if found is not None:
            yield found


def _number(line: Line, at: int) -> int | None:
    """How many days: the word or digits before."""
    word = next((item for item in line.of("calendar") if item.end == at and item.prop("numberValue")), None)
    return int(str(word.prop("numberValue"))) if word is not None else number_at(line, at - 1, _MOST)


def _counted(line: Line, at: int, number: int, day: dt.date) -> Found | None:
    if line.norm(at + 1) in _AGO:
        return _found(line, at - 1, at + 2, day, -number)
    ahead = line.norm(at - 2) in _AHEAD and lies_ahead(line)
    return _found(line, at - 2, at + 1, day, number) if ahead else None


def _vietnamese(line: Line, at: int, number: int, day: dt.date) -> Found | None:
    """`cách đây ba ngày`, `ba ngày trước`, `hai ngày nữa`."""
    after = line.norm(at + 1)
    if line.norm(at - 2) in _FROM_HERE:
        return _found(line, at - 2, at + 1, day, -number)
    if after in _VIETNAMESE_AGO and line.norm(at + 2) not in _BEFORE_WHAT:
        return _found(line, at - 1, at + 2, day, -number)
    return _found(line, at - 1, at + 2, day, number) if after in _VIETNAMESE_AHEAD else None


def _fortnights(line: Line, day: dt.date) -> Iterator[Found]:
    """`a fortnight ago`, `in a fortnight`."""
    at = line.folded.index(_FORTNIGHT)
    ago, ahead = line.norm(at + 1) == "ago", line.norm(at - 2) == "in"
    if ago or ahead:
        told = day + dt.timedelta(days=-_WEEKS if ago else _WEEKS)
        yield Found(at, at + 1, _date(line, at, at + 1, f"{told:%Y-%m}"))


def _found(line: Line, start: int, end: int, day: dt.date, step: int) -> Found:
    return Found(start, end, _date(line, start, end, (day + dt.timedelta(days=step)).isoformat()))


def _date(line: Line, start: int, end: int, value: str) -> Date:
    note = f"“{line.text(start, end)}” counted from the publication date"
    return Date(value, DateBasis.PUBLICATION_DATE, note)
