"""The Graph Store Protocol, over HTTP against a running server."""

from __future__ import annotations

import gzip
import json

import pytest
from pyoxigraph import RdfFormat, parse

TOKEN = "a-token-of-the-tests"
BASE = "https://w3id.org/comity/"
TURTLE = "text/turtle"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
ONE_LINE = f'<a:s> <a:p> "1"^^<{INTEGER}> .'
ONE_IN_XML = (
    f'<r:RDF xmlns:r="{RDF}" xmlns:a="a:"><r:Description r:about="a:s"><a:p r:datatype="{INTEGER}">1</a:p>'
    "</r:Description></r:RDF>"
)
ONE = "<a:s> <a:p> 1 ."
VIOLATING = "<a:agreement> a <https://w3id.org/comity#Agreement> ."


@pytest.fixture(scope="module")
def server(live, tmp_path_factory):
    with live(tmp_path_factory.mktemp("store") / "data", write_token=TOKEN) as running:
        yield running


@pytest.fixture
def send(server):
    """`send(method, path, body, type, **headers)`: with the token."""

    def sends(method, path, body=None, kind=TURTLE, **headers):
        told = {"Content_Type": kind} if body is not None and kind else {}
        return server.ask(method, path, body, **{"Authorization": f"Bearer {TOKEN}", **told, **headers})

    return sends


@pytest.fixture
def path(request):
    """The path of a graph of the test's own."""
    return f"/store?graph=http%3A%2F%2Fgraphs.example%2F{abs(hash(request.node.name))}"


def triples(reply, kind="application/n-triples"):
    assert reply.status == 200, reply
    assert reply.headers["Content-Type"].partition(";")[0] == kind
    return {str(quad.triple) for quad in parse(reply.body, RdfFormat.from_media_type(kind))}


def read(server, path, **headers):
    return server.ask("GET", path, **{"Accept": "application/n-triples", **headers})


def test_a_graph_is_made_replaced_enlarged_and_removed(server, send, path):
    assert read(server, path).status == 404
    made = send("PUT", path, ONE)
    assert made.status == 201
    assert made.json == {"generation": made.generation, "inserted": 1, "deleted": 0, "created": True}
    assert triples(read(server, path)) == {'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    replaced = send("PUT", path, "<a:s> <a:p> <a:o> .")
    assert (replaced.status, replaced.json["inserted"], replaced.json["deleted"]) == (200, 1, 1)
    assert send("POST", path, "<a:s> <a:p> <a:o>, <a:o2> .").json["inserted"] == 1
    assert triples(read(server, path)) == {"<a:s> <a:p> <a:o>", "<a:s> <a:p> <a:o2>"}
    assert send("DELETE", path).status == 200
    assert read(server, path).status == 404
    assert send("DELETE", path).status == 404


def test_each_answer_names_a_generation_that_can_be_waited_for(server, send, path):
    generation = send("PUT", path, ONE).generation
    assert send("PUT", path, "<a:s> <a:p> 2 .").generation == generation + 1
    assert read(server, f"{path}&min-version={generation + 1}").generation == generation + 1
    again = send("PUT", path, "<a:s> <a:p> 2 .")
    assert (again.status, again.generation) == (200, generation + 1), "nothing changed, so nothing was published"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/turtle; charset=utf-8", ONE),
        ("application/trig", ONE),
        ("application/n-triples", ONE_LINE),
        ("application/n-quads", ONE_LINE),
        ("application/ld+json", '{"@id": "a:s", "a:p": 1}'),
        (
            "application/rdf+xml",
            ONE_IN_XML,
        ),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_formats_of_bodies(server, send, path, kind, body, packed):
    sent = gzip.compress(body.encode()) if packed else body
    coding = {"Content_Encoding": "gzip"} if packed else {}
    assert send("PUT", path, sent, kind, **coding).status == 201
    assert triples(read(server, path)) == {'<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'}


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (TURTLE, "<a:s> <a:p", 400),
        ("application/trig", "<a:g> { <a:s> <a:p> <a:o> }", 400),
        ("application/ld+json", '{"@context": "http://127.0.0.1:1/context", "@id": "a:s"}', 400),
        (TURTLE, "<a:s> <a:p> " + "<<( <a:s> <a:p> " * 50_000 + "1" + " )>>" * 50_000 + " .", 400),
        ("application/ld+json", "[" * 60_000, 400),
        ("text/plain; charset=utf-16", ONE, 415),
        ("image/png", ONE, 415),
        ("", ONE, 415),
        (TURTLE, VIOLATING, 422),
        (TURTLE, "<a:s> <a:p> [ <a:p> 1 ] .", 422),
    ],
)
def test_bodies_that_are_refused_change_nothing(server, send, path, kind, body, status):
    before = send("PUT", path, ONE).generation
    assert send("PUT", path, body, kind).status == status
    after = read(server, path)
    assert after.generation == before
    assert len(triples(after)) == 1


