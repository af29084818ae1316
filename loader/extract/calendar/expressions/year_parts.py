"""Parts of a year, and ends of weeks, that no number tells: `by the end of the year`, `в конце года`, `nửa đầu năm sau`, `at the weekend`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import Found, is_year
from loader.extract.facts import Date, DateBasis
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Line

_YEARS = folded(
    "year года году годзе року році năm "
    "весны лета осени зимы вясны лета восені зімы весни літа осені зими"  # `до конца | весны`
)
_PARTS = folded(
    "end half start beginning middle close spring summer autumn fall winter quarter "
    "конца конце концу концом начала начале середины середине половине половину "
    "канца канцы канцу пачатку пачатак сярэдзіне палове палову кінця кінці кінцю початку середини середині половині половину "
    "cuối đầu giữa"
)
_WHICH = {"the": 0, "this": 0, "next": 1, "last": -1, "coming": 1}
_WHICH_VIETNAMESE = dict(zip(("nay", "sau", "tới", "ngoái"), (0, 1, 1, -1), strict=True))
# `at the | weekend`, `на | выходных`, `cuối tuần | qua`: a day or two before the publication.
_WEEKEND = folded("weekend выходных выходные выхадных выхадныя вихідних вихідні")
_ON = folded("at over the last past this на в у ў минувшие прошлые минувших прошлых мінулых минулих")
_SUNDAY = 7
CUES = _PARTS | _WEEKEND
"""Without one of these no part is told."""


def year_parts(line: Line, reference: Reference) -> Iterator[Found]:
    """What lies in a year that is counted from the publication's."""
    year = reference.parts.year
    if year is None or line.language == "zh":
        return
    if not _PARTS.isdisjoint(line.vocabulary):
        for at, norm in enumerate(line.folded):
            if norm in _YEARS and (found := _part(line, at, year)) is not None:
                yield found
    if reference.day is not None and not _WEEKEND.isdisjoint(line.vocabulary):
        yield from _weekends(line, reference.day)


def _part(line: Line, at: int, year: int) -> Found | None:
    """The part of a year whose word for the year is at a token."""
    if line.language == "en":
        which, start, end = _WHICH.get(line.norm(at - 1)), at - 3, at + 1
        if line.norm(at - 2) != "of":
            return None
    elif line.language == "vi":
        which, start, end = _WHICH_VIETNAMESE.get(line.norm(at + 1), 0), at - 1, at + 1
        end += line.norm(at + 1) in _WHICH_VIETNAMESE
        which = None if is_year(line.norm(end)) or line.norm(end).isdecimal() else which
    else:
        which, start, end = 0, at - 1, at + 1
    if which is None or line.norm(start) not in _PARTS:
        return None
    return Found(start, end, _date(line, start, end, str(year + which)))


def _weekends(line: Line, published: dt.date) -> Iterator[Found]:
    """The month of the last weekend before the publication; none of a weekend that lies in two months."""
    sunday = published - dt.timedelta(days=published.isoweekday() % _SUNDAY)
    for at, norm in enumerate(line.folded):
        told = norm in _WEEKEND and line.norm(at - 1) in _ON
        if told and not line.of("planned") and (sunday - dt.timedelta(days=1)).month == sunday.month:
            yield Found(at, at + 1, _date(line, at, at + 1, f"{sunday:%Y-%m}"))


def _date(line: Line, start: int, end: int, value: str) -> Date:
    note = f"“{line.text(start, end)}” counted from the publication date"
    return Date(value, DateBasis.PUBLICATION_DATE, note)
