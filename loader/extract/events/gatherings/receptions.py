"""Receptions: whoever else of the host's side receives a guest holds a meeting of its own with it.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.words import EAST_SLAVIC, PART_ENDS, WITH, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Facts, Person
    from loader.extract.lines import Item, Line

RECEIVED, BY_HEAD = "meeting-verb-received-guest", "meeting-verb-received-by-head"
"""Codes of the phrases `делегацию принял`, `был принят президентом`."""
_RECEPTIONS = frozenset({RECEIVED, BY_HEAD})
# `the delegation | was received by | the speaker`, `paid a courtesy call on | the president`.
_RECEIVED_BY = ["received", "by"]
_HEADS = frozenset({"prime-minister", "speaker"})
# `встретился | с президентом`, `принял его | премьер-министр`.
_HEAD_REACH = 3
_RECEIVING = folded("принял приняла приняли прыняў прыняла прынялі прийняв прийняла прийняли")


def is_reception(member: Candidate) -> bool:
    """Whether a cue tells that somebody was received who was told of before."""
    line, item = member.line, member.item
    if line.language == "en":
        words = line.norms(item.start, item.end)
        return words[-2:] == _RECEIVED_BY or "courtesy" in words
    return bool(item.concepts) and item.concept.code in _RECEPTIONS


def is_with_head(line: Line, item: Item) -> bool:
    """`встретился с | президентом Лаоса`, `принят | президентом`: the cue leads to a head of state, of government or of a chamber."""
    if line.language not in EAST_SLAVIC:
        return False
    if item.concepts and item.concept.code == BY_HEAD:
        return True
    led = line.norm(item.end) in WITH or line.norm(item.end - 1) in _RECEIVING
    return led and any(
        0 <= post.start - item.end <= _HEAD_REACH
        and (post.prop("headOfState") or post.concept.code in _HEADS)
        and not line.has_between(item.end, post.start, PART_ENDS)
        for post in line.of("post")
    )


def is_by_other_host(cluster: Cluster, candidate: Candidate) -> bool:
    """`Министр провёл переговоры с коллегой. Его принял президент`: another host of the same side, without a name."""
    if candidate.quoted or candidate.line.role is not Role.BODY or cluster.of_headline:
        return False
    if _is_named_host(cluster, candidate):
        return True
    if not is_with_head(candidate.line, candidate.item) or any(
        is_with_head(member.line, member.item) or member.line is candidate.line for member in cluster.members
    ):
        return False
    met = any(member.kind != "visit" for member in cluster.members)
    found = cluster.actors
    hosts = {person.state for person in found.people.values()} | {body.state for body in found.agencies.values()}
    hosts.discard(None)
    return met and len(hosts) >= TWO_SIDES and candidate.actors.states.keys() <= hosts


def _is_named_host(cluster: Cluster, candidate: Candidate) -> bool:
    """`Министры провели переговоры. Утром делегацию принял секретарь Совета А`: he received those who met others."""
    if candidate.line.language not in EAST_SLAVIC or not is_reception(candidate) or not candidate.actors.people:
        return False
    met = any(member.kind != "visit" and member.line is not candidate.line for member in cluster.members)
    people = cluster.actors.people.keys()
    return met and bool(people) and not candidate.actors.people.keys() & people


def take_guests(cluster: Cluster, facts: Facts) -> bool:
    """`Делегацию принял премьер-министр Лаоса`: the guests are those of the meeting told before; whether there are any."""
    if not any(is_reception(member) for member in cluster.members) or not cluster.actors.states:
        return False
    told = (meeting for meeting in reversed(facts.meetings) if cluster.actors.states.keys() < meeting.states.keys())
    last = next((meeting for meeting in told if meeting.status == "held" and len(meeting.states) == TWO_SIDES), None)
    if last is not None:
        cluster.actors.add_states(*last.states)
    return last is not None


def is_opening_of(cluster: Cluster, candidate: Candidate) -> bool:
    """`The working group met on Monday. Minister A | received | the delegation of B`: how those who sit came together."""
    line = cluster.members[-1].line
    next_one = candidate.line.language == "en" and candidate.line.index == line.index + 1
    same = cluster.actors.states.keys() == candidate.actors.states.keys()
    return next_one and same and candidate.weak and cluster.family == "session" and candidate.date is None


def who_met(cluster: Cluster) -> dict[str, Person]:
    """Those of a gathering without the witnesses of its ceremony: `林某、某局官员见证了 | 签署仪式`."""
    apart = [member for member in cluster.members if member.kind == "ceremony"]
    met = {slug for member in cluster.members if member not in apart for slug in member.actors.people}
    saw = {slug for member in apart for slug in member.actors.people} - met
    return {slug: person for slug, person in cluster.actors.people.items() if slug not in saw}
