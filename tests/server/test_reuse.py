"""Which workers go on after an answer that nobody took to its end, and whom those serve that were slowed down."""

from __future__ import annotations

import os
import re
import socket
import time
from urllib.parse import quote

SMALL = "SELECT (COUNT(*) AS ?n) { ?s a c:Country }"
# It takes minutes, and little before its first rows.
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOG = "127.0.0.2"


def test_an_answer_that_is_broken_off_costs_no_worker(serving, home):
    """A worker that sends is told to stop; what it sends afterwards is not taken for the rest."""
    server = serving(home.root, "--workers", 1, "--client-seconds", 0, "--query-timeout", "60s")
    expected = server.query(SMALL).json()
    before = sorted(server.workers())
    for number in range(8):
        with _asking(server, f"{LONG} # {number}") as connection:
            assert connection.recv(100_000).startswith(b"HTTP/1.1 200")
        for again in range(4):
            assert server.query(f"{SMALL} # {number} {again}").json() == expected
    _await(server, busy=0, slow=0)
    assert sorted(server.workers()) == before


def test_a_stalled_answer_is_ended_without_its_worker(serving, home):
    server = serving(home.root, "--workers", 1, "--client-seconds", 0, "--answer-timeout", "1s")
    server.query(SMALL)
    before = set(server.workers())
    with _asking(server, LONG) as connection:
        assert connection.recv(1000)
        time.sleep(2)
        assert 'comity_limits_total{limit="answer_timeout"} 1' in server.send("GET", "/metrics").body.decode()
    assert before <= set(server.workers())
    assert server.query(f"{SMALL} # again").status == 200


def test_who_had_much_is_served_by_workers_that_let_others_go_first(serving, home):
    """They are used again, and ended when nobody of that kind asks any more."""
    server = serving(home.root, "--workers", 2, "--client-seconds", 0, "--query-timeout", "1s")
    deadline = time.monotonic() + 60
    number = 0
    while not _workers(server)["slowed"]:
        assert time.monotonic() < deadline, "no worker was kept for the client that takes so much"
        number += 1
        _ask(server, f"{HEAVY} # {number}")
        assert server.query(f"{SMALL} # {number}").status == 200, "somebody else has to ask, too"
        _ask(server, f"{SMALL} # of the hog {number}")
    slowed = [pid for pid in server.workers() if os.sched_getscheduler(pid) == os.SCHED_IDLE]
    assert slowed
    for again in range(5):
        assert server.query(f"{SMALL} # others {again}").status == 200
        assert b"200 OK" in _ask(server, f"{SMALL} # hog {again}")
    assert [pid for pid in server.workers() if os.sched_getscheduler(pid) == os.SCHED_IDLE] == slowed
    _await(server, slowed=0, idle=4)


def test_workers_are_a_session_of_their_own(serving, home):
    server = serving(home.root)
    server.query(SMALL)
    assert {os.getsid(pid) for pid in server.workers()} == set(server.fork_servers())


def _asking(server, sparql, address="127.0.0.1"):
    connection = socket.create_connection((server.host, server.port), 30, (address, 0))
    connection.sendall(f"GET /sparql?query={quote(sparql)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    return connection


def _ask(server, sparql):
    """What the hog is answered."""
    with _asking(server, sparql, HOG) as connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def _workers(server):
    told = server.send("GET", "/metrics").body.decode()
    return {state: int(count) for state, count in re.findall(r'comity_workers\{state="(\w+)"\} (\d+)', told)}


def _await(server, **states):
    """Until so many workers are in these states."""
    deadline = time.monotonic() + 30
    while {state: _workers(server)[state] for state in states} != states:
        assert time.monotonic() < deadline, _workers(server)
        time.sleep(0.2)
