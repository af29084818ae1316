"""Where somebody had been before a gathering: `министр Чада, посетивший в мае Нигер, встретился …`, `after a visit to Niger …`.

All reaches count tokens.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.events.sides.asides import phrase_end
from loader.extract.words import COMMAS, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_DROPPED = ("country", "agency", "place", "post", "person", "date", "meeting-noun", "meeting-verb")
_EVENTS = ("meeting-noun", "meeting-verb", "agreement-noun", "agreement-verb")
# Participles of who was elsewhere, and finite verbs that tell it behind `который`.
_BEEN = re.compile(
    r"(?:посетивш|посетив$|побывавш|побывав$|вернувш|возвративш|завершив|закончив|наведауш|пабывауш|вярнууш|завяршыу|скончыу|відвідавш|побувавш|повернувш|завершивш|закінчивш)"
)
_HAD_BEEN = re.compile(
    r"(?:посетил|побывал|вернул|возвратил|наведа(?:у|ла)|пабыва(?:у|ла)|вярну(?:у|ла)|відвіда(?:в|ла)|побува(?:в|ла)|поверну(?:в|ла))"
)
_WHO = folded("который которая которые які якая якія який яка які")
_START_REACH = 3
_AFTER = folded("после пасля після")
_JOURNEYS = (
    "визит",
    "поездк",
    "посещен",
    "возвращен",
    "візіт",
    "візит",
    "паездк",
    "наведван",
    "вяртан",
    "поїздк",
    "відвідин",
    "повернен",
)


# The same in English: `who had visited …`, `after a trip to …`, `back from …`.
_WHO_IN_ENGLISH, _HAD, _VISITED = (
    folded("who which"),
    folded("had has"),
    folded("visited been toured returned travelled traveled flown"),
)
_AFTER_IN_ENGLISH, _TRIPS, _TRIP_REACH = (
    folded("after following"),
    folded("visit visits trip tour visiting touring return"),
    4,
)
_FRESH = folded("back fresh")


def without_journey(line: Line, item: Item, story: AnnotatedStory) -> Line:
    """A gathering's sentence without where one of them had been before, if two states are left that were not visited."""
    if line.language not in EAST_SLAVIC | {"en"} or len(line.of("country")) <= TWO_SIDES:
        return line
    for start, end in _english_journeys(line) if line.language == "en" else _journeys(line):
        first, last = _next_deed(line, end) if start <= item.start < end else (start, end)
        left = replace(
            line, items=[one for one in line.items if not first <= one.start < last or one.kind not in _DROPPED]
        )
        gone = {state for one in line.of("country") if first <= one.start < last for state in one.states[:1]}
        told = actors(left, story)
        visited = told.states | told.hosts
        if gone and not told.pair and len(visited) >= TWO_SIDES and gone.isdisjoint(visited):
            return left
    return line


def _journeys(line: Line) -> Iterator[tuple[int, int]]:
    for at, norm in enumerate(line.folded):
        if _BEEN.match(norm) and (start := _clause_start(line, at)) is not None:
            yield start, _clause_end(line, at)
        elif norm in _WHO and line.norm(at - 1) in COMMAS:
            end = _clause_end(line, at)
            if any(_HAD_BEEN.match(word) for word in line.norms(at, end)):
                yield at, end
        elif norm in _AFTER and line.norm(at + 1).startswith(_JOURNEYS):
            yield at, phrase_end(line, at + 1)


def _english_journeys(line: Line) -> Iterator[tuple[int, int]]:
    for at, norm in enumerate(line.folded):
        opens = at == 0 or line.norm(at - 1) in COMMAS
        if opens and norm in _WHO_IN_ENGLISH:
            clause = line.norms(at, _clause_end(line, at))
            told = not _HAD.isdisjoint(clause) and not _VISITED.isdisjoint(clause)
        elif norm in _AFTER_IN_ENGLISH:
            told = not _TRIPS.isdisjoint(line.norms(at + 1, at + 1 + _TRIP_REACH))
        else:
            told = opens and norm in _FRESH and line.norm(at + 1) == "from"
        if told:
            yield at, _clause_end(line, at)


def _next_deed(line: Line, end: int) -> tuple[int, int]:
    """From the next event behind a journey to the end: of that the journey tells nothing."""
    return next((cue.start for cue in line.of(*_EVENTS) if cue.start >= end), len(line.tokens)), len(line.tokens)


def _clause_start(line: Line, at: int) -> int | None:
    """Where the participle's clause begins, right behind a comma or a few words before: `| неделю назад посетивший`."""
    if at == 0:
        return 0
    return next((start for start in range(at, max(0, at - _START_REACH), -1) if line.norm(start - 1) in COMMAS), None)


def _clause_end(line: Line, start: int) -> int:
    return next((at for at in range(start, len(line.tokens)) if line.norm(at) in PART_ENDS), len(line.tokens))
