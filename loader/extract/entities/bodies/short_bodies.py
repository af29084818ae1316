"""Bodies by their head noun alone: `The council met in special session`, `It was the mechanism's fourth meeting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Line

# Heads of the names of bodies that several states have in common.
_HEADS = folded("council commission committee mechanism board assembly subcommittee subcommission forum group")
_DETERMINERS = folded("the this that its their same")
# `the working | group`, `the joint | commission`: what may stand between the article and the head.
_ATTRIBUTES = folded("working joint intergovernmental bilateral trilateral interagency coordination border regional")
# Behind the head these make it another's: `the council of the city`, `the committee on agriculture`.
_LONGER = folded("of on for")


def find_short_names(lines: Sequence[Line]) -> None:
    """Add an item of kind `agency` where a definite head noun takes up the body of several states that was told last.

    Args:
        lines: The lines of an English story, in order, with their bodies.

    """
    last: dict[str, Item] = {}
    for line in lines:
        heads = _HEADS & line.vocabulary
        if not heads:
            continue
        bodies = line.of("agency")
        if last:
            _take_up(line, bodies, last)
        for item in bodies:
            for head in heads.intersection(line.norms(item.start, item.end)):
                last[head] = item


def _take_up(line: Line, bodies: Sequence[Item], last: dict[str, Item]) -> None:
    """Put the last body of a head noun where the noun stands alone in a line."""
    held = {at for item in bodies for at in range(item.start, item.end)}
    found = []
    for at, norm in enumerate(line.folded):
        body = last.get(norm)
        if body is None or at in held or not _is_alone(line, at):
            continue
        if body.value and body.value[0].international:
            found.append(Item(at, at + 1, "agency", body.concepts, form="short", value=body.value))
    if found:
        starts = {item.start for item in found}
        kept = [item for item in line.items if item.kind != "agency-head" or item.start not in starts]
        line.items = sorted([*kept, *found], key=lambda item: item.start)


def _is_alone(line: Line, at: int) -> bool:
    """Whether a definite article leads to a head noun, and nothing makes it another's."""
    first = at - 1
    while line.norm(first) in _ATTRIBUTES:
        first -= 1
    return line.norm(first) in _DETERMINERS and line.norm(at + 1) not in _LONGER and not line.is_capital(at + 1)
