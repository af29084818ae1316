"""Gatherings of which only the headline speaks, in other words than the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.days.dating import event_dates
from loader.extract.events.gatherings.kinds import GATHERINGS
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Date
    from loader.extract.lines import Line

_TOLD_BELOW = frozenset({"zh", "vi"})


def day_below(cluster: Cluster, lines: Sequence[Line]) -> Date | None:
    """`王小洪会见耶尔利卡亚` above `5月20日下午，双方就…交换意见`: the only day of the first sentence below, which tells of the two sides."""
    body = next((line for line in lines if line.role is Role.BODY), None)
    if body is None or not cluster.of_headline or cluster.planned or body.language not in _TOLD_BELOW:
        return None
    days = {date.value.value: date.value for date in event_dates(body)}
    sides = bool(body.of("pair", "pair-bodies")) and not body.of("planned")
    day: Date | None = next(iter(days.values())) if len(days) == 1 and sides else None
    return day


def join_headlines(clusters: list[Cluster]) -> list[Cluster]:
    """Take what only a headline calls a gathering as the one the body tells of in other words.

    `许甘露出席中国—哈萨克斯坦执法合作会议` above the talks that he held: the same states, and nobody who was not there.
    """
    bodies = [cluster for cluster in clusters if not cluster.of_headline]
    sittings = {body.planned for body in bodies if body.family in GATHERINGS}
    kept = []
    for cluster in clusters:
        if cluster.of_headline and cluster.planned in sittings and _is_of_their_union(cluster):
            continue
        same = next((body for body in bodies if cluster.of_headline and _is_told_by(cluster, body)), None)
        if same is None:
            same = next((body for body in bodies if _is_on_the_phone(cluster, body)), None)
        if same is None and cluster.of_headline:
            sat = [body for body in bodies if body.family in GATHERINGS and _is_sitting_of(cluster, body)]
            same = sat[0] if len(sat) == 1 else None
        if same is None:
            kept.append(cluster)
        else:
            for member in cluster.members:
                same.add(member)
    return kept


def _is_on_the_phone(cluster: Cluster, call: Cluster) -> bool:
    """`Хрэнін расказаў, пра што гаварыў з Рэзнікавым`, `стороны обсудили …`: talks of those who telephoned, of which no more is told."""
    if cluster.family != "meeting" or call.family != "call" or cluster.planned or cluster.date or cluster.ordinal:
        return False
    slight = all(one.weak or one.line.role is Role.TITLE for one in cluster.members)
    return slight and cluster.actors.states.keys() <= call.actors.states.keys()


def _is_of_their_union(headline: Cluster) -> bool:
    """`встреча глав пограничных ведомств СНГ` above the sitting of a council: a body of the world, and no two sides."""
    found = headline.actors
    world = any(agency.international for agency in found.agencies.values())
    return world and len(found.states) < TWO_SIDES and not found.people and headline.date is None


def _is_sitting_of(headline: Cluster, body: Cluster) -> bool:
    """`CIS interior ministers meet by the lake`: a headline that names no two sides speaks of the session below."""
    old, new = body.actors, headline.actors
    few = len(new.states) < TWO_SIDES and new.states.keys() <= old.states.keys() and not new.pair
    present = new.people.keys() <= old.people.keys() or not any(one.line.of("person") for one in headline.members)
    return few and present and body.planned == headline.planned and headline.ordinal is None and headline.date is None


def _is_told_by(headline: Cluster, body: Cluster) -> bool:
    """Whether nothing in a headline is at odds with a gathering that the body tells of under another word."""
    old, new = body.actors, headline.actors
    return (
        body.planned == headline.planned
        and headline.ordinal is None
        and headline.date is None
        and len(new.states) >= TWO_SIDES
        and new.states.keys() == old.states.keys()
        and (not new.people or not new.people.keys().isdisjoint(old.people))
    )
