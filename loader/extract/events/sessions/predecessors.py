"""Gatherings that came before the one told: `The previous round was held in Lima`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.gatherings.kinds import FAMILIES, GATHERINGS
from loader.extract.events.sessions.series import held_by_few, sit_as

if TYPE_CHECKING:
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Facts


def take_predecessors(cluster: Cluster, facts: Facts) -> bool:
    """`The previous round was held in Lima in May 2022`: those who sat at the gathering told before; whether there is one.

    Args:
        cluster: A gathering; its participants and kind are completed.
        facts: What was found so far, with all that was held.

    """
    if cluster.planned or not any("previous" in member.features for member in cluster.members):
        return False
    fitting = [
        meeting
        for meeting in held_by_few(cluster, facts)
        if meeting.kind != "call"
        and (
            cluster.family in {FAMILIES[meeting.kind], "meeting"}
            or {cluster.family, FAMILIES[meeting.kind]} <= GATHERINGS
        )
    ]
    if not fitting:
        return False
    last = max(fitting, key=lambda meeting: (FAMILIES[meeting.kind] in GATHERINGS, len(meeting.sentences)))
    sit_as(cluster, last)
    return True
