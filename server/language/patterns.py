"""How many triple patterns a group joins, estimated from above while a text is scanned.

The engine's optimiser takes a time that grows with the fourth power of that number and heeds no timeout: a star of 100
patterns takes a second on an empty store, one of 200 half a minute. Branches of a UNION, and predicates between which a
path chooses, are no patterns to be ordered; each of them only makes the others dearer, and few others are cheap anyway.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from server.language.terminals import Token

MAX_PATTERNS: Final = 120
_FEW: Final = 10
"""Patterns beside which branches cost nothing: with 480 of them it is half a second."""

_TERMS = frozenset({"iri", "name", "string", "number", "variable"})
_TERM_WORDS = frozenset({"a", "true", "false"})
_ADDS = ("OPTIONAL", "VALUES", "LATERAL")
_OWN_JOIN = ("UNION", "OPTIONAL", "MINUS", "EXISTS", "LATERAL")
_TEMPLATES = ("CONSTRUCT", "INSERT", "DELETE")


@dataclass(slots=True)
class _Level:
    """What stands between two brackets.

    Attributes:
        bracket: the opening one; "list" for a round one around a collection or a path.
        count: patterns so far.
        branches: further ways in which one of them may match.
        within: whether a triple has begun.
        counts_as_one: whether the group around it sees one pattern, whatever stands in here.
        is_branch: whether that is a branch of the one before it.
        is_template: whether its triples are written, not searched.
    """

    bracket: str
    count: int = 0
    branches: int = 0
    within: bool = False
    counts_as_one: bool = False
    is_branch: bool = False
    is_template: bool = False


class Patterns:
    """Follows the tokens of one text.

    Attributes:
        most: the largest number of patterns in one group so far.
    """

    def __init__(self) -> None:
        self.most = 0
        self._levels = [_Level("")]
        self._keyword = ""  # the last word, until a bracket or a separator follows

    def read(self, token: Token, before: Token) -> None:
        """Take the next token, and the one before it."""
        kind = token.kind
        if kind in _TERMS:
            self._term(before)
        elif kind == "open":
            self._open(token, before)
        elif kind == "close":
            self._close()
        elif kind == "word":
            if token.text in _TERM_WORDS:
                self._term(before)
            else:
                self._word(token.text.upper())
        elif token.text in (",", ";", "/"):
            self._add(self._levels[-1].bracket != "(")
        elif token.text == ".":
            self._levels[-1].within = False

    def _word(self, word: str) -> None:
        level = self._levels[-1]
        level.within = False
        level.counts_as_one |= "SELECT" in word
        self._keyword = word
        if word.endswith(_ADDS):
            self._add(1)

    def _term(self, before: Token) -> None:
        level = self._levels[-1]
        if level.bracket == "list" and before.text == "|":
            self._add(0, branches=1)
        elif level.bracket == "list":
            self._add(2 if before.kind in _TERMS or before.kind == "close" else 1)
        elif not level.within and level.bracket not in ("", "("):
            self._add(1)
            level.within = True

    def _open(self, token: Token, before: Token) -> None:
        around = self._levels[-1]
        if token.text == "{":
            template = around.is_template or self._keyword.endswith(_TEMPLATES)
            own = self._keyword.endswith(_OWN_JOIN)
            around.within = False
            branch = self._keyword.endswith("UNION")
            self._levels.append(_Level("{", counts_as_one=own, is_branch=branch, is_template=template))
        elif token.text == "(" and (around.bracket in ("", "(") or self._keyword):
            self._levels.append(_Level("("))
        else:
            self._term(before)
            self._levels.append(_Level("list" if token.text == "(" else token.text))
        self._keyword = ""

    def _close(self) -> None:
        if len(self._levels) == 1:
            return
        level = self._levels.pop()
        if level.bracket == "{":
            self._levels[-1].within = False
            if level.is_branch:
                self._add(0, branches=1)
            else:
                self._add(*((1, 0) if level.counts_as_one else (level.count, level.branches)))
        self._keyword = ""

    def _add(self, number: int, branches: int = 0) -> None:
        """Add to the innermost group; other brackets are parts of its triples."""
        level = self._levels[-1]
        if level.bracket != "{":
            level = next((level for level in reversed(self._levels) if level.bracket == "{"), level)
        if level.bracket == "{" and (number or branches) and not level.is_template:
            level.count += number
            level.branches += branches
            self.most = max(self.most, level.count + (level.branches if level.count > _FEW else 0))
