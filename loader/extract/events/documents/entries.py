"""What an English entry of a list of documents says itself: its day, and the partner of the state that the list is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.days.dating import covers_period
from loader.extract.events.participants.actors import actors
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agreement, Date
    from loader.extract.lines import Item, Line

# `a protocol | to | the 2004 | agreement`.
_TO, _TO_REACH = frozenset({"to"}), 4
_TERMS = folded("until till for by through from")


def entry_date(line: Line) -> Date | None:
    """`Agreement … on cooperation in combating crime of | 12 February 1993`: the only date of a line that holds one document."""
    if line.language != "en" or len({noun.start for noun in line.of("agreement-noun")}) != 1 or line.of("planned"):
        return None
    dates = [date for date in line.of("date") if not covers_period(line, date)]
    if len(dates) != 1 or line.norm(dates[0].start - 1) in _TERMS:
        return None
    date: Date = dates[0].value
    return date


def is_supplemented(line: Line, noun: Item) -> bool:
    """`a protocol to the | agreement with Peru`: the document that an entry of the list adds to is no entry."""
    before = any(other.end <= noun.start for other in line.of("agreement-noun"))
    return line.language == "en" and before and not _TO.isdisjoint(line.norms(noun.start - _TO_REACH, noun.start))


def _entry(line: Line, noun: Item) -> tuple[int, int]:
    """Where the entry begins and ends that a document opens; the whole line where it holds one document."""
    rivals = [other for other in line.of("agreement-noun") if other is not noun and not is_supplemented(line, other)]
    if not rivals:
        return 0, len(line.tokens)
    return noun.start, min((other.start for other in rivals if other.start > noun.start), default=len(line.tokens))


def entry_states(
    line: Line, noun: Item, told: Agreement | None, head: Agreement, story: AnnotatedStory
) -> dict[str, None] | None:
    """The states of an entry: those that it names, or its one and that of the list; None where it leaves them to the list."""
    if told is not None and len(told.states) >= TWO_SIDES:
        return dict(told.states)
    if line.language == "zh":
        named = actors(line, story).states
        return dict(named) if len(named) >= TWO_SIDES else None
    if line.language != "en":
        return None
    named = actors(line, story, *_entry(line, noun)).states
    if len(head.states) > TWO_SIDES:  # `a joint declaration by A and B`, signed where six states sat
        worldly = any(body.international for item in line.of("agency") for body in item.value)
        return dict(named) if len(named) >= TWO_SIDES or (named and worldly) else None
    alone = len(head.states) == len(named) == 1 and named.keys() != head.states.keys()
    return {**head.states, **named} if alone else None
