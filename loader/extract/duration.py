"""The first day of a gathering of which the last is told: "the two-day session closed on Friday"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.facts import Date
    from loader.extract.lines import Line

# A leap year, to count back from the first days of March where the year is not told.
_ANY_YEAR = "2000"


def first_day(line: Line, date: Date, window: tuple[int, int]) -> Date:
    """The day on which a gathering of stated length began, if its part of the sentence says that it ended on this day.

    Args:
        line: The sentence.
        date: The day told with the gathering; anything less exact is given back as it is.
        window: The tokens that speak of it.

    """
    said = [item for item in line.items if window[0] <= item.start < window[1]]
    lengths = [item for item in said if item.kind == "duration"]
    if len(lengths) != 1 or not any(item.kind == "closing" for item in said) or date.datatype not in {"date", "gMonthDay"}:
        return date
    days = int(lengths[0].prop("numberValue") or 1)
    full = date.value if date.datatype == "date" else _ANY_YEAR + date.value.removeprefix("-")
    first = (dt.date.fromisoformat(full) - dt.timedelta(days=days - 1)).isoformat()
    value = first if date.datatype == "date" else "-" + first.removeprefix(_ANY_YEAR)
    return replace(date, value=value, note=f"it ended on {date.value}, the last of {days} days")
