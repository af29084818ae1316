"""The part of a sentence that speaks of one of several numbered gatherings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.states import TWO_SIDES
from loader.extract.events.numbering import numbered

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_CUES = ("meeting-noun", "meeting-verb")
_CLAUSE_CUTS = frozenset({",", "，", ";"})


def window_of(line: Line, item: Item) -> tuple[int, int]:
    """The part of a sentence that speaks of a numbered gathering, where it speaks of several: cut at the comma between."""
    cues = line.of(*_CUES)
    numbers = {other.start: numbered(line, other) for other in cues}
    start, end = 0, len(line.tokens)
    if len(set(numbers.values()) - {None}) < TWO_SIDES:
        return start, end
    for other in cues:
        if other is item or numbers[other.start] in {None, numbers[item.start]}:
            continue
        if other.start > item.start:
            end = min(end, _cut(line, item.end, other.start))
        else:
            start = max(start, _cut(line, other.end, item.start))
    return start, end


def _cut(line: Line, left: int, right: int) -> int:
    low, high = sorted((left, right))
    return next((index for index in range(low, high) if line.norm(index) in _CLAUSE_CUTS), (low + high) // 2)
