"""The day on which a narration stands: "after the talks they signed …" happens on the day told before."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.events.dating import event_dates, is_of_other_tense, is_of_participle
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.date_parts import Reference
    from loader.extract.facts import Date, Event
    from loader.extract.lines import Line

# A story's own day lies this near to its publication.
_NEAR_DAYS = 14
# Without a publication date, the day of the first sentences is the story's own.
_LEAD_SENTENCES = 6
# In the first sentences a word for documents tells news: `topped up the legal basis on Thursday with a batch of papers`.
_LEAD_LINES = 3
# A date opens its sentence if it stands within so many tokens: `On | 10 April`.
_OPENING = 3
# Guessed ahead by more, a meeting was held before; nearer, it may still be one to come.
_MEETING_AHEAD = 120
# A plan may be told some days after its day; what lies further back was told without its year.
_LONG_PAST = 60
COMING = frozenset({"planned", "proposed"})
"""Statuses of what has not happened yet."""
_AHEAD = "the next such day after the publication date"
_BEHIND = "the last such day before the publication date"
# Words of a dateline that name who sent it: `/Кар. БЕЛТА/`, `Соб. корр.`
_SENDER = 2
_EVENTS = ("meeting-noun", "meeting-verb", "agreement-noun", "agreement-verb")
# Items of a digest, each with a day of its own.
_BULLETS = frozenset({"*", "•", "●", "▪", "■", "►"})


def set_days(lines: Sequence[Line], reference: Reference) -> None:
    """Give each line the day of the narration; sentences of background and of plans have none."""
    own: Date | None = None
    here: Date | None = None  # the day that a paragraph told last
    aside = False  # in a paragraph that has turned to another day or to background
    block = -1
    for at, line in enumerate(lines):
        if line.sentence.block != block:
            block, aside = line.sentence.block, False
            own = None if line.norm(0) in _BULLETS else own
            here = None
        if line.sentence.quoted and own is not None:
            _shift_to(line, own)
        dates = [item.value for item in event_dates(line)]
        told = [item.value for item in event_dates(line) if not is_of_participle(line, item)] if dates else []
        dateline = bool(dates) and not _is_told(lines, at, dates) and _opens_text(lines, at)
        near = [] if dateline else [date for date in told if _is_near(date, reference, at)]
        if dates and not _foretells(
            line
        ):  # `agreed to patrol from next year on`: what lies ahead dates nothing told here
            dates = [date for date in dates if not is_of_other_tense(line, date, coming=False)]
        if near and own is None and line.role is not Role.TITLE and _narrates(line):
            own = near[0]
        if near and line.role is not Role.TITLE and _narrates(line) and not line.of("background"):
            here = near[0]
        if (dates and not near and not dateline) or line.of("background"):
            aside = True
        told_day = here or own
        if told_day is not None and not dates and not aside and not _foretells(line):
            line.day = told_day


def _foretells(line: Line) -> bool:
    """Whether a sentence tells only of what is to come: no deed stands before its word of the future."""
    planned = line.of("planned")
    return bool(planned) and not any(
        verb.end <= planned[0].start for verb in line.of("agreement-verb", "meeting-verb", "meeting-noun")
    )


def _opens_text(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence is a dateline or the end of one."""
    return _is_dateline(lines[at]) or (at > 0 and _goes_on_dateline(lines[at - 1], lines[at]))


def _is_told(lines: Sequence[Line], at: int, dates: Sequence[Date]) -> bool:
    """Whether the text goes on to tell of a dateline's day: `14 лютага, Мінск. … сёння …`."""
    told = {item.value.value for later in lines[at + 1 : at + _LEAD_SENTENCES] for item in later.of("date")}
    return any(date.value in told for date in dates)


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
    return sum(source[token.start].isalnum() and index not in named for index, token in enumerate(line.tokens))


def settle_years(events: Iterable[Event], reference: Reference) -> None:
    """A year that nobody states follows the tense: told in March, a plan's 21 September is the next one, a deed's the last."""
    for event in events:
        date = event.date
        if date is None or not date.guessed or reference.day is None or date.value.endswith("-02-29"):
            continue
        step, note = (1, _AHEAD) if event.status in COMING else (-1, _BEHIND)
        far = _MEETING_AHEAD if event.status == "held" else _LONG_PAST
        if -step * _days_ahead(date, reference.day) > far:
            event.date = replace(date, value=f"{int(date.value[:4]) + step}{date.value[4:]}", note=note)


def _days_ahead(date: Date, published: dt.date) -> int:
    """How many days after the publication a date lies; of a month, its middle."""
    full = date.value if date.datatype == "date" else f"{date.value}-15"
    return (dt.date.fromisoformat(full) - published).days


def _narrates(line: Line) -> bool:
    """Whether a dated sentence tells what happened: it has an event's cue, or opens with its date."""
    if line.of("planned"):
        return False
    papers = ["agreement-noun"] if line.language == "en" and line.index <= _LEAD_LINES else []
    cues = line.of("meeting-noun", "meeting-verb", "agreement-verb", *papers)
    return bool(cues) or line.of("date")[0].start <= _OPENING


def _shift_to(line: Line, own: Date) -> None:
    """In speech "today" is the day of the event, not of the publication."""
    for item in line.of("date"):
        if item.concepts and item.prop("dayOffset") == "0":
            item.value = own


def _is_near(date: Date, reference: Reference, at: int) -> bool:
    if date.value.startswith("--"):
        return at < _LEAD_SENTENCES
    if date.datatype != "date":
        return False
    if reference.day is None:
        return at < _LEAD_SENTENCES
    return abs((dt.date.fromisoformat(date.value) - reference.day).days) <= _NEAR_DAYS


def is_to_come(date: Date, story: AnnotatedStory) -> bool:
    """Whether a date lies after the publication."""
    published = story.lines[0].story.published
    if published is None or date.value.startswith("--") or story.lines[0].language != "vi":
        return False
    length = min(len(date.value), len(published.value))
    return date.value[:length] > published.value[:length]
