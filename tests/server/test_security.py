"""What strangers try: to write without the token, to reach files and networks, to confuse browsers and caches."""

# ruff: noqa: S608 — these are SPARQL queries of our own
from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

TOKEN = "only-those-who-know-it-4711"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
INSERT = "INSERT DATA { GRAPH <https://w3id.org/comity/graph/x> { <urn:x:a> <urn:x:b> <urn:x:c> } }"
TURTLE = b"<urn:x:a> <urn:x:b> <urn:x:c> ."
METHODS = ["POST", "PUT", "DELETE", "PATCH", "QUERY", "GET"]
TARGETS = [
    "/sparql",
    f"/sparql?{urlencode({'update': INSERT})}",
    f"/sparql?{urlencode({'query': COUNT, 'update': INSERT})}",
    "/store?default",
    "/store?graph=https://w3id.org/comity/graph/one",
    "/store",
    "/graph/one",
    "/graph/new",
    "/id/country/BY",
    "/",
    "/dump.ttl",
    "/ontology",
]
BODIES = [
    ("application/sparql-update", INSERT.encode()),
    ("application/x-www-form-urlencoded", urlencode({"update": INSERT}).encode()),
    ("text/turtle", TURTLE),
    ("application/n-triples", TURTLE),
    ("application/ld+json", b'{"@id": "urn:x:a", "urn:x:b": {"@id": "urn:x:c"}}'),
    ("text/plain", INSERT.encode()),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Type: text/turtle\r\n\r\n" + TURTLE + b"\r\n--x--\r\n"),
]
GUESSES = [
    {},
    {"Authorization": "Bearer wrong"},
    {"Authorization": "Bearer "},
    {"Authorization": f"Basic {TOKEN}"},
    {"Authorization": f"Bearer {TOKEN[:-1]}"},
    {"Authorization": f"Bearer {TOKEN}x"},
    {"Cookie": f"token={TOKEN}; Authorization=Bearer {TOKEN}"},
    {"X_Authorization": f"Bearer {TOKEN}"},
    {"X_HTTP_Method_Override": "PUT"},
]


@pytest.fixture(scope="module")
def token_file(tmp_path_factory):
    """The file with the token of those who may write."""
    path = tmp_path_factory.mktemp("secrets") / "token"
    path.write_text(f"{TOKEN}\n")
    path.chmod(0o600)
    return path


@pytest.fixture
def writable(serving, publish, quads, tmp_path, token_file):
    """A server on which those with the token may write."""
    publish(tmp_path / "data", quads)
    return serving(tmp_path / "data", "--write-token-file", token_file, "--client-queries", 0, "--client-seconds", 0)


def state(server):
    """What changes with every write."""
    answer = server.query(COUNT)
    return answer.headers["x-comity-generation"], answer.json()["results"]["bindings"][0]["n"]["value"]


def attempts():
    for method in METHODS:
        for target in TARGETS:
            for content_type, body in BODIES if method != "GET" else BODIES[:1]:
                yield method, target, content_type, body


def write_without_token(server, guesses):
    before = state(server)
    for method, target, content_type, body in attempts():
        for guess in guesses:
            answer = server.send(method, target, body, Content_Type=content_type, **guess)
            read = method in ("GET", "QUERY") or answer.status in (400, 404, 405, 415)
            told = method, target, content_type, guess, answer.status, answer.body[:200]
            assert read or answer.status in (401, 403), told
            assert answer.status < 500, told
            assert TOKEN.encode() not in answer.body
    assert state(server) == before


def test_nothing_is_written_where_writes_are_off(serving, publish, quads, tmp_path):
    publish(tmp_path / "data", quads)
    server = serving(tmp_path / "data", "--client-queries", 0, "--client-seconds", 0)
    write_without_token(server, [{}, {"Authorization": f"Bearer {TOKEN}"}])


def test_nothing_is_written_without_the_token(writable):
    write_without_token(writable, GUESSES[:2])
    before = state(writable)
    for guess in GUESSES:
        for target, (content_type, body) in (("/sparql", BODIES[0]), ("/store?graph=urn:x:new", BODIES[2])):
            answer = writable.send("POST", target, body, Content_Type=content_type, **guess)
            assert answer.status in (401, 403), (target, guess, answer)
    in_url = f"/sparql?{urlencode({'token': TOKEN, 'access_token': TOKEN, 'Authorization': f'Bearer {TOKEN}'})}"
    assert writable.send("POST", in_url, BODIES[0][1], Content_Type=BODIES[0][0]).status in (401, 403)
    assert state(writable) == before


def test_with_the_token_it_is_written(writable):
    before = state(writable)
    answer = writable.send("POST", "/sparql", BODIES[0][1], Content_Type=BODIES[0][0], Authorization=f"Bearer {TOKEN}")
    assert answer.status in (200, 204)
    assert state(writable) != before
    assert 'comity_writes_total{outcome="200"} 1' in writable.send("GET", "/metrics").body.decode()


