r"""One linear pass over a SPARQL text before the engine sees it.

The engine overflows its stack on deep nesting, which ends the process, and offers no switch against SERVICE, so
whatever cannot be taken back must be known beforehand. The scan reads tokens, not grammar; the engine stays the judge
of syntax. Two rules keep the scan and the engine's parser from reading different tokens:

* A quotation mark outside an IRI, a comment and a local name always opens a string; one that is never closed ends the
  scan with an error instead of a guess.
* `?a<?b)SERVICE#>` is an IRI to a scanner, but `?a < ?b ) SERVICE` and a comment to a parser that stands inside an
  expression. Where both can be meant (inside round brackets, after an operand) and the readings differ, the text is
  refused with the advice to write a space after `<`.

Specification: SPARQL 1.1 Query Language, section 19.8 (grammar, terminals).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from ontology.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "UPDATE"]

# On a stack of 8 MB the engine survives 2,000 nested groups, 2,000 operators or patterns and 1,000 terms in a row, and
# dies of 3,000, 20,000 and 4,000. VALUES blocks are not counted: they are read without recursion.
MAX_DEPTH = 100
MAX_OPERATORS = 1000
MAX_RUN = 500

_FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_JOINING = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "LATERAL", "AS"})

# Possessive quantifiers (*+, ++): no alternative gives back what it took, so that every piece is linear.
_TOKEN = re.compile(
    r"""
    (?P<space> (?: [ \t\r\n] | \#[^\r\n]*+ )++ )
  | (?P<iri> < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )*+ > )
  | (?P<string> '''(?: [^'\\] | '(?!'') | \\[\s\S] )*+'''
              | \"""(?: [^"\\] | "(?!"") | \\[\s\S] )*+\"""
              | '(?!'')(?: [^'\\\r\n] | \\. )*+'
              | "(?!"")(?: [^"\\\r\n] | \\. )*+" )
  | (?P<quote> ["'] )
  | (?P<variable> [?$]\w++ )
  | (?P<language> @[A-Za-z]++(?:-[A-Za-z0-9]++)*+ )
  | (?P<number> (?: [0-9]++(?:\.[0-9]*+)? | \.[0-9]++ )(?:[eE][+-]?[0-9]++)? )
  | (?P<name> (?: [^\W\d][\w\-]*+(?:\.++[\w\-]++)*+ )? :
              (?: [\w.:\-] | %[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%] )*+ )
  | (?P<word> [^\W\d][\w\-]*+(?:\.++[\w\-]++)*+ | \w )
  | (?P<open> [({\[] )
  | (?P<close> [)}\]] )
  | (?P<operator> \|\| | && | \^\^ | [<>!]= | [!|/^+\-*=<>] )
  | (?P<other> [,;.]++ | [\s\S] )
    """,
    re.VERBOSE,
)
_WORD_PARTS = re.compile(r"[.\-]+")  # `true.FILTER` needs no space either
_TERMS = frozenset({"iri", "name", "string", "number", "variable"})
_SEPARATORS = frozenset({",", ";", ".", "{", "}"})
_OPERANDS = frozenset({"iri", "string", "variable", "language", "number", "name", "word", "close"})
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")  # "//" stands in no expression, so this can only be an IRI
_TELLING = re.compile(r"[#'()\[\]]")  # characters after which the two readings of "<...>" part


class Token(NamedTuple):
    """A piece of the text that is neither white space nor comment."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass found.

    Attributes:
        form: the query form; UPDATE for any update; None where no keyword tells.
        has_dataset_clause: whether FROM or FROM NAMED stands in it.
        service_at: the offset of the first SERVICE; -1 without one.
        is_volatile: whether two runs may differ (NOW, RAND, UUID …).
        depth: how deep brackets of all kinds nest.
        operators: operators of expressions and paths, groups, and words that join graph patterns.
        declared_prefixes: the prefixes that the text declares itself.
    """

    form: Form | None
    has_dataset_clause: bool
    service_at: int
    is_volatile: bool
    depth: int
    operators: int
    declared_prefixes: frozenset[str]


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1, in characters."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a SPARQL text, from left to right.

    Raises:
        QueryError: a string is never closed.
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "quote":
            line, column = place(text, match.start())
            raise QueryError(f"line {line}, column {column}: the string that opens here is never closed")
        if kind != "space":
            yield Token(kind, match.group(), match.start())


class _Scanner:
    """The state of one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.form: Form | None = None
        self.words: set[str] = set()
        self.prefixes: set[str] = set()
        self.open: list[str] = []
        self.depth = self.operators = self.run_length = 0
        self.awaits_data = False
        self.data_from = 0  # the bracket level of an open VALUES block; 0 outside of one
        self.service_at = -1
        self.before = Token("other", "", 0)

    def run(self) -> Scan:
        for token in tokens(self.text):
            self.read(token)
            self.before = token
        return Scan(
            form=self.form,
            has_dataset_clause="FROM" in self.words or "FROMNAMED" in self.words,
            service_at=self.service_at,
            is_volatile=bool(self.words & _VOLATILE),
            depth=self.depth,
            operators=self.operators,
            declared_prefixes=frozenset(self.prefixes),
        )

    def read(self, token: Token) -> None:
        kind = token.kind
        if kind == "word":
            self.word(token)
        elif kind == "open":
            self.enter(token)
        elif kind == "close":
            self.leave()
        elif kind == "operator" or (kind == "other" and self.open[-1:] != ["("]):
            self.count(True, token)
        if kind in _TERMS:
            self.run_length += not self.data_from
            self.limit(self.run_length, MAX_RUN, "terms in a row", token)
            if kind == "iri":
                self.iri(token)
            elif kind == "name":
                self.name(token)
        elif token.text in _SEPARATORS or kind in ("operator", "word"):
            self.run_length = 0

    def enter(self, token: Token) -> None:
        self.open.append(token.text)
        self.depth = max(self.depth, len(self.open))
        self.limit(len(self.open), MAX_DEPTH, "nested brackets", token)
        if token.text == "{":
            if self.awaits_data:
                self.data_from, self.awaits_data = len(self.open), False
            self.count(True, token)
        elif not self.data_from:
            self.run_length += 1  # HAVING (1) (1) … and nested collections

    def leave(self) -> None:
        if len(self.open) == self.data_from:
            self.data_from = 0
        if self.open:
            self.open.pop()

    def limit(self, number: int, most: int, what: str, token: Token) -> None:
        if number > most:
            line, column = place(self.text, token.start)
            raise QueryError(f"line {line}, column {column}: more than {most} {what}; ask in several queries")

    def count(self, counts: bool, token: Token) -> None:
        self.operators += counts and not self.data_from
        self.limit(self.operators, MAX_OPERATORS, "operators and graph patterns", token)

    def word(self, token: Token) -> None:
        for part in _WORD_PARTS.split(token.text.upper()):
            self.words.add(part)
            self.count(part in _JOINING, token)
            self.awaits_data = self.awaits_data or part == "VALUES"
            if self.form is None:
                self.form = "UPDATE" if part in _UPDATES else _FORMS.get(part)
        self.look_for_service(token.text.upper(), token)

    def name(self, token: Token) -> None:
        prefix = token.text.partition(":")[0]
        if self.before.text.upper() == "PREFIX":
            self.prefixes.add(prefix)
        # The engine reads SERVICE:x as SERVICE and :x when nothing else fits, so the prefix counts as a word.
        self.look_for_service(prefix.upper(), token)

    def look_for_service(self, word: str, token: Token) -> None:
        # Contained, not equal: the engine asks for no space between a keyword and its neighbours (`trueSERVICE`).
        if self.service_at < 0 and "SERVICE" in word:
            self.service_at = token.start

    def iri(self, token: Token) -> None:
        in_expression = bool(self.open) and self.open[-1] == "(" and self.before.kind in _OPERANDS
        if in_expression and not _ABSOLUTE.match(token.text) and _TELLING.search(token.text):
            line, column = place(self.text, token.start)
            raise QueryError(
                f"line {line}, column {column}: {token.text[:40]} can be read as an IRI or as a comparison; "
                "write a space after '<', or write the IRI in full"
            )


def scan(text: str) -> Scan:
    """Read a SPARQL text once, in time proportional to its length.

    Raises:
        QueryError: a string is never closed, a `<` can be read in two ways, or a limit is passed.
    """
    return _Scanner(text).run()
