"""What a lease takes of its worker: the time for which the worker is waited for, its processor, its memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.engine.workers.opened import Opened


class Spent:
    """The account of one lease.

    Args:
        worker: whose work it is.
        seconds: how long it may be waited for.

    Attributes:
        allowed: those seconds.
        left: what is left of them.
    """

    def __init__(self, worker: Opened, seconds: float) -> None:
        self.allowed = self.left = seconds
        self._worker = worker
        self._before = worker.cpu
        self._since: float | None = None
        self._closed: tuple[float, int] | None = None

    def wait(self) -> None:
        """From now on the worker is waited for."""
        self._since = time.monotonic()

    def settle(self) -> None:
        """It is not any more, if it was: the time counts."""
        if self._since is not None:
            self.left -= time.monotonic() - self._since
            self._since = None

    def worked(self) -> float:
        """Seconds for which the worker has been waited for, now included."""
        since = self._since
        return self.allowed - self.left + (time.monotonic() - since if since is not None else 0.0)

    def cpu(self, *, is_busy: bool) -> float:
        """Processor seconds of the worker so far."""
        if self._closed is not None:
            return self._closed[0]
        # What the worker told with its last answer is exact; the kernel's own count is for one that is still busy.
        used = max(self._worker.cpu, self._worker.child.cpu()) if is_busy else self._worker.cpu
        return max(0.0, used - self._before)

    def memory(self) -> int:
        """The most memory that the worker has had, in bytes, as far as that has told."""
        return self._worker.memory if self._closed is None else self._closed[1]

    def close(self) -> None:
        """The worker goes on to cost others."""
        self._closed = self.cpu(is_busy=False), self._worker.memory
