"""The blocks of plain triple patterns with which the groups of a query begin, and what stands around each.

The patterns of a block may be written in any order, since a basic graph pattern is a set. What is not certain to be a
group of triple patterns gives no block. The engine stays the judge of syntax.

Specification: SPARQL 1.1 Query Language, sections 5.1 (basic graph patterns) and 18.2.2 (what joins with what).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from server.language.pieces import end_of
from server.language.plain import Pattern, plain_triples
from server.language.terminals import tokens

if TYPE_CHECKING:
    from server.language.terminals import Token

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_JOINED_AFTER: Final = frozenset({"FILTER", "OPTIONAL", "NOT", "EXISTS"})
"""What may follow a block in its group and still needs all of its solutions."""
_BINDS: Final = ("OPTIONAL", "EXISTS", "MINUS", "LATERAL")
_WORD_PARTS: Final = re.compile(r"[.\-]+")  # `true.LIMIT` needs no space either
_PICKS: Final = frozenset({"ORDER", "GROUP"})


class Part(NamedTuple):
    """An OPTIONAL part that is plain triple patterns alone: where its patterns begin, the offset after them, and they."""

    start: int
    end: int
    patterns: tuple[Pattern, ...]


class Block(NamedTuple):
    """A block.

    Attributes:
        start: the offset at which it begins.
        end: the offset after it.
        patterns: its patterns, in the order of the text.
        subject: of which the text behind it says more; empty if that begins with a subject of its own.
        is_whole: whether all of its solutions are needed, and nothing but filters and optional parts joins with them.
        optional: if so, the plain ones among these parts.
    """

    start: int
    end: int
    patterns: tuple[Pattern, ...]
    subject: str
    is_whole: bool
    optional: tuple[Part, ...]


class Blocks(NamedTuple):
    """What `blocks` finds.

    Attributes:
        prologue: the text before the query form: the prefixes and the base.
        found: the blocks, from left to right.
    """

    prologue: str
    found: tuple[Block, ...]


def blocks(text: str) -> Blocks:
    """The blocks of two patterns and more, or with an optional part, in time proportional to the length of the text.

    Raises:
        QueryError: as `server.language.terminals.token_at`.
    """
    return _Reader(text).run()


class _Reader:
    """The state of one pass.

    It tells four kinds of groups:

    query: the outermost one;
    group: another one, whose variables are not bound from outside;
    bound: what stands in OPTIONAL, MINUS, EXISTS and LATERAL, or is not known;
    other: data, and triples to be written.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(tokens(text))
        words = (token.text.upper() for token in self.tokens if token.kind == "word")
        self.words = {part for word in words for part in _WORD_PARTS.split(word)}
        self.groups: list[str] = []
        self.awaited = ""  # what the next brace opens: the group of a query, or what is none
        self.is_short = False  # CONSTRUCT WHERE { … }, which takes triples only

    def run(self) -> Blocks:
        prologue, found = "", []
        begun = False
        for at, token in enumerate(self.tokens):
            if token.kind == "word":
                word = token.text.upper()
                if word in _FORMS and not begun:
                    begun, prologue = True, self.text[: token.start]
                self._await(word, at)
            elif token.text == "{":
                self.groups.append(self._kind(at))
                if self.groups[-1] in ("query", "group") and (block := self._block(at + 1)):
                    found.append(block)
            elif token.text == "}" and self.groups and self.groups.pop() == "other" and not self.groups:
                self.awaited = "query"  # behind the template of a CONSTRUCT
        return Blocks(prologue, tuple(found))

    def _await(self, word: str, at: int) -> None:
        if word == "WHERE" and at and self.tokens[at - 1].text.upper() == "CONSTRUCT":
            self.is_short = True
        if word in ("SELECT", "ASK", "DESCRIBE", "WHERE"):
            self.awaited = "query"
        elif word in ("CONSTRUCT", "VALUES"):
            self.awaited = "other"

    def _kind(self, at: int) -> str:
        around = self.groups[-1] if self.groups else ""
        before = self.tokens[at - 1].text.upper() if at else ""
        if around in ("bound", "other") or before.endswith(_BINDS):
            return around if around == "other" else "bound"
        awaited, self.awaited = self.awaited, ""
        if awaited == "query":
            return "group" if around else "query"
        names_graph = at > 1 and self.tokens[at - 2].text.upper() == "GRAPH"
        if awaited or before in ("{", "}", ".", "UNION") or names_graph:
            return awaited or "group"
        return "bound"  # a word that is not known may be anything

    def _block(self, first: int) -> Block | None:
        plain = plain_triples(self.tokens, first)
        if not plain.triples:
            return None
        needs_all = self.groups[-1] == "query" and self._needs_all()
        parts = self._optional_parts(plain.after) if needs_all else None
        if len(plain.triples) == 1 and not parts:
            return None  # a join has two sides
        start, end = self.tokens[first].start, end_of(self.tokens[plain.after - 1])
        return Block(start, end, tuple(plain.triples), plain.subject, parts is not None, tuple(parts or ()))

    def _needs_all(self) -> bool:
        takes_all = "LIMIT" not in self.words or bool(self.words & _PICKS)
        return takes_all and not self.is_short and not self.words & {"VALUES", "ASK", "DESCRIBE"}

    def _optional_parts(self, at: int) -> list[Part] | None:
        """The plain ones; None if anything but filters and optional parts stands in the rest of the group."""
        depth = 0
        parts: list[Part] = []
        for index in range(at, len(self.tokens)):
            token = self.tokens[index]
            if token.kind == "close":
                if depth == 0:
                    return parts if token.text == "}" else None
                depth -= 1
            elif depth == 0 and not self._filters(token, index):
                return None
            if depth == 0 and token.text == "{" and (part := self._part(index)):
                parts.append(part)
            depth += token.kind == "open"
        return None

    def _part(self, opening: int) -> Part | None:
        if self.tokens[opening - 1].text.upper() != "OPTIONAL":
            return None
        first = opening + 1
        plain = plain_triples(self.tokens, first)
        closes = plain.after < len(self.tokens) and self.tokens[plain.after].text == "}"
        if not plain.triples or plain.subject or not closes:
            return None
        return Part(self.tokens[first].start, end_of(self.tokens[plain.after - 1]), tuple(plain.triples))

    def _filters(self, token: Token, at: int) -> bool:
        """Whether a token of the first level belongs to a filter or an optional part."""
        before = self.tokens[at - 1].text.upper()
        if token.text == "{":
            return before in ("OPTIONAL", "EXISTS")
        if token.text in ("(", "."):
            return True
        word = token.text.upper()
        calls = before == "FILTER" and at + 1 < len(self.tokens) and self.tokens[at + 1].text == "("
        return token.kind in ("word", "name", "iri") and (word in _JOINED_AFTER or calls)
