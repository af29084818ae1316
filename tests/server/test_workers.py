"""What becomes of queries that take too much: of their senders, of the others, and of the server."""

from __future__ import annotations

import contextlib
import ctypes.util
import gzip
import http.client
import os
import re
import resource
import select
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from server.engine.pin import pinned
from server.engine.processes.limits import Limits
from server.engine.workers.pool import Pool
from tests.tools import missing

EASY = "ASK { ?s a c:Country }"
# Every pair, triple and so on of statements is looked at; no index helps.
HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture
def quick(serving, home):
    """A server on which a query may take two seconds and 400 MB."""
    return serving(home.root, "--workers", 2, "--query-timeout", "2s", "--query-memory", "400MiB")


def test_a_query_out_of_time_is_504_and_the_server_goes_on(quick):
    answer = quick.query(HEAVY)
    assert answer.status == 504
    assert answer.headers["content-type"] == "application/problem+json"
    assert "2 seconds" in answer.json()["detail"]
    assert "retry-after" not in answer.headers  # clients would send it again, and again
    assert quick.query(EASY).json()["boolean"] is True


def test_a_client_may_be_less_patient_than_the_server(quick):
    answer = quick.query(HEAVY, timeout="300ms")
    assert answer.status == 504
    assert "0.3 seconds" in answer.json()["detail"]


@pytest.mark.parametrize("name", ["timeout", "min-version"])
def test_parameters_that_are_no_numbers_are_told(quick, name):
    answer = quick.send("GET", f"/sparql?{urlencode({'query': EASY, name: 'soon'})}")
    assert answer.status == 400
    assert f"{name}=soon" in answer.json()["detail"]


@pytest.mark.parametrize("allocator", ["", "mimalloc"])
def test_a_query_out_of_memory_is_507_and_the_server_goes_on(allocator, serving, home):
    library = ctypes.util.find_library(allocator) if allocator else ""
    if library is None:
        missing(allocator, "apt-get install libmimalloc2.0")
    # On a busy machine a heavy query has little of the processor, and this one needs seconds of it.
    server = serving(home.root, "--query-memory", "400MiB", "--query-timeout", "280s", "--allocator", library)
    answer = server.send("GET", f"/sparql?{urlencode({'query': HUNGRY})}", seconds=300)
    assert answer.status == 507
    assert "memory" in answer.json()["detail"]
    assert server.query(EASY).status == 200
    assert _spent(server) > 0.05, "what it cost is known though its process ended by itself"


def test_only_the_processes_that_answer_queries_have_the_allocator_that_is_set(serving, home):
    library = "libanl.so.1"  # every C library of GNU has it, and nothing else here loads it
    server = serving(home.root, "--allocator", library)
    assert server.query(EASY).json()["boolean"] is True
    workers = server.workers()
    assert workers
    for pid in (*server.fork_servers(), *workers):
        assert library in Path(f"/proc/{pid}/maps").read_text()
    assert library not in Path(f"/proc/{server.process.pid}/maps").read_text()


@pytest.mark.parametrize("library", ["libnowhere.so.9", __file__])
def test_an_allocator_that_cannot_be_loaded_is_told(run, home, library):
    result = run("serve", "--port", 0, "--allocator", library, home=home.root)
    assert result.code == 2
    assert library in result.err
    assert len(result.err.splitlines()) == 1
    assert "Traceback" not in result.err


def test_what_fails_after_the_first_byte_breaks_the_connection(quick):
    with pytest.raises(http.client.IncompleteRead):
        quick.query(LONG)
    assert quick.query(EASY).status == 200


def test_easy_queries_are_answered_while_heavy_ones_run(serving, home):
    server = serving(home.root, "--workers", 2, "--query-timeout", "30s")
    answers = []
    bombs = [threading.Thread(target=lambda i=i: answers.append(server.query(f"{HEAVY} # {i}"))) for i in range(2)]
    for bomb in bombs:
        bomb.start()
    time.sleep(0.7)
    for i in range(20):
        assert server.query(f"{EASY} # {i}").status == 200
    assert not answers, "the heavy ones should still have been running"
    for bomb in bombs:
        bomb.join()
    assert [answer.status for answer in answers] == [504, 504]


