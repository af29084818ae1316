"""Titles: the office, rank or body beside a name, and what it tells of the person."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.agencies import NO_BODY
from loader.extract.entities.allegiance import RELATIVE
from loader.extract.entities.title_edges import PARTS, complement, is_field, past_brackets
from loader.extract.entities.title_parts import (
    OFFICES,
    Title,
    title_of,
)
from loader.extract.words import AND, DASHES, EAST_SLAVIC, OF, POSSESSIVE, STOPS, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.entities.agencies import Agencies
    from loader.extract.lines import Item, Line

_INSIDE = (
    OF
    | POSSESSIVE
    | AND
    | folded('to in with at при в у на « » " “ ” отставке запаса адстаўцы запасу відставці chủ 兼 任 暨 、')
)
_OPENS_TITLE = frozenset({"post", "counterpart", "honorific"})
# `phụ trách`, in charge of: it and the field stand between an office and the name within so many tokens.
_IN_CHARGE = (fold("phụ"), fold("trách"))
_FIELD = 16
# Adjectives of time and standing between an owner and an office: "Iraq's new | prime minister".
_STANDING = folded(
    "new newly re-elected elected appointed then current incumbent outgoing former long-serving longtime veteran late top own "
    "новый новая нового новой тогдашний тогдашнего нынешний нынешнего бывший бывшего бывшая бывшей "
    "новы новага тагачасны цяперашні былы былога былая былой дзеючы дзеючая новая новай "
    "новий нового нова нової тодішній тодішнім тодішнього нинішній нинішня теперішній чинний колишній колишнього колишня колишньої"
)
# Tokens between two parts of a title: "Minister | of the | Interior".
_GAP = 3
_CONJUNCTIONS = folded("and и і й та ды và 和 与")
# Right before the name: nothing, or the comma of an apposition.
_BEFORE_NAME: tuple[list[str], ...] = ([], [","], ["'s"], ["'"])
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
_APPOSITION = frozenset({",", "(", "—", "–", "-"})
_ADVERBS = folded(
    "then the a an former formerly now currently who is was both тогда бывший ныне тогдашний нынешний тады цяперашні былы тагачасны тоді нині колишній тодішній нинішній nguyên hiện khi đó"
)
# `of Kenya`, `of the Kenyan …`: tokens from a name to its owner behind.
_OWNER_BEHIND = 2
# `A and B`, `A, and B`: at most so many tokens between the names of a list.
_LIST_GAP = 2


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
        return before if before.state else _of_owner_behind(line, end, before)
    after = _title_after(line, end, agencies)
    if after is not None or before is None:
        return after or _listed(line, start, agencies) or _shared_title(line, start) or _owned(line, start)
    return _of_owner_behind(line, end, before)


def _listed(line: Line, start: int, agencies: Agencies) -> Title | None:
    """`министры обороны Беларуси Виктор Хренин, России | Андрей Белоусов`: the office of the one before, of another state."""
    owner = next((item for item in line.of("country") if item.end == start and item.form != "demonym"), None)
    if owner is None or line.language not in EAST_SLAVIC or line.norm(owner.start - 1) not in AND:
        return None
    first = next((item for item in line.of("person") if item.end == owner.start - 1), None)
    posts = [item for item in line.of("post") if first is not None and item.end <= first.start]
    if first is None or not posts or not any(item.end == first.start for item in line.of("country")):
        return None
    post, state = posts[-1], owner.states[0]
    function = post.prop("function")
    return Title(
        role=line.words(post),
        state=state,
        agency=agencies.national(state, function) if function and function not in NO_BODY else None,
        function=function,
        heads=bool(function or post.prop("head")),
        posts=frozenset({post.concept.code}),
        start=owner.start,
    )


def _owned(line: Line, start: int) -> Title | None:
    """`Uruguay's Eduardo Bonomi`, `Interpol's Jorge …`, `Australian Karen Doyle`: a name that a state or body owns."""
    possessive = line.norm(start - 1) in POSSESSIVE
    end = start - 1 if possessive else start
    owner = next((item for item in line.of("country", "agency") if item.end == end), None)
    if owner is None or line.language != "en" or line.role is Role.TITLE:
        return None
    if not possessive and not (owner.form == "demonym" and start in line.given):
        return None
    world = owner.kind == "agency" and not owner.states
    return Title(state=next(iter(owner.states), None), international=world, start=owner.start)


def _of_owner_behind(line: Line, end: int, title: Title) -> Title:
    """A title whose owner follows the name: `Rear Admiral Luis Abrego of Panama's …`, `President Y of Kenya`."""
    owner = next((item for item in line.of("country", "agency") if end < item.start <= end + _OWNER_BEHIND), None)
    if owner is None or line.norm(end) != "of" or not owner.states:
        return title
    agency = owner.value[0] if owner.kind == "agency" and owner.value else title.agency
    return replace(title, state=owner.states[0], agency=agency)


def title_before(line: Line, start: int, agencies: Agencies) -> Title | None:
    """The office that leads to a name: `Belarus' Interior Minister Ivan …`, `the President of Belarus, …`."""
    parts: list[Item] = []
    edge = complement(line, past_brackets(line, start))
    for item in sorted((item for item in line.items if item.end <= start), key=lambda item: -item.end):
        if item.end > edge:
            continue
        gap = line.norms(item.end, edge)
        near = edge == past_brackets(line, start) and not parts
        if near and len(gap) > 1 and gap[0] in _BODIES and gap[1:] == [","] and line.language == "en":
            gap = gap[1:]  # `the head of the Moldovan | ministry, | Gheorghe Papuc`
        holds = gap in _BEFORE_NAME if near else _holds_together(gap) or _is_second_office(line, parts, gap)
        if item.kind not in PARTS or not (holds or (item.kind == "post" and is_field(line, item, edge))):
            break
        if parts and (_ends_clause(line, item, parts, gap) or _joins_other(item, parts[0], gap)):
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
        gap = line.norms(edge, item.start)
        listed = parts and "," in gap and not _goes_on_after_comma(line, parts, item)
        if item.kind in PARTS and (speaker or (_holds_together(gap) and not listed)):
            parts.append(item)
            edge = item.end
        else:
            break
    title = title_of(line, parts, agencies)
    return title if title and title.role else None


def _goes_on_after_comma(line: Line, parts: list[Item], item: Item) -> bool:
    """`Phó Bí thư, | Phó Tỉnh trưởng …`: in Vietnamese one person's offices are listed, the one in the state last."""
    return line.language == "vi" and item.kind == "post" and all(part.kind == "post" for part in parts)


def _shared_title(line: Line, start: int) -> Title | None:
    """The office that a list shares: `Senior Lieutenants A and B`, `the presidents of …, A, B and C`."""
    previous = next((item for item in reversed(line.of("person")) if item.end <= start), None)
    if previous is None or previous.value is None or not 0 < start - previous.end <= _LIST_GAP:
        return None
    return Title(shared=True) if AND.issuperset(line.norms(previous.end, start)) else None


def _holds_together(gap: list[str]) -> bool:
    """Whether only function words stand between two parts of a title."""
    return len(gap) <= _GAP and (_INSIDE | _STANDING).issuperset(gap)


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
    if "," not in gap or item.kind not in {"country", "place", "agency"} or parts[0].kind != "post":
        return False
    before = line.before(item)
    owned = any(part.kind in {"agency", "country"} for part in parts)
    if owned and item.kind == "country" and before is not None and before.kind == "country":
        return True  # `делегации Индии и Ирана, | директор РАТС ШОС …`
    # Else the state belongs to an office in front: "the President of Belarus, Chairman …"
    return before is None or before.kind not in PARTS or not _holds_together(line.norms(before.end, item.start))
