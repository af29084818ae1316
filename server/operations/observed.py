"""WSGI middleware around everything: gives each request its id, counts it, and logs what became of it."""

from __future__ import annotations

import hashlib
import itertools
import logging
import re
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from waitress.buffers import ReadOnlyFileBasedBuffer

from server.operations import log

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from server.engine.workers.lease import Lease
    from server.operations.metrics import Metrics

TOLD = "comity.told"
"""Where in the WSGI environment the application leaves a `Told`."""
OWN = ("health", "ready", "metrics", "queries", "openapi.json")
_ROUTES = frozenset({"sparql", "store", "id", "graph", "ontology", "static", "robots.txt", *OWN})
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY"})
_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)
_HASH = 16  # characters
_SERVER_ERROR = 500
_here = secrets.token_hex(4)
_counter = itertools.count(1)


@dataclass(slots=True)
class Told:
    """What the application knows of a request."""

    generation: int | None = None
    query: str = ""
    lease: Lease | None = None


def digest(text: str) -> str:
    """The name of a query in logs and lists: the same text has the same."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:_HASH]


def route(path: str) -> str:
    """The kind of page that a path leads to: one of few."""
    if path == "/":
        return "home"
    first = path.lstrip("/").partition("/")[0]
    if first in _ROUTES:
        return first
    kind = first.partition(".")[0]
    return kind if kind in ("dump", "ontology") else "other"


def is_own(environ: WSGIEnvironment) -> bool:
    """Whether the operator asks for a page of his own."""
    return route(environ.get("PATH_INFO", "")) in OWN


class Observed:
    """Puts an observer before the application.

    Args:
        app: the application, with its memory of what was asked before.
        plain: the same without it, for the operator's own pages: they must not even look at the store.
        metrics: where it counts.
        headers: that every answer has.
    """

    def __init__(
        self,
        app: WSGIApplication,
        plain: WSGIApplication,
        metrics: Metrics,
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._headers = headers
        self._app = app
        self._plain = plain
        self._metrics = metrics

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer by the application."""
        given = environ.get("HTTP_X_REQUEST_ID", "")  # only a trusted proxy's comes so far
        name = given if _ID.fullmatch(given) else f"{_here}{next(_counter):08x}"
        log.begin_request(name)
        environ[TOLD] = Told()
        answer = _Answer(environ, name, self._metrics)

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            answer.status = int(status[:3])
            return start_response(status, [*headers, *self._headers, ("X-Request-Id", name)], *error)

        inner = self._plain if answer.route in OWN else self._app
        try:
            answer.body = inner(environ, start)
        except BaseException:
            answer.finish("failed")
            raise
        if isinstance(answer.body, ReadOnlyFileBasedBuffer):
            return _File(answer.body, answer)
        return answer


class _File(ReadOnlyFileBasedBuffer):
    """A file, which waitress sends as its client takes it, while no thread waits; it tells when that has ended, and how."""

    def __init__(self, body: ReadOnlyFileBasedBuffer, answer: _Answer) -> None:
        super().__init__(body.file, body.block_size)
        self._answer = answer
        self._length = 0

    def prepare(self, size: int | None = None) -> int:
        """Look how much there is to be sent, at most so much."""
        self._length = int(super().prepare(size))
        return self._length

    def close(self) -> None:
        """Close the file."""
        left = self.remain
        super().close()
        self._answer.sent = self._length - left
        self._answer.finish("abandoned" if left else "done")


class _Answer:
    """A body that tells when it ends, and how."""

    def __init__(self, environ: WSGIEnvironment, name: str, metrics: Metrics) -> None:
        self._environ = environ
        self._name = name
        self._metrics = metrics
        self._began = time.monotonic()
        self.route = route(environ.get("PATH_INFO", ""))
        self.body: Iterable[bytes] = ()
        self.status = 0
        self.sent = 0
        self._outcome = "abandoned"
        self._is_finished = False

    def __iter__(self) -> Iterator[bytes]:
        try:
            for piece in self.body:
                yield piece
                self.sent += len(piece)
            self._outcome = "done"
        except Exception:
            self._outcome = "failed"
            raise

    def close(self) -> None:
        """Close the answer, and tell what became of it."""
        try:
            if close := getattr(self.body, "close", None):
                close()
        finally:
            self.finish(self._outcome)

    def finish(self, outcome: str) -> None:
        """Count and log, once."""
        if self._is_finished:
            return
        self._is_finished = True
        told: Told = self._environ[TOLD]
        wall = time.monotonic() - self._began
        method = self._environ.get("REQUEST_METHOD", "")
        known = method if method in _METHODS else "other"
        self._metrics.requests.add(self.route, known, str(self.status))
        self._metrics.request_seconds.observe(wall)
        self._metrics.sent_bytes.add(by=self.sent)
        fields: dict[str, object] = {
            "id": self._name,
            "client": self._environ.get("REMOTE_ADDR", ""),
            "method": method[:20],
            "path": self._environ.get("PATH_INFO", "")[:200],
            "status": self.status,
            "outcome": outcome,
            "bytes": self.sent,
            "wall_ms": round(wall * 1000, 1),
        }
        if told.generation is not None:
            fields["generation"] = told.generation
        if told.query:
            fields["query"] = digest(told.query)
        if told.lease is not None:
            fields |= self._cost(told.lease)
        if told.query and logging.getLogger(log.REQUESTS).isEnabledFor(logging.DEBUG):
            fields["text"] = told.query
        failed = self.status >= _SERVER_ERROR or outcome == "failed"
        log.tell(fields, logging.WARNING if failed else logging.INFO)
        log.begin_request("")

    def _cost(self, lease: Lease) -> dict[str, object]:
        self._metrics.query_seconds.observe(lease.worked())
        self._metrics.query_cpu.add(by=lease.cpu())
        cost: dict[str, object] = {
            "queue_ms": round(lease.queued * 1000, 1),
            "cpu_ms": round(lease.cpu() * 1000, 1),
            "memory": lease.memory(),
        }
        return cost | ({"worker": lease.ending} if lease.ending else {})
