"""Which connections are open: how many in all and from each client, and which rests longest."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from server.listener.addresses import group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Connection(Protocol):
    """What the book must know of a connection."""

    address: str

    def is_resting(self) -> bool:
        """Whether nothing would be lost if it were closed: no request runs, no answer or body is on its way."""

    def is_served(self) -> bool:
        """Whether a thread works for it; else a request or an answer may be on its way, or wait for a thread."""

    def handle_close(self) -> None:
        """Close it now."""


class Connections:
    """The book of open connections.

    If there is no room for a new one, another goes. If the same client has its share, it is the one of its own that has
    rested longest. If there is no room at all, it is one of the client with the most connections: one that rests, else
    one that is still sending, taking or waiting for a thread, so that some addresses neither keep nor drive out another
    one. Where no client has clearly more than the new one's, the one of all that has rested longest goes, and if none
    rests the new one is turned away.
    """

    def __init__(self, *, most: int, share: int, exempt: Callable[[str], bool], told: Callable[[str], None]) -> None:
        """An empty book.

        Args:
            most: connections in all.
            share: connections of one client.
            exempt: whether an address has no share of its own: a proxy's.
            told: is called with `refused` or `evicted` each time.
        """
        self._most = most
        self._share = share
        self._exempt = exempt
        self._told = told
        self._all: OrderedDict[Connection, None] = OrderedDict()
        self._of: dict[str, OrderedDict[Connection, None]] = {}
        self._lock = threading.RLock()  # a task's thread can find that its client left, and closes the connection

    def __len__(self) -> int:
        return len(self._all)

    def admit(self, address: str) -> bool:
        """Whether a new connection of that address may stay. Makes room for it, if that is how."""
        with self._lock:
            own = self._of.get(group(address), OrderedDict())
            if len(own) >= self._share and not self._exempt(address):
                goes = _resting(own)
            elif len(self._all) < self._most:
                return True
            else:
                goes = self._of_the_greediest(len(own)) or _resting(self._all)
            self._told("refused" if goes is None else "evicted")
            if goes is not None:
                goes.handle_close()
            return goes is not None

    def _of_the_greediest(self, own: int) -> Connection | None:
        """One that could go, of the client with the most connections, if that has more than this one would have."""
        clients = (own for own in self._of.values() if not self._exempt(next(iter(own)).address))
        most = max(clients, key=len, default=OrderedDict[Connection, None]())
        if len(most) <= own + 1:
            return None
        return _resting(most) or next((connection for connection in most if not connection.is_served()), None)

    def opened(self, connection: Connection) -> None:
        """Enter a connection."""
        with self._lock:
            self._all[connection] = None
            self._of.setdefault(group(connection.address), OrderedDict())[connection] = None

    def touched(self, connection: Connection) -> None:
        """Note that something arrived: of those that rest, it is now the one that rested least."""
        with self._lock:
            if connection in self._all:
                self._all.move_to_end(connection)
                self._of[group(connection.address)].move_to_end(connection)

    def closed(self, connection: Connection) -> None:
        """Strike a connection out."""
        with self._lock:
            if connection not in self._all:
                return
            del self._all[connection]
            name = group(connection.address)
            del self._of[name][connection]
            if not self._of[name]:
                del self._of[name]

    def all(self) -> list[Connection]:
        """Every open connection."""
        with self._lock:
            return list(self._all)


def _resting(candidates: Iterable[Connection]) -> Connection | None:
    return next((connection for connection in candidates if connection.is_resting()), None)
