"""Meetings: words that evoke one, gathered over the story into one event for each gathering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.duration import first_day
from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.days.dating import is_of_other_tense
from loader.extract.events.doubts.armed_parties import meets_party
from loader.extract.events.doubts.officials import acts_for_nobody, is_of_one_state
from loader.extract.events.doubts.sport import is_of_private, tells_of_sport
from loader.extract.events.frames import MEETING_FRAMES, first_fit
from loader.extract.events.gatherings.agenda import is_agenda
from loader.extract.events.gatherings.apart import UNHELD
from loader.extract.events.gatherings.candidates import find_candidates
from loader.extract.events.gatherings.clusters import KIND_ORDER, Cluster, likeliest, tells_of
from loader.extract.events.gatherings.focus import has_other_partner
from loader.extract.events.gatherings.goals import goes_abroad
from loader.extract.events.gatherings.headlines import day_below, join_headlines
from loader.extract.events.gatherings.kinds import GATHERINGS
from loader.extract.events.gatherings.organisations import partner_organisations
from loader.extract.events.gatherings.pairs import take_pair
from loader.extract.events.gatherings.partners import add_host as add_partners_host
from loader.extract.events.gatherings.partners import has_partner_first
from loader.extract.events.gatherings.pronouns import take_up_subject
from loader.extract.events.gatherings.receptions import take_guests
from loader.extract.events.participants.actors import Actors, actors, previous_paragraph, told_actors
from loader.extract.events.participants.beside import bears_name, tells_of_leaders
from loader.extract.events.sessions.predecessors import take_predecessors
from loader.extract.events.sessions.series import add_host, is_of_series, mark_second, take_body, take_participants
from loader.extract.events.verbs.slavic_predicates import took_place
from loader.extract.facts import Meeting, NearMiss, Objection
from loader.extract.words import EAST_SLAVIC
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.facts import Date, Facts, Place

_TOLD_WITH_BODIES = EAST_SLAVIC | {"en", "vi", "zh"}
_BY_OFFICE = frozenset({"vi", "zh"})
_REFUSED = UNHELD - {"proposed"}
_VIDEO = ("video", "видео", "відэа", "відео", "online", "онлайн", "анлайн")
_SEVERAL = 3  # a meeting of so many states is a conference


def find_meetings(story: AnnotatedStory, facts: Facts) -> None:
    """Add the meetings of a story: numbered gatherings first, since a plain "the meeting" is one of them."""
    clusters: list[Cluster] = []
    for candidate in sorted(
        _official(find_candidates(story, facts), story, facts), key=lambda one: one.ordinal is None
    ):
        fitting = [cluster for cluster in clusters if tells_of(candidate, cluster)]
        if not fitting:
            clusters.append(Cluster())
        cluster = likeliest(fitting, candidate) if fitting else clusters[-1]
        cluster.add(candidate)
    clusters = join_headlines(clusters)
    mark_second(clusters)
    # What was held comes first: the next gathering is told by it.
    for cluster in sorted(clusters, key=lambda one: (one.planned, one.members[0].line.index)):
        _decide(cluster, story, facts)
    facts.meetings.sort(key=lambda meeting: meeting.sentences[0].span)


def _official(candidates: list[Candidate], story: AnnotatedStory, facts: Facts) -> list[Candidate]:
    """Those of which nothing says that only private people met."""
    sport = tells_of_sport(story.lines)
    private = [one for one in candidates if is_of_private(one.line, one.item, in_sport=sport)]
    facts.misses += [NearMiss(one.line.words(one.item), one.line.sentence, Objection.PRIVATE) for one in private]
    return [one for one in candidates if one not in private]


def _decide(cluster: Cluster, story: AnnotatedStory, facts: Facts) -> None:
    """Hold the whole cluster against the frames."""
    if len(cluster.actors.states) < TWO_SIDES and not (cluster.actors.pair or take_predecessors(cluster, facts)):
        _take_up(cluster, story)
    if len(cluster.actors.states) < TWO_SIDES and not (
        take_participants(cluster, facts) or take_guests(cluster, facts)
    ):
        take_pair(cluster, story, facts)
    if not cluster.actors.states:
        take_body(cluster, facts)
    add_host(cluster)
    frame = first_fit(MEETING_FRAMES, _features(cluster, story, facts))
    if frame.status is None:
        lead = cluster.lead
        facts.misses.append(NearMiss(lead.line.words(lead.item), lead.line.sentence, frame.id))
        return
    _add_members(cluster, story)
    facts.meetings.append(_meeting(cluster, frame.id, frame.status, story))


def _meeting(cluster: Cluster, rule: str, status: str, story: AnnotatedStory) -> Meeting:
    lead = cluster.lead
    plain = [member for member in cluster.members if not member.quoted] or [lead]
    kinds = _kinds(cluster, plain) or [lead.kind]
    if (
        len(cluster.actors.states) >= _SEVERAL
        and (cluster.family == "meeting" or _meets_by_video(cluster))
        and "visit" not in kinds
        and not any(tells_of_leaders(member.line) for member in cluster.members)
    ):
        kinds = ["conference"]  # heads of services from several states
    if cluster.series_kind is not None:
        kinds = [cluster.series_kind]
    return Meeting(
        kind=min(kinds, key=KIND_ORDER.index),
        status=status,
        rule=rule,
        sentences=list(dict.fromkeys(member.line.sentence for member in [lead, *cluster.members])),
        cue=lead.line.words(lead.item),
        states=dict(cluster.actors.states),
        agencies=dict(cluster.actors.agencies),
        people=dict(cluster.actors.people),
        date=_day(cluster, status, story),
        place=cluster.place or _filed_from(cluster, story),
        quoted=all(member.quoted for member in cluster.members),
        ordinal=cluster.ordinal,
        body=cluster.body,
    )


def _day(cluster: Cluster, status: str, story: AnnotatedStory) -> Date | None:
    """When it was or will be; what is planned is on no day before the publication: that is of the last such meeting."""
    day = _first_day(cluster) or day_below(cluster, story.lines)
    past = day is not None and status == "planned" and is_of_other_tense(cluster.lead.line, day, coming=True)
    return None if past else day


def _meets_by_video(cluster: Cluster) -> bool:
    """`met | by video conference`: who telephone are on a call, however many they are."""
    texts = (member.line.text(0, len(member.line.tokens)).lower() for member in cluster.members)
    return cluster.family == "call" and any(stem in text for text in texts for stem in _VIDEO)


def _kinds(cluster: Cluster, plain: list[Candidate]) -> list[str]:
    """What the gathering is called; that those who met "discussed" something makes no talks of a meeting."""
    fitting = [member for member in plain if member.family == cluster.family]
    return [member.kind for member in fitting if not member.weak] or [member.kind for member in fitting]


def _filed_from(cluster: Cluster, story: AnnotatedStory) -> Place | None:
    """Where a report comes from that tells no other place of a gathering, in a state that took part; of no visit or call."""
    if cluster.planned or any(member.kind in {"visit", "call"} for member in cluster.members):
        return None
    return story.filed_from(cluster.lead.line, cluster.actors.states)


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
        naming = previous_paragraph(member.line, story)
        if has_partner_first(member.line, member.item):
            break
        if member.quoted or member.weak or (member.actors.people and naming is None) or is_of_series(member):
            continue
        previous = naming or story.previous(member.line)
        if not member.actors.number:
            before = told_actors(member.line, story)
        else:
            before = actors(previous, story) if previous is not None else Actors()
        if len(before.states) == TWO_SIDES and not has_other_partner(member, before):
            cluster.actors.merge(before)
            return
    if not add_partners_host(cluster, story):
        take_up_subject(cluster, story)


def _sides(cluster: Cluster, story: AnnotatedStory) -> int:
    """States, "both sides", and an international body that deals with a state."""
    found = cluster.actors
    body = any(agency.international and not agency.implied for agency in found.agencies.values())
    acts = bool(found.people) or any(agency.state for agency in found.agencies.values())
    acts = acts or (body and story.agencies.language in _BY_OFFICE and _is_by_office(cluster))
    deals = body and acts and story.agencies.language in _TOLD_WITH_BODIES
    return len(found.states) + (bool(found.states) and (found.pair or deals))


def _meets_organisation(cluster: Cluster) -> bool:
    """Whether one of the two sides is an international organisation, or who speaks for it."""
    return any(partner_organisations(member.line, member.item) for member in cluster.members)


def _is_by_office(cluster: Cluster) -> bool:
    """`智利禁毒局长 | 会见 | 国际刑警组织代表团`, `国际移民组织负责人 | 访问 | 智利`: an office of a state, or a journey to it."""
    return any(member.line.of("post") or member.kind == "visit" for member in cluster.members)


def _first_day(cluster: Cluster) -> Date | None:
    """The day of a gathering; the first one of those that are told with their length and their last day."""
    date = cluster.date or (None if cluster.second else cluster.narrated_day)
    told = (first_day(member.line, date) for member in cluster.members) if date is not None else iter(())
    return next((first for first in told if first is not None), date)


def _is_refused(cluster: Cluster) -> bool:
    """Whether each cue is negated, or of something broken off or asked for: `Лавров отказался от встречи. Визит отложен`."""
    telling = [member for member in cluster.members if member.actors.number or member.line.role is not Role.TITLE]
    return bool(telling) and all(not _REFUSED.isdisjoint(member.features) for member in telling)


def _features(cluster: Cluster, story: AnnotatedStory, facts: Facts) -> set[str]:
    """What the frames look at: what all cues share, and what they tell together."""
    found = cluster.actors
    foreign = any(person.state and person.state != story.states.home for person in found.people.values())
    abroad = goes_abroad(cluster)
    tests = {
        cluster.family: True,
        "ceremony-only": all(member.kind == "ceremony" for member in cluster.members),
        "private": not abroad and acts_for_nobody(cluster, story),
        "of-one-state": cluster.family in GATHERINGS and is_of_one_state(cluster, story),
        "negated": "negated" in cluster.members[0].features or _is_refused(cluster),
        "own-words": any("own-words" in member.features for member in cluster.members),
        "planned": cluster.planned,
        "held": any(took_place(member.line, member.item) for member in cluster.members),
        "agenda": is_agenda(cluster, facts),
        "headline-only": all(member.line.role is Role.TITLE for member in cluster.members),
        "dated": cluster.date is not None,
        "named": cluster.date is not None
        or cluster.place is not None
        or any(bears_name(member.line, member.item) for member in cluster.members),
        "actors": found.number > 0,
        "attended": len(found.states) >= TWO_SIDES or bool(found.people or found.agencies),
        "of-series": cluster.series_kind is not None,
        "two-sides": abroad
        or _sides(cluster, story) >= TWO_SIDES
        or (bool(found.states) and _meets_organisation(cluster)),
        "with-party": any(meets_party(member.line, member.item) for member in cluster.members),
        "two-people": len(found.people) >= TWO_SIDES,
        "foreign-person": foreign and len(found.states) >= TWO_SIDES,
    }
    shared = set.intersection(*(member.features for member in cluster.members))
    return shared | {name for name, holds in tests.items() if holds}
