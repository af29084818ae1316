"""The day on which a narration stands: "after the talks they signed …" happens on the day told before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from loader.extract.events.days.dating import event_dates, is_of_other_tense, is_of_participle
from loader.extract.events.days.deeds import is_beside_deed
from loader.extract.events.days.english_dates import is_of_older_document
from loader.extract.events.days.other_days import is_of_clause, tells_incident
from loader.extract.events.days.speech_days import said_by_two
from loader.extract.events.verbs.slavic_verbs import is_of_document_clause
from loader.extract.words import EAST_SLAVIC
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.calendar.date_parts import Reference
    from loader.extract.facts import Date, Event
    from loader.extract.lines import Item, Line

# A story's own day lies this near to its publication.
_NEAR_DAYS = 14
# Without a publication date, the day of the first sentences is the story's own.
_LEAD_SENTENCES = 6
# In the first sentences a word for documents tells news: `topped up the legal basis on Thursday with a batch of papers`.
_LEAD_LINES = 3
# A date opens its sentence if it stands within so many tokens: `On | 10 April`.
_OPENING = 3
# Guessed ahead by more, what is told as done was done the year before; nearer, it may still be to come.
_DONE_AHEAD = 31
# A plan may be told some days after its day; what lies further back was told without its year.
_LONG_PAST = 60
# `По итогам`, `Па выніках`: a paragraph on what came of what the one before told.
_OUTCOMES = ("итог", "результ", "вынік", "подсумк", "підсумк")
# Words of the place under a picture, `Дворец Революции`, and sentences that tell what it shows.
_VENUE, _SHOWN = 3, 3
COMING = frozenset({"planned", "proposed"})
"""Statuses of what has not happened yet."""
_AHEAD = "the next such day after the publication date"
_BEHIND = "the last such day before the publication date"
# Words of a dateline that name who sent it: `/Кар. БЕЛТА/`, `Соб. корр.`
_SENDER = 2
_EVENTS = ("meeting-noun", "meeting-verb", "agreement-noun", "agreement-verb")
# Items of a digest, each with a day of its own.
_BULLETS = frozenset({"*", "•", "●", "▪", "■", "►"})


@dataclass(slots=True)
class _Days:
    """Where a narration stands, sentence by sentence."""

    own: Date | None = None
    """The story's own day."""
    leads: bool = False
    """Whether only the story's first sentences told that day, of something else than an event."""
    here: Date | None = None
    """The day that a paragraph told last."""
    before: Date | None = None
    """The day that a paragraph before told last."""
    aside: bool = False
    """Whether a paragraph has turned to another day or to background."""
    block: int = -1

    def turn_to(self, line: Line) -> None:
        """Begin a paragraph; one that tells what came of the talks goes on where the one before ended."""
        if line.sentence.block == self.block:
            return
        self.block, self.aside = line.sentence.block, False
        self.own = None if line.norm(0) in _BULLETS else self.own
        self.before, self.here = self.here or self.before, None
        if line.language in EAST_SLAVIC and any(norm.startswith(_OUTCOMES) for norm in line.norms(0, _OPENING)):
            self.here = self.before


def set_days(lines: Sequence[Line], reference: Reference) -> None:
    """Give each line the day of the narration; sentences of background and of plans have none."""
    days = _Days()
    for at, line in enumerate(lines):
        days.turn_to(line)
        if line.sentence.quoted and days.own is not None:
            _shift_to(line, days.own)
        items = [date for date in event_dates(line, narrating=True) if not _tells_document(line, date)]
        dateline = bool(items) and not _is_told(lines, at, items) and _opens_text(lines, at)
        near = [item.value for item in items if not dateline and _is_near(item.value, reference, at)]
        narrates = bool(near) and line.role is not Role.TITLE and _narrates(line)
        if narrates and (days.own is None or (days.leads and _has_cue(line))):
            days.own, days.leads = near[0], not _has_cue(line)
        words = line.of("background")
        background = any(not _leads_day(line, word, near) for word in words) if near else bool(words)
        if narrates and not background:
            days.here = near[0]
        dates = [item.value for item in items if not _lies_ahead(line, item.value)]
        if (dates and not near and not dateline) or background:
            days.aside = True
        day = days.here or days.own
        if day is not None and not dates and not days.aside and not _foretells(line):
            line.day = day
    _date_captions(lines)


def _tells_document(line: Line, date: Item) -> bool:
    """`the programme, | which they signed | last July`: a day that only says which document is meant."""
    if is_of_older_document(line, date) or is_of_participle(line, date):
        return True
    return any(is_of_document_clause(line, noun, date) for noun in line.of("agreement-noun"))


def _lies_ahead(line: Line, date: Date) -> bool:
    """`agreed to patrol from next year on`, `a plan of drills in May`: what lies ahead dates nothing told here."""
    return not _foretells(line) and is_of_other_tense(line, replace(date, guessed=False), coming=False)


def _leads_day(line: Line, word: Item, near: Sequence[Date]) -> bool:
    """`в | минувшую | пятницу`: a word of the past that leads to a day of the story is none of background."""
    dates = (item for item in line.of("date") if item.value in near)
    return any(word.start <= date.end and date.start <= word.end for date in dates)


