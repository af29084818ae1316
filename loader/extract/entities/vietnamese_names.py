"""Syllables of Vietnamese names that are also names of states: `Trần | Anh | Tuấn`, `Nguyễn Thị | Nga`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.names import VIETNAMESE_SURNAMES
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_LONGEST_NAME = 4
# `| Đoàn | Kazakhstan do Thứ trưởng … dẫn đầu`: a delegation, and nobody's family name.
_DELEGATION = folded("đoàn")


def drop_states_in_names(line: Line) -> None:
    """Drop the states that are a syllable of a person's name."""
    if any(_is_in_name(line, item) for item in line.of("country")):
        line.items = [item for item in line.items if item.kind != "country" or not _is_in_name(line, item)]


def _is_in_name(line: Line, item: Item) -> bool:
    """Whether one syllable follows a surname, with nothing but syllables with a capital between."""
    if item.end - item.start > 1:
        return False
    held = {at for other in line.items if other is not item for at in range(other.start, other.end)}
    start = item.start
    while start > item.start - _LONGEST_NAME and line.is_capital(start - 1) and start - 1 not in held:
        gap = line.source[line.tokens[start - 1].end : line.tokens[start].start]
        if gap.strip():
            break
        start -= 1
    opens = line.norm(start) in _DELEGATION and start + 1 == item.start
    return start < item.start and line.norm(start) in VIETNAMESE_SURNAMES and not opens
