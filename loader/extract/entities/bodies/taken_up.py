"""A head noun alone that takes up the story's only body of that name: `глава Миссии`, `Hội đồng nhận định`, `理事会批准了…`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import EAST_SLAVIC, is_han

if TYPE_CHECKING:
    from collections.abc import Callable

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.facts import Agency
    from loader.extract.lines import Line

# So many letters of a head noun stay the same in all its cases.
_STEM = 5
# Signs before a Chinese head noun that are no part of a name: `由|理事会|…`, `该|委员会`.
_FREE = frozenset("该由经是和与在及向对请被将为使让")
# A Chinese name of a body is a good deal longer than its head noun.
_LONGER_BY = 3


def take_up(line: Line, head: Item, agencies: Agencies) -> None:
    """Make a head noun that stands alone the body whose name it begins or ends, if the story has but one."""
    named = {
        agency.slug: agency
        for agency in agencies.found.values()
        if not agency.implied and _reader(line)(line, head, agency)
    }
    if len(named) == 1:
        value = list(named.values())
        states = tuple(agency.state for agency in value if agency.state)
        agencies.put(line, [head], Item(head.start, head.end, "agency", value=value, states=states))


def _reader(line: Line) -> Callable[[Line, Item, Agency], bool]:
    if line.language in EAST_SLAVIC:
        return _slavic
    return {"zh": _chinese, "vi": _vietnamese}.get(line.language, _never)


def _never(line: Line, head: Item, agency: Agency) -> bool:
    del line, head, agency
    return False


def _slavic(line: Line, head: Item, agency: Agency) -> bool:
    """`глава | Миссии`: with a capital inside the sentence."""
    stem = line.norm(head.start)[:_STEM]
    alone = head.start > 0 and line.is_capital(head.start)
    return alone and any(stem in name.text.lower() for name in agency.names)


def _chinese(line: Line, head: Item, agency: Agency) -> bool:
    """`|理事会|批准了…`: of several states, told with its full name before, and no end of another word."""
    if not agency.international or head.end - head.start < _LONGER_BY:
        return False
    before = line.norm(head.start - 1) if head.start else ""
    free = not before or not is_han(before) or before in _FREE or any(item.end == head.start for item in line.items)
    word = line.glued(head.start, head.end)
    longer = (name.text for name in agency.names if len(name.text) >= len(word) + _LONGER_BY)
    return free and any(name.endswith(word) for name in longer)


def _vietnamese(line: Line, head: Item, agency: Agency) -> bool:
    """`|Hội đồng| nhận định`: of several states, with a capital and no name behind."""
    if not agency.international or not line.is_capital(head.start) or line.is_capital(head.end):
        return False
    word = line.text(head.start, head.end).lower()
    return any(name.text.lower().startswith(f"{word} ") for name in agency.names)
