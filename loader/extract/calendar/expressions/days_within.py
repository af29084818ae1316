"""Days of what lasts for several: `on the last day of the visit`, `у апошні дзень`, `最后一天`: counted within the days told before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import DAYS_IN_MONTHS, LEAP_YEAR, Found, number_at
from loader.extract.calendar.expressions.relative_dates import moved_day
from loader.extract.words import DASHES, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Item, Line

_TO = DASHES | folded("to through till until and по па до да и і й та đến tới và 至 到")
# `in the last day | of the year`: what lasts otherwise than a visit.
_UNITS = (
    *("year", "month", "week", "quarter", "war", "trial", "год", "месяц", "недел", "квартал", "лет", "зим", "весн", "осен"),
    *("месяц", "тыд", "рок", "рік", "тиж", "міся", "năm", "tháng", "tuần"),
)  # fmt: skip
_UNIT_REACH = 3


def last_day_of(line: Line, item: Item) -> str | None:
    """The last day of a range that a date item spans, `с 24 по | 26 апреля`; None of a single day."""
    if item.value.datatype not in {"date", "gMonthDay"}:
        return None
    first = int(item.value.value[-2:])
    numbers = [(at, number) for at in range(item.start, item.end) if (number := number_at(line, at, DAYS_IN_MONTHS))]
    at = next((place for place, (_, number) in enumerate(numbers) if number == first), len(numbers))
    if at + 1 >= len(numbers):
        return None
    (start, _), (end, last) = numbers[at : at + 2]
    if not (line.has_between(start, end, _TO) or line.tokens.is_hyphened(start)) or last == first:
        return None
    full = item.value.value if item.value.datatype == "date" else f"{LEAP_YEAR}{item.value.value[1:]}"
    opening = dt.date.fromisoformat(full)
    away = last - first if last > first else last + (_next_month(opening) - opening).days - 1
    closing = moved_day(item.value.value, away)
    return closing.value if closing is not None else None


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=DAYS_IN_MONTHS)).replace(day=1)


def days_within(line: Line, reference: Reference, found: Sequence[Item]) -> Iterator[Found]:
    """The last day of the days that the line, or the text before it, told last.

    Args:
        line: The sentence.
        reference: What the sentences before told.
        found: The dates that the sentence tells otherwise.

    """
    for item in line.of("calendar"):
        if item.prop("dayWithin") != "last" or _is_of_unit(line, item):
            continue
        here = [last_day_of(line, date) for date in found if date.end <= item.start]
        told = next((day for day in reversed(here) if day is not None), reference.told_end)
        yield Found(item.start, item.end, moved_day(told, 0) if told else None)


def _is_of_unit(line: Line, item: Item) -> bool:
    return any(norm.startswith(_UNITS) for norm in line.norms(item.end, item.end + _UNIT_REACH))
