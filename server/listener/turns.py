"""Requests that wait for a thread, and whose turn it is: the client of whom the fewest are being answered.

In the order of their coming, a few hundred slow requests of some would be before the quick one of another.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server.listener.channel import Channel


class Turns:
    """What waitress's dispatcher takes for its deque. It guards `append` and `popleft` by a lock of its own."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Channel]] = {}
        self._length = 0
        self._answered: Counter[str] = Counter()
        self._counting = threading.Lock()

    def __len__(self) -> int:
        return self._length

    def append(self, channel: Channel) -> None:
        """Let a request wait."""
        self._waiting.setdefault(channel.addr[0], deque()).append(channel)
        self._length += 1

    def popleft(self) -> Channel:
        """The request whose turn it is; among clients of whom as many are answered, of who has waited longest."""
        client = min(self._waiting, key=self._answered.__getitem__)
        waiting = self._waiting.pop(client)
        channel = waiting.popleft()
        self._length -= 1
        if waiting:
            self._waiting[client] = waiting  # behind the others
        return channel

    def begin(self, client: str) -> None:
        """Count a request that is being answered."""
        with self._counting:
            self._answered[client] += 1

    def end(self, client: str) -> None:
        """It is answered."""
        with self._counting:
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
