"""The listener over real sockets: deadlines, bounds, shares of connections, proxies, and the end."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import threading
import time

import pytest

from server.kinds import Secret
from server.listener.addresses import Proxies, group
from server.listener.loop import Loop
from server.listener.wellformed import is_host
from server.settings import Settings
from server.web.http.forwarded import Forwarded

GET = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
KEEP = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
CLOSE = b"Host: x\r\nConnection: close\r\n\r\n"
MIB = 1 << 20


class Told(list):
    """What the loop told, for those who wait for it."""

    def wait(self, what: str, seconds: float = 10.0) -> bool:
        until = time.monotonic() + seconds
        while what not in self and time.monotonic() < until:
            time.sleep(0.01)
        return what in self


@pytest.fixture
def listening():
    """`listening(application, **settings)`: the port of a loop that serves it, and what the loop told."""
    with contextlib.ExitStack() as stack:

        def listen(application, begin=lambda _, __: None, **settings):
            told = Told()
            given = Settings(**{"port": 0, "threads": 4, "grace": 0.5, **settings})
            loop = Loop(application, given, told.append, begin)
            thread = threading.Thread(target=loop.run)
            thread.start()
            stack.callback(thread.join, 20)
            stack.callback(loop.stop)
            return loop.port, told

        yield listen


def hello(environ, start_response):
    environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", "5")])
    return [b"hello"]


def whoami(environ, start_response):
    said = json.dumps([environ["REMOTE_ADDR"], environ["wsgi.url_scheme"], environ["HTTP_HOST"]]).encode()
    assert not [name for name in environ if "FORWARDED" in name]
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


def connect(port: int, source: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10, source_address=(source, 0))


def everything(sock: socket.socket) -> bytes:
    """What arrives until the other side closes."""
    parts = []
    with contextlib.suppress(ConnectionError):
        while part := sock.recv(65536):
            parts.append(part)
    return b"".join(parts)


def ask(port: int, request: bytes = GET, source: str = "127.0.0.1") -> tuple[int, bytes]:
    """The status and the body of an answer."""
    with connect(port, source) as sock:
        with contextlib.suppress(ConnectionError):
            sock.sendall(request)
        head, _, body = everything(sock).partition(b"\r\n\r\n")
    return int(head.split()[1]) if head else 0, body


def test_an_unfinished_head_is_given_up(listening):
    port, told = listening(hello, header_timeout=0.3)
    with connect(port) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nX-A")
        assert everything(slow).startswith(b"HTTP/1.1 408 ")
    assert told == ["header_timeout"]


def test_a_head_that_drips_is_given_up(listening):
    port, _ = listening(hello, header_timeout=0.5)
    began = time.monotonic()
    with connect(port) as slow, contextlib.suppress(ConnectionError):
        while time.monotonic() - began < 8:
            slow.sendall(b"X")
            time.sleep(0.05)
    assert time.monotonic() - began < 6


def test_a_body_that_drips_is_given_up(listening):
    port, told = listening(hello, header_timeout=0.2, body_timeout=0.3)
    with connect(port) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nx")
        assert everything(slow).startswith(b"HTTP/1.1 408 ")
    assert told == ["body_timeout"]


def test_a_body_that_arrives_slowly_but_steadily_is_read(listening):
    port, told = listening(hello, header_timeout=0.2, body_timeout=0.3)
    part = b"x" * 40_000  # 2.4 seconds more at 16 KiB a second
    with connect(port) as slow:
        slow.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % (4 * len(part)))
        for _ in range(4):
            slow.sendall(part)
            time.sleep(0.3)
        assert everything(slow).endswith(b"hello")
    assert told == []


def test_a_connection_that_rests_is_closed(listening):
    port, _ = listening(hello, idle_timeout=0.3)
    with connect(port) as idle:
        idle.sendall(KEEP)
        assert everything(idle).endswith(b"hello")


def test_a_connection_is_kept_for_further_requests(listening):
    port, _ = listening(hello)
    with connect(port) as sock:
        for _ in range(3):
            sock.sendall(KEEP)
            answer = b""
            while not answer.endswith(b"hello"):
                part = sock.recv(4096)
                assert part, "the connection was closed"
                answer += part
            assert answer.count(b"200 OK") == 1


def test_slow_heads_keep_nobody_waiting(listening):
    """More of them than threads; each is given up, and meanwhile others are answered."""
    port, told = listening(hello, threads=2, header_timeout=1.0)
    with contextlib.ExitStack() as stack:
        for _ in range(60):
            stack.enter_context(connect(port)).sendall(b"GET / HTTP/1.1\r\n")
        assert [ask(port)[0] for _ in range(5)] == [200] * 5
        assert told.wait("header_timeout")
        assert ask(port)[0] == 200


def test_a_client_that_takes_nothing_is_given_up_and_its_answer_not_made_in_advance(listening):
    made = []

    def endless(environ, start_response):
        start_response("200 OK", [])
        for _ in range(500):
            made.append(1)
            yield b"x" * MIB

    port, told = listening(endless, answer_timeout=0.5)
    with connect(port) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(GET)
        assert told.wait("answer_timeout")
    assert len(made) < 20


def test_requests_sent_ahead_by_who_reads_nothing_take_no_threads(listening):
    def answer(environ, start_response):
        start_response("200 OK", [("Content-Length", str(MIB // 10))])
        return [bytes(MIB // 10)]

    port, _ = listening(answer, threads=2, answer_timeout=60.0)
    with contextlib.ExitStack() as stack:
        deaf = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(4)]
        for connection in deaf:
            with contextlib.suppress(ConnectionError):
                connection.sendall(KEEP * 400)
        for _ in range(5):  # an answer of 30 seconds later would be too late
            time.sleep(0.3)
            with socket.create_connection(("127.0.0.1", port), timeout=10) as other:
                other.sendall(GET)
                assert other.recv(12) == b"HTTP/1.1 200"
        deaf[0].settimeout(10)
        taken = 0
        while taken < 400 * MIB // 10:  # who reads at last has lost nothing
            taken += len(deaf[0].recv(MIB))


def test_what_fails_in_the_loop_costs_one_connection(listening):
    def begin(environ, _):
        if environ["PATH_INFO"] == "/bad":
            raise RuntimeError(environ["PATH_INFO"])

    port, _ = listening(hello, begin)
    bad = KEEP.replace(b"GET /", b"GET /bad")
    for asked in (bad, KEEP + bad):  # as its bytes arrive, and after the answer to another
        with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
            connection.sendall(asked)
            assert everything(connection).count(b"HTTP/1.1 200") == asked.count(b"GET / ")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as other:
        other.sendall(GET)
        assert everything(other).endswith(b"hello")


def test_a_client_that_left_is_noticed_while_its_request_runs(listening):
    noticed = threading.Event()
    began = threading.Event()

    def long(environ, start_response):
        began.set()
        for _ in range(1000):
            if environ["waitress.client_disconnected"]():
                noticed.set()
                break
            time.sleep(0.01)
        return hello(environ, start_response)

    port, _ = listening(long)
    with connect(port) as sock:
        sock.sendall(KEEP)
        assert began.wait(5)
    assert noticed.wait(5)


def test_a_failure_half_way_is_no_complete_answer(listening):
    def failing(environ, start_response):
        start_response("200 OK", [])
        yield b"some"
        raise RuntimeError("half-way")

    port, _ = listening(failing)
    status, body = ask(port)
    assert status == 200
    assert body == b"4\r\nsome\r\n"  # the last chunk, of length 0, is missing


def test_a_head_that_is_too_long_is_431(listening):
    port, _ = listening(hello, max_header_bytes=2048)
    status, body = ask(port, b"GET /?query=" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert status == 431
    assert "send a long query by POST" in json.loads(body)["detail"]
    status, _ = ask(port, b"GET / HTTP/1.1\r\n" + b"X-Flood: 1\r\n" * 10_000 + b"\r\n")
    assert status == 431


@pytest.mark.parametrize("expect", [b"", b"Expect: 100-continue\r\n"])
def test_a_body_that_is_too_long_is_413_before_it_is_read(listening, expect):
    port, _ = listening(hello, max_query_chars=100)
    with connect(port) as sock:
        sock.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nAccept: text/plain\r\nContent-Length: 1201\r\n" + expect + b"\r\n")
        answer = everything(sock)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"longer than 1200 bytes" in answer


def test_who_is_refused_while_sending_can_read_why(listening):
    port, _ = listening(hello, max_query_chars=100)
    body = b"x" * 2 * MIB
    status, answer = ask(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    assert status == 413
    assert json.loads(answer)["status"] == 413


def chunked(chunk: bytes, number: int) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for _ in range(number)) + b"0\r\n\r\n"


def test_a_chunked_body_has_the_same_bound(listening):
    port, _ = listening(hello, max_query_chars=100)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert ask(port, head + chunked(b"x" * 100, 10)) == (200, b"hello")
    assert ask(port, head + chunked(b"x" * 100, 100))[0] == 413


def test_only_the_token_for_writes_allows_a_longer_body(listening):
    port, _ = listening(hello, max_query_chars=100, max_upload_bytes=5000, write_token=Secret("right"))
    body = b"Content-Length: 5000\r\nConnection: close\r\n\r\n" + b"x" * 5000
    head = b"PUT /store HTTP/1.1\r\nHost: x\r\n"
    assert ask(port, head + b"Authorization: Bearer right\r\n" + body) == (200, b"hello")
    assert ask(port, head + b"Authorization: Bearer wrong\r\n" + body)[0] == 413
    assert ask(port, head + body)[0] == 413
    more = b"Authorization: Bearer right\r\nContent-Length: 5001\r\n\r\n"
    assert ask(port, head + more)[0] == 413


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\nhello",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1;" + b"x" * 5000,
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(b"x", 20_000),
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"X: y\r\n" * 3000,
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
    ],
)
def test_what_two_readers_could_understand_differently_is_400(listening, request_):
    port, _ = listening(hello)
    assert ask(port, request_)[0] == 400
    assert ask(port) == (200, b"hello")


@pytest.mark.parametrize(
    "hosts",
    [
        b"",
        b"Host: one\r\nHost: two\r\n",
        b"Host: one, two\r\n",
        b"Host: user@one\r\n",
        b"Host: one/../two\r\n",
        b'Host: one"><script>\r\n',
        b"Host: ..\r\n",
        b"Host: xn--\r\n",
        b"Host: " + b"a" * 64 + b"\r\n",
        b"Host: " + b"a." * 127 + b"com\r\n",
        b"Host: one:port\r\n",
        b"Host: [::1\r\n",
        "Host: é\r\n".encode(),
    ],
)
def test_a_head_without_one_host_that_can_be_one_is_400(listening, hosts):
    port, _ = listening(hello)
    assert ask(port, b"GET / HTTP/1.1\r\n" + hosts + b"Connection: close\r\n\r\n")[0] == 400


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:80", "a_b.example.", "xn--bcher-kva.example", "x:"]
)
def test_hosts_that_there_may_be(host):
    assert is_host(host)


def test_http_1_0_needs_no_host(listening):
    port, _ = listening(hello)
    assert ask(port, b"GET / HTTP/1.0\r\n\r\n") == (200, b"hello")


def test_the_host_of_an_absolute_url_counts_more(listening):
    port, _ = listening(whoami)
    status, body = ask(port, b"GET http://one:8/x HTTP/1.1\r\nHost: two\r\nConnection: close\r\n\r\n")
    assert (status, json.loads(body)[2]) == (200, "one:8")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"GET / HTTP/2.0", 505),
        (b"PRI * HTTP/2.0", 505),
        (b"CONNECT 127.0.0.1:25 HTTP/1.1", 501),
        (b"GET sparql HTTP/1.1", 400),
        (b"GET file:///etc/passwd HTTP/1.1", 400),
        (b"GET * HTTP/1.1", 400),
        (b"GET /a\x00b HTTP/1.1", 400),
        (b"OPTIONS * HTTP/1.1", 200),
        (b"GET //x HTTP/1.1", 200),
    ],
)
def test_a_first_line_that_is_not_for_this_server_is_refused(listening, line, status):
    port, _ = listening(hello)
    assert ask(port, line + b"\r\n" + CLOSE)[0] == status


def test_one_header_is_not_longer_than_8_kib(listening):
    port, _ = listening(hello)
    for most, status in ((8192, 200), (8193, 431)):
        assert ask(port, b"GET / HTTP/1.1\r\nAccept: " + b"a" * most + b"\r\n" + CLOSE)[0] == status
    several = b"".join(b"Accept: %s\r\n" % (b"a" * 3000) for _ in range(3))
    status, body = ask(port, b"GET / HTTP/1.1\r\n" + several + CLOSE)
    assert (status, "the header Accept" in json.loads(body)["detail"]) == (431, True)


@pytest.mark.parametrize("coding", [b"chunked, chunked", b"", b"\r\n chunked", b"chunked,"])
def test_chunks_are_said_once_and_plainly(listening, coding):
    port, _ = listening(hello)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: " + coding + b"\r\n"
    assert ask(port, head + b"\r\n0\r\n\r\n")[0] == 400
    assert ask(port, head + b"Content-Length: 5\r\n\r\n0\r\n\r\n")[0] == 400


def test_who_expects_to_be_told_to_go_on_and_sends_no_body_is_answered(listening):
    port, _ = listening(hello)
    assert ask(port, b"GET / HTTP/1.1\r\nExpect: 100-continue\r\n" + CLOSE) == (200, b"hello")


def test_close_among_other_options_closes(listening):
    port, _ = listening(hello)
    with connect(port) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: TE, close\r\n\r\n" * 2)
        assert everything(sock).count(b"HTTP/1.1 200") == 1


def test_a_client_has_its_share_of_connections(listening):
    """Of those that rest the oldest goes; another client, and a connection that works, is left alone."""
    begun, may_end = threading.Event(), threading.Event()

    def waits(environ, start_response):
        if environ["PATH_INFO"] == "/wait":
            begun.set()
            may_end.wait(10)
        return hello(environ, start_response)

    port, told = listening(waits, client_connections=5)
    with contextlib.ExitStack() as stack:
        other = stack.enter_context(connect(port, "127.0.0.3"))
        working = stack.enter_context(connect(port, "127.0.0.2"))
        working.sendall(GET.replace(b"/ ", b"/wait "))
        assert begun.wait(5)
        resting = [stack.enter_context(connect(port, "127.0.0.2")) for _ in range(5)]
        assert told.wait("evicted")
        assert everything(resting[0]) == b""
        may_end.set()
        assert everything(working).endswith(b"hello")
        other.sendall(GET)
        assert everything(other).endswith(b"hello")


def test_there_is_a_bound_for_all_connections(listening):
    port, told = listening(hello, max_connections=3)
    with contextlib.ExitStack() as stack:
        resting = [stack.enter_context(connect(port, f"127.0.0.{number}")) for number in range(2, 5)]
        assert ask(port) == (200, b"hello")
        assert everything(resting[0]) == b""
        assert told == ["evicted"]


def test_a_connection_is_turned_away_if_all_work(listening):
    may_end = threading.Event()

    def waits(environ, start_response):
        may_end.wait(10)
        return hello(environ, start_response)

    port, told = listening(waits, max_connections=2)
    with connect(port) as one, connect(port) as two:
        one.sendall(GET)
        two.sendall(GET)
        time.sleep(0.3)
        assert ask(port)[0] == 0
        assert told == ["refused"]
        may_end.set()
        assert everything(one).endswith(b"hello")
        assert everything(two).endswith(b"hello")


def test_slow_bodies_of_one_keep_no_other_out(listening):
    port, told = listening(hello, max_connections=6)
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(connect(port, "127.0.0.2")) for _ in range(6)]
        for sock in slow:
            sock.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nx")
        time.sleep(0.3)
        assert ask(port, source="127.0.0.3") == (200, b"hello")
        assert told == ["evicted"]
        assert everything(slow[0]) == b""


def test_slow_bodies_of_one_drive_no_other_out_that_rests(listening):
    port, told = listening(hello, max_connections=6)
    with contextlib.ExitStack() as stack:
        resting = stack.enter_context(connect(port, "127.0.0.3"))
        slow = [stack.enter_context(connect(port, "127.0.0.2")) for _ in range(5)]
        for sock in slow:
            sock.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nx")
        time.sleep(0.3)
        stack.enter_context(connect(port, "127.0.0.4"))
        assert told.wait("evicted")
        assert everything(slow[0]) == b""
        resting.sendall(GET)
        assert everything(resting).endswith(b"hello")


def test_clients_with_as_many_connections_leave_each_other_alone(listening):
    port, told = listening(hello, max_connections=2)
    with connect(port, "127.0.0.2") as one, connect(port, "127.0.0.3") as two:
        for sock in (one, two):
            sock.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\n")
        time.sleep(0.3)
        assert ask(port)[0] == 0
        assert told == ["refused"]
        for sock in (one, two):
            sock.sendall(b"x")
            assert everything(sock).endswith(b"hello")


def test_a_trusted_proxy_has_no_share(listening):
    port, told = listening(hello, client_connections=2, trusted_proxies=("127.0.0.2",))
    with contextlib.ExitStack() as stack:
        proxied = [stack.enter_context(connect(port, "127.0.0.2")) for _ in range(6)]
        for sock in proxied:
            sock.sendall(GET)
            assert everything(sock).endswith(b"hello")
    assert told == []


FORWARDED = (
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.9, 198.51.100.7, 127.0.0.8\r\n"
    b"X-Forwarded-Proto: https\r\nX-Forwarded-Host: comity.example\r\nForwarded: for=1.2.3.4\r\n\r\n"
)


def test_a_proxy_that_is_trusted_tells_the_client(listening):
    proxies = Proxies.of(["127.0.0.0/29", "127.0.0.8"])
    port, _ = listening(Forwarded(whoami, proxies))
    _, said = ask(port, FORWARDED)
    assert json.loads(said) == ["198.51.100.7", "https", "comity.example"]


def test_anybody_else_is_not_believed(listening):
    port, _ = listening(Forwarded(whoami, Proxies.of(["127.0.0.2"])))
    _, said = ask(port, FORWARDED)
    assert json.loads(said) == ["127.0.0.1", "http", "x"]


@pytest.mark.parametrize(
    ("header", "client"),
    [
        ("", "10.0.0.1"),
        ("nonsense", "10.0.0.1"),
        ("203.0.113.9, nonsense", "10.0.0.1"),
        ("nonsense, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("10.0.0.7, 10.0.0.8", "10.0.0.7"),
    ],
)
def test_the_last_address_that_is_not_trusted_counts(header, client):
    assert Proxies.of(["10.0.0.0/8"]).client("10.0.0.1", header) == client


def test_addresses_of_one_household_are_one_client():
    assert group("2001:db8:1:2::3") == group("2001:db8:1:2:ffff::9") != group("2001:db8:1:3::3")
    assert group("::ffff:192.0.2.1") == group("192.0.2.1") != group("192.0.2.2")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_but_not_what_runs(start, home, number):
    process = start("serve", "--port", "0", home=home.root)
    port = int(process.stderr.readline().split(" on ")[1].split()[0].rstrip("/").rpartition(":")[2])
    with connect(port) as resting, connect(port) as sock:
        # A body that is on its way: the request has begun, and can only end after the signal.
        sock.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Accept: application/json\r\nContent-Length: 6\r\n\r\nASK"
        )
        time.sleep(0.3)
        process.send_signal(number)
        assert everything(resting) == b""
        with pytest.raises(ConnectionError):
            connect(port).close()
        sock.sendall(b" {}")
        assert b'"boolean":true' in everything(sock)
    assert process.wait(10) == 0
    process.communicate()


def test_what_runs_too_long_after_the_signal_is_cut_off(start, home):
    process = start("serve", "--port", "0", "--grace", "300ms", home=home.root)
    port = int(process.stderr.readline().split(" on ")[1].split()[0].rstrip("/").rpartition(":")[2])
    with connect(port) as sock:
        sock.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nASK")
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        assert everything(sock) == b""
    assert process.wait(10) == 0
    process.communicate()
