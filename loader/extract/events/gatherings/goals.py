"""Visits to a city of another state, of which a text tells no host: `министр обороны Индии посетит | Ханой`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster

_INTO = folded("в во у до")
_REACH = 8
_WHO = ("post", "person", "actor")


def goes_abroad(cluster: Cluster) -> bool:
    """Whether somebody of one state, in office, travels to a city of another one."""
    return len(cluster.actors.states) == 1 and any(
        _leads_abroad(member, *cluster.actors.states) for member in cluster.members
    )


def _leads_abroad(member: Candidate, state: str) -> bool:
    line, item = member.line, member.item
    if line.language not in EAST_SLAVIC or member.kind != "visit" or not line.of(*_WHO):
        return False
    for goal in line.of("place"):
        near = -_REACH <= goal.start - item.end <= _REACH
        led = line.norm(goal.start - 1) in _INTO or goal.start == item.end or goal.end == item.start or goal.start == 0
        if near and led and goal.prop("seat") and goal.prop("state") not in {state, None}:
            return True
    return False
