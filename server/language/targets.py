"""Which graphs each operation of an update writes, as far as its text tells; and where its default graph is.

The engine gives no access to what it parsed, so the text is read again, by its tokens. What is read here decides which
graphs are compared, and puts triples of the default graph under a name where the default graph is the union of the
others. What the text does not tell is told as unknown, never guessed.

Specification: SPARQL 1.1 Update, sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.language.lexer import tokens
from server.language.pieces import end_of
from server.language.rewriting import DEFAULT, Reader, Search

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import NamedNode

    from server.language.terminals import Token

__all__ = ["DEFAULT", "Operation", "Search", "operations"]

_PROLOGUE = {"PREFIX": 3, "BASE": 2, "VERSION": 2}  # with the tokens of each


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, as it is run.

    Attributes:
        text: with the prologue that it needs; empty if there is nothing to do.
        graphs: all the graphs that it may change, `DEFAULT` among them; None where only running it tells.
        clears_all: whether it leaves no triple in any named graph.
        search: where `graphs` is None, what finds them, if anything does.
    """

    text: str
    graphs: frozenset[str] | None
    clears_all: bool = False
    search: Search | None = None


def operations(
    text: str, *, base: str, prefixes: Mapping[str, str], default: NamedNode | None = None
) -> list[Operation]:
    """The operations of an update, in order. What does not parse is left for the engine to refuse.

    Args:
        text: the update.
        base: what relative IRIs are resolved against.
        prefixes: those that need no declaration.
        default: the named graph that takes what is written into the default graph; None if the default graph is one
            of its own.

    Raises:
        QueryError: the words of an operation are written in a way that cannot be told apart.
    """
    found: list[Operation] = []
    prologue = ""
    for piece in _pieces(text):
        at = 0
        while at < len(piece) and piece[at].text.upper() in _PROLOGUE:
            at += _PROLOGUE[piece[at].text.upper()]
        if piece[:at]:
            prologue += text[piece[0].start : end_of(piece[:at][-1])] + "\n"
        if piece[at:]:
            reader = Reader(text, piece[at:], default)
            body = reader.read()
            graphs = reader.graphs(prologue, base, prefixes)
            search = reader.search(prologue, base, prefixes) if graphs is None else None
            found.append(Operation(prologue + body if body else "", graphs, reader.clears_all, search))
    return found


def _pieces(text: str) -> Iterator[list[Token]]:
    """The tokens between the semicolons that stand in no bracket."""
    piece: list[Token] = []
    depth = 0
    for token in tokens(text):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.text.startswith(";"):
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece
