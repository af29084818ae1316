"""Bodies and their organs: which stands inside the other's name, and is spoken of only if it is named elsewhere too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

BEHIND = 2
"""Tokens from an unknown body to the state or organisation behind it: `Centre for … | in the | Republic …`."""
_ACRONYM_IN_BRACKETS = 3


def parent_of(line: Line, end: int) -> Item | None:
    """The body whose organ the phrase before is: `Служба доходов | Министерства финансов Грузии`."""
    return next((item for item in line.of("agency") if item.start == end and item.value), None)


def hide(line: Line, parent: Item) -> None:
    """A body that is named only inside the name of its organ is not spoken of."""
    around = line.span(parent)
    for agency in parent.value:
        agency.implied = all(around.start <= span.start and span.end <= around.end for span in agency.spans)


def parents_behind(line: Line, end: int) -> list[Item]:
    """The organisation of which a body is an organ: `the Peace and Security Council (PSC) of the | African Union`."""
    if line.norm(end) == "(" and line.norm(end + 2) == ")":
        end += _ACRONYM_IN_BRACKETS
    behind = [item for item in line.of("agency") if 0 < item.start - end <= BEHIND]
    return behind if line.norm(end) == "of" else []


def forget(item: Item, line: Line) -> None:
    """Take back that an item names bodies: it is part of another's name."""
    for agency in item.value if item.kind == "agency" and item.value else ():
        if line.span(item) in agency.spans:
            agency.spans.remove(line.span(item))
            agency.implied = not agency.spans
