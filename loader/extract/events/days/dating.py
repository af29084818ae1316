"""The date that belongs to a cue, and the date that a document is called by; all reaches count tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.calendar.date_parts import is_year
from loader.extract.events.days import rival_days
from loader.extract.events.days.bounds import is_bound, last_days
from loader.extract.events.days.deeds import is_day_within, is_foretold
from loader.extract.events.days.english_dates import closes_apposition, closes_name, first_days
from loader.extract.events.days.other_days import is_of_clause_on_other, is_of_other_event
from loader.extract.events.days.registers import closes_entry, year_in_brackets
from loader.extract.events.days.speech_days import follows_speech, is_of_speech
from loader.extract.events.verbs.han_clauses import year_of_plan
from loader.extract.events.verbs.slavic_verbs import is_of_document_clause, is_provided_for
from loader.extract.events.verbs.spacing import distance
from loader.extract.facts import Date
from loader.extract.words import ARTICLES, EAST_SLAVIC, PART_ENDS, POSSESSIVE, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_YEAR_LENGTH = 4
_ORIGIN = re.compile(
    r"[^，。；、《》]{0,8}(?:启动|成立|建立|设立|发生|发起|爆发|开通|确立|创立|组建|破获)的|年?底?(?:前)?(?:到期|期满|届满|失效)"
)
# So many months before the publication a date is that of an earlier deed, if it stands so near behind its verb.
_LONG_AGO = 3
_DEED_REACH = 6
_PARTICIPLE = re.compile(r"(?:нн?|[еиоя]т)(?:ый|ого|ому|ом|ым|ой|ую|ое|ые|ых|ыми|ага|аму|ай|ае|ыя|ий|ій|ої|их|им|ими)$")
_ACTIVE = re.compile(r"вш(?:ий|его|ему|им|ем|ая|ей|ую|ее|ие|их|ими)$")
# A guessed year so many months from the publication is settled by the tense.
_FAR = frozenset({*range(-12, -2), *range(3, 13)})
# `a programme on fighting drug trafficking for | 2026`: a document and the year that closes its phrase.
_PHRASE_REACH = 10
_FOR_PERIODS, _MINUTES = frozenset({"plan", "programme"}), folded("biên minutes")
_IN, _EASTERN = folded("in в у ў"), frozenset({"zh", "vi"})
# `the | 2018 | bilateral security cooperation | agreement`; Slavic years stand behind what the document is about.
_YEAR_NAME_REACH = 5
_PLAN_YEAR_REACH = 3
_YEAR_NAME_REACH_BEHIND = 8
_BEFORE_YEAR_NAME = ARTICLES | POSSESSIVE | folded("its their our his whose that this and or earlier original old new")
_NAME_GAP = 2  # `the Protocol | of Port of Spain, of | 18 June 1970`
_OF_DATE = folded("of from dated от ад від ngày")
_YEAR_GENITIVE = folded("года году годзе г року р")
_BEFORE_YEAR = folded("в у с от до з по на к за од від ад да па са")


def name_date(line: Line, noun: Item) -> Date | None:
    """The date that a document is called by: a year, or the day in `the treaty of 21 February 1994`."""
    behind = next((date for date in line.of("date") if noun.end <= date.start), None)
    if (told := year_in_brackets(line, noun)) is not None:
        return told
    near = behind is not None and behind.start - noun.end <= _NAME_GAP and line.norm(behind.start - 1) in _OF_DATE
    closers = (closes_name, closes_apposition, closes_entry)
    if behind is not None and (near or any(closes(line, noun, behind) for closes in closers)):
        date: Date = behind.value
        return date
    return _named_year(line, noun)


def _named_year(line: Line, noun: Item) -> Date | None:
    """The year that a document is called by: `its 2017 security treaty`, `соглашение о реадмиссии 2006 года`."""
    dated = {at for date in line.of("date") for at in range(date.start, date.end)}
    for at in range(noun.start - 1, max(-1, noun.start - _YEAR_NAME_REACH), -1):
        if is_year(line.norm(at)) and at not in dated:
            owned = line.norm(at - 1) in _BEFORE_YEAR_NAME or _is_adjective(line, at)
            if line.language == "en" and noun.prop("kind") in _FOR_PERIODS:
                return None  # `the 2025 cooperation | plan` is for that year
            return Date(line.norm(at)) if owned else None
        if line.norm(at) in PART_ENDS:
            return None
    for at in range(noun.end, noun.end + _YEAR_NAME_REACH_BEHIND):
        if line.norm(at) in PART_ENDS or at in dated:
            return None
        if is_year(line.norm(at)) and line.norm(at + 1) in _YEAR_GENITIVE and line.norm(at - 1) not in _BEFORE_YEAR:
            return Date(line.norm(at))
    return None


def _is_adjective(line: Line, at: int) -> bool:
    """Whether the word before a token is a state's adjective or genitive: `the Russian 2006 agreement`."""
    return any(item.end == at and item.form == "demonym" for item in line.of("country"))


