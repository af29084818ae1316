"""Meetings: words that evoke one, gathered over the story into one event for each gathering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.actors import Actors, actors
from loader.extract.facts import Date, Meeting, NearMiss
from loader.extract.frames import MEETING_FRAMES, first_fit
from loader.extract.links import governed, nearest_date, negated
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.actors import Story
    from loader.extract.facts import Facts, Person, Place
    from loader.extract.lines import Item, Line

_FAMILIES = {
    "meeting": "meeting", "talks": "meeting", "visit": "meeting", "ceremony": "meeting", "call": "call",
    "session": "session", "conference": "conference", "exercise": "exercise",
}  # fmt: skip
# Within a family the more telling word names the event.
_KIND_ORDER = ("session", "conference", "exercise", "call", "talks", "meeting", "visit", "ceremony")
_TIMES = frozenset({"times", "раза", "раз", "lâǹ", "разы", "разоу", "次"})
_ORDINAL_REACH = 7
_TWO = 2
_BODY_REACH = 3


@dataclass(slots=True)
class Candidate:
    """One cue in one line."""

    line: Line
    item: Item
    kind: str
    actors: Actors
    planned: bool
    features: set[str]
    ordinal: int | None = None
    body: str | None = None
    date: Date | None = None
    place: Place | None = None

    @property
    def family(self) -> str:
        """Kinds between which a story passes without meaning another event."""
        return _FAMILIES[self.kind]


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
        self.date = _better(self.date, candidate.date)
        self.ordinal = self.ordinal or candidate.ordinal
        self.body = self.body or candidate.body

    @property
    def planned(self) -> bool:
        """Whether it is still to come."""
        return self.members[0].planned

    @property
    def family(self) -> str:
        """The family of its first cue that is no headline's."""
        body = [member.family for member in self.members if member.line.role is not Role.TITLE]
        return (body or [self.members[0].family])[0]


def _better(left: Date | None, right: Date | None) -> Date | None:
    if left is None or right is None:
        return left or right
    return right if len(right.value.strip("-")) > len(left.value.strip("-")) else left


def find_meetings(story: Story, facts: Facts) -> None:
    """Add the meetings of a story."""
    clusters: list[Cluster] = []
    for line in story.lines:
        for item in line.of("meeting-noun", "meeting-verb"):
            candidate = _candidate(line, item, story)
            home = next((cluster for cluster in reversed(clusters) if _same(cluster, candidate)), None)
            if home is None:
                home = Cluster()
                clusters.append(home)
            home.add(candidate)
    for cluster in clusters:
        _decide(cluster, story, facts)


def _candidate(line: Line, item: Item, story: Story) -> Candidate:
    kind = str(item.prop("kind") or "meeting")
    found = actors(line, story)
    if kind == "visit" or item.kind == "meeting-verb":
        found.states.update(found.hosts)
    ordinal = _ordinal(line, item)
    body = _body(line, item)
    if _FAMILIES[kind] == "meeting" and (body or ordinal):
        kind = "session"
    features = _cue_features(line, item)
    rivals = [other for other in line.of("meeting-noun", "meeting-verb", "agreement-verb") if other is not item]
    date = nearest_date(line, item, rivals if ordinal or len(line.of("date")) > 1 else [])
    place = next((story.places[other.concept.code] for other in line.of("place") if other.concept.code in story.places), None)
    return Candidate(line, item, kind, found, governed(line, item, "planned"), features, ordinal, body, date.value if date else None, place)


def _cue_features(line: Line, item: Item) -> set[str]:
    features = set()
    if negated(line, item):
        features.add("negated")
    if governed(line, item, "proposed"):
        features.add("proposed")
    if line.sentence.quoted:
        features.add("quoted")
    if any(line.norm(index) in _TIMES and line.norm(index - 1) not in {"第", "thứ"} for index in range(item.end, item.end + _BODY_REACH)):
        features.add("times")
    if item.prop("weak"):
        features.add("weak")
    return features


def _ordinal(line: Line, item: Item) -> int | None:
    """`the 50th jubilee council meeting`, `девятое заседание`, `lần thứ 9`, `第九次会议`."""
    for index in range(item.start - 1, max(-1, item.start - _ORDINAL_REACH), -1):
        if (value := _ordinal_at(line, index)) is not None:
            return value
    if line.story.language == "vi":
        for index in range(item.end, min(item.end + _ORDINAL_REACH, len(line.tokens))):
            if (value := _ordinal_at(line, index)) is not None:
                return value
    return None