def test_heavy_queries_of_one_client_leave_a_place_to_others(serving, home):
    """As many as one client gets in would fill both lanes."""
    server = serving(home.root, "--workers", 2, "--query-timeout", "60s", "--client-seconds", 0)
    with contextlib.ExitStack() as stack:
        for number in range(4):
            heavy = stack.enter_context(socket.create_connection((server.host, server.port), 30, ("127.0.0.2", 0)))
            heavy.sendall(f"GET /sparql?query={quote(f'{HEAVY} # {number}')} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        deadline = time.monotonic() + 30
        while (slow := _busy(server)["slow"]) < 2:
            assert server.query(f"{EASY} # {time.monotonic()}").status == 200
            assert time.monotonic() < deadline, f"only {slow} of them were slowed down"
        for number in range(50):
            assert server.query(f"{EASY} # {number}").status == 200
        assert _busy(server)["slow"] == 2, "the heavy ones should still have been running"


def _busy(server):
    told = server.send("GET", "/metrics").body.decode()
    return {state: int(count) for state, count in re.findall(r'comity_workers\{state="(\w+)"\} (\d+)', told)}


def test_a_query_of_half_a_second_keeps_its_worker_if_nobody_else_waits(serving, home):
    """In place of a worker that was slowed down another is started, which costs as much as twenty small queries."""
    server = serving(home.root, "--client-seconds", 0, "--query-timeout", "60s")
    rows = 20
    while (cpu := cost_of_counting(server, rows)) < 0.35:
        rows = int(rows * 1.1) + 1  # the query grows with the fourth power of it
    assert cpu < 0.9
    assert _busy(server)["slowed"] == 0


def cost_of_counting(server, rows):
    """The processor seconds of a query that counts so many rows to the fourth."""
    values = " ".join(map(str, range(rows)))
    product = " ".join(f"VALUES ?v{number} {{ {values} }}" for number in range(4))
    answer = server.query(f"SELECT (COUNT(*) AS ?n) {{ {product} }}")
    assert answer.status == 200
    return float(re.search(r"cpu;dur=([\d.]+)", answer.headers["server-timing"])[1]) / 1000


def test_a_full_queue_is_503_with_the_time_to_come_back(serving, home):
    server = serving(
        home.root, "--workers", 1, "--queue", 0, "--queue-timeout", "1s", "--client-queries", 0, "--query-timeout", "3s"
    )
    server.query(EASY)  # by now a worker is there
    answers = []
    bombs = [threading.Thread(target=lambda i=i: answers.append(server.query(f"{HEAVY} # {i}"))) for i in range(6)]
    for bomb in bombs:
        bomb.start()
    for bomb in bombs:
        bomb.join()
    refused = [answer for answer in answers if answer.status == 503]
    assert refused, [answer.status for answer in answers]
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert {answer.status for answer in answers} == {503, 504}


def test_a_client_that_hangs_up_ends_its_query(serving, home):
    server = serving(home.root, "--workers", 1, "--query-timeout", "60s")
    server.query(EASY)
    before = set(server.workers())
    with socket.create_connection((server.host, server.port)) as connection:
        connection.sendall(f"GET /sparql?query={quote(HEAVY)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        deadline = time.monotonic() + 20
        while not (busy := {pid for pid in before if _cpu(pid) > 0.5}):
            assert time.monotonic() < deadline, "the query does not run"
            time.sleep(0.1)
    deadline = time.monotonic() + 20
    while busy & set(server.workers()):
        assert time.monotonic() < deadline, "the query of a client that has gone still runs"
        time.sleep(0.1)


def test_workers_that_are_killed_are_replaced(serving, home):
    server = serving(home.root, "--workers", 2)
    for number in range(5):
        assert server.query(f"{EASY} # {number}").status == 200
        pids = server.workers()
        assert pids
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while any(_runs(pid) for pid in pids):
            assert time.monotonic() < deadline
        assert server.query(f"{EASY} # again {number}").status == 200, "a dead worker was given a query"


def test_the_process_that_forks_the_workers_is_replaced_too(serving, home):
    server = serving(home.root, "--workers", 2)
    for number in range(3):
        assert server.query(f"{EASY} # {number}").status == 200
        (fork_server,) = server.fork_servers()
        workers = server.workers()
        os.kill(fork_server, signal.SIGKILL)
        deadline = time.monotonic() + 5
        while any(_runs(pid) for pid in workers):
            assert time.monotonic() < deadline, "its workers should have ended with it"
        assert server.query(f"{EASY} # again {number}").status == 200
        assert fork_server not in server.fork_servers()


def test_workers_are_replaced_among_a_thousand_connections(serving, home):
    """select(2) knows no descriptors beyond 1,023."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    server = serving(home.root, "--client-connections", 2000, "--max-connections", 2000, "--workers", 2)
    try:
        with contextlib.ExitStack() as stack:
            for _ in range(1100):
                stack.enter_context(socket.create_connection((server.host, server.port), 30))
            for number in range(3):
                for pid in server.workers():
                    os.kill(pid, signal.SIGKILL)
                assert server.query(f"{EASY} # {number}").status == 200
            assert server.query(f"{HEAVY} # too long", timeout="300ms").status == 504
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_what_a_query_cost_is_known_though_its_worker_is_killed(quick):
    assert quick.query(HEAVY).status == 504
    assert _spent(quick) > 0.2


def _spent(server):
    told = server.send("GET", "/metrics").body.decode()
    return float(re.search(r"^comity_query_cpu_seconds_total (\S+)$", told, re.MULTILINE)[1])


def test_workers_die_with_the_server(serving, home):
    server = serving(home.root)
    server.query(EASY)
    pids = server.workers()
    assert pids
    server.process.kill()
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_worker_reaches_no_network_even_where_the_lexer_is_passed_by(home):
    limits = Limits(workers=1, queue=1, queue_seconds=10, seconds=10, memory=1 << 30)
    pool = Pool(limits, lambda: pinned(home), base="https://w3id.org/comity/", prefixes={})
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(1)
        port = listener.getsockname()[1]
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        query = {"text": text, "form": "SELECT", "has_dataset_clause": False, "is_volatile": False}
        request = {"do": "query", "query": query, "default": [], "named": [], "format": "text/csv"}
        lease = pool.lease(pinned(home))
        with pytest.raises(Exception, match=r"(?i)permission denied"):
            list(lease.ask(request))
        lease.close()
        with pytest.raises(TimeoutError):
            listener.accept()
    pool.close()


def test_readers_of_many_generations_see_one_each(serving, publish, tmp_path):
    """Each generation n says n, a hundred times: an answer that mixed two would give two numbers, or fewer subjects."""
    root = tmp_path / "data"
    publish(root, _generation(1), 1)
    server = serving(root, "--workers", 2, "--client-queries", 0, "--client-seconds", 0)
    sparql = "SELECT ?n (COUNT(DISTINCT ?s) AS ?c) { ?s <urn:x:says> ?n } GROUP BY ?n"
    done = threading.Event()
    wrong = []

    def read(number):
        asked = 0
        while not done.is_set():
            asked += 1
            answer = server.query(f"{sparql} # {number} {asked}")
            rows = [(b["n"]["value"], b["c"]["value"]) for b in answer.json().get("results", {}).get("bindings", [])]
            if rows != [(answer.headers.get("x-comity-generation"), "100")]:
                wrong.append((answer.status, rows, answer.headers))

    readers = [threading.Thread(target=read, args=(number,)) for number in range(32)]
    for reader in readers:
        reader.start()
    for generation in range(2, 52):
        publish(root, _generation(generation), generation)
    answer = server.query(sparql, **{"min-version": "51"})
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert answer.headers["x-comity-generation"] == "51"


def test_min_version_waits_for_a_generation(serving, publish, tmp_path):
    root = tmp_path / "data"
    publish(root, _generation(1), 1)
    server = serving(root, "--queue-timeout", "3s")
    late = threading.Timer(0.5, publish, args=(root, _generation(2), 2))
    late.start()
    assert server.query(EASY, **{"min-version": "2"}).headers["x-comity-generation"] == "2"
    answer = server.query(EASY, **{"min-version": "3"})
    assert answer.status == 503
    assert "generation 3" in answer.json()["detail"]
    assert int(answer.headers["retry-after"]) > 0


def doubled(times):
    """Binds ?x to a text of 2 ** `times` characters."""
    steps = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(times))
    return f'BIND("<" AS ?x0) {steps} BIND(?x{times} AS ?x)'


def most_memory(server):
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) << 10


@pytest.mark.parametrize(
    ("accept", "text", "status"),
    [
        ("text/csv", f"SELECT ?x {{ {doubled(26)} }}", 200),
        ("application/n-triples", f"CONSTRUCT {{ <a:a> <a:a> ?x }} {{ {doubled(26)} }}", 200),
        ("text/html", f"SELECT ?x {{ {doubled(26)} }}", 507),
        ("text/html", f"SELECT ?x {{ VALUES ?n {{ {' '.join(map(str, range(200)))} }} {doubled(19)} }}", 200),
    ],
)
def test_long_values_do_not_pass_through_the_server_as_a_whole(serving, home, accept, text, status):
    server = serving(home.root)
    assert server.query("ASK {}").status == 200
    before = most_memory(server)
    assert server.send("GET", f"/sparql?{urlencode({'query': text})}", Accept=accept).status == status
    assert most_memory(server) - before < 48 << 20


def test_who_waits_for_a_generation_that_never_comes_holds_up_nobody(serving, home):
    server = serving(home.root, "--threads", 12, "--queue", 4, "--queue-timeout", "20s")
    with contextlib.ExitStack() as stack:
        waiting = []
        for number in range(30):
            source = (f"127.0.0.{2 + number % 10}", 0)
            sock = stack.enter_context(socket.create_connection((server.host, server.port), 10, source_address=source))
            asked = f"GET /sparql?query=ASK%7B%7D%23{number}&min-version=99 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            sock.sendall(asked.encode())
            waiting.append(sock)
        began = time.monotonic()
        assert server.send("GET", "/ontology").status == 200
        assert server.query("ASK { FILTER(1 < 2) }").status == 200
        assert time.monotonic() - began < 5
        ready, _, _ = select.select(waiting, [], [], 0)
        assert len(ready) >= 28  # the others are told at once
        assert all(sock.recv(16).startswith(b"HTTP/1.1 503") for sock in ready)


def test_an_answer_that_was_given_before_is_the_same(serving, home):
    server = serving(home.root)
    first = server.query("SELECT * { ?s ?p ?o }")
    second = server.query("SELECT * { ?s ?p ?o }")
    assert second.body == first.body
    assert second.headers["etag"] == first.headers["etag"]
    path = f"/sparql?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}"
    same = {"Accept": "application/sparql-results+json", "If_None_Match": first.headers["etag"]}
    assert server.send("GET", path, **same).status == 304
    other = server.send("GET", path, Accept="text/csv")
    assert other.headers["content-type"].startswith("text/csv")
    assert server.send("HEAD", path, Accept="text/csv").body == b""
    assert server.query("SELECT (UUID() AS ?x) {}").body != server.query("SELECT (UUID() AS ?x) {}").body


def test_a_long_answer_that_was_read_to_its_end_is_remembered(serving, home):
    server = serving(home.root)
    asked = f"/sparql?{urlencode({'query': LONG + ' LIMIT 5000'})}"
    first = server.send("GET", asked, Accept="text/csv")
    assert len(first.body) > 1 << 20
    assert "server-timing" in first.headers
    second = server.send("GET", asked, Accept="text/csv")
    assert second.body == first.body
    assert "server-timing" not in second.headers, "no worker was asked"


def test_bodies_are_packed_both_ways(serving, home):
    server = serving(home.root)
    asked = {"Content_Type": "application/sparql-query", "Accept": "text/csv"}
    plain = server.send("POST", "/sparql", b"SELECT * { ?s ?p ?o }", **asked)
    packed = server.send(
        "POST",
        "/sparql",
        gzip.compress(b"SELECT * { ?s ?p ?o }"),
        Content_Encoding="gzip",
        Accept_Encoding="gzip",
        **asked,
    )
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers
    bomb = gzip.compress(b"#" * 100_000_000)
    assert server.send("POST", "/sparql", bomb, Content_Encoding="gzip", **asked).status == 413
    assert server.send("POST", "/sparql", b"no gzip", Content_Encoding="gzip", **asked).status == 415
    assert server.send("POST", "/sparql", b"x", Content_Encoding="br", **asked).status == 415


def test_query_is_a_method(serving, home):
    server = serving(home.root)
    answer = server.send("QUERY", "/sparql", EASY.encode(), Content_Type="application/sparql-query")
    assert answer.json()["boolean"] is True
    options = server.send("OPTIONS", "/sparql")
    assert {"GET", "HEAD", "OPTIONS", "POST", "QUERY"} <= set(options.headers["allow"].split(", "))
    assert "application/sparql-query" in options.headers["accept-query"]


def test_what_it_took_is_told(serving, home):
    answer = serving(home.root).query(EASY)
    told = dict(part.split(";dur=") for part in answer.headers["server-timing"].split(", "))
    assert {"queue", "exec", "cpu"} <= set(told)
    assert all(float(value) >= 0 for value in told.values())


def _runs(pid: int) -> bool:
    """Whether a process is there and more than an entry in the table of those that ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _generation(number: int) -> list[Quad]:
    says, graph = NamedNode("urn:x:says"), NamedNode("urn:x:graph")
    triples = [(NamedNode(f"urn:x:{i}"), says, Literal(str(number))) for i in range(100)]
    country = (NamedNode("urn:x:by"), NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), _COUNTRY)
    return [Quad(*triple, where) for triple in [*triples, country] for where in (graph, DefaultGraph())]


_COUNTRY = NamedNode("https://w3id.org/comity#Country")
