"""Objections: why a word that may tell of a meeting tells of none, before anything is held against the frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.doubts.aims import (
    attends_contest,
    is_carried_on,
    is_chamber,
    is_foreign_title,
    is_left_undone,
)
from loader.extract.events.doubts.han_seeming import only_seems_in_chinese
from loader.extract.events.doubts.looking_ahead import is_judged
from loader.extract.events.doubts.officials import is_quality, takes_thing
from loader.extract.events.doubts.plurals import are_any, is_only_wanted
from loader.extract.events.doubts.seeming import only_seems
from loader.extract.events.doubts.truth import goes_on, is_habitual, reaches
from loader.extract.events.gatherings.bodies_met import deals_with_body
from loader.extract.events.gatherings.hosting import addresses, has_guest, is_reception_by_office, rings, travels_before
from loader.extract.events.gatherings.organisations import partner_organisations
from loader.extract.events.gatherings.own_words import has_own_partner
from loader.extract.events.gatherings.partners import has_partner_first
from loader.extract.events.participants.beside import is_mandated, is_of_delegation
from loader.extract.events.sessions.numbering import ORDINAL_REACH, tells_number
from loader.extract.events.sessions.own_sittings import is_own_sitting
from loader.extract.events.verbs.han_clauses import describes_guest, is_invited, treats_document
from loader.extract.facts import Objection
from loader.extract.words import ABOUT, CLAUSE_ENDS, PART_ENDS, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.lines import Item, Line

_ABOUT = ABOUT | folded("for для")
_HOSTED = frozenset(
    {"hosted", "hosts", "hosting", "convened", "convene", "convenes", "convening", "gather", "gathers", "gathered"}
)
_ATTENDING, _NOUN_REACH = (
    folded(
        "attended attends attend attending took take takes taking participated participate participates participating"
    ),
    10,
)
# `came together | for | a workshop`
_ASSEMBLING = folded("came come gathered gather gathers met meet assembled assemble convened converged")
# `The document | envisages … seminars`.
_CONTENT = folded(
    "envisages envisage foresees stipulates covers includes lists provides предусматривает предполагает включает прадугледжвае змяшчае ўключае ахоплівае передбачає містить охоплює включає"
)
# `a protocol on holding joint | sessions`.
_SUBJECT_REACH, _SUBJECT_OPENS = 6, 8
_TITLED_REACH = 16
_MANAGING, _MANAGING_REACH = folded("occasion opportunity managed able chance"), 2
_GATHERINGS = frozenset({"session", "conference"})
_COMING_REACH = 2  # sentences
_OCCASIONS = frozenset({"following", "after", "during", "before"})
# `as | he | received | Alexei Volkov`: a pronoun that is the host right before the verb, and the guest right behind it.
_HOSTS = frozenset({"he", "she"})
_TELLS_NO_EVENT = (
    (tells_number, Objection.TIMES),
    (only_seems, Objection.SEEMING),
    (only_seems_in_chinese, Objection.SEEMING),
    (is_mandated, Objection.MANDATED),
    (is_habitual, Objection.HABITUAL),
    (are_any, Objection.HABITUAL),
    (is_only_wanted, Objection.INVITED),
    (is_judged, Objection.INVITED),
    (goes_on, Objection.GOES_ON),
    (treats_document, Objection.TREATED),
    (describes_guest, Objection.OF_ITS_NOUN),
    (is_own_sitting, Objection.OWN),
    (is_invited, Objection.INVITED),
    (takes_thing, Objection.NO_GUEST),
    (is_quality, Objection.QUALITY),
    (is_foreign_title, Objection.QUALITY),
    (is_left_undone, Objection.INVITED),
    (is_carried_on, Objection.GOES_ON),
    (attends_contest, Objection.PRIVATE),
    (is_chamber, Objection.OWN),
)


def _is_in_headline(line: Line, cue: Item) -> bool:
    """A headline foretells a meeting by an infinitive; a sentence tells of one where somebody travelled for it."""
    return line.role is Role.TITLE or bool(travels_before(line, cue)) or _is_managed(line, cue)


def _is_managed(line: Line, cue: Item) -> bool:
    """`used the occasion | to meet | B`, `was able | to meet | B`: an aim that was reached."""
    return not _MANAGING.isdisjoint(line.norms(max(0, cue.start - _MANAGING_REACH), cue.start))


_WANTS = {
    "headline": (_is_in_headline, Objection.AIM),
    "place": (reaches, Objection.NO_GOAL),
    "person": (addresses, Objection.APPEAL),
    "guest": (has_guest, Objection.NO_GUEST),
    "callee": (rings, Objection.APPEAL),
    "partner": (has_partner_first, Objection.NO_GUEST),
}


def objection_to(candidate: Candidate, others: list[Candidate]) -> Objection | None:
    """Why a cue does not count; None where it does.

    Args:
        candidate: The cue.
        others: All cues of the story.

    """
    for told, reason in _TELLS_NO_EVENT:
        if told(candidate.line, candidate.item):
            return reason
    if _is_subject_of_document(candidate):
        return Objection.ABOUT
    if _comes_to_gathering(candidate, others):
        return Objection.OF_ITS_NOUN
    if (missing := _misses_its_object(candidate)) is not None or not candidate.weak:
        return missing
    strong = any(
        other.line is candidate.line
        and (not other.weak or (other.kind == "session" != candidate.kind))
        and not {"exercise", "aside"} <= {other.family, *other.features}
        for other in others
    )
    return Objection.WEAK if strong or not _weak_holds(candidate) else None


def _comes_to_gathering(candidate: Candidate, others: list[Candidate]) -> bool:
    """`В Ташкенте прошло заседание Совета. В столицу прибыли представители A, B и C`: who comes from several states comes to it."""
    if candidate.kind != "visit" or len(candidate.actors.states) <= TWO_SIDES or candidate.planned:
        return False
    return any(
        other.family in _GATHERINGS
        and other.line is not candidate.line
        and abs(other.line.index - candidate.line.index) <= _COMING_REACH
        for other in others
    )


def _misses_its_object(candidate: Candidate) -> Objection | None:
    """Words of travel want a place, "called on" a person, and "hosted" no word for what it was."""
    if (candidate.line.norm(candidate.item.start) in _HOSTED and _has_gathering(candidate)) or _attends_gathering(
        candidate
    ):
        return Objection.OF_ITS_NOUN
    wanted = candidate.item.prop("wants")
    holds, reason = _WANTS.get(str(wanted), (None, None))
    return None if holds is None or holds(candidate.line, candidate.item) else reason


def _has_gathering(candidate: Candidate) -> bool:
    """`a conference convened by Gabon`, `will gather for its 80th meeting`: the verb tells of what its sentence names."""
    return candidate.item.kind == "meeting-verb" and any(
        not item.prop("weak") or item.prop("kind") == "exercise" or (candidate.weak and _is_beside(candidate, item))
        for item in candidate.line.of("meeting-noun")
    )


def _is_beside(candidate: Candidate, noun: Item) -> bool:
    """`addressed a | workshop | on fraud hosted by A`, `hosted the annual | congress`: what is hosted stands near its verb."""
    line, verb = candidate.line, candidate.item
    first, second = sorted((noun, verb), key=lambda one: one.start)
    near = second.start - first.end <= _NOUN_REACH and not line.has_between(first.end, second.start, PART_ENDS)
    return near and noun.prop("kind") == "conference"


def _attends_gathering(candidate: Candidate) -> bool:
    """`attended | the annual | workshop`, `took part in | exercise Steel Shield`: the verb has the gathering for its object."""
    line, verb = candidate.line, candidate.item
    if line.language != "en" or line.norm(verb.start) not in _ATTENDING | _ASSEMBLING:
        return False
    nouns = [noun for noun in line.of("meeting-noun") if 0 <= noun.start - verb.end <= _NOUN_REACH]
    led = line.norm(verb.start) in _ATTENDING or any("for" in line.norms(verb.end, noun.start) for noun in nouns)
    return led and any(
        noun.prop("kind") in {"conference", "exercise"} and not line.has_between(verb.end, noun.start, PART_ENDS)
        for noun in nouns
    )


def _is_subject_of_document(candidate: Candidate) -> bool:
    """`a protocol on holding joint sessions`: what a document is about has not happened."""
    line, item = candidate.line, candidate.item
    if item.kind != "meeting-noun" or candidate.ordinal:
        return False
    for noun in line.of("agreement-noun"):
        if noun.end <= item.start and not _CONTENT.isdisjoint(line.norms(noun.end, item.start)):
            return True
        if 0 < item.start - noun.end <= _SUBJECT_REACH and line.norm(noun.end) in _ABOUT:
            if not _OCCASIONS.isdisjoint(line.norms(noun.end + 1, item.start)):
                return False  # `a treaty on partnership | following | talks in the Kremlin`
            return not any(noun.end <= verb.start < item.start for verb in line.of("agreement-verb"))
    return False


def _titled_reach(line: Line, item: Item) -> int:
    """Tokens to a guest's name: more where the guest's office leads to it, `to receive | the Secretary General of the Organization …, X`."""
    office = next((post for post in line.of("post") if 0 <= post.start - item.end <= 1), None)
    if office is None:
        return ORDINAL_REACH
    end = next((at for at in range(office.end, len(line.tokens)) if line.norm(at) in CLAUSE_ENDS), len(line.tokens))
    return min(end - item.end, _TITLED_REACH)


def _is_held_openly(candidate: Candidate) -> bool:
    """`a | workshop | with A and B in Doha`, `A and B | came together in Doha`: two states and the place or day leave no doubt."""
    line, item = candidate.line, candidate.item
    if line.language != "en" or candidate.quoted or len(candidate.actors.states) < TWO_SIDES:
        return False
    told = candidate.place is not None or candidate.date is not None
    if item.kind == "meeting-noun":
        return told and candidate.kind == "conference"
    named = (
        any(state.end == item.start for state in line.of("country"))
        and item.start - len(candidate.actors.states) <= _SUBJECT_OPENS
    )
    return named and candidate.place is not None and candidate.kind != "visit"


def _weak_holds(candidate: Candidate) -> bool:
    """A word that is often no event needs two sides with a person or body, or a guest as its object."""
    found = candidate.actors
    attends = "attendance" in candidate.features
    organised = bool(found.states) and not attends and bool(partner_organisations(candidate.line, candidate.item))
    partnered = len(found.states) >= TWO_SIDES and has_own_partner(candidate.line, candidate.item)
    if organised or partnered or _is_held_openly(candidate):
        return True
    if candidate.quoted:
        return False
    dated_sitting = candidate.kind == "session" and candidate.date is not None  # `委员会将于7月 | 开会`
    two_sides = len(found.states) + found.pair >= TWO_SIDES
    if dated_sitting or (two_sides and (found.people or found.agencies or candidate.line.of("post", "actor"))):
        return True
    item = candidate.item
    delegated = is_of_delegation(candidate.line, item) and len(found.states) == 1
    if (
        delegated
        or deals_with_body(candidate)
        or (candidate.line.language == "en" and is_reception_by_office(candidate.line, item))
    ):
        return True
    reach = _titled_reach(candidate.line, item)
    guests = [other for other in candidate.line.of("person") if 0 <= other.start - item.end <= reach]
    hosted = bool(guests) and guests[0].start == item.end and candidate.line.norm(item.start - 1) in _HOSTS
    return hosted or (item.kind == "meeting-verb" and bool(guests) and len(found.people) >= TWO_SIDES)
