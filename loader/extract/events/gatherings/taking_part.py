"""Who took part in a meeting: those who act in its clause, and for some kinds its hosts, its attributes and those listed beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.gatherings.focus import visited
from loader.extract.events.gatherings.hosting import sits_abroad
from loader.extract.events.gatherings.kinds import FAMILIES, GATHERINGS, OF_TWO
from loader.extract.events.gatherings.organisations import add_organisations
from loader.extract.events.gatherings.own_words import own_side
from loader.extract.events.gatherings.two_sides import nearest_sides, who_were_told
from loader.extract.events.participants.acting import tells_of_several
from loader.extract.events.participants.actors import Actors, actors, attending
from loader.extract.events.participants.beside import states_behind, three_sides
from loader.extract.events.participants.holders import is_station
from loader.extract.events.participants.occasions import without_occasions
from loader.extract.events.sides.asides import without_asides
from loader.extract.events.sides.reporters import without_reporters
from loader.extract.events.verbs.slavic_participles import held_in_clause
from loader.extract.words import EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line


def participants(line: Line, item: Item, kind: str, window: tuple[int, int], story: AnnotatedStory) -> Actors:
    """Who took part: for some kinds also those who are hosts, attributes or listed in the next sentences."""
    clause = held_in_clause(line, item)
    found = actors(_of_its_own(line, item, kind, story), story, *(clause or window))
    national = any(agency.state for agency in found.agencies.values())
    named = found.people or national or not found.states.keys() <= set(story.states.pair)
    if found.pair and not named and not story.states.bilateral:
        found = who_were_told(line, story) or found
    if FAMILIES[kind] in OF_TWO and len(found.states) > TWO_SIDES and not (clause or tells_of_several(line)):
        found = nearest_sides(line, item, kind, story) or found
    if item.kind == "meeting-noun" and 0 < len(found.states) <= TWO_SIDES:
        found.add_states(*three_sides(line, item, story))
    if kind == "exercise":
        found.add_states(*found.weak)  # "Belarusian and Russian paratroopers"
        found.add_states(*(states_behind(line, item) if item.prop("weak") else ()))
    if kind == "conference" and len(found.weak) >= TWO_SIDES:
        found.add_states(*found.weak)  # "drew Nigerian and Cameroonian admirals"
    bare = item.kind == "meeting-noun" and line.language in EAST_SLAVIC and not found.number
    if FAMILIES[kind] in GATHERINGS or kind == "exercise" or (bare and kind == "meeting"):
        listed = attending(line, story)
        found.merge(listed)
    found.add_states(*_reached_in_han(line, item, story))
    if kind == "visit" or (kind == "exercise" and listed.states) or sits_abroad(line, item, found):
        found.add_states(*(state for state in found.hosts if not is_station(line, state, found)))
    if kind == "visit":
        found.add_states(*visited(line, item, found, story))
    add_organisations(found, line, item)
    found.add_states(own_side(line, item, story) if len(found.states) == 1 and FAMILIES[kind] in OF_TWO else None)
    return found


def _reached_in_han(line: Line, item: Item, story: AnnotatedStory) -> list[str | None]:
    """The state of the city that somebody reached: `抵达 | 平壤`."""
    if line.language != "zh" or item.prop("wants") != "place":
        return []
    goals = [goal for goal in line.of("place") if 0 <= goal.start - item.end <= 1]
    return [state for goal in goals if (state := goal.prop("state")) in story.states.counts]


def _of_its_own(line: Line, item: Item, kind: str, story: AnnotatedStory) -> Line:
    """A sentence without those who only tell of a meeting or belong to its occasion; who speaks at a gathering of many is there."""
    own = line
    if FAMILIES[kind] in OF_TWO:
        own = without_occasions(without_reporters(line, story), item.start, story)
    return own if kind == "exercise" else without_asides(own, story)
