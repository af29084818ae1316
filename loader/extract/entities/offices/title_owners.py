"""Whose an office is that does not stand in full beside its name: listed, shared, or told by an owner."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.bodies.agencies import NO_BODY
from loader.extract.entities.offices.title_parts import Title
from loader.extract.words import AND, EAST_SLAVIC, POSSESSIVE, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Line

# `of Kenya`, `of the Kenyan …`: tokens from a name to its owner behind.
_OWNER_BEHIND = 2
# `A and B`, `A, and B`: at most so many tokens between the names of a list.
_LIST_GAP = 2
# `Віталій Косенко | з Бучі`, `з Петром Коваленком`: "from" with the genitive, "with" with the instrumental.
_FROM_IS_WITH = frozenset({"uk", "be"})
_FROM = folded("з із зі са")
_INSTRUMENTAL = ("м", "ю", "й", "мі", "ми")


def listed_office(line: Line, start: int, agencies: Agencies) -> Title | None:
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


def owned_name(line: Line, start: int) -> Title | None:
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


def of_owner_behind(line: Line, end: int, title: Title) -> Title:
    """A title whose owner follows the name: `Rear Admiral Luis Abrego of Panama's …`, `President Y of Kenya`."""
    owner = next((item for item in line.of("country", "agency") if end < item.start <= end + _OWNER_BEHIND), None)
    if owner is None or line.norm(end) != "of" or not owner.states:
        return title
    agency = owner.value[0] if owner.kind == "agency" and owner.value else title.agency
    return replace(title, state=owner.states[0], agency=agency)


def shared_title(line: Line, start: int) -> Title | None:
    """The office that a list shares: `Senior Lieutenants A and B`, `the presidents of …, A, B and C`."""
    previous = next((item for item in reversed(line.of("person")) if item.end <= start), None)
    if previous is None or previous.value is None or not 0 < start - previous.end <= _LIST_GAP:
        return None
    between = line.norms(previous.end, start)
    if _FROM.issuperset(between) and line.language in _FROM_IS_WITH and not line.norm(start).endswith(_INSTRUMENTAL):
        return None
    return Title(shared=True) if AND.issuperset(between) else None
