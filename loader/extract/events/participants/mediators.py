"""Who brings others together: `brokered by Qatar`, `при посредничестве Катара`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_REACH = 2  # `under the mediation of | Qatar`, `Qatari- | brokered`
_MEDIATING = ("mediat", "broker", "посреднич", "пасрэдніц", "посередниц")


def mediates(line: Line, item: Item) -> bool:
    """`brokered by Qatar`, `Angola's mediation`, `EU- and US-mediated`: who brings others together is no side."""
    if not _has_mediation(line.vocabulary):
        return False
    behind = [] if line.norm(item.end) in COMMAS else line.norms(item.end, item.end + _REACH)
    return any(norm.startswith(_MEDIATING) for norm in (*_ahead(line, item), *behind))


def _ahead(line: Line, item: Item) -> list[str]:
    """The words before a state; in East Slavic none before another state: `при посредничестве Чада | Мали подписала`."""
    first = item.start - (line.norm(item.start - 1) == "the")
    if line.language == "en" and line.norm(first - 1) == "and":  # `mediated by Qatar and | the United States`
        before = next((one for one in line.of("country") if one.end == first - 1), None)
        first = before.start - (line.norm(before.start - 1) == "the") if before is not None else first
    start = first - _REACH
    if line.language in EAST_SLAVIC and item.form == "label":
        start = max([start, *(one.end for one in line.of("country") if one.end <= first)])
    return line.norms(start, first)


@lru_cache(maxsize=512)  # a sentence is asked for each of its states, and for each of its gatherings and documents
def _has_mediation(vocabulary: frozenset[str]) -> bool:
    return any(norm.startswith(_MEDIATING) for norm in vocabulary)
