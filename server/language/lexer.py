"""One linear pass over a SPARQL text before the engine sees it.

The engine overflows its stack on deep nesting, which ends the process, and offers no switch against SERVICE and LOAD,
so whatever cannot be taken back must be known beforehand. The scan reads tokens, not grammar; the engine stays the
judge of syntax.

`?a<?b)SERVICE#>` is an IRI to a scanner, but `?a < ?b ) SERVICE` and a comment to a parser that stands inside an
expression. Where both can be meant (inside round brackets, after an operand) and the readings differ, the text is
refused with the advice to write a space after `<`.

Specification: SPARQL 1.2 Query Language, section 19 (grammar); SPARQL 1.1 Update, section 3.
"""

from __future__ import annotations

import re
from typing import Final

from ontology.errors import QueryError
from server.language.ambiguity import is_comparison_or_iri, may_hide_service
from server.language.found import Form, Scan
from server.language.outline import Outline
from server.language.patterns import MAX_PATTERNS, Patterns
from server.language.terminals import Token, data, place, token_at, tokens

__all__ = ["MAX_DEPTH", "MAX_OPERATORS", "MAX_RUN", "MAX_TOKENS", "Form", "Scan", "place", "scan", "tokens"]

# On a stack of 8 MB the engine survives 500 nested calls or EXISTS, 2,000 operators, groups or patterns in a chain and
# 2,000 terms in a row, and dies of 1,000, 4,000 and 4,000.
MAX_DEPTH: Final = 100
MAX_OPERATORS: Final = 1000
MAX_RUN: Final = 500
MAX_TOKENS: Final = 50_000  # outside of data: a tenth of a second of reading, for which all others wait
# REGEX, SUBSTR, REPLACE and GROUP_CONCAT have two forms; the engine reads the arguments again for the second, and so
# doubles its time with each that stands in the arguments of another. `!` and `~` before a bracket do so on an error.
MAX_REREAD: Final = 12

_FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}
_UPDATES = re.compile("INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH")
_VOLATILE = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})
_JOINING = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "LATERAL", "AS"})
_REREAD = frozenset({"REGEX", "SUBSTR", "REPLACE", "GROUP_CONCAT", "!", "~"})

_WORD_PARTS = re.compile(r"[.\-]+")  # `true.FILTER` needs no space either
_TERMS = frozenset({"iri", "name", "string", "number", "variable"})
_OPERANDS = frozenset({"iri", "string", "variable", "language", "number", "name", "word", "close"})
_CLOSES = {")": "(", "]": "[", "}": "{", ">>": "<<", "|}": "{|"}
_NAMES_A_GRAPH = frozenset({"GRAPH", "FROM", "NAMED", "USING", "INTO", "WITH", "TO", "DESCRIBE"})


