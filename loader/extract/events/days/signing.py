"""The day on which a document was signed or adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT, attribute_of
from loader.extract.events.days.cited_days import day_in_brackets, english_day, told_day_of_signature
from loader.extract.events.days.dating import (
    covers_period,
    is_of_other_tense,
    is_of_participle,
    nearest_date,
)
from loader.extract.events.days.english_dates import dates_of_others, foretold_dates
from loader.extract.events.frames import DRAFT_FRAMES, TO_BE_RATIFIED, Frame
from loader.extract.events.status.han_documents import foretold_signing, since_signing, told_in_speech
from loader.extract.events.status.prospects import foretells_signing, prospect_of
from loader.extract.events.status.stages import SUBMITTED
from loader.extract.events.verbs.english_clauses import is_item_of_session
from loader.extract.events.verbs.english_verbs import looks_back, own_date
from loader.extract.events.verbs.governing import signs_decree
from loader.extract.events.verbs.slavic_courses import is_scheduled
from loader.extract.events.verbs.spacing import distance
from loader.extract.events.verbs.wishes import is_other_deed_planned
from loader.extract.words import COMMAS, EAST_SLAVIC, STOPS, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Date, Place
    from loader.extract.lines import Item, Line

WITH_SIGNATORIES = frozenset({"signed", "ratified", "in-force"})
"""Statuses of documents to which who acts in the sentence has put a name."""
# Statuses that a narration's day may date.
_DATED = frozenset({"signed", "approved"})
# Of these the day of signature is an earlier one.
_LATER = frozenset({"ratified", "in-force", "terminated"})
# Nobody has signed these yet.
_ENDORSING = frozenset({"government", "council-of-ministers", "parliament"})
# A plan has no other day than that of its adoption.
_ADOPTED = frozenset({"plan", "programme"})
_WITHOUT_SIGNING = frozenset({"ratified", "in-force"})
_EARLY = frozenset({"planned", "proposed"})
# Tokens between a verb or a document and its date, and between the day that opens a clause and its verb.
_NEAR = 4
_HAN_NEAR = 16
# `протокол, | принятый на их предыдущей встрече в Киеве в | октябре`: a participle and its day.
_ATTRIBUTE_REACH = 10
_CLAUSE_REACH = 8
# Of these the day is that of the verb; `approved the plan signed in | 2022` has that of the signature.
_TOLD_BY_VERB = frozenset({"signed", "planned", "proposed"})
# `initialled | in | 2022`.
_RIVAL_REACH = 2
_IN = folded("в у ў in on")
_BY_REACH = 2  # `widened | by | a protocol in 2023`
_IN_OR_ON = frozenset({"in", "on"})


def verbs_of(line: Line, *statuses: str) -> list[Item]:
    """The verbs that give a document one of these statuses."""
    return [verb for verb in line.of("agreement-verb") if verb.prop("status") in statuses]


def signing_date(line: Line, noun: Item, verb: Item | None, frame: Frame, status: str) -> Date | None:
    """The day of signature: stated with the document, or that on which the narration stands."""
    anchor = verb or noun
    rivals = [item for item in line.of("agreement-verb", "meeting-verb", "meeting-noun") if item is not anchor]
    others = dates_of_others(line, noun) | (frozenset() if status in _EARLY else foretold_dates(line, anchor))
    stated = nearest_date(line, anchor, rivals, coming=status in _EARLY, without=others)
    early = stated is not None and stated.end <= anchor.start and prospect_of(line, verb) is not None
    early = early and not is_scheduled(line)  # `на осень намечено | подписание`
    if stated is not None and line.language == "zh":
        stated = _of_deed_in_chinese(line, stated, anchor, status)
    if stated is not None and (early or _is_of_rival(line, stated, anchor) or _is_cited(line, stated, anchor)):
        stated = None
    stated = own_date(line, noun, verb) or stated
    if frame.id in DRAFT_FRAMES and not _is_foretold(line, verb, stated):
        return foretold_signing(line, noun)
    if (told := _told_day(line, noun, status)) is not None:
        return told
    if status == "approved" and (_by_one_side(line) or (verb is not None and is_item_of_session(line, verb))):
        return _day_of_signing(line, noun) if line.language in EAST_SLAVIC and frame.id not in DRAFT_FRAMES else None
    later = status in _LATER or frame.id == TO_BE_RATIFIED
    if stated is None:
        described = (
            verb is not None and line.language == "zh" and line.norm(verb.end) == "的" and verb.end <= noun.start
        )
        done = verb is None or (verb.concept.code != SUBMITTED and not described and not looks_back(line, verb))
        return line.day if status in _DATED and done else None
    if later and not _is_of_signature(line, noun, stated):
        return None
    date: Date = stated.value
    return date


def _is_foretold(line: Line, verb: Item | None, stated: Item | None) -> bool:
    """Whether the signing of a draft is told, and the day of that: the one on which it was cleared is none of signature."""
    if verb is None or not foretells_signing(line, verb):
        return False
    return stated is not None and not is_of_other_tense(line, stated.value, coming=True)


def _of_deed_in_chinese(line: Line, date: Item, anchor: Item, status: str) -> Item | None:
    """A Chinese date, unless it is of the speech, of a deed on what was signed before (`下周将审议…签署的计划`), or of a later clause."""
    behind = date.start >= anchor.end and line.has_between(anchor.end, date.start, COMMAS)
    if is_other_deed_planned(line, anchor) or (behind and status in _EARLY):
        return None  # `正在推动商签合作协议，下一步将办好 | 9月 | 举行的会议`
    if status in _EARLY and any(
        date.end <= cue.start < anchor.start for cue in line.of("meeting-verb", "meeting-noun")
    ):
        return None  # `| 5月中旬 | 双方会谈，商定尽快签署备忘录`
    return _told_beside_speech(line, anchor) if told_in_speech(line, date, anchor) else date


def _told_beside_speech(line: Line, anchor: Item) -> Item | None:
    """`塔什耶夫20日表示，| 2023年10月，| 两国签署议定书`: the day of the deed beside that of the speech."""
    dates = [date for date in line.of("date") if date.form not in NO_EVENT and date.end <= anchor.start]
    return next((date for date in reversed(dates) if not told_in_speech(line, date, anchor)), None)


def _is_of_rival(line: Line, date: Item, anchor: Item) -> bool:
    """`signed the agreement that was initialled in | 2022`, `…in 2023; a treaty is to be signed`: the day of another act."""
    if anchor.prop("status") not in _TOLD_BY_VERB:
        return False
    for verb in line.of("agreement-verb"):
        if verb is anchor:
            continue
        first, second = sorted((date, anchor), key=lambda item: item.start)
        if line.has_between(first.end, second.start, STOPS):
            same_side = (verb.start < second.start) == (date.start < anchor.start)
            if same_side and not line.has_between(min(verb.end, date.end), max(verb.start, date.start), STOPS):
                return True
        if not 0 <= date.start - verb.end <= _RIVAL_REACH:
            continue
        if anchor.end <= verb.start:
            if any(anchor.end <= noun.start < verb.start for noun in line.of("agreement-noun")):
                return True
        elif date.end <= anchor.start and line.has_between(date.end, anchor.start, COMMAS):
            return True
    return False


def _is_cited(line: Line, date: Item, anchor: Item) -> bool:
    """`gia hạn Bản ghi nhớ hợp tác ký | năm 2016 | và | ký | biên bản`: the day with which another document is cited."""
    if line.language != "vi" or date.end > anchor.start:
        return False
    verbs = [verb for verb in line.of("agreement-verb") if 0 <= date.start - verb.end <= _RIVAL_REACH]
    nouns = line.of("agreement-noun")
    return any(verb is not anchor and 0 <= verb.start - noun.end <= _NEAR for verb in verbs for noun in nouns)


def _by_one_side(line: Line) -> bool:
    """Whether a government or parliament endorses what is still to be signed: that is no day of adoption."""
    bodies = {body.function for item in line.of("agency") for body in item.value if not body.international}
    bodies |= {item.concept.code for item in line.of("function")} if line.language == "en" else set()
    return bool(bodies & _ENDORSING or line.of("decree"))


def _told_day(line: Line, noun: Item, status: str) -> Date | None:
    """The day of signature that stands in the document's name, or with the signing told behind it."""
    own = attribute_of(line, noun)
    if own is not None and not covers_period(line, own):
        day: Date = own.value
        return day
    if (told := day_in_brackets(line, noun)) is not None:
        return told
    if (since := since_signing(line, noun)) is not None:
        return since
    if line.language == "vi" and (told := told_day_of_signature(line, noun)) is not None:
        return told
    if line.language == "en" and (named := english_day(line, noun, status)) is not None:
        return named
    return _day_of_signing(line, noun) if status in _LATER else None