def _ordinal_at(line: Line, index: int) -> int | None:
    norm = line.norm(index)
    if norm.isdecimal() and len(norm) <= 3:  # noqa: PLR2004
        suffix = line.norm(index + 1)
        suffixed = suffix in {"th", "st", "nd", "rd", "е", "я", "й", "ое", "ая", "ый", "га", "ае"} and line.tokens[index + 1].glued
        led = line.norm(index - 1) in {"第", "thư´", "thứ", "thú"} or "thư" in line.norm(index - 1)
        return int(norm) if suffixed or led else None
    item = next((item for item in line.of("calendar") if item.start <= index < item.end and item.prop("ordinalValue")), None)
    return int(str(item.prop("ordinalValue"))) if item is not None else None


def _body(line: Line, item: Item) -> str | None:
    """The standing joint body whose meeting this is."""
    for agency in line.of("agency"):
        near = 0 <= item.start - agency.end <= _BODY_REACH or 0 <= agency.start - item.end <= _BODY_REACH + 1
        if near and agency.value and agency.value[0].international and agency.value[0].parent:
            return str(agency.value[0].slug)
    return None


def _same(cluster: Cluster, candidate: Candidate) -> bool:
    if cluster.planned != candidate.planned:
        return False
    if cluster.ordinal and candidate.ordinal and cluster.ordinal != candidate.ordinal:
        return False
    if not _dates_agree(cluster.date, candidate.date):
        return False
    if not _families_agree(cluster, candidate):
        return False
    return _people_agree(cluster, candidate) and _states_agree(cluster, candidate)


def _dates_agree(left: Date | None, right: Date | None) -> bool:
    if left is None or right is None:
        return True
    first, second = sorted((left.value, right.value), key=len)
    return second.startswith(first) or second.endswith(first.lstrip("-"))


def _families_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """A plain "meeting" may take up any gathering told before."""
    if cluster.family == candidate.family:
        return True
    plain = candidate.family == "meeting" and candidate.ordinal is None and candidate.item.kind == "meeting-noun"
    return plain and cluster.family in {"session", "conference"}


def _states_agree(cluster: Cluster, candidate: Candidate) -> bool:
    old, new = set(cluster.actors.states), set(candidate.actors.states)
    if not old or not new or candidate.family in {"session", "conference"} or "quoted" in candidate.features:
        return True
    return old <= new or new <= old


def _people_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """Another guest is another meeting, unless it is only spoken of."""
    old, new = set(cluster.actors.people), set(candidate.actors.people)
    if candidate.item.kind != "meeting-verb" or "quoted" in candidate.features or not old or not new:
        return True
    return bool(old & new) or candidate.line.role in {Role.TITLE, Role.CAPTION} or len(old) < _TWO


def _decide(cluster: Cluster, story: Story, facts: Facts) -> None:
    """Hold the whole cluster against the frames."""
    lead = _lead(cluster)
    features = _cluster_features(cluster, story)
    frame = first_fit(MEETING_FRAMES, features)
    if frame.status is None:
        facts.misses.append(NearMiss(lead.line.words(lead.item), lead.line.sentence, frame.id))
        return
    kinds = [member.kind for member in cluster.members if member.family == cluster.family]
    facts.meetings.append(
        Meeting(
            kind=min(kinds, key=_KIND_ORDER.index),
            status=frame.status,
            rule=frame.id,
            sentences=list(dict.fromkeys(member.line.sentence for member in [lead, *cluster.members])),
            cue=lead.line.words(lead.item),
            states=dict(cluster.actors.states),
            agencies=dict(cluster.actors.agencies),
            people=dict(cluster.actors.people),
            date=cluster.date,
            place=next((member.place for member in cluster.members if member.place), None),
            quoted=all(member.line.sentence.quoted for member in cluster.members),
            ordinal=cluster.ordinal,
            body=cluster.body,
        ),
    )


def _lead(cluster: Cluster) -> Candidate:
    """The cue that tells most: in the body, unquoted, with most actors."""
    return max(
        cluster.members,
        key=lambda member: (member.line.role is not Role.TITLE, "quoted" not in member.features, member.actors.parties, -member.line.index),
    )


def _cluster_features(cluster: Cluster, story: Story) -> set[str]:
    features = set.intersection(*(member.features for member in cluster.members))
    if any("negated" in member.features for member in cluster.members[:1]):
        features.add("negated")
    if cluster.planned:
        features.add("planned")
    features.add(cluster.family)
    if cluster.date is not None:
        features.add("dated")
    if cluster.actors.parties:
        features.add("actors")
    if cluster.date is not None or any(member.place for member in cluster.members):
        features.add("named")
    if len(cluster.actors.states) >= _TWO or (len(cluster.actors.states) == 1 and cluster.actors.pair):
        features.add("two-sides")
    if len(cluster.actors.people) >= _TWO:
        features.add("two-people")
    if _foreign(cluster.actors.people, story) and len(cluster.actors.states) >= _TWO:
        features.add("foreign-person")
    return features


def _foreign(people: dict[str, Person], story: Story) -> bool:
    return any(person.state and person.state != story.states.home for person in people.values())
