"""English dates: the day that closes a document's name (`the treaty on … of | 25 December 1998`), the first day of what lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.words import PART_ENDS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Tokens from a document to the day of its name.
_REACH = 12
_DAY_LENGTH = 10
_FOR_PERIODS = frozenset({"plan", "programme"})
_FIRST_DAY = frozenset({"since", "from"})


def closes_name(line: Line, noun: Item, date: Item) -> bool:
    """Whether `of` and a day, or a year that is past, end the phrase of a document, with what it is about between."""
    if line.language != "en" or line.norm(date.start - 1) != "of" or date.value.value.startswith("-"):
        return False
    published = line.story.published
    is_year_alone = len(date.value.value) < _DAY_LENGTH
    if is_year_alone and (noun.prop("kind") in _FOR_PERIODS or (published and date.value.value > published.value)):
        return False  # `a plan on the exchanges | of 2026`
    if date.start - noun.end > _REACH or line.has_between(noun.end, date.start, PART_ENDS):
        return False
    parting = line.of("agreement-verb", "agreement-noun", "meeting-noun", "meeting-verb", "said")
    return not any(noun.end <= item.start < date.start for item in parting)


def first_days(line: Line, anchor: Item) -> list[Item]:
    """`An exercise has been under way since | 16 January`: what lasts for days is of its first."""
    if anchor.prop("kind") != "exercise" or line.language != "en":
        return []
    return [date for date in line.of("date") if date.form not in NO_EVENT and line.norm(date.start - 1) in _FIRST_DAY]
