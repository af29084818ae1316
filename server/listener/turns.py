"""Requests that wait for a thread, and whose turn it is: the client of whom the fewest are being answered.

In the order of their coming, a few hundred slow requests of some would be before the quick one of another.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.listener.channel import Channel

_KEPT = 4  # one thread in so many


class Turns:
    """What waitress's dispatcher takes for its deque. It guards `append` and `popleft` by a lock of its own.

    The last threads are kept for clients of whom no request is being answered: else some who wait for a worker, or for
    their own share, would hold them all.

    Args:
        threads: that answer.
    """

    def __init__(self, threads: int) -> None:
        self._waiting: dict[str, deque[Channel]] = {}
        self._answered: Counter[str] = Counter()
        self._free = threads
        self._kept = threads // _KEPT
        self._counting = threading.Lock()

    def __len__(self) -> int:
        """How many may have a turn now."""
        return sum(len(self._waiting[client]) for client in self._next())

    def is_crowded(self) -> bool:
        """Whether any request waits."""
        return bool(self._waiting)

    def append(self, channel: Channel) -> None:
        """Let a request wait."""
        self._waiting.setdefault(channel.client, deque()).append(channel)

    def popleft(self) -> Channel:
        """The request whose turn it is; among clients of whom as many are answered, of who has waited longest."""
        client = min(self._next() or self._waiting, key=self._answered.__getitem__)
        waiting = self._waiting.pop(client)
        channel = waiting.popleft()
        if waiting:
            self._waiting[client] = waiting  # behind the others
        return channel

    def _next(self) -> list[str]:
        """The clients of whom one may have a turn; more when a thread becomes free, which then looks by itself."""
        if self._free > self._kept:
            return list(self._waiting)
        return [client for client in self._waiting if not self._answered[client]]

    def begin(self, client: str) -> None:
        """Count a request that a thread answers."""
        with self._counting:
            self._answered[client] += 1
            self._free -= 1

    def end(self, client: str) -> None:
        """It is answered."""
        with self._counting:
            self._free += 1
            self._answered[client] -= 1
            if not self._answered[client]:
                del self._answered[client]


class Idle:
    """Threads that wait for a request, for waitress's dispatcher in the place of its condition variable.

    The one that came last is woken first, since its memory is still near the processor. If all of a hundred threads
    took turns, as they do at a `threading.Condition`, each request would cost half as much again.
    """

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._waiting: list[threading.Lock] = []

    def wait(self) -> None:
        """Wait until woken. The caller holds the lock, and holds it again afterwards."""
        asleep = threading.Lock()
        asleep.acquire()
        self._waiting.append(asleep)
        self._lock.release()
        try:
            asleep.acquire()
        finally:
            self._lock.acquire()

    def notify(self) -> None:
        """Wake one, if any waits. The caller holds the lock."""
        if self._waiting:
            self._waiting.pop().release()

    def notify_all(self) -> None:
        """Wake all."""
        while self._waiting:
            self.notify()
