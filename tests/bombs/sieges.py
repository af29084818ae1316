"""Attacks that last: connections held open, heads and bodies that never end, answers that nobody reads.

A siege has no status of its own. What is documented is that others are answered while it lasts, and after.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.bombs.running import many_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.bombs.running import Running

_TOKEN_FREE = 500  # files that the besieger needs for other things
_PAUSE = 0.3
_FAILURES = 10  # after so many a server is taken to accept no more
_HEAVY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i"
_SMALLER = "SELECT * { ?a ?b ?c } LIMIT 4000"
_LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@dataclass(slots=True)
class Held:
    """The connections of a siege, as they stand.

    Attributes:
        wanted: how many were to be opened.
        opened: how many were.
        open: those that the server has not ended.
    """

    wanted: int
    opened: int
    open: list[socket.socket]


@dataclass(frozen=True, slots=True)
class Siege:
    """An attack that lasts while its context does; `lay` opens the connections, `press` is called again and again."""

    name: str
    count: int
    lay: Callable[[Running, int], list[socket.socket]]
    press: Callable[[Running, list[socket.socket]], None]

    def __str__(self) -> str:
        return self.name

    @contextmanager
    def around(self, running: Running) -> Iterator[Held]:
        """Lay siege to a server, press until the context ends, and go."""
        count = min(self.count, many_files() - _TOKEN_FREE)
        sockets = self.lay(running, count)
        held, done = Held(count, len(sockets), sockets), threading.Event()

        def press() -> None:
            while not done.wait(_PAUSE):
                self.press(running, sockets)

        thread = threading.Thread(target=press, daemon=True)
        thread.start()
        try:
            yield held
        finally:
            done.set()
            thread.join()
            for connection in sockets:
                connection.close()


def _connections(running: Running, count: int, *, spread: int = 20) -> list[socket.socket]:
    """So many connections from several addresses; fewer where the server accepts no more."""
    opened: list[socket.socket] = []
    failed = 0
    for number in range(count):
        connection = socket.socket()
        connection.settimeout(0.5)
        try:
            connection.bind((f"127.0.1.{1 + number % spread}", 0))
            connection.connect(running.address)
        except OSError:
            connection.close()
            failed += 1
            if failed > _FAILURES:
                break
            continue
        connection.settimeout(0)
        opened.append(connection)
    return opened


def _said(head: str) -> Callable[[Running, int], list[socket.socket]]:
    def lay(running: Running, count: int) -> list[socket.socket]:
        sockets = _connections(running, count)
        path = running.paths.get("/sparql", "/sparql")
        _each(sockets, head.replace("@", path).encode())
        return sockets

    return lay


def _each(sockets: list[socket.socket], data: bytes) -> None:
    for connection in [*sockets]:
        try:
            if data:
                connection.send(data)
            else:
                connection.recv(0)
        except BlockingIOError:
            pass  # its buffer is full, since the server does not read it
        except OSError:
            connection.close()
            sockets.remove(connection)


def _drip(data: bytes) -> Callable[[Running, list[socket.socket]], None]:
    return lambda _, sockets: _each(sockets, data)


def _nothing(_: Running, sockets: list[socket.socket]) -> None:
    del sockets


def _come_and_go(text: str) -> Callable[[Running, list[socket.socket]], None]:
    """Ask and leave at once, some at a time."""

    def press(running: Running, sockets: list[socket.socket]) -> None:
        for connection in _connections(running, 20):
            with suppress(OSError):
                connection.send(_get(text).replace("@", running.paths.get("/sparql", "/sparql")).encode())
            connection.close()
        del sockets

    return press


def _get(text: str) -> str:
    return f"GET @?query={quote(text)} HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n"


def _heavy(running: Running, count: int) -> list[socket.socket]:
    """As many heavy queries as one address gets in."""
    sockets = _connections(running, count, spread=1)
    for number, connection in enumerate(sockets):
        head = _get(f"{_HEAVY} # {number}").replace("@", running.paths.get("/sparql", "/sparql"))
        with suppress(OSError):
            connection.send(head.encode())
    return sockets


_HEAD = "POST @ HTTP/1.1\r\nHost: a\r\n"
_BODY = _HEAD + "Content-Type: application/sparql-query\r\n"
SIEGES = [
    Siege("10,000 idle connections", 10_000, _connections, _nothing),
    Siege("slow heads", 1000, _said(_HEAD), _drip(b"X-a: b\r\n")),
    Siege("slow bodies", 1000, _said(_BODY + "Content-Length: 100000\r\n\r\n"), _drip(b"#")),
    Siege("slow chunks", 1000, _said(_BODY + "Transfer-Encoding: chunked\r\n\r\n"), _drip(b"1\r\n#\r\n")),
    Siege("bodies that never come", 1000, _said(_BODY + "Content-Length: 100000\r\n\r\n"), _nothing),
    Siege("endless heads", 20, _said(_HEAD), _drip(b"X-a: b\r\n" * 10_000)),
    Siege("endless chunks", 20, _said(_BODY + "Transfer-Encoding: chunked\r\n\r\n"), _drip(b"8000\r\n" + b"#" * 0x8000 + b"\r\n")),
    Siege("answers that nobody reads", 200, _said(_get(_LARGE)), _nothing),
    Siege("small answers that nobody reads", 1000, _said(_get(_SMALLER) * 20), _nothing),
    Siege("askers that leave", 0, _said(""), _come_and_go(_HEAVY)),
    Siege("a thousand requests in a row", 50, _said(_get("ASK {}") * 1000), _nothing),
    Siege("heavy queries by one", 200, _heavy, _nothing),
]  # fmt: skip
