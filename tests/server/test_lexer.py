"""The pre-flight scan: what it finds, what hides nothing from it, and that it is linear."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Store

from ontology.errors import QueryError
from server.language.lexer import MAX_DEPTH, MAX_OPERATORS, place, scan, tokens
from server.language.query import prepare


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# ASK\nselect * {}", "SELECT"),
        ("PREFIX select: <http://ask.example/> BASE <http://x/> ASK {}", "ASK"),
        ("prefix ask: <a:b>construct where {}", "CONSTRUCT"),
        ('VERSION "1.2" DESCRIBE <a:b>', "DESCRIBE"),
        ("INSERT DATA {}", "UPDATE"),
        ("PREFIX a: <a:b> WITH <a:b> DELETE {} WHERE {}", "UPDATE"),
        ("LOAD <http://x/>", "UPDATE"),
        ("", None),
        ("hello", None),
    ],
)
def test_form(text, form):
    assert scan(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> {} }",
        "SELECT * {SERVICE<http://x/>{}}",
        "SELECT * { service silent ?x {} }",
        "SELECT * { ?s ?p trueSERVICE <http://x/> {} }",
        "SELECT * { ?s ?p 1SERVICE <http://x/> {} }",
        "SELECT * { ?s ?p 1e5SERVICE <http://x/> {} }",
        "SELECT * { ?s ?p ?o.SERVICE <http://x/> {} }",
        "PREFIX : <http://x/> SELECT * { SERVICE:x {} }",
        "SELECT * { FILTER EXISTS { SERVICE <http://x/> {} } }",
        "SELECT * { # '\n SERVICE <http://x/> {} # '\n}",
        "SELECT * { <http://x/\\u0041#> ?p ?o . SERVICE <http://x/> {} }",
        "SELECT * { ?s ?p '''\n''' . SERVICE <http://x/> {} }",
        'SELECT * { ?s ?p "\\"" . SERVICE <http://x/> {} }',
        "SELECT * { ?s ?p <a:b>.SERVICE <http://x/> {} }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p e:a.b.SERVICE <http://x/> {} }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p e:a\u00b7\\' . SERVICE <http://x/> {} #'\n }",
        "PREFIX e: <http://h:> SELECT * { ?s ?p e:SERVICE <http://x/> {} }",
        "PREFIX e: <http://e/#> PREFIX y: <http://x/> SELECT * { ?s ?p e:SERVICEy:a\\#b {} }",
        "PREFIX SERVICE: <http://e/> SELECT * { SERVICE:x {} }",
        "PREFIX s: <http://e/> SELECT * { ?s ?p true.SERVICEs:x {} }",
        "SELECT * { ?s atrueSERVICE ?x {} }",
    ],
)
def test_service_is_found(text):
    with pytest.raises(QueryError, match="SERVICE"):
        prepare(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?SERVICE $SERVICE {}",
        "SELECT * { ?s <http://x/SERVICE> 'SERVICE' } # SERVICE",
        'SELECT * { ?s x:SERVICE """SERVICE { """@service }',
        "SELECT * { _:SERVICE ?p ?o }",
        "PREFIX webservice: <http://e/> SELECT * { webservice:a ?p webservice:b . ?s ?q ?r }",
        "PREFIX SERVICE: <http://e/> SELECT * { GRAPH SERVICE:x { ?s ?p ?o } }",
        "PREFIX e: <http://e/> SELECT * { ?s a e:Service , e:service\u00fc }",
    ],
)
def test_service_elsewhere_is_not_one(text):
    assert scan(text).service_at == -1


def test_a_comparison_that_looks_like_an_iri_is_refused_with_advice():
    with pytest.raises(QueryError, match="write a space after '<'"):
        prepare("ASK { ?s ?p ?a FILTER(?a<?b)SERVICE#>\n?x {} }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES (?a ?b) { (<http://x/#a> <http://x/#b>) } }",
        "SELECT * { ?s <#p> <#o> FILTER(?a < 1 && ?b > 2) }",
        "SELECT * { ?s (<urn:a>|<urn:b>)+ ?o }",
        "SELECT * { ?s ?p <http://en.wikipedia.example/wiki/Minsk_(city)#History> }",
    ],
)
def test_iris_that_people_write_pass(text):
    assert prepare(text).text == text


@pytest.mark.parametrize("end", ["", "\\q", "\\ud800", "\\U00110000", "\\U0000dfff"])
def test_a_string_that_the_engine_would_read_as_two_is_refused(end):
    """Without a valid long string the engine reads the empty string and then a short one."""
    text = 'ASK { ?s ?p ("""a") . SERVICE <http://127.0.0.1:1/> {} #' + end + "\n }"
    with pytest.raises(QueryError, match="never closed"):
        prepare(text if not end else text.replace("\n", '"""\n'))


def test_dataset_clauses_are_found_only_as_words():
    assert scan("SELECT * FROM <a:b> {}").has_dataset_clause
    assert scan("SELECT * from named<a:b>{}").has_dataset_clause
    assert not scan("SELECT ?from { ?from <a:FROM> 'FROM' } # FROM").has_dataset_clause


def test_volatile_functions_are_found():
    assert scan("SELECT (NOW() AS ?n) {}").is_volatile
    assert not scan("SELECT ?NOW { ?now <a:RAND> 'UUID()' }").is_volatile