def test_entity_expansion_is_bounded(send, path):
    entities = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<!DOCTYPE r:RDF [{entities}]><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">'
        '<r:Description r:about="a:s"><a:p>&a9;</a:p></r:Description></r:RDF>'
    )
    assert send("PUT", path, body, "application/rdf+xml").status in (400, 413, 504, 507)


def test_bodies_have_a_longest_length_packed_or_not(live, tmp_path):
    with live(tmp_path / "data", write_token=TOKEN, max_upload_bytes=100_000) as server:
        long = ("# a comment\n" * 20_000).encode()
        told = {"Authorization": f"Bearer {TOKEN}", "Content_Type": TURTLE}
        assert server.ask("PUT", "/store?default", gzip.compress(long), Content_Encoding="gzip", **told).status == 413
        assert server.ask("PUT", "/store?default", long[:90_000], **told).status == 201


def test_relative_iris_are_those_of_the_graph(server, send):
    send("PUT", "/graph/relative/one", "<two> <a:p> <#three> .")
    found = triples(read(server, "/graph/relative/one"))
    assert found == {f"<{BASE}graph/relative/two> <a:p> <{BASE}graph/relative/one#three>"}


def test_the_violation_is_told_as_a_problem_and_as_rdf(send, path):
    problem = send("PUT", path, VIOLATING, Accept="application/json")
    assert problem.headers["Content-Type"] == "application/problem+json"
    assert "Agreement-evidence" in problem.json["detail"]
    report = send("PUT", path, VIOLATING, Accept=TURTLE)
    assert report.status == 422
    assert any("ValidationReport" in str(quad) for quad in parse(report.body, RdfFormat.TURTLE))


def test_the_default_graph_is_the_union(server, send, path):
    assert send("PUT", "/store?default", "<a:loose> <a:p> 1 .").status in (200, 201)
    send("PUT", path, "<a:loose> <a:p> 1, 2 .")
    both = {'<a:loose> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>'}
    assert triples(read(server, f"/store?graph={BASE}graph/default")) == both
    assert len(triples(read(server, "/store?default")) & {*both, next(iter(both)).replace('"1"', '"2"')}) == 2
    assert send("DELETE", "/store?default").status == 200
    assert both <= triples(read(server, "/store?default")), "the other graph still says it"
    send("DELETE", path)
    assert not both & triples(read(server, "/store?default"))


def test_a_new_graph_gets_a_url(server, send):
    made = send("POST", "/store", ONE)
    assert made.status == 201
    location = made.headers["Location"]
    assert location.startswith(f"{server.url}graph/")
    assert triples(read(server, location.removeprefix(server.url.rstrip("/")))) == triples(
        read(server, f"/store?graph={location}")
    )


def test_direct_and_indirect_names_are_of_one_graph(server, send):
    assert send("PUT", "/graph/person/1.ttl", ONE).status == 201
    assert len(triples(server.ask("GET", "/graph/person/1.ttl", Accept=TURTLE), TURTLE)) == 1
    assert len(triples(read(server, f"/store?graph={BASE}graph/person/1.ttl"))) == 1
    assert send("POST", "/graph/person/1.ttl", "<a:s> <a:p> 2 .").status == 200
    assert send("DELETE", f"/store?graph={BASE}graph/person/1.ttl").status == 200
    assert server.ask("GET", "/graph/person/1.ttl", Accept=TURTLE).status == 404


def test_percent_signs_are_decoded_once(server, send):
    for path, number in (("/store?graph=http://g.example/%31", 1), ("/store?graph=http://g.example/%2531", 2)):
        assert send("PUT", path, f"<a:s> <a:p> {number} .").status == 201
    assert '"1"' in triples(read(server, "/store?graph=http://g.example/1")).pop()
    assert '"2"' in triples(read(server, "/store?graph=http://g.example/%2531")).pop()


