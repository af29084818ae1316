"""Updates, who may write, and what a kill at any moment leaves."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import threading
import time
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import DefaultGraph, Store

TOKEN = "a-token-of-the-tests"
AUTHORISED = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = {**AUTHORISED, "Content_Type": "application/sparql-update"}
DEFAULT = "<https://w3id.org/comity/graph/default>"
KILLS = 8


@pytest.fixture(scope="module")
def server(live, tmp_path_factory):
    with live(tmp_path_factory.mktemp("write") / "data", write_token=TOKEN) as running:
        yield running


def update(server, text, **parameters):
    query = f"?{urlencode(parameters, doseq=True)}" if parameters else ""
    return server.ask("POST", f"/sparql{query}", text, **UPDATE)


def values(server, pattern):
    reply = server.ask("GET", f"/sparql?query={quote(f'SELECT ?x {{ {pattern} }}')}", Accept="application/json")
    assert reply.status == 200, reply
    return sorted(row["x"]["value"] for row in reply.json["results"]["bindings"])


def test_an_update_by_each_way(server):
    assert update(server, "INSERT DATA { <a:way> <a:n> 1 }").json["inserted"] == 1
    form = urlencode({"update": "INSERT DATA { <a:way> <a:n> 2 }"})
    kind = "application/x-www-form-urlencoded"
    assert server.ask("POST", "/sparql", form, Content_Type=kind, **AUTHORISED).status == 200
    assert values(server, "<a:way> <a:n> ?x") == ["1", "2"]


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/sparql?update=CLEAR+ALL", None, {}, 405),
        ("QUERY", "/sparql", "CLEAR ALL", {"Content_Type": "application/sparql-update"}, 405),
        ("POST", "/sparql?update=CLEAR+ALL", "CLEAR ALL", {"Content_Type": "application/sparql-update"}, 400),
        ("POST", "/sparql", "update=CLEAR+ALL&update=CLEAR+ALL", {}, 400),
        ("POST", "/sparql", "update=CLEAR+ALL&query=ASK%7B%7D", {}, 400),
        ("POST", "/sparql", "CLEAR ALL", {"Content_Type": "text/plain"}, 415),
        ("POST", "/sparql", "CLEAR ALL", {"Content_Type": "application/sparql-update; charset=utf-16"}, 415),
        ("POST", "/sparql", b"# \xff\nCLEAR ALL", {"Content_Type": "application/sparql-update"}, 400),
        ("POST", "/sparql", "CLEAR", {"Content_Type": "application/sparql-update"}, 400),
        ("POST", "/sparql", "SELECT * {}", {"Content_Type": "application/sparql-update"}, 400),
        ("POST", "/sparql", "LOAD <http://127.0.0.1:1/>", {"Content_Type": "application/sparql-update"}, 400),
        (
            "POST",
            "/sparql",
            "CREATE GRAPH <a:g>; CREATE GRAPH <a:g>",
            {"Content_Type": "application/sparql-update"},
            400,
        ),
    ],
)
def test_what_is_no_update_changes_nothing(server, method, path, body, headers, status):
    update(server, "INSERT DATA { <a:still> <a:there> 1 }")
    told = {"Content_Type": "application/x-www-form-urlencoded", **headers, **AUTHORISED}
    assert server.ask(method, path, body, **told).status == status
    assert values(server, "<a:still> <a:there> ?x") == ["1"]


def test_a_syntax_error_is_told_with_its_place(server):
    reply = update(server, "CLEAR SILENT GRAPH <a:g> ;\nINSERT DATA { <a:a> }")
    assert (reply.status, reply.json["line"], reply.json["column"]) == (400, 2, 21)
    text = "DELETE WHERE { <a:a> ?p ?o } ;\nINSERT { <a:a> <a:b> 1 } WHERE { <a:a> }"
    plain, given = update(server, text), update(server, text, **{"using-graph-uri": "a:from"})
    assert given.json["line"] == plain.json["line"] == 2
    assert given.json["column"] == plain.json["column"]


def test_an_update_is_done_whole_or_not_at_all(server):
    reply = update(server, "INSERT DATA { <a:half> <a:p> 1 } ; CREATE GRAPH <a:twice> ; CREATE GRAPH <a:twice>")
    assert reply.status == 400
    assert values(server, "<a:half> <a:p> ?x") == []


def test_operations_see_what_earlier_ones_did(server):
    update(
        server,
        "INSERT DATA { <a:seq> <a:p> 1 } ; DELETE { <a:seq> ?p 1 } INSERT { <a:seq> ?p 2 } WHERE { <a:seq> ?p 1 }",
    )
    assert values(server, "<a:seq> <a:p> ?x") == ["2"]
    assert values(server, f"GRAPH {DEFAULT} {{ <a:seq> <a:p> ?x }}") == ["2"]


def test_the_default_graph_stays_the_union(server):
    text = "INSERT DATA { <a:u> <a:p> 1 GRAPH <a:g1> { <a:u> <a:p> 1, 2 } GRAPH <a:g2> { <a:u> <a:p> 2, 3 } }"
    assert update(server, text).status == 200
    assert values(server, "<a:u> <a:p> ?x") == ["1", "2", "3"]
    update(server, "DELETE WHERE { <a:u> <a:p> ?x }")
    assert values(server, "<a:u> <a:p> ?x") == ["1", "2", "3"], "only the graph of its own loses them"
    assert values(server, f"GRAPH {DEFAULT} {{ <a:u> <a:p> ?x }}") == []
    update(server, "DROP GRAPH <a:g1>")
    assert values(server, "<a:u> <a:p> ?x") == ["2", "3"]
    update(server, "DELETE { GRAPH ?g { <a:u> <a:p> 2 } } WHERE { GRAPH ?g { <a:u> <a:p> 2 } }")
    assert values(server, "<a:u> <a:p> ?x") == ["3"]
    update(server, "MOVE <a:g2> TO DEFAULT")
    assert values(server, f"GRAPH {DEFAULT} {{ <a:u> <a:p> ?x }}") == ["3"]
    assert values(server, "<a:u> <a:p> ?x") == ["3"]


def test_graphs_that_the_request_names(server):
    update(server, "INSERT DATA { GRAPH <a:from> { <a:d> <a:p> 1 } GRAPH <a:not> { <a:d> <a:p> 2 } }")
    text = "INSERT { GRAPH <a:to> { <a:d> <a:copied> ?x } } WHERE { <a:d> <a:p> ?x }"
    assert update(server, text, **{"using-graph-uri": "a:from"}).status == 200
    assert values(server, "<a:d> <a:copied> ?x") == ["1"]
    long = f"# {'x' * 5000}\n{text.replace('copied', 'again')}"
    assert update(server, long, **{"using-graph-uri": "a:from"}).status == 200
    assert values(server, "<a:d> <a:again> ?x") == ["1"]
    conflict = text.replace("WHERE", "USING <a:not> WHERE")
    for sent in (conflict, f"# {'x' * 5000}\n{conflict}"):
        refused = update(server, sent, **{"using-graph-uri": "a:from"})
        assert (refused.status, "WITH or USING" in refused.json["detail"]) == (400, True)


def test_a_violation_is_refused_and_changes_nothing(server):
    before = update(server, "INSERT DATA { <a:kept> <a:p> 1 }").generation
    reply = update(server, "DELETE DATA { <a:kept> <a:p> 1 } ; INSERT DATA { <a:x> a c:Agreement }")
    assert reply.status == 422
    assert "Agreement-evidence" in reply.json["detail"]
    assert server.ask("GET", "/store?default").generation == before
    assert values(server, "<a:kept> <a:p> ?x") == ["1"]


@pytest.mark.parametrize(
    "offset", ['"nine"^^xsd:integer', '"2020-01-01"^^xsd:date', '"1.5"^^xsd:decimal', '"x"', "<a:y>"]
)
def test_an_offset_that_is_no_number_is_a_violation(server, offset):
    about = f"<a:e> a c:Evidence ; oa:start 1 ; oa:end {offset}"
    prefixes = "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    reply = update(server, f"{prefixes} INSERT DATA {{ {about} }}")
    assert reply.status == 422
    assert "Evidence-end" in reply.json["detail"]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (None, 401),
        ("Basic dXNlcjpwYXNz", 401),
        ("Bearer", 401),
        ("Bearer another", 403),
        (f"Bearer {TOKEN}x", 403),
        (f"Bearer {TOKEN[:-1]}", 403),
        (f"bearer {TOKEN}", 200),
    ],
)
def test_the_token(server, given, status):
    headers = {"Content_Type": "application/sparql-update", **({"Authorization": given} if given else {})}
    reply = server.ask("POST", "/sparql", "INSERT DATA { <a:t> <a:p> 1 }", **headers)
    assert reply.status == status
    assert ("WWW-Authenticate" in reply.headers) == (status == 401)
    for method, path in (("PUT", "/store?graph=a:g"), ("DELETE", "/graph/none"), ("POST", "/store")):
        answer = server.ask(method, path, "", **{**headers, "Content_Type": "text/turtle"})
        assert answer.status == (status if status != 200 else answer.status)
        assert TOKEN.encode() not in answer.body


def test_the_token_counts_nowhere_else(server):
    for name in ("token", "access_token", "write_token"):
        path = f"/sparql?{name}={TOKEN}"
        reply = server.ask(
            "POST", path, "CLEAR ALL", Content_Type="application/sparql-update", Cookie=f"{name}={TOKEN}"
        )
        assert reply.status == 401


def test_foreign_pages_may_not_send_the_token(server):
    reply = server.ask(
        "OPTIONS",
        "/sparql",
        Origin="https://elsewhere.example",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="authorization",
    )
    assert "authorization" not in reply.headers["Access-Control-Allow-Headers"].lower()
    assert "PUT" not in reply.headers["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in reply.headers


def test_writes_are_off_without_a_token(live, home):
    with live(home.root) as server:
        for method, path in (("POST", "/sparql"), ("PUT", "/store?default"), ("DELETE", "/graph/ontology")):
            reply = server.ask(method, path, "CLEAR ALL", **UPDATE)
            assert reply.status == 403
            assert "COMITY_WRITE_TOKEN" in reply.json["detail"]


def test_the_token_from_a_file_is_not_told(live, tmp_path):
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    with live(tmp_path / "data", write_token_file=file) as server:
        assert update(server, "INSERT DATA { <a:a> <a:b> 1 }").status == 200
        server.process.terminate()
        out, err = server.process.communicate(timeout=30)
    assert TOKEN not in out + err


def test_a_bomb_ends_with_its_deadline_and_loses_nothing(live, tmp_path):
    pattern = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(12))
    with live(tmp_path / "data", write_token=TOKEN, write_timeout="3s") as server:
        update(server, "INSERT DATA { <a:a> <a:b> " + ", ".join(map(str, range(50))) + " }")
        began = time.monotonic()
        assert update(server, f"INSERT {{ <a:a> <a:c> ?o0 }} WHERE {{ {pattern} }}").status in (504, 507)
        assert time.monotonic() - began < 10
        assert update(server, "INSERT DATA { <a:a> <a:b> 50 }").status == 200
        assert len(values(server, "<a:a> <a:b> ?x")) == 51


def test_one_writer_at_a_time(live, tmp_path, run, seeds):
    home = tmp_path / "data"
    with live(home, write_token=TOKEN) as one, live(home, write_token=TOKEN) as two:
        assert update(one, "INSERT DATA { <a:a> <a:b> 1 }").status == 200
        eventually(lambda: update(two, "INSERT DATA { <a:a> <a:b> 2 }").status == 200)
        assert values(one, "<a:a> <a:b> ?x") == ["1", "2"]
        eventually(lambda: run("load", next(seeds.glob("000_*.txt")), home=home).code == 0)
        eventually(lambda: not is_locked(home))
        with (home / "lock").open() as lock:  # as a load that runs
            fcntl.flock(lock, fcntl.LOCK_EX)
            busy = update(one, "INSERT DATA { <a:a> <a:b> 3 }")
            assert busy.status == 503
            assert int(busy.headers["Retry-After"]) > 0
        eventually(lambda: update(one, "INSERT DATA { <a:a> <a:b> 4 }").status == 200)
        assert values(two, "<a:a> <a:b> ?x") == ["1", "2", "4"]
        assert values(two, "?x a c:Article") != []


def is_locked(home):
    with (home / "lock").open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@pytest.fixture(scope="module")
def seeds():
    return Path(__file__).parents[2] / "seeds"


def eventually(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def writers_of(server):
    """The process ids of a server's writer."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if b"server.engine.writes.writer" in command and parent == server.process.pid:
            found.append(int(folder.name))
    return found


