"""Which graphs each operation of an update writes, as far as its text tells; and where its default graph is.

The engine gives no access to what it parsed, so the text is read again, by its tokens. What is read here decides which
graphs are compared, and puts triples of the default graph under a name where the default graph is the union of the
others. What the text does not tell is told as unknown, never guessed.

Specification: SPARQL 1.1 Update, sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from ontology.errors import QueryError
from server.language.lexer import place, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from server.language.terminals import Token

DEFAULT = ""
"""Stands for the default graph where graphs are named by their IRIs."""

_MANAGEMENT = frozenset({"CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "LOAD"})
_PROLOGUE = {"PREFIX": 3, "BASE": 2, "VERSION": 2}  # with the tokens of each


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of an update, as it is run.

    Attributes:
        text: with the prologue that it needs; empty if there is nothing to do.
        graphs: all the graphs that it may change, `DEFAULT` among them; None where only running it tells.
        clears_all: whether it leaves no triple in any named graph.
    """

    text: str
    graphs: frozenset[str] | None
    clears_all: bool = False


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
            prologue += text[piece[0].start : _end(piece[:at][-1])] + "\n"
        if piece[at:]:
            reader = _Reader(text, piece[at:], default)
            body = reader.read()
            found.append(
                Operation(prologue + body if body else "", reader.graphs(prologue, base, prefixes), reader.clears_all)
            )
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


def _end(token: Token) -> int:
    return token.start + len(token.text)


