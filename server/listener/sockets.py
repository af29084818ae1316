"""The sockets that accept connections."""

from __future__ import annotations

import errno
import logging
import selectors
import socket
from typing import TYPE_CHECKING, Any

from waitress.server import TcpWSGIServer

from server.listener.channel import Channel

if TYPE_CHECKING:
    from waitress.task import ThreadedTaskDispatcher

    from server.listener.head import Bounds
    from server.listener.loop import Loop

log = logging.getLogger(__name__)
_BATCH = 64  # connections accepted before others have their turn
_KERNEL_HOLDS = 1 << 18
"""Bytes of an answer that the kernel may hold; left to itself it takes 4 MB for each client that reads nothing."""
_NO_MORE_FILES = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)


class Listener(TcpWSGIServer):
    """One listening socket."""

    channel_class = Channel

    def __init__(
        self, application: Any, loop: Loop, bounds: Bounds, threads: ThreadedTaskDispatcher, address: Any
    ) -> None:
        self.loop = loop
        self.begin = loop.begin
        super().__init__(application, {}, dispatcher=threads, adj=bounds, sockinfo=address)
        loop.watch(self.trigger, selectors.EVENT_READ)

    def pull_trigger(self) -> None:
        """Wake the loop, unless it is awake, to see to the connection that this thread works for."""
        if not self.loop.is_here():
            self.loop.changed()
            super().pull_trigger()

    def handle_accept(self) -> None:
        """Accept what waits, as far as there is room."""
        for _ in range(_BATCH):
            try:
                conn, addr = self.socket.accept()
            except (BlockingIOError, ConnectionError):
                return
            except OSError as error:
                if error.errno in _NO_MORE_FILES:
                    log.warning("no connection can be accepted: %s; raise the limit of open files", error.strerror)
                    self.loop.pause(self)
                return
            self._take(conn, addr)

    def _take(self, conn: socket.socket, addr: tuple[Any, ...]) -> None:
        if not self.loop.connections.admit(addr[0]):
            conn.close()
            return
        try:
            self.set_socket_options(conn)
            conn.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _KERNEL_HOLDS)
        except OSError:  # the client has gone already
            conn.close()
            return
        self.channel_class(self, conn, addr, self.adj, map=self._map)