def _day_of_signing(line: Line, noun: Item) -> Date | None:
    """The day right behind a verb of signing that follows a document of a later stage: `…, который подписали 19 декабря`."""
    adopted = ["approved"] if noun.prop("kind") in _ADOPTED or line.language in EAST_SLAVIC else []
    for verb in verbs_of(line, "signed", *adopted):
        for date in line.of("date"):
            approved = verb.prop("status") == "approved" and noun.prop("kind") not in _ADOPTED
            if approved and not is_of_participle(line, date, _ATTRIBUTE_REACH):
                continue
            reach = _ATTRIBUTE_REACH if is_of_participle(line, date, _ATTRIBUTE_REACH) else _NEAR
            behind = 0 <= _apart(line, verb, date) <= reach and not line.has_between(verb.end, date.start, COMMAS)
            behind = behind or (line.language == "zh" and _leads(line, date, verb))
            tells = (noun.end <= verb.start and behind) or _opens_with(line, date, verb, noun)
            tells = tells or _closes_with(line, date, verb, noun)
            if tells and date.form not in NO_EVENT:
                day: Date = date.value
                return day
    return None


def _apart(line: Line, verb: Item, date: Item) -> int:
    """Tokens between a verb and a date, without the bodies that did it: `утверждённая Советом глав государств | 14 октября`."""
    bodies = (item for item in line.of("agency") if verb.end <= item.start and item.end <= date.start)
    return date.start - verb.end - sum(item.end - item.start for item in bodies)


