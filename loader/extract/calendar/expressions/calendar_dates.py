"""Dates that name a day, month or year: in digits, with a month's name, or a bare year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import year_of_document
from loader.extract.calendar.date_parts import (
    DAYS_IN_MONTHS,
    YEARS_OF_DAYS,
    Found,
    Parts,
    complete,
    is_year,
    nearest_month,
    number_at,
    whole_tokens,
    years_in,
)
from loader.extract.words import COMMAS, DASHES, ENGLISH_ORDINAL_SUFFIXES, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Item, Line

_NUMERIC = re.compile(r"(?<![\d./])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?![\d/])")
# What no such date is without: it spares most lines the longer pattern.
_APART = re.compile(r"\d[./-]\d")
_BETWEEN_DAY_AND_MONTH = ENGLISH_ORDINAL_SUFFIXES | folded("of го е га - the")
_BETWEEN_DAYS = DASHES | folded("to and по и і та па до да till until")
_UP_TO = DASHES | {"to"}
_YEAR_WORDS = folded(", of năm year г год года году годом годзе годам рік року році роком р")
# Words of which two may stand between a month and its year: `of the year`, `, г.`
_YEAR_WORDS_AT_MOST = 2
# `đến hết năm | 2026`: up to when something lasts is no day of an event.
_UNTIL = folded("đến hết tới trước qua")
_BEFORE_YEAR = folded("in since у в с з от від ад năm from of during by")
_BACK_TO = ["back", "to"]
# `as far back as | 2012`, `as early as | 2009`.
_AS_BACK_AS = frozenset({"back", "early", "recently", "ago", "late", "soon"})
# `цела | мае | сілу`, `маю надію`: Belarusian and Ukrainian for "have", and "my"; Russian for May.
_HAVE = folded("маю мае маем мая")
_HAVING = frozenset({"be", "uk"})
# `his colleague | Jan | Kubice`, `Theresa | May | said`: months that are names, unless such a word stands before.
_GIVEN = folded("jan may april june august mar")
_BEFORE_MONTH = folded(
    "in of last next this that since until till by early late mid from to before after during and for between previous following coming"
)


def numeric_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """`2017-04-10`, `10.04.2017`, `10/4/2017`: the day stands before the month."""
    if _APART.search(line.source, line.sentence.span.start, line.sentence.span.end) is None:
        return
    for start, end, match in whole_tokens(line, _NUMERIC):
        groups = match.groups()
        year, month, day = groups[:3] if groups[0] else groups[:2:-1]
        yield Found(start, end, complete(Parts(int(year), int(month), int(day)), reference))


def month_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """`10 April 2017`, `April 10, 2017`, `в феврале 1992 года`, `10-12 красавіка`: a month's name and its numbers."""
    for item in line.of("calendar"):
        if (month := item.prop("month")) is None:
            continue
        end = item.end
        if line.norm(end) == "." and number_at(line, end + 1, DAYS_IN_MONTHS) is not None:
            end += 1  # `Oct. 12`
        day, start = day_before(line, item.start)
        if day is None and (day := number_at(line, end, DAYS_IN_MONTHS)) is not None:
            end = _after_day(line, end + 1)
        year, end = _year_after(line, end)
        if day is None and year is None:
            yield Found(
                item.start, item.end, None if _is_no_month(line, item) else nearest_month(int(month), reference)
            )
        else:
            yield Found(start, end, complete(Parts(year, int(month), day), reference))


def _is_no_month(line: Line, item: Item) -> bool:
    """Whether a month's name by itself is another word, or that of a person."""
    word, before = line.norm(item.start), item.start - 1
    if line.language in _HAVING:
        return word in _HAVE
    if line.language != "en" or word not in _GIVEN or line.norm(before) in _BEFORE_MONTH:
        return False
    return line.is_capital(item.end) or (before > 0 and line.is_capital(before))


def day_before(line: Line, start: int) -> tuple[int | None, int]:
    """The day in front of a month, the first of a range of days, and where it begins."""
    at = start - 1
    while at >= 0 and line.norm(at) in _BETWEEN_DAY_AND_MONTH:
        at -= 1
    day = number_at(line, at, DAYS_IN_MONTHS)
    if day is None:
        return None, start
    hyphen = line.tokens.is_hyphened(at)
    if hyphen or line.norm(at - 1) in _BETWEEN_DAYS:
        before = at - 1 if hyphen else at - 2
        first = number_at(line, before, DAYS_IN_MONTHS)
        if first is not None and first < day:
            listed = number_at(line, before - 2, DAYS_IN_MONTHS) if line.norm(before - 1) in COMMAS else None
            return (listed, before - 2) if listed is not None and listed == first - 1 else (first, before)
    return day, at


def _after_day(line: Line, end: int) -> int:
    """Where a day behind a month ends: after `th`, and after the last day of a range."""
    while line.norm(end) in ENGLISH_ORDINAL_SUFFIXES:
        end += 1
    if end < len(line.tokens) and line.tokens.is_hyphened(end) and number_at(line, end, DAYS_IN_MONTHS):
        return end + 1
    if line.norm(end) in _UP_TO and number_at(line, end + 1, DAYS_IN_MONTHS):
        return end + (1 if line.tokens.is_hyphened(end) else 2)
    return end


def _year_after(line: Line, end: int) -> tuple[int | None, int]:
    at = end
    while line.norm(at) in _YEAR_WORDS and at < end + _YEAR_WORDS_AT_MOST:
        at += 1
    return (int(line.norm(at)), at + 1) if is_year(line.norm(at), YEARS_OF_DAYS) else (None, end)


def bare_years(line: Line, reference: Reference) -> Iterator[Found]:
    """`in 1992`, `с 2014`: a year after its preposition that opens no range of years."""
    for index in years_in(line):
        after = index + 1
        ranged = after < len(line.tokens) and (line.tokens.is_hyphened(after) or line.norm(after) in DASHES)
        limit = line.language == "vi" and line.norm(index - 2) in _UNTIL
        if (
            not ranged
            and not limit
            and (
                line.norm(index - 1) in _BEFORE_YEAR
                or line.norms(index - 2, index) == _BACK_TO
                or (line.norm(index - 1) == "as" and line.norm(index - 2) in _AS_BACK_AS)
                or year_of_document(line, index)
            )
        ):
            yield Found(index, after, complete(Parts(int(line.norm(index))), reference))