def test_kills_of_the_writer_lose_no_committed_write(live, tmp_path):
    """Each write is two triples, one in each of two graphs: after any kill both are there, or none."""
    home = tmp_path / "data"
    chance = random.Random(4)  # noqa: S311 — a fixed sequence is the point
    with live(home, write_token=TOKEN) as server, Stream(server) as stream:
        for _ in range(KILLS):
            done = len(stream.committed)
            eventually(lambda done=done: len(stream.committed) > done)
            time.sleep(chance.random() / 20)
            for pid in writers_of(server):
                os.kill(pid, signal.SIGKILL)
        stream.end()
        # The last kill may still meet this one; 503 says "try again".
        eventually(lambda: update(server, "INSERT DATA { <a:k> <a:r> 1 }").status == 200)
        first = set(values(server, "GRAPH <a:g1> { <a:k> <a:p> ?x }"))
        second = set(values(server, "GRAPH <a:g2> { <a:k> <a:q> ?x }"))
        assert first == second, "a write was done by half"
        assert stream.committed <= first, "a committed write was lost"
        assert not first & stream.failed, "a write that was told as failed was done"
        assert len(stream.failed) > KILLS / 3, "most kills met no write"
    assert consistent(home)


class Stream:
    """Writes one after the other, from another thread."""

    def __init__(self, server, since=0):
        self.server = server
        self.since = since
        self.committed, self.failed, self.other = set(), set(), []
        self.goes_on = True
        self.thread = threading.Thread(target=self.write)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.goes_on = False
        self.thread.join()

    def end(self):
        self.__exit__()
        assert self.other == []

    def write(self):
        number = self.since
        while self.goes_on:
            text = f"GRAPH <a:g1> {{ <a:k> <a:p> {number} }} GRAPH <a:g2> {{ <a:k> <a:q> {number} }}"
            try:
                reply = update(self.server, f"INSERT DATA {{ {text} }}")
            except (OSError, HTTPException):  # the server is gone; whether it wrote this one is not known
                self.failed.add(str(number))
                break
            if reply.status not in (200, 503):
                self.other.append(reply)
            (self.committed if reply.status == 200 else self.failed).add(str(number))
            number += 1


