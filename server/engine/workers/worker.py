"""A read worker: a process that opens one snapshot at a time and answers one request at a time.

Forked by `server.engine.processes.forkserver`, with one end of a pair of sockets. Whatever a query does to the engine (a stack overflow, memory without end, a loop of hours) ends this process and nothing else. Its limits are
its own: the kernel ends it at the deadline even if the server has stopped looking.
"""

from __future__ import annotations

import io
import json
import resource
import select
import signal
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any, cast

from pyoxigraph import QueryResultsFormat, RdfFormat, serialize

from ontology.errors import NotAcceptable, QueryError
from server.engine.pin import Pin
from server.engine.processes import sandbox
from server.engine.processes.frames import Reader, frame, message
from server.engine.view import SnapshotView, open_view
from server.language.query import Dataset, PreparedQuery, QuerySyntaxError, prepare
from server.language.update import prepare_update

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from _typeshed import ReadableBuffer

_PIECE = 1 << 16
_LATER_PIECES = 1 << 18
"""Bytes of a piece of an answer, and of each after the first: that one is soon there, the others cost less."""
# The kernel's timer runs out this much after the server's own, so that the server is the one who tells.
_GRACE = 0.5
_WORTH_A_LOOK = 0.01


class _UnwantedError(Exception):
    """The server said something while it was answered, which can only be that it does not want the rest."""


class _Output(io.RawIOBase):
    """Sends what is written to it in pieces. While the other side makes us wait, the query's time stands still."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._pending = bytearray()
        self._piece = _PIECE
        self._heard = select.poll()
        self._heard.register(connection, select.POLLIN)

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        block = memoryview(data)
        # A single value may be longer than the server should hold of an answer at a time.
        for start in range(0, len(block), _LATER_PIECES):
            self._take(block[start : start + _LATER_PIECES])
        return len(block)

    def _take(self, block: memoryview) -> None:
        self._pending += block
        if len(self._pending) >= self._piece:
            self._send(self._taken())
            self._piece = _LATER_PIECES
            if self._heard.poll(0):
                raise _UnwantedError

    def finish(self, ending: bytes) -> None:
        """Send the rest together with the frame that ends the answer: one message for a small answer."""
        self._send((self._taken() if self._pending else b"") + ending)

    def _taken(self) -> bytes:
        piece = frame(b"D", bytes(self._pending))
        self._pending.clear()
        return piece

    def _send(self, data: bytes) -> None:
        left, _ = signal.setitimer(signal.ITIMER_REAL, 0)
        self._connection.sendall(data)
        if left:
            signal.setitimer(signal.ITIMER_REAL, left)


class Worker:
    """The loop of one process."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._view: SnapshotView | None = None
        self._meter = _Meter()

    def run(self) -> None:
        """Answer requests until the server hangs up."""
        reader = Reader(self._connection)
        while (asked := reader.next()) is not None:
            if asked.kind == b"Q":  # else it is a word that came too late to stop an answer, or has stopped one
                self._answer(asked.json())

    def _answer(self, asked: dict[str, Any]) -> None:
        output = _Output(self._connection)
        seconds = float(asked["seconds"]) + _GRACE
        sandbox.limit_cpu(seconds)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            _OPERATIONS[asked["do"]](self, asked, cast("IO[bytes]", output))
            ending = message(b"Z", self._meter.cost())
        except BrokenPipeError:
            raise SystemExit(0) from None  # the server does not want the rest
        except Exception as error:  # noqa: BLE001 — told to the server, which decides what it means
            ending = message(b"E", failure(error) | self._meter.cost())
        signal.setitimer(signal.ITIMER_REAL, 0)
        output.finish(ending)

    @property
    def _opened(self) -> SnapshotView:
        if self._view is None:
            raise RuntimeError("a request came before a snapshot was opened")
        return self._view

    def _open(self, asked: dict[str, Any], _: IO[bytes]) -> None:
        self._view = None  # closes the old generation first
        pin = Pin(asked["generation"], asked["version"], asked["path"])
        self._view = open_view(pin, base=asked["base"], prefixes=asked["prefixes"])

    def _prepare(self, asked: dict[str, Any], output: IO[bytes]) -> None:
        output.write(json.dumps(asdict(prepare(asked["text"]))).encode())

    def _prepare_update(self, asked: dict[str, Any], output: IO[bytes]) -> None:
        update = prepare_update(
            asked["text"], asked["using"], asked["using_named"], base=asked["base"], prefixes=asked["prefixes"]
        )
        output.write(json.dumps(update.as_json()).encode())

    def _query(self, asked: dict[str, Any], output: IO[bytes]) -> None:
        query = PreparedQuery(**asked["query"])
        dataset = Dataset.of(asked["default"], asked["named"])
        self._opened.query(query, dataset).write(output, _format(asked["format"]))

    def _describe(self, asked: dict[str, Any], output: IO[bytes]) -> None:
        found = self._opened.describe(asked["iri"], incoming=asked["incoming"])
        both = [(serialize(t, format=RdfFormat.N_TRIPLES) or b"").decode() for t in (found.outgoing, found.incoming)]
        output.write(json.dumps({"outgoing": both[0], "incoming": both[1], "graphs": found.graphs}).encode())

    def _graphs(self, _: dict[str, Any], output: IO[bytes]) -> None:
        output.write(json.dumps(self._opened.graphs()).encode())

    def _graph(self, asked: dict[str, Any], output: IO[bytes]) -> None:
        self._opened.write_graph(asked["iri"], output, _rdf_format(asked["format"]))

    def _all(self, asked: dict[str, Any], output: IO[bytes]) -> None:
        self._opened.write_all(output, _rdf_format(asked["format"]))


