"""What is done in the course of a visit that was told before, and is no meeting of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.verbs.slavic_verbs import is_taken_up
from loader.extract.words import EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Facts

# `посетит | венгерскую военную академию`: tokens within which a state, city or person would be named.
_OBJECT_REACH = 4


def is_agenda(cluster: Cluster, facts: Facts) -> bool:
    """`им предстоит обсудить …`, `в рамках визита делегация посетит …`: what those who met are yet to do is no other meeting."""
    parts = (member.weak or _is_of_visit(member) for member in cluster.members)
    within = all(_is_of_institution(member) for member in cluster.members)
    if not cluster.planned or (cluster.date is not None and not within) or not (within or all(parts)):
        return False
    people, states = cluster.actors.people.keys(), cluster.actors.states.keys()
    held = [meeting for meeting in facts.meetings if meeting.status == "held"]
    return any((within or people <= meeting.people.keys()) and states <= meeting.states.keys() for meeting in held)


def _is_of_visit(member: Candidate) -> bool:
    """Whether a sentence tells what is done `в рамках визита`."""
    visits = [item for item in member.line.of("meeting-noun") if item.prop("kind") == "visit"]
    if member.line.of("agreement-noun"):
        return False  # `в ходе визита будет подписано соглашение`: it is to come
    return member.kind == "visit" and any(is_taken_up(member.line, item) for item in visits)


def _is_of_institution(member: Candidate) -> bool:
    """`посетит венгерскую академию`: a verb of visiting before what is no state, city or person."""
    line, item = member.line, member.item
    read = line.language in EAST_SLAVIC or (line.language == "en" and "also" in line.norms(0, item.start))
    if not read or member.kind != "visit" or item.kind != "meeting-verb":
        return False
    reached = range(item.end, item.end + _OBJECT_REACH)
    return not any(
        other.start in reached and not (other.kind == "country" and other.form == "demonym")
        for other in line.of("country", "place", "person", "post", "counterpart")
    )
