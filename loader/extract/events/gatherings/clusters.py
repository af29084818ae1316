"""Clusters: the cues of a story that tell of one gathering, and what keeps two gatherings apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.gatherings.apart import has_other_host, is_next, is_of_earlier, is_only_wanted
from loader.extract.events.gatherings.earlier import is_told_of
from loader.extract.events.gatherings.kinds import FAMILIES, GATHERINGS
from loader.extract.events.gatherings.partners import tells_apart
from loader.extract.events.gatherings.receptions import is_by_other_host, is_opening_of
from loader.extract.events.gatherings.sidelines import is_bilateral, of_more_sides
from loader.extract.events.participants.actors import Actors, tells_of_attendance
from loader.extract.words import WITH
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.facts import Date, Place

KIND_ORDER = ("session", "conference", "exercise", "call", "talks", "meeting", "visit", "ceremony")
"""Within a family the more telling word names the event."""
_SPOKEN = re.compile(r"бесед|разговор|гутар|размов|розмов|conversation|talk")  # `телефонный разговор … в ходе беседы`
_ASIDE = frozenset({"sidelines", "margins", "before", "after", "ahead"})


@dataclass(slots=True)
class Cluster:
    """The cues that tell of one gathering."""

    members: list[Candidate] = field(default_factory=list)
    actors: Actors = field(default_factory=Actors)
    date: Date | None = None
    ordinal: int | None = None
    body: str | None = None
    second: bool = False
    """Whether the day on which the narration stands is that of another gathering, and not its own."""
    series_kind: str | None = None
    """The kind of the gathering that it follows."""
    family: str = ""
    """The family of its most telling cue that is no headline's."""
    of_headline: bool = True
    """Whether only a headline tells of it."""

    def add(self, candidate: Candidate) -> None:
        """Take in one more cue."""
        self.members.append(candidate)
        self.actors.merge(candidate.actors)
        self.date = max((self.date, candidate.date), key=_precision)
        self.ordinal = self.ordinal or candidate.ordinal
        self.body = self.body or candidate.body
        body = [member.kind for member in self.members if member.line.role is not Role.TITLE]
        self.family = FAMILIES[min(body or [self.members[0].kind], key=KIND_ORDER.index)]
        self.of_headline = not body

    @property
    def planned(self) -> bool:
        """Whether it is still to come."""
        return self.members[0].planned

    @property
    def place(self) -> Place | None:
        """Where it is held."""
        return next((member.place for member in self.members if member.place), None)

    @property
    def narrated_day(self) -> Date | None:
        """The day on which the narration stands, for what has happened."""
        days = [member.line.day for member in self.members if member.line.day is not None]
        return days[0] if days and not self.planned else None

    @property
    def lead(self) -> Candidate:
        """The cue that tells most: in the body, unquoted, with most actors."""
        return max(
            self.members,
            key=lambda member: (
                member.line.role is not Role.TITLE, not member.quoted, member.actors.number, -member.line.index,
            ),
        )  # fmt: skip


def _precision(date: Date | None) -> int:
    return len(date.value.strip("-")) if date is not None else 0


def likeliest(clusters: list[Cluster], candidate: Candidate) -> Cluster:
    """Which of several gatherings a cue speaks of: of the same people, the same day, the latest number, the one told last."""
    attends = "attendance" in candidate.features
    return max(clusters, key=lambda cluster: (
        attends and not cluster.of_headline,
        len(cluster.actors.people.keys() & candidate.actors.people.keys()),
        not candidate.quoted or not all(member.quoted for member in cluster.members),
        cluster.date is not None and candidate.date is not None,
        cluster.ordinal or 0,
        cluster.family == candidate.family,
        -abs(cluster.members[-1].line.index - candidate.line.index),
    ))  # fmt: skip


def tells_of(candidate: Candidate, cluster: Cluster) -> bool:
    """Whether nothing that a cue says is at odds with a gathering."""
    if any(member.item is candidate.item for member in cluster.members):
        return False  # with each of several guests a gathering of its own
    if "takes-part" in candidate.features and not cluster.planned:
        return any(
            member.line.index < candidate.line.index and member.line.role is not Role.TITLE
            for member in cluster.members
        )
    return (
        (
            cluster.planned == candidate.planned
            or (candidate.date is None and is_told_of(candidate.line, candidate.item, candidate.kind))
        )
        and not (cluster.of_headline and "background" in candidate.features)
        and not (cluster.of_headline and "negated" in cluster.members[0].features - candidate.features)
        and not is_of_earlier(cluster, candidate)
        and not is_only_wanted(cluster, candidate)
        and (not cluster.ordinal or not candidate.ordinal or cluster.ordinal == candidate.ordinal)
        and all(_days_agree(member.day, candidate.day) for member in cluster.members)
        and not _is_beside_it(cluster, candidate)
        and not is_by_other_host(cluster, candidate)
        and _families_agree(cluster, candidate)
        and _people_agree(cluster, candidate)
        and _states_agree(cluster, candidate)
    )


