"""One connection: waitress's, with deadlines, and an end that lets a client read why it was refused."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Any

from waitress.channel import ClientDisconnected, HTTPChannel

from server.gate import GATE
from server.listener.addresses import group
from server.listener.head import Request
from server.listener.tasks import Answer, Refusal

if TYPE_CHECKING:
    from server.listener.ahead import Begun
    from server.listener.sockets import Listener

_SLOWEST = 1 << 14  # bytes in a second, either way; who is slower than that holds a connection for too little
_LINGER = 2.0  # seconds
_LINGER_BYTES = 1 << 22
_DISCARDED_AT_ONCE = 1 << 16
_CROWDED = 0.5  # seconds without taking anything, where others wait for the thread that an answer holds
_LATE = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: 42\r\n\r\nThe request did not arrive within its time\n"
)


class Channel(HTTPChannel):
    """A connection and the requests on it. Times are those of the monotonic clock."""

    request: Request | None
    sent_continue: bool
    parser_class = Request
    task_class = Answer
    error_task_class = Refusal

    def __init__(self, server: Listener, sock: socket.socket, addr: tuple[Any, ...], adj: Any, map: Any = None) -> None:  # noqa: A002 — waitress's names
        self.loop, self.address = server.loop, str(addr[0])
        self.client, self.handled = group(self.address), 0.0
        self.watched = self._lingered = 0
        self.last_read = self.began = time.monotonic()
        self._pending_since, self._taken = 0.0, 0
        self._refused = self._served = False
        self._ahead = b""
        self._gathered: list[Any] | None = None
        self._begun: Begun | None = None
        self._lingers_until = 0.0
        super().__init__(server, sock, addr, adj, map=map)

    def add_channel(self, map: Any = None) -> None:  # noqa: A002
        """Enter it in the books."""
        super().add_channel(map)
        self.loop.opened(self)

    def del_channel(self, map: Any = None) -> None:  # noqa: A002
        """Strike it out of the books."""
        self.loop.closed(self)
        super().del_channel(map)

    def is_resting(self) -> bool:
        """Whether no request runs, no answer waits to be taken, and no body is being received."""
        return not (
            self.requests
            or self._ahead
            or self.total_outbufs_len
            or (self.request is not None and self.request.headers_finished)
        )

    def has_sent_ahead(self) -> bool:
        """Whether bytes of it wait to be read."""
        return bool(self._ahead)

    def is_served(self) -> bool:
        """Whether a thread works for it."""
        return self._served

    def is_busy(self) -> bool:
        """Whether another thread may change what this connection waits for."""
        if not self.requests_lock.acquire(blocking=False):
            return True  # another thread is just doing so
        try:
            waits = self.requests or self.total_outbufs_len or self._ahead
            return bool(waits or self.will_close or self.close_when_flushed)
        finally:
            self.requests_lock.release()

    def handle_read(self) -> None:
        """Take what arrived."""
        if self._lingers_until:
            self._lingered += len(self.recv(_DISCARDED_AT_ONCE))
            if self._lingered > _LINGER_BYTES:
                self.handle_close()
            return
        self.last_read = time.monotonic()
        self.loop.connections.touched(self)
        super().handle_read()

    def readable(self) -> bool:
        """Whether bytes may be taken: what it sent ahead has its turn first."""
        return not self._ahead and bool(super().readable())

    def received(self, data: bytes) -> bool:
        """Take bytes. waitress reads all requests that they hold; here they wait for the answer to the one before."""
        self._ahead += data
        return self.take_next()

    def take_next(self) -> bool:
        """Read the next request, as far as it has arrived, unless one is being answered; whether there is any.

        Some thousand connections may have sent a hundred requests each: to read them all would keep everybody waiting.
        """
        with self.requests_lock:
            if self.will_close or self.close_when_flushed:
                self._ahead = b""
            if not self._ahead or self.requests or self.total_outbufs_len:
                return False
            if not self.loop.grants.grants(self.client):
                return True
            while self._ahead and not self.requests and not self._read_on():
                pass
        if self.requests:
            self._hand_over()
        return True

    def _read_on(self) -> bool:
        """Read one part of a request, its head or some of its body; whether it ended and was none."""
        if self.request is None:
            self.request = self.parser_class(self.adj)
            self.began = time.monotonic()
        request = self.request
        self._ahead = self._ahead[request.received(self._ahead) :]
        if request.expect_continue and request.headers_finished and not self.sent_continue:
            self.send_continue()
        if not request.completed:
            return False
        self.request, self.sent_continue = None, False
        if not request.empty:
            self.requests.append(request)
        return bool(request.empty)

    def _hand_over(self) -> None:
        """Have the request that has arrived answered, by a thread unless its answer can be begun here."""
        request = self.requests[0]
        if request.error is None:
            environ = self.task_class(self, request).get_environment()
            self._begun = self.server.begin(environ, self.loop.ahead.has_room())
        self.loop.ahead.take(self, self._begun)

    def answer_here(self) -> None:
        """Answer the request in the loop, since the answer is at hand.

        To wake a thread, and be woken by it, costs more than to send what is in memory; files go as the client takes them.
        """
        gathered: list[Any] = []
        self._gathered = gathered
        try:
            self.service()
        finally:
            self._gathered = None
            self.loop.changed(self)
        files = [part for part in gathered if not isinstance(part, bytes)]
        try:
            self.write_soon(b"".join(part for part in gathered if isinstance(part, bytes)))
            for file in files:
                self.write_soon(file)
        except ClientDisconnected:  # nobody is left to be told
            for file in files:
                file.close()

    def write_soon(self, data: Any) -> int:
        """Send a piece of an answer, waiting for the client where much is unsent; of one at hand, keep it for the end."""
        if self._gathered is None:
            with GATE.left():
                written: int = super().write_soon(data)
            return written
        self._gathered.append(data)
        return len(data)

    def service(self) -> None:
        """Answer one request, in a thread of the application or in the loop."""
        requests = self.requests
        self._refused = bool(requests) and requests[0].error is not None
        begun, self._begun = self._begun, None
        self.loop.turns.begin(self.client)
        self._served = True
        self.loop.serving.channel = self
        try:
            if self.loop.is_here():
                super().service()
            else:
                with GATE.entered():
                    super().service()
        finally:
            self._served = False
            self.loop.serving.channel = None
            self.loop.turns.end(self.client)
            if begun is not None:
                begun.drop()
        self.last_read = time.monotonic()

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send what the kernel takes."""
        sent: int = super().send(data, do_close)
        self._taken += sent
        return sent

    def handle_close(self) -> None:
        """Close it; if a request was refused unread, first let the client take the answer.

        A socket that is closed with unread bytes is reset, and a reset throws away what the client has not read yet.
        """
        if self._refused and self.connected and not self._lingers_until and not self.total_outbufs_len:
            self.will_close = self.close_when_flushed = False
            self._lingers_until = time.monotonic() + _LINGER
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                super().handle_close()  # the client is gone already
            return
        super().handle_close()

    def overdue(self, now: float, *, crowded: bool) -> str:
        """Which deadline has passed; empty if none has. Is asked a few times in a second.

        Args:
            now: by the monotonic clock.
            crowded: whether requests wait for a thread; then who takes nothing of an answer has little time.
        """
        limits = self.adj.settings
        if self._lingers_until:
            return "linger" if now > self._lingers_until else ""
        if self.total_outbufs_len:
            if not self._pending_since:
                self._pending_since, self._taken = now, 0
            patience = min(limits.answer_timeout, _CROWDED) if crowded else limits.answer_timeout
            late = now - self._pending_since > patience + self._taken / _SLOWEST
            return "answer_timeout" if late else ""
        self._pending_since = 0.0
        if self.requests:
            self.began = self.last_read = now  # what it sends ahead has time
            return ""
        if self.request is None:
            return "idle_timeout" if now - self.last_read > limits.idle_timeout else ""
        if not self.request.headers_finished:
            return "header_timeout" if now - self.began > limits.header_timeout else ""
        allowed = limits.header_timeout + limits.body_timeout + self.request.body_bytes_received / _SLOWEST
        return "body_timeout" if now - self.began > allowed else ""

    def expire(self, reason: str) -> None:
        """End it because a deadline has passed."""
        if reason in ("header_timeout", "body_timeout"):
            super().send(_LATE)
        super().handle_close()  # the thread of a request that runs will find that nobody listens
