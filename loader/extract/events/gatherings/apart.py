"""Cues that tell of another gathering than the one told before: an earlier one, one that was only wanted, the next guest's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.gatherings.earlier import is_earlier
from loader.extract.events.gatherings.partners import goes_on_to_next
from loader.extract.events.gatherings.receptions import who_met
from loader.extract.events.verbs.slavic_verbs import is_taken_up
from loader.extract.words import EAST_SLAVIC, WITH
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster

UNHELD = frozenset({"negated", "withheld", "hypothetical", "proposed"})
"""Features of a cue by which nobody has met."""


def is_of_earlier(cluster: Cluster, candidate: Candidate) -> bool:
    """`Предыдущее заседание состоялось в сентябре 2025 года`: an earlier day is none of a gathering told without one."""
    if ("previous" in candidate.features) != ("previous" in cluster.members[0].features):
        return True
    told = cluster.date is None and not cluster.planned and cluster.members[0].line.index < candidate.line.index
    return told and is_earlier(candidate.line, candidate.date, background="background" in candidate.features)


def is_only_wanted(cluster: Cluster, candidate: Candidate) -> bool:
    """`Washington offered to host talks. In 2018 the two met`: what somebody asked for or refused is no part of what was held."""
    wanted = not UNHELD.isdisjoint(candidate.features)
    if wanted == all(not UNHELD.isdisjoint(member.features) for member in cluster.members):
        return False
    old, new = cluster.actors.states.keys(), candidate.actors.states.keys()
    return not new <= old if wanted else len(new) >= TWO_SIDES and not old <= new


def is_next(cluster: Cluster, candidate: Candidate) -> bool:
    """`Затем состоялась беседа | с министром B`, `Later came talks | with B`: a sentence goes on to the next guest."""
    line, item = candidate.line, candidate.item
    if candidate.quoted or line.norm(item.end) not in WITH or cluster.family != "meeting":
        return False
    told = any(member.line.index < line.index and member.line.role is Role.BODY for member in cluster.members)
    return told and goes_on_to_next(line)


def has_other_host(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether the same guest meets another of the same side: each host's talks are a meeting of their own."""
    old, new = who_met(cluster), candidate.actors.people
    item, line = candidate.item, candidate.line
    verbal = item.kind == "meeting-verb" or line.language == "zh"
    verbal |= line.language == "vi" and any(0 <= one.start - item.end <= 1 for one in line.of("post", "person"))
    verbal |= line.language in EAST_SLAVIC and line.norm(item.end) in WITH and not is_taken_up(line, item)
    if not verbal or candidate.quoted or len(old) != TWO_SIDES or len(new) != TWO_SIDES:
        return False
    left, right = [old[slug] for slug in old if slug not in new], [new[slug] for slug in new if slug not in old]
    body = candidate.line.role not in {Role.TITLE, Role.CAPTION} and cluster.members[-1].line is not candidate.line
    other = bool(left and right) and (left[0].state == right[0].state or None in {left[0].state, right[0].state})
    return body and other
