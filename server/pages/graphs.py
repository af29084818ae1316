"""Named graphs, in RDF or as pages; the ontology is one of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, parse

from ontology.terms import RDFS, C
from server.language.query import prepare
from server.pages.labels import labels, rank
from server.pages.resources import Resource, answer, path_of, serialised
from server.web.http.negotiation import GRAPHS
from server.web.site import language, view

if TYPE_CHECKING:
    from collections.abc import Iterable

blueprint = Blueprint("graphs", __name__)

_SHOWN_STATEMENTS = 500


@blueprint.get("/graph/<path:slug>")
def graph(slug: str) -> Response:
    """All statements of one named graph, which may be many.

    Raises:
        NotFound: there is no such graph.
    """

    def page(iri: str, _: bool) -> str:
        shown, total = _first_statements(iri)
        known = labels(view(), _iris(shown), language())
        return render_template(
            "graph.html", iri=iri, triples=shown, total=total, labels=known, formats=GRAPHS, path=path_of(iri)
        )

    return answer(f"graph/{slug}", Resource(_is_graph, lambda iri, _, engine: view().graph_pieces(iri, engine), page))


@blueprint.get("/ontology")
@blueprint.get("/ontology.<extension>")
def ontology(extension: str = "") -> Response:
    """The document that defines the words (hash namespace), as RDF or as a glossary.

    Raises:
        NotFound: nothing has been loaded yet, and the ontology is published with the data.
    """
    return answer(
        f"graph/ontology{'.' if extension else ''}{extension}",
        Resource(_statements, lambda _, found, engine: serialised(found, engine), _glossary),
    )


def _glossary(_: str, triples: list[Triple]) -> str:
    terms: dict[str, dict[str, list[object]]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            terms.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    ours = {iri: terms[iri] for iri in (node.value for node in C.terms().values()) if iri in terms}
    known = labels(view(), _iris(triples), language())
    return render_template("ontology.html", terms=ours, labels=known, rdfs=RDFS, best=_best, formats=GRAPHS)


def _best(values: list[object]) -> Literal | None:
    """Of several literals the one in the reader's language."""
    literals = [value for value in values if isinstance(value, Literal)]
    return min(literals, key=lambda value: rank(value, language()), default=None)


def _statements(iri: str) -> list[Triple]:
    """A graph that is known to be small, whole."""
    return _parsed(b"".join(view().graph_pieces(iri, RdfFormat.N_TRIPLES)))


def _first_statements(iri: str) -> tuple[list[Triple], int]:
    """As many statements of a graph as its page shows, and how many there are. Of a line each, they are counted so."""
    shown = bytearray()
    total = 0
    for piece in view().graph_pieces(iri, RdfFormat.N_TRIPLES):
        if total < _SHOWN_STATEMENTS:
            shown += piece
        total += piece.count(b"\n")
    lines = shown.splitlines(keepends=True)[:_SHOWN_STATEMENTS]
    return _parsed(b"".join(lines)), total


def _parsed(lines: bytes) -> list[Triple]:
    return [quad.triple for quad in parse(lines, RdfFormat.N_TRIPLES, lenient=True)]


def _is_graph(iri: str) -> bool:
    asked = view().query(prepare(f"ASK {{ GRAPH {NamedNode(iri)} {{ ?s ?p ?o }} }}"))
    return bool(json.loads(b"".join(asked.pieces(QueryResultsFormat.JSON)))["boolean"])


def _iris(triples: Iterable[Triple]) -> set[str]:
    nodes = (node for triple in triples for node in (triple.subject, triple.predicate, triple.object))
    return {node.value for node in nodes if isinstance(node, NamedNode)}
