"""Documents of which an English sentence speaks only in a condition: `if it breaks the accord`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import PART_ENDS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_UNLESS = frozenset({"if", "unless"})
_AS_TOLD = frozenset({"any", "not", "only"})  # `little | if any`


def is_in_condition(line: Line, noun: Item, verb: Item | None) -> bool:
    """`issued a warning that … if it breaks | the accord`, `no deal unless | an accord is signed`: a condition names it."""
    at = next((at for at in range(noun.start - 1, -1, -1) if line.norm(at) in _UNLESS), None)
    if at is None or line.norm(at + 1) in _AS_TOLD or line.has_between(at, noun.start, PART_ENDS):
        return False
    return verb is None or verb.end <= at or not line.has_between(noun.end, verb.start, PART_ENDS)
