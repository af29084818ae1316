"""How many threads of those that answer may run at the same moment.

They share one interpreter, which each of those that can run keeps for half a millisecond in turn. With seventy of them
the loop, and with it every client, waits for its next turn as long as a whole answer takes. So few are let through;
who waits for a worker, for a client or for its turn lets another one in.
"""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES = 3
_PATIENCE = 0.05
"""Seconds after which a thread goes on in any case: who is let through may wait for something that is not known here."""


class Gate:
    """Lets a few threads through at a time. Those that never entered pass freely.

    Args:
        places: how many.
        patience: seconds after which a thread passes without a place.
    """

    def __init__(self, places: int = _PLACES, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._places: queue.SimpleQueue[None] = queue.SimpleQueue()
        for _ in range(places):
            self._places.put(None)
        self._inside = threading.local()

    def free(self) -> int:
        """How many places nobody has."""
        return self._places.qsize()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Within, the thread has a place, or has waited long enough for one."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def left(self) -> Iterator[None]:
        """Within, the thread waits for something, and its place is another's."""
        had = self._leave()
        try:
            yield
        finally:
            if had is not None:
                self._enter()

    def _enter(self) -> None:
        self._inside.has_place = True
        try:
            self._places.get(timeout=self._patience)
        except queue.Empty:
            self._inside.has_place = False

    def _leave(self) -> bool | None:
        """Give the place back; whether the thread had one, None if it is none of those that need one."""
        had: bool | None = getattr(self._inside, "has_place", None)
        self._inside.has_place = None
        if had:
            self._places.put(None)
        return had


GATE = Gate()