def test_parts_are_merged_each_by_its_own_type(server, send, path):
    parts = [
        ('name="a"; filename="a.ttl"', "text/turtle; charset=utf-8", "<a:s> <a:first> <a:o> ."),
        ('name="b"', "application/ld+json", '{"@id": "a:s", "a:second": {"@id": "a:o"}}'),
        ('name="c"; filename="c.nt"', "", "<a:s> <a:third> <a:o> .\n"),
    ]
    body = "".join(
        f"--limit\r\nContent-Disposition: form-data; {name}\r\n"
        + (f"Content-Type: {kind}\r\n" if kind else "")
        + f"\r\n{text}\r\n"
        for name, kind, text in parts
    )
    reply = send("POST", path, f"{body}--limit--\r\n", "multipart/form-data; boundary=limit")
    assert reply.status == 201
    assert triples(read(server, path)) == {f"<a:s> <a:{nth}> <a:o>" for nth in ("first", "second", "third")}
    assert send("POST", path, body, "multipart/form-data; boundary=other").status == 400


def test_head_has_the_headers_of_get(server, send, path):
    send("PUT", path, ONE)
    got, head = (server.ask(method, path, Accept=TURTLE) for method in ("GET", "HEAD"))
    assert head.body == b""
    for name in ("Content-Type", "Content-Length", "ETag", "X-Comity-Generation"):
        assert head.headers[name] == got.headers[name] != None, name  # noqa: E711
    assert server.ask("HEAD", "/store?graph=http://g.example/none").status == 404


@pytest.mark.parametrize(
    "query", ["", "?graph=relative", "?graph=http://a.example/&default", "?graph=http://a.example/%20"]
)
def test_a_graph_has_to_be_named(server, send, query):
    assert server.ask("GET", f"/store{query}").status == 400
    assert send("PUT", f"/store{query}", ONE).status == 400


def test_methods(server):
    reply = server.ask("OPTIONS", "/store?default")
    allowed = {"GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS"}
    assert {method.strip() for method in reply.headers["Allow"].split(",")} == allowed
    refused = server.ask("PATCH", "/store?default")
    assert refused.status == 405
    assert {method.strip() for method in refused.headers["Allow"].split(",")} == allowed


def test_etags_and_conditions(server, send, path):
    assert send("PUT", path, ONE, If_Match="*").status == 412
    assert send("PUT", path, ONE, If_None_Match="*").status == 201
    assert send("PUT", path, ONE, If_None_Match="*").status == 412
    etag = read(server, path).headers["ETag"]
    assert read(server, path, If_None_Match=etag).status == 304
    assert send("PUT", path, "<a:s> <a:p> 2 .", If_Match='"another"').status == 412
    assert send("PUT", path, "<a:s> <a:p> 2 .", If_Match=etag).status == 200
    assert send("DELETE", path, If_Match=etag).status == 412
    assert read(server, path, If_None_Match=etag).status == 200


def test_formats_of_answers(server, send, path):
    send("PUT", path, ONE)
    for kind in (TURTLE, "application/n-triples", "application/rdf+xml", "application/ld+json"):
        assert len(triples(server.ask("GET", path, Accept=kind), kind)) == 1
    assert server.ask("GET", path, Accept="image/png").status == 406


def test_an_empty_graph_is_there(server, send, path):
    assert send("PUT", path, "").status == 201
    assert triples(read(server, path)) == set()
    assert json.loads(server.ask("GET", "/sparql?query=ASK%7B%7D").body)["boolean"]


def test_the_default_graph_of_its_own(live, tmp_path, run):
    told = {"Authorization": f"Bearer {TOKEN}", "Content_Type": TURTLE}
    ask = "/sparql?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D"
    with live(tmp_path / "data", write_token=TOKEN, default_graph="own") as server:
        server.ask("PUT", "/store?graph=http://g.example/1", ONE, **told)
        assert json.loads(server.ask("GET", ask).body)["results"]["bindings"] == []
        assert triples(read(server, "/store?default")) == set()
        assert server.ask("PUT", "/store?default", "<a:s> <a:p> [ <a:q> 2 ] .", **told).status == 200
        assert len(triples(read(server, "/store?default"))) == 2
        assert len(triples(read(server, "/store?graph=http://g.example/1"))) == 1
        dumped = server.ask("GET", "/dump.nq")
        assert len(list(parse(dumped.body, RdfFormat.N_QUADS))) == 3
    assert "--default-graph own" in run("load", "-", home=tmp_path / "data", stdin="text").err
    with pytest.raises(AssertionError, match="--default-graph own"), live(tmp_path / "data", write_token=TOKEN):
        pass
