"""Answers that may be asked for again, in memory, up to a number of bytes; the least recently asked go first."""

from __future__ import annotations

import threading
from collections import OrderedDict

_LARGEST_PART = 16
"""An answer may take so small a part of the whole: a few large ones would push out all others."""


class Cache:
    """Bytes by key. Keys hold the generation, so what is published anew is never answered from here."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self.hits = 0
        self.misses = 0

    def get(self, key: str) -> bytes | None:
        """The bytes under this key, if they are held."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                self.misses += 1
            else:
                self.hits += 1
                self._held.move_to_end(key)
            return found

    def put(self, key: str, value: bytes) -> None:
        """Hold these bytes, at the cost of others."""
        if len(value) > self._most // _LARGEST_PART:
            return
        with self._lock:
            self._size += len(value) - len(self._held.pop(key, b""))
            self._held[key] = value
            while self._size > self._most:
                _, gone = self._held.popitem(last=False)
                self._size -= len(gone)
