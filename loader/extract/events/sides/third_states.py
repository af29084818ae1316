"""States that a Chinese or Vietnamese sentence only names: whose refugees, whose war, who welcomes, where somebody was before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.events.sides.stretches import READINGS, Reading, Told
from loader.extract.words import COMMAS, WITH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_NAMED = ("country", "agency", "post", "person", "function", "honorific", "place")
_EVENTS = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb")
_MANY = 3
_UNDER = "agreement-verb-under"  # `theo` is no event by itself
# `agreements with | the services of A`.
_WITH_REACH = 3


def without_third_states(line: Line, cue: Item, story: AnnotatedStory) -> Line:
    """A cue's sentence without those who have no part in what it tells, if it names two states beside them."""
    readings = READINGS.get(line.language)
    if readings is None or len(_states(line)) < (TWO_SIDES if story.states.bilateral else _MANY):
        return line
    told = Told(line)
    for reading in readings:
        for start, end in _stretches(reading, told, line):
            if reading.clause and line.has_between(end, cue.start, COMMAS):
                continue
            if not start <= cue.start < end:
                line = _without(line, start, end, story)
            elif reading.earlier and (own := _of_visitor(line, start, end)) is not None:
                return own
    return line


def _without(line: Line, start: int, end: int, story: AnnotatedStory) -> Line:
    """A sentence without those named in a stretch of it, if two states are left that are not both somebody's partners."""
    left = [item for item in line.items if item.kind not in _NAMED or not start <= item.start < end]
    if len(left) == len(line.items):
        return line
    rest = replace(line, items=left)
    first = next((item for item in rest.of("country", "agency", "person", "post") if _state(item)), None)
    if first is None or not _has_parties(rest, line, story):
        return line
    partners = any(
        line.norm(at) in WITH and not start <= at < end for at in range(first.start - _WITH_REACH, first.start)
    )
    return line if partners else rest


def _has_parties(rest: Line, line: Line, story: AnnotatedStory) -> bool:
    """Whether two states act in what is left; in a story of two, one of them does where a third was taken out."""
    acting, named = actors(rest, story).states, _states(rest)
    if min(len(acting), len(named)) >= TWO_SIDES:
        return True
    pair = set(story.states.pair)
    return story.states.bilateral and bool(acting) and named <= pair and pair.isdisjoint(_states(line) - named)


def _states(line: Line) -> set[str]:
    """The states that a sentence names, by themselves or by their bodies and people."""
    found = {state for item in line.of("country", "agency", "post") for state in item.states}
    return found | {item.value.state for item in line.of("person") if item.value.state}


def _stretches(reading: Reading, told: Told, line: Line) -> Iterator[tuple[int, int]]:
    """The tokens of each place where a reading fits; one that is only of clauses without an event is held to that."""
    for start, end in told.find(reading.pattern):
        if not reading.eventless or not any(start <= item.start < end and _tells(item) for item in line.of(*_EVENTS)):
            yield start, end


def _tells(cue: Item) -> bool:
    return cue.concept.code != _UNDER


def _of_visitor(line: Line, start: int, end: int) -> Line | None:
    """`After a visit to A | B's minister met C's`: the visit was of who is named first, before it or behind, and of its goal."""
    named = [item for item in line.of("country", "post", "person", "agency") if _state(item)]
    after = next((item for item in named if item.start >= end), None)
    before = next((item for item in named if item.end <= start), None)
    visitor = before or after
    if visitor is None:
        return None
    own = _state(visitor)
    kept = [
        item
        for item in line.items
        if item.kind not in _NAMED or start <= item.start < end or _state(item) in {own, None}
    ]
    return replace(line, items=kept)


def _state(item: Item) -> str | None:
    states = (item.value.state,) if item.kind == "person" else item.states
    return str(states[0]) if states and states[0] else None
