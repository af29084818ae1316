"""The query operation, over HTTP, as clients use it."""

# ruff: noqa: S608 — these are SPARQL queries of our own
from __future__ import annotations

import gzip
import io
import json
import socket
import threading
import time

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from server.app import create_app
from server.settings import Settings

G = "https://w3id.org/comity/graph/"
A = "https://w3id.org/comity/id/agreement/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ALL = "SELECT * { ?s ?p ?o }"


def ask(client, query, *, accept=None, **parameters):
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", query_string={"query": query, **parameters}, headers=headers)


def values(response, name="x"):
    return sorted(b[name]["value"] for b in json.loads(response.data)["results"]["bindings"] if name in b)


@pytest.mark.parametrize(
    ("accept", "content_type", "format_"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/json", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV),
        ("*/*", "application/sparql-results+json", QueryResultsFormat.JSON),
        (None, "application/sparql-results+json", QueryResultsFormat.JSON),
        ("text/csv;q=0.5, application/xml;q=0.9", "application/sparql-results+xml", QueryResultsFormat.XML),
        ("application/sparql-results+json,text/turtle", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/*", "application/sparql-results+json", QueryResultsFormat.JSON),
    ],
)
def test_select_formats(client, accept, content_type, format_):
    response = ask(client, "SELECT ?x { ?x a c:Country } ORDER BY ?x", accept=accept)
    assert response.status_code == 200
    assert response.content_type == content_type
    assert len(list(parse_query_results(response.data, format_))) >= 3


def test_select_as_csv(client):
    response = ask(client, "SELECT ?l { country:CN rdfs:label ?l FILTER(LANG(?l) = 'zh') }", accept="text/csv")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.text == "l\r\n中国\r\n"


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml"])
@pytest.mark.parametrize(("query", "answer"), [("ASK {}", True), ("ASK { <a:b> ?p ?o }", False)])
def test_ask(client, accept, query, answer):
    format_ = QueryResultsFormat.from_media_type(accept)
    assert bool(parse_query_results(ask(client, query, accept=accept).data, format_)) is answer


@pytest.mark.parametrize(
    ("accept", "content_type", "format_"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("text/turtle; charset=utf-8", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("text/turtle;q=0.2;x=1, application/rdf+xml;x=1", "application/rdf+xml", RdfFormat.RDF_XML),
        (None, "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/sparql-results+json, application/rdf+xml;q=0.1", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s c:isoCode 'CN' }", "DESCRIBE country:CN"])
def test_graph_formats(client, query, accept, content_type, format_):
    response = ask(client, query, accept=accept)
    assert response.content_type == content_type
    assert len(set(parse(response.data, format_))) == 6


def test_turtle_has_prefixes(client):
    assert "country:CN a c:Country" in ask(client, "CONSTRUCT WHERE { ?s a c:Country }").text


@pytest.mark.parametrize("name", ["format", "output", "results"])
@pytest.mark.parametrize(
    ("value", "content_type"),
    [("csv", "text/csv"), ("XML", "application/sparql-results+xml"), ("text/csv", "text/csv"), ("html", "text/html")],
)
def test_format_parameter_wins_over_accept(client, name, value, content_type):
    assert ask(client, "ASK {}", accept="application/json", **{name: value}).content_type.startswith(content_type)


def test_unknown_format_parameters_are_ignored(client):
    response = ask(client, "ASK {}", accept="text/csv", format="turtle", output="application/foo", debug="on")
    assert response.content_type == "text/csv; charset=utf-8"


def test_nothing_acceptable_is_406(client):
    response = ask(client, "ASK {}", accept="image/png")
    assert response.status_code == 406
    assert response.content_type == "application/problem+json"
    assert "text/csv" in response.json["detail"]


def test_post_form_takes_the_urls_parameters_too(client):
    response = client.post(
        "/sparql", query_string={"default-graph-uri": G + "two"}, data={"query": "SELECT ?x { ?x a c:Agreement }"}
    )
    assert values(response) == [A + "a2", A + "a3"]


def test_post_direct(client):
    response = client.post("/sparql", data="SELECT ('é' AS ?x) {}".encode(), content_type="application/sparql-query")
    assert values(response) == ["é"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"data": "ASK {}", "content_type": "text/plain"}, 415),
        ({"data": "ASK {}"}, 415),
        ({"data": "ASK {}", "content_type": "application/sparql-query; charset=utf-16"}, 415),
        ({"data": b"ASK { ?s ?p '\xff' }", "content_type": "application/sparql-query"}, 400),
        ({"data": "CLEAR ALL", "content_type": "application/sparql-update"}, 403),
        ({"data": {"update": "CLEAR ALL"}}, 403),
        ({"data": {"query": "CLEAR ALL"}}, 400),
        ({"data": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"data": {"query": "ASK {}"}, "query_string": {"query": "ASK {}"}}, 400),
        ({"data": {}, "content_type": "application/x-www-form-urlencoded"}, 400),
        ({"data": "ASK {}", "content_type": "application/sparql-query", "query_string": {"query": "ASK {}"}}, 400),
    ],
)
def test_posts_that_are_refused(client, arguments, status):
    response = client.post("/sparql", **arguments)
    assert response.status_code == status
    assert response.json["status"] == status


@pytest.mark.parametrize(
    ("query_string", "status"),
    [
        ("query=ASK%20{}&query=ASK%20{}", 400),
        ("update=CLEAR%20ALL", 405),
        ("query=", 400),
        ("query=DROP%20ALL", 400),
        ("query=ASK%20{}&default-graph-uri=not%20an%20iri", 400),
        ("query=ASK%20{" + "(" * 5000, 400),
    ],
)
def test_gets_that_are_refused(client, query_string, status):
    assert client.get(f"/sparql?{query_string}").status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405(client, method):
    response = client.open("/sparql", method=method, query_string={"query": "ASK {}"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_long_text_is_413(home, client_of):
    client = client_of(home.root, max_query_chars=1000)
    assert ask(client, "ASK {} #" + "x" * 2000).status_code == 413
    assert client.post("/sparql", data={"query": "x" * 20_000}).status_code == 413


def test_large_answer_is_507_not_a_cut_200(home, client_of):
    client = client_of(home.root, max_result_bytes=100)
    assert ask(client, ALL).status_code == 507
    assert ask(client, ALL, accept="text/html").status_code == 507


def test_syntax_error_as_problem(client):
    response = ask(client, "SELECT *\nWHERE { ?s ?p ?o } LIMT 5")
    problem = response.json
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert (problem["line"], problem["column"]) == (2, 20)
    assert problem["excerpt"] == "WHERE { ?s ?p ?o } LIMT 5\n                   ^"
    assert "did you mean LIMIT?" in problem["detail"]


def test_syntax_error_as_text_and_html(client):
    text = ask(client, "SELECT * { ?s foa:x ?o }", accept="text/csv, text/plain;q=0.5")
    assert "line 1, column 15: the prefix foa: is not declared; did you mean foaf:?" in text.text
    assert text.text.endswith("\n              ^\n")
    page = ask(client, "SELECT * { ?s <b>x</b> ?o }", accept=BROWSER)
    assert page.status_code == 400
    assert page.content_type.startswith("text/html")
    assert "<b>x" not in page.text


def test_default_graph_is_the_union(client):
    response = ask(client, "SELECT DISTINCT ?x { ?x a c:Agreement ; c:partyState country:BY }")
    assert values(response) == [A + "a1", A + "a2", A + "a3"]


def test_from_is_honoured(client):
    assert values(ask(client, f"SELECT ?x FROM <{G}one> {{ ?x a c:Agreement }}")) == [A + "a1"]
    assert values(ask(client, f"SELECT ?x FROM NAMED <{G}one> {{ ?x a c:Agreement }}")) == []
    assert values(ask(client, f"SELECT ?x FROM NAMED <{G}two> {{ GRAPH ?g {{ ?x a c:Agreement }} }}")) == [
        A + "a2",
        A + "a3",
    ]


def test_protocol_dataset_wins_over_from(client):
    query = f"SELECT ?x FROM <{G}two> {{ ?x a c:Agreement }}"
    assert values(ask(client, query, **{"default-graph-uri": G + "one"})) == [A + "a1"]
    named = f"SELECT ?x FROM <{G}two> {{ GRAPH ?g {{ ?x a c:Agreement }} }}"
    assert values(ask(client, named, **{"named-graph-uri": G + "one"})) == [A + "a1"]
    assert values(ask(client, query, **{"named-graph-uri": G + "one"})) == []
    assert values(ask(client, named, **{"default-graph-uri": G + "one"})) == []


def test_a_materialised_union_counts_each_statement_once(home_with_union, client_of):
    client = client_of(home_with_union.root)
    count = "SELECT (COUNT(*) AS ?x) { country:BY rdfs:label 'Belarus'@en }"
    assert values(ask(client, count)) == ["1"]
    assert values(ask(client, f"SELECT ?x FROM <{G}one> {{ ?x a c:Agreement }}")) == [A + "a1"]
    assert values(ask(client, "SELECT ?x { GRAPH ?x { country:BY rdfs:label 'Belarus'@en } }")) == [
        G + "one",
        G + "reference",
        G + "two",
    ]


def test_service_is_refused_and_nothing_is_contacted(client):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        contacted = threading.Event()

        def listen():
            try:
                listener.accept()
                contacted.set()
            except TimeoutError:
                pass

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        for query in (
            f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
            f"ASK {{ FILTER EXISTS {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }} }}",
            f"ASK {{ ?s ?p trueSERVICE<{url}>{{}} }}",
            f"ASK {{ ?s ?p ?a FILTER(?a<?b)SERVICE#>\n<{url}>{{}} }}",
            f"LOAD <{url}>",
        ):
            assert ask(client, query).status_code == 400
        thread.join()
        assert not contacted.is_set()


def test_etag_and_304(client, home):
    first = ask(client, ALL)
    again = client.get("/sparql", query_string={"query": ALL}, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Accept" in again.headers["Vary"]
    others = [ask(client, ALL, accept="text/csv"), ask(client, ALL + " "), ask(client, ALL, **{"default-graph-uri": G})]
    assert first.headers["ETag"] not in [other.headers["ETag"] for other in others]


def test_volatile_queries_are_not_cached(client):
    response = ask(client, "SELECT (RAND() AS ?x) {}")
    assert "ETag" not in response.headers
    assert response.cache_control.no_store


def test_head_equals_get_without_the_body(client):
    got = ask(client, ALL)
    head = client.head("/sparql", query_string={"query": ALL})
    assert head.data == b""
    for name in ("Content-Type", "Content-Length", "ETag"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("path", ["/", "/sparql", "/sparql?query=ASK{}", "/id/country/BY", "/dump.nt", "/nothing"])
def test_cors_and_security_on_every_answer(client, path):
    response = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_options(client):
    response = client.options("/sparql", headers={"Access-Control-Request-Method": "POST"})
    assert response.status_code == 200
    assert {"GET", "HEAD", "POST", "OPTIONS"} <= set(response.headers["Allow"].split(", "))
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples", "*/*"]
)
def test_service_description(client, accept):
    response = client.get("/sparql", headers={"Accept": accept}, base_url="http://some.example:81")
    triples = {q.triple for q in parse(response.data, RdfFormat.from_media_type(response.content_type))}
    said = {(t.predicate.value.rpartition("#")[2], getattr(t.object, "value", "")) for t in triples}
    assert ("endpoint", "http://some.example:81/sparql") in said
    assert ("name", G + "one") in said
    assert "_:" not in " ".join(map(str, triples))
    if accept != "*/*":
        assert response.content_type.startswith(accept)


def test_result_page(client):
    page = ask(client, "SELECT ?x ?d { ?x a c:Agreement OPTIONAL { ?x c:signedOn ?d } }", accept=BROWSER)
    assert page.content_type == "text/html; charset=utf-8"
    assert '<a href="/id/agreement/a1"' in page.text
    assert "Programme of Belarus and China against terrorism, signed</a>" in page.text
    assert "9 April, year not stated" in page.text
    assert "format=csv" in page.text


def test_result_page_says_when_it_shows_a_part(home, client_of):
    client = client_of(home.root, page_rows=5)
    page = ask(client, ALL, accept=BROWSER).text
    assert "the first 5 rows" in page
    assert page.count("<tr>") == 6


@pytest.mark.parametrize("query", ["ASK {}", "DESCRIBE country:BY", "SELECT ?x { ?x a <a:b> }", "SELECT (1 AS ?x) {}"])
def test_every_form_has_a_page(client, query):
    assert ask(client, query, accept=BROWSER).status_code == 200


def test_unexpected_error_is_a_500_with_a_log(home, caplog):
    app = create_app(home.root, Settings())
    app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    response = app.test_client().get("/broken", headers={"Accept": "application/problem+json"})
    assert response.status_code == 500
    assert "division" not in response.text
    assert "ZeroDivisionError" in caplog.text


def test_evaluation_sees_the_terms_given_back_unchanged(client):
    response = ask(client, f"SELECT ?x {{ <{A}a1> c:signedOn ?x }}", accept="text/tab-separated-values")
    results = list(parse_query_results(io.BytesIO(response.data), QueryResultsFormat.TSV))
    assert str(results[0]["x"]) == '"--04-09"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>'


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_dataset_without_a_query_is_no_question_about_the_service(client, name):
    answer = client.get("/sparql", query_string={name: "https://x.org/g"}, headers={"Accept": "text/turtle"})
    assert answer.status_code == 400
    assert "no query" in answer.text


@pytest.mark.parametrize("name", ["query", "default-graph-uri"])
def test_what_is_not_utf_8_in_a_url_is_refused_and_not_altered(client, name):
    asked = {
        "query": "query=ASK%7B%3Fs%20%3Fp%20%22%FF%22%7D",
        "default-graph-uri": "query=ASK%7B%7D&default-graph-uri=a:%FF",
    }
    answer = client.get(f"/sparql?{asked[name]}")
    assert answer.status_code == 400
    assert "not UTF-8" in answer.json["detail"]


@pytest.mark.parametrize("number", ["9" * 5000, "\u0663", "+1", "1_0"])
def test_a_generation_is_a_number_that_there_may_be(client, number):
    assert ask(client, "ASK {}", **{"min-version": number}).status_code == 400


@pytest.mark.parametrize("members", [2, 1001])
def test_all_members_of_a_gzip_are_read(client, members):
    pieces = [gzip.compress(b"ASK {"), gzip.compress(b" FILTER(false) }"), *[gzip.compress(b"")] * (members - 2)]
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    answer = client.post("/sparql", data=b"".join(pieces), headers=headers)
    assert answer.status_code == (200 if members == 2 else 415)
    assert members > 2 or answer.json["boolean"] is False


@pytest.mark.parametrize("template", ["<a:s> <a:p> <<( <a:s> <a:p> 1 )>>", "<a:s> <a:p> 1 {| <a:q> 2 |}"])
def test_triple_terms_are_not_acceptable_as_json_ld(client, template):
    construct = f"CONSTRUCT {{ {template} }} WHERE {{}}"
    refused = ask(client, construct, accept="application/ld+json")
    assert (refused.status_code, "text/turtle" in refused.json["detail"]) == (406, True)
    for accept in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        assert ask(client, construct, accept=accept).status_code == 200


def test_a_page_has_the_beginning_of_a_long_answer(client):
    numbers = " ".join(map(str, range(900)))
    text = f"SELECT ?n ?x {{ VALUES ?n {{ {numbers} }} BIND(CONCAT('{'<' * 30_000}', STR(?n)) AS ?x) }}"
    answer = client.post("/sparql", data={"query": text}, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "These are the first 69 rows" in answer.text
    graph = text.replace("SELECT ?n ?x", "CONSTRUCT { <a:a> <a:a> ?x } WHERE")
    assert "beginning only" in client.post("/sparql", data={"query": graph}, headers={"Accept": "text/html"}).text


def test_a_page_without_room_for_one_row_says_so(client):
    text = f"SELECT * {{ BIND('{'x' * 900_000}' AS ?a) BIND(CONCAT(?a, ?a, ?a) AS ?b) }}"
    answer = client.post("/sparql", data={"query": text}, headers={"Accept": "text/html"})
    assert answer.status_code == 507
    assert "format=csv" in answer.text


@pytest.mark.parametrize(
    "accept", ["text/csv" + " " * 100_000 + "x", "text/csv;q=0.1," * 10_000, "," * 100_000, "a" * 100_000]
)
@pytest.mark.parametrize("name", ["Accept", "Accept-Language", "Accept-Encoding"])
def test_a_hostile_preference_is_read_quickly(client, name, accept):
    before = time.process_time()
    client.get("/sparql?query=ASK%7B%7D&format=html", headers={name: accept})
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("text/html, image/gif, *; q=.2", "text/html"),
        ("image/gif, *", "application/sparql-results+json"),
        ("*/*, application/sparql-results+json;q=0, application/json;q=0", "application/sparql-results+xml"),
        ("text/*;q=0.2, text/csv;q=0.1, application/*;q=0.1", "text/tab-separated-values"),
        ("TEXT/CSV ;q=1.0", "text/csv"),
        ("text/csv;q=0, text/csv;q=0.3", "text/csv"),
    ],
)
def test_the_most_specific_range_counts(client, accept, type_):
    assert ask(client, "SELECT (1 AS ?x) {}", accept=accept).mimetype == type_
