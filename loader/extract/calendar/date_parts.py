"""From the parts of a date that a text gives to a date; a year that nobody states comes from the publication or is left out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from loader.extract.facts import Date, DateBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.lines import Line

YEARS = range(1900, 2100)
"""Four digits outside these are no year."""
YEARS_OF_DAYS = range(1800, 2100)
"""A number before 1900 is a year where a month stands with it."""
HAN_COUNT = r"(?P<number>\d{1,2}|[一两二三四五六七八九十])"
"""How many, before a Chinese unit; `han_count` reads it."""
_HAN_COUNTS = {sign: value for value, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
DAYS_IN_MONTHS = 31
MONTHS_IN_YEAR = 12
_MID_MONTH = 15
LEAP_YEAR = 2000
"""Stands in for an unknown year: every day and month exists in it."""
# A day and month without a year is dated from the publication only within half a year of it.
_NEAR_DAYS = 183
# A day without a year is of the year of another day only within so many days of it.
_NEAR_TOLD = 45
# What a paragraph goes on to tell lies so many days at most behind the day that it told with its year.
_GOES_ON = 92
_DAY_DASHES = 2
# A report comes out so many days at most after it was sent.
_SENT_BEFORE = 3
_LONGEST_NUMBER = 4
_DIGIT = re.compile(r"\d")


class Parts(NamedTuple):
    """What a text gives of a date."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


_NO_PARTS = Parts()


@lru_cache(maxsize=1024)  # asked by each rule for each line
def _parts_of(date: str) -> Parts:
    return Parts(*map(int, date.split("-")))


@lru_cache(maxsize=1024)
def _day_of(date: str) -> dt.date | None:
    return dt.date.fromisoformat(date) if date.count("-") == _DAY_DASHES else None


@dataclass(frozen=True, slots=True)
class Reference:
    """What undated expressions are counted from."""

    published: str | None = None
    """The article's publication date, to the precision that is known."""
    dateline: tuple[int, int] | None = None
    """Month and day of a dateline without a year."""
    sent: bool = False
    """Whether the dateline is that of a report that was sent, `新华社北京5月3日电`, and not only a day that opens the text."""
    told: Parts | None = None
    """Year and month of the date told last, of which "that year" and "the same month" speak."""
    narrated: str | None = None
    """The last whole day on which something happened, in a story whose publication is not dated."""
    stated: str | None = None
    """The whole day that the paragraph told last with its year; what it goes on to tell follows it."""
    told_day: str | None = None
    """The day told last, with or without its year, of which "the same day" speaks."""
    told_end: str | None = None
    """The last of the days told last, of which "the closing day" speaks."""

    @property
    def day(self) -> dt.date | None:
        """The publication day, if it is known to the day."""
        return _day_of(self.published) if self.published else None

    @property
    def today(self) -> dt.date | None:
        """The day from which a report counts: that on which it was sent, where it came out a few days later."""
        if self.day is None or self.dateline is None or not self.sent:
            return self.day
        sent = [
            dt.date(year, *self.dateline)
            for year in (self.day.year, self.day.year - 1)
            if _exists(year, *self.dateline)
        ]
        return next((day for day in sent if 0 <= (self.day - day).days <= _SENT_BEFORE), self.day)

    @property
    def parts(self) -> Parts:
        """The parts of the publication date that are known."""
        return _parts_of(self.published) if self.published else _NO_PARTS


class Found(NamedTuple):
    """Tokens [start, end) that give a date, or that only look like one."""

    start: int
    end: int
    date: Date | None


def complete(parts: Parts, reference: Reference) -> Date | None:
    """The date of some parts; None where they name no day that exists."""
    year, month, day = parts.year, parts.month, parts.day
    if year is not None:
        return Date(_iso(year, month, day)) if _exists(year, month, day) else None
    if month is None or day is None or not _exists(LEAP_YEAR, month, day):
        return None
    if (following := _following(month, day, reference)) is not None:
        return following
    if reference.published is None:
        return _with_narrated_year(month, day, reference)
    return _with_published_year(month, day, reference)


def _following(month: int, day: int, reference: Reference) -> Date | None:
    """`On October 5, 2011, gunmen … . The governments met on | October 31`: the year of the day that the paragraph told before."""
    told = dt.date.fromisoformat(reference.stated) if reference.stated else None
    if told is None or not _exists(told.year, month, day) or told.year == reference.parts.year:
        return None
    if not 0 <= (dt.date(told.year, month, day) - told).days <= _GOES_ON:
        return None
    return Date(_iso(told.year, month, day), DateBasis.INFERRED, f"the year of {told}, told before")


