"""The endpoint told in its own terms (SPARQL 1.1 Service Description). Without blank nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple

from ontology.terms import RDF
from server.web.http.negotiation import GRAPHS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.engine.view import View

SD = "http://www.w3.org/ns/sparql-service-description#"
# Each named graph takes four triples; beyond this many, a query for the graphs serves better than a list of them.
_MOST_GRAPHS = 1000


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


def service_description(view: View, endpoint: str) -> Iterator[Triple]:
    """The statements about the endpoint at this URL.

    `sd:UnionDefaultGraph` is what surprises most: without FROM, a query sees all graphs as one.
    """
    service, dataset, default = (NamedNode(endpoint + part) for part in ("", "#dataset", "#default-graph"))
    yield Triple(service, RDF.type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for format_ in (*TABLES, *GRAPHS):
        if format_.engine is not None:
            yield Triple(service, _sd("resultFormat"), NamedNode(format_.engine.iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF.type, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF.type, _sd("Graph"))
    for graph in view.graphs()[:_MOST_GRAPHS]:
        name = NamedNode(graph)
        about = NamedNode(f"{graph}#graph" if "#" not in graph else f"{graph}-graph")
        yield Triple(dataset, _sd("namedGraph"), about)
        yield Triple(about, RDF.type, _sd("NamedGraph"))
        yield Triple(about, _sd("name"), name)