def owner_of_year(line: Line, date: Item) -> Item | None:
    """The document whose phrase a bare year closes: `the cooperation plan | for 2026`, `thỏa thuận … năm | 2019`."""
    if date.value.datatype != "gYear":
        return None
    nouns = [noun for noun in line.of("agreement-noun") if noun.end <= date.start <= noun.end + _PHRASE_REACH]
    if not nouns or line.has_between(nouns[-1].end, date.start, PART_ENDS):
        return None
    parting = line.of("agreement-verb", "meeting-verb", "meeting-noun", "said")
    parted = any(nouns[-1].end <= item.start < date.start for item in parting)
    parted = parted or (
        line.norm(date.start - 1) in _IN and any(verb.end <= nouns[-1].start for verb in line.of("agreement-verb"))
    )
    return None if parted else nouns[-1]


def covers_period(line: Line, date: Item) -> bool:
    """Whether a year is that for which a plan, programme or the minutes of a meeting were made: `Kế hoạch hợp tác năm 2026`."""
    owner = owner_of_year(line, date)
    return owner is not None and (owner.prop("kind") in _FOR_PERIODS or line.norm(owner.start) in _MINUTES)


def period_of(line: Line, noun: Item) -> str:
    """The year for which a plan, programme or minutes were made; empty where none is told."""
    years = (date for date in line.of("date") if noun.end <= date.start and covers_period(line, date))
    if line.language in _EASTERN and noun.prop("kind") in _FOR_PERIODS and (told := year_of_plan(line, noun)):
        return told
    year = next(years, None)
    if year is None or owner_of_year(line, year) is not noun:
        return _year_ahead(line, noun)
    return str(year.value.value)


def _year_ahead(line: Line, noun: Item) -> str:
    """The year of `the | 2023 | cooperation plan`; empty where none stands before the document."""
    if line.language != "en" or noun.prop("kind") not in _FOR_PERIODS:
        return ""
    ahead = line.norms(max(0, noun.start - _PLAN_YEAR_REACH), noun.start)
    return next((norm for norm in reversed(ahead) if is_year(norm)), "") if PART_ENDS.isdisjoint(ahead) else ""


def event_dates(line: Line, *, narrating: bool = False) -> list[Item]:
    """The dates of a sentence that may tell when something happens: no document's, no dateline's, no bound of a period.

    Args:
        line: The sentence.
        narrating: Whether a story's own day is looked for, on which somebody may have told others of something.

    """
    found = line.of("date")
    if not found:
        return []
    dates = [
        date
        for date in found
        if date.form not in NO_EVENT
        and not is_bound(line, date)
        and not covers_period(line, date)
        and not is_of_other_event(line, date)
        and not (
            line.language == "zh" and _ORIGIN.match(line.source, line.tokens.ends[date.end - 1])
        )  # 2024年启动的谈判
    ]
    speaks = follows_speech if narrating else is_of_speech
    told = [date for date in dates if not speaks(line, date)]
    return told if told or line.language != "zh" else dates