def _date_captions(lines: Sequence[Line]) -> None:
    """`… during the exchange of copies. | Havana, 9 April 2024.`: the day that closes a caption is that of its picture."""
    for line in lines:
        if line.role is not Role.CAPTION or not line.of("date") or line.of(*_EVENTS) or _loose_words(line) > _VENUE:
            continue
        day = line.of("date")[0].value
        for shown in lines[max(0, line.index - _SHOWN) : line.index]:
            if shown.sentence.block == line.sentence.block and not shown.of("date"):
                shown.day = shown.day or day


def _foretells(line: Line) -> bool:
    """Whether a sentence tells only of what is to come: no deed stands before its word of the future."""
    planned = line.of("planned")
    return bool(planned) and not any(
        verb.end <= planned[0].start for verb in line.of("agreement-verb", "meeting-verb", "meeting-noun")
    )


def _opens_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence is a dateline or the end of one."""
    return _is_dateline(lines[at]) or (at > 0 and _goes_on_dateline(lines[at - 1], lines[at]))


def _is_told(lines: Sequence[Line], at: int, dates: Sequence[Item]) -> bool:
    """Whether the text goes on to tell of a dateline's day: `14 лютага, Мінск. … сёння …`."""
    told = {item.value.value for later in lines[at + 1 : at + _LEAD_SENTENCES] for item in later.of("date")}
    return any(date.value.value in told for date in dates)


def _is_dateline(line: Line) -> bool:
    """Whether a sentence is a place and a day: `Ашхабад, 11 января.`, `20 лістапада, Мінск /Кар.`: it dates the text and no event."""
    if not line.of("date") or line.of(*_EVENTS) or not (line.of("place") or line.language == "en"):
        return False
    return _loose_words(line) <= (_SENDER if line.role is Role.BODY and line.index < _LEAD_SENTENCES else 0)


def _goes_on_dateline(before: Line, line: Line) -> bool:
    """`КИЇВ. | 22 жовтня. | УНН.`: the day of a dateline whose place was a sentence of its own."""
    place = bool(before.of("place")) and not _loose_words(before)
    return place and before.index < _LEAD_SENTENCES and bool(line.of("date")) and not _loose_words(line)


def _loose_words(line: Line) -> int:
    """How many words of a sentence are neither a place nor a date."""
    named = {index for item in line.of("place", "country", "date", "newsroom") for index in range(item.start, item.end)}
    source = line.source
    return sum(source[start].isalnum() and index not in named for index, start in enumerate(line.tokens.starts))


def settle_years(events: Iterable[Event], reference: Reference) -> None:
    """A year that nobody states follows the tense: told in March, a plan's 21 September is the next one, a deed's the last."""
    for event in events:
        date = event.date
        if date is None or not date.guessed or reference.day is None or date.value.endswith("-02-29"):
            continue
        step, note = (1, _AHEAD) if event.status in COMING else (-1, _BEHIND)
        far = _LONG_PAST if event.status in COMING else _DONE_AHEAD
        if -step * _days_ahead(date, reference.day) > far:
            event.date = replace(date, value=f"{int(date.value[:4]) + step}{date.value[4:]}", note=note)


def _days_ahead(date: Date, published: dt.date) -> int:
    """How many days after the publication a date lies; of a month, its middle."""
    full = date.value if date.datatype == "date" else f"{date.value}-15"
    return (dt.date.fromisoformat(full) - published).days


def _narrates(line: Line) -> bool:
    """Whether a dated sentence tells what happened: it has an event's cue, opens with its date, or opens the story."""
    if line.of("planned") and not any(is_beside_deed(line, date) for date in line.of("date")):
        return False
    if is_of_clause(line, line.of("date")[0]) or tells_incident(line):
        return False
    if _tells_effect(line):
        return False
    return _has_cue(line) or line.index < _LEAD_LINES or said_by_two(line)


def _tells_effect(line: Line) -> bool:
    """`Quy định mới | có hiệu lực | từ ngày 15/8`: from when something applies, and no deed."""
    verbs = line.of("agreement-verb")
    if not verbs or line.of("meeting-noun", "meeting-verb"):
        return False
    return all(verb.prop("status") == "in-force" and not verb.prop("weak") for verb in verbs)


def _has_cue(line: Line) -> bool:
    """Whether a dated sentence has an event's cue, or opens with its date."""
    papers = ["agreement-noun"] if line.language == "en" and line.index <= _LEAD_LINES else []
    cues = line.of("meeting-noun", "meeting-verb", "agreement-verb", *papers)
    return bool(cues) or line.of("date")[0].start <= _OPENING


def _shift_to(line: Line, own: Date) -> None:
    """In speech "today" is the day of the event, not of the publication."""
    for item in line.of("date"):
        if item.concepts and item.prop("dayOffset") == "0":
            item.value = own


def _is_near(date: Date, reference: Reference, at: int) -> bool:
    if date.datatype == "gMonthDay":
        return at < _LEAD_SENTENCES
    if date.datatype != "date":
        return False
    if reference.day is None:
        month = reference.published if reference.published and "-" in reference.published else None
        return at < _LEAD_SENTENCES or (month is not None and date.value.startswith(month))
    return abs((dt.date.fromisoformat(date.value) - reference.day).days) <= _NEAR_DAYS


def is_to_come(date: Date, story: AnnotatedStory) -> bool:
    """Whether a date lies after the publication."""
    published = story.lines[0].story.published
    language = story.lines[0].language
    if published is None or date.value.startswith("--") or language not in {"vi", "en"}:
        return False
    if language == "en" and (date.datatype not in {"date", "gYearMonth"} or date.guessed):
        return False
    length = min(len(date.value), len(published.value))
    return date.value[:length] > published.value[:length]
