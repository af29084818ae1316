"""One operation of an update, read by its tokens: the graphs that it writes, and the text to run in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.errors import QueryError
from server.language.lexer import place
from server.language.pieces import edited, end_of, resolved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyoxigraph import NamedNode

    from server.language.terminals import Token

DEFAULT = ""
"""Stands for the default graph where graphs are named by their IRIs."""

_MANAGEMENT = frozenset({"CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "LOAD"})
_VOLATILE = frozenset({"RAND", "UUID", "STRUUID", "BNODE", "NOW"})


@dataclass(frozen=True, slots=True)
class Search:
    """How to find the graphs of an operation that names some by variables: before it runs.

    Attributes:
        query: gives them as its solutions.
        fixed: those that it names by their IRIs.
        within: the default graph that the query sees (WITH); empty for that of the store.
    """

    query: str
    fixed: frozenset[str]
    within: str = ""


class Reader:
    """Reads one operation."""

    def __init__(self, text: str, piece: Sequence[Token], default: NamedNode | None) -> None:
        self._text = text
        self._tokens = piece
        self._default = default
        self._edits: list[tuple[int, int, str]] = []
        self._terms: list[str] = []
        self._variables: dict[str, None] = {}  # that name graphs
        self._is_open = False  # not even they tell all of them
        self._where: tuple[int, int] | None = None  # the tokens from USING or WHERE on
        self._within = ""
        self._writes_default = False
        self.clears_all = False

    def read(self) -> str:
        """The text to run."""
        word = self._word(0)
        if word in _MANAGEMENT:
            return self._management(word)
        at = 0
        if word == "WITH" and len(self._tokens) > 1:
            self._within = self._tokens[1].text
            at = 2
        while self._word(at) in ("INSERT", "DELETE"):
            at = self._template(at, self._within)
        if at == 0:
            raise self._unclear(self._tokens[0])
        self._where = self._where or (at, len(self._tokens))
        return self._edited(self._tokens[0].start, end_of(self._tokens[-1]))

    def graphs(self, prologue: str, base: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
        """The graphs that the operation may change; None if that cannot be told."""
        if self._is_open or self.clears_all or self._variables:
            return None
        return self._fixed(prologue, base, prefixes)

    def search(self, prologue: str, base: str, prefixes: Mapping[str, str]) -> Search | None:
        """What finds the graphs that variables name; None if nothing does, or two runs may differ."""
        words = {token.text.upper() for token in self._tokens if token.kind == "word"}
        fixed = self._fixed(prologue, base, prefixes)
        if self._is_open or not self._variables or fixed is None or self._where is None or words & _VOLATILE:
            return None
        first, last = self._where
        if first >= last:
            return None
        edits = [
            (token.start, end_of(token), "FROM") for token in self._tokens[first:last] if token.text.upper() == "USING"
        ]
        where = edited(self._text, self._tokens[first].start, end_of(self._tokens[last - 1]), edits)
        within = resolved(prologue, [self._within] if self._within and not edits else [], base, prefixes)
        if within is None:
            return None
        return Search(f"{prologue}SELECT DISTINCT {' '.join(self._variables)} {where}", fixed, "".join(within))

    def _fixed(self, prologue: str, base: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
        default = DEFAULT if self._default is None else self._default.value
        named = resolved(prologue, self._terms, base, prefixes)
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
            self._where = (at + 1, closing + 1)
            edits, self._edits = self._edits[before:], self._edits[:before]
            start, end = self._tokens[opening].start, end_of(self._tokens[closing])
            template = edited(self._text, start, end, edits)
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
            self._edits.append((end_of(loose[-1]), end_of(loose[-1]), " }"))

    def _closing(self, opening: int) -> int:
        depth = 0
        for at in range(opening, len(self._tokens)):
            depth += (self._tokens[at].kind == "open") - (self._tokens[at].kind == "close")
            if depth == 0:
                return at
        raise self._unclear(self._tokens[opening])

    def _named(self, term: Token) -> None:
        if term.kind == "variable":
            self._variables[f"?{term.text[1:]}"] = None
        elif term.kind in ("iri", "name"):
            self._terms.append(term.text)
        else:
            raise self._unclear(term)

    def _management(self, word: str) -> str:
        at = 1 + (self._word(1) == "SILENT")
        whole = self._edited(self._tokens[0].start, end_of(self._tokens[-1]))
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
        source = self._text[self._tokens[at].start : end_of(self._tokens[after - 1])]
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
        target = self._text[self._tokens[after + 1].start : end_of(self._tokens[end - 1])]
        if word == "MOVE" and source_is_default:
            return f"COPY {silent}DEFAULT TO {target} ;\nCLEAR SILENT GRAPH {self._default}"
        return whole

    def _edited(self, start: int, end: int) -> str:
        return edited(self._text, start, end, self._edits)

    def _unclear(self, token: Token) -> QueryError:
        line, column = place(self._text, token.start)
        return QueryError(
            f"line {line}, column {column}: {token.text[:40]!r} does not begin an operation or a GRAPH that can be told "
            "apart; write spaces between the words, or send the operations one by one"
        )
