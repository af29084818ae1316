"""Meetings: words that evoke one, gathered over the story into one event for each gathering."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.actors import Actors, actors, attending, told_actors
from loader.extract.facts import Date, Meeting, NearMiss
from loader.extract.frames import MEETING_FRAMES, first_fit
from loader.extract.links import governed, is_planned, nearest_date, negated
from loader.extract.words import folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.actors import Story
    from loader.extract.facts import Agency, Facts, Person, Place
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
_SUBJECT_REACH = 6
_MANY = 5
_YEAR_DIGITS = 4
_ABOUT = folded("on about concerning о об про аб пра về 关于 для for")
_BODY_REACH = 3
_FORMAT_REACH = 6


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
    def day(self) -> Date | None:
        """The day told with it, or else the day on which the narration stands."""
        return self.date or (None if self.planned else self.line.day)

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
        """The family of its most telling cue that is no headline's."""
        body = [member.kind for member in self.members if member.line.role is not Role.TITLE]
        return _FAMILIES[min(body or [self.members[0].kind], key=_KIND_ORDER.index)]


def _better(left: Date | None, right: Date | None) -> Date | None:
    if left is None or right is None:
        return left or right
    return right if len(right.value.strip("-")) > len(left.value.strip("-")) else left


def find_meetings(story: Story, facts: Facts) -> None:
    """Add the meetings of a story: numbered gatherings first, since a plain "the meeting" is one of them."""
    candidates = [
        _candidate(line, item, story) for line in story.lines for item in line.of("meeting-noun", "meeting-verb")
    ]  # fmt: skip
    kept = [candidate for candidate in candidates if _tells(candidate, candidates, facts)]
    clusters: list[Cluster] = []
    for candidate in sorted(kept, key=lambda one: one.ordinal is None):
        fitting = [cluster for cluster in clusters if _same(cluster, candidate)]
        if fitting:
            _nearest(fitting, candidate).add(candidate)
        else:
            clusters.append(Cluster())
            clusters[-1].add(candidate)
    for cluster in sorted(clusters, key=lambda one: one.members[0].line.index):
        _decide(cluster, story, facts)


def _nearest(clusters: list[Cluster], candidate: Candidate) -> Cluster:
    """Which of several gatherings a cue speaks of: of the same people, the same day, the latest number, the one told last."""
    return max(clusters, key=lambda cluster: (
        len(set(cluster.actors.people) & set(candidate.actors.people)),
        int("quoted" not in candidate.features or any("quoted" not in member.features for member in cluster.members)),
        int(cluster.date is not None and candidate.date is not None),
        cluster.ordinal or 0,
        int(cluster.family == candidate.family),
        -abs(cluster.members[-1].line.index - candidate.line.index),
    ))  # fmt: skip


def _tells(candidate: Candidate, others: list[Candidate], facts: Facts) -> bool:
    """Whether a cue counts at all."""
    reason = None
    if "times" in candidate.features:
        reason = "meeting-times"
    elif _is_subject_of_document(candidate):
        reason = "document-subject"
    elif "weak" in candidate.features:
        strong = any(other.line is candidate.line and "weak" not in other.features for other in others)
        reason = "weak-noun" if strong or not _weak_holds(candidate) else None
    if reason is not None:
        facts.misses.append(NearMiss(candidate.line.words(candidate.item), candidate.line.sentence, reason))
    return reason is None


def _is_subject_of_document(candidate: Candidate) -> bool:
    """`a protocol on holding joint sessions`: what a document is about has not happened."""
    line, item = candidate.line, candidate.item
    for noun in line.of("agreement-noun"):
        between = range(noun.end, item.start)
        if item.kind == "meeting-noun" and 0 < len(between) <= _SUBJECT_REACH and line.norm(noun.end) in _ABOUT and not candidate.ordinal:
            return not any(index in between for other in line.of("agreement-verb") for index in (other.start,))
    return False


def _weak_holds(candidate: Candidate) -> bool:
    """A word that is often no event needs two sides with a person or body, or a guest as its object."""
    found = candidate.actors
    if "quoted" in candidate.features:
        return False
    if len(found.states) + found.pair >= _TWO and (found.people or found.agencies):
        return True
    guests = [item for item in candidate.line.of("person") if 0 <= item.start - candidate.item.end <= _ORDINAL_REACH]
    return candidate.item.kind == "meeting-verb" and bool(guests) and len(found.people) >= _TWO


