"""A title, and what its parts tell: body, state and function of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.extract.entities.bodies.agencies import NO_BODY
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.facts import Agency
    from loader.extract.lines import Item, Line

OFFICES = frozenset({"post", "counterpart"})
"""Kinds of items that are offices."""
_OWNERS = frozenset({"country", "agency", "function", "home"})
# Offices that speak for a body and do not act for it.
_VOICES = frozenset({"spokesperson", "representative", "official-representative"})
# Those who speak for themselves: no state is theirs because of the office.
_PRIVATE = frozenset({"expert"})
_COMMISSIONER, _EUROPEAN = "commissioner", "european-commissioner"
_FOR = folded("for по па з зі із phụ")
_RIGHTS = folded("human rights правам правах права прав правоў quyền")
_FIELD = 6
_STATIONED = "驻"
_STATIONED_IN, _LED_REACH = folded("to in в у ў"), 2


@dataclass(frozen=True, slots=True)
class Title:
    """What the words beside a name tell of the person."""

    role: str = ""
    """The office as written; empty for a mere rank."""
    state: str | None = None
    agency: Agency | None = None
    function: str | None = None
    heads: bool = False
    """Whether it is the head of a body, who acts for it."""
    international: bool = False
    """Whether it names an international body, or no public office, and no state."""
    shared: bool = False
    """Whether it is that of the person named before."""
    plural: bool = False
    """Whether several hold it: `the border commanders of A and B`."""
    posts: frozenset[str] = frozenset()
    """The codes of the words for the office."""
    start: int | None = None
    """The token at which it begins."""
    bare: tuple[Line, Item] | None = None
    """The body from which alone the state comes, if nothing beside the body tells its state."""


def title_of(line: Line, parts: list[Item], agencies: Agencies) -> Title | None:
    """What the items of a title tell together; None where no office, rank or citizen is among them."""
    while parts and parts[0].kind == "place":
        parts = parts[1:]
    posts = [item for item in parts if item.kind in OFFICES]
    if not posts and not any(item.kind == "honorific" or item.form == "inhabitant" for item in parts):
        return None
    for item in parts:
        if item.kind == "agency":
            item.form = "title"  # it acts through the person whose title names it
    bodies = _bodies_of(parts)
    parts = _without_station(line, parts, bodies)
    state = _sender(line, parts, agencies.states.home) or _state_of(parts, bodies, agencies.states.home)
    state = state or next((item.prop("state") for item in posts if item.prop("state")), None)  # `Home Secretary`
    function = _function_of(posts, parts)
    agency = bodies[0] if bodies else _implied_agency(function, state, agencies)
    first = parts[0] if parts[0].kind in _OWNERS or not posts else posts[0]
    return Title(
        role=line.text(first.start, parts[-1].end) if posts else "",
        state=state,
        agency=agency,
        function=function or (agency.function if agency else None),
        heads=_is_head(posts),
        international=state is None
        and (bodies[0].international if bodies else _is_private(posts) or _is_commissioner(line, posts)),
        plural=len({state for item in parts if item.kind == "country" for state in item.states[:1]}) > 1,
        posts=frozenset(item.concept.code for item in posts if item.concepts),
        start=parts[0].start,
        bare=_bare_body(line, parts, state),
    )


def _bare_body(line: Line, parts: list[Item], state: str | None) -> tuple[Line, Item] | None:
    bodies = [item for item in parts if item.kind == "agency" and item.value]
    told = any(item.kind in {"country", "home", "place"} for item in parts)
    return (
        (line, bodies[0]) if len(bodies) == 1 and bodies[0].bare and not told and bodies[0].states == (state,) else None
    )


def _bodies_of(parts: list[Item]) -> list[Agency]:
    """The bodies that a title names: an office in the state before one in a party."""
    bodies: list[Agency] = [item.value[0] for item in parts if item.kind == "agency" and item.value]
    return sorted(bodies, key=lambda body: body.function == "political-party")


def _sender(line: Line, parts: list[Item], home: str | None) -> str | None:
    """`俄罗斯驻华大使`: whoever is stationed in a state serves the one named before, or else the home state."""
    for item in parts:
        if item.kind == "country" and line.norm(item.start - 1) == _STATIONED:
            sending = next((other for other in line.of("country") if other.end == item.start - 1), None)
            return sending.states[0] if sending is not None else home
    return None


def _without_station(line: Line, parts: list[Item], bodies: list[Agency]) -> list[Item]:
    """`EU ambassador | to Albania`, `посол ЕС | в Армении`: where the diplomat of a union serves is not whom he serves."""
    if not any(body.international for body in bodies) or not any(item.prop("diplomat") for item in parts):
        return parts
    stations = {item.start for item in parts if item.kind == "country" and _is_led_to(line, item)}
    return [item for item in parts if item.start not in stations]


def _is_led_to(line: Line, item: Item) -> bool:
    return not _STATIONED_IN.isdisjoint(line.norms(item.start - _LED_REACH, item.start))


def _state_of(parts: list[Item], bodies: list[Agency], home: str | None) -> str | None:
    """The state that a title names itself, "our country", or that of its body."""
    states = [state for item in parts if item.kind == "country" for state in item.states[:1]]
    if states:
        return states[0]
    if any(item.kind == "home" for item in parts):
        return home
    regions = (item.prop("state") for item in parts if item.kind == "place")  # `губернатор | Брестской области`
    return next((body.state for body in bodies if body.state), None) or (next(regions, None) if not bodies else None)


def _implied_agency(function: str | None, state: str | None, agencies: Agencies) -> Agency | None:
    """The body that a title alone implies: an interior minister's ministry."""
    state = state or agencies.states.home
    return agencies.national(state, function) if function and state and function not in NO_BODY else None


def _is_private(posts: list[Item]) -> bool:
    """Whether nothing but private offices is named: experts, professors."""
    return bool(posts) and all(item.concept.code in _PRIVATE for item in posts)


def _is_commissioner(line: Line, posts: list[Item]) -> bool:
    """Whether it is a commissioner of a union of states: of its name, or for a field, but not for human rights."""
    return any(
        item.concepts
        and (
            item.concept.code == _EUROPEAN
            or (
                item.concept.code == _COMMISSIONER
                and not _FOR.isdisjoint(line.norms(item.start + 1, item.end + 1))
                and _RIGHTS.isdisjoint(line.norms(item.start, item.end + _FIELD))
            )
        )
        for item in posts
    )


def _is_head(posts: list[Item]) -> bool:
    """Whether the office heads a body, and does not speak for it only."""
    heading = any(item.prop("function") or item.prop("head") for item in posts)
    return heading and not any(item.concept.code in _VOICES for item in posts)


def _function_of(posts: list[Item], parts: list[Item]) -> str | None:
    """The function of an office: told by its own word, by being head of state, or by the words beside it."""
    told = next((item.prop("function") for item in posts if item.prop("function")), None)
    if told is None and any(item.prop("headOfState") for item in posts):
        return "head-of-state"
    return told or next((item.concept.code for item in parts if item.kind == "function"), None)
