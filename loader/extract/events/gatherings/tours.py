"""English journeys with several stops, each with its day: `visited Algeria on 5 March | and China on 7 March`.

All reaches count tokens.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.words import CLAUSE_ENDS

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.lines import Item

# From a state to the day on which it was visited.
_DAY_REACH = 4


def with_each_stop(candidate: Candidate) -> list[Candidate]:
    """The candidate, or one for each state that was visited on a day of its own.

    Args:
        candidate: A cue of a meeting.

    """
    line, item = candidate.line, candidate.item
    if line.language != "en" or candidate.kind != "visit" or len(candidate.actors.states) <= TWO_SIDES:
        return [candidate]
    stops = _stops(candidate)
    goals = {state for state, _ in stops}
    if (
        len(goals) < TWO_SIDES
        or len(candidate.actors.states) - len(goals) != 1
        or not goals <= candidate.actors.states.keys()
    ):
        return [candidate]
    if any(person.start >= item.end for person in line.of("person")):
        return [candidate]
    found = []
    for state, date in stops:
        both = candidate.actors.copy()
        both.states = {one: None for one in both.states if one not in goals or one == state}
        both.agencies = {slug: body for slug, body in both.agencies.items() if body.state in both.states}
        found.append(replace(candidate, actors=both, date=date.value, place=None))
    return found


def _stops(candidate: Candidate) -> list[tuple[str, Item]]:
    """The states behind a verb of travel, with the day right behind each."""
    line, item = candidate.line, candidate.item
    end = next((at for at in range(item.end, len(line.tokens)) if line.norm(at) in CLAUSE_ENDS), len(line.tokens))
    states = [one for one in line.of("country") if item.end <= one.start < end]
    ends = [*(one.start for one in states[1:]), end][: len(states)]
    found = []
    for one, limit in zip(states, ends, strict=True):
        date = next(
            (date for date in line.of("date") if 0 < date.start - one.end <= _DAY_REACH and date.end <= limit), None
        )
        if date is not None:
            found.append((one.states[0], date))
    return found
