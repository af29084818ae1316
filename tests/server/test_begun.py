"""Questions that are begun as soon as they have arrived, before anybody is found to answer them."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import struct
import threading
import time
from urllib.parse import quote, urlencode

import pytest

from server.listener.loop import Loop
from server.settings import Settings

VALUES = " ".join(map(str, range(60)))
SLOW = "SELECT (COUNT(*) AS ?n) {" + "".join(f"VALUES ?v{number} {{ {VALUES} }}" for number in range(6)) + "}"
ALONE = ("--client-queries", 0, "--client-seconds", 0)


def test_a_small_question_waits_for_no_thread(serving, home):
    server = serving(home, *ALONE, "--threads", 2, "--workers", 4, "--query-timeout", 60)
    slow = [threading.Thread(target=asked, args=(server, f"{SLOW} # {number}"), daemon=True) for number in range(2)]
    for thread in slow:
        thread.start()
    deadline = time.monotonic() + 20
    while not is_late(server):
        assert time.monotonic() < deadline
    for number in range(20):
        assert server.query(f"ASK {{ VALUES ?x {{ {number} }} }}").status == 200
    assert all(thread.is_alive() for thread in slow)


def asked(server, text):
    with contextlib.suppress(OSError):  # the server is killed while it runs
        server.query(text)


def is_late(server):
    """Whether a page that was never asked for, and that a thread has to make, does not come."""
    try:
        server.send("GET", f"/?{time.monotonic_ns()}", seconds=2)
    except TimeoutError:
        return True
    return False


@pytest.mark.parametrize("text", ["ASK {{ VALUES ?x {{ {} }} }}", "SELECT * {{ ?s ?p ?o }} LIMIT 1{}", "SELECT {}"])
def test_a_client_that_leaves_at_once_keeps_nothing(serving, home, text):
    """Neither a worker nor a place among its client's queries."""
    server = serving(home, "--workers", 1, "--client-queries", 1, "--client-seconds", 0, "--queue-timeout", "5s")
    for number in range(60):
        connection = socket.create_connection((server.host, server.port), timeout=30)
        connection.sendall(
            f"GET /sparql?query={quote(text.format(number))} HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n".encode()
        )
        time.sleep(0.002 * (number % 3))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset, not closed
        connection.close()
    deadline = time.monotonic() + 20
    while server.query("ASK { VALUES ?x { 1000 } }").status != 200 or busy(server):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def busy(server):
    told = server.send("GET", "/metrics").body.decode()
    return {line for line in told.splitlines() if re.match(r'comity_workers\{state="(busy|slow)"\} [^0]', line)}