def _leads(line: Line, date: Item, verb: Item) -> bool:
    """`于2024年6月19日在平壤 | 签署`: in Chinese the day stands before its verb."""
    return 0 <= verb.start - date.end <= _HAN_NEAR and not line.has_between(date.end, verb.start, COMMAS)


def _opens_with(line: Line, date: Item, verb: Item, noun: Item) -> bool:
    """`У 2020 році | країни підписали | угоду, яка набула чинності …`: the day that opens the clause of a signing."""
    if not (date.end <= verb.start and verb.end <= noun.start) or verb.start - date.end > _CLAUSE_REACH:
        return False
    cues = line.of("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "said")
    crossed = any(date.end <= cue.start < noun.start for cue in cues if cue is not verb)
    return not crossed and not line.has_between(date.end, noun.start, COMMAS) and not signs_decree(line, verb)


def _closes_with(line: Line, date: Item, verb: Item, noun: Item) -> bool:
    """`signed | an agreement on transit | in 2007, which parliament ratified`: the day that closes the clause of a signing."""
    if line.language != "en" or not verb.end <= noun.start < date.start or date.start - noun.end > _CLAUSE_REACH:
        return False
    cues = line.of("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "said")
    crossed = any(verb.end <= cue.start < date.start and not cue.prop("weak") for cue in cues if cue is not noun)
    return not crossed and line.norm(date.start - 1) in _IN_OR_ON and not line.has_between(noun.end, date.start, COMMAS)


def _is_of_signature(line: Line, noun: Item, date: Item) -> bool:
    """Whether a date in a sentence on a later stage is still that of the signature: `the agreement of 16 July 2013`."""
    signed = [distance(line, verb, date) for verb in verbs_of(line, "signed") if not signs_decree(line, verb)]
    later = [distance(line, verb, date) for verb in verbs_of(line, *_LATER)]
    nearer = bool(signed) and min(signed) <= min(later, default=min(signed))
    if nearer:
        return True
    if any(item.start == date.end for item in line.of("meeting-noun")):
        return False  # `ratified the treaty with A at a | 12 December | plenary session`
    if any(0 <= date.start - verb.end <= 1 for verb in verbs_of(line, *_LATER)):
        return False  # `вступивший в силу | 2 октября | договор`
    if line.language == "zh" and any(
        0 <= verb.start - date.end <= _NEAR and not line.has_between(date.end, verb.start, COMMAS)
        for verb in verbs_of(line, *_LATER)
    ):
        return False  # `《协定》| 9月11日 | 生效`
    first, second = (noun, date) if noun.start < date.start else (date, noun)
    adds = line.language == "en" and "by" in line.norms(max(0, noun.start - _BY_REACH), noun.start)
    if line.language in EAST_SLAVIC | {"en"} and first is noun and line.norm(date.start - 1) in _IN and not adds:
        return False  # `ратифицировал документ | в октябре`, `left the convention | on 6 March`
    crossed = any(first.end <= verb.start < second.start for verb in verbs_of(line, *_LATER))
    return not crossed and 0 <= second.start - first.end <= (_NEAR if first is noun else 1)


def tells_no_signing(line: Line, frame: Frame) -> bool:
    """Whether a sentence tells of ratification or of the effect alone: who speaks there, or signs the law, has not signed the document."""
    return (frame.status in _WITHOUT_SIGNING or frame.id == TO_BE_RATIFIED) and not any(
        not signs_decree(line, verb) for verb in verbs_of(line, "signed")
    )


def place_of(line: Line, status: str, parties: Actors, story: AnnotatedStory) -> Place | None:
    """Where a document was signed: told with it, or else where the report comes from."""
    if status not in WITH_SIGNATORIES:
        return None
    return story.place_in(line) or (story.filed_from(line, parties.states) if status == "signed" else None)