def nearest_month(named: int, reference: Reference, *, ahead: bool | None = None) -> Date | None:
    """A month by itself: the one nearest to a publication date, or that of any year where no year is known.

    Args:
        named: The month, 1 to 12.
        reference: Whose publication date is counted from.
        ahead: Whether it is to come, or has passed; None where the text does not say.

    """
    published = reference.parts
    if not 1 <= named <= MONTHS_IN_YEAR:
        return None
    if published.year is None or published.month is None:
        return Date(f"--{named:02}") if published.year is None else None
    behind = {None: MONTHS_IN_YEAR // 2 - 1, True: 0, False: MONTHS_IN_YEAR - 1}[ahead]
    away = (named - published.month + behind) % MONTHS_IN_YEAR - behind
    year, month = divmod(published.year * MONTHS_IN_YEAR + published.month - 1 + away, MONTHS_IN_YEAR)
    note = "the month nearest to the publication date"
    return Date(f"{year}-{month + 1:02}", DateBasis.PUBLICATION_DATE, note, guessed=ahead is None)


def without_year(month: int, day: int) -> str:
    """A day of any year, as `xsd:gMonthDay` writes it."""
    return f"--{month:02}-{day:02}"


def _with_narrated_year(month: int, day: int, reference: Reference) -> Date:
    """A day that lies near the one told before is of its year."""
    told = dt.date.fromisoformat(reference.narrated) if reference.narrated else None
    if (
        told is None
        or not _exists(told.year, month, day)
        or abs((dt.date(told.year, month, day) - told).days) > _NEAR_TOLD
    ):
        return Date(without_year(month, day))
    return Date(_iso(told.year, month, day), DateBasis.INFERRED, f"the year of {told}, told before")


def _with_published_year(month: int, day: int, reference: Reference) -> Date:
    published = reference.parts
    nearest = reference.day or dt.date(published.year or LEAP_YEAR, published.month or month, _MID_MONTH)
    years = (nearest.year - 1, nearest.year, nearest.year + 1)
    candidates = [dt.date(year, month, day) for year in years if _exists(year, month, day)]
    best = min(candidates, key=lambda date: abs((date - nearest).days), default=None)
    if best is None or abs((best - nearest).days) > _NEAR_DAYS:
        return Date(without_year(month, day))
    note = f"the year nearest to the publication date {reference.published}"
    return Date(best.isoformat(), DateBasis.PUBLICATION_DATE, note, guessed=True)


def _exists(year: int, month: int | None, day: int | None) -> bool:
    if year not in (YEARS if month is None else YEARS_OF_DAYS) or (
        month is not None and not 1 <= month <= MONTHS_IN_YEAR
    ):
        return False
    return day is None or (month is not None and 1 <= day <= calendar.monthrange(year, month)[1])


def _iso(year: int, month: int | None, day: int | None) -> str:
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])


def whole_tokens(line: Line, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Matches in the line's text that cover whole tokens, with the range of these."""
    found = pattern.finditer(line.source, line.sentence.span.start, line.sentence.span.end)
    starts, ends = line.tokens.starts, line.tokens.ends
    for match in found:
        first, last = match.span()
        if first == last:
            continue
        start, end = bisect_left(starts, first), bisect_left(starts, last)
        if start < end and starts[start] == first and ends[end - 1] == last:
            yield start, end, match


def has_digits(line: Line) -> bool:
    """Whether a line has any digit, without which most patterns of dates need not be tried."""
    return _DIGIT.search(line.source, line.sentence.span.start, line.sentence.span.end) is not None


def number_at(line: Line, index: int, top: int) -> int | None:
    """The number from 1 to `top` that a token writes in digits."""
    norm = line.norm(index)
    return int(norm) if norm.isdecimal() and len(norm) <= _LONGEST_NUMBER and 0 < int(norm) <= top else None


def years_in(line: Line) -> list[int]:
    """The tokens of a line that are years."""
    told = [norm for norm in line.vocabulary if len(norm) == _LONGEST_NUMBER and is_year(norm)]
    return [index for index, norm in enumerate(line.folded) if norm in told] if told else []


def han_count(text: str) -> int:
    """The number that `HAN_COUNT` has matched."""
    return _HAN_COUNTS.get(text) or int(text)


def is_year(norm: str, years: range = YEARS) -> bool:
    """Whether a token is a year of four digits, among these."""
    return len(norm) == _LONGEST_NUMBER and norm.isdecimal() and int(norm) in years
