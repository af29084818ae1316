"""The parties of a document: named with it, in its sentence, those who sat together, or the two states of the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.extract.entities.countries.seats import seats_as_parties
from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.frames import UNDER
from loader.extract.events.gatherings.focus import own_state
from loader.extract.events.participants.actors import Actors, actors, told_actors
from loader.extract.events.participants.beside import title_opening
from loader.extract.events.participants.unions import (
    adopted_by_council,
    is_of_union,
    own_act,
    owners_of_others,
    subject_body,
)
from loader.extract.events.participants.windows import next_document, sides_of_clause, without_content
from loader.extract.events.sides.discourse import (
    acts_before,
    is_with,
    met_here,
    offered_to,
    pair_before,
    sides_before,
    sides_behind,
    sides_counted,
    subject_taken_up,
)
from loader.extract.events.sides.gathered import bodies_of_protocol, sitting, who_met, whose_is_taken_up
from loader.extract.events.sides.offered import offered_states
from loader.extract.events.sides.own_partners import partner_of_clause, whose_partner_is_body
from loader.extract.events.sides.partners import single_partner
from loader.extract.events.sides.state_lists import partner_list, whose_partners
from loader.extract.events.sides.the_body import body_taken_up
from loader.extract.events.sides.voices import speaks_for_itself, voice
from loader.extract.events.verbs.english_verbs import hands_over
from loader.extract.words import STOPS

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.frames import Frame
    from loader.extract.facts import Facts
    from loader.extract.lines import Item, Line

# Tokens between a document and the words that introduce its parties: `an agreement on cooperation in … | between`.
_BETWEEN_REACH = 12
# A sentence that names a state says itself who "the two sides" are.
_STATED = frozenset({"country", "agency", "person", "post"})
# Where one party is named, the story's other state is no second one without more.
_ALONE = frozenset({"agreement-terminated", UNDER})
# A single state may join a document that others have made, or leave it.
_BY_ONE = frozenset({"signed", "approved", "ratified", "terminated"})
# Who accedes to a document does so alone.
_JOINING = frozenset({"agreement-verb-accede", "agreement-verb-acceded", "agreement-verb-joined"})
# What those who sit together adopt or endorse, where nobody else is named as doing it.
_ADOPTED, _ENDORSED = "agreement-approved", "agreement-draft-approved"
# What a gathering does with a document of the union whose it is.
_AT_SESSION = frozenset({"agreement-signed", "agreement-approved", "agreement-draft"})


@dataclass(frozen=True, slots=True)
class Named:
    """Who may be party to a document, by where the story names them."""

    explicit: Actors | None
    """Those named with the document itself."""
    sentence: Actors
    """Those who act in its sentence."""
    sitting: Actors | None
    """Those whose gathering the story tells of."""
    before: list[str]
    """Where its sentence names nobody, the states between which the text went last."""
    taken: Actors | None = None
    """Where a sentence says of the document told last that it adds to another: whose that is."""

    @property
    def any(self) -> bool:
        """Whether anybody is named who could be a party."""
        return bool(self.explicit or self.sentence.number or self.sitting or self.before or self.taken)

    @property
    def between(self) -> bool:
        """Whether two states are named with the document."""
        return self.explicit is not None and len(self.explicit.states) >= TWO_SIDES


def named_parties(line: Line, noun: Item, story: AnnotatedStory, facts: Facts) -> Named:
    """Who may be party to the document that a noun names."""
    sentence = offered_to(line, story) or told_actors(line, story)
    told = pair_before(line, story, facts) if _takes_up_pair(line, sentence) else None
    if told is not None:
        sentence.states, sentence.agencies = told.states, sentence.agencies | told.agencies
    elif len(sentence.states) > TWO_SIDES:
        sentence = sides_of_clause(line, noun, story) or sentence
    if len(sentence.states) < TWO_SIDES and (body := body_taken_up(line, story)) is not None:
        sentence.agencies[body.slug] = body
    if len(without_content(line, noun, sentence, story).states) < TWO_SIDES:
        sentence.add_states(*seats_as_parties(line, story))
    elif not actors(line, story).number and len(seats := seats_as_parties(line, story)) >= TWO_SIDES:
        sentence.states = dict.fromkeys(seats)  # `Астана и Загреб подписали меморандум`, after a sentence of two others
    explicit = _explicit(line, noun, story)
    if explicit is None and (counted := sides_counted(line, noun, story, facts)):
        sentence.states = dict.fromkeys(counted)
    before = [] if explicit or sentence.number else sides_before(line, story, facts) or sides_behind(line, story)
    before = before or who_met(line, sentence, facts)
    taken = whose_is_taken_up(line, noun, facts) if explicit is None and not actors(line, story).number else None
    return Named(explicit, sentence, met_here(line, facts) or sitting(story, facts), before, taken)


def _takes_up_pair(line: Line, told: Actors) -> bool:
    """Whether `the two sides` may be others than the two principal states of the story."""
    people = {item.value.state for item in line.of("person")} - {None}
    return told.pair and len(people) < TWO_SIDES and not any(item.states for item in line.of(*_STATED))


def phrase_end(line: Line, start: int) -> int:
    """Where the phrase that starts at a token ends: a stop, or the next verb of an event or of speech."""
    verbs = [item.start for item in line.of("agreement-verb", "meeting-verb", "said") if item.start >= start]
    stops = [index for index in range(start, len(line.tokens)) if line.norm(index) in STOPS]
    return min([*verbs, *stops, len(line.tokens)])


def _explicit(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """Those named with the document itself: `between A and B`, `the Belarusian-Chinese agreement`, `A与B的协定`."""
    found = _inside_title(line, noun, story)
    for between in line.of("between"):
        if 0 <= between.start - noun.end <= _BETWEEN_REACH:
            end = min(phrase_end(line, between.end), next_document(line, between))
            found.merge(actors(line, story, between.end, end))
            found.add_states(*seats_as_parties(line, story, between.start, end))
        elif line.language == "zh" and 0 <= noun.start - between.end <= _BETWEEN_REACH:
            found.merge(actors(line, story, max(0, between.start - _BETWEEN_REACH), between.end))
    if len(found.states) + len(found.agencies) >= TWO_SIDES:
        return found
    return bodies_of_protocol(line, noun) or partner_of_clause(line, noun, story) or single_partner(line, noun, story)


def _inside_title(line: Line, noun: Item, story: AnnotatedStory) -> Actors:
    """Those named in a title: `《中华人民共和国和白俄罗斯共和国引渡条约》`."""
    opening = title_opening(line, noun)
    return Actors() if opening is None else actors(line, story, opening + 1, noun.start)


def document_parties(line: Line, noun: Item, named: Named, story: AnnotatedStory, frame: Frame) -> list[Actors]:
    """One set of parties a document: `agreements with A, B and C` are as many as its partners."""
    found, owners = _told(line, named, frame), owners_of_others(line, noun) if named.explicit is None else []
    for owner in owners:
        found.agencies.pop(owner, None)
    if named.taken is not None:
        return [named.taken]
    if named.explicit is None and (is_of_union(line, noun) or adopted_by_council(line, noun)):
        return [_of_union(line, noun, named, story, frame)]
    if (
        named.explicit is None
        and named.sitting
        and (frame.id == _ADOPTED or (frame.id == _ENDORSED and named.sitting.states))
        and not acts_before(line, noun, {*named.sitting.agencies, *owners})
    ):
        return [named.sitting]
    found.people.update(named.sentence.people)
    partners = partner_list(line, noun)
    world = next((one for one in found.agencies.values() if one.international), None)  # `các thỏa thuận của Frontex`
    body = (subject_body(story) or world) if found.states.keys() <= set(partners) else None
    if partners and body is not None:
        return [Actors(states={partner: None}, agencies={body.slug: body}) for partner in partners]
    ours = (voice(line, story) if partners else None) or whose_partners(story, partners)
    own = next((state for state in found.states if state not in partners), ours)
    if partners and own and own not in partners:
        found.add_states(own, *partners)
        return [_restricted(found, {own, partner}) for partner in partners]
    if found.states or named.sitting is None:
        _complete(line, found, named, story, frame)
    elif frame.status != "approved" or frame.id == "agreement-approved":
        found.merge(named.sitting)
        if not found.states:
            found.add_states(*sides_behind(line, story))
    return [found]


def _told(line: Line, named: Named, frame: Frame) -> Actors:
    """Those named with the document, or else in its sentence; of a proposal also those to whom it was made."""
    named.sentence.add_states(*(() if named.explicit else offered_states(line, frame)))
    return named.explicit or named.sentence


def _of_union(line: Line, noun: Item, named: Named, story: AnnotatedStory, frame: Frame) -> Actors:
    """Of a union's document those who adopted it as the text names them; of one that was joined or left, who did so."""
    told = named.sentence
    if adopted_by_council(line, noun):
        return Actors(agencies={slug: one for slug, one in actors(line, story).agencies.items() if one.international})
    if len(told.states) > TWO_SIDES:
        return told
    before = actors(line, story, 0, noun.start)
    if frame.status in _BY_ONE and (before.states or told.states):
        return before if before.states else told
    if named.sitting is not None and frame.id in _AT_SESSION:
        return named.sitting
    if (own := own_act(line, story, frame.status)) is not None and not told.states:
        return Actors(states={own: None})
    return Actors(agencies={slug: body for slug, body in told.agencies.items() if body.international})