def _is_of_signing(line: Line, date: Item, anchor: Item) -> bool:
    """`继2020年 | 签署…协定后`: in Chinese a year right before a verb of signing is that of its document alone."""
    if line.language != "zh" or date.value.datatype != "gYear":
        return False
    verb = next((verb for verb in line.of("agreement-verb") if verb.start == date.end), None)
    behind = verb is not None and not any(verb.end <= noun.start for noun in line.of("agreement-noun"))
    return verb is not None and verb is not anchor and not behind


def is_of_other_tense(line: Line, date: Date, *, coming: bool) -> bool:
    """Whether what has happened is told to lie ahead of the publication, or what is to come behind it."""
    published = line.story.published
    if published is None or date.value.startswith("--"):
        return False
    length = min(len(date.value), len(published.value))
    told, day = date.value[:length], published.value[:length]
    if date.guessed and length > _YEAR_LENGTH and _months(day) - _months(told) in _FAR:
        return False  # its year follows the tense later
    return told < day if coming else told > day


def _months(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7] or 12)


def is_of_participle(line: Line, told: Item, reach: int = _DEED_REACH) -> bool:
    """`по договору, | подписанному | в Ашхабаде | 14 октября 2022 года`: a participle tells the document's day and place, and no other."""
    if line.language not in EAST_SLAVIC:
        return False
    return any(
        0 <= told.start - verb.end <= reach
        and (_PARTICIPLE.search(line.norm(verb.end - 1)) or _ACTIVE.search(line.norm(verb.start)))
        and not line.has_between(verb.end, told.start, PART_ENDS)
        for verb in line.of("agreement-verb")
    )


def _is_of_deed(line: Line, anchor: Item, date: Item) -> bool:
    """`обсудили соглашение, | подписанное в феврале 2015 года`: a day long past that stands with the signing of a document."""
    published = line.story.published
    value = date.value.value
    if (
        is_of_participle(line, date)
        or is_of_document_clause(line, anchor, date)
        or rival_days.is_of_english_clause(line, date, anchor)
    ):
        return True
    if value.startswith("--"):
        return False
    if published is None and len(value) > _YEAR_LENGTH:
        return rival_days.is_in_vietnamese_name(line, anchor, date)
    if published is not None and _months(published.value) - _months(value) < _LONG_AGO:
        return False
    return any(
        anchor.end <= verb.start and 0 <= date.start - verb.end <= _DEED_REACH for verb in line.of("agreement-verb")
    )


def nearest_date(
    line: Line,
    anchor: Item,
    rivals: list[Item],
    within: tuple[int, int] | None = None,
    *,
    coming: bool | None = None,
    without: frozenset[int] = frozenset(),
) -> Item | None:
    """The date that belongs to the anchor; where a sentence has several, none that stands nearer to a rival.

    Args:
        line: The sentence.
        anchor: The cue that is to be dated.
        rivals: The other cues, to which a date may belong instead.
        within: The tokens that speak of the anchor's event.
        coming: Whether the event is still to come; None where its date has to tell.
        without: Where the dates begin that are told of something else.

    """
    if not line.of("date"):
        return None
    start, end = within or (0, len(line.tokens))
    dates = [
        date
        for date in event_dates(line) or first_days(line, anchor) or (last_days(line) if coming else [])
        if start <= date.start
        and date.end <= end
        and date.start not in without
        and (coming is None or not is_of_other_tense(line, date.value, coming=coming))
        and not _is_of_signing(line, date, anchor)
        and not is_of_clause_on_other(line, date, anchor)
        and not is_day_within(line, date, anchor)
        and not is_provided_for(line, date, anchor)
        and (coming or not is_foretold(line, anchor, date))
        and not rival_days.is_of_other_gathering(line, date, anchor, rivals, coming=coming)
    ]
    if anchor.kind.startswith("meeting"):
        dates = [date for date in dates if owner_of_year(line, date) is None and not _is_of_deed(line, anchor, date)]
    exact = [date for date in dates if date.value.datatype != "gYear"] or dates
    if len({date.value.value for date in exact}) <= 1:
        return next(iter(exact), None)
    for date in sorted(exact, key=lambda item: distance(line, anchor, item)):
        others = [distance(line, rival, date) for rival in rivals if rival is not anchor]
        if not others or distance(line, anchor, date) <= min(others):
            return date
    return None
