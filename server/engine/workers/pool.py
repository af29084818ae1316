"""The read workers of a server: who is idle, who is busy, who has to go, and who waits for one.

A worker serves one lease at a time. Leases are of two lanes. Every lease starts in the fast one, which has as many
places as there are workers. What runs for longer than a moment is moved to the slow lane: its process steps behind all
others in the kernel's queue, its place in the fast lane is free again and taken by a spare. So a heavy query costs its
neighbours little, and a bomb costs them one worker until its deadline. Two threads see to that: one starts and ends
processes, which it may have to wait for, and one looks at what runs.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from ontology.errors import ComityError
from server.engine.workers.admission import Admission
from server.engine.workers.lease import Lease
from server.engine.workers.opened import Starter
from server.gate import GATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.engine.pin import Pin
    from server.engine.processes.limits import Limits
    from server.engine.running import Running
    from server.engine.workers.opened import Opened

_LOOK = 0.05
"""Seconds between two looks at what runs."""
_REST = 0.1
"""Seconds between two looks at what is published, and at what runs while nothing does."""
_SPARE = 2
_SURPLUS_FOR = 5.0
"""Seconds for which idle workers are kept that were slowed down, or are more than wanted: whoever needed them may come back."""
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
        self._starter = Starter(limits, current, base, prefixes)
        self._lock = threading.Lock()
        self._wanted = threading.Condition(self._lock)
        self._admission = Admission(limits, self._lock)
        self._starting = 0
        # Children die with the thread that started them, so one thread starts them all.
        self._keeper = threading.Thread(target=self._keep, name="worker keeper", daemon=True)
        self._watcher = threading.Thread(target=self._watch, name="worker watch", daemon=True)
        self._keeper.start()
        self._watcher.start()

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
        began = time.monotonic()
        with GATE.left(), self._lock:
            worker = self._admission.wait(client, pin, is_gone)
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
            worker = self._admission.take(client, pin)
            return None if worker is None else self._leased(worker, client, text, seconds)

    def has_idle(self) -> bool:
        """Whether a worker is idle, for all that can be seen without the lock."""
        return len(self._admission.idle) > 0

    def _leased(self, worker: Opened, client: str, text: str, seconds: float | None) -> Lease:
        allowed = self.limits.seconds if seconds is None else seconds
        lease = Lease(worker, self._give_back, client=client, text=text, seconds=allowed)
        if not lease.is_slow and self._admission.lanes.starts_slow(client):
            lease.slow_down()
        self._admission.lanes.leases[lease.id] = lease
        if self._missing():
            self._wanted.notify()
        return lease

    def ended(self) -> dict[str, int]:
        """How many workers have ended, by reason."""
        return dict(self._admission.idle.ended)

    def running(self) -> list[Running]:
        """What runs at this moment, the longest first."""
        with self._lock:
            return sorted((lease.told() for lease in self._admission.lanes.leases.values()), key=lambda r: -r.seconds)

    def cancel(self, name: str) -> bool:
        """End a running query; gives whether there was one of that name."""
        with self._lock:
            lease = self._admission.lanes.leases.get(name)
            if lease is not None:
                lease.cancel()
            return lease is not None

    def counts(self) -> dict[str, int]:
        """How many workers are idle, idle but slowed down, busy in the fast lane, slow, and starting; how many requests wait."""
        with self._lock:
            slow = self._admission.lanes.slow()
            return {
                "idle": len(self._admission.idle),
                "slowed": self._admission.idle.slowed(),
                "busy": len(self._admission.lanes.leases) - slow,
                "slow": slow,
                "starting": self._starting,
                "waiting": len(self._admission.queue),
            }

    def close(self) -> None:
        """End all workers; what runs fails."""
        with self._lock:
            self._admission.is_closed = True
            for lease in self._admission.lanes.leases.values():
                lease.cancel()
            self._wanted.notify()
        self._keeper.join()
        self._watcher.join()

    def _give_back(self, lease: Lease) -> None:
        """Take a worker back from its lease, or bury it."""
        worker = lease.worker
        reason = lease.ending or ("worn" if worker.memory > _WORN else "")
        with self._lock:
            self._admission.lanes.end(lease)
            if reason or self._admission.is_closed:
                self._admission.idle.bury(worker, reason or "closed")
                self._wanted.notify()
            else:
                self._admission.idle.add([worker])
            self._admission.call_next()

    def _keep(self) -> None:
        """The keeper's life: start what is missing, move idle workers to what is published."""
        while True:
            with self._lock:
                if self._admission.is_closed:
                    break
                missing = self._missing()
                if not missing:
                    self._wanted.wait(_REST)
                    missing = self._missing()
                self._starting = missing
                self._admission.idle.end_rested(_SURPLUS_FOR, self._surplus())
                dead = self._admission.idle.take_dead()
            for worker in dead:
                worker.child.close()
            self._start(missing)
            self._move_on()
        with self._lock:
            self._admission.idle.close()
        self._starter.close()

    def _watch(self) -> None:
        """The other thread's life: slow down what is slow. The keeper may have to wait for a process."""
        while not self._admission.is_closed:
            with self._lock:
                has_leases = self._admission.look()
            time.sleep(_LOOK if has_leases else _REST)

    def _missing(self) -> int:
        return max(0, -self._surplus())

    def _surplus(self) -> int:
        return len(self._admission.idle) + self._admission.lanes.fast() - self.limits.workers - _SPARE

    def _start(self, number: int) -> None:
        if not number:
            return
        started, problem = self._starter.start(number)
        with self._lock:
            self._admission.problem = problem
            self._starting = 0
            self._admission.idle.add(started)
            self._admission.queue.call_all()
        if problem:
            time.sleep(_REST)

    def _move_on(self) -> None:
        """Have idle workers of an old generation open the published one, one after the other."""
        try:
            pin = self._current()
        except (ComityError, OSError):
            return  # whoever leases next is told
        while True:
            with self._lock:
                stale = None if self._admission.is_closed else self._admission.idle.take_other(pin)
            if stale is None:
                return
            if not self._starter.move(stale, pin):
                return  # another takes its place, and opens what is published then
            with self._lock:
                self._admission.idle.add([stale])
                self._admission.call_next()
