"""What has been answered before: no thread is woken for it, and nobody can tell the difference."""

from __future__ import annotations

import contextlib
import itertools
import re
import socket
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

ONE = "/sparql?" + urlencode({"query": "SELECT * { VALUES ?x { 1 2 } }"})
OTHER = "/sparql?" + urlencode({"query": "SELECT * { VALUES ?x { 3 } }"})
VALUES = " ".join(map(str, range(60)))
SLOW = "SELECT (COUNT(*) AS ?n) {" + "".join(f"VALUES ?v{number} {{ {VALUES} }}" for number in range(6)) + "}"
# What tells of one request and not of its answer.
ONCE = {"date", "x-request-id", "server-timing", "ratelimit", "ratelimit-policy"}
ANSWERED = 'comity_requests_total{route="sparql",method="GET",status="200"}'
ALONE = ("--client-queries", 0, "--client-seconds", 0)


def lasting(headers):
    return {name: value for name, value in headers.items() if name not in ONCE}


def test_it_waits_for_no_thread(serving, home):
    server = serving(home, *ALONE, "--threads", 2, "--query-timeout", 20)
    first = server.send("GET", ONE)
    slow = [threading.Thread(target=held, args=(server,), daemon=True) for _ in range(2)]
    for thread in slow:
        thread.start()
    numbers = itertools.count(10)
    # Until there is no thread left for what was never asked.
    while not is_late(server, f"/?{next(numbers)}"):
        assert all(thread.is_alive() for thread in slow)
    again = server.send("GET", ONE, seconds=5)
    assert all(thread.is_alive() for thread in slow)
    assert (again.status, again.body, lasting(again.headers)) == (200, first.body, lasting(first.headers))


def held(server):
    with contextlib.suppress(OSError):  # the server is killed while it runs
        server.query(SLOW)


def is_late(server, path):
    try:
        server.send("GET", path, seconds=2)
    except TimeoutError:
        return True
    return False


def test_it_has_an_id_of_its_own_and_is_counted(serving, home):
    server = serving(home)
    connection = HTTPConnection(server.host, server.port, timeout=30)
    seen = []
    for _ in range(5):
        connection.request("GET", ONE)
        response = connection.getresponse()
        seen.append((response.status, response.read(), response.headers["X-Request-Id"]))
    connection.close()
    assert {(status, body) for status, body, _ in seen} == {(200, seen[0][1])}
    assert len({name for _, _, name in seen}) == 5
    counted = 'comity_requests_total{route="sparql",method="GET",status="200"} 5\n'
    assert counted in server.send("GET", "/metrics").body.decode()


def test_a_long_one_is_sent_whole_and_counted_when_it_has_been(serving, home):
    server = serving(home, *ALONE)
    asked = {"query": f"SELECT * {{ VALUES ?x {{ {VALUES} }} VALUES ?y {{ {VALUES} }} VALUES ?z {{ {VALUES} }} }}"}
    path = f"/sparql?{urlencode(asked)}"
    first = server.send("GET", path, Accept="text/csv")
    assert len(first.body) > 1 << 20
    assert server.send("GET", path, Accept="text/csv").body == first.body
    assert until(lambda: counted(server, ANSWERED) == 2)
    assert counted(server, "comity_sent_bytes_total") >= 2 * len(first.body)
    with socket.socket() as connection:  # takes little, and leaves with most of it unsent
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 14)
        connection.connect((server.host, server.port))
        head = (
            f"GET {path} HTTP/1.1\r\nHost: {server.host}:{server.port}\r\nAccept-Encoding: identity\r\nAccept: text/csv"
        )
        connection.sendall(f"{head}\r\n\r\n".encode())  # as the other two, so that it is the same answer
        connection.recv(1000)
    assert until(lambda: counted(server, ANSWERED) == 3), "the answer to who left is not told"
    assert counted(server, "comity_sent_bytes_total") < 3 * len(first.body)


def until(holds):
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


def counted(server, name):
    told = server.send("GET", "/metrics").body.decode()
    found = re.search(rf"^{re.escape(name)} (\S+)$", told, re.MULTILINE)
    return float(found[1]) if found else 0


def test_answers_keep_the_order_of_the_questions(serving, home):
    server = serving(home)
    first = server.send("GET", ONE, Host="x")
    etag = first.headers["etag"]
    asked = [("GET", ONE, ""), ("GET", OTHER, ""), ("GET", ONE, ""), ("HEAD", ONE, ""), ("GET", ONE, etag)]
    heads = [
        f"{method} {path} HTTP/1.1\r\nHost: x\r\n" + (f"If-None-Match: {tag}\r\n" if tag else "")
        for method, path, tag in asked
    ]
    received = b""
    with socket.create_connection((server.host, server.port), timeout=30) as connection:
        connection.sendall(
            "\r\n".join([*heads, f"GET {ONE} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"]).encode()
        )
        while data := connection.recv(1 << 16):
            received += data
    answers = [part.split(b"\r\n\r\n", 1) for part in received.split(b"HTTP/1.1 ")[1:]]
    bodies = [body for _, body in answers]
    assert [int(head[:3]) for head, _ in answers] == [200, 200, 200, 200, 304, 200]
    assert [bodies[0], bodies[2], bodies[3], bodies[4], bodies[5]] == [first.body, first.body, b"", b"", first.body]
    assert b'"3"' in bodies[1] or b">3<" in bodies[1] or b"\n3" in bodies[1]


@pytest.mark.parametrize("head", [b"HTTP/1.0", b"HTTP/1.1\r\nConnection: close"], ids=["old", "close"])
def test_the_connection_is_closed_if_it_is_no_more_wanted(serving, home, head):
    server = serving(home)
    first = server.send("GET", ONE, Host="x")
    received = b""
    with socket.create_connection((server.host, server.port), timeout=30) as connection:
        connection.sendall(b"GET %s %s\r\nHost: x\r\n\r\n" % (ONE.encode(), head))
        while data := connection.recv(1 << 16):
            received += data
    assert re.match(rb"HTTP/1\.[01] 200 ", received)
    assert received.endswith(b"\r\n\r\n" + first.body)


def test_what_a_proxy_tells_makes_another_answer(serving, home):
    server = serving(home, "--trusted-proxies", "127.0.0.1")
    for host in ("one.example", "one.example", "two.example", "two.example", "one.example"):
        told = server.send("GET", "/sparql", Accept="text/turtle", X_Forwarded_Host=host, X_Forwarded_For="192.0.2.1")
        assert told.status == 200
        assert re.findall(rb"//(\w+\.example)/sparql", told.body)[:1] == [host.encode()]


def test_it_is_forgotten_when_something_is_published(serving, publish, quads, tmp_path):
    root = tmp_path / "home"
    publish(root, quads, 1)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    server = serving(root)
    before = [server.query(count).json() for _ in range(3)]
    publish(root, quads[: len(quads) // 2], 2)
    after = [server.query(count).json() for _ in range(3)]
    assert before[0] == before[2] != after[0] == after[2]
