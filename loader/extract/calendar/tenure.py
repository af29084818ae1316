"""The year of a day that is told without one, where the offices of those present leave only one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Self

from loader.extract.facts import Date, DateBasis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loader.extract.entities.persons.known import Known
    from loader.extract.facts import Event


class Term(NamedTuple):
    """A term of office: its function, and its first and last day as ISO 8601 writes them; empty if not known."""

    function: str
    since: str
    until: str

    @classmethod
    def read(cls, text: str) -> Self:
        """From the lexicon's `function/since/until`."""
        return cls(*text.split("/"))

    def years_of(self, day: str) -> frozenset[int] | None:
        """The years in which a `--MM-DD` lies within the term; None where the term has no end."""
        if not self.since or not self.until:
            return None
        first, last = int(self.since[:4]), int(self.until[:4])
        days = ((year, f"{year}-{day.removeprefix('--')}") for year in range(first, last + 1))
        return frozenset(year for year, full in days if self._holds(full) and _exists(full))

    def _holds(self, day: str) -> bool:
        """Whether a day may lie within the term, of which only the years may be known."""
        return self.since <= day[: len(self.since)] and day[: len(self.until)] <= self.until


def infer_years(events: Iterable[Event], people: Iterable[Known]) -> None:
    """Complete the days without a year of events whose participants held their offices together in one year only."""
    known = {one.person.slug: one for one in people}
    for event in events:
        if event.date is None or event.date.datatype != "gMonthDay":
            continue
        bounds = [bound for slug in event.people if slug in known for bound in _bounds(known[slug], event.date.value)]
        years = frozenset[int].intersection(*(years for _, years in bounds)) if bounds else frozenset()
        if len(years) == 1:
            event.date = _completed(event.date, min(years), [told for told, _ in bounds])


def _bounds(known: Known, day: str) -> list[tuple[str, frozenset[int]]]:
    """The years that the person's only closed term in the office of the story allows."""
    terms = [term for term in known.terms if term.function == known.office]
    years = terms[0].years_of(day) if len(terms) == 1 else None
    if years is None:
        return []
    return [(f"{known.person.label} held the office of the story from {terms[0].since} to {terms[0].until}", years)]


def _completed(date: Date, year: int, told: list[str]) -> Date:
    note = f"the year is inferred: {'; '.join(told)}; only {year} has that day within"
    return replace(date, value=f"{year}{date.value.removeprefix('-')}", basis=DateBasis.INFERRED, note=note)


def _exists(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True
