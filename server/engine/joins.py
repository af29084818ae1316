"""Has the engine join the triple patterns of a query in a good order, and by a hash where that costs less.

The engine knows the shape of a pattern, not how many statements match it: of `?a a c:Agreement`, `?a c:status
status:signed` and `?a c:partyState country:CN` it begins with whichever is written first, and for each statement that
matches it looks the others up. Here the patterns of a block are counted, and

* written in the order of their numbers, the fewest first. Those are the same patterns of the same group, so the
  solutions are the same;
* if even the fewest are many, and another pattern matches not many more than would be looked up in it, that pattern
  becomes a query of its own within the query, which the engine joins by a hash: a statement that is read in passing
  takes it 0.2 µs, one that is looked up 3.4 µs.

Counts are bounded, and kept as long as the generation is open. What they decide depends on the data and the text alone,
so that every worker gives the rows in the same order.

Specification: SPARQL 1.1 Query Language, sections 18.3 and 18.5 (a basic graph pattern is a set; joins commute).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from server.language.blocks import Block, blocks
from server.language.pieces import edited
from server.language.plain import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

Results = QuerySolutions | QueryBoolean | QueryTriples
"""What the engine gives."""

_MAY_JOIN: Final = re.compile(r"[;,]|\.(?=[\s?$<_])")
"""Without any of these a text has no two plain patterns in a row."""
_MOST_PATTERNS: Final = 16
_ORDERED: Final = 2_000
"""Beyond so many matches patterns are alike."""
_LEAST_HASHED: Final = 300
_MOST_HASHED: Final = 50_000
"""Matches that one side of a hash join holds: some megabytes."""
_READ_FOR_ONE_LOOKUP: Final = 6
_KEPT: Final = 1_000


class Joins:
    """Arranges the joins of queries on one generation.

    Args:
        ask: runs a query of ours on it.
    """

    def __init__(self, ask: Callable[[str], Results]) -> None:
        self._ask = ask
        self._counts: dict[tuple[str, Pattern], tuple[int, int]] = {}

    def arranged(self, text: str) -> str:
        """A query with the same solutions. One that does not parse, or has nothing to arrange, as it is.

        Raises:
            QueryError: a string is never closed.
        """
        if not _MAY_JOIN.search(text):
            return text
        read = blocks(text)
        edits = [
            (block.start, block.end, new)
            for block in read.found
            if len(block.patterns) <= _MOST_PATTERNS and (new := self._written(read.prologue, block))
        ]
        return edited(text, 0, len(text), edits) if edits else text

    def _written(self, prologue: str, block: Block) -> str:
        """A block as the engine is to join it; nothing if that is as it stands."""
        ranked = sorted(block.patterns, key=lambda pattern: self._count(prologue, pattern, _ORDERED))
        hashed = self._hashed(prologue, ranked) if block.is_whole else set()
        if not hashed and tuple(ranked) == block.patterns:
            return ""
        parts = [_alone(pattern) if pattern in hashed else f"{_triple(pattern)} ." for pattern in ranked]
        return " ".join([*parts, block.subject])

    def _hashed(self, prologue: str, ranked: list[Pattern]) -> set[Pattern]:
        """The patterns that are better read as a whole than looked up for each solution of the others."""
        if self._count(prologue, ranked[0], _ORDERED) < _LEAST_HASHED or any(p.has_blank_nodes for p in ranked):
            return set()
        counts = {pattern: self._count(prologue, pattern, _MOST_HASHED) for pattern in ranked}
        found = set()
        for pattern in ranked:
            others = [counts[p] for p in ranked if p != pattern and set(p.variables) & set(pattern.variables)]
            lookups = min(others, default=0)
            if counts[pattern] < min(lookups * _READ_FOR_ONE_LOOKUP, _MOST_HASHED):
                found.add(pattern)
        return found if found - {ranked[0]} else set()

    def _count(self, prologue: str, pattern: Pattern, most: int) -> int:
        """How many statements match, up to a number."""
        if all(term[0] in "?$" for term in pattern):
            return most
        key = prologue, _renamed(pattern)
        known, reach = self._counts.get(key, (0, 0))
        if reach < most and known == reach:
            if len(self._counts) >= _KEPT:
                self._counts.clear()
            known = self._counted(*key, most)
            self._counts[key] = known, most
        return min(known, most)

    def _counted(self, prologue: str, pattern: Pattern, most: int) -> int:
        query = f"{prologue} SELECT (COUNT(*) AS ?n) {{ SELECT * {{ {_triple(pattern)} }} LIMIT {most} }}"
        results = self._ask(query)
        if not isinstance(results, QuerySolutions):
            raise TypeError(f"not a SELECT query: {query}")
        return int(next(results)["n"].value)


def _renamed(pattern: Pattern) -> Pattern:
    """The same pattern, whatever its variables are called."""
    names = {name: f"?v{number}" for number, name in enumerate(pattern.variables)}
    return Pattern(*(names[term[1:]] if term[0] in "?$" else term for term in pattern))


def _triple(pattern: Pattern) -> str:
    return " ".join(pattern)


def _alone(pattern: Pattern) -> str:
    return f"{{ SELECT {' '.join(f'?{name}' for name in pattern.variables)} {{ {_triple(pattern)} }} }}"
