"""How many requests of each client are read in one turn of the loop."""

from __future__ import annotations

import time
from collections import Counter

_AT_A_TIME = 32
"""Requests of one client that are read before others have their turn."""
_A_WHILE = 0.02
"""Seconds of a turn in which a client may have more than one request read."""


class Grants:
    """The requests that were read in this turn."""

    def __init__(self) -> None:
        self._granted: Counter[str] = Counter()
        self._greedy_until = 0.0

    def begin(self) -> None:
        """Begin a turn."""
        self._granted.clear()
        self.go_on()

    def go_on(self) -> None:
        """Go on after a wait."""
        self._greedy_until = time.monotonic() + _A_WHILE

    def grants(self, client: str) -> bool:
        """Whether a client may have one more request read in this turn."""
        self._granted[client] += 1
        granted = self._granted[client]
        return granted == 1 or (granted <= _AT_A_TIME and time.monotonic() < self._greedy_until)
