"""A client that sends what it is given, reads what comes without keeping it, and tells what became of it."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tests.bombs.model import Fate

if TYPE_CHECKING:
    from tests.bombs.model import Request

KEPT = 1 << 16
"""Bytes of an answer that are kept; the rest is counted."""
_CHUNK = 1 << 16
_TOTAL = re.compile(r"\btotal;dur=([0-9.]+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request.

    Attributes:
        status: of HTTP, or a fate.
        seconds: by this client's clock, from the first byte sent to the end.
        own_seconds: what the server says it took (Server-Timing), None where it does not say.
        size: bytes of the body.
        body: its beginning.
    """

    status: int
    seconds: float
    own_seconds: float | None = None
    size: int = 0
    body: bytes = b""


def send(address: tuple[str, int], request: Request, *, source: str = "127.0.0.1", patience: float = 10) -> Outcome:
    """Send one request on a connection of its own, and read its answer to the end.

    Args:
        address: host and port.
        request: what to send.
        source: the address to send it from; all of 127.0.0.0/8 are this machine's.
        patience: seconds after which the client leaves.
    """
    started = time.monotonic()
    connection = http.client.HTTPConnection(*address, timeout=patience, source_address=(source, 0))
    try:
        return _exchange(connection, request, started, patience)
    except TimeoutError:
        return Outcome(Fate.HUNG, time.monotonic() - started)
    except ConnectionRefusedError:
        return Outcome(Fate.DEAD, time.monotonic() - started)
    except (OSError, http.client.HTTPException):
        return Outcome(Fate.CLOSED, time.monotonic() - started)
    finally:
        connection.close()


def _exchange(connection: http.client.HTTPConnection, request: Request, started: float, patience: float) -> Outcome:
    try:
        connection.request(request.method, request.path, request.body or None, dict(request.headers))
    except (BrokenPipeError, ConnectionResetError):
        # A server may refuse before it has read all; its answer is then waiting.
        if connection.sock is None:
            raise
    response = connection.getresponse()
    told = _TOTAL.search(response.headers.get("Server-Timing", ""))
    own = float(told[1]) / 1000 if told else None
    size, kept, status = 0, b"", response.status
    try:
        while chunk := response.read1(_CHUNK):
            size += len(chunk)
            kept += chunk[: KEPT - len(kept)]
            if time.monotonic() - started > patience:
                status = Fate.HUNG
                break
        else:
            if response.length:  # http.client takes a body that ends too early for whole
                status = Fate.CUT
    except TimeoutError:
        status = Fate.HUNG
    except (OSError, http.client.HTTPException):
        status = Fate.CUT
    return Outcome(status, time.monotonic() - started, own, size, kept)


class Trap:
    """A listening socket that notes who knocks; nobody may."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.seen: list[bytes] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed: the watch is over
            with connection:
                connection.settimeout(1)
                try:
                    self.seen.append(connection.recv(1000))
                except OSError:
                    self.seen.append(b"a connection without a word")