def test_kills_of_the_server_at_any_moment_lose_no_committed_write(live, tmp_path):
    """The server ends while it writes and publishes; the next one starts from what there is."""
    home = tmp_path / "data"
    chance = random.Random(11)  # noqa: S311 — a fixed sequence is the point
    committed, unknown = set(), 0
    for _ in range(KILLS):
        with live(home, write_token=TOKEN) as server, Stream(server, since=len(committed) + unknown) as stream:
            done = 1 + chance.randrange(4)
            eventually(lambda done=done: len(stream.committed) >= done)
            time.sleep(chance.random() / 20)
            server.process.kill()
            stream.end()
        committed |= stream.committed
        unknown += len(stream.failed)
    with live(home, write_token=TOKEN) as server:
        first = set(values(server, "GRAPH <a:g1> { <a:k> <a:p> ?x }"))
        second = set(values(server, "GRAPH <a:g2> { <a:k> <a:q> ?x }"))
        assert first == second, "a write was done by half"
        assert committed <= first, "a committed write was lost"
        assert len(first) <= len(committed) + unknown
        assert update(server, "INSERT DATA { <a:k> <a:q> 1 }").status == 200
    assert consistent(home)
    assert not list(home.glob("*.tmp"))


def consistent(home):
    """Whether the working store says what is published, and its default graph is the union of the others."""
    snapshot = set(Store.read_only(str((home / "current").resolve())))
    union = {quad.triple for quad in snapshot if quad.graph_name == DefaultGraph()}
    named = {quad.triple for quad in snapshot if quad.graph_name != DefaultGraph()}
    return union == named and set(Store.read_only(str(home / "store"))) == snapshot
