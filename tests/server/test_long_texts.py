"""Texts that are too long to be read where all requests share one interpreter, and forms that are long to decode."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import UsageError
from server.language.update import PreparedUpdate, prepare_update
from server.web.asked import LONG
from server.web.http.forms import fields

FORM = "application/x-www-form-urlencoded"
PADDING = f"# {'x' * LONG}\n"
CHINA = "SELECT ?x { country:CN c:isoCode ?x }"


def post(client, **parameters):
    return client.post("/sparql", data=urlencode(parameters), content_type=FORM)


def test_a_long_query_is_answered_as_a_short_one_is(client):
    short, long = post(client, query=CHINA), post(client, query=PADDING + CHINA)
    assert short.status_code == long.status_code == 200
    assert json.loads(short.data) == json.loads(long.data)
    direct = client.post("/sparql", data=PADDING + CHINA, content_type="application/sparql-query")
    assert json.loads(direct.data) == json.loads(short.data)
    again = client.get(
        "/sparql", query_string={"query": PADDING + CHINA}, headers={"If-None-Match": long.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("SELECT ?x { ?x a c:Country ", None),
        ("SELECT ?x { SERVICE <http://x/> { ?x ?y ?z } }", "SERVICE is refused"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "this is an update"),
        ("nothing of ours", "SELECT, ASK, CONSTRUCT or DESCRIBE is missing"),
        ("ASK {" * 200, "nested"),
    ],
)
def test_a_long_query_is_refused_with_the_same_words_and_its_own_place(client, text, detail):
    short, long = post(client, query=text), post(client, query=PADDING + text)
    assert short.status_code == long.status_code == 400
    told, more = json.loads(short.data), json.loads(long.data)
    assert detail is None or detail in more["detail"]
    assert {told.get("line"): told.get("column")} in ({None: None}, {more.get("line", 0) - 1: more.get("column")})


def test_what_a_long_query_costs_to_read_counts_for_its_client(client_of, home):
    client = client_of(home.root, client_seconds=0.05)
    costly = f"ASK {{ FILTER (1 IN ({','.join('1' * 30_000)})) }}"  # too many tokens, which is seen near its end
    statuses = [post(client, query=f"{costly}# {number}").status_code for number in range(6)]
    assert (statuses[0], statuses[-1]) == (400, 429)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT { GRAPH <a:to> { ?s ?p 1 } } WHERE { ?s ?p ?o } ; DELETE WHERE { ?s <a:p> ?o }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "CLEAR DEFAULT",
        "",
    ],
)
def test_an_update_told_by_a_worker_is_the_same(text):
    using = ["http://from.example/"] if "WHERE" in text else []
    update = prepare_update(text, using, [])
    told = PreparedUpdate.of(json.loads(json.dumps(update.as_json())))
    assert told == update
    assert [told.offset_in_source(at) for at in range(len(told.text))] == [
        update.offset_in_source(at) for at in range(len(update.text))
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text() | st.text().map(lambda text: text * 9000)), max_size=4))
def test_forms_are_read_as_the_standard_library_reads_them(pairs):
    encoded = urlencode([(name, value[:30_000]) for name, value in pairs])
    assert list(fields(encoded.encode())) == parse_qsl(encoded, keep_blank_values=True)


@pytest.mark.parametrize("shift", range(4))
@pytest.mark.parametrize("text", ["ж" * 9000, "%" * 9000, "a+b &=" * 3000])
def test_a_triplet_is_never_cut(text, shift):
    body = f"query={'.' * shift}{quote(text)}"
    assert list(fields(body.encode())) == [("query", "." * shift + text)]


def test_signs_that_begin_no_triplet_stay():
    body = b"query=" + b"%" * 20_000 + b"%4" + b"&x=%zz%"
    assert list(fields(body)) == [("query", "%" * 20_001 + "4"), ("x", "%zz%")]


def test_a_form_that_is_not_utf_8_or_has_no_end_of_fields_is_refused(client):
    with pytest.raises(UsageError, match=r"byte 3 of the field 'query' is not UTF-8"):
        list(fields(b"query=abc%FF"))
    refused = client.post("/sparql", data=b"query=ASK%7B%7D%ff", content_type=FORM)
    assert (refused.status_code, "is not UTF-8" in refused.text) == (400, True)
    many = client.post("/sparql", data=b"a=&" * 5000 + b"query=ASK{}", content_type=FORM)
    assert (many.status_code, "more than 1000 fields" in many.text) == (400, True)
