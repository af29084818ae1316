"""The read workers of a server: who is idle, who is busy, who has to go, and who waits for one.

A worker serves one lease at a time. Leases are of two lanes. Every lease starts in the fast one, which has as many
places as there are workers. What runs for longer than a moment is moved to the slow lane: its process steps behind all
others in the kernel's queue, its place in the fast lane is free again and taken by a spare. So a heavy query costs its
neighbours little, and a bomb costs them one worker until its deadline.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ontology.errors import ComityError, Unavailable
from server.engine.idle import Idle
from server.engine.lanes import Lanes
from server.engine.lease import Lease
from server.engine.opened import Starter
from server.engine.queue import Queue
from server.engine.running import GoneError, Running

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.engine.limits import Limits
    from server.engine.opened import Opened
    from server.engine.pin import Pin
    from server.engine.queue import Ticket

_LOOK = 0.1
"""Seconds between two looks at what runs and at what is published."""
_SPARE = 1
_WORN = 256 << 20
"""Bytes of memory after which a worker is replaced rather than used again: the allocator gives little back."""


class Pool:
    """Read workers over the published generations.

    Args:
        limits: what they may use.
        current: tells what is published at this moment.
        base: base IRI of the data.
        prefixes: known without declaration.
    """

    def __init__(self, limits: Limits, current: Callable[[], Pin], *, base: str, prefixes: dict[str, str]) -> None:
        self.limits = limits
        self._current = current
        self._starter = Starter(limits.memory, current, base, prefixes)
        self._lock = threading.Lock()
        self._wanted = threading.Condition(self._lock)
        self._idle = Idle()
        self._lanes = Lanes(limits.workers)
        self._starting = 0
        self._queue = Queue(self._lock)
        self._problem: ComityError | None = None
        self._closed = False
        # Children die with the thread that started them, so one thread starts them all.
        self._keeper = threading.Thread(target=self._keep, name="worker keeper", daemon=True)
        self._keeper.start()

    def lease(
        self,
        pin: Pin,
        *,
        client: str = "",
        text: str = "",
        seconds: float | None = None,
        is_gone: Callable[[], bool] = lambda: False,
    ) -> Lease:
        """A worker that has this generation open, for one request; wait for it if all are busy.

        Args:
            pin: the generation.
            client: whom the work is for.
            text: what it is about, for the list of what runs.
            seconds: how long it may work; None for the pool's own limit.
            is_gone: whether the client has gone, looked at a few times a second.

        Raises:
            GoneError: the client did not wait for it.
            Unavailable: too many wait already, or none became free in time.
            StoreDamaged: workers cannot open what is published.
        """
        deadline = time.monotonic() + self.limits.queue_seconds
        began = time.monotonic()
        with self._lock:
            # Who only waits for a process to start does not stand in the queue.
            ticket = self._queue.join(client, max(1, self.limits.queue + self.limits.workers - self._lanes.fast()))
            try:
                worker = self._await(ticket, pin, deadline, is_gone)
            finally:
                self._queue.leave(ticket)
                self._call_next()
            lease = self._leased(worker, client, text, seconds)
            lease.queued = time.monotonic() - began
        if worker.pin != pin:
            lease.reopen(pin, self._starter.opening(pin))
        return lease

    def lease_at_once(
        self, pin: Pin, *, client: str = "", text: str = "", seconds: float | None = None
    ) -> Lease | None:
        """A worker that is idle and has this generation open; None if there is none, or if others wait for one."""
        with self._lock:
            worker = self._idle.take_open(pin) if self.is_free() else None
            return None if worker is None else self._leased(worker, client, text, seconds)

    def is_free(self) -> bool:
        """Whether there is a worker for the next who comes, for all that can be seen without the lock."""
        return not len(self._queue) and self._is_free()

    def _leased(self, worker: Opened, client: str, text: str, seconds: float | None) -> Lease:
        allowed = self.limits.seconds if seconds is None else seconds
        lease = Lease(worker, self._give_back, client=client, text=text, seconds=allowed)
        self._lanes.leases[lease.id] = lease
        if self._missing():
            self._wanted.notify()
        return lease

    def ended(self) -> dict[str, int]:
        """How many workers have ended, by reason."""
        return dict(self._idle.ended)

    def running(self) -> list[Running]:
        """What runs at this moment, the longest first."""
        with self._lock:
            return sorted((lease.told() for lease in self._lanes.leases.values()), key=lambda r: -r.seconds)

    def cancel(self, name: str) -> bool:
        """End a running query; gives whether there was one of that name."""
        with self._lock:
            lease = self._lanes.leases.get(name)
            if lease is not None:
                lease.cancel()
            return lease is not None

    def counts(self) -> dict[str, int]:
        """How many workers are idle, busy in the fast lane, slow, and starting; and how many requests wait."""
        with self._lock:
            slow = self._lanes.slow()
            return {
                "idle": len(self._idle),
                "busy": len(self._lanes.leases) - slow,
                "slow": slow,
                "starting": self._starting,
                "waiting": len(self._queue),
            }

    def close(self) -> None:
        """End all workers; what runs fails."""
        with self._lock:
            self._closed = True
            for lease in self._lanes.leases.values():
                lease.cancel()
            self._wanted.notify()
        self._keeper.join()

    def _await(self, ticket: Ticket, pin: Pin, deadline: float, is_gone: Callable[[], bool]) -> Opened:
        """The worker that a request gets when it is its turn."""
        while True:
            if is_gone():
                raise GoneError("the client has gone")
            is_next = self._is_free() and self._queue.next(self._lanes.costs) is ticket
            if is_next and (worker := self._idle.take(pin)) is not None:
                return worker
            if self._problem:
                raise self._problem
            if not ticket.wait(deadline):
                waited = f"{self.limits.queue_seconds:g} seconds"
                raise Unavailable(f"no worker became free in {waited}; come back later", retry_after=5)

    def _is_free(self) -> bool:
        return len(self._idle) > 0 and self._lanes.is_free() and not self._closed

    def _call_next(self) -> None:
        """Wake the request whose turn it is, if there is a worker for it."""
        if self._is_free() and (ticket := self._queue.next(self._lanes.costs)):
            ticket.called.notify()

    def _give_back(self, lease: Lease) -> None:
        """Take a worker back from its lease, or bury it."""
        worker = lease.worker
        reason = lease.ending or ("slow" if lease.is_slow else "worn" if worker.memory > _WORN else "")
        with self._lock:
            self._lanes.end(lease)
            if reason or self._closed:
                self._idle.bury(worker, reason or "closed")
                self._wanted.notify()
            else:
                self._idle.add([worker])
            self._call_next()

    def _keep(self) -> None:
        """The keeper's life: start what is missing, move idle workers to what is published, slow down what is slow."""
        while True:
            with self._lock:
                if self._closed:
                    break
                missing = self._missing()
                if not missing:
                    self._wanted.wait(_LOOK)
                    missing = self._missing()
                self._starting = missing
                dead = self._idle.take_dead()
            for worker in dead:
                worker.child.close()
            self._start(missing)
            self._move_on()
            with self._lock:
                if self._lanes.sort(self._queue.clients()):
                    self._call_next()
        with self._lock:
            self._idle.close()

    def _missing(self) -> int:
        return max(0, self.limits.workers + _SPARE - len(self._idle) - self._lanes.fast())

    def _start(self, number: int) -> None:
        if not number:
            return
        started, problem = self._starter.start(number)
        with self._lock:
            self._problem = problem
            self._starting = 0
            self._idle.add(started)
            self._queue.call_all()
        if problem:
            time.sleep(_LOOK)

    def _move_on(self) -> None:
        """Have idle workers of an old generation open the published one, one after the other."""
        try:
            pin = self._current()
        except (ComityError, OSError):
            return  # whoever leases next is told
        while True:
            with self._lock:
                stale = None if self._closed else self._idle.take_other(pin)
            if stale is None:
                return
            if not self._starter.move(stale, pin):
                return  # another takes its place, and opens what is published then
            with self._lock:
                self._idle.add([stale])
                self._call_next()