def _candidate(line: Line, item: Item, story: Story) -> Candidate:
    kind = str(item.prop("kind") or "meeting")
    found = actors(line, story, *_window(line, item))
    if kind == "visit":
        found.states.update(found.hosts)
    ordinal = _ordinal(line, item)
    body = _body(line, item)
    if kind == "meeting" and item.kind == "meeting-noun" and (body or ordinal):
        kind = "session"
    if kind == "exercise":
        found.states.update(found.weak)  # "Belarusian and Russian paratroopers"
    if _FAMILIES[kind] in {"session", "conference"}:
        found.merge(attending(line, story))
    features = _cue_features(line, item)
    rivals = [other for other in line.of("meeting-noun", "meeting-verb", "agreement-verb") if other is not item]
    date = nearest_date(line, item, rivals, _window(line, item))
    place = next(
        (story.places[other.concept.code] for other in line.of("place") if other.concept.code in story.places), None
    )
    return Candidate(
        line, item, kind, found, is_planned(line, item), features, ordinal, body, date.value if date else None, place
    )


def _window(line: Line, item: Item) -> tuple[int, int]:
    """The part of a sentence that speaks of a numbered gathering, where it speaks of several: cut at the comma between."""
    cues = line.of("meeting-noun", "meeting-verb")
    numbers = {other.start: _ordinal(line, other) for other in cues}
    if len(set(numbers.values()) - {None}) < _TWO:
        return 0, len(line.tokens)
    start, end = 0, len(line.tokens)
    for other in cues:
        if other is item or numbers[other.start] in {None, numbers[item.start]}:
            continue
        low, high = sorted((item.end, other.start)) if other.start > item.start else sorted((other.end, item.start))
        cut = next((index for index in range(low, high) if line.norm(index) in {",", "，", ";"}), (low + high) // 2)
        start, end = (start, min(end, cut)) if other.start > item.start else (max(start, cut), end)
    return start, end


def _cue_features(line: Line, item: Item) -> set[str]:
    features = set()
    if negated(line, item):
        features.add("negated")
    if governed(line, item, "proposed"):
        features.add("proposed")
    if line.sentence.quoted:
        features.add("quoted")
    if any(
        line.norm(index) in _TIMES and line.norm(index - 1) not in {"第", "thứ"}
        for index in range(item.end, item.end + _BODY_REACH)
    ):
        features.add("times")
    if any(agency.function == "parliament" for agency in _adjacent_bodies(line, item)):
        features.add("domestic")
    if _is_count(line, item):
        features.add("times")
    if item.prop("weak"):
        features.add("weak")
    return features


def _adjacent_bodies(line: Line, item: Item) -> list[Agency]:
    """The national bodies right before or after a cue."""
    near = [other for other in line.of("agency") if -_FORMAT_REACH <= other.end - item.start <= 0 or 0 <= other.start - item.end <= _BODY_REACH]
    return [agency for other in near for agency in other.value or () if not agency.international]


def _is_count(line: Line, item: Item) -> bool:
    """`fourteen sessions`: a number of gatherings, none of which is told."""
    before = line.before(item)
    value = before.prop("numberValue") if before is not None and before.end == item.start else line.norm(item.start - 1)
    return value is not None and value.isdecimal() and len(value) < _YEAR_DIGITS and int(value) >= _MANY


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
        suffixed = (
            suffix in {"th", "st", "nd", "rd", "е", "я", "й", "ое", "ая", "ый", "га", "ае"}
            and line.tokens[index + 1].glued
        )
        led = line.norm(index - 1) in {"第", "thư´", "thứ", "thú"} or "thư" in line.norm(index - 1)
        return int(norm) if suffixed or led else None
    item = next(
        (item for item in line.of("calendar") if item.start <= index < item.end and item.prop("ordinalValue")), None
    )
    return int(str(item.prop("ordinalValue"))) if item is not None else None


def _body(line: Line, item: Item) -> str | None:
    """The standing joint body whose meeting this is."""
    for agency in line.of("agency"):
        near = 0 <= item.start - agency.end <= _BODY_REACH or 0 <= agency.start - item.end <= _FORMAT_REACH
        if near and agency.value and agency.value[0].international and agency.value[0].parent:
            return str(agency.value[0].slug)
    return None


def _same(cluster: Cluster, candidate: Candidate) -> bool:
    if cluster.planned != candidate.planned:
        return False
    if cluster.ordinal and candidate.ordinal and cluster.ordinal != candidate.ordinal:
        return False
    days = [member.day for member in cluster.members if member.day is not None]
    if candidate.day is not None and not all(_dates_agree(day, candidate.day) for day in days):
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
    if plain and cluster.family in {"session", "conference"}:
        return True
    same_line = all(member.line is candidate.line for member in cluster.members)
    return (
        same_line
        and cluster.family == "meeting"
        and candidate.family == "session"
        and set(cluster.actors.states) == set(candidate.actors.states)
    )


def _states_agree(cluster: Cluster, candidate: Candidate) -> bool:
    old, new = set(cluster.actors.states), set(candidate.actors.states)
    if not old or not new or candidate.family in {"session", "conference"} or "quoted" in candidate.features:
        return True
    return old <= new or new <= old


def _people_agree(cluster: Cluster, candidate: Candidate) -> bool:
    """Another guest is another meeting, unless it is only spoken of."""
    old, new = set(cluster.actors.people), set(candidate.actors.people)
    if not old or not new:
        return True
    if candidate.kind == "visit" and "visit" not in {member.kind for member in cluster.members}:
        return bool(old & new)
    if candidate.item.kind != "meeting-verb" or "quoted" in candidate.features:
        return True
    return bool(old & new) or candidate.line.role in {Role.TITLE, Role.CAPTION} or len(old) < _TWO


def _decide(cluster: Cluster, story: Story, facts: Facts) -> None:
    """Hold the whole cluster against the frames."""
    lead = _lead(cluster)
    if len(cluster.actors.states) < _TWO and not cluster.actors.pair:
        _take_up(cluster, story)
    features = _cluster_features(cluster, story)
    frame = first_fit(MEETING_FRAMES, features)
    if frame.status is None:
        facts.misses.append(NearMiss(lead.line.words(lead.item), lead.line.sentence, frame.id))
        return
    _add_members(cluster, story)
    plain = [member for member in cluster.members if "quoted" not in member.features] or [lead]
    kinds = [member.kind for member in plain if member.family == cluster.family] or [lead.kind]
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
            date=cluster.date or _narrated_day(cluster),
            place=next((member.place for member in cluster.members if member.place), None),
            quoted=all(member.line.sentence.quoted for member in cluster.members),
            ordinal=cluster.ordinal,
            body=cluster.body,
        ),
    )


