"""Titles: the office, rank or body beside a name, and what it tells of the person."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.offices.title_edges import (
    PARTS,
    SKIPPED,
    complement,
    holds_together,
    is_field,
    is_modified,
    is_other_owner,
    is_portfolio,
    past_brackets,
)
from loader.extract.entities.offices.title_owners import listed_office, of_owner_behind, owned_name, shared_title
from loader.extract.entities.offices.title_parts import (
    OFFICES,
    Title,
    title_of,
)
from loader.extract.entities.persons.allegiance import RELATIVE
from loader.extract.words import DASHES, EAST_SLAVIC, STOPS, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Item, Line

_OPENS_TITLE = frozenset({"post", "counterpart", "honorific"})
# `phụ trách`, in charge of: it and the field stand between an office and the name within so many tokens.
_IN_CHARGE = (fold("phụ"), fold("trách"))
_FIELD = 16
_CONJUNCTIONS = folded("and и і й та ды và 和 与")
# Right before the name: nothing, or the comma of an apposition.
_BEFORE_NAME: tuple[list[str], ...] = ([], [","], ["'s"], ["'"])
# `его коллега | из | Северной Македонии Сашо Тасевски`
_OUT_OF: tuple[list[str], ...] = (["из"], ["з"], ["із"], ["са"], ["зі"])
_BODIES = frozenset(
    {
        "ministry",
        "service",
        "services",
        "agency",
        "department",
        "delegation",
        "police",
        "side",
        "mission",
        "office",
        "team",
    }
)
# Between the owner of one office and the next person's: in Vietnamese owners follow.
_PARTING = _CONJUNCTIONS | {","}
_APPOSITION = frozenset({",", "(", "—", "–", "-"})
_ADVERBS = folded(
    "then the a an former formerly now currently who is was both his her their its also тогда бывший ныне тогдашний нынешний тады цяперашні былы тагачасны тоді нині колишній тодішній нинішній nguyên hiện khi đó"
)


def find_title(line: Line, start: int, end: int, agencies: Agencies) -> Title | None:
    """The office beside a name, and the state in brackets behind it: `Horst Seehofer | (Germany)`."""
    title = _find_title(line, start, end, agencies)
    state = _bracketed_state(line, end)
    if state is None or (title is not None and title.state == state):
        return title
    return (
        Title(state=state, start=start)
        if title is None
        else replace(title, state=state, agency=None, international=False)
    )


def _bracketed_state(line: Line, end: int) -> str | None:
    """The state that stands alone in brackets behind a name."""
    if line.language != "en" or line.norm(end) != "(":
        return None
    item = next((item for item in line.of("country") if item.start == end + 1), None)
    return item.states[0] if item is not None and item.states and line.norm(item.end) == ")" else None


def _find_title(line: Line, start: int, end: int, agencies: Agencies) -> Title | None:
    """The office beside a name; a rank in front gives way to an office behind."""
    before = title_before(line, start, agencies)
    related = before is not None and before.state is None and before.posts <= RELATIVE
    if before is not None and before.role and not related:
        return before if before.state else of_owner_behind(line, end, before)
    after = _title_after(line, end, agencies)
    if after is not None or before is None:
        return after or listed_office(line, start, agencies) or shared_title(line, start) or owned_name(line, start)
    return of_owner_behind(line, end, before)


def title_before(line: Line, start: int, agencies: Agencies) -> Title | None:
    """The office that leads to a name: `Belarus' Interior Minister Ivan …`, `the President of Belarus, …`."""
    parts: list[Item] = []
    edge = complement(line, past_brackets(line, start))
    for item in sorted((item for item in line.items if item.end <= start), key=lambda item: -item.end):
        if item.end > edge or (item.kind in SKIPPED and line.language == "en"):
            continue
        gap = line.norms(item.end, edge)
        near = edge == past_brackets(line, start) and not parts
        if near and len(gap) > 1 and gap[0] in _BODIES and gap[1:] == [","] and line.language == "en":
            gap = gap[1:]  # `the head of the Moldovan | ministry, | Gheorghe Papuc`
        joined = holds_together(gap) or (item.kind == "counterpart" and gap in _OUT_OF)
        holds = gap in _BEFORE_NAME if near else joined or _is_second_office(line, parts, gap)
        if item.kind not in PARTS or not (
            holds
            or (item.kind == "post" and is_field(line, item, edge))
            or (parts and (is_modified(line, item, item.end, edge) or is_portfolio(line, item, parts[0], edge)))
        ):
            break
        if parts and (
            is_other_owner(line, parts[0], gap)
            or _ends_clause(line, item, parts, gap)
            or _joins_other(item, parts[0], gap)
        ):
            break
        parts.insert(0, item)
        edge = complement(line, past_brackets(line, item.start))
    if parts and _is_of_person_before(line, parts, start):
        return None
    if line.language == "vi":
        parts = _from_office(parts)
        if not any(item.kind in OFFICES for item in parts):
            parts = _in_charge(line, start) or parts
    return title_of(line, parts, agencies)


def _is_of_person_before(line: Line, parts: list[Item], start: int) -> bool:
    """`Ylva Johansson, Commissioner for Home Affairs, | Philippe …`: the office between commas is of whom it follows."""
    if line.language != "en" or line.norm(start - 1) != "," or line.norm(parts[0].start - 1) != ",":
        return False
    return any(item.end == parts[0].start - 1 for item in line.of("person"))


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


def title_glued_after(line: Line, end: int, agencies: Agencies) -> Title | None:
    """`卢卡申科总统`: in Chinese the office follows without a comma."""
    item = next((item for item in line.of("post", "honorific") if item.start == end), None)
    return title_of(line, [item], agencies) if item else None


def _title_after(line: Line, end: int, agencies: Agencies) -> Title | None:
    """The office in apposition: `Cao Jianming, member of … and the Procurator-General of …`."""
    if line.norm(end) not in _APPOSITION:
        return None
    edge = end + 1
    while line.norm(edge) in _ADVERBS:
        edge += 1
    parts: list[Item] = []
    speaker = line.role is Role.SPEAKER  # the whole line is the name and its offices
    for item in (item for item in line.items if item.start > end):
        if item.kind in SKIPPED and line.language == "en":
            continue
        gap = line.norms(edge, item.start)
        listed = parts and "," in gap and not _goes_on_after_comma(line, parts, item)
        holds = holds_together(gap) or (
            item.kind == "post" and is_modified(line, parts[-1] if parts else None, edge, item.start)
        )
        if item.kind in PARTS and (speaker or (holds and not listed)):
            parts.append(item)
            edge = item.end
        else:
            break
    title = title_of(line, parts, agencies)
    return title if title and title.role else None


def _goes_on_after_comma(line: Line, parts: list[Item], item: Item) -> bool:
    """`Phó Bí thư, | Phó Tỉnh trưởng …`: in Vietnamese one person's offices are listed, the one in the state last."""
    return line.language == "vi" and item.kind == "post" and all(part.kind == "post" for part in parts)


