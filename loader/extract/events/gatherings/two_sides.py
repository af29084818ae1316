"""The two sides of a gathering where its sentence names more states, or only "the two sides"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.participants.windows import antecedent, parts_around

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_CUES = ("meeting-noun", "meeting-verb")


def nearest_sides(line: Line, item: Item, kind: str, story: AnnotatedStory) -> Actors | None:
    """The two sides that the clause of a cue names, or the clauses next to it: who is named beyond was not there."""
    attended = [verb for verb in line.of("meeting-verb") if verb is not item and verb.prop("weak")]
    for start, end in parts_around(line, item):
        if any(not start <= verb.start < end for verb in attended):
            continue
        found = actors(line, story, antecedent(line, start), end)
        visited = found.hosts.keys() if kind == "visit" else set()
        if len(found.states.keys() | visited) >= TWO_SIDES:
            return found
    return None


def who_were_told(line: Line, story: AnnotatedStory) -> Actors | None:
    """`Генпрокурор встретился с президентом Евроюста. Стороны обсудили …`: the sides are those who met in the sentence before."""
    before = story.previous(line)
    if before is None:
        return None
    told = actors(before, story)
    if not before.of(*_CUES) and (line.language != "en" or len(told.states) != TWO_SIDES):
        return None
    worldly = any(agency.international for agency in told.agencies.values())
    sides = len(told.states) + (worldly and len(told.states) == 1)
    return replace(told, pair=len(told.states) == TWO_SIDES) if sides == TWO_SIDES else None
