"""The runner's own judgement: what it reads in answers, and when two of them are the same to it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from tests.conformance.answers import GRAPHS, Graph, Solutions, Unreadable, read
from tests.conformance.expected import graph_of, term
from tests.conformance.terms import Match, compare, literal

NODES = st.sampled_from([ox.BlankNode(label) for label in "abcd"] + [ox.NamedNode("x:n")])
TRIPLES = st.builds(ox.Triple, NODES, st.sampled_from([ox.NamedNode("x:p"), ox.NamedNode("x:q")]), NODES)


@settings(max_examples=200, deadline=None)
@given(st.sets(TRIPLES, min_size=1, max_size=7), st.permutations("abcd"), st.booleans())
def test_graphs_are_the_same_when_rdflib_finds_them_isomorphic(one, labels, is_changed) -> None:
    renamed = dict(zip("abcd", labels, strict=True))

    def other(node):
        return ox.BlankNode(renamed[node.value]) if isinstance(node, ox.BlankNode) else node

    two = {ox.Triple(other(triple.subject), triple.predicate, other(triple.object)) for triple in one}
    if is_changed:
        gone = two.pop()
        two.add(ox.Triple(gone.object, gone.predicate, gone.subject))
    texts = [ox.serialize(graph, format=ox.RdfFormat.N_TRIPLES) for graph in (one, two)]
    graphs = [rdflib.Graph().parse(data=text, format="nt") for text in texts]
    rows = [graph_of(text, "application/n-triples").rows for text in texts]
    assert (compare(*rows) is Match.EXACT) == isomorphic(*graphs)


TERMS = [
    ox.NamedNode("https://made.example/Эx"),
    ox.Literal('a "quoted" \\ tab\t line\n end é 𝔘'),
    ox.Literal("", language="be"),
    ox.Literal("-12", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    ox.Literal("1.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ox.Literal("-1500", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#double")),
    ox.Literal("true", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
    ox.Literal("x", datatype=ox.NamedNode("https://made.example/type")),
    ox.Literal("שלום", language="he", direction=ox.BaseDirection.RTL),
    ox.BlankNode("b0"),
    ox.Triple(
        ox.BlankNode("b0"), ox.NamedNode("x:p"), ox.Triple(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("o"))
    ),
]


@pytest.mark.parametrize("name", ["JSON", "XML", "TSV"])
def test_the_readers_of_results_take_every_term_as_it_was_written(name) -> None:
    variables = {f"v{number}": node for number, node in enumerate(TERMS)}
    substitutions = {ox.Variable(variable): node for variable, node in variables.items()}
    query = "SELECT ?none " + " ".join(f"?{variable}" for variable in variables) + "{}"
    format_ = getattr(ox.QueryResultsFormat, name)
    body = ox.Store().query(query, substitutions=substitutions).serialize(format=format_)
    assert read(format_.media_type, body) == Solutions(("none", *variables), ((None, *map(term, TERMS)),))


@pytest.mark.parametrize(
    "media_type", [*GRAPHS, "application/sparql-results+json", "text/tab-separated-values", "text/html"]
)
def test_what_cannot_be_read_is_an_error(media_type) -> None:
    with pytest.raises(Unreadable):
        read(media_type, b'{"head": <half')


def test_values_that_are_spelled_otherwise_are_told_from_equal_terms() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    for one, other, match in (
        (literal("01", f"{xsd}integer"), literal("1", f"{xsd}integer"), Match.BY_VALUE),
        (literal("1.0", f"{xsd}decimal"), literal("1", f"{xsd}decimal"), Match.BY_VALUE),
        (literal("1", f"{xsd}decimal"), literal("1", f"{xsd}integer"), Match.NONE),
        (literal("01"), literal("1"), Match.NONE),
        (literal("x", f"{xsd}integer"), literal("x", f"{xsd}integer"), Match.EXACT),
        (literal("a", language="en-US"), literal("a", language="en-us"), Match.BY_VALUE),
        (literal("a", language="en"), literal("a"), Match.NONE),
    ):
        assert compare([(one,)], [(other,)]) is match
    assert Graph(()) == read("application/n-triples", b"")
