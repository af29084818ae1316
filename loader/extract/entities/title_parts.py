"""What the parts of a title tell: body, state and function of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.agencies import NO_BODY
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.entities.agencies import Agencies
    from loader.extract.facts import Agency
    from loader.extract.lines import Item, Line

# Offices that speak for a body and do not act for it.
_VOICES = frozenset({"spokesperson", "representative", "official-representative"})
# Those who speak for themselves: no state is theirs because of the office.
_PRIVATE = frozenset({"expert"})
_COMMISSIONER, _EUROPEAN = "commissioner", "european-commissioner"
_FOR = folded("for по па з зі із phụ")
_RIGHTS = folded("human rights правам правах права прав правоў quyền")
_FIELD = 6
_STATIONED = "驻"


def bodies_of(parts: list[Item]) -> list[Agency]:
    """The bodies that a title names: an office in the state before one in a party."""
    bodies: list[Agency] = [item.value[0] for item in parts if item.kind == "agency" and item.value]
    return sorted(bodies, key=lambda body: body.function == "political-party")


def sender(line: Line, parts: list[Item], home: str | None) -> str | None:
    """`俄罗斯驻华大使`: whoever is stationed in a state serves the one named before, or else the home state."""
    for item in parts:
        if item.kind == "country" and line.norm(item.start - 1) == _STATIONED:
            sending = next((other for other in line.of("country") if other.end == item.start - 1), None)
            return sending.states[0] if sending is not None else home
    return None


def state_of(parts: list[Item], bodies: list[Agency], home: str | None) -> str | None:
    """The state that a title names itself, "our country", or that of its body."""
    states = [state for item in parts if item.kind == "country" for state in item.states[:1]]
    if states:
        return states[0]
    if any(item.kind == "home" for item in parts):
        return home
    regions = (item.prop("state") for item in parts if item.kind == "place")  # `губернатор | Брестской области`
    return next((body.state for body in bodies if body.state), None) or (next(regions, None) if not bodies else None)


def implied_agency(function: str | None, state: str | None, agencies: Agencies) -> Agency | None:
    """The body that a title alone implies: an interior minister's ministry."""
    state = state or agencies.states.home
    return agencies.national(state, function) if function and state and function not in NO_BODY else None


def is_private(posts: list[Item]) -> bool:
    """Whether nothing but private offices is named: experts, professors."""
    return bool(posts) and all(item.concept.code in _PRIVATE for item in posts)


def is_commissioner(line: Line, posts: list[Item]) -> bool:
    """Whether it is a commissioner of a union of states: of its name, or for a field, but not for human rights."""
    return any(
        item.concepts
        and (
            item.concept.code == _EUROPEAN
            or (
                item.concept.code == _COMMISSIONER
                and line.norm(item.end) in _FOR
                and _RIGHTS.isdisjoint(line.norms(item.end, item.end + _FIELD))
            )
        )
        for item in posts
    )


def is_head(posts: list[Item]) -> bool:
    """Whether the office heads a body, and does not speak for it only."""
    heading = any(item.prop("function") or item.prop("head") for item in posts)
    return heading and not any(item.concept.code in _VOICES for item in posts)


def function_of(posts: list[Item], parts: list[Item]) -> str | None:
    """The function of an office: told by its own word, by being head of state, or by the words beside it."""
    told = next((item.prop("function") for item in posts if item.prop("function")), None)
    if told is None and any(item.prop("headOfState") for item in posts):
        return "head-of-state"
    return told or next((item.concept.code for item in parts if item.kind == "function"), None)
