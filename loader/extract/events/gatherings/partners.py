"""Talks of which an East Slavic sentence names the partner first: `С коллегой из Эстонии речь шла о границе`.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.events.participants.actors import actors
from loader.extract.words import EAST_SLAVIC, PHRASE_ENDS, WITH, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.lines import Item, Line

_TOLD_IN_TURN = EAST_SLAVIC | {"en"}
_PARTNERS = ("post", "person", "counterpart", "agency")
# `С | генеральным прокурором`, `С румынским | коллегой`.
_OPENING, _PARTNER_REACH = 2, 3
_VERB_REACH = 16
# Sentences back in which the host may have been named.
_TOLD_BEFORE = 4
# `отдельно | поговорил с`, `отдельную | беседу`.
_THEIR_OWN = (["of", "their", "own"], ["of", "his", "own"], ["of", "her", "own"])
_APART, _APART_REACH = (
    folded("separately separate отдельно отдельную отдельная окремо окрему окрема асобна асобную асобная отдельные"),
    4,
)
# How a sentence opens that goes on to the next of somebody's meetings.
_NEXT, _NEXT_REACH = (
    folded(
        "затем потом позже позднее также далее следом следующей отдельной еще затым потым пазней таксама далей пасля яшчэ "
        "потім згодом пізніше також далі відтак ще then later also afterwards next separately another"
    ),
    4,
)
_NEXT_PHRASES = (
    ("кроме", "того"), ("после", "этого"), ("тот", "же"), ("этот", "же"), ("завершение", "визита"), ("апрача", "таго"), ("акрамя", "таго"),
    ("той", "жа"), ("крім", "того"), ("після", "цього"), ("того", "ж"), ("той", "же"), ("the", "same"), ("in", "addition"), ("addition", "to"),
)  # fmt: skip
_SPOKEN = frozenset({"meeting-verb-turned-on", "meeting-verb-discuss-weak"})


def has_partner_first(line: Line, cue: Item) -> bool:
    """`С коллегой из Эстонии | речь шла о …`: the sentence opens with whom somebody talked to, and names no host before the cue."""
    if line.language not in EAST_SLAVIC or not cue.concepts or cue.concept.code not in _SPOKEN:
        return False
    opening = next((at for at in range(_OPENING) if line.norm(at) in WITH), None)
    if opening is None or not 0 < cue.start - opening <= _VERB_REACH:
        return False
    partner = any(0 < one.start - opening <= _PARTNER_REACH for one in line.of(*_PARTNERS))
    return partner and not line.has_between(opening, cue.start, PHRASE_ENDS)


def tells_apart(line: Line, cue: Item) -> bool:
    """`отдельно | поговорил с`, `отдельную | беседу`: a talk of two beside a gathering."""
    if line.language == "en" and line.norms(cue.end, cue.end + 3) in _THEIR_OWN:
        return True
    if line.language not in _TOLD_IN_TURN or _APART.isdisjoint(line.vocabulary):
        return False
    return not _APART.isdisjoint(line.norms(max(0, cue.start - _APART_REACH), cue.end))


def goes_on_to_next(line: Line) -> bool:
    """`Затем состоялась беседа с …`, `В тот же день …`, `Later the minister …`: how a sentence turns to a further meeting."""
    if line.language not in _TOLD_IN_TURN:
        return False
    opening = line.norms(0, _NEXT_REACH)
    return not _NEXT.isdisjoint(opening) or any(pair in _NEXT_PHRASES for pair in pairwise(opening))


def add_host(cluster: Cluster, story: AnnotatedStory) -> bool:
    """Add who talked to the partner: the person whom the sentences before have act, or the story's own state."""
    member = next((one for one in cluster.members if has_partner_first(one.line, one.item)), None)
    if member is None or member.quoted or len(cluster.actors.states) != 1:
        return False
    for line in reversed(story.lines[max(0, member.line.index - _TOLD_BEFORE) : member.line.index]):
        if line.role is not Role.BODY or any(has_partner_first(line, cue) for cue in line.of("meeting-verb")):
            continue
        acting = (person.value for person in line.of("person") if not _is_partner(line, person))
        person = next((one for one in acting if one.state and one.state not in cluster.actors.states), None)
        if person is not None:
            cluster.actors.add_person(person)
            return True
    return _add_own(member, cluster, story)


def _is_partner(line: Line, person: Item) -> bool:
    return any(line.norm(at) in WITH for at in range(max(0, person.start - _VERB_REACH), person.start))


def _add_own(member: Candidate, cluster: Cluster, story: AnnotatedStory) -> bool:
    home, own = story.states.home, actors(member.line, story).states
    if home is None or home in own or home not in story.states.counts:
        return False
    cluster.actors.add_states(home)
    return True
