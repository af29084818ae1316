"""Days as registers of documents list them: an entry that a day closes, partners of whom each has a day of its own.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.calendar.date_parts import is_year
from loader.extract.facts import Date
from loader.extract.words import COMMAS, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loader.extract.lines import Item, Line

# Bullets, numbers and adjectives before the document that an entry opens with.
_OPENING_REACH = 5
_BRACKETS, _CLOSING = frozenset({"(", "（"}), folded("） ) . ; 。 ； , года году годзе г р року 》")
_ACTS = ("agreement-verb", "meeting-verb", "meeting-noun", "said", "planned")
# `with Austria | in | 2005`, `с Австрией | в | 2005 году`, `với Lào | năm | 2005`.
_BEFORE_DAY = _BRACKETS | folded("in on of from dated в у от ад від năm ngày")
_DAY_REACH = 2
_SEVERAL = 2


def closes_entry(line: Line, noun: Item, date: Item) -> bool:
    """`- Agreement on readmission, | 29 May 1997`, `Договор о выдаче (Рабат, | 3 мая 1999 года)`: no verb, and the day at the end."""
    if noun.start > _OPENING_REACH or line.of(*_ACTS) or len(line.of("date")) > 1 or date.form in NO_EVENT:
        return False
    if any(norm not in _CLOSING for norm in line.norms(date.end, len(line.tokens))):
        return False
    at = date.start - 1
    place = next((item for item in line.of("place", "country") if item.end in {at, date.start}), None)
    if place is not None:
        at = place.start - 1
    return line.norm(at) in COMMAS | _BRACKETS


def year_in_brackets(line: Line, noun: Item) -> Date | None:
    """`the extradition treaty | (2005)`: the year right behind a document, in brackets."""
    year = line.norm(noun.end + 1)
    alone = line.norm(noun.end) in _BRACKETS and line.norm(noun.end + 2) in _CLOSING
    return Date(year) if alone and is_year(year) else None


def days_of_partners(line: Line, partners: Iterable[str]) -> dict[str, Date]:
    """`treaties with Germany (2015), | Austria (2005)`: the day behind each partner; empty unless several have one."""
    wanted = {*partners}
    found: dict[str, Date] = {}
    for item in line.of("country"):
        for state in wanted.intersection(item.states):
            if (day := _day_behind(line, item)) is not None:
                found[state] = day
    return found if len(found) >= _SEVERAL else {}


def _day_behind(line: Line, item: Item) -> Date | None:
    if line.norm(item.end) not in _BEFORE_DAY:
        return None
    date = next((date for date in line.of("date") if 0 < date.start - item.end <= _DAY_REACH), None)
    if date is not None:
        day: Date = date.value
        return day
    year = line.norm(item.end + 1)
    return Date(year) if is_year(year) and line.norm(item.end) in _BRACKETS else None