@pytest.mark.parametrize("pair", ["()", "{}", "[]"])
def test_depth_is_limited_with_the_place(pair):
    assert scan("ASK " + pair[0] * MAX_DEPTH + pair[1] * MAX_DEPTH).depth == MAX_DEPTH
    with pytest.raises(QueryError, match=f"column {5 + MAX_DEPTH}: more than {MAX_DEPTH} nested"):
        scan("ASK " + pair[0] * 5000)


BOMBS = {
    "not": lambda n: "ASK{FILTER(" + "!" * n + "true)}",
    "or": lambda n: "ASK{FILTER(" + "||".join(["?a"] * n) + ")}",
    "union": lambda n: "ASK{" + "UNION".join(["{?s a ?o}"] * n) + "}",
    "path": lambda n: "ASK{?s " + "|".join(["<a:b>"] * n) + " ?o}",
    "optional": lambda n: "ASK{" + "OPTIONAL{?s a ?o}" * n + "}",
    "bind": lambda n: "ASK{" + "".join(f"BIND(1 AS ?x{i})" for i in range(n)) + "}",
    "objects": lambda n: "ASK{?s a " + ",".join(["<a:b>"] * n) + "}",
    "patterns": lambda n: "ASK{" + "[] ?p ?o . " * n + "}",
    "collection": lambda n: "ASK{?s a (" + "1 " * n + ")}",
    "describe": lambda n: "DESCRIBE " + "<a:b> " * n,
    "having": lambda n: "SELECT (1 AS ?q) {} GROUP BY ?a HAVING " + "(1) " * n,
    "triple terms": lambda n: "ASK{" + "<<" * n + "?s ?p ?o" + " >> ?p ?o" * n + "}",
    "annotations": lambda n: "ASK{?s ?p ?o " + "{| ?p ?o " * n + "|}" * n + "}",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_overflows_the_engines_stack_is_refused(bomb):
    with pytest.raises(QueryError, match="more than"):
        prepare(BOMBS[bomb](20_000))


@pytest.mark.parametrize(
    "branches",
    [
        " UNION ".join(f"{{ ?s a <a:{n}> }}" for n in range(450)),
        "?s !(" + "|".join(f"<a:{n}>" for n in range(900)) + ") ?o",
        "?s (" + "|".join(f"<a:{n}>" for n in range(900)) + ") ?o",
    ],
    ids=["union", "negated", "alternatives"],
)
def test_branches_count_only_beside_many_patterns(client, branches):
    few = "".join(f"?s <b:{n}> ?p{n} . " for n in range(5))
    for text in (branches, few + branches):
        assert client.get("/sparql", query_string={"query": f"SELECT (COUNT(*) AS ?n) {{ {text} }}"}).status_code == 200
    with pytest.raises(QueryError, match="triple patterns in one group"):
        prepare(f"ASK {{ {few * 3} {branches} }}")


def test_long_lists_of_data_pass():
    assert scan("ASK { VALUES ?x {" + "<a:b> -1 " * 20_000 + "} }").operators < MAX_OPERATORS
    assert scan("ASK { FILTER(?x IN (" + ",".join(["<a:b>"] * 20_000) + ")) }").depth == 3


def processor(text):
    """The least processor time of three scans of a text."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        with contextlib.suppress(QueryError):
            scan(text)
        taken.append(time.process_time() - before)
    return min(taken)


@pytest.mark.parametrize(
    ("before", "again"),
    [
        ('"', '\\"'),
        ("", "'''"),
        ("", "a."),
        ("", "<a"),
        ("", "a:\\"),
        ("", "#\n"),
        ("", "1."),
        ("", "a-"),
        ("", "@a-"),
        ("", "("),
    ],
)
def test_a_hostile_text_takes_linear_time(before, again):
    once, many = processor(before + again * 12_000), processor(before + again * 12_000 * 16)
    assert many < 80 * max(once, 0.0005)  # sixteen times the text: 16 if it is linear, 256 if it is quadratic


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_an_answer_or_a_query_error(text):
    try:
        found = scan(text)
    except QueryError:
        return
    assert found.depth <= len(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_nothing_inside_a_string_is_seen(text):
    literal = str(Literal("SERVICE FROM ((( " + text))
    found = scan(f"SELECT * {{ ?s ?p {literal} }}")
    assert (found.depth, found.service_at, found.has_dataset_clause) == (1, -1, False)


@settings(deadline=None)
@given(st.text(alphabet="<>#'\"\\(){}?:ab1@. \n^_/", max_size=30))
def test_strings_and_iris_end_where_the_engine_ends_them(text):
    """Whatever the engine accepts in a SELECT, the brackets that the scan counted are balanced."""
    query = "SELECT * { ?s ?p " + text + " }"
    try:
        Store().query(query, base_iri="http://x/", prefixes={"a": "http://a/", "": "http://e/"})
    except (SyntaxError, ValueError):
        return
    try:
        found = list(tokens(query))
    except QueryError:
        pytest.fail(f"the engine takes what the scan refuses: {query!r}")
    opened = sum(token.kind == "open" for token in found)
    assert opened == sum(token.kind == "close" for token in found)


def test_every_character_that_the_engine_takes_in_an_iri_is_one_for_the_scan():
    for code in range(1, 0x3000):
        query = f"ASK {{ <http://x/{chr(code)}y> ?p ?o }}"
        try:
            Store().query(query)
        except SyntaxError:
            continue
        kinds = [token.kind for token in tokens(query)]
        assert kinds == ["word", "open", "iri", "variable", "variable", "close"], hex(code)


def test_place_counts_lines_and_columns_from_one():
    assert place("a\nbc", 0) == (1, 1)
    assert place("a\nbc", 3) == (2, 2)
