"""Capitalised words of Vietnamese texts that name nobody though an office stands beside them: schools, firms, outlets.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.naming.names import VIETNAMESE_SURNAMES
from loader.extract.entities.naming.vocabulary import vocabulary
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.entities.offices.title_parts import Title
    from loader.extract.lines import Line

# `Hiệu trưởng | Trường Cao đẳng …`, `Chủ tịch | HĐQT Ngân hàng …`: what opens the name of an institution.
_INSTITUTIONS = vocabulary("vietnamese", "institutions")
# Compounds of which only the first syllable has a capital: `Ủy viên | Trung | ương`.
_COMPOUNDS = {
    fold(first): folded(rest)
    for first, rest in (
        ("trung", "ương uơng ường"),
        ("du", "lịch"),
        ("khoa", "học nội nhi"),
        ("chung", "khảo kết"),
        ("giao", "thông"),
        ("kinh", "tế"),
        ("thang", "máy"),
    )
}
# Offices that have their firm or body right behind them: `giám đốc | OceanBank`, `đại diện | MobiFone`.
_OWNED = frozenset({
    "head", "deputy-head", "chief", "director", "director-general", "deputy-director", "deputy-director-general", "chairman", "deputy-chairman",
    "representative", "member", "leader", "spokesperson", "official-representative", "former", "president-of-body", "manager", "acting",
})  # fmt: skip
# `| theo | Bloomberg`, `trên mạng xã hội | Twitter`.
_REPORTED = folded("theo báo tờ hãng kênh đài hội dẫn với trang")
_OPENING = 4
_FULL_NAME = 3
_CALLED = folded("ông bà anh chị cô ngài đồng")
_OFFICES = ("post", "country", "agency", "function")


def is_no_vietnamese_name(line: Line, start: int, end: int, title: Title | None) -> bool:
    """Whether capitalised words are an institution or a firm, or have beside them the office of whoever is named next.

    Args:
        line: A sentence.
        start: The first token of the words.
        end: The token behind them.
        title: The office beside them.

    """
    first = line.norm(start)
    if first in _INSTITUTIONS and (end - start > 1 or line.norm(start - 1) not in _CALLED):
        return True
    if end - start == 1 and line.norm(end) in _COMPOUNDS.get(first, ()):
        return True
    if title is None or line.norm(start - 1) in _CALLED:
        return False
    if title.start is not None and title.start >= end and line.norm(start) not in VIETNAMESE_SURNAMES:
        return _is_source(line, start, end) or _leads_on(line, end)
    adjacent = any(post.end == start for post in line.of("post"))
    return end - start == 1 and adjacent and bool(title.posts) and title.posts <= _OWNED


def opens_before_name(line: Line, start: int, end: int) -> bool:
    """`| Riêng | Lò Thị Ún, …`: the word that opens a sentence has a capital, and is no family name as the next is."""
    if start > 0 or end - start <= _FULL_NAME or line.norm(start) in VIETNAMESE_SURNAMES:
        return False
    return line.norm(start + 1) in VIETNAMESE_SURNAMES


def _is_source(line: Line, start: int, end: int) -> bool:
    """`Theo | Reuters |, Thủ tướng …`: one word for who reports."""
    if start == 0 and line.norm(start) in _REPORTED:
        return True
    told = line.norm(start - 1) in _REPORTED or (line.norm(0) in _REPORTED and start <= _OPENING)
    return end - start == 1 and told


def _leads_on(line: Line, end: int) -> bool:
    """`Theo Reuters, | Phó Thủ tướng Thái Lan | Prawit`: the office behind a comma leads to another name."""
    at = end + 1
    moved = True
    while moved:
        held = next((item for item in line.of(*_OFFICES) if item.start == at), None)
        moved, at = held is not None, held.end if held else at
    person = any(item.start == at for item in line.of("person"))
    named = line.is_capital(at + 1) and line.norm(at) in VIETNAMESE_SURNAMES and line.norm(at) not in _INSTITUTIONS
    return at > end + 1 and (person or named)
