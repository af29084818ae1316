"""A body's name and the acronym behind it that the lexicon knows are one body: `Cơ quan Biên phòng … châu Âu (Frontex)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Item, Line

# `(`, the acronym, `)`.
_BRACKETED = 3


def unite_with_acronyms(lines: Sequence[Line], agencies: Agencies) -> None:
    """Let the words in front of a known acronym in brackets name its body."""
    for line in lines:
        for item in line.of("agency"):
            bracketed = line.norm(item.end) == "(" and line.norm(item.end + _BRACKETED - 1) == ")"
            if bracketed and item.value and line.text(item.end + 1, item.end + 2).isupper():
                _unite(line, item, agencies)


def _unite(line: Line, item: Item, agencies: Agencies) -> None:
    """Where the lexicon knows the acronym, the words in front name that body, and not one of the press's own state."""
    known = next((other for other in line.of("agency") if other.start == item.end + 1 and other.value), None)
    if known is None or known.value == item.value or len(item.value) != 1:
        return
    alone = item.value[0]
    if alone.international and item.concepts:
        return
    if alone.state is not None and alone.state != agencies.states.home and alone.state != known.value[0].state:
        return
    if line.span(item) in alone.spans:
        alone.spans.remove(line.span(item))
        alone.implied = not alone.spans
    item.value, item.states, item.concepts = known.value, known.states, known.concepts
    for agency in item.value:
        agencies.mention(agency, line, item)
