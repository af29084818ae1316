"""Which events are one: slugs of events, minted from raw fields.

An event with a full date and named states is identified by what it is, so that another article on it names the same
node, and dropping either article leaves what the other said. Any other event belongs to its article alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loader.extract.facts import Agreement
from ontology.terms import Names

if TYPE_CHECKING:
    from loader.extract.facts import Event, Facts


class Identity(NamedTuple):
    """How an event is named."""

    slug: str
    shared: str | None
    """What it is named after, where another article may name the same event; None where it belongs to its article."""


def identify_events(facts: Facts, identifier: str) -> dict[int, Identity]:
    """`id()` of each event -> its identity; distinct within the article."""
    identities: dict[int, Identity] = {}
    taken: dict[tuple[str, ...], int] = {}
    for event in (*facts.meetings, *facts.agreements):
        shared = _shared_fields(event)
        fields = shared or _own_fields(event, identifier)
        count = taken[fields] = taken.get(fields, 0) + 1
        numbered = (*fields, str(count)) if count > 1 else fields
        identities[id(event)] = Identity(
            Names.event_slug(*numbered), " ".join(filter(None, numbered)) if shared else None
        )
    return identities


def _class(event: Event) -> str:
    return "agreement" if isinstance(event, Agreement) else "meeting"


def _shared_fields(event: Event) -> tuple[str, ...] | None:
    if event.date is None or event.date.datatype != "date" or not event.states:
        return None
    place = event.place.slug if event.place else ""
    return (_class(event), event.kind, event.status, event.date.value, place, *sorted(event.states))


def _own_fields(event: Event, identifier: str) -> tuple[str, ...]:
    return (_class(event), identifier, event.kind, str(event.sentences[0].span.start), event.cue)