def _narrated_day(cluster: Cluster) -> Date | None:
    """The day on which the narration stands, for what has happened."""
    if cluster.planned:
        return None
    return next((member.line.day for member in cluster.members if member.line.day is not None), None)


def _add_members(cluster: Cluster, story: Story) -> None:
    """Those who speak for a body that took part; at a session of interior ministers, the interior ministers."""
    if cluster.planned or (cluster.ordinal == 1 and cluster.date is not None):
        return
    body = story.agencies.found.get(str(cluster.body))
    for person in story.people.found:
        sits = body is not None and body.function is not None and body.function in story.people.offices_of(person)
        if sits or (person.agency in cluster.actors.agencies and id(person) in story.people.heads):
            cluster.actors.people[person.slug] = person
            cluster.actors.add_state(person.state)


def _lead(cluster: Cluster) -> Candidate:
    """The cue that tells most: in the body, unquoted, with most actors."""
    return max(
        cluster.members,
        key=lambda member: (
            member.line.role is not Role.TITLE,
            "quoted" not in member.features,
            member.actors.parties,
            -member.line.index,
        ),
    )


def _take_up(cluster: Cluster, story: Story) -> None:
    """A cue whose sentence has only pronouns ("the two held talks") speaks of those in the sentence before."""
    for member in cluster.members:
        if "quoted" in member.features or "weak" in member.features or member.actors.people:
            continue
        before = told_actors(member.line, story) if not member.actors.parties else _before(member.line, story)
        if len(before.states) == _TWO:
            cluster.actors.merge(before)
            return


def _before(line: Line, story: Story) -> Actors:
    """The actors of the sentence before, in the same paragraph."""
    previous = story.lines[line.index - 1] if line.index else None
    return actors(previous, story) if previous is not None and previous.sentence.block == line.sentence.block else Actors()


def _cluster_features(cluster: Cluster, story: Story) -> set[str]:
    features = set.intersection(*(member.features for member in cluster.members))
    if all(member.line.role is Role.TITLE for member in cluster.members):
        features.add("headline-only")
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
