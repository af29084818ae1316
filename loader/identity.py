"""Which events are one: slugs of events, minted from raw fields.

An event with a full date and named states is identified by what it is, so that another article on it names the same
node, and dropping either article leaves what the other said. Any other event belongs to its article alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.facts import Agreement
from ontology.terms import Names

if TYPE_CHECKING:
    from loader.extract.facts import Event, Facts


def event_slugs(facts: Facts, identifier: str) -> dict[int, str]:
    """`id()` of each event -> its slug; distinct within the article."""
    slugs: dict[int, str] = {}
    taken: dict[tuple[str, ...], int] = {}
    for event in (*facts.meetings, *facts.agreements):
        fields = _shared_fields(event) or _own_fields(event, identifier)
        count = taken[fields] = taken.get(fields, 0) + 1
        slugs[id(event)] = Names.event_slug(*fields, *([str(count)] if count > 1 else []))
    return slugs


def _class(event: Event) -> str:
    return "agreement" if isinstance(event, Agreement) else "meeting"


def _shared_fields(event: Event) -> tuple[str, ...] | None:
    if event.date is None or event.date.datatype != "date" or not event.states:
        return None
    place = event.place.slug if event.place else ""
    return (_class(event), event.kind, event.status, event.date.value, place, *sorted(event.states))


def _own_fields(event: Event, identifier: str) -> tuple[str, ...]:
    return (_class(event), identifier, event.kind, str(event.sentences[0].span.start), event.cue)
