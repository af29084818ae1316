"""Days of what was done, in sentences that also tell of what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.verbs.slavic_verbs import FUTURE
from loader.extract.words import EAST_SLAVIC, PART_ENDS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `signed | here on | Monday`: tokens between a verb and its day.
_NEAR = 6
_DAY_OF = 3
_DONE = frozenset({"signed", "approved", "ratified"})
_OPEN = frozenset({"be", "to", "get", "being", "will", "would", "may", "could", "should"})


def is_beside_deed(line: Line, date: Item) -> bool:
    """`will share data under a protocol | signed here on | Monday`: whether a deed stands with a day, and no word of the future."""
    done = (verb for verb in line.of("agreement-verb", "meeting-verb") if verb.prop("status") in {*_DONE, None})
    return any(_stands_with(line, verb, date) and not _is_to_come(line, verb, date) for verb in done)


def _stands_with(line: Line, verb: Item, date: Item) -> bool:
    first, second = sorted((verb, date), key=lambda item: item.start)
    return not line.has_between(first.end, second.start, PART_ENDS)


def _is_to_come(line: Line, verb: Item, date: Item) -> bool:
    """Whether a word of the future stands in the part of the sentence that tells the deed; in English right before it."""
    if line.language == "en":
        participle = line.norm(verb.end - 1).endswith("ed") and line.norm(verb.start - 1) not in _OPEN
        return not (participle and 0 <= date.start - verb.end <= _NEAR)
    first, last = min(verb.start, date.start), max(verb.end, date.end)
    return any(
        not line.has_between(planned.end, first, PART_ENDS) and not line.has_between(last, planned.start, PART_ENDS)
        for planned in line.of("planned")
    )


def is_foretold(line: Line, anchor: Item, date: Item) -> bool:
    """`they signed the minutes and will meet again | in June`: a date without a year, of which only the sentence tells that it is to come."""
    if not date.value.value.startswith("--") or date.start < anchor.end:
        return False
    if any(anchor.end <= planned.start < date.start for planned in line.of("planned")):
        return True
    return line.language in EAST_SLAVIC and any(FUTURE.match(norm) for norm in line.norms(anchor.end, date.start))


def is_day_within(line: Line, date: Item, anchor: Item) -> bool:
    """`on the second day of the | visit`, `в последний день | встречи`: that day is not the one of the gathering."""
    within = date.concepts and date.prop("dayWithin")
    near = anchor.kind == "meeting-noun" and 0 <= anchor.start - date.end <= _DAY_OF
    return bool(within) and near and not line.has_between(date.end, anchor.start, PART_ENDS)
