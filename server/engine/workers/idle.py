"""The worker processes that serve nobody at this moment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.engine.pin import Pin
    from server.engine.workers.opened import Opened


class Idle:
    """Idle workers. Their owner guards them against other threads.

    Attributes:
        ended: how many workers have ended, by reason.
    """

    def __init__(self) -> None:
        self.ended: Counter[str] = Counter()
        self._workers: list[Opened] = []
        self._dead: list[Opened] = []

    def __len__(self) -> int:
        return len(self._workers)

    def add(self, workers: Iterable[Opened]) -> None:
        """Take in workers."""
        self._workers.extend(workers)

    def take(self, pin: Pin) -> Opened | None:
        """One that lives, and that has this generation open if there is one; of those, the one that served last."""
        while self._workers:
            worker = next((worker for worker in reversed(self._workers) if worker.pin == pin), self._workers[-1])
            self._workers.remove(worker)
            if not worker.child.has_ended():
                return worker
            self.bury(worker, "killed")  # by somebody outside
        return None

    def take_open(self, pin: Pin) -> Opened | None:
        """One that lives and has this generation open."""
        if not any(worker.pin == pin for worker in self._workers):
            return None
        worker = self.take(pin)
        if worker is not None and worker.pin != pin:  # the one that had it open was dead
            self.add([worker])
            return None
        return worker

    def take_other(self, pin: Pin) -> Opened | None:
        """One that has another generation open."""
        other = next((worker for worker in self._workers if worker.pin != pin), None)
        if other is not None:
            self._workers.remove(other)
        return other

    def bury(self, worker: Opened, reason: str) -> None:
        """End a worker that cannot be used again, without waiting until it is gone: a large one takes a tenth of a second."""
        worker.child.stop()
        self._dead.append(worker)
        self.ended[reason] += 1

    def take_dead(self) -> list[Opened]:
        """Those that were ended and have gone by now, to be closed."""
        dead = [worker for worker in self._dead if worker.child.has_ended()]
        self._dead = [worker for worker in self._dead if worker not in dead]
        return dead

    def close(self) -> None:
        """End all."""
        for worker in (*self._workers, *self._dead):
            worker.child.close()
        self._workers.clear()
        self._dead.clear()