class _Reader:
    """Reads one operation."""

    def __init__(self, text: str, piece: Sequence[Token], default: NamedNode | None) -> None:
        self._text = text
        self._tokens = piece
        self._default = default
        self._edits: list[tuple[int, int, str]] = []
        self._terms: list[str] = []
        self._is_open = False  # a variable names a graph
        self._writes_default = False
        self.clears_all = False

    def read(self) -> str:
        """The text to run."""
        word = self._word(0)
        if word in _MANAGEMENT:
            return self._management(word)
        at = 0
        within = ""
        if word == "WITH" and len(self._tokens) > 1:
            within = self._tokens[1].text
            at = 2
        while self._word(at) in ("INSERT", "DELETE"):
            at = self._template(at, within)
        if at == 0:
            raise self._unclear(self._tokens[0])
        return self._edited(self._tokens[0].start, _end(self._tokens[-1]))

    def graphs(self, prologue: str, base: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
        """The graphs that the operation may change; None if that cannot be told."""
        if self._is_open or self.clears_all:
            return None
        default = DEFAULT if self._default is None else self._default.value
        named = _resolved(prologue, self._terms, base, prefixes)
        return None if named is None else frozenset(named | ({default} if self._writes_default else set()))

    def _word(self, at: int) -> str:
        return self._tokens[at].text.upper() if 0 <= at < len(self._tokens) else ""

    def _template(self, at: int, within: str) -> int:
        """Read `INSERT {…}`, `DELETE {…}`, `INSERT DATA {…}`, `DELETE DATA {…}` or `DELETE WHERE {…}`; what follows."""
        first = self._tokens[at]
        second = self._word(at + 1)
        opening = at + 1 + (second in ("DATA", "WHERE"))
        if self._word(opening) != "{":
            raise self._unclear(first)
        before = len(self._edits)
        closing = self._quads(opening, within)
        if second == "WHERE":
            edits, self._edits = self._edits[before:], self._edits[:before]
            start, end = self._tokens[opening].start, _end(self._tokens[closing])
            template = _edited(self._text, start, end, edits)
            self._edits.append((first.start, start, f"DELETE {template} WHERE "))
        return closing + 1

    def _quads(self, opening: int, within: str) -> int:
        """Read a block of quads; gives the place of its closing brace."""
        loose: list[Token] = []  # triples that stand in no GRAPH
        at = opening + 1
        while at < len(self._tokens) and self._word(at) != "}":
            token = self._tokens[at]
            if token.text.upper() == "GRAPH" and self._word(at + 2) == "{":
                self._put(loose, within)
                loose = []
                self._named(self._tokens[at + 1])
                at = self._closing(at + 2) + 1
            elif token.kind == "open":
                if token.text == "{" and self._word(at + 1)[:1] != "|":
                    raise self._unclear(token)
                closing = self._closing(at)
                loose += self._tokens[at : closing + 1]
                at = closing + 1
            else:
                loose.append(token)
                at += 1
        if at == len(self._tokens):
            raise self._unclear(self._tokens[opening])
        self._put(loose, within)
        return at

    def _put(self, loose: Sequence[Token], within: str) -> None:
        """Note that triples are written which stand in no GRAPH, and put them into the one where they belong."""
        while loose and loose[0].text == ".":
            loose = loose[1:]
        if not loose:
            return
        if within:
            self._terms.append(within)
            return
        self._writes_default = True
        if self._default is not None:
            self._edits.append((loose[0].start, loose[0].start, f"GRAPH {self._default} {{ "))
            self._edits.append((_end(loose[-1]), _end(loose[-1]), " }"))

    def _closing(self, opening: int) -> int:
        depth = 0
        for at in range(opening, len(self._tokens)):
            depth += (self._tokens[at].kind == "open") - (self._tokens[at].kind == "close")
            if depth == 0:
                return at
        raise self._unclear(self._tokens[opening])

    def _named(self, term: Token) -> None:
        if term.kind == "variable":
            self._is_open = True
        elif term.kind in ("iri", "name"):
            self._terms.append(term.text)
        else:
            raise self._unclear(term)

    def _management(self, word: str) -> str:
        at = 1 + (self._word(1) == "SILENT")
        whole = self._edited(self._tokens[0].start, _end(self._tokens[-1]))
        if word == "LOAD":
            self._is_open = True
        elif word in ("CLEAR", "DROP", "CREATE"):
            if self._word(at) in ("ALL", "NAMED"):
                self.clears_all = True
            else:
                is_default, end = self._side(at)
                if is_default and self._default is not None and self._ends(end):
                    return f"CLEAR SILENT GRAPH {self._default}"
        else:
            return self._moved(word, at, whole)
        return whole

    def _side(self, at: int) -> tuple[bool, int]:
        """Read `DEFAULT` or `[GRAPH] term` as something that is written; whether it is the default, what follows."""
        if self._word(at) == "DEFAULT":
            self._writes_default = True
            return True, at + 1
        at += self._word(at) == "GRAPH"
        if at >= len(self._tokens):
            raise self._unclear(self._tokens[-1])
        self._named(self._tokens[at])
        return False, at + 1

    def _ends(self, at: int) -> bool:
        return at == len(self._tokens)

    def _moved(self, word: str, at: int, whole: str) -> str:
        """ADD, MOVE or COPY: the target is written, and of MOVE the source, too."""
        source_is_default, after = self._side(at)
        if self._word(after) != "TO":
            raise self._unclear(self._tokens[0])
        source = self._text[self._tokens[at].start : _end(self._tokens[after - 1])]
        if word != "MOVE":
            self._terms.clear()
            self._writes_default = False
        target_is_default, end = self._side(after + 1)
        if self._default is None or not self._ends(end):
            return whole
        if source_is_default and target_is_default:
            return ""
        silent = "SILENT " if self._word(1) == "SILENT" else ""
        if target_is_default:
            return f"{word} {silent}{source} TO GRAPH {self._default}"
        target = self._text[self._tokens[after + 1].start : _end(self._tokens[end - 1])]
        if word == "MOVE" and source_is_default:
            return f"COPY {silent}DEFAULT TO {target} ;\nCLEAR SILENT GRAPH {self._default}"
        return whole

    def _edited(self, start: int, end: int) -> str:
        return _edited(self._text, start, end, self._edits)

    def _unclear(self, token: Token) -> QueryError:
        line, column = place(self._text, token.start)
        return QueryError(
            f"line {line}, column {column}: {token.text[:40]!r} does not begin an operation or a GRAPH that can be told "
            "apart; write spaces between the words, or send the operations one by one"
        )


def _edited(text: str, start: int, end: int, edits: Sequence[tuple[int, int, str]]) -> str:
    """A stretch of the text with these replacements, which are in order and do not overlap."""
    pieces = []
    for first, last, new in edits:
        pieces += [text[start:first], new]
        start = last
    return "".join([*pieces, text[start:end]])


def _resolved(prologue: str, terms: Sequence[str], base: str, prefixes: Mapping[str, str]) -> set[str] | None:
    """The IRIs that these terms stand for: Turtle reads them, and the prologue, as SPARQL does."""
    if not terms:
        return set()
    known = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
    document = f"{known}{prologue}\n<a:a> <a:a> {', '.join(terms)} ."
    try:
        found = {quad.object for quad in parse(document, RdfFormat.TURTLE, base_iri=base)}
    except SyntaxError:
        return None
    return {term.value for term in found if isinstance(term, NamedNode)}