class _Scanner:
    """The state of one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.form: Form | None = None
        self.words: set[str] = set()
        self.prefixes: dict[str, str] = {}
        self.open: list[str] = []
        self.rereads: list[int] = []  # for each open bracket, how many of _REREAD stand around it
        self.reread = False  # whether one of them waits for its bracket
        self.depth = self.operators = self.run_length = self.tokens = 0
        self.patterns = Patterns()
        self.awaits_data = False
        self.data_from = 0  # the bracket level of an open data block; 0 outside of one
        self.service_at = -1
        self.may_be_service: Token | None = None
        self.before = self.before_that = Token("other", "", 0)
        self.outline = Outline()
        self.checks = {
            "word": self.word,
            "open": self.enter,
            "close": self.leave,
            "operator": self.sign,
            "other": self.sign,
        }

    def run(self) -> Scan:
        offset = 0
        while offset < len(self.text):
            # The name of a graph is read as a token, because `note` keeps it.
            if (
                self.data_from
                and self.before.text.upper() != "GRAPH"
                and (match := data().match(self.text, offset))
                and match.end() > offset
            ):
                self.outline.note_data(self.text, offset, match.end(), len(self.open))
                offset = match.end()
                continue
            token, offset = token_at(self.text, offset)
            if token:
                self.read(token)
                self.before_that, self.before = self.before, token
        return Scan(
            form=self.form,
            has_dataset_clause=any(word.startswith("FROM") for word in self.words),
            service_at=self.service_at,
            is_volatile=bool(self.words & _VOLATILE),
            depth=self.depth,
            operators=self.operators,
            patterns=self.patterns.most,
            declared_prefixes=frozenset(self.prefixes),
            outline=tuple(self.outline.tokens),
        )

    def read(self, token: Token) -> None:
        # Everybody waits for this: what has nothing to check is not called.
        kind = token.kind
        self.tokens += 1
        if self.tokens > MAX_TOKENS:
            self.limit(self.tokens, MAX_TOKENS, "tokens outside of data blocks", token)
        if self.may_be_service:
            self.settle_service(token)
        if self.form is None or self.form == "UPDATE":
            self.outline.note(token, self.before, len(self.open))
        if check := self.checks.get(kind):
            check(token)
        if not self.data_from:
            self.patterns.read(token, self.before)
            if self.patterns.most > MAX_PATTERNS:
                self.limit(self.patterns.most, MAX_PATTERNS, "triple patterns in one group", token)
        if kind in _TERMS:
            self.term(token)
        elif kind in ("separator", "operator", "word") or token.text in "{}":
            self.run_length = 0

    def term(self, token: Token) -> None:
        self.run_length += not self.data_from
        if self.run_length > MAX_RUN:
            self.limit(self.run_length, MAX_RUN, "terms in a row", token)
        if token.kind == "iri":
            self.iri(token)
        elif token.kind == "name":
            self.name(token)

    def enter(self, token: Token) -> None:
        rereads = (self.rereads[-1] if self.rereads else 0) + self.reread
        self.reread = False
        self.limit(rereads, MAX_REREAD, "nested REGEX, SUBSTR, REPLACE, GROUP_CONCAT, !(…) or ~ … {| |}", token)
        self.rereads.append(rereads)
        self.open.append(token.text)
        self.depth = max(self.depth, len(self.open))
        self.limit(len(self.open), MAX_DEPTH, "nested brackets", token)
        if token.text == "{":
            if self.awaits_data:
                self.data_from, self.awaits_data = len(self.open), False
            self.count(True, token)
        elif not self.data_from:
            self.run_length += 1  # HAVING (1) (1) … and nested collections

    def sign(self, token: Token) -> None:
        self.reread |= token.text in _REREAD
        self.count(True, token)

    def leave(self, token: Token) -> None:
        if self.open[-1:] != [_CLOSES[token.text]]:
            return  # the engine refuses it
        if len(self.open) == self.data_from:
            self.data_from = 0
        self.open.pop()
        self.rereads.pop()

    def limit(self, number: int, most: int, what: str, token: Token) -> None:
        if number > most:
            self.refuse(token, f"more than {most} {what}; ask in several queries")

    def count(self, counts: bool, token: Token) -> None:
        self.operators += counts and not self.data_from
        self.limit(self.operators, MAX_OPERATORS, "operators and graph patterns", token)

    def word(self, token: Token) -> None:
        word = token.text.upper()
        self.reread |= word in _REREAD
        for part in _WORD_PARTS.split(word):
            self.words.add(part)
            if part in _JOINING:
                self.count(True, token)
            self.awaits_data |= part == "VALUES" or (part.endswith("DATA") and not self.open)
            self.form = self.form or _FORMS.get(part) or ("UPDATE" if _UPDATES.match(part) else None)
        # Contained, not equal: the engine asks for no space between a keyword and its neighbours (`trueSERVICE`).
        if "SERVICE" in word:
            self.found_service(token)

    def found_service(self, token: Token) -> None:
        if self.service_at < 0:
            self.service_at = token.start

    def name(self, token: Token) -> None:
        prefix, _, local = token.text.partition(":")
        keyword, before = prefix.upper(), self.before.text.upper()
        if before == "PREFIX":
            return
        if self.form is None and _UPDATES.match(keyword):
            self.form = "UPDATE"  # LOAD:x
        if not self.open and keyword.startswith("FROM") and prefix not in self.prefixes:
            self.words.add(keyword)
        if "SERVICE" in keyword and before not in _NAMES_A_GRAPH:
            self.may_be_service = token
        if prefix != "_" and may_hide_service(local, self.prefixes.get(prefix)):
            self.refuse(token, f"{token.text[:40]} cannot be told from a SERVICE clause; write the IRI in full")

    def settle_service(self, token: Token) -> None:
        """`SERVICE:x` is a name, unless a group follows: then the engine reads SERVICE and `:x`."""
        if self.may_be_service and token.text == "{":
            self.found_service(self.may_be_service)
        self.may_be_service = None

    def iri(self, token: Token) -> None:
        before = self.before
        if before.kind == "name" and before.text.endswith(":"):
            declared = self.before_that.text.upper() == "PREFIX"
            if declared or (self.form is None and before.text.upper().startswith("PREFIX")):
                self.prefixes[before.text[0 if declared else 6 : -1]] = token.text
        in_expression = not self.data_from and self.open[-1:] == ["("] and before.kind in _OPERANDS
        if in_expression and is_comparison_or_iri(token.text):
            reason = f"{token.text[:40]} can be read as an IRI or as a comparison"
            self.refuse(token, f"{reason}; write a space after '<', or write the IRI in full")

    def refuse(self, token: Token, reason: str) -> None:
        line, column = place(self.text, token.start)
        raise QueryError(f"line {line}, column {column}: {reason}")


def scan(text: str) -> Scan:
    """Read a SPARQL text once, in time proportional to its length.

    Raises:
        QueryError: a string is never closed, a `<` or a name can be read in two ways, or a limit is passed.
    """
    return _Scanner(text).run()
