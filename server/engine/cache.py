"""Answers that may be asked for again, in memory, up to a number of bytes; the least recently asked go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

_LARGEST_PART = 4
"""An answer may take so small a part of the whole: a few large ones would push out all others."""


class Cache(Generic[T]):
    """Values by key. Keys hold the generation, so what is published anew is never answered from here.

    Attributes:
        hits: how often a value was found.
        misses: how often none was.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._size = 0
        self.hits = 0
        self.misses = 0

    @property
    def largest(self) -> int:
        """Bytes above which a value is not held."""
        return self._most // _LARGEST_PART

    def __contains__(self, key: str) -> bool:
        """Whether something is held under this key; it does not count as asked for."""
        return key in self._held

    def get(self, key: str, *, is_last: bool = True) -> T | None:
        """The value under this key, if it is held.

        Args:
            key: under which it was put.
            is_last: whether nobody will look again for the same request, so that a miss counts.
        """
        with self._lock:
            found = self._held.get(key)
            if found is None:
                self.misses += is_last
                return None
            self.hits += 1
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: str, value: T, size: int) -> None:
        """Hold a value of so many bytes, at the cost of others."""
        size += len(key)
        if size > self.largest:
            return
        with self._lock:
            self._size += size - self._held.pop(key, (value, 0))[1]
            self._held[key] = value, size
            while self._size > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._size -= gone


def remembered(cache: Cache[bytes], key: Callable[[], str], pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces; when the last has been taken, the cache holds them together, if it has room for so much.

    Args:
        cache: where.
        key: under what; asked at the end.
        pieces: of one value.
    """
    copy: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size <= cache.largest:
            copy.append(piece)
        else:
            copy.clear()
        yield piece
    if size <= cache.largest:
        cache.put(key(), b"".join(copy), size)
