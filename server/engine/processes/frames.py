"""What processes of the server say to each other: frames over a pair of sockets.

A frame is one byte for its kind, four for the length of what follows (big-endian), and that. The kinds:

    Q  parent → child   a request, JSON
    S  parent → child   stop: the rest of the answer is not wanted; E or Z follows, or has been sent
    D  child → parent   a piece of the answer, bytes
    E  child → parent   the request failed, JSON: what `failure` makes of an exception; nothing follows
    Z  child → parent   the answer is complete, JSON: what it cost
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import socket

Kind = Literal[b"Q", b"S", b"D", b"E", b"Z"]

_HEAD = struct.Struct("!cI")
_READ = 1 << 16
_LONGEST_READ = 1 << 18  # whatever a child says of the length of a frame


class Frame(NamedTuple):
    """One frame."""

    kind: bytes
    body: bytes

    def json(self) -> dict[str, object]:
        """The body as a JSON object."""
        value = json.loads(self.body)
        if not isinstance(value, dict):
            raise TypeError(f"a frame of kind {self.kind!r} holds no JSON object")
        return value


def frame(kind: Kind, body: bytes) -> bytes:
    """The bytes of one frame."""
    return _HEAD.pack(kind, len(body)) + body


def message(kind: Kind, value: object) -> bytes:
    """The bytes of one frame of JSON."""
    return frame(kind, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


class Reader:
    """Takes frames from a socket, as they come."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._pending = bytearray()
        self._missing = 0

    def next(self) -> Frame | None:
        """The next frame; None where the other side has gone. Blocks as the socket does.

        Raises:
            BlockingIOError: the socket does not block, and no whole frame is there yet.
        """
        while (found := self._taken()) is None:
            try:
                data = self._connection.recv(min(max(_READ, self._missing), _LONGEST_READ))
            except ConnectionResetError:
                return None
            if not data:
                return None
            self._pending += data
        return found

    def _taken(self) -> Frame | None:
        if len(self._pending) < _HEAD.size:
            return None
        kind, length = _HEAD.unpack_from(self._pending)
        end = _HEAD.size + length
        self._missing = max(0, end - len(self._pending))
        if self._missing:
            return None
        body = bytes(memoryview(self._pending)[_HEAD.size : end])
        del self._pending[:end]
        return Frame(kind, body)
