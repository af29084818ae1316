"""Vietnamese titles, in which owners follow their office: a field behind it, the office of two, offices in a list."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.offices.title_edges import PARTS, holds_together
from loader.extract.entities.offices.title_parts import OFFICES, Title, title_of
from loader.extract.words import STOPS
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Item, Line

OWNING = frozenset({"agency", "country"})
"""Kinds of items whose an office is."""
_OPENS_TITLE = frozenset({"post", "counterpart", "honorific"})
# `phụ trách`, in charge of: it and the field stand between an office and the name within so many tokens.
_IN_CHARGE = (fold("phụ"), fold("trách"))
_FIELD = 16
_FULL_OFFICE = 3  # `hai | Bộ trưởng`, but not `hai Bộ`


def vietnamese_title(line: Line, parts: list[Item], start: int, agencies: Agencies) -> Title | None:
    """What the words before a name tell where owners follow their office."""
    office = _from_office(parts)
    if not any(item.kind in OFFICES for item in office):
        office = _in_charge(line, start) or office
    return title_of(line, office, agencies) or _of_pair(line, parts, start)


def _of_pair(line: Line, parts: list[Item], start: int) -> Title | None:
    """`| hai Bộ trưởng | Phạm A và B`: in Vietnamese the office of two who are named behind it, whatever else it tells."""
    if line.language != "vi" or not parts or parts[-1].kind != "pair" or parts[-1].end != start:
        return None
    pair = parts[-1]
    office = pair.end - pair.start >= _FULL_OFFICE and line.is_capital(pair.start + 1)
    return Title(role=line.text(pair.start + 1, pair.end), start=pair.start) if office else None


def _from_office(parts: list[Item]) -> list[Item]:
    """In Vietnamese owners follow: what stands before the first office is no part of the title (`tới Việt Nam của | Tổng thống …`)."""
    first = next((at for at, item in enumerate(parts) if item.kind in _OPENS_TITLE), len(parts))
    return parts[first:]


def _in_charge(line: Line, start: int) -> list[Item]:
    """`Ủy viên châu Âu | phụ trách các vấn đề nội vụ và di cư | Magnus Brunner`: an office with its field before the name."""
    for item in reversed([item for item in line.of("post") if item.end < start]):
        gap = line.norms(item.end, start)
        if len(gap) > _FIELD or not STOPS.isdisjoint(gap):
            return []
        if _IN_CHARGE in pairwise(gap):
            behind = [other for other in line.of("agency", "country") if item.end <= other.start <= item.end + 1]
            return [item, *behind[:1]]
    return []


def goes_on_after_comma(line: Line, parts: list[Item], item: Item) -> bool:
    """`Phó Bí thư, | Phó Tỉnh trưởng …`: in Vietnamese one person's offices are listed, the one in the state last."""
    if line.language != "vi" or item.kind != "post":
        return False
    return all(part.kind == "post" for part in parts) or _ends_list(line, item)


def _ends_list(line: Line, office: Item) -> bool:
    """Whether an office with its owner stands behind a comma and no name behind it: it is of the one before, too."""
    end, owned = office.end, False
    for item in line.items:
        if item.start < end:
            continue
        if item.kind not in PARTS or not holds_together(line.norms(end, item.start)) or item.kind == "honorific":
            break
        end, owned = item.end, owned or item.kind in OWNING
    following = next((item for item in line.of("post") if item.start == end + 1), None)
    if not owned and following is not None and line.norm(end) == ",":
        return _ends_list(line, following)  # `Ủy viên Quốc vụ, | Bộ trưởng Bộ Quốc phòng Trung Quốc`
    return owned and not line.is_capital(end)