def _restricted(found: Actors, states: set[str]) -> Actors:
    """Some of the states, with their bodies and everybody's people."""
    return Actors(
        states={state: None for state in found.states if state in states},
        agencies={slug: body for slug, body in found.agencies.items() if body.state is None or body.state in states},
        people=dict(found.people),
    )


def _complete(line: Line, found: Actors, named: Named, story: AnnotatedStory, frame: Frame) -> None:
    """Where one party is named or none: who speaks, the two states of the story, or those that were told of last."""
    if len(found.states) >= TWO_SIDES:
        return
    told = voice(line, story) or subject_taken_up(line, story)
    found.add_states(told or (None if found.states else own_act(line, story, frame.status)))
    if len(found.states) == 1 and len(found.hosts) == 1 and (speaks_for_itself(line) or hands_over(line)):
        found.add_states(*found.hosts)
    if (
        found.states
        and frame.status == "ratified"
        and any(verb.concept.code in _JOINING for verb in line.of("agreement-verb"))
    ):
        return
    pair = story.states.pair
    own = own_state(story) if len(found.states) == 1 and is_with(line, *found.states) else None
    two = not found.states and len(story.states.counts) == TWO_SIDES
    alone = frame.id in _ALONE and not (story.states.bilateral or own or two or speaks_for_itself(line))
    if alone or len(found.states) >= TWO_SIDES:
        return
    bodies = actors(line, story).agencies
    if any(agency.international and slug in found.agencies for slug, agency in bodies.items()):
        found.add_states(*() if found.states else named.before or whose_partner_is_body(line, story))
        return
    if not found.states and len(named.before) > TWO_SIDES:
        found.add_states(*named.before)
        return
    if story.states.bilateral and set(found.states) <= set(pair):
        found.add_states(*pair)
        return
    found.add_states(own)
    if named.before and not found.states:
        found.add_states(*named.before)
    elif len(pair) == TWO_SIDES and set(found.states) <= set(pair):
        found.add_states(*pair)
