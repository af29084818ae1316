"""Regions and cities that tell whose a body or an office beside them is: `Vitebsk customs office`, `УМВД по Смоленской области`, `廖内群岛警察局`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import EAST_SLAVIC, POSSESSIVE, folded
from ontology.regions import region_state

if TYPE_CHECKING:
    from loader.extract.lines import Line

# The longest name of a region has so many tokens.
_LONGEST = 3
# What may stand between a body and its region.
_LINKS = folded("of for the city state province region oblast county по в во г города у ў па горада м міста")
_LINKED = 3
# Characters of a region's name in Chinese.
_HAN_LONGEST, _HAN_SHORTEST = 9, 2


def beside_region(line: Line, start: int, end: int, *, named: bool = False) -> str | None:
    """The state of the region or city in or beside tokens [start, end), if the table knows it; not behind, if a name stands there."""
    if line.language == "zh":
        return _in_chinese(line, start)
    if line.language not in EAST_SLAVIC | {"en"} or not line.capitals:
        return None
    behind = end
    while behind < end + _LINKED and line.norm(behind) in _LINKS:
        behind += 1
    before = start
    while before > start - _LINKED and line.norm(before - 1) in _LINKS | POSSESSIVE:
        before -= 1
    for at in line.capitals:
        for stop in range(min(at + _LONGEST, len(line.folded)), at, -1):
            if (start <= at and stop <= end) or stop == before or (at == behind and not named):
                state = region_state(line.text(at, stop)) if line.is_capital(stop - 1) else None
                if state is not None:
                    return state
    return None


def opening_region(line: Line, marks: frozenset[str]) -> str | None:
    """`SARGODHA: …`: the state of the region or city that opens a sentence before one of some marks."""
    if line.language == "zh" or not line.is_capital(0):
        return None
    stop = next((at for at in range(1, _LONGEST + 1) if line.norm(at) in marks), None)
    return region_state(line.text(0, stop)) if stop is not None else None


def _in_chinese(line: Line, start: int) -> str | None:
    """`廖内群岛 | 警察局`, `北莱茵-威斯特法伦 | 州内政部`: the longest name in front."""
    for stop in (start, start - 1):
        for at in range(max(0, stop - _HAN_LONGEST), stop - _HAN_SHORTEST + 1):
            state = region_state(line.text(at, stop).replace(" ", ""))
            if state is not None:
                return state
    return None
