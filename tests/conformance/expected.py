"""The files of a suite, read with pyoxigraph: data, and the results that are expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from tests.conformance.answers import Graph, Result, Solutions, read
from tests.conformance.terms import Kind, Row, Term, blank, iri, literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conformance.manifest import Checkout

_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    """A term of pyoxigraph as ours."""
    match node:
        case ox.NamedNode():
            return iri(node.value)
        case ox.BlankNode():
            return blank(node.value)
        case ox.Literal():
            # str() of a base direction is its IRI in rdf:; a language tag ends in "--ltr" or "--rtl"
            direction = f"--{node.direction.value}" if node.direction else ""
            return literal(node.value, node.datatype.value, (node.language or "") + direction)
        case ox.Triple():
            return Term(Kind.TRIPLE, "", parts=tuple(map(term, (node.subject, node.predicate, node.object))))


def quads(path: Path, checkout: Checkout) -> list[ox.Quad]:
    """The quads of a data file; its blank nodes are its own."""
    name = ox.RdfFormat.from_extension(path.suffix[1:])
    if name is None:
        raise ValueError(f"{path} is no file of RDF")
    return list(ox.parse(path.read_bytes(), name, base_iri=checkout.iri(path), rename_blank_nodes=True))


def rows(triples: Iterable[ox.Triple]) -> tuple[Row, ...]:
    """Triples as rows of three terms, each once."""
    return tuple(dict.fromkeys(_row(triple) for triple in triples))


def graph_of(body: bytes, media_type: str) -> Graph:
    """The triples of a body, also those of RDF 1.2."""
    name = ox.RdfFormat.from_media_type(media_type)
    if name is None:
        raise ValueError(f"{media_type} is no media type of RDF")
    return Graph(rows(quad.triple for quad in ox.parse(body, name, base_iri="http://base.example/")))


def _row(triple: ox.Triple) -> Row:
    return (term(triple.subject), term(triple.predicate), term(triple.object))


def result(path: Path, checkout: Checkout) -> Result:
    """What a result file expects of a query, in whichever of the suites' formats it is."""
    if path.suffix == ".csv":
        return read("text/csv", path.read_bytes())
    if path.suffix in {".ttl", ".rdf", ".nt"}:
        found = [quad.triple for quad in quads(path, checkout)]
        sets = [triple.subject for triple in found if triple.object == ox.NamedNode(f"{_RS}ResultSet")]
        return _result_set(found, sets[0]) if sets else Graph(rows(found))
    solutions = ox.parse_query_results(path.read_bytes(), ox.QueryResultsFormat.from_extension(path.suffix[1:]))
    if isinstance(solutions, ox.QueryBoolean):
        return bool(solutions)
    names = [variable.value for variable in solutions.variables]
    bag = [tuple(term(node) if (node := one[name]) is not None else None for name in names) for one in solutions]
    return Solutions(tuple(names), tuple(bag))


def _result_set(found: list[ox.Triple], subject: object) -> Result:
    """Solutions in the vocabulary of SPARQL 1.0's tests; rs:index gives their order."""

    def values(of: object, name: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
        predicate = ox.NamedNode(_RS + name)
        return [triple.object for triple in found if triple.subject == of and triple.predicate == predicate]

    if truth := values(subject, "boolean"):
        return term(truth[0]).value == "true"
    names = tuple(term(name).value for name in values(subject, "resultVariable"))
    found_rows = []
    for solution in values(subject, "solution"):
        bindings = values(solution, "binding")
        binding = {term(values(one, "variable")[0]).value: term(values(one, "value")[0]) for one in bindings}
        index = values(solution, "index")
        found_rows.append((int(term(index[0]).value) if index else 0, tuple(binding.get(name) for name in names)))
    return Solutions(names, tuple(row for _, row in sorted(found_rows, key=lambda pair: pair[0])))
