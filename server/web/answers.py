"""Bytes on their way out: spooled, so that a failure has a real status; tagged, so that they need not be sent twice."""

from __future__ import annotations

import hashlib
import io
import tempfile
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, cast

from flask import Response, request

from server.engine.view import ResultTooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import ReadableBuffer

    from server.engine.view import View
    from server.web.negotiation import Format

SOFTWARE = version("comity")
_IN_MEMORY = 1 << 20
_CHUNK = 1 << 16


class _Bounded(io.RawIOBase):
    """A file to write to, up to a number of bytes."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self._left = most
        self._most = most

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        block = bytes(data)
        self._left -= len(block)
        if self._left < 0:
            raise ResultTooLargeError(
                f"the answer is larger than {self._most} bytes; add a LIMIT, ask for less, or take the dump"
            )
        return self._file.write(block)


def bounded(file: IO[bytes], most: int) -> IO[bytes]:
    """The file, which raises `ResultTooLargeError` as soon as more than `most` bytes are written to it."""
    return cast("IO[bytes]", _Bounded(file, most))


def scratch() -> tempfile.SpooledTemporaryFile[bytes]:
    """A file for the moment, in memory while it is small."""
    return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)


def spooled(write: Callable[[IO[bytes]], None], format_: Format, *, most: int) -> Response:
    """An answer whose bytes are complete before the status line is sent.

    The engine pushes its output and is bound to its thread, so it writes into a file that leaves memory above 1 MiB.
    That costs the first byte the time of the whole, and buys that a failure is never a cut-off 200. Worker processes,
    which can be pulled from, will make both possible.

    Raises:
        ResultTooLargeError: there are more than `most` bytes.
    """
    spool = scratch()
    try:
        write(bounded(spool, most))
    except BaseException:
        spool.close()
        raise
    length = spool.tell()
    spool.seek(0)
    response = Response(_chunks(spool, length), content_type=format_.content_type)
    response.content_length = length
    response.call_on_close(spool.close)
    return response


def _chunks(spool: IO[bytes], length: int) -> Iterator[bytes]:
    sent = 0
    while chunk := spool.read(_CHUNK):
        sent += len(chunk)
        yield chunk
    if sent != length:
        # Raised after the status line, this makes the server close the connection: the client sees a broken answer.
        raise OSError(f"the spooled answer had {sent} of {length} bytes")


def tag(view: View, *parts: object) -> str:
    """The entity tag of what these parts ask of this generation, from this version of the software."""
    text = "\0".join(map(str, (SOFTWARE, view.version, *parts)))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def unchanged(etag: str, *, weak: bool = False) -> Response | None:
    """The 304 for a client that has it already, found without running anything; else None."""
    if request.if_none_match.contains_weak(etag):
        return tagged(Response(status=304), etag, weak=weak)
    return None


def tagged(response: Response, etag: str, *, weak: bool = False) -> Response:
    """The response with its tag; caches may keep it and have to ask each time whether it still holds."""
    response.set_etag(etag, weak=weak)
    response.cache_control.public = True
    response.cache_control.no_cache = True
    response.vary.add("Accept")
    return response
