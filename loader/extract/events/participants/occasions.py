"""Clauses that only tell the occasion: `A day after | Angola closed its border, | Namibia and Botswana signed …`.

English only: in the other languages cases and particles tell who acts. All reaches count tokens.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.words import ARTICLES, CLAUSE_ENDS, COMMAS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Line

_NAMED = ("country", "agency", "post", "person", "function", "honorific", "place", "pair")
# What opens such a clause, and `as` and `when` where somebody is named right behind them.
_OPENERS = folded("after unlike despite amid because although though since while whereas without")
_OPENERS_OF_NAMES, _NAME_REACH = folded("as when"), 2
# `as well as`, `such as`, `known as`, `serves as`.
_NO_CLAUSE = folded("well such known serve serves served serving same soon long act acts acted acting described seen")


def without_occasions(line: Line, at: int, story: AnnotatedStory) -> Line:
    """A sentence without those of other clauses than that of a token, if two states are left there."""
    if line.language != "en" or line.vocabulary.isdisjoint(_OPENERS | _OPENERS_OF_NAMES):
        return line
    own = next(((start, end) for start, end in _occasions(line) if start <= at < end), None)
    if own is not None and len(actors(line, story, *own).states) >= TWO_SIDES:
        return _within(line, [own])
    others = [(start, end) for start, end in _occasions(line) if not start <= at < end]
    left = _within(line, _between(others, len(line.tokens))) if others else line
    return left if left is not line and len(actors(left, story).states) >= TWO_SIDES else line


def _occasions(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches that such a word opens, to the next comma or stop; a list of states goes on."""
    named = {item.start for item in line.of(*_NAMED)}
    at = 0
    while at < len(line.tokens):
        opener = line.norm(at) in _OPENERS or (
            line.norm(at) in _OPENERS_OF_NAMES
            and line.norm(at - 1) not in _NO_CLAUSE
            and any(to in named for to in range(at + 1, at + 1 + _NAME_REACH + (line.norm(at + 1) in ARTICLES)))
        )
        if opener:
            listed = named if at else set[int]()  # `Unlike A, | B and C`
            end = next((to for to in range(at + 1, len(line.tokens)) if _ends(line, to, listed)), len(line.tokens))
            yield at, end
            at = end
        at += 1


def _ends(line: Line, at: int, named: set[int]) -> bool:
    """Whether a clause ends at a mark: at a comma, if no list of names goes on behind it."""
    if line.norm(at) in CLAUSE_ENDS:
        return True
    listed = at + 1 in named and line.norm(at + 2) in COMMAS | {"and"} and at - 1 in named
    return line.norm(at) in COMMAS and not listed


def _between(stretches: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """What is left of a sentence without some stretches."""
    edges = [(0, 0), *stretches, (end, end)]
    return [(left[1], right[0]) for left, right in pairwise(edges)]


def _within(line: Line, stretches: list[tuple[int, int]]) -> Line:
    """The sentence with only those whom some stretches name."""
    items = [
        item
        for item in line.items
        if item.kind not in _NAMED or any(start <= item.start and item.end <= end for start, end in stretches)
    ]
    return replace(line, items=items)
