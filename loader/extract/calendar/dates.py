"""Dates with the precision that the text gives, and how each is known.

A small grammar over tokens: month names, weekdays and relative words come from the lexicon (`c:CalendarTerm`);
numeric orders are those of the six languages. A year that nobody states is taken from the publication date, and
marked so, or left out; the clock is never asked.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT, is_sent_on, mark_attributes
from loader.extract.calendar.date_parts import Parts, Reference, complete, has_digits
from loader.extract.calendar.expressions.calendar_dates import bare_years, month_dates, numeric_dates
from loader.extract.calendar.expressions.counted_days import CUES as COUNTED_DAYS
from loader.extract.calendar.expressions.counted_days import counted_days
from loader.extract.calendar.expressions.days_later import DAYS, days_later
from loader.extract.calendar.expressions.days_within import days_within, last_day_of
from loader.extract.calendar.expressions.han_dates import UNITS, han_dates
from loader.extract.calendar.expressions.relative_dates import (
    AGO,
    EVES,
    days_from_told,
    eves,
    relative_dates,
    years_ago,
)
from loader.extract.calendar.expressions.rough_dates import WORDS, rough_dates, season_years
from loader.extract.calendar.expressions.slavic_dates import COUNTING, counted_years, years_of
from loader.extract.calendar.expressions.told_dates import MODIFIERS, told_dates
from loader.extract.calendar.expressions.vietnamese_dates import QUARTER_WORD, YEAR_WORD, vietnamese_dates
from loader.extract.calendar.expressions.year_parts import CUES as PARTS_OF_YEARS
from loader.extract.calendar.expressions.year_parts import year_parts
from loader.extract.facts import DateBasis
from loader.extract.lines import Item
from loader.extract.words import AFTER_DATELINE, DASHES, EAST_SLAVIC, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from loader.extract.calendar.date_parts import Found
    from loader.extract.lines import Line

    _Reader = Callable[[Line, Reference], Iterator[Found]]

__all__ = ["Reference", "date_items", "date_lines"]

# The first reader that claims a token keeps it: from the shapes that leave no doubt to the bare year.
_READERS: tuple[_Reader, ...] = (
    years_ago, counted_days, told_dates, han_dates, vietnamese_dates, numeric_dates, counted_years, month_dates, eves, relative_dates,
    season_years, rough_dates, year_parts, years_of, bare_years,
)  # fmt: skip
# Those that count from the day told last, which the line may tell itself.
_COUNTING = (days_from_told, days_within, days_later)
_OF_DIGITS = frozenset({numeric_dates, season_years, years_of, bare_years})
"""Those that find nothing in a line without a digit."""
_OF_WORDS = frozenset({month_dates, relative_dates})
"""Those that find nothing in a line without a month's name or the like."""
_OF_EITHER = frozenset({told_dates, vietnamese_dates})
"""Those that find something where there is a digit or a cue; all others need a cue."""
_CUES = frozenset(
    {*AGO, *COUNTED_DAYS, *MODIFIERS, *UNITS, YEAR_WORD, QUARTER_WORD, *COUNTING, *EVES, *WORDS, *PARTS_OF_YEARS, *DAYS}
)
"""Words that tell of a date without digits; the readers know each its own."""
_OF_LANGUAGES: dict[_Reader, frozenset[str]] = {
    told_dates: frozenset({"en"}), han_dates: frozenset({"zh"}), vietnamese_dates: frozenset({"vi"}),
    counted_years: EAST_SLAVIC, years_of: EAST_SLAVIC, eves: EAST_SLAVIC,
}  # fmt: skip
_AND = folded("and и і й та ды")
# Between the first and the last day of something.
_LEADING_TO = DASHES | folded("to through till until по па до да đến 至 到")
# A dateline begins within so many tokens of one of the story's first sentences.
_DATELINE_TOKENS = 4
_DATELINE_SENTENCES = 4
_BEHIND_DATELINE = AFTER_DATELINE | {"", ")"}


def date_items(line: Line, reference: Reference) -> list[Item]:
    """The dates of a line as items of kind `date` whose value is a `Date`; they do not overlap."""
    cued, digits, terms = not _CUES.isdisjoint(line.vocabulary), has_digits(line), line.of("calendar")
    if not (cued or digits or terms):
        return []
    found: list[Item] = []
    taken: set[int] = set()
    words = {(item.start, item.end): item for item in reversed(terms)}
    for reader in _readers(line.language, digits=digits, words=bool(words), cued=cued):
        for start, end, date in reader(line, reference):
            if date is not None and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                word = words.get((start, end))
                found.append(Item(start, end, "date", word.concepts if word else (), value=date))
    for counting in _COUNTING if cued or terms else ():
        for start, end, date in counting(line, reference, found):
            if date is not None and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                word = words.get((start, end))
                found.append(Item(start, end, "date", word.concepts if word else (), value=date))
    return _starts_of_ranges(line, sorted(found, key=lambda item: item.start))


@cache
def _readers(language: str, *, digits: bool, words: bool, cued: bool) -> tuple[_Reader, ...]:
    """Those that may find a date in a line of a language: with digits, words of the calendar and cues, or without."""
    return tuple(
        reader
        for reader in _READERS
        if language in _OF_LANGUAGES.get(reader, {language})
        and (
            digits
            if reader in _OF_DIGITS
            else words
            if reader in _OF_WORDS
            else cued or (digits and reader in _OF_EITHER)
        )
    )