def _is_second_office(line: Line, parts: list[Item], gap: list[str]) -> bool:
    """`первый заместитель директора ФСБ | — | руководитель Пограничной службы`: a dash joins two offices of one person."""
    return (
        line.language in EAST_SLAVIC and len(gap) == 1 and gap[0] in DASHES and bool(parts) and parts[0].kind == "post"
    )


def _joins_other(item: Item, following: Item, gap: list[str]) -> bool:
    """Whether "and" parts somebody's office from the rank of the next person: "…, Chairman of X and | Comrade B"."""
    return following.kind == "honorific" and item.kind != "honorific" and not _CONJUNCTIONS.isdisjoint(gap)


def _ends_clause(line: Line, item: Item, parts: list[Item], gap: list[str]) -> bool:
    """Whether a comma parts a state or body from an office behind it: "… its border with Belarus, | Interior Minister …"."""
    if line.language == "vi" and item.kind in {"country", "agency"} and parts[0].kind == "post":
        return not _PARTING.isdisjoint(gap)  # `Bộ trưởng Quốc phòng Thái Lan và | Phó thủ tướng kiêm …`
    if "," not in gap or item.kind not in {"country", "place", "agency"} or parts[0].kind != "post":
        return False
    before = line.before(item)
    owned = any(part.kind in {"agency", "country"} for part in parts)
    if owned and item.kind == "country" and before is not None and before.kind == "country":
        return True  # `делегации Индии и Ирана, | директор РАТС ШОС …`
    # Else the state belongs to an office in front: "the President of Belarus, Chairman …"
    return before is None or before.kind not in PARTS or not holds_together(line.norms(before.end, item.start))
