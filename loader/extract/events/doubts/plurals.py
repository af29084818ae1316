"""Gatherings that are none yet: plurals that nobody tells one by one (`will hold joint sessions`), what is only wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.events.verbs.links import is_planned
from loader.extract.words import COMMAS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_PLURALS = folded("meetings sessions sittings visits conferences summits gatherings")
# Tokens before the plural in which a word tells that certain gatherings are meant, or any.
_REACH = 4
_CERTAIN_REACH = 2
_CERTAIN = folded("the these those this two three four five six several his her their its our both bilateral separate")
_ANY = folded("regular more further exchange exchanged exchanging frequent mutual reciprocal periodic future")

# `want to | meet`, `are keen to | sit down`.
_WANTING = folded("want wants wanted wish wishes wished like keen eager ready willing hope hopes hoped hoping prepared")
_WANTING_REACH = 3


def are_any(line: Line, item: Item) -> bool:
    """Whether a plural foretells no gathering of its own: it has no day, no guest, and no word that counts.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.

    """
    if line.language != "en" or item.kind != "meeting-noun" or line.norm(item.end - 1) not in _PLURALS:
        return False
    if any(goal.start == item.end for goal in line.of("place", "country", "person", "post")):
        return False  # `when the President | visits | Colombo`
    before = set(line.norms(max(0, item.start - _REACH), item.start))
    certain = line.norms(max(0, item.start - _CERTAIN_REACH), item.start)
    if _is_dated(line, item) or line.norm(item.end) in WITH or not _CERTAIN.isdisjoint(certain):
        return False
    return not _ANY.isdisjoint(before) or is_planned(line, item)


def _is_dated(line: Line, item: Item) -> bool:
    """Whether a day is told in the clause of a cue, and not that of a dateline or of what was signed before it."""
    for date in line.of("date"):
        first, second = sorted((date, item), key=lambda one: one.start)
        if date.form not in NO_EVENT and not line.has_between(first.end, second.start, COMMAS):
            return True
    return False


def is_only_wanted(line: Line, item: Item) -> bool:
    """`want to | sit down | together more often`: a meeting that somebody would like to hold, and no day for it."""
    if line.language != "en" or _is_dated(line, item):
        return False
    led = line.norms(max(0, item.start - _WANTING_REACH), item.start)
    return not _WANTING.isdisjoint(led) and "to" in (*led[-1:], line.norm(item.start))
