"""Candidates: each word that may tell of a meeting, with what its sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import is_year
from loader.extract.events.days.dating import nearest_date
from loader.extract.events.days.english_dates import foretold_dates
from loader.extract.events.days.narration import is_to_come
from loader.extract.events.doubts.called_off import stays_away, undone
from loader.extract.events.doubts.looking_ahead import is_looked_ahead_to, may_be_held, may_come
from loader.extract.events.doubts.objections import objection_to
from loader.extract.events.doubts.put_off import is_cancelled, is_put_off
from loader.extract.events.doubts.truth import is_hypothetical, is_withheld
from loader.extract.events.gatherings.drills import is_joint_drill
from loader.extract.events.gatherings.earlier import is_previous
from loader.extract.events.gatherings.guests import with_each_guest
from loader.extract.events.gatherings.kinds import FAMILIES, OF_TWO
from loader.extract.events.gatherings.own_words import tells_of_itself
from loader.extract.events.gatherings.partners import has_partner_first
from loader.extract.events.gatherings.sidelines import before_meeting, is_aside
from loader.extract.events.gatherings.spoken import mark_spoken
from loader.extract.events.gatherings.taking_part import participants
from loader.extract.events.gatherings.tours import with_each_stop
from loader.extract.events.gatherings.whence import without_journey
from loader.extract.events.participants.actors import Actors, tells_of_attendance
from loader.extract.events.participants.beside import bears_name
from loader.extract.events.participants.windows import window_of
from loader.extract.events.sessions.numbering import (
    BODY_AFTER,
    is_format,
    mark_named_gatherings,
    numbered,
    sitting_body,
)
from loader.extract.events.sessions.own_sittings import is_domestic
from loader.extract.events.sessions.sittings import is_convened_by_people, sits, sits_jointly, times
from loader.extract.events.sessions.slavic_sittings import comes_together
from loader.extract.events.sessions.standing import mark_sitting_bodies
from loader.extract.events.sides.third_states import without_third_states
from loader.extract.events.status.proposals import is_urged
from loader.extract.events.verbs.english_plans import is_present_ahead, put_off_to
from loader.extract.events.verbs.han_clauses import takes_part
from loader.extract.events.verbs.links import governed, is_planned, negated
from loader.extract.events.verbs.wishes import is_wished
from loader.extract.facts import NearMiss
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Date, Facts, Place
    from loader.extract.lines import Item, Line

_CUES = ("meeting-noun", "meeting-verb")
# `các | cuộc gặp song phương`: several that are not told apart.
_SEVERAL = folded("các những nhiều hai ba bốn две дзве дві два три тры несколько некалькі кілька")
_SINCE = folded("с з за")  # `первая | встреча | с 2021 года` is none of a series
_LAST, _ENCOUNTERS = ("последн", "апошн", "останн"), ("встреч", "сустрэч", "зустріч")
_UNDONE = frozenset({"negated", "withheld"})  # `hoãn | chuyến thăm | đến cuối năm` is still to come


@dataclass(slots=True)
class Candidate:
    """One cue in one line."""

    line: Line
    item: Item
    kind: str
    actors: Actors
    planned: bool
    features: set[str]
    ordinal: int | None
    body: str | None
    """Slug of the standing joint body that sits."""
    date: Date | None
    place: Place | None

    @property
    def day(self) -> Date | None:
        """The day told with it, or else the day on which the narration stands."""
        return self.date or (None if self.planned else self.line.day)

    @property
    def family(self) -> str:
        """The family of its kind."""
        return FAMILIES[self.kind]

    @property
    def quoted(self) -> bool:
        """Whether it stands in a quotation."""
        return "quoted" in self.features

    @property
    def weak(self) -> bool:
        """Whether its word often tells of no event."""
        return "weak" in self.features


def find_candidates(story: AnnotatedStory, facts: Facts) -> list[Candidate]:
    """The cues of a story that count; the others are noted as near misses."""
    for line in story.lines:
        mark_named_gatherings(line)
        mark_sitting_bodies(line)
        mark_spoken(line)
    candidates = [
        one
        for line in story.lines
        for item in line.of(*_CUES)
        for told in with_each_guest(_candidate(line, item, story), story)
        for one in with_each_stop(told)
    ]
    kept = []
    for candidate in candidates:
        reason = objection_to(candidate, candidates)
        if reason is None:
            kept.append(candidate)
        else:
            facts.misses.append(NearMiss(candidate.line.words(candidate.item), candidate.line.sentence, reason))
    return kept


def _candidate(line: Line, item: Item, story: AnnotatedStory) -> Candidate:
    """A cue with all that its part of the sentence says."""
    told = without_journey(line, item, story)
    window = window_of(told, item)
    ordinal, body = numbered(line, item), sitting_body(line, item)
    kind = str(item.prop("kind") or "meeting")
    format_ = kind == "meeting" or (kind == "talks" and is_format(line, item, ordinal))
    encounter = line.norm(item.start).startswith(_ENCOUNTERS) and _is_first_since(line, item)
    if ordinal == 1 and (encounter or line.norm(item.end) == "since"):  # `the first meeting | since 2019`
        ordinal = None
    numbered_sitting = format_ and item.kind == "meeting-noun" and (body or ordinal)
    kind = "session" if numbered_sitting or sits_jointly(line, item) else kind
    sat = sits(line, item) or comes_together(line, item)
    if sat:
        kind, ordinal = "session", ordinal or times(line, item)
    if kind == "conference" and ordinal and is_domestic(line, item):
        kind = "session"  # 全国人大常委会第十九次会议
    if kind == "session" and not sat and is_convened_by_people(line, item):
        kind = "meeting"
    aside = is_aside(line, item, kind)
    deferred = put_off_to(line, item)
    put_off = is_put_off(line, item)
    foretelling = (is_planned, is_looked_ahead_to, may_come, is_present_ahead)
    planned = put_off or deferred is not None or any(foretells(line, item) for foretells in foretelling)
    date = deferred or (_date(told, item, window, planned=planned) if told.of("date") and not aside else None)
    own = without_third_states(told, item, story) if FAMILIES[kind] in OF_TWO else told
    return Candidate(
        line=line,
        item=item,
        kind=kind,
        actors=Actors() if aside else participants(own, item, kind, before_meeting(told, item, kind, window), story),
        planned=planned or (date is not None and is_to_come(date.value, story)),
        features=(_features(line, item) | ({"aside"} if aside else set()))
        - ({"weak"} if sat or has_partner_first(line, item) else set())
        - (_UNDONE if put_off or deferred is not None else frozenset()),
        ordinal=ordinal,
        body=body,
        date=date.value if date else None,
        place=story.place_in(line, of_document=False),
    )


def _date(line: Line, item: Item, window: tuple[int, int], *, planned: bool) -> Item | None:
    """The date of a cue: one that fits its tense, or else any, unless a rival of the other tense may have it."""
    rivals = [other for other in line.of(*_CUES, "agreement-verb") if other is not item]
    tenses = (planned,) if not planned and any(is_planned(line, other) for other in rivals) else (planned, None)
    others = frozenset() if planned else foretold_dates(line, item)
    fits = (nearest_date(line, item, rivals, window, coming=coming, without=others) for coming in tenses)
    return next(filter(None, fits), None)


def _is_first_since(line: Line, item: Item) -> bool:
    """`первая встреча | с 2021 года`, `за последние пять лет`: the first after a time without any."""
    behind = line.norms(item.end, item.end + BODY_AFTER + 2)
    return any(word in _SINCE and (is_year(then) or then.startswith(_LAST)) for word, then in pairwise(behind))


def _features(line: Line, item: Item) -> set[str]:
    """What the frames look at in one cue."""
    tests = {
        "negated": negated(line, item) or undone(line, item) or stays_away(line, item) or is_cancelled(line, item),
        "proposed": governed(line, item, "proposed") or (line.language == "zh" and is_wished(line, item)),
        "withheld": is_withheld(line, item),
        "quoted": line.sentence.quoted,
        "hypothetical": is_hypothetical(line, item) or is_urged(line, item) or may_be_held(line, item),
        "own-words": tells_of_itself(line, item),
        "domestic": is_domestic(line, item),
        "attendance": item.kind == "meeting-verb" and bool(item.prop("weak")) and tells_of_attendance(line),
        "background": any(word.end <= item.start for word in line.of("background")),
        "takes-part": takes_part(line, item),
        "previous": is_previous(line, item),
        "weak": (
            bool(item.prop("weak"))
            and not is_joint_drill(line, item)
            and not (item.prop("kind") == "exercise" and bears_name(line, item))
        )
        or (item.kind == "meeting-noun" and line.norm(item.start - 1) in _SEVERAL),
    }
    return {name for name, holds in tests.items() if holds}
