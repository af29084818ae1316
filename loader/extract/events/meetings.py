"""Meetings: words that evoke one, gathered over the story into one event for each gathering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.entities.states import TWO_SIDES
from loader.extract.events.actors import Actors, actors, told_actors
from loader.extract.events.candidates import FAMILIES, GATHERINGS, Candidate, find_candidates
from loader.extract.events.frames import MEETING_FRAMES, first_fit
from loader.extract.facts import Date, Meeting, NearMiss
from loader.extract.words import folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Facts, Place

# Within a family the more telling word names the event.
# How a sentence opens whose subject was named before.
_SUBJECTS = folded("he she there он она там ён яна там він вона ông bà 他 她")
_SUBJECT_LINES = 2
_KIND_ORDER = ("session", "conference", "exercise", "call", "talks", "meeting", "visit", "ceremony")


@dataclass(slots=True)
class Cluster:
    """The cues that tell of one gathering."""

    members: list[Candidate] = field(default_factory=list)
    actors: Actors = field(default_factory=Actors)
    date: Date | None = None
    ordinal: int | None = None
    body: str | None = None

    def add(self, candidate: Candidate) -> None:
        """Take in one more cue."""
        self.members.append(candidate)
        self.actors.merge(candidate.actors)
        self.date = max((self.date, candidate.date), key=_precision)
        self.ordinal = self.ordinal or candidate.ordinal
        self.body = self.body or candidate.body

    @property
    def planned(self) -> bool:
        """Whether it is still to come."""
        return self.members[0].planned

    @property
    def family(self) -> str:
        """The family of its most telling cue that is no headline's."""
        body = [member.kind for member in self.members if member.line.role is not Role.TITLE]
        return FAMILIES[min(body or [self.members[0].kind], key=_KIND_ORDER.index)]

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


def find_meetings(story: AnnotatedStory, facts: Facts) -> None:
    """Add the meetings of a story: numbered gatherings first, since a plain "the meeting" is one of them."""
    clusters: list[Cluster] = []
    for candidate in sorted(find_candidates(story, facts), key=lambda one: one.ordinal is None):
        fitting = [cluster for cluster in clusters if _tells_of(candidate, cluster)]
        if not fitting:
            clusters.append(Cluster())
        cluster = _likeliest(fitting, candidate) if fitting else clusters[-1]
        cluster.add(candidate)
    for cluster in sorted(clusters, key=lambda one: one.members[0].line.index):
        _decide(cluster, story, facts)


def _likeliest(clusters: list[Cluster], candidate: Candidate) -> Cluster:
    """Which of several gatherings a cue speaks of: of the same people, the same day, the latest number, the one told last."""
    return max(clusters, key=lambda cluster: (
        len(cluster.actors.people.keys() & candidate.actors.people.keys()),
        not candidate.quoted or not all(member.quoted for member in cluster.members),
        cluster.date is not None and candidate.date is not None,
        cluster.ordinal or 0,
        cluster.family == candidate.family,
        -abs(cluster.members[-1].line.index - candidate.line.index),
    ))  # fmt: skip


def _tells_of(candidate: Candidate, cluster: Cluster) -> bool:
    """Whether nothing that a cue says is at odds with a gathering."""
    return (
        cluster.planned == candidate.planned
        and (not cluster.ordinal or not candidate.ordinal or cluster.ordinal == candidate.ordinal)
        and all(_days_agree(member.day, candidate.day) for member in cluster.members)
        and _families_agree(cluster, candidate)
        and _people_agree(cluster, candidate)
        and _states_agree(cluster, candidate)
    )


def _days_agree(left: Date | None, right: Date | None) -> bool:
    """Whether the less exact date is part of the other, or either is unknown."""
    if left is None or right is None:
        return True
    shorter, longer = sorted((left.value, right.value), key=len)
    return longer.startswith(shorter) or longer.endswith(shorter.lstrip("-"))


def _families_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """A plain "meeting" may take up any gathering told before; a sentence may call its session a meeting first."""
    if cluster.family == candidate.family:
        return True
    plain = candidate.family == "meeting" and candidate.ordinal is None and candidate.item.kind == "meeting-noun"
    if plain and cluster.family in GATHERINGS:
        return True
    return (
        cluster.family == "meeting"
        and candidate.family == "session"
        and all(member.line is candidate.line for member in cluster.members)
        and cluster.actors.states.keys() == candidate.actors.states.keys()
    )


def _states_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """Whether one names no other states than the other; gatherings of many are never told in full."""
    old, new = cluster.actors.states.keys(), candidate.actors.states.keys()
    return candidate.family in GATHERINGS or candidate.quoted or old <= new or new <= old


