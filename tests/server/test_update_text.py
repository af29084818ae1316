"""Updates before they run: their operations, what they write, the request's graphs put in, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from ontology.errors import QueryError
from server.language.query import QuerySyntaxError
from server.language.update import DEFAULT, explain_update_error, prepare_update

G, H = "http://g.example/", "http://h.example/"
P = "PREFIX e: <http://e/> "


@pytest.mark.parametrize(
    ("text", "kinds", "touched"),
    [
        ("", (), set()),
        ("# nothing\n", (), set()),
        (P, (), set()),
        ("INSERT DATA { <a:b> <a:b> 1 }", ("INSERT DATA",), {DEFAULT}),
        ("INSERT DATA { }", ("INSERT DATA",), set()),
        ("insertdata{graph<a:g>{<a:b> <a:b> 1}};", ("INSERT DATA",), {"a:g"}),
        (P + "DELETE DATA { e:a a e:b . GRAPH e:g { e:a a e:b } }", ("DELETE DATA",), {DEFAULT, "http://e/g"}),
        ("BASE <http://x/y/> INSERT DATA { GRAPH <../g> { <a> <b> 'WHERE {' } }", ("INSERT DATA",), {"http://x/g"}),
        ("DELETE WHERE { GRAPH <a:g> { ?s ?p ?o } }", ("DELETE WHERE",), {"a:g"}),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", ("DELETE WHERE",), None),
        ("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", ("MODIFY",), {DEFAULT}),
        ("WITH <a:w> DELETE { ?s ?p ?o } INSERT { GRAPH <a:g> { ?s ?p 1 } } WHERE {}", ("MODIFY",), {"a:w", "a:g"}),
        ("CLEAR GRAPH <a:g> ; DROP SILENT DEFAULT", ("CLEAR", "DROP"), {"a:g", DEFAULT}),
        ("CLEAR ALL", ("CLEAR",), None),
        ("CREATE GRAPH <a:g>", ("CREATE",), {"a:g"}),
        ("COPY <a:f> TO <a:t>", ("COPY",), {"a:t"}),
        ("ADD DEFAULT TO GRAPH <a:t>", ("ADD",), {"a:t"}),
        ("MOVE GRAPH <a:f> TO DEFAULT", ("MOVE",), {"a:f", DEFAULT}),
        ("PREFIX GRAPHe: <a:> PREFIX e: <b:> INSERT DATA { GRAPHe:g { e:a a e:b } }", ("INSERT DATA",), None),
    ],
)
def test_operations_and_what_they_write(text, kinds, touched):
    prepared = prepare_update(text, [], [])
    assert prepared.operations == kinds
    assert prepared.touched == touched
    assert prepared.text == text


def test_prefixes_and_base_of_the_engine_count():
    text = "INSERT DATA { GRAPH e:g { e:a a e:b } GRAPH <rel> { e:a a e:b } }"
    assert prepare_update(text, [], []).touched is None
    prepared = prepare_update(text, [], [], base="http://x/y", prefixes={"e": "http://e/"})
    assert prepared.touched == {"http://e/g", "http://x/rel"}


@pytest.mark.parametrize(
    "text",
    [
        "INSERT { GRAPH <a:to> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH <a:to> { ?s ?p ?o } }WHERE{ ?s ?p ?o } ;",
        "# WHERE {\nINSERT { GRAPH <a:to> { ?s ?p ?o } } # WHERE\n WHERE # {\n { ?s ?p ?o FILTER(?o != ' WHERE {') }",
        "CLEAR DEFAULT ; INSERT { GRAPH <a:to> { ?s ?p ?o } } where { ?s ?p ?o } ; CREATE SILENT GRAPH <a:x>",
        "INSERT { GRAPH <a:to> { ?s ?p ?o } } WHERE { { SELECT * WHERE { ?s ?p ?o } } }",
    ],
)
def test_where_reads_the_requests_graphs(text):
    store = Store()
    mine, other = (Quad(NamedNode("a:s"), NamedNode("a:p"), Literal(str(n)), NamedNode(g)) for n, g in ((1, G), (2, H)))
    store.extend([mine, other])
    store.update(prepare_update(text, [G], []).text)
    assert [quad.object.value for quad in store.quads_for_pattern(None, None, None, NamedNode("a:to"))] == ["1"]


@pytest.mark.parametrize(
    "text", ["DELETE WHERE {{ ?s ?p ?o {0} }}", "DELETEWHERE{{?s ?p ?o{0}}}", "DELETE#{{\nWHERE {{?s ?p ?o{0}}};"]
)
def test_delete_where_reads_the_requests_graphs_and_deletes_where_it_says(text):
    text = text.format(" . GRAPH <http://h.example/> { ?s ?p ?o } ")
    triple = (NamedNode("a:s"), NamedNode("a:p"), Literal("}"))
    store = Store()
    store.extend([Quad(*triple, NamedNode(G)), Quad(*triple, NamedNode(H)), Quad(*triple, DefaultGraph())])
    store.update(prepare_update(text, [G], [H]).text)
    assert [quad.graph_name for quad in store] == [NamedNode(G)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("INSERT DATA {} ;\nWITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 2, 1),
        ("DELETE { ?s ?p ?o } USING <a:b> WHERE { ?s ?p ?o }", 1, 21),
        ("DELETE { ?s ?p ?o }\n using named <a:b> WHERE { ?s ?p ?o }", 2, 2),
    ],
)
def test_graphs_of_the_request_and_of_the_text_are_a_conflict(text, line, column):
    prepare_update(text, [], [])
    with pytest.raises(QuerySyntaxError, match="using-graph-uri") as caught:
        prepare_update(text, [G], [])
    assert (caught.value.line, caught.value.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:1/>",
        "loadsilent<http://127.0.0.1:1/>",
        "PREFIX : <http://e/> LOAD:x",
        "PREFIX e: <http://e/>LOADe:x INTO GRAPH e:y",
        "CLEAR ALL ; # LOAD\n LOAD SILENT <http://127.0.0.1:1/> INTO GRAPH <a:b>",
        "BASE<http://e/>LOAD<x>",
    ],
)
def test_load_is_refused(text):
    with pytest.raises(QuerySyntaxError, match="LOAD is refused"):
        prepare_update(text, [], [])


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX LOAD: <http://e/> INSERT DATA { LOAD:x a LOAD:y . GRAPH LOAD:g { LOAD:x a 'LOAD' } }",
        "PREFIX load: <http://e/> CLEAR SILENT GRAPH load:x ; COPY load:x TO load:y # LOAD <a:b>",
        "INSERT DATA { <http://e/SERVICE> a 'SERVICE <a:b> {}' }",
    ],
)
def test_load_and_service_elsewhere_are_none(text):
    Store().update(prepare_update(text, [], []).text)


@pytest.mark.parametrize("text", ["INSERT {} WHERE { SERVICE <a:b> {} }", "DELETE {} WHERE { {service ?x {}} }"])
def test_service_is_refused(text):
    with pytest.raises(QuerySyntaxError, match="SERVICE is refused"):
        prepare_update(text, [G], [])


def test_a_query_is_no_update():
    with pytest.raises(QuerySyntaxError, match="line 2, column 1: this is a query"):
        prepare_update("PREFIX select: <a:b>\nSELECT * {}", [], [])


def test_a_graph_of_the_request_is_an_iri():
    with pytest.raises(QueryError, match="absolute IRIs"):
        prepare_update("DELETE WHERE { ?s ?p ?o }", ["http://x/> WHERE {} ; CLEAR ALL #"], [])


@pytest.mark.parametrize("using", [[], [G]])
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("DELETE { ?s ?p ?o }\nWHERE { ?s ?p ?o oops }", 2, 18),
        ("DELETE WHERE { ?s ?p ?o } ;\nDELETE WHERE {\n  ?s ?p ?o ?oops }", 3, 18),
        ("INSERT DATA {\n <a:b> <a:b> } ", 2, 14),
        ("DELETE {} WHERE {} ; INSERT {} WHERE { x:y a 1 }", 1, 40),
        ("INSERT DATA { _:a a 1 } ;\nINSERT DATA { _:a a 1 }", 2, 15),
    ],
)
def test_the_engines_errors_are_told_for_the_text_that_was_sent(text, line, column, using):
    prepared = prepare_update(text, using, [])
    with pytest.raises(SyntaxError) as caught:
        Store().update(prepared.text)
    problem = explain_update_error(prepared, caught.value, {})
    assert (problem.line, problem.column) == (line, column), str(problem)


def test_megabytes_of_data_pass():
    lines = "<http://x/a> <http://x/b> 'SERVICE { LOAD'@en , -1.5 , _:b , [] ; a true .\n" * 20_000
    prepared = prepare_update(f"INSERT DATA {{ {lines} GRAPH <a:g> {{ {lines} }} }}", [], [])
    assert prepared.touched == {DEFAULT, "a:g"}


_TERMS = st.sampled_from(["<a:s>", "e:s", "?s", "'GRAPH <a:x> {'", "_:b", "1"])
_TRIPLES = st.lists(st.tuples(_TERMS, st.sampled_from(["<a:p>", "?p", "a"]), _TERMS).map(" ".join), max_size=2)
_BLOCK = st.lists(
    st.one_of(
        _TRIPLES.map(" . ".join),
        st.tuples(st.sampled_from(["<a:g>", "<h>", "e:g", "?g"]), _TRIPLES).map(
            lambda pair: f"GRAPH {pair[0]} {{ {' . '.join(pair[1])} }}"
        ),
    ),
    max_size=3,
).map(lambda parts: "{ " + " ".join(parts) + " }")
_GRAPH = st.sampled_from(["DEFAULT", "GRAPH <a:g>", "GRAPH e:g", "GRAPH <h>"])
_OPERATION = st.one_of(
    st.tuples(st.sampled_from(["INSERT DATA", "DELETE DATA", "DELETE WHERE"]), _BLOCK).map(" ".join),
    st.tuples(st.sampled_from(["", "WITH <a:w> "]), _BLOCK, _BLOCK).map(
        lambda made: (
            f"{made[0]}DELETE {made[1]} INSERT {made[2]} WHERE {{ ?s ?p ?o OPTIONAL {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
        )
    ),
    st.tuples(st.sampled_from(["CLEAR ", "DROP "]), st.one_of(_GRAPH, st.sampled_from(["ALL", "NAMED"]))).map("".join),
    st.tuples(st.sampled_from(["ADD ", "COPY ", "MOVE "]), _GRAPH, st.just(" TO "), _GRAPH).map("".join),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_OPERATION, max_size=3).map(";".join))
def test_no_graph_changes_that_was_not_told(operations):
    text = P + operations
    prepared = prepare_update(text, [], [], base="http://x/y")
    graphs = [DefaultGraph(), *map(NamedNode, ("a:g", "http://e/g", "http://x/h", "a:w", "a:other"))]
    store = Store()
    store.extend([Quad(NamedNode("a:s"), NamedNode("a:p"), Literal("1"), graph) for graph in graphs])
    before = set(store)
    try:
        store.update(prepared.text, base_iri="http://x/y")
    except (SyntaxError, RuntimeError, ValueError, OSError):
        return
    changed = {quad.graph_name for quad in before ^ set(store)}
    told = {DEFAULT if graph == DefaultGraph() else graph.value for graph in changed}
    assert prepared.touched is None or told <= prepared.touched
