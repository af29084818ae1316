"""A SPARQL query before it runs: read once, held against the limits, or refused with the place and the reason."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from itertools import takewhile

from pyoxigraph import NamedNode

from ontology.errors import QueryError
from server.language.lexer import Form, place, scan, tokens

READ_ONLY = (
    "this is an update, and a query only reads; where writes are on, send it by POST as update=, else data comes in by "
    "`comity load`"
)
SERVICE_REFUSED = (
    "SERVICE is refused: this endpoint asks no other one; query the other endpoint yourself and join by VALUES"
)
_KEYWORDS = [
    "SELECT",
    "CONSTRUCT",
    "DESCRIBE",
    "ASK",
    "WHERE",
    "FROM",
    "NAMED",
    "PREFIX",
    "BASE",
    "DISTINCT",
    "REDUCED",
    "OPTIONAL",
    "UNION",
    "MINUS",
    "FILTER",
    "BIND",
    "VALUES",
    "GRAPH",
    "ORDER",
    "GROUP",
    "HAVING",
    "LIMIT",
    "OFFSET",
    "EXISTS",
    "COUNT",
    "SAMPLE",
    "GROUP_CONCAT",
]
_SHOWN = 6


class QuerySyntaxError(QueryError):
    """A text that does not parse.

    Attributes:
        line: from 1.
        column: from 1, in characters.
        offset: from 0, in characters.
        reason: the message without the place.
        excerpt: the line, and below it a caret under the place.
    """

    def __init__(self, text: str, offset: int, reason: str) -> None:
        self.offset, self.reason = offset, reason
        self.line, self.column = place(text, offset)
        line = text.split("\n")[self.line - 1].rstrip("\r")
        # Around the place, not the whole of a line that may be long. A tab counts as one column, so it is shown as one.
        start = max(0, self.column - 60)
        shown = line[start : start + 110].replace("\t", " ")
        self.excerpt = f"{shown}\n{' ' * (self.column - 1 - start)}^"
        super().__init__(f"line {self.line}, column {self.column}: {reason}")


@dataclass(frozen=True, slots=True)
class PreparedQuery:
    """A query text that may run. Only `prepare` makes one."""

    text: str
    form: Form
    has_dataset_clause: bool
    is_volatile: bool


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a request names (SPARQL 1.1 Protocol, 2.1.4). Without any, the query's own clauses hold."""

    default: tuple[NamedNode, ...] = ()
    named: tuple[NamedNode, ...] = ()

    @classmethod
    def of(cls, default: list[str], named: list[str]) -> Dataset:
        """The dataset of these IRIs.

        Raises:
            QueryError: one is not an absolute IRI.
        """
        try:
            return cls(tuple(map(NamedNode, default)), tuple(map(NamedNode, named)))
        except ValueError as error:
            raise QueryError(f"default-graph-uri and named-graph-uri take absolute IRIs: {error}") from None

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


def prepare(text: str) -> PreparedQuery:
    """Read a query and refuse what this endpoint does not run.

    Raises:
        QuerySyntaxError: no query form is found.
        QueryError: an update, a SERVICE clause, or a text beyond the limits of `server.language.lexer`.
    """
    found = scan(text)
    if found.form == "UPDATE":
        raise QueryError(READ_ONLY)
    if found.service_at >= 0:
        raise QuerySyntaxError(text, found.service_at, SERVICE_REFUSED)
    if found.form is None:
        reason = "the query is empty" if not text.strip() else "SELECT, ASK, CONSTRUCT or DESCRIBE is missing"
        first = next(tokens(text), None)
        raise QuerySyntaxError(text, first.start if first else 0, reason)
    return PreparedQuery(text, found.form, found.has_dataset_clause, found.is_volatile)


_ENGINE_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_CLASS = re.compile(r"\[[^\"].*?\](?=,|$)", re.DOTALL)
_QUOTED = re.compile(r'"((?:\\.|[^"\\])+)"')
_SENTENCE = re.compile(r"(?:^|, )([A-Z][a-z]*(?: [A-Za-z]+){2,})(?=,|$)")
_WORD = re.compile(r"(?:^|(?<=, ))[A-Z_]{2,}(?=,|$)")


def explain_syntax_error(text: str, error: SyntaxError, prefixes: dict[str, str]) -> QuerySyntaxError:
    """Turn the engine's message, a list of character classes, into one that a person can act on.

    The engine names the furthest character that it looked at, which for a keyword is the end of that keyword's
    length; the place of the error is found again by stepping back over it to the start of a token.
    """
    match = _ENGINE_ERROR.match(str(error))
    if not match:
        return QuerySyntaxError(text, 0, " ".join(str(error).split()))
    expected = match[3]
    reach = min(_offset(text, int(match[1]), int(match[2])), len(text))
    if "Prefix not found" in expected and (problem := _unknown_prefix(text, prefixes)):
        return problem
    if sentence := _SENTENCE.search(expected):
        return QuerySyntaxError(text, max(reach - 1, 0), sentence[1][0].lower() + sentence[1][1:])
    signs = _QUOTED.findall(expected)
    words = _WORD.findall(_CLASS.sub("", expected))
    offset = reach if signs else _stepped_back(text, reach, [len(word) for word in words] or [1])
    return QuerySyntaxError(text, offset, _reason(text, offset, signs))


def _reason(text: str, offset: int, signs: list[str]) -> str:
    token = next((token.text for token in tokens(text) if token.start == offset), "")
    reason = f"unexpected {token[:40]!r}" if token else "the text ends too early, or something is missing here"
    if close := difflib.get_close_matches(token.upper(), _KEYWORDS, n=1, cutoff=0.7):
        return reason if close[0] == token.upper() else f"{reason}; did you mean {close[0]}?"
    # Of keywords the engine names only the longest, which are rarely the ones that were meant.
    hints = [sign.replace("\\", "") for sign in signs if not sign.isalnum()]
    return f"{reason}; expected for example {' '.join(hints[:_SHOWN])}" if hints else reason


def _unknown_prefix(text: str, prefixes: dict[str, str]) -> QuerySyntaxError | None:
    known = set(scan(text).declared_prefixes) | set(prefixes)
    for token in tokens(text):
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known and prefix != "_":
            close = difflib.get_close_matches(prefix, known, n=1)
            hint = f"did you mean {close[0]}:?" if close else f"declare it: PREFIX {prefix}: <…>"
            return QuerySyntaxError(text, token.start, f"the prefix {prefix}: is not declared; {hint}")
    return None


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _stepped_back(text: str, reach: int, lengths: list[int]) -> int:
    starts = {token.start for token in takewhile(lambda token: token.start <= reach, tokens(text))}
    candidates = [reach - length for length in lengths if reach - length in starts]
    return max(candidates, default=max(reach - 1, 0))