_OPERATIONS: dict[str, Callable[[Worker, dict[str, Any], IO[bytes]], None]] = {
    "open": Worker._open,  # noqa: SLF001 — the table of the class itself
    "prepare": Worker._prepare,  # noqa: SLF001
    "prepare update": Worker._prepare_update,  # noqa: SLF001
    "query": Worker._query,  # noqa: SLF001
    "describe": Worker._describe,  # noqa: SLF001
    "graphs": Worker._graphs,  # noqa: SLF001
    "graph": Worker._graph,  # noqa: SLF001
    "all": Worker._all,  # noqa: SLF001
}


def failure(error: Exception) -> dict[str, object]:
    """An exception as plain values; `server.engine.processes.process.revived` is the way back."""
    words = str(error) or type(error).__name__
    if isinstance(error, QuerySyntaxError):
        return {"error": "QuerySyntaxError", "message": words, "offset": error.offset, "reason": error.reason}
    for kind in (QueryError, NotAcceptable, MemoryError, ValueError, OSError):
        if isinstance(error, kind):
            return {"error": kind.__name__, "message": words}
    return {"error": "Exception", "message": f"{type(error).__name__}: {words}"}


def _rdf_format(media_type: str) -> RdfFormat:
    format_ = _format(media_type)
    if not isinstance(format_, RdfFormat):
        raise TypeError(f"statements are not written as {format_.name}")
    return format_


def _format(media_type: str) -> RdfFormat | QueryResultsFormat:
    found = QueryResultsFormat.from_media_type(media_type) or RdfFormat.from_media_type(media_type)
    if found is None:
        raise ValueError(f"{media_type} is no format of the engine")
    return found


class _Meter:
    """What this process has used: processor seconds, and the most memory at a time in bytes.

    The most memory is read anew only after some work: it costs as much as a small query. From /proc, because
    getrusage(2) counts what the server held at the moment when it started us.
    """

    def __init__(self) -> None:
        self._looked = -1.0
        self._memory = 0

    def cost(self) -> dict[str, float]:
        """Since the process started."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu = used.ru_utime + used.ru_stime
        if cpu - self._looked > _WORTH_A_LOOK:
            self._looked = cpu
            with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 — a path of the kernel
                self._memory = next(int(line.split()[1]) << 10 for line in file if line.startswith("VmHWM:"))
        return {"cpu": cpu, "memory": self._memory}


def serve(connection: socket.socket) -> None:
    """Be a worker until the server hangs up. The process has its limits already."""
    Worker(connection).run()
