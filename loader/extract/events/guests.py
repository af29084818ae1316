"""Several meetings told in one phrase: `các cuộc gặp song phương với A của X và B của Y` are one with each guest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.states import TWO_SIDES
from loader.extract.events.actors import Actors
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.candidates import Candidate
    from loader.extract.facts import Person

# Before the cue, or in it where the language has a plural: `các | cuộc gặp`, `lần lượt | tiếp`, `bilateral meetings`, 分别 | 会见.
_SEVERAL = folded(
    "meetings các những nhiều lượt separate several отдельные двусторонние раздельные ряд серию асобныя двухбаковыя окремі двосторонні 别"
)
_OF_TWO = frozenset({"meeting", "call"})


def with_each_guest(candidate: Candidate, story: AnnotatedStory) -> list[Candidate]:
    """The candidate, or one for each guest where it tells of several meetings with guests of as many states."""
    line, item = candidate.line, candidate.item
    told = {line.norm(item.start - 1), *line.norms(item.start, item.end + 1)}
    if candidate.family not in _OF_TWO or told.isdisjoint(_SEVERAL):
        return [candidate]
    hosts = [person.value for person in line.of("person") if person.end <= item.start and person.value.state]
    own = {host.state for host in hosts}
    named = [person.value for person in line.of("person") if person.start >= item.end and person.value.state]
    guests = {guest.slug: guest for guest in named if guest.state not in own}
    states = {guest.state for guest in guests.values()}
    if not hosts or len(own) != 1 or len(guests) < TWO_SIDES or len(states) != len(guests):
        return [candidate]
    return [replace(candidate, actors=_of(hosts, guest, story)) for guest in guests.values()]


def _of(hosts: list[Person], guest: Person, story: AnnotatedStory) -> Actors:
    found = Actors()
    for person in (*hosts, guest):
        found.add_person(person)
        body = story.agencies.found.get(person.agency or "")
        if body is not None:
            found.add_agency(body)
    return found
