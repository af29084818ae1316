"""The manifests of a checkout of the W3C's rdf-tests: what each test gives, does and expects."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = "https://w3c.github.io/rdf-tests/"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT = "http://www.w3.org/2009/sparql/tests/test-update#"
_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_DATASET = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)

SUITES = {
    "protocol": ("SPARQL 1.1 Protocol", "sparql/sparql11/protocol/manifest.ttl"),
    "graph-store": ("SPARQL 1.1 Graph Store Protocol", "sparql/sparql11/graph-store-protocol/manifest.ttl"),
    "description": ("SPARQL 1.1 Service Description", "sparql/sparql11/service-description/manifest.ttl"),
    "query": ("SPARQL 1.1 query", "sparql/sparql11/manifest-sparql11-query.ttl"),
    "update": ("SPARQL 1.1 update", "sparql/sparql11/manifest-sparql11-update.ttl"),
    "results": ("SPARQL 1.1 result formats", "sparql/sparql11/manifest-sparql11-results.ttl"),
    "federation": ("SPARQL 1.1 federation", "sparql/sparql11/manifest-sparql11-fed.ttl"),
    "syntax-1.0": ("SPARQL 1.0 syntax", "sparql/sparql10/manifest-syntax.ttl"),
    "query-1.0": ("SPARQL 1.0 query", "sparql/sparql10/manifest-evaluation.ttl"),
    "1.2": ("SPARQL 1.2", "sparql/sparql12/manifest.ttl"),
}


class Kind(enum.Enum):
    """What is done with a test."""

    QUERY = enum.auto()
    CSV = enum.auto()
    UPDATE = enum.auto()
    SYNTAX = enum.auto()
    BAD_SYNTAX = enum.auto()
    EXCHANGE = enum.auto()
    DESCRIPTION = enum.auto()


_KINDS = {
    "QueryEvaluationTest": Kind.QUERY,
    "CSVResultFormatTest": Kind.CSV,
    "UpdateEvaluationTest": Kind.UPDATE,
    **{
        f"Positive{form}{version}": Kind.SYNTAX for form in ("SyntaxTest", "UpdateSyntaxTest") for version in ("", "11")
    },
    **{
        f"Negative{form}{version}": Kind.BAD_SYNTAX
        for form in ("SyntaxTest", "UpdateSyntaxTest")
        for version in ("", "11")
    },
    "ProtocolTest": Kind.EXCHANGE,
    "GraphStoreProtocolTest": Kind.EXCHANGE,
    "ServiceDescriptionTest": Kind.DESCRIPTION,
}


@dataclass(frozen=True)
class Data:
    """The files of a dataset: those of the default graph, and the named graphs as pairs of IRI and file."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class Request:
    """One request of a test about HTTP, and what its answer has to be."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[str]
    truth: bool | None
    format: str | None
    location: str | None
    content_type: str | None
    graph: str | None


@dataclass(frozen=True)
class Case:
    """One test. `key` names it in our files: folder and name, as in `sparql11/functions/bnode01`."""

    key: str
    iri: str
    kind: Kind
    name: str
    text: Path | None = None
    given: Data = field(default_factory=Data)
    result: Path | None = None
    is_reduced: bool = False
    after: Data | None = None
    requests: tuple[Request, ...] = ()

    @property
    def is_update(self) -> bool:
        """Whether its text is an update; some manifests type a bad one as a bad query."""
        return self.text is not None and self.text.suffix == ".ru"


@dataclass(frozen=True)
class Checkout:
    """A folder with the files of rdf-tests."""

    root: Path

    def iri(self, path: Path) -> str:
        """The public IRI of a file, against which its relative IRIs are resolved."""
        return BASE + path.relative_to(self.root).as_posix()

    def path(self, iri: str) -> Path:
        """The file of a public IRI."""
        return self.root / iri.removeprefix(BASE)

    def cases(self, suite: str) -> list[Case]:
        """The tests of a suite, in the order of its manifests."""
        return list(self._cases(self.root / SUITES[suite][1]))

    def _cases(self, path: Path) -> Iterator[Case]:
        reader = _Reader(self, path)
        for included in reader.items("include"):
            yield from self._cases(self.path(included))
        for entry in reader.items("entries"):
            yield reader.case(entry)


class _Reader:
    """One manifest. Nodes are told by their values: the IRI, the label of a blank node, the text of a literal."""

    def __init__(self, checkout: Checkout, path: Path) -> None:
        self.checkout = checkout
        self.path = path

    @cached_property
    def found(self) -> dict[tuple[str, str], list[str]]:
        values: dict[tuple[str, str], list[str]] = {}
        base = self.checkout.iri(self.path)
        for quad in ox.parse(self.path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=base):
            subject, thing = quad.subject, quad.object
            if not isinstance(subject, ox.Triple) and not isinstance(thing, ox.Triple):
                values.setdefault((subject.value, quad.predicate.value), []).append(thing.value)
        return values

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.found.get((subject, predicate), [])

    def one(self, subject: str, predicate: str) -> str | None:
        return next(iter(self.all(subject, predicate)), None)

    def need(self, subject: str, predicate: str) -> str:
        if (value := self.one(subject, predicate)) is None:
            raise ValueError(f"{self.path}: {subject} has no {predicate}")
        return value

    def list(self, head: str | None) -> Iterator[str]:
        while head not in {None, f"{_RDF}nil"}:
            yield self.need(str(head), f"{_RDF}first")
            head = self.one(str(head), f"{_RDF}rest")

    def items(self, name: str) -> Iterator[str]:
        heads = [values[0] for (_, predicate), values in self.found.items() if predicate == _MF + name]
        return self.list(heads[0] if heads else None)

    def file(self, subject: str, predicate: str) -> Path | None:
        return self.checkout.path(value) if (value := self.one(subject, predicate)) else None

    def case(self, iri: str) -> Case:
        kinds = [_KINDS[name] for one in self.all(iri, f"{_RDF}type") if (name := one.rpartition("#")[2]) in _KINDS]
        if len(kinds) != 1:
            raise ValueError(f"{self.path}: {iri} is of no one kind of test")
        key = f"{self.path.parent.relative_to(self.checkout.root / 'sparql').as_posix()}/{iri.rpartition('#')[2]}"
        case = Case(key, iri, kinds[0], self.one(iri, f"{_MF}name") or key)
        match kinds[0]:
            case Kind.QUERY | Kind.CSV | Kind.UPDATE:
                return self._evaluation(case)
            case Kind.SYNTAX | Kind.BAD_SYNTAX:
                return replace(case, text=self.file(iri, f"{_MF}action"))
            case Kind.EXCHANGE:
                requests = self.list(self.need(self.need(iri, f"{_MF}action"), f"{_HT}requests"))
                return replace(case, given=self._data(iri), requests=tuple(map(self._request, requests)))
        return case

    def _evaluation(self, case: Case) -> Case:
        action = self.need(case.iri, f"{_MF}action")
        if case.kind is Kind.UPDATE:
            after = self._data(self.need(case.iri, f"{_MF}result"))
            return replace(case, text=self.file(action, f"{_UT}request"), given=self._data(action), after=after)
        text = self.file(action, f"{_QT}query")
        result = self.file(case.iri, f"{_MF}result")
        if text is None or result is None:
            raise ValueError(f"{self.path}: {case.iri} lacks its query or its result")
        lax = self.one(case.iri, f"{_MF}resultCardinality") == f"{_MF}LaxCardinality"
        return replace(case, text=text, given=self._dataset(action, text), result=result, is_reduced=lax)

    def _dataset(self, action: str, text: Path) -> Data:
        """Files that FROM names are graphs of the store, for a server fetches nothing."""
        named = [self.checkout.path(iri) for iri in self.all(action, f"{_QT}graphData")]
        folder = text.parent
        named += [folder / one for one in _DATASET.findall(text.read_text()) if (folder / one).is_file()]
        default = tuple(map(self.checkout.path, self.all(action, f"{_QT}data")))
        return Data(default, tuple((self.checkout.iri(path), path) for path in dict.fromkeys(named)))

    def _data(self, subject: str) -> Data:
        named = [
            (self.need(one, _LABEL), self.need(one, f"{_UT}graph")) for one in self.all(subject, f"{_UT}graphData")
        ]
        default = tuple(map(self.checkout.path, self.all(subject, f"{_UT}data")))
        return Data(default, tuple((iri, self.checkout.path(file)) for iri, file in named))

    def _headers(self, subject: str) -> tuple[tuple[str, str], ...]:
        nodes = self.list(self.one(subject, f"{_HT}headers"))
        return tuple((self.need(one, f"{_HT}fieldName"), self.need(one, f"{_HT}fieldValue")) for one in nodes)

    def _chars(self, subject: str) -> tuple[str, str] | None:
        if (body := self.one(subject, f"{_HT}body")) is None:
            return None
        return self.need(body, f"{_CNT}chars"), self.one(body, f"{_CNT}characterEncoding") or "UTF-8"

    def _request(self, node: str) -> Request:
        answer = self.need(node, f"{_HT}resp")
        sent, expected = self._chars(node), self._chars(answer)
        truth = self.one(answer, f"{_MF}expectedBoolean")
        return Request(
            method=self.need(node, f"{_HT}methodName"),
            path=self.need(node, f"{_HT}absolutePath"),
            headers=self._headers(node),
            body=sent[0].encode(sent[1]) if sent else None,
            statuses=frozenset(one.rpartition("#")[2] for one in self.all(answer, f"{_MF}expectedStatus")),
            truth=None if truth is None else truth in {"true", "1"},
            format=self.one(answer, f"{_MF}expectedFormat"),
            location=self.one(answer, f"{_MF}expectedLocation"),
            content_type=dict(self._headers(answer)).get("content-type"),
            graph=expected[0] if expected else None,
        )
