"""English dates: the day that closes a document's name (`the treaty on … of | 25 December 1998`), the first day of what lasts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import NO_EVENT
from loader.extract.words import PART_ENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

# Tokens from a document to the day of its name.
_REACH = 12
_DAY_LENGTH = 10
_FOR_PERIODS = frozenset({"plan", "programme"})
_FIRST_DAY = frozenset({"since", "from"})
# `have had | an extradition treaty | since 1998`: tokens from the verb to the document, and from that to the year.
_HAD_REACH, _SINCE_REACH = 8, 12
_HAVE, _HELD = frozenset({"have", "has"}), frozenset({"bound", "linked", "tied", "bind", "binds"})
# `previous security accord, | the Bicentennial Framework of | October 2021`.
_APPOSITION_REACH = 10
_SMALL = frozenset({"the", "a", "an", "of", "on", "for", "and"})
# `a roadmap | signed in Paris in | 2018`: tokens from a participle right behind a document to its day.
_PARTICIPLE_REACH = 7
_APART = frozenset({"which", "that", "whose", "to"})


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


def closes_apposition(line: Line, noun: Item, date: Item) -> bool:
    """`the previous accord, | the Bicentennial Framework of | October 2021`: whether a date ends the name that is set beside a document."""
    if line.language != "en" or line.norm(date.start - 1) != "of":
        return False
    comma = next((at for at in range(noun.end, noun.end + _APPOSITION_REACH) if line.norm(at) == ","), date.start)
    if any(noun.end <= verb.start < date.start for verb in line.of("agreement-verb")):
        return False
    named = range(comma + 1, date.start)
    return 1 < len(named) <= _APPOSITION_REACH and all(line.is_capital(at) or line.norm(at) in _SMALL for at in named)


def held_since(line: Line, noun: Item) -> Item | None:
    """`have had an extradition treaty since | 1998`, `the protocol that has bound them since | 1983`: what somebody has is of its first day."""
    if line.language != "en" or "since" not in line.vocabulary:
        return None
    behind = (date for date in line.of("date") if date.start >= noun.end and line.norm(date.start - 1) == "since")
    date = next(behind, None)
    if date is None or date.start - noun.end > _SINCE_REACH or line.has_between(noun.end, date.start, PART_ENDS):
        return None
    before = line.norms(max(0, noun.start - _HAD_REACH), noun.start)
    had = any(left in _HAVE and right == "had" for left, right in pairwise(before))
    return date if had or line.has_between(noun.end, date.start, _HELD) else None


def dates_of_others(line: Line, noun: Item) -> frozenset[int]:
    """Where the dates begin that participles tell of other documents: `a plan which succeeds a roadmap signed in | 2018`."""
    nouns = line.of("agreement-noun")
    if line.language != "en" or len(nouns) == 1 or not line.of("date"):
        return frozenset()
    verbs = {verb.start: verb for verb in line.of("agreement-verb") if line.norm(verb.end - 1).endswith("ed")}
    found = {date.start for date in line.of("date") if _is_in_name(line, date, nouns, noun)}
    for other in nouns:
        verb = verbs.get(other.end)
        if other is noun or verb is None or not _are_apart(line, *sorted((noun, other), key=lambda one: one.start)):
            continue
        date = next((date for date in line.of("date") if verb.end <= date.start <= verb.end + _PARTICIPLE_REACH), None)
        if date is not None and not line.has_between(verb.end, date.start, PART_ENDS):
            found.add(date.start)
    return frozenset(found)


def _is_in_name(line: Line, date: Item, nouns: Sequence[Item], noun: Item) -> bool:
    """`adopted a roadmap and revived an agreement of | 2005`, `the | 2009 | treaty`: a day by which another document is known."""
    others = [other for other in nouns if other is not noun]
    behind = line.norm(date.start - 1) == "of" and any(other.end == date.start - 1 for other in others)
    return behind or any(other.start == date.end for other in others)


def foretold_dates(line: Line, anchor: Item) -> frozenset[int]:
    """`The group will next convene in | December, | according to a statement issued …`: where the dates of what is to come begin."""
    if line.language != "en" or not line.of("planned"):
        return frozenset()
    found = set()
    for date in line.of("date"):
        planned = next((item for item in reversed(line.of("planned")) if item.end <= date.start), None)
        if planned is None or line.has_between(planned.end, date.start, PART_ENDS):
            continue
        first, second = sorted((planned, anchor), key=lambda item: item.start)
        if line.has_between(first.end, second.start, PART_ENDS):
            found.add(date.start)
    return frozenset(found)


def is_of_older_document(line: Line, date: Item) -> bool:
    """`endorsed a plan which succeeds a roadmap | signed in London in | 2018`: the year with which a document is only cited."""
    if line.language != "en" or date.value.datatype != "gYear":
        return False
    nouns = {noun.end for noun in line.of("agreement-noun")}
    for verb in line.of("agreement-verb"):
        near = verb.end <= date.start <= verb.end + _PARTICIPLE_REACH and line.norm(verb.end - 1).endswith("ed")
        if near and verb.start in nouns and not line.has_between(verb.end, date.start, PART_ENDS):
            return True
    return False


def _are_apart(line: Line, first: Item, second: Item) -> bool:
    """Whether two documents are no list that a participle could close: `the agreement and the protocol | signed in 2019`."""
    acts = any(first.end <= verb.start < second.start for verb in line.of("agreement-verb"))
    return acts or line.has_between(first.end, second.start, _APART)


def first_days(line: Line, anchor: Item) -> list[Item]:
    """`An exercise has been under way since | 16 January`: what lasts for days is of its first."""
    if anchor.prop("kind") != "exercise" or line.language != "en":
        return []
    return [date for date in line.of("date") if date.form not in NO_EVENT and line.norm(date.start - 1) in _FIRST_DAY]