def test_the_token_is_in_no_log(start, publish, quads, tmp_path, token_file):
    publish(tmp_path / "data", quads)
    options = ("--port", 0, "--write-token-file", token_file, "--log-level", "debug")
    process = start("serve", *options, home=tmp_path / "data")
    port = next(int(line.rpartition("127.0.0.1:")[2].split("/")[0]) for line in process.stderr if "127.0.0.1:" in line)
    for authorization in (f"Bearer {TOKEN}", f"Bearer {TOKEN}x"):
        for target in ("/sparql", f"/sparql?token={TOKEN[:0]}", "/store"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", target, b"CLEAR", {"Authorization": authorization, "Content-Type": BODIES[0][0]})
            connection.getresponse().read()
            connection.close()
    command_lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    process.terminate()
    out, told = process.communicate(timeout=60)
    assert "/store" in told, "the requests are logged"
    assert TOKEN not in told + out + command_lines


@pytest.fixture
def listener():
    """A server elsewhere that nobody may reach; `listener.is_reached()` tells whether somebody tried."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.settimeout(0.5)
        yield opened


def reached(listener):
    try:
        listener.accept()[0].close()
    except TimeoutError:
        return False
    return True


def test_no_query_reaches_a_network_or_a_file(writable, listener):
    there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    queries = [
        f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?g {{ <{there}> }} SERVICE ?g {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ sErViCe#\n<{there}> {{ ?s ?p ?o }} }} }}",
        f"PREFIX x: <{there}> CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE x: {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{there}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{there}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ]
    for query in queries:
        answer = writable.query(query)
        assert answer.status == (400 if "service" in query.lower() else 200), (query, answer)
        assert b"root:" not in answer.body
        assert writable.query(COUNT, **{"default-graph-uri": there, "named-graph-uri": there}).status == 200
    assert not reached(listener)


def test_no_update_reaches_a_network_or_a_file(writable, listener):
    there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    updates = [
        f"LOAD <{there}>",
        f"LOAD SILENT <{there}> INTO GRAPH <urn:x:g>",
        "LOAD <file:///etc/passwd> INTO GRAPH <urn:x:g>",
        f"CLEAR GRAPH <urn:x:g> ; LOAD <{there}>",
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
        f"DELETE WHERE {{ ?s ?p ?o }} ; INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{there}> {{ ?s ?p ?o }} }}",
    ]
    before = state(writable)
    for update in updates:
        answer = writable.send(
            "POST", "/sparql", update.encode(), Content_Type=BODIES[0][0], Authorization=f"Bearer {TOKEN}"
        )
        assert answer.status == 400, (update, answer)
    assert not reached(listener)
    assert state(writable) == before


def test_no_upload_reaches_a_network_or_a_file(writable, listener):
    there = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    context = json.dumps({"@context": there, "@id": "urn:x:a", "name": "x"}).encode()
    imported = json.dumps({"@context": {"@import": there, "@version": 1.1}, "@id": "urn:x:a"}).encode()
    rdf = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x:"><rdf:Description rdf:about="urn:x:a"><x:b>{}</x:b></rdf:Description></rdf:RDF>'
    entity = f'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>{rdf.format("&e;")}'.encode()
    remote = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{there}">]>{rdf.format("&e;")}'.encode()
    dtd = f'<!DOCTYPE r SYSTEM "{there}">{rdf.format("x")}'.encode()
    for content_type, body in (
        ("application/ld+json", context),
        ("application/ld+json", imported),
        ("application/rdf+xml", entity),
        ("application/rdf+xml", remote),
        ("application/rdf+xml", dtd),
        ("text/turtle", f"@base <{there}> . <a> <b> <c> .".encode()),
    ):
        writable.send("PUT", "/store?graph=urn:x:up", body, Content_Type=content_type, Authorization=f"Bearer {TOKEN}")
        assert b"root:" not in writable.send("GET", "/store?graph=urn:x:up", Accept="text/turtle").body
    assert not reached(listener)


def test_every_process_that_reads_strangers_texts_is_confined(writable):
    writable.query(COUNT)
    writable.send("POST", "/sparql", BODIES[0][1], Content_Type=BODIES[0][0], Authorization=f"Bearer {TOKEN}")
    own = [status for status in Path("/proc").glob("[0-9]*/status") if _parent(status) == writable.process.pid]
    workers = [Path(f"/proc/{pid}/status") for pid in writable.workers()]
    assert len(own) >= 2, "what forks the workers, and a writer"
    assert workers
    for told in [status.read_text() for status in (*own, *workers)]:
        assert "\nSeccomp:\t2\n" in told
        assert "\nNoNewPrivs:\t1\n" in told


def test_no_child_knows_the_token(start, publish, quads, tmp_path):
    publish(tmp_path / "data", quads)
    process = start("serve", "--port", 0, home=tmp_path / "data", write_token=TOKEN)
    port = next(int(line.rpartition("127.0.0.1:")[2].split("/")[0]) for line in process.stderr if "127.0.0.1:" in line)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/sparql", INSERT, {"Authorization": f"Bearer {TOKEN}", "Content-Type": BODIES[0][0]})
    assert connection.getresponse().status == 200
    connection.close()
    children = [status.parent for status in Path("/proc").glob("[0-9]*/status") if _parent(status) == process.pid]
    assert len(children) >= 2, "what forks the workers, and a writer"
    assert all(TOKEN.encode() not in (child / "environ").read_bytes() for child in children)
    process.terminate()
    process.communicate(timeout=60)


@pytest.mark.parametrize(
    "path",
    [
        "/graph/../../../../etc/passwd",
        "/graph/..%2f..%2f..%2fetc%2fpasswd",
        "/static/..%2f..%2fsettings.py",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/dump.../../etc/passwd",
        "/id/%00",
        "/id/..",
        "//etc/passwd",
        "/store?graph=file:///etc/passwd",
        "/ontology.../etc/passwd",
    ],
)
def test_paths_lead_nowhere_else(serving, home, path):
    answer = serving(home.root).send("GET", path)
    assert answer.status in (301, 308, 400, 404), answer
    assert b"root:" not in answer.body
    assert b"class Settings" not in answer.body


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "%0d%0a"])
def test_no_header_is_injected(serving, home, break_):
    server = serving(home.root)
    evil = f"x{break_}X-Evil: 1{break_}{break_}<script>"
    for path in (
        f"/sparql?{urlencode({'query': COUNT, 'format': evil})}",
        f"/sparql?{urlencode({'query': COUNT, 'default-graph-uri': evil})}",
        f"/sparql?{urlencode({'query': COUNT, 'timeout': evil})}",
        f"/id/{quote(evil)}",
        f"/graph/{quote(evil)}",
        f"/store?{urlencode({'graph': evil})}",
        f"/?{urlencode({'lang': evil})}",
    ):
        answer = server.send("GET", path, Accept="text/html")
        assert "x-evil" not in answer.headers, path
        assert b"<script>" not in answer.body, path
        assert answer.status < 500


def test_a_foreign_page_gets_no_browser_to_write(writable):
    preflight = writable.send(
        "OPTIONS",
        "/store?default",
        Origin="https://evil.example",
        Access_Control_Request_Method="PUT",
        Access_Control_Request_Headers="authorization",
    )
    assert "authorization" not in preflight.headers.get("access-control-allow-headers", "").lower()
    assert "access-control-allow-credentials" not in preflight.headers
    before = state(writable)
    for content_type, body in BODIES:
        answer = writable.send("POST", "/sparql", body, Content_Type=content_type, Origin="https://evil.example")
        assert answer.status in (401, 403, 415), (content_type, answer)
    assert state(writable) == before


def test_a_cache_is_not_poisoned(serving, home):
    server = serving(home.root)
    path = f"/sparql?{urlencode({'query': 'SELECT ?x { ?x a <https://w3id.org/comity#Country> }'})}"
    accepts = ["text/csv", "application/sparql-results+json", "application/sparql-results+xml", "text/html", "*/*"]
    kinds = {}
    for accept in [*accepts, *reversed(accepts)]:
        answer = server.send("GET", path, Accept=accept)
        assert "accept" in answer.headers["vary"].lower()
        kinds.setdefault(accept, set()).add((answer.headers["content-type"], answer.headers["etag"]))
    assert all(len(kind) == 1 for kind in kinds.values())
    assert len({kind for (kind,) in kinds.values()}) == 4  # */* is JSON
    for accept in ("text/turtle", "text/html"):
        server.send("GET", "/sparql", Accept=accept, Host="evil.example", X_Forwarded_Host="evil.example")
        answer = server.send("GET", "/sparql", Accept=accept)
        assert b"evil.example" not in answer.body
        answer = server.send(
            "GET", "/sparql", Accept=accept, X_Forwarded_Host="evil.example", Forwarded="host=evil.example"
        )
        assert b"evil.example" not in answer.body


def test_what_is_asked_is_shown_as_text(serving, home):
    server = serving(home.root)
    for query in ("SELECT <script>alert(1)</script>", "SELECT ('<script>alert(1)</script>' AS ?x) {}"):
        answer = server.send("GET", f"/sparql?{urlencode({'query': query})}", Accept="text/html")
        assert b"<script>alert" not in answer.body
        assert b"&lt;script&gt;alert" in answer.body
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def _parent(status: Path) -> int:
    try:
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("PPid:"))
    except (FileNotFoundError, ProcessLookupError):
        return -1


def test_the_home_is_not_writable_by_others(writable):
    """What the server leaves on disk is no door for other users of the machine."""
    home = Path(f"/proc/{writable.process.pid}/environ").read_bytes()
    root = Path(next(part for part in home.split(b"\0") if part.startswith(b"COMITY_HOME=")).decode().partition("=")[2])
    writable.send("POST", "/sparql", BODIES[0][1], Content_Type=BODIES[0][0], Authorization=f"Bearer {TOKEN}")
    for folder, _, names in os.walk(root):
        for path in (Path(folder), *(Path(folder) / name for name in names)):
            assert path.is_symlink() or not path.stat().st_mode & 0o002, path
