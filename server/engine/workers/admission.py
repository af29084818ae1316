"""Who gets a worker next: the idle workers, the leases in their lanes, and the requests in the queue, seen together."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ontology.errors import Unavailable
from server.engine.running import GoneError
from server.engine.workers.idle import Idle
from server.engine.workers.lanes import Lanes
from server.engine.workers.queue import Queue

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from ontology.errors import ComityError
    from server.engine.pin import Pin
    from server.engine.processes.limits import Limits
    from server.engine.workers.opened import Opened
    from server.engine.workers.queue import Ticket


class Admission:
    """What a pool knows of its workers and of those who want one. Its owner guards it by the lock that it gives.

    Attributes:
        idle: workers that serve nobody.
        lanes: the leases.
        queue: the requests that wait.
        problem: why there can be no worker; None as long as there can.
        is_closed: whether nobody gets one any more.
    """

    def __init__(self, limits: Limits, lock: threading.Lock) -> None:
        self.idle = Idle()
        self.lanes = Lanes(limits.workers)
        self.queue = Queue(lock)
        self.problem: ComityError | None = None
        self.is_closed = False
        self._limits = limits

    def wait(self, client: str, pin: Pin, is_gone: Callable[[], bool]) -> Opened:
        """The worker that a client gets when it is its turn. The caller holds the lock.

        Raises:
            GoneError: the client did not wait for it.
            Unavailable: too many wait already, or none became free in time.
            ComityError: there can be none.
        """
        deadline = time.monotonic() + self._limits.queue_seconds
        # Who only waits for a process to start does not stand in the queue.
        ticket = self.queue.join(client, max(1, self._limits.queue + self._limits.workers - self.lanes.fast()))
        try:
            return self._await(ticket, pin, deadline, is_gone)
        finally:
            self.queue.leave(ticket)
            self.call_next()

    def take(self, client: str, pin: Pin) -> Opened | None:
        """The same at once; None if no worker is idle that has this generation open, or if it is another's turn."""
        if self.is_closed or self._next() is not None or not self._may(client):
            return None
        return self.idle.take_open(pin, slowed=self.lanes.starts_slow(client))

    def call_next(self) -> None:
        """Wake the request whose turn it is, if there is a worker for it."""
        if ticket := self._next():
            ticket.called.notify()

    def look(self) -> bool:
        """Let what is slow step aside, which may give somebody a place; whether anything runs."""
        self.lanes.sort(self.queue.clients())
        self.call_next()
        return bool(self.lanes.leases)

    def _await(self, ticket: Ticket, pin: Pin, deadline: float, is_gone: Callable[[], bool]) -> Opened:
        while True:
            if is_gone():
                raise GoneError("the client has gone")
            if self._next() is ticket and (worker := self._taken(ticket.client, pin)) is not None:
                return worker
            if self.problem:
                raise self.problem
            if not ticket.wait(deadline):
                waited = f"{self._limits.queue_seconds:g} seconds"
                raise Unavailable(f"no worker became free in {waited}; come back later", retry_after=5)

    def _taken(self, client: str, pin: Pin) -> Opened | None:
        return self.idle.take(pin, slowed=self.lanes.starts_slow(client))

    def _next(self) -> Ticket | None:
        if self.is_closed or not (len(self.idle) or self.idle.slowed()):
            return None
        return self.queue.next(self.lanes.costs, self._may)

    def _may(self, client: str) -> bool:
        """Whether a client may have an idle worker; in a crowd the last one is for those who are known to give it back soon."""
        if not self.lanes.has_place(client):
            return False
        if self.idle.slowed() and self.lanes.starts_slow(client):
            return True
        is_kept = len(self.idle) <= 1 and self.lanes.is_crowded()
        return len(self.idle) > 0 and (not is_kept or self.lanes.is_quick(client))
