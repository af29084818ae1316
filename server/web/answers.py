"""Bytes on their way out: spooled, so that a failure has a real status; tagged, so that they need not be sent twice."""

from __future__ import annotations

import hashlib
import io
import tempfile
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Protocol, cast

from flask import Response, request

from ontology.errors import TooMuch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from _typeshed import ReadableBuffer

    from server.web.http.negotiation import Format

SOFTWARE = version("comity")
KEPT = "public, no-cache"
"""Caches may keep a tagged answer and have to ask each time whether it still holds."""
_IN_MEMORY = 1 << 20
_SHOWN = 1 << 24
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
            raise TooMuch(f"the answer is larger than {self._most} bytes; add a LIMIT, ask for less, or take the dump")
        return self._file.write(block)


def bounded(file: IO[bytes], most: int) -> IO[bytes]:
    """The file, which raises `TooMuch` as soon as more than `most` bytes are written to it."""
    return cast("IO[bytes]", _Bounded(file, most))


def scratch() -> tempfile.SpooledTemporaryFile[bytes]:
    """A file for the moment, in memory while it is small."""
    return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)


def beginning(pieces: Iterable[bytes], file: IO[bytes], *, most: int) -> bool:
    """Write the pieces of an answer to a file until it has as much as any page shows; whether that was the whole.

    Raises:
        TooMuch: there are more than `most` bytes before that.
    """
    bound = _Bound(most)
    for piece in pieces:
        bound.count(piece)
        file.write(piece)
        if file.tell() > _SHOWN:
            return False
    return True


def spooled(write: Callable[[IO[bytes]], None], format_: Format, *, most: int) -> Response:
    """An answer whose bytes are complete before the status line is sent.

    For what this process writes itself, all at once, into a file that leaves memory above 1 MiB. The first byte waits for
    the last, but a failure is never a cut-off 200. What a worker writes is `streamed`.

    Raises:
        TooMuch: there are more than `most` bytes.
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


def streamed(
    pieces: Iterator[bytes], format_: Format, *, most: int, close: Callable[[], None]
) -> tuple[Response, bytes | None]:
    """An answer sent while it is made; and its bytes, if they are all there already.

    The status line waits for the first MiB or the end: what fails until then has a status of its own. What fails later
    ends the connection without the last chunk, so that no client takes a part for the whole.

    Args:
        pieces: the bytes.
        format_: what they are.
        most: how many there may be.
        close: called when the last is sent, or none is wanted any more.

    Raises:
        TooMuch: there are more than `most` bytes before the first is sent.
    """
    bound = _Bound(most)
    head = bytearray()
    for piece in pieces:
        bound.count(piece)
        head += piece
        if len(head) > _IN_MEMORY:
            break
    else:
        return Response(bytes(head), content_type=format_.content_type), bytes(head)
    response = Response(_rest(bytes(head), pieces, bound), content_type=format_.content_type)
    response.call_on_close(close)
    return response, None


class _Bound:
    """Counts what goes out."""

    def __init__(self, most: int) -> None:
        self._most = self._left = most

    def count(self, piece: bytes) -> None:
        self._left -= len(piece)
        if self._left < 0:
            raise TooMuch(f"the answer is larger than {self._most} bytes; add a LIMIT, ask for less, or take the dump")


def _rest(head: bytes, pieces: Iterator[bytes], bound: _Bound) -> Iterator[bytes]:
    # In pieces, as the rest: what is handed over at once, and is long, goes through a file on its way out.
    yield from (head[start : start + _CHUNK] for start in range(0, len(head), _CHUNK))
    for piece in pieces:
        bound.count(piece)
        yield piece


def _chunks(spool: IO[bytes], length: int) -> Iterator[bytes]:
    sent = 0
    while chunk := spool.read(_CHUNK):
        sent += len(chunk)
        yield chunk
    if sent != length:
        # Raised after the status line, this makes the server close the connection: the client sees a broken answer.
        raise OSError(f"the spooled answer had {sent} of {length} bytes")


class Versioned(Protocol):
    """One generation of the data, whatever it is read by."""

    @property
    def version(self) -> str:
        """Differs whenever the data may differ."""


def tag(view: Versioned, *parts: object) -> str:
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
    response.headers["Cache-Control"] = KEPT
    response.vary.add("Accept")
    return response
