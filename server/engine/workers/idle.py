"""The worker processes that serve nobody at this moment."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.engine.pin import Pin
    from server.engine.workers.opened import Opened


class Idle:
    """Idle workers; their number is that of those which have not been slowed down. Their owner guards them against other threads.

    Attributes:
        ended: how many workers have ended, by reason.
    """

    def __init__(self) -> None:
        self.ended: Counter[str] = Counter()
        self._workers: list[Opened] = []
        self._slowed: list[Opened] = []
        self._dead: list[Opened] = []

    def __len__(self) -> int:
        return len(self._workers)

    def add(self, workers: Iterable[Opened]) -> None:
        """Take in workers."""
        for worker in workers:
            worker.rests_since = time.monotonic()
            (self._slowed if worker.is_slowed else self._workers).append(worker)

    def slowed(self) -> int:
        """How many there are that let all others go first, which are not counted among the idle."""
        return len(self._slowed)

    def take(self, pin: Pin, *, slowed: bool = False) -> Opened | None:
        """One that lives, and that has this generation open if there is one; of those, the one that served last.

        Args:
            pin: the generation.
            slowed: whether it shall be one that lets all others go first, if there is one.
        """
        while workers := self._fitting(pin, slowed=slowed):
            worker = next((worker for worker in reversed(workers) if worker.pin == pin), workers[-1])
            workers.remove(worker)
            if not worker.child.has_ended():
                return worker
            self.bury(worker, "killed")  # by somebody outside
        return None

    def _fitting(self, pin: Pin, *, slowed: bool) -> list[Opened]:
        """Of which one is taken. Nobody waits for a slowed one to open what is published: that can take long."""
        return self._slowed if slowed and any(worker.pin == pin for worker in self._slowed) else self._workers

    def take_open(self, pin: Pin, *, slowed: bool = False) -> Opened | None:
        """One that lives and has this generation open, see `take`."""
        if not any(worker.pin == pin for worker in self._fitting(pin, slowed=slowed)):
            return None
        worker = self.take(pin, slowed=slowed)
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

    def end_rested(self, seconds: float, surplus: int) -> None:
        """End those that have rested for so long: all that were slowed down, and of the others as many as are more than wanted."""
        before = time.monotonic() - seconds
        for workers, most in ((self._slowed, len(self._slowed)), (self._workers, max(0, surplus))):
            for worker in [worker for worker in workers if worker.rests_since < before][:most]:
                workers.remove(worker)
                self.bury(worker, "surplus")

    def take_dead(self) -> list[Opened]:
        """Those that were ended and have gone by now, to be closed."""
        dead = [worker for worker in self._dead if worker.child.has_ended()]
        self._dead = [worker for worker in self._dead if worker not in dead]
        return dead

    def close(self) -> None:
        """End all."""
        for worker in (*self._workers, *self._slowed, *self._dead):
            worker.child.close()
        self._workers.clear()
        self._slowed.clear()
        self._dead.clear()
