"""Bounds of a period: until or since when something holds, and by when it is to be done. All reaches count tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_YEAR_LENGTH = 4
_NAME_GAP = 2
_BOUNDS = frozenset({"by", "until", "till", "since", "before"})
_UNTIL = folded("до да")
# `с | 2010 года`, `từ năm | 2017`: the token before a year since which something has been so.
_SINCE = folded("с з із від ад од 自")
_END_OF = frozenset({"the", "end", "beginning", "of", "middle"})
_RANGE_TO = frozenset({"to", "until", "till", "through", "-", "–"})
_BY_WHEN = frozenset({"by", "before"}) | _UNTIL | folded("да")


def is_bound(line: Line, date: Item) -> bool:
    """`by the end of 2017`, `since 2014`, `from 1 September`: until or since when something holds, no event's day."""
    at = date.start - 1
    while line.norm(at) in _END_OF:
        at -= 1
    if date.value.datatype == "gYear" and line.norm(date.start - 1) in _SINCE:
        return True
    if line.norm(at) in _UNTIL and line.language in EAST_SLAVIC:
        return not _SINCE.intersection(line.norms(at - _NAME_GAP - 1, at))  # `с 20 до 22 мая`
    if line.norm(at) == "from":
        return _RANGE_TO.isdisjoint(line.norms(date.start, date.end + 2))
    return line.norm(at) in _BOUNDS


def last_days(line: Line) -> list[Item]:
    """`to be signed | by the end of 2026`: by when a plan is to be carried out, where nothing tells its day."""
    published = line.story.published
    if published is None:
        return []
    bounds = [date for date in line.of("date") if date.form not in NO_EVENT and is_bound(line, date)]
    return [
        date
        for date in bounds
        if _is_by_when(line, date) and date.value.value[:_YEAR_LENGTH] >= published.value[:_YEAR_LENGTH]
    ]


def _is_by_when(line: Line, date: Item) -> bool:
    at = date.start - 1
    while line.norm(at) in _END_OF:
        at -= 1
    return line.norm(at) in _BY_WHEN
