"""Has the engine join the triple patterns of a query in a good order, and by a hash where that costs less.

The engine knows the shape of a pattern, not how many statements match it: of `?a a c:Agreement`, `?a c:status
status:signed` and `?a c:partyState country:CN` it begins with whichever is written first, and for each statement that
matches it looks the others up. Here the patterns of a block are counted, and

* written in the order of their numbers, the fewest first. Those are the same patterns of the same group, so the
  solutions are the same;
* if even the fewest are many, and another pattern, or an optional part, matches not many more than would be looked up
  in it, that pattern becomes a query of its own within the query, which the engine joins by a hash: a statement that is
  read in passing takes it 0.2 to 0.3 µs, one that is looked up 3.4 µs.

Counts are bounded, and kept as long as the generation is open. What they decide depends on the data and the text alone,
so that every worker gives the rows in the same order.

Specification: SPARQL 1.1 Query Language, sections 18.3 and 18.5 (a basic graph pattern is a set; joins commute).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from server.language.blocks import Block, Part, blocks
from server.language.pieces import edited
from server.language.plain import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Results = QuerySolutions | QueryBoolean | QueryTriples
"""What the engine gives."""

_MAY_JOIN: Final = re.compile(r"[;,]|\.(?=[\s?$<_])|optional", re.IGNORECASE)
"""Without any of these a text has no two plain patterns in a row, and no optional ones."""
_MOST_PATTERNS: Final = 16
_ORDERED: Final = 2_000
"""Beyond so many matches patterns are alike."""
_LEAST_HASHED: Final = 300
_MOST_HASHED: Final = 50_000
"""Matches that one side of a hash join holds: some megabytes."""
_READ_FOR_ONE_LOOKUP: Final = 9
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
        edits = [edit for block in read.found for edit in self._edits(read.prologue, block)]
        return edited(text, 0, len(text), edits) if edits else text

    def _edits(self, prologue: str, block: Block) -> Iterator[tuple[int, int, str]]:
        """What is to be written for what, so that the engine joins a block as it should."""
        if len(block.patterns) > _MOST_PATTERNS:
            return
        ranked = sorted(block.patterns, key=lambda pattern: self._count(prologue, pattern, _ORDERED))
        may_hash = block.is_whole and self._count(prologue, ranked[0], _ORDERED) >= _LEAST_HASHED
        hashed = self._hashed(prologue, ranked) if may_hash else set()
        if hashed or tuple(ranked) != block.patterns:
            parts = [_alone(pattern) if pattern in hashed else f"{_triple(pattern)} ." for pattern in ranked]
            yield block.start, block.end, " ".join([*parts, block.subject])
        for part in block.optional if may_hash else ():
            others = [pattern for other in block.optional if other != part for pattern in other.patterns]
            if self._is_hashed(prologue, part, ranked, others):
                yield part.start, part.end, " ".join(map(_alone, part.patterns))

    def _hashed(self, prologue: str, ranked: list[Pattern]) -> set[Pattern]:
        """The patterns that are better read as a whole than looked up for each solution of the others."""
        if any(pattern.has_blank_nodes for pattern in ranked):
            return set()
        found = {pattern for pattern in ranked if self._reads_few(prologue, pattern, ranked)}
        return found if found - {ranked[0]} else set()

    def _is_hashed(self, prologue: str, part: Part, ranked: list[Pattern], others: list[Pattern]) -> bool:
        """Whether an optional part is better read as a whole. Variables that two parts bind are the engine's affair."""
        own = _variables(part.patterns) - _variables(ranked)
        if own & _variables(others) or any(pattern.has_blank_nodes for pattern in (*part.patterns, *ranked)):
            return False
        around = [*ranked, *part.patterns]
        return all(self._reads_few(prologue, pattern, around) for pattern in part.patterns)

    def _reads_few(self, prologue: str, pattern: Pattern, around: list[Pattern]) -> bool:
        """Whether to read all that matches a pattern costs less than to look it up for what those around it bind."""
        others = [other for other in around if other != pattern and set(other.variables) & set(pattern.variables)]
        lookups = min((self._count(prologue, other, _MOST_HASHED) for other in others), default=0)
        most = min(lookups * _READ_FOR_ONE_LOOKUP, _MOST_HASHED)
        return self._count(prologue, pattern, _MOST_HASHED) < most

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


def _variables(patterns: Iterable[Pattern]) -> set[str]:
    return {name for pattern in patterns for name in pattern.variables}


def _triple(pattern: Pattern) -> str:
    return " ".join(pattern)


def _alone(pattern: Pattern) -> str:
    return f"{{ SELECT {' '.join(f'?{name}' for name in pattern.variables)} {{ {_triple(pattern)} }} }}"
