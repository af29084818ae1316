"""Dates that name a day, month or year: in digits, with a month's name, in Vietnamese, or a bare year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.attributes import year_of_document
from loader.extract.date_parts import (
    DAYS_IN_MONTHS,
    MONTHS_IN_YEAR,
    Found,
    Parts,
    complete,
    is_year,
    number_at,
    whole_tokens,
)
from loader.extract.facts import Date, DateBasis
from loader.extract.words import DASHES, ENGLISH_ORDINAL_SUFFIXES, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.date_parts import Reference
    from loader.extract.lines import Line

_NUMERIC = re.compile(r"(?<![\d./])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?![\d/])")
_VIETNAMESE = re.compile(
    r"ngày\s+(?P<d1>\d{1,2})\s+tháng\s+(?P<m1>\d{1,2})(?:(?:\s+năm\s+|,\s*|/)(?P<y1>\d{4}))?"
    r"|(?:ngày\s+|sáng\s+|chiều\s+|tối\s+|trưa\s+|từ\s+|đến\s+|\()?(?:\d{1,2}\s*[-–]\s*)?(?P<d2>\d{1,2})[/-](?P<m2>\d{1,2})(?:[/-](?P<y2>\d{4}))?(?![\d/])"
    r"|tháng\s+(?P<m3>\d{1,2})(?:/|\s+năm\s+|-)(?P<y3>\d{4})"
    r"|(?<![\d/-])(?P<m4>\d{1,2})/(?P<y4>\d{4})(?![\d/])",
    re.IGNORECASE,
)
_RANGE_START = re.compile(r"(\d{1,2})\s*[-–]\s*\d{1,2}[/-]\d{1,2}")
_BETWEEN_DAY_AND_MONTH = ENGLISH_ORDINAL_SUFFIXES | folded("of го е га - the")
_BETWEEN_DAYS = DASHES | folded("to and по и і та па до да till until")
_UP_TO = DASHES | {"to"}
_YEAR_WORDS = folded(", of year г год года году годзе року р")
# Words of which two may stand between a month and its year: `of the year`, `, г.`
_YEAR_WORDS_AT_MOST = 2
_BEFORE_YEAR = folded("in since у в с з от від ад năm from of during by")


def numeric_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """`2017-04-10`, `10.04.2017`, `10/4/2017`: the day stands before the month."""
    for start, end, match in whole_tokens(line, _NUMERIC):
        groups = match.groups()
        year, month, day = groups[:3] if groups[0] else groups[:2:-1]
        yield Found(start, end, complete(Parts(int(year), int(month), int(day)), reference))


def vietnamese_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """`ngày 10 tháng 4 năm 2017`, `sáng 10/4`, `10-12/4/2017`, `tháng 4/2017`."""
    if line.language != "vi":
        return
    for start, end, match in whole_tokens(line, _VIETNAMESE):
        group = match.groupdict()
        which = next(number for number in "1234" if group.get(f"m{number}"))
        year, month, day = (group.get(f"{part}{which}") for part in "ymd")
        if which == "2" and (first := _RANGE_START.search(match.group())):
            day = first[1]
        parts = Parts(int(year) if year else None, int(month or 0), int(day) if day else None)
        yield Found(start, end, complete(parts, reference))


def month_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """`10 April 2017`, `April 10, 2017`, `в феврале 1992 года`, `10-12 красавіка`: a month's name and its numbers."""
    for item in line.of("calendar"):
        if (month := item.prop("month")) is None:
            continue
        end = item.end
        day, start = _day_before(line, item.start)
        if day is None and (day := number_at(line, end, DAYS_IN_MONTHS)) is not None:
            end = _after_day(line, end + 1)
        year, end = _year_after(line, end)
        if day is None and year is None:
            yield Found(item.start, item.end, nearest_month(int(month), reference))
        else:
            yield Found(start, end, complete(Parts(year, int(month), day), reference))


def nearest_month(named: int, reference: Reference) -> Date | None:
    """A month by itself: the one nearest to a publication date that is known to the month."""
    published = reference.parts
    if published.year is None or published.month is None:
        return None
    half = MONTHS_IN_YEAR // 2
    ahead = (named - published.month + half) % MONTHS_IN_YEAR - half
    year, month = divmod(published.year * MONTHS_IN_YEAR + published.month - 1 + ahead, MONTHS_IN_YEAR)
    return Date(f"{year}-{month + 1:02}", DateBasis.PUBLICATION_DATE, "the month nearest to the publication date")


def _day_before(line: Line, start: int) -> tuple[int | None, int]:
    """The day in front of a month, the first of a range of days, and where it begins."""
    at = start - 1
    while at >= 0 and line.norm(at) in _BETWEEN_DAY_AND_MONTH:
        at -= 1
    day = number_at(line, at, DAYS_IN_MONTHS)
    if day is None:
        return None, start
    hyphen = line.tokens[at].hyphen
    if hyphen or line.norm(at - 1) in _BETWEEN_DAYS:
        before = at - 1 if hyphen else at - 2
        first = number_at(line, before, DAYS_IN_MONTHS)
        if first is not None and first < day:
            return first, before
    return day, at


def _after_day(line: Line, end: int) -> int:
    """Where a day behind a month ends: after `th`, and after the last day of a range."""
    while line.norm(end) in ENGLISH_ORDINAL_SUFFIXES:
        end += 1
    if end < len(line.tokens) and line.tokens[end].hyphen and number_at(line, end, DAYS_IN_MONTHS):
        return end + 1
    if line.norm(end) in _UP_TO and number_at(line, end + 1, DAYS_IN_MONTHS):
        return end + (1 if line.tokens[end].hyphen else 2)
    return end


def _year_after(line: Line, end: int) -> tuple[int | None, int]:
    at = end
    while line.norm(at) in _YEAR_WORDS and at < end + _YEAR_WORDS_AT_MOST:
        at += 1
    return (int(line.norm(at)), at + 1) if is_year(line.norm(at)) else (None, end)


def bare_years(line: Line, reference: Reference) -> Iterator[Found]:
    """`in 1992`, `с 2014`: a year after its preposition that opens no range of years."""
    for index, token in enumerate(line.tokens):
        if not is_year(token.norm):
            continue
        after = index + 1
        ranged = after < len(line.tokens) and (line.tokens[after].hyphen or line.norm(after) in DASHES)
        if not ranged and (line.norm(index - 1) in _BEFORE_YEAR or year_of_document(line, index)):
            yield Found(index, after, complete(Parts(int(token.norm)), reference))
