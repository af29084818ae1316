"""Titles: the office, rank or body beside a name, and what it tells of the person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.offices.title_edges import (
    PARTS,
    SKIPPED,
    complement,
    holds_together,
    is_field,
    is_modified,
    is_no_owner,
    is_other_owner,
    is_portfolio,
    past_brackets,
)
from loader.extract.entities.offices.title_owners import listed_office, of_owner_behind, owned_name, shared_title
from loader.extract.entities.offices.title_parts import (
    Title,
    title_of,
)
from loader.extract.entities.offices.vietnamese_titles import OWNING, goes_on_after_comma, vietnamese_title
from loader.extract.entities.persons.allegiance import RELATIVE
from loader.extract.words import DASHES, EAST_SLAVIC, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Item, Line

_CONJUNCTIONS = folded("and и і й та ды và 和 与")
# `luật sư` is a private person and a title; `Tư lệnh | Cảnh sát | Dominicana` has a body without a name of its own.
_PRIVATE = frozenset({"private"})
_PASSED = {"en": _PRIVATE | SKIPPED, "vi": _PRIVATE | {"agency-head"}}
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
# Behind an office they say where it is held, or when something happened.
_GOES_ON = folded("in on at for from of by with during after before under as over and")
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
        return before if before.state and line.language != "en" else of_owner_behind(line, end, before)
    after = _title_after(line, end, agencies)
    if after is not None or before is None:
        return after or listed_office(line, start, agencies) or shared_title(line, start) or owned_name(line, start)
    return of_owner_behind(line, end, before)


def title_before(line: Line, start: int, agencies: Agencies) -> Title | None:
    """The office that leads to a name: `Belarus' Interior Minister Ivan …`, `the President of Belarus, …`."""
    parts: list[Item] = []
    edge = complement(line, past_brackets(line, start))
    passed = _PASSED.get(line.language, _PRIVATE)
    for item in sorted((item for item in line.items if item.end <= start), key=lambda item: -item.end):
        if item.end > edge or item.kind in passed:
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
            or is_no_owner(line, item, parts[0], gap)
        ):
            break
        parts.insert(0, item)
        edge = complement(line, past_brackets(line, item.start))
    if parts and _is_of_person_before(line, parts, start):
        return None
    if line.language == "vi":
        return vietnamese_title(line, parts, start, agencies)
    return title_of(line, parts, agencies)


def _is_of_person_before(line: Line, parts: list[Item], start: int) -> bool:
    """`Ylva Johansson, Commissioner for Home Affairs, | Philippe …`: the office between commas is of whom it follows."""
    if line.language != "en" or line.norm(start - 1) != "," or line.norm(parts[0].start - 1) != ",":
        return False
    return any(item.end == parts[0].start - 1 for item in line.of("person"))


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
    listed_from = 0
    speaker = line.role is Role.SPEAKER  # the whole line is the name and its offices
    for item in (item for item in line.items if item.start > end):
        if item.kind in SKIPPED and line.language == "en":
            continue
        gap = line.norms(edge, item.start)
        listed = parts and "," in gap and not goes_on_after_comma(line, parts, item)
        holds = holds_together(gap) or (
            item.kind == "post" and is_modified(line, parts[-1] if parts else None, edge, item.start)
        )
        other = line.language == "vi" and bool(parts) and _joins_other(parts[-1], item, gap)
        if item.kind in PARTS and (speaker or (holds and not listed and not other)):
            listed_from = len(parts) if "," in gap and any(part.kind in OWNING for part in parts) else listed_from
            parts.append(item)
            edge = item.end
        else:
            break
    if _lists_headline(line, end, edge):
        return None
    title = title_of(line, parts[listed_from:], agencies)
    return title if title and title.role else None


def _lists_headline(line: Line, end: int, edge: int) -> bool:
    """`Kallas, | Estonia's Defence Minister | visit border`: the comma of an English headline means "and", unless another one closes the apposition."""
    if line.language != "en" or line.role is not Role.TITLE or line.norm(end) != "," or edge >= len(line.tokens):
        return False
    return line.norm(edge)[:1].isalpha() and not line.is_capital(edge) and line.norm(edge) not in _GOES_ON


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
    if "," in gap and item.kind == "country" and parts[0].kind == "agency" and line.language == "en":
        return True  # `talks between Mali and Niger, | State Department spokesperson …`
    if "," not in gap or item.kind not in {"country", "place", "agency"} or parts[0].kind != "post":
        return False
    before = line.before(item)
    owned = any(part.kind in {"agency", "country"} for part in parts)
    if owned and item.kind == "country" and before is not None and before.kind == "country":
        return True  # `делегации Индии и Ирана, | директор РАТС ШОС …`
    while line.language == "en" and before is not None and before.kind == item.kind == "country":
        item, before = before, line.before(before)  # `talks between Ethiopia and Eritrea, | spokesman X`
    # Else the state belongs to an office in front: "the President of Belarus, Chairman …"
    return before is None or before.kind not in PARTS or not holds_together(line.norms(before.end, item.start))
