"""Small answers that are given without waking the application: nobody can tell the difference."""

from __future__ import annotations

import time
from urllib.parse import urlencode

import pytest
from flask import request
from werkzeug.test import EnvironBuilder

from server.app import BEGIN, close, create_app

# What tells of one request and not of its answer.
ONCE = ("date", "x-request-id", "server-timing", "ratelimit", "ratelimit-policy")
# Nobody has it; but a request that names a tag is one that the application has to see.
CONDITION = {"If_None_Match": '"of-nothing"'}
TEXTS = {
    "rows": "SELECT ?s ?p { ?s ?p ?o } LIMIT 3",
    "no rows": "SELECT * { ?s <urn:nothing> ?o }",
    "boolean": "ASK { ?s ?p ?o }",
    "triples": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 2",
    "a long answer": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 60",
    "volatile": "SELECT (IF(RAND() < 2, 1, 0) AS ?one) {}",
    "refused by the lexer": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "refused by the engine": "SELECT ?s { ?s ?p ?o ",
    "failing on the way": "SELECT (COUNT(?missing) AS ?n) (?n + ?x AS ?m) { VALUES ?x { 1 } }",
}
SENT = {
    "nothing": ({}, {}),
    "JSON": ({"Accept": "application/sparql-results+json"}, {}),
    "CSV": ({"Accept": "text/csv, text/turtle;q=0.5"}, {}),
    "XML by parameter": ({}, {"format": "xml"}),
    "packed": ({"Accept_Encoding": "gzip"}, {}),
    "not packed": ({"Accept_Encoding": "identity"}, {}),
    "a dataset": ({}, {"default-graph-uri": "http://example.org/none"}),
    "a language": ({}, {"lang": "ru"}),
    "a page": ({"Accept": "text/html"}, {}),
}


@pytest.mark.parametrize("sent", SENT)
def test_the_answer_is_the_applications(serving, home, sent):
    headers, more = SENT[sent]
    # Two servers, which remember apart.
    direct, asked = serving(home), serving(home)
    for text in TEXTS.values():
        path = "/sparql?" + urlencode({"query": text, **more})
        given, made = direct.send("GET", path, **headers), asked.send("GET", path, **headers, **CONDITION)
        assert told(given) == told(made), text


def told(answer):
    headers = {name: "" if name in ONCE else value for name, value in answer.headers.items()}
    return answer.status, headers, answer.body


def test_the_application_is_not_woken(home):
    app = create_app(home.root)
    woken, statuses, may_wait = [], [], True
    app.before_request(lambda: woken.append(request.path))
    try:
        for text in ("ASK { ?s ?p ?o }", TEXTS["volatile"]):
            environ = EnvironBuilder("/sparql", query_string={"query": text}).get_environ()
            begun = app.extensions[BEGIN](environ, may_wait)
            while not begun.has_arrived():
                time.sleep(0.01)
            answer = app(environ, lambda status, *_: statuses.append(status))
            assert b"".join(answer)
            answer.close()
            begun.drop()
    finally:
        close(app)
    assert statuses == ["200 OK", "200 OK"]
    assert woken == ["/sparql"]  # for the second alone, which no tag can name


@pytest.mark.parametrize("option", ["--max-query-chars", "--max-result-bytes"])
def test_the_limits_hold(serving, home, option):
    server = serving(home, option, 20)
    assert (
        server.query("ASK { ?s ?p ?o, 1, 2 }").status == {"--max-query-chars": 413, "--max-result-bytes": 507}[option]
    )