def _days_agree(left: Date | None, right: Date | None) -> bool:
    """Whether the less exact date is part of the other, or either is unknown."""
    return left is None or right is None or left.agrees_with(right)


def _is_beside_it(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether one sentence tells of both, and of a gathering only that others met beside it."""
    here = cluster.members[0].line is candidate.line and cluster.family != candidate.family
    told = cluster.members if "aside" not in candidate.features else ()
    return here and all("aside" in member.features for member in told)


def _families_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """A plain "meeting" may take up any gathering told before; a sentence may call its session a meeting first."""
    if cluster.family == candidate.family:
        return True
    told_here = cluster.planned and cluster.members[-1].line is candidate.line
    if {cluster.family, candidate.family} == GATHERINGS and not candidate.ordinal and candidate.planned <= told_here:
        return True
    plain = candidate.family == "meeting" and candidate.ordinal is None and candidate.item.kind == "meeting-noun"
    plain = plain and not _is_beside(cluster, candidate) and candidate.kind != "visit"
    sits = plain or "attendance" in candidate.features or _met_at(candidate, cluster)
    if (sits and cluster.family in GATHERINGS) or is_opening_of(cluster, candidate):
        return True
    attended = "attendance" in candidate.features and cluster.family == "exercise" and candidate.date is None
    if attended or (plain and cluster.family == "call" and _SPOKEN.match(candidate.line.norm(candidate.item.start))):
        return True
    return _is_headline_of(cluster, candidate) or (
        cluster.family == "meeting"
        and candidate.family == "session"
        and all(member.line is candidate.line for member in cluster.members)
        and cluster.actors.states.keys() == candidate.actors.states.keys()
    )


def _is_headline_of(cluster: Cluster, candidate: Candidate) -> bool:
    """A headline's "meeting" or "talks" is the session or conference of the body, if no other meeting is told with it."""
    if cluster.family != "meeting" or candidate.family not in GATHERINGS or "aside" in candidate.features:
        return False
    others = [
        item
        for item in candidate.line.of("meeting-noun", "meeting-verb")
        if FAMILIES[str(item.prop("kind") or "meeting")] == "meeting" and not item.prop("weak")
    ]
    old, new = cluster.actors.states.keys(), candidate.actors.states.keys()
    return not others and bool(old) and old == new and all(member.line.role is Role.TITLE for member in cluster.members)


def _met_at(candidate: Candidate, cluster: Cluster) -> bool:
    """`met yesterday in Ipiales | at the eleventh meeting of the commission`, but not `met on the sidelines of` one."""
    line, verb = candidate.line, candidate.item
    sittings = [one.item.start for one in cluster.members if one.line is line and one.item.start >= verb.end]
    if verb.kind != "meeting-verb" or not sittings:
        return False
    between = line.norms(verb.end, min(sittings))
    at = "at" in between or ("for" in between and cluster.family == "session" and cluster.ordinal is not None)
    return at and _ASIDE.isdisjoint(between)


def _is_beside(cluster: Cluster, candidate: Candidate) -> bool:
    """`провёл встречи | с коллегами из Сербии`: a meeting beside the gathering, if nothing else says that they sat there."""
    partnered = candidate.line.norm(candidate.item.end) in WITH
    return partnered and not candidate.actors.states.keys() <= cluster.actors.states.keys()


def _states_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether one names no other states than the other; gatherings of many are never told in full."""
    old, new = cluster.actors.states.keys(), candidate.actors.states.keys()
    if cluster.family == "meeting" and of_more_sides(candidate.line, old, new):
        return cluster.of_headline
    apart = tells_apart(candidate.line, candidate.item)
    many = cluster.family in GATHERINGS or len(old) > TWO_SIDES
    beside = apart or (many and is_bilateral(candidate.line, candidate.item))
    if len(new) == TWO_SIDES and beside and many:
        return old == new  # two who meet while many sit
    if cluster.family in GATHERINGS and cluster.ordinal and tells_of_attendance(candidate.line):
        return True
    spoken = candidate.quoted and "own-words" not in candidate.features
    return candidate.family in GATHERINGS or spoken or old <= new or new <= old


def _people_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """Another guest is another meeting, unless it is only spoken of."""
    old, new = cluster.actors.people.keys(), candidate.actors.people.keys()
    if not old or not new:
        return True
    if old & new:
        return not has_other_host(cluster, candidate)
    if is_next(cluster, candidate):
        return False
    if candidate.kind == "visit" and "visit" not in {member.kind for member in cluster.members}:
        return False
    if candidate.item.kind != "meeting-verb" or candidate.quoted:
        return True
    return candidate.line.role in {Role.TITLE, Role.CAPTION} or len(old) < TWO_SIDES
