"""Items of a digest that a state or city heads: `Kazakhstan. The interior minister received …`, `Душанбе: состоялись …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import DASHES
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

_MARKS = DASHES | {".", ":"}
# A heading has no more tokens than a state's full name.
_LONGEST = 6


def headed_blocks(lines: Sequence[Line]) -> dict[int, str]:
    """The paragraphs that open with nothing but a state or city, and what state that is.

    Args:
        lines: The sentences of a story.

    """
    found: dict[int, str] = {}
    before, cities = None, 0
    for line in lines:
        block = line.sentence.block
        if block != before and line.role is Role.BODY and line.language not in {"vi", "zh"}:
            head = next((item for item in line.of("country", "place") if item.start == 0), None)
            if head is not None and head.end <= _LONGEST and line.norm(head.end) in _MARKS:
                cities += head.kind == "place"
                found[block] = _state_of(head) or ""
        before = block
    # One city opens a report, which may be of other states.
    return {block: state for block, state in found.items() if state} if not cities or len(found) > 1 else {}


def _state_of(head: Item) -> str | None:
    """The state that a heading names or in which its city lies."""
    if head.kind == "country":
        plain = head.form not in {"demonym", "combining", "inhabitant"} and head.states
        return head.states[0] if plain else None
    return head.prop("state")
