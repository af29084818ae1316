"""Joins arranged by what is counted: the same answers as the engine gives to the text as it stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from ontology.errors import QueryError
from server.engine.joins import Joins
from server.language.blocks import blocks

E = "http://example.org/"
PREFIX = f"PREFIX e: <{E}>\n"
MANY = 400


def node(name):
    return NamedNode(E + name)


@pytest.fixture(scope="module")
def store():
    """Many things of one kind, half of them green, three of them rare; some have a name, others point to their neighbour."""
    made = Store()
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    for number in range(MANY):
        thing = node(f"t{number}")
        made.add(Quad(thing, kind, node("Thing")))
        made.add(Quad(thing, node("next"), node(f"t{(number + 1) % MANY}")))
        made.add(Quad(thing, node("size"), Literal(number % 7)))
        if number % 2:
            made.add(Quad(thing, node("colour"), node("green")))
        if number % 2 == 0:
            made.add(Quad(thing, node("name"), Literal(f"thing {number} {{ ; # }}", language="en")))
            made.add(Quad(thing, node("name"), Literal(f"річ {number}", language="uk")))
        if number % 150 == 0:
            made.add(Quad(thing, node("mark"), node("rare")))
    for number in range(60 * MANY):
        made.add(Quad(node(f"x{number}"), node("note"), node(f"n{number}")))
    return made


@pytest.fixture(scope="module")
def joins(store):
    return Joins(store.query)


def rows(store, text):
    results = store.query(text)
    if isinstance(results, QueryBoolean):
        return [bool(results)]
    return sorted(map(str, results))


ARRANGED = {
    "rarest first": "SELECT ?t { ?t a e:Thing ; e:colour e:green . ?t e:mark e:rare }",
    "objects of one predicate": "SELECT ?t { ?t a e:Thing ; e:mark e:rare, ?m }",
    "in a union": "SELECT ?t { { ?t a e:Thing ; e:mark e:rare } UNION { ?t a e:Thing . ?t e:colour e:green . ?t e:mark e:rare } }",
    "in a graph": "SELECT ?t { GRAPH ?g { ?t a e:Thing ; e:mark e:rare } }",
    "in a query within": "SELECT ?t { { SELECT ?t { ?t a e:Thing ; e:mark e:rare } LIMIT 5 } }",
    "before a path": "SELECT ?t ?n { ?t a e:Thing ; e:mark e:rare ; e:next/e:next ?n ; e:size ?s }",
    "before a blank node": "SELECT ?t { ?t a e:Thing ; e:mark e:rare ; e:next [ e:size 1 ] }",
    "before triples of a list": "SELECT ?t { ?t a e:Thing . ?t e:mark e:rare . ?t e:next ( 1 2 ) }",
    "with blank nodes": "SELECT ?t { _:b a e:Thing ; e:mark e:rare ; e:next ?t }",
    "with literals": 'SELECT ?t { ?t a e:Thing ; e:mark e:rare ; e:size 0 ; e:name "thing 0 { ; # }"@en, ?x }',
    "with comments": "SELECT ?t { # { ?x ?y ?z .\n ?t a e:Thing ; # }\n e:mark e:rare # ;\n }",
    "before a filter": "SELECT ?t { ?t a e:Thing ; e:mark e:rare FILTER NOT EXISTS { ?t e:colour e:green . ?t e:size 1 } }",
    "limited": "SELECT ?t { ?t a e:Thing ; e:mark e:rare } LIMIT 2",
    "asked": "ASK { ?t a e:Thing ; e:mark e:rare }",
    "constructed in short": "CONSTRUCT WHERE { ?t a e:Thing ; e:mark e:rare }",
    "with dollars": "SELECT $t { $t a e:Thing ; e:mark e:rare ; e:size ?s . }",
    "a semicolon at the end": "SELECT ?t { ?t a e:Thing ; e:mark e:rare ; . ?t e:size ?s ; }",
}
HASHED = {
    "a group": "SELECT ?s (COUNT(DISTINCT ?t) AS ?n) { ?t a e:Thing ; e:size ?s } GROUP BY ?s ORDER BY ?s LIMIT 5",
    "a construction": "CONSTRUCT { ?t e:is ?s ; e:has ?n } { ?t a e:Thing ; e:size ?s ; e:name ?n }",
    "a chain": "SELECT * { ?t e:next ?u . ?u e:next ?v . ?v e:size ?s }",
    "before an optional part": "SELECT * { ?t a e:Thing ; e:size ?s . OPTIONAL { ?t e:name ?n . ?t e:mark ?m } FILTER(?s > 2) }",
    "beside what is large": "SELECT * { ?t a e:Thing ; e:size ?s . OPTIONAL { ?t e:note ?n } }",
    "an optional part": "SELECT * { ?t a e:Thing OPTIONAL { ?t e:name ?n } FILTER(!BOUND(?n) || LANG(?n) = 'uk') }",
    "an optional part of two": "SELECT * { ?t a e:Thing . ?t e:size ?c OPTIONAL { ?t e:next ?u . ?u e:name ?n . } . }",
    "one optional part of two": "SELECT * { ?t a e:Thing OPTIONAL { ?t e:next/e:size ?s } OPTIONAL { ?t e:next ?u } }",
    "not equal": "SELECT ?t ?u { ?t e:size ?s . ?u e:size ?s . ?t e:next ?u }",
}
AS_THEY_ARE = {
    "one pattern": "SELECT * { ?t a e:Thing }",
    "already so": "SELECT * { ?t e:mark e:rare . ?t a e:Thing }",
    "bound from outside": "SELECT * { ?t e:mark e:rare OPTIONAL { ?t a e:Thing . ?t e:colour e:green . ?t e:mark ?m } }",
    "what must not be": "SELECT * { ?t e:mark ?m MINUS { ?t a e:Thing . ?t e:mark e:rare . ?t e:size 1 } }",
    "data": "SELECT * { VALUES ?t { e:t0 e:t1 e:t2 } VALUES ?u { e:a e:b } }",
    "a path first": "SELECT * { ?t e:next/e:next ?u . ?u a e:Thing . ?u e:mark e:rare }",
    "an expression": "SELECT (EXISTS { ?t a e:Thing . ?t e:mark e:rare } AS ?x) { ?t e:mark ?m }",
}
NOT_HASHED = {
    "some of them": "SELECT * { ?t a e:Thing ; e:size ?s } LIMIT 5",
    "data beside": "SELECT * { ?t a e:Thing ; e:size ?s VALUES ?t { e:t1 } }",
    "data behind": "SELECT * { ?t a e:Thing ; e:size ?s } VALUES ?t { e:t1 }",
    "a group beside": "SELECT * { ?t a e:Thing ; e:size ?s { ?t e:mark e:rare } }",
    "whether": "ASK { ?t a e:Thing ; e:size ?s }",
    "a predicate to be found": "SELECT ?p (COUNT(*) AS ?n) { ?t e:mark e:rare ; ?p ?o } GROUP BY ?p",
    "few": "SELECT * { ?t e:mark e:rare ; e:size ?s }",
    "large": "SELECT * { ?t a e:Thing . ?t e:note ?n }",
    "optional parts with one variable": "SELECT * { ?t a e:Thing OPTIONAL { ?t e:mark ?x } OPTIONAL { ?t e:size ?x } }",
    "an optional part of some": "SELECT * { ?t a e:Thing OPTIONAL { ?t e:size ?x } } LIMIT 3",
    "an optional part of few": "SELECT * { ?t e:mark ?m OPTIONAL { ?t e:size ?x } }",
    "an optional part with a filter": "SELECT * { ?t a e:Thing OPTIONAL { ?t e:size ?x FILTER(?x > 3) } }",
    "of the same node": "SELECT * { _:t a e:Thing . _:t e:size ?s }",
    "a template in short": "CONSTRUCT WHERE { ?t a e:Thing ; e:size ?s }",
}


@pytest.mark.parametrize("name", ARRANGED)
def test_what_matches_least_is_joined_first(store, joins, name):
    text = PREFIX + ARRANGED[name]
    arranged = joins.arranged(text)
    assert arranged != text
    patterns = blocks(arranged).found[0].patterns
    assert "e:rare" in patterns[0] or "@en" in patterns[0].object
    assert rows(store, arranged) == rows(store, text)


@pytest.mark.parametrize("name", HASHED)
def test_many_are_joined_by_a_hash(store, joins, name):
    text = PREFIX + HASHED[name]
    arranged = joins.arranged(text)
    assert arranged.count("SELECT") > text.count("SELECT")
    assert rows(store, arranged) == rows(store, text)
    assert rows(store, text)


@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_what_is_left_alone(joins, name):
    text = PREFIX + AS_THEY_ARE[name]
    assert joins.arranged(text) == text


@pytest.mark.parametrize("name", NOT_HASHED)
def test_what_is_not_joined_by_a_hash(store, joins, name):
    text = PREFIX + NOT_HASHED[name]
    arranged = joins.arranged(text)
    assert arranged.count("SELECT") == text.count("SELECT")
    if "LIMIT" not in text:
        assert rows(store, arranged) == rows(store, text)


def test_counts_are_of_the_pattern_not_of_its_prefix(store, joins):
    """Of the one namespace 200 things are green and 58 of that size; in the other one nothing has a colour."""
    for iri, first in ((E, f"<{E}size>"), ("http://example.org/other#", "e:colour")):
        text = f"PREFIX e: <{iri}> SELECT * {{ ?t a <{E}Thing> ; e:colour <{E}green> ; <{E}size> 0 }}"
        assert blocks(joins.arranged(text)).found[0].patterns[0].predicate == first
        assert rows(store, joins.arranged(text)) == rows(store, text)


def test_two_workers_arrange_alike(store):
    """Whatever else each has been asked before."""
    text = PREFIX + "SELECT * { ?t a e:Thing ; e:size ?s ; e:name ?n . ?x e:note ?y }"
    fresh, used = Joins(store.query), Joins(store.query)
    for other in [*HASHED.values(), *NOT_HASHED.values()]:
        used.arranged(PREFIX + other)
    assert fresh.arranged(text) == used.arranged(text)


_TERM = st.sampled_from(["?t", "?u", "?v"])
_VERB = st.sampled_from(["a", "e:next", "e:size", "e:colour", "e:name", "e:mark"])
_OBJECT = st.one_of(
    _TERM, st.sampled_from(["?o", "e:Thing", "e:green", "e:rare", "3", '"x"@en', '"1"^^e:d', "_:b", "e:t7"])
)
_SAID = st.tuples(_VERB, st.lists(_OBJECT, min_size=1, max_size=2).map(" , ".join)).map(" ".join)
_TRIPLES = st.tuples(_TERM, st.lists(_SAID, min_size=1, max_size=3).map(" ; ".join)).map(" ".join)
_AFTER = st.sampled_from(
    [
        "",
        "FILTER(?t != ?u)",
        "OPTIONAL { ?t e:name ?n . ?t e:mark ?m }",
        "OPTIONAL { ?t e:size ?x }",
        "OPTIONAL { ?u e:name ?x . }",
        "OPTIONAL { ?u e:next ?v ; e:colour ?o }",
        "FILTER NOT EXISTS { ?u e:mark e:rare . ?u a e:Thing }",
        "MINUS { ?t e:mark e:rare . ?t a e:Thing }",
        "BIND(1 AS ?one)",
        "VALUES ?t { e:t1 e:t2 }",
        "{ ?t a e:Thing . ?t e:mark e:rare } UNION { ?u a e:Thing . ?u e:mark e:rare }",
        "{ SELECT ?t { ?t a e:Thing . ?t e:mark e:rare } }",
        "?t e:next/e:size ?w .",
        "?v e:size [] .",
    ]
)
_HEAD = st.sampled_from(
    ["SELECT *", "SELECT DISTINCT ?u", "SELECT (COUNT(*) AS ?n)", "ASK", "CONSTRUCT { ?t e:x ?u ; e:y ?v }"]
)


@st.composite
def questions(draw):
    """Queries whose patterns hang together, so that none multiplies everything with everything."""
    triples = draw(st.lists(_TRIPLES, min_size=1, max_size=3))
    around = draw(st.permutations(["?t e:next ?u", "?u e:next ?v", *triples]))
    body = f"{' . '.join(around)} . {draw(_AFTER)} {draw(_AFTER)}"
    return f"{PREFIX}{draw(_HEAD)} {{ {body} }}"


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=questions())
def test_answers_are_the_engines(store, joins, text):
    try:
        wanted = rows(store, text)
    except SyntaxError:
        return  # the same blank node in two basic graph patterns
    assert rows(store, joins.arranged(text)) == wanted


_PIECES = ["SELECT", "ASK", "WHERE", "CONSTRUCT", "VALUES", "EXISTS", "OPTIONAL", "LIMIT 1", "UNION", "GRAPH", "FILTER"]
_SIGNS = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    ",",
    "a",
    "?x",
    "e:y",
    "<z>",
    "1",
    "1.",
    "'s'",
    "@en",
    "^^",
    "/",
    "<<",
    "_:b",
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(st.sampled_from(_PIECES + _SIGNS), max_size=40).map(" ".join))
def test_what_is_no_query_stays_none(store, joins, text):
    """What the engine refuses, it refuses arranged."""
    try:
        wanted = rows(store, PREFIX + text)
    except SyntaxError:
        wanted = None
    try:
        found = rows(store, joins.arranged(PREFIX + text))
    except (SyntaxError, QueryError):
        found = None
    if wanted is None or "LIMIT" not in text:
        assert found == wanted


def test_over_http_the_text_as_it_stands_is_told_of(client_of, home_with_union):
    text = "SELECT ?x {\n ?x a c:Country ; rdfs:label ?l .\n ?x a c:Country ; nowhere:p ?y }"
    answer = client_of(home_with_union.root).get("/sparql", query_string={"query": text})
    assert answer.status_code == 400
    assert json.loads(answer.data)["line"] == 3


def test_over_http_a_query_of_many_patterns_gives_what_it_should(client_of, home_with_union):
    whole = "SELECT ?c ?l { ?c rdfs:label ?l . ?c a c:Country . ?c c:isoCode ?i OPTIONAL { ?c c:no ?thing } } ORDER BY ?c ?l"
    turned = "SELECT ?c ?l { ?c c:isoCode ?i ; a c:Country ; rdfs:label ?l } ORDER BY ?c ?l"
    client = client_of(home_with_union.root)
    answers = [client.get("/sparql", query_string={"query": text}) for text in (whole, turned)]
    assert answers[0].status_code == 200
    assert json.loads(answers[0].data)["results"]["bindings"] == json.loads(answers[1].data)["results"]["bindings"]
    assert json.loads(answers[0].data)["results"]["bindings"]
