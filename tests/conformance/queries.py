"""Tests of the languages: queries in every result format, updates, and texts that must parse or must not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conformance import expected
from tests.conformance.answers import GRAPHS, Failed, Graph, Result, Solutions, read
from tests.conformance.dataset import Dataset, check_done
from tests.conformance.manifest import Data, Kind
from tests.conformance.terms import Kind as TermKind
from tests.conformance.terms import Match, compare, difference, reduced

if TYPE_CHECKING:
    from tests.conformance.client import Answer, Endpoint
    from tests.conformance.manifest import Case, Checkout

CSV = "text/csv"
TRUTHS = ("application/sparql-results+json", "application/sparql-results+xml")
TABLES = (*TRUTHS, CSV, "text/tab-separated-values")
_LOST = re.compile(rb"^\s*(?:DROP|CLEAR)\s+GRAPH\s+(<[^>]*>)", re.MULTILINE)
_BRACES = re.compile(r"\{[^{}]*\}")
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


class Language:
    """Runs the tests of one server and one checkout."""

    def __init__(self, endpoint: Endpoint, checkout: Checkout, dataset: Dataset) -> None:
        self.endpoint = endpoint
        self.checkout = checkout
        self.dataset = dataset

    def run(self, case: Case) -> Match:
        """Run one test.

        Raises:
            Failed: the server did not do what it expects.
        """
        match case.kind:
            case Kind.QUERY:
                return self._query(case)
            case Kind.CSV:
                return self._formats(case, (CSV,))
            case Kind.UPDATE:
                return self._update(case)
        return self._syntax(case)

    def _query(self, case: Case) -> Match:
        expecting = self._expecting(case)
        if isinstance(expecting, Graph):
            return self._formats(case, tuple(GRAPHS))
        if isinstance(expecting, bool):
            return self._formats(case, TRUTHS)
        # CSV has no way to write a triple term, and does not tell the rows that REDUCED may leave out
        has_triples = any(term and term.kind is TermKind.TRIPLE for row in expecting.rows for term in row)
        return self._formats(
            case, tuple(one for one in TABLES if one != CSV) if has_triples or case.is_reduced else TABLES
        )

    def _expecting(self, case: Case) -> Result:
        if case.result is None:
            raise ValueError(f"{case.key} has no result")
        return expected.result(case.result, self.checkout)

    def _formats(self, case: Case, media_types: tuple[str, ...]) -> Match:
        self.dataset.hold(case.given)
        expecting = self._expecting(case)
        words = self._text(case)
        matches = []
        for media_type in media_types:
            answer = self.endpoint.query(words, media_type)
            name = media_type.rpartition("/")[2]
            check_done(answer, name)
            if answer.media_type != media_type:
                raise Failed(f"{name}: the answer is {answer.media_type}")
            found = _read(answer, case)
            match = _compared(case, expecting, found, media_type)
            if match is Match.NONE:
                raise Failed(f"{name}: {_difference(expecting, found)}")
            matches.append(match)
        return Match.BY_VALUE if Match.BY_VALUE in matches else Match.EXACT

    def _text(self, case: Case) -> bytes:
        """The text with the base that it has as a file: over HTTP the base is the endpoint's own."""
        if case.text is None:
            raise ValueError(f"{case.key} has no text")
        return f"BASE <{self.checkout.iri(case.text)}>\n".encode() + case.text.read_bytes()

    def _update(self, case: Case) -> Match:
        self.dataset.hold(case.given)
        words = self._text(case)
        self.dataset.forget()
        check_done(self.endpoint.update(words), "the update")
        return self.dataset.check(case.after or Data())

    def _syntax(self, case: Case) -> Match:
        """A bad text is refused with 400 and nothing else; a good one works on an empty dataset."""
        if case.text is None:
            raise ValueError(f"{case.key} has no text")
        words = case.text.read_bytes()
        if case.is_update and case.kind is Kind.SYNTAX:
            self.dataset.hold(Data())
            self.dataset.forget()
            if graphs := _LOST.findall(words):  # an update that clears a graph may fail if there is none
                check_done(self.endpoint.update(b"; ".join(b"CREATE GRAPH " + graph for graph in graphs)), "CREATE")
        answer = self.endpoint.update(words) if case.is_update else self.endpoint.query(words, "*/*")
        if case.kind is Kind.SYNTAX:
            check_done(answer, "a text that is right")
        elif answer.status != 400:
            raise Failed(f"a text that is wrong: {answer.told}")
        return Match.EXACT


def _is_ordered(case: Case) -> bool:
    """Whether the query itself, not one inside it, asks for an order."""
    words = case.text.read_text(encoding="utf-8") if case.text else ""
    while _BRACES.search(words):
        words = _BRACES.sub("", words)
    return bool(_ORDERED.search(words))


def _read(answer: Answer, case: Case) -> Result:
    try:
        if answer.media_type in GRAPHS and case.key.startswith("sparql12/"):
            return expected.graph_of(answer.body, answer.media_type)  # rdflib does not know RDF 1.2
        return read(answer.media_type, answer.body)
    except SyntaxError as error:
        raise Failed(str(error)) from error


def _compared(case: Case, expecting: Result, found: Result, media_type: str) -> Match:
    if isinstance(expecting, Graph) and isinstance(found, Graph):
        return compare(expecting.rows, found.rows)
    if isinstance(expecting, Solutions) and isinstance(found, Solutions):
        left, right = expecting.sorted(), found.sorted()
        if left.variables != right.variables:
            return Match.NONE
        if case.is_reduced:
            return reduced(left.rows, right.rows)
        return compare(left.rows, right.rows, ordered=_is_ordered(case), as_text=media_type == CSV)
    return Match.EXACT if expecting is found else Match.NONE


def _difference(expecting: Result, found: Result) -> str:
    if isinstance(expecting, Graph) and isinstance(found, Graph):
        return difference(expecting.rows, found.rows)
    if isinstance(expecting, Solutions) and isinstance(found, Solutions):
        left, right = expecting.sorted(), found.sorted()
        return f"variables {left.variables} and {right.variables}; {difference(left.rows, right.rows)}"
    return f"expected {_brief(expecting)}, the answer is {_brief(found)}"


def _brief(result: Result) -> str:
    if isinstance(result, bool):
        return str(result).lower()
    return f"{len(result.rows)} rows"