def test_many_questions_at_the_same_time_have_their_own_answers(serving, home):
    server = serving(home, *ALONE, "--workers", 2)
    wrong = []

    def ask(client):
        for number in range(30):
            value = client * 1000 + number
            rows = server.query(f"SELECT ?x {{ VALUES ?x {{ {value} }} }}").json()["results"]["bindings"]
            if [row["x"]["value"] for row in rows] != [str(value)]:
                wrong.append((value, rows))

    clients = [threading.Thread(target=ask, args=(client,)) for client in range(16)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    assert wrong == []


@pytest.mark.parametrize("media", ["application/sparql-query", "application/x-www-form-urlencoded; charset=UTF-8"])
def test_a_question_may_stand_in_the_body(serving, home, media):
    server = serving(home)
    for value in ("7", "é"):
        text = f"SELECT ?x {{ VALUES ?x {{ '{value}' }} }}"
        body = text.encode() if media.endswith("query") else urlencode({"query": text}).encode()
        answer = server.send("POST", "/sparql?format=csv", body, Content_Type=media)
        assert answer.body.decode().split() == ["x", value]
    twice = server.send("POST", "/sparql?query=ASK%7B%7D", body, Content_Type=media)
    assert twice.status == 400


def test_a_question_that_is_too_long_to_be_begun_is_answered(serving, home):
    server = serving(home)
    for length in (2000, 2047, 2048, 2049, 4095, 5000, 20_000):
        text = f"SELECT ?x {{ VALUES ?x {{ {length} }} }} #".ljust(length, "x")
        for method, path, body in [("GET", f"/sparql?{urlencode({'query': text})}", b""), ("POST", "/sparql", text)]:
            sent = {"Content_Type": "application/sparql-query"} if body else {}
            answer = server.send(method, path, body and body.encode(), Accept="text/csv", **sent)
            assert answer.body.split() == [b"x", str(length).encode()]


def test_what_is_wrong_with_a_question_is_told_as_ever(serving, home):
    server = serving(home)
    for query, status, said in [
        ("SELECT * { ?s ?p }", 400, "line 1"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "SERVICE"),
        ("INSERT DATA { <a:a> <a:a> 1 }", 400, "update"),
        ("", 400, "empty"),
    ]:
        answer = server.query(query)
        assert answer.status == status
        assert said in answer.json()["detail"]
    answer = server.send("GET", f"/sparql?{urlencode({'query': 'ASK {}'})}", Accept="image/png")
    assert answer.status == 406
    assert server.send("GET", "/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D").status == 400
    assert server.query("ASK {}", **{"default-graph-uri": "no iri"}).status == 400
    answer = server.send("POST", "/sparql", b"ASK { <a:a> <a:a> '\xff' }", Content_Type="application/sparql-query")
    assert (answer.status, "not UTF-8" in answer.json()["detail"]) == (400, True)


class Beginning:
    """What an application begins: it has arrived when something can be read from a pipe."""

    def __init__(self, arrives=True):
        self.there, self.here = os.pipe()
        os.set_blocking(self.there, False)
        self.arrives = arrives
        self.dropped = 0

    def fileno(self):
        return self.there

    def has_arrived(self):
        if self.arrives is None:
            return None
        if self.arrives == "fails":
            raise RuntimeError("on purpose")
        try:
            return bool(os.read(self.there, 1))
        except BlockingIOError:
            return False

    def drop(self):
        self.dropped += 1

    def is_dropped_once(self):
        deadline = time.monotonic() + 20
        while not self.dropped and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.dropped == 1


@pytest.fixture
def begun():
    """`begun(beginning)`: the port of a loop whose application begins that; by whom a request was answered, it tells."""
    with contextlib.ExitStack() as stack:

        def listen(beginning):
            def application(_, start_response):
                said = b"loop" if loop.is_here() else b"thread"
                start_response("200 OK", [("Content-Length", str(len(said)))])
                return [said]

            settings = Settings(port=0, threads=2, grace=0.5)
            loop = Loop(application, settings, lambda _: None, lambda _, __: beginning)
            thread = threading.Thread(target=loop.run)
            thread.start()
            stack.callback(thread.join, 20)
            stack.callback(loop.stop)
            return loop.port

        yield listen


GET = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def test_what_has_arrived_is_answered_in_the_loop(begun):
    beginning = Beginning()
    with socket.create_connection(("127.0.0.1", begun(beginning)), timeout=20) as connection:
        connection.sendall(GET)
        os.write(beginning.here, b"x")
        assert read(connection).endswith(b"\r\n\r\nloop")
    assert beginning.is_dropped_once()


@pytest.mark.parametrize("arrives", [None, "fails", True], ids=["long", "fails", "late"])
def test_a_thread_answers_what_does_not_come(begun, arrives):
    beginning = Beginning(arrives)
    with socket.create_connection(("127.0.0.1", begun(beginning)), timeout=20) as connection:
        connection.sendall(GET)
        assert read(connection).endswith(b"\r\n\r\nthread")
    assert beginning.is_dropped_once()


def test_what_nobody_waits_for_any_more_is_dropped(begun):
    beginning = Beginning()
    port = begun(beginning)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(GET)
    assert beginning.is_dropped_once()


def read(connection):
    received = b""
    while data := connection.recv(1 << 16):
        received += data
    return received
