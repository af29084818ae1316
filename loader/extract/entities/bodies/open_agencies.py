"""Bodies that the lexicon does not name: a head noun inside a capitalised phrase, or before a Chinese one's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.bodies.bare_agencies import is_organisation, whose
from loader.extract.entities.bodies.citation import citation
from loader.extract.entities.bodies.han_agencies import span_of_name, unmention
from loader.extract.entities.bodies.organs import BEHIND, forget, hide, parent_of, parents_behind
from loader.extract.entities.bodies.slavic_agencies import slavic_span
from loader.extract.entities.bodies.taken_up import take_up
from loader.extract.entities.bodies.vietnamese_bodies import body_at, longer_name
from loader.extract.entities.bodies.vietnamese_places import Body, is_joint, local_states, state_of
from loader.extract.entities.countries.sides import side_state
from loader.extract.facts import Agency
from loader.extract.lines import Item
from loader.extract.words import ARTICLES, EAST_SLAVIC, OF, POSSESSIVE, WITH, folded
from ontology.personal import skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Line

_INSIDE = OF | folded("and on against to with по и против і па з та ў аб із зі về và")
# A body that names itself so belongs to several states.
_JOINT = folded(
    "joint international binational bilateral regional совместный совместная совместное международный "
    "международная международное сумесны сумесная сумеснае двухбаковы двухбаковая міжнародны міжнародная міжнароднае "
    "спільний спільна спільне двосторонній двостороння міжнародний міжнародна міжнародне",
)
# `Officials of A and B met within | their | High-Level Security Mechanism`.
_THEIRS = folded("their")
# Where no state stands with it, a body of these names is one of several states.
_UNIONS = folded(
    "community alliance union league commonwealth multinational inter-state african arab european asian сообщество сообщества "
    "альянс альянса союз союза лига лиги содружество содружества организация организации многонациональные многонациональный "
    "многонациональная многонациональных межгосударственный межгосударственная межгосударственный государств стран дзяржаў краін "
    "супольнасць саюз альянс ліга арганізацыя держав країн союз альянс ліга організація",
)
# Parts of the world: a body that bears one in its name belongs to several states.
_REGIONS = folded(
    "african asian european eurasian caribbean arab nordic baltic pacific atlantic balkan andean gulf islamic latin ibero-american "
    "inter-american panafrican interregional multinational world global euro-atlantic euro-mediterranean mediterranean commonwealth "
    "африканский африканская азиатский азиатская европейский европейская евразийский евразийская арабский арабская всемирный всемирная "
    "афрыканскі афрыканская азіяцкі азіяцкая еўрапейскі еўрапейская еўразійскі еўразійская арабскі арабская сусветны сусветная "
    "африканський африканська азійський азійська європейський європейська євразійський євразійська арабський арабська світовий"
)
_LONGEST = 12
# Two capitalised words name an English body; where nouns open sentences or stand capitalised more often, three.
_SHORTEST = 2
_SHORTEST_ELSEWHERE = 3
# Connectives that may stand between two capitalised words of a name: `of the`.
_CONNECTIVES_AT_MOST = 2
# Capitalised words in front of a body's name that are none of it: "On Monday Police …", "Minister …".
_STOPS = frozenset({"calendar", "date", "post", "honorific", "said"})
# Words of names that are no public body's.
_NO_PUBLIC_BODY = folded(
    "news press media football basketball hockey sports athletic olympic broadcasting television radio airlines bank holding group "
    "новостей информационное информационного пресс футбольный футбольная спортивный олимпийский телевидения "
    "навін інфармацыйнае інфармацыйнага прэс футбольны футбольная спартыўны алімпійскі тэлебачання "
    "новин інформаційне інформаційного футбольний футбольна спортивний олімпійський телебачення"
)
_HELD = frozenset({"agency", "function", "person", "date"})


def find_local_agencies(lines: Sequence[Line], agencies: Agencies) -> None:
    """Add the Vietnamese bodies whose name only begins as that of a known function: `Công an | tỉnh Quảng Trị`."""
    told = local_states(lines) if agencies.language == "vi" else {}
    for line in lines if agencies.language == "vi" else ():
        for head in line.of("function", "agency", "agency-head"):
            body = longer_name(line, head) if head in line.items else None
            if body is not None:
                _add_vietnamese(line, body, told, agencies)


def _add_vietnamese(line: Line, body: Body, told: dict[str, str], agencies: Agencies) -> None:
    """Put a Vietnamese body in the place of what its name holds."""
    joint = is_joint(line, body)
    _put(line, body.start, body.end, None if joint else state_of(line, body, told, agencies), agencies, joint=joint)


def _read_vietnamese(line: Line, agencies: Agencies) -> None:
    for head in line.of("agency-head"):
        body = body_at(line, head)
        if body is not None and not any(item.start <= head.start < item.end for item in line.of(*_HELD)):
            _add_vietnamese(line, body, {}, agencies)


def find_open_agencies(lines: Sequence[Line], agencies: Agencies) -> None:
    """Add an item of kind `agency` for each phrase that names an unknown body."""
    for line in lines:
        if agencies.language == "vi":
            _read_vietnamese(line, agencies)
            continue
        for head in line.of("agency-head"):
            span = _reader(line)(line, head)
            if span is None or not _NO_PUBLIC_BODY.isdisjoint(line.norms(*span)):
                continue
            if line.language == "zh" or not _overlaps(line, *span):
                _add(line, *span, agencies)
    for line in lines:
        for head in line.of("agency-head"):
            if not _overlaps(line, head.start, head.end):
                take_up(line, head, agencies)


def _reader(line: Line) -> Callable[[Line, Item], tuple[int, int] | None]:
    if line.language == "zh":
        return span_of_name
    return slavic_span if line.language in EAST_SLAVIC else _span


def _overlaps(line: Line, start: int, end: int) -> bool:
    """Whether something else is named there; an organisation that opens the name is its parent: `AU | Commission`."""
    return any(item.start < end and start < item.end and not _is_parent(item, start) for item in line.of(*_HELD))


def _is_parent(item: Item, start: int) -> bool:
    return item.start == start and item.kind == "agency" and is_organisation(item)


def _span(line: Line, head: Item) -> tuple[int, int] | None:
    """The capitalised phrase around a capitalised head, connectives inside allowed."""
    if not any(line.is_capital(index) for index in range(head.start, head.end)):
        return None
    start, end = _first_capital(line, head.start), head.end
    closed = {item.start for item in line.of("country", "person", *_STOPS)}
    if line.norm(start - 1) == "and" and line.is_capital(start - 2):
        joined = _first_capital(line, start - 1)
        owner = max((item.end for item in line.of("country") if joined <= item.end < start), default=0)
        joined = max(joined, owner)
        told = line.norm(joined - 1) in ARTICLES or (joined == owner and joined < start - 1)
        if told and not _overlaps(line, joined, start) and not _has_head(line, joined, start):
            start = (
                joined  # "a Joint Training and | Cooperation Center", "Ghana's Economic and | Organised Crime Office"
            )
    while end < len(line.tokens) and end - start < _LONGEST:
        following = _next_capital(line, end)
        if following is None or following in line.given or following in closed:
            break
        end = following + 1
    if line.text(start, end).isupper():
        return None  # a shouted headline
    strict = line.language == "vi"
    return (start, end) if end - start >= (_SHORTEST_ELSEWHERE if strict else _SHORTEST) else None


def _has_head(line: Line, start: int, end: int) -> bool:
    """Whether the first of two that "and" joins is a body by itself: `the Police and | Immigration Service`."""
    return any(start <= item.start < end for item in line.of("agency-head"))


def _first_capital(line: Line, at: int) -> int:
    """Where the run of capitalised words before a token begins."""
    stops = {item.end for item in line.of(*_STOPS)}
    while at > 0 and line.is_capital(at - 1) and line.norm(at - 1) not in ARTICLES and at not in stops:
        at -= 1
    return at


def _next_capital(line: Line, at: int) -> int | None:
    """The capitalised word that continues a name, right away or after connectives."""
    for index in range(at, at + _CONNECTIVES_AT_MOST + 1):
        if line.is_capital(index):
            return index
        if line.norm(index) not in _INSIDE:
            return None
    return None


def _add(line: Line, start: int, end: int, agencies: Agencies) -> None:
    inside = [item for item in line.items if item.start >= start and item.end <= end]
    for body in (item for item in inside if item.kind == "agency" and item.value):
        unmention(line, body)
    behind = [
        item
        for item in line.of("country")
        if 0 <= item.start - end <= BEHIND and not line.has_between(end, item.start, WITH)
    ]
    states = [state for item in [*inside, *behind[:1]] if item.kind == "country" for state in item.states[:1]]
    states += [item.concept.props.get("state", "") for item in inside if item.kind == "place"]
    before = start - 1 if line.norm(start - 1) in POSSESSIVE else start
    owner = next((item for item in line.of("country") if item.end == before), None)
    if owner is not None and not states and (owner.form == "demonym" or line.language == "en"):
        states = list(owner.states[:1])  # "Paraguay's | National Anti-Drug Secretariat"
    parent = parent_of(line, end)
    if parent is not None:
        end, states = parent.end, list(parent.states[:1])
        inside.append(parent)
        hide(line, parent)
    parents = [*inside, *parents_behind(line, end)] if line.language != "zh" else [item for item in (parent,) if item]
    organ = any(is_organisation(item) for item in parents)
    regional = not states and not (_REGIONS | _UNIONS).isdisjoint(line.norms(start, end))
    shared = not states and (line.norm(start - 1) in _THEIRS or any(pair.start == start for pair in line.of("pair")))
    joint = len(set(states)) > 1 or line.norm(start) in _JOINT or regional or organ or shared
    states += [item.states[0] for item in inside if item.kind == "agency" and item.states]
    told = next(iter(states), None) or side_state(line, start)
    state = None if joint else told or whose(line, start, end, agencies.states.home, agencies.states)
    for item in parents if organ else ():
        forget(item, line)
    _put(line, start, end, state, agencies, joint=joint, bare=state is not None and told is None)


def _put(
    line: Line, start: int, end: int, state: str | None, agencies: Agencies, *, joint: bool, bare: bool = False
) -> None:
    """Leave an item of kind `agency` for a body of a state, or of several."""
    inside = [item for item in line.items if item.start >= start and item.end <= end]
    label = citation(line.text(start, end), line.language, agencies.lexicon)
    slug = _slug(label, state)
    agency = Agency("agency", slug, label, state=state, international=joint, implied=True)
    agency = agencies.found.setdefault(slug, agency)
    new = Item(start, end, "agency", value=[agency], states=(state,) if state else (), bare=bare)
    for item in inside:
        forget(item, line)
    agencies.put(line, [item for item in inside if item.kind not in {"country", "pair"}], new)


def put_body(line: Line, start: int, end: int, state: str, agencies: Agencies) -> None:
    """Leave an item of kind `agency` for a body whose state only the story tells."""
    _put(line, start, end, state, agencies, joint=False, bare=True)


def _slug(label: str, state: str | None) -> str:
    """One slug for the spellings of a name, whatever the order of its words."""
    key = "-".join(sorted({skeleton(word) for word in label.split()} - {""}))
    return f"{(state or 'zz').lower()}-{key or label}"
