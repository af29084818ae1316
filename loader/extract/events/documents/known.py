"""Documents that the world knows by name: a text that only cites one takes it as in force.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.gatherings.focus import own_state
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.sides.discourse import is_with
from loader.extract.words import folded
from loader.model import Role
from ontology.instruments import instrument_around

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line
    from ontology.instruments import Instrument

# From where a name begins to its noun: `1988 United Nations | Convention against …`.
_REACH = 8
# Documents of so few parties are theirs wherever a text cites them.
_FEW = 6
# `the Conference of the States | Parties to | the UN Convention against Corruption`.
_PARTIES, _PARTIES_REACH = folded("parties участников участниц удзельніц учасниць thành"), 5
_TALKS_REACH = 8
_BY_STATUS = {"in-force": "known", "signed": "known-signed", "planned": "known-planned"}


def known_document(line: Line, noun: Item) -> Instrument | None:
    """The document that the world knows by the name around a noun; None if there is none."""
    return instrument_around(line.folded, line.language, noun.start, noun.end, _REACH)


def citing(line: Line, noun: Item) -> set[str]:
    """What the frames look at where a document is known by name."""
    aside = line.role is Role.TITLE or _is_of_its_parties(line, noun) or _is_talked_about(line, noun)
    known = None if aside else known_document(line, noun)
    feature = _BY_STATUS.get(known.status) if known is not None else None
    return {feature} if feature else set()


def cited_parties(line: Line, noun: Item, story: AnnotatedStory) -> Actors:
    """Of a document that is only cited: of few parties those that the story names, else the states that its sentence names."""
    known = known_document(line, noun)
    told = actors(line, story)
    if known is not None and 0 < len(known.parties) <= _FEW:
        named = [state for state in known.parties if state in story.states.counts]
        return Actors(states=dict.fromkeys(named))
    if len(told.states) == 1 and is_with(line, *told.states):
        told.add_states(own_state(story))
    return Actors(
        states=told.states, agencies={slug: body for slug, body in told.agencies.items() if body.international}
    )


def _is_of_its_parties(line: Line, noun: Item) -> bool:
    """Whether a document only tells who gathers: a conference of the states that are parties to it."""
    before = line.norms(max(0, noun.start - _PARTIES_REACH), noun.start)
    return not _PARTIES.isdisjoint(before) and any(cue.end <= noun.start for cue in line.of("meeting-noun"))


def _is_talked_about(line: Line, noun: Item) -> bool:
    """`walked out of negotiations | on the Nakamal agreement`: what became of the talks tells what became of the text."""
    return any(0 <= noun.start - cue.end <= _TALKS_REACH for cue in line.of("meeting-noun"))
