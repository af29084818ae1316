"""Tests about HTTP: a row of requests each, and the three of the service description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.conformance import expected
from tests.conformance.answers import GRAPHS, Failed, read
from tests.conformance.dataset import Dataset, check_done
from tests.conformance.terms import Kind as TermKind
from tests.conformance.terms import Match, Row, compare, iri

if TYPE_CHECKING:
    from tests.conformance.client import Answer, Endpoint
    from tests.conformance.manifest import Case, Request

_STATUSES = {"OK": 200, "Created": 201, "Accepted": 202, "NoContent": 204, "NotFound": 404}
_CLASS = re.compile(r"StatusCode([1-5])xx")
_FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ),
    "RDF": (*GRAPHS, "application/n-quads", "application/trig", "application/ld+json"),
}
_RDF_ACCEPT = "text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.8"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class Exchanges:
    """Runs the tests of the Protocol, the Graph Store Protocol and the Service Description."""

    def __init__(self, endpoint: Endpoint, dataset: Dataset) -> None:
        self.endpoint = endpoint
        self.dataset = dataset

    def run(self, case: Case) -> Match:
        """Send the requests of one test in their order.

        Raises:
            Failed: an answer is not what the test expects.
        """
        if not case.requests:
            return self._describe(case)
        self.dataset.hold(case.given)
        if any(request.method != "GET" for request in case.requests):
            self.dataset.forget()
        places: dict[str, str] = {}
        for number, request in enumerate(case.requests, 1):
            step = f"request {number}, {request.method} {request.path}"
            answer = self._send(request, places)
            _check(request, answer, step)
            if request.location is not None:
                located = self.endpoint.located(answer)
                if located is None:
                    raise Failed(f"{step}: no Location")
                places[request.location] = located
        return Match.EXACT

    def _send(self, request: Request, places: dict[str, str]) -> Answer:
        path, body = request.path, request.body
        for variable, value in places.items():
            path = path.replace(variable, value)
            body = body.replace(variable.encode(), value.encode()) if body is not None else None
        return self.endpoint.send(request.method, self._url(path), dict(request.headers), body)

    def _url(self, path: str) -> str:
        """The manifests write `/sparql/…` and `/gsp…`, to be replaced by the server's own paths."""
        if path.startswith("/sparql/"):
            return self.endpoint.sparql + path.removeprefix("/sparql/")
        rest = path.removeprefix("/gsp")
        return (self.endpoint.direct if rest.startswith("/") else self.endpoint.store) + rest

    def _describe(self, case: Case) -> Match:
        """The manifest gives the three tests by name; https://www.w3.org/TR/sparql11-service-description/ says the rest."""
        answer = self.endpoint.send("GET", self.endpoint.sparql, {"Accept": _RDF_ACCEPT})
        check_done(answer, "the service description")
        if answer.media_type not in GRAPHS:
            raise Failed(f"the service description is {answer.media_type or 'of no media type'}")
        rows = _triples(answer)
        match case.iri.rpartition("#")[2]:
            case "has-endpoint-triple":
                if not any(row[1:] == (iri(f"{_SD}endpoint"), iri(self.endpoint.sparql)) for row in rows):
                    raise Failed(f"no sd:endpoint <{self.endpoint.sparql}>")
            case "conforms-to-schema":
                _check_schema(rows)
        return Match.EXACT


def _check(request: Request, answer: Answer, step: str) -> None:
    if not any(_is_status(answer.status, status) for status in request.statuses):
        raise Failed(f"{step}: {answer.told}, expected {' or '.join(sorted(request.statuses))}")
    if request.format is not None and answer.media_type not in _FORMATS[request.format]:
        raise Failed(f"{step}: the answer is {answer.media_type!r}, no format for {request.format}")
    if request.truth is not None and read(answer.media_type, answer.body) is not request.truth:
        raise Failed(f"{step}: {answer.told}, expected {str(request.truth).lower()}")
    if request.content_type is not None:
        _check_content(request, answer, step)


def _check_content(request: Request, answer: Answer, step: str) -> None:
    wanted = (request.content_type or "").partition(";")[0]
    if answer.media_type != wanted:
        raise Failed(f"{step}: the answer's type is {answer.media_type!r}, expected {wanted!r}")
    if request.graph is not None:
        rows = expected.graph_of(request.graph.encode(), wanted).rows
        if compare(rows, _triples(answer)) is Match.NONE:
            raise Failed(f"{step}: another graph: {answer.told}")


def _is_status(status: int, name: str) -> bool:
    if found := _CLASS.fullmatch(name):
        return status // 100 == int(found[1])
    return status == _STATUSES[name]


def _triples(answer: Answer) -> tuple[Row, ...]:
    found = read(answer.media_type, answer.body, answer.url)
    return () if isinstance(found, bool) else found.rows


def _check_schema(rows: tuple[Row, ...]) -> None:
    """There is a service; each dataset has a default graph, each named graph a name that is an IRI."""

    def typed(name: str) -> set[object]:
        return {row[0] for row in rows if row[1:] == (_TYPE, iri(_SD + name))}

    def objects(subject: object, name: str) -> list[object]:
        return [row[2] for row in rows if row[:2] == (subject, iri(_SD + name))]

    services = {row[0] for row in rows if row[1] == iri(f"{_SD}endpoint")} | typed("Service")
    if not services:
        raise Failed("no sd:Service")
    datasets = typed("Dataset") | {row[2] for row in rows if row[1] == iri(f"{_SD}defaultDataset")}
    if any(not objects(dataset, "defaultGraph") for dataset in datasets):
        raise Failed("an sd:Dataset without sd:defaultGraph")
    named = typed("NamedGraph") | {row[2] for row in rows if row[1] == iri(f"{_SD}namedGraph")}
    names = [objects(graph, "name") for graph in named]
    if any(not found or any(getattr(name, "kind", None) is not TermKind.IRI for name in found) for found in names):
        raise Failed("an sd:NamedGraph without an IRI as its sd:name")
