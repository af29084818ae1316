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


def first_day(line: Line, date: Date) -> Date | None:
    """The day on which a gathering of stated length began, where its sentence says that it ended; else None.

    Args:
        line: A sentence that tells of the gathering.
        date: The day told for it, which is then its last.

    """
    lengths = line.of("duration")
    if len(lengths) != 1 or not line.of("closing") or date.datatype not in {"date", "gMonthDay"}:
        return None
    days = int(lengths[0].prop("numberValue") or 1)
    full = date.value if date.datatype == "date" else _ANY_YEAR + date.value.removeprefix("-")
    first = (dt.date.fromisoformat(full) - dt.timedelta(days=days - 1)).isoformat()
    value = first if date.datatype == "date" else "-" + first.removeprefix(_ANY_YEAR)
    return replace(date, value=value, note=f"it ended on {date.value}, the last of {days} days")