def _people_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """Another guest is another meeting, unless it is only spoken of."""
    old, new = cluster.actors.people.keys(), candidate.actors.people.keys()
    if not old or not new or old & new:
        return True
    if candidate.kind == "visit" and "visit" not in {member.kind for member in cluster.members}:
        return False
    if candidate.item.kind != "meeting-verb" or candidate.quoted:
        return True
    return candidate.line.role in {Role.TITLE, Role.CAPTION} or len(old) < TWO_SIDES


def _decide(cluster: Cluster, story: AnnotatedStory, facts: Facts) -> None:
    """Hold the whole cluster against the frames."""
    if len(cluster.actors.states) < TWO_SIDES and not cluster.actors.pair:
        _take_up(cluster, story)
    frame = first_fit(MEETING_FRAMES, _features(cluster, story))
    if frame.status is None:
        lead = cluster.lead
        facts.misses.append(NearMiss(lead.line.words(lead.item), lead.line.sentence, frame.id))
        return
    _add_members(cluster, story)
    facts.meetings.append(_meeting(cluster, frame.id, frame.status))


def _meeting(cluster: Cluster, rule: str, status: str) -> Meeting:
    lead = cluster.lead
    plain = [member for member in cluster.members if not member.quoted] or [lead]
    kinds = [member.kind for member in plain if member.family == cluster.family] or [lead.kind]
    return Meeting(
        kind=min(kinds, key=_KIND_ORDER.index),
        status=status,
        rule=rule,
        sentences=list(dict.fromkeys(member.line.sentence for member in [lead, *cluster.members])),
        cue=lead.line.words(lead.item),
        states=dict(cluster.actors.states),
        agencies=dict(cluster.actors.agencies),
        people=dict(cluster.actors.people),
        date=cluster.date or cluster.narrated_day,
        place=cluster.place,
        quoted=all(member.quoted for member in cluster.members),
        ordinal=cluster.ordinal,
        body=cluster.body,
    )


def _add_members(cluster: Cluster, story: AnnotatedStory) -> None:
    """Those who speak for a body that took part; at a session of interior ministers, the interior ministers."""
    founding = cluster.ordinal == 1 and cluster.date is not None  # told as history: today's heads were not there
    if cluster.planned or founding:
        return
    body = story.agencies.found.get(str(cluster.body))
    for known in story.people.found:
        sits = body is not None and body.function in known.offices
        if sits or (known.heads and known.person.agency in cluster.actors.agencies):
            cluster.actors.add_person(known.person)


def _take_up(cluster: Cluster, story: AnnotatedStory) -> None:
    """A cue whose sentence has only pronouns ("the two held talks") speaks of those in the sentence before."""
    for member in cluster.members:
        if member.quoted or member.weak or member.actors.people:
            continue
        previous = story.previous(member.line)
        if not member.actors.number:
            before = told_actors(member.line, story)
        else:
            before = actors(previous, story) if previous is not None else Actors()
        if len(before.states) == TWO_SIDES:
            cluster.actors.merge(before)
            return
    _take_up_subject(cluster, story)


def _take_up_subject(cluster: Cluster, story: AnnotatedStory) -> None:
    """`He met with his Iranian counterpart`, `There the minister held talks`: the person named last is the subject."""
    for member in cluster.members:
        if member.quoted or member.weak or member.line.norm(0) not in _SUBJECTS:
            continue
        for line in reversed(story.lines[max(0, member.line.index - _SUBJECT_LINES) : member.line.index]):
            people = [item.value for item in line.of("person") if item.value.state not in cluster.actors.states]
            if people:
                cluster.actors.add_person(people[-1])
                return


def _features(cluster: Cluster, story: AnnotatedStory) -> set[str]:
    """What the frames look at: what all cues share, and what they tell together."""
    found = cluster.actors
    foreign = any(person.state and person.state != story.states.home for person in found.people.values())
    tests = {
        cluster.family: True,
        "ceremony-only": all(member.kind == "ceremony" for member in cluster.members),
        "negated": "negated" in cluster.members[0].features,
        "planned": cluster.planned,
        "headline-only": all(member.line.role is Role.TITLE for member in cluster.members),
        "dated": cluster.date is not None,
        "named": cluster.date is not None or cluster.place is not None,
        "actors": found.number > 0,
        "two-sides": len(found.states) + (found.pair and bool(found.states)) >= TWO_SIDES,
        "two-people": len(found.people) >= TWO_SIDES,
        "foreign-person": foreign and len(found.states) >= TWO_SIDES,
    }
    shared = set.intersection(*(member.features for member in cluster.members))
    return shared | {name for name, holds in tests.items() if holds}