def _starts_of_ranges(line: Line, dates: list[Item]) -> list[Item]:
    """Of two days of which one leads to the other the first: `з 28 лютага па 2 сакавіка`, `от 3 до 5 мая`."""
    kept: list[Item] = []
    for date in dates:
        if kept and date.value.value > kept[-1].value.value:
            between = line.norms(kept[-1].end, date.start)
            if len(between) == 1 and between[0] in _AND and _follows(kept[-1], date):
                kept[-1].end = date.end
                continue
            if len(between) == 1 and between[0] in _LEADING_TO and date.value.datatype == kept[-1].value.datatype:
                kept[-1].end = date.end
                continue
        kept.append(date)
    return kept


def _follows(first: Item, second: Item) -> bool:
    """`On | Monday | and | Tuesday`, `у панядзелак і аўторак`: two weekdays, of which the second is the next day."""
    if first.prop("weekday") is None or second.prop("weekday") is None or first.value.datatype != "date":
        return False
    days = [dt.date.fromisoformat(item.value.value) for item in (first, second)]
    return (days[1] - days[0]).days == 1


def date_lines(lines: Sequence[Line], published: Reference) -> Reference:
    """Put the dates of a story into its lines; gives the reference with the story's dateline."""
    reference = _with_dateline(_read_dateline(lines, published))
    told = reference
    block = -1
    for line in lines:
        if line.sentence.block != block:
            block, told = line.sentence.block, told if told.stated is None else replace(told, stated=None)
        for date in date_items(line, told):
            words = [item for item in line.of("calendar") if date.start <= item.start and item.end <= date.end]
            line.replace(words, date)
        if line.of("date"):
            mark_attributes(line)
            told = replace(
                told,
                told=_told_last(line) or told.told,
                told_day=_told_day(line) or told.told_day,
                told_end=_told_end(line) or told.told_end,
                narrated=_narrated_day(line) or told.narrated,
                stated=_stated_day(line),
            )
    return reference


def _with_dateline(reference: Reference) -> Reference:
    """A publication of which only the year is known is completed by its dateline."""
    year = reference.parts.year
    if year is None or reference.parts.month is not None or reference.dateline is None:
        return reference
    date = complete(Parts(year, *reference.dateline), reference)
    return replace(reference, published=date.value if date is not None else reference.published)


def _told_last(line: Line) -> Parts | None:
    """Year and month of the line's last date that has a year."""
    stated = [item.value.value for item in line.of("date") if item.value.value[:1].isdigit()]
    return Parts(*(int(part) for part in stated[-1].split("-")[:2])) if stated else None


def _stated_day(line: Line) -> str | None:
    """The last whole day of a line, if it is told with its year, or counted from one that is."""
    dates = [item.value for item in line.of("date") if item.form not in NO_EVENT]
    told = dates[-1] if dates else None
    whole = told is not None and told.datatype == "date" and told.basis is not DateBasis.PUBLICATION_DATE
    return told.value if told is not None and whole else None


def _narrated_day(line: Line) -> str | None:
    """The last whole day of a sentence on which something happened."""
    if line.of("background") or not line.of("meeting-noun", "meeting-verb", "agreement-verb"):
        return None
    days = [item.value for item in line.of("date") if item.form not in NO_EVENT and item.value.datatype == "date"]
    return days[-1].value if days else None


def _told_end(line: Line) -> str | None:
    """The last of the days that a line tells as a range."""
    ends = [end for item in line.of("date") if (end := last_day_of(line, item)) is not None]
    return ends[-1] if ends else None


def _told_day(line: Line) -> str | None:
    """The last day that a line names."""
    days = [item.value.value for item in line.of("date") if item.value.datatype in {"date", "gMonthDay"}]
    return days[-1] if days else None


def _is_own_day(line: Line, date: Item, published: Reference) -> bool:
    """Whether a date near the opening is the day of the text: `МОСКВА, 23 мая.`, `today, 5 May`, but not `It applies from | 1 July`."""
    if date.start > _DATELINE_TOKENS:
        return False
    if published.published is not None or line.language == "zh":
        return True
    today = any(item.prop("dayOffset") == "0" and item.end <= date.start for item in line.of("calendar"))
    named = all(line.is_capital(at) or not line.norm(at).isalpha() for at in range(date.start))
    return today or (named and line.norm(date.end) in _BEHIND_DATELINE)


def _read_dateline(lines: Sequence[Line], published: Reference) -> Reference:
    """The reference with the month and day that opens a story, `МОСКВА, 23 мая.`; a report that is sent with its year is of that day."""
    for line in lines[:_DATELINE_SENTENCES]:
        dates = date_items(line, Reference())
        sent = bool(dates) and is_sent_on(line, dates[0])
        if dates and (sent or _is_own_day(line, dates[0], published)):
            day = dates[0].value
            if day.datatype == "gMonthDay":
                return replace(published, dateline=(int(day.value[2:4]), int(day.value[5:])), sent=sent)
            if sent and published.published is None and day.datatype == "date":
                return replace(published, published=day.value)
    return published
