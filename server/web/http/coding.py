"""Content codings (RFC 9110, section 8.4): gzip in both directions."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import IO, TYPE_CHECKING

from flask import Response, abort, request

from ontology.errors import UnsupportedMedia

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEVEL = 5
WORTH_IT = 1 << 10
"""Bytes below which an answer fits into a packet or two anyway."""
_GZIP_WINDOW = 31  # zlib's way to say: with gzip's header and checksum
_COMPRESSIBLE = ("text/", "application/")
_PIECE = 1 << 16
_MOST_MEMBERS = 1000
"""Of one gzip. Each costs as much as a piece, however little it holds."""


def encoded(response: Response) -> Response:
    """The answer in gzip, if the client takes that and it is worth it."""
    if not (response.mimetype or "").startswith(_COMPRESSIBLE) or response.status_code in (204, 206, 304):
        return response
    response.vary.add("Accept-Encoding")
    # A server's own wrapper of a file counts as no stream, but must not be read as a whole either.
    is_streamed = response.is_streamed or response.direct_passthrough
    length = response.content_length if is_streamed else len(response.get_data())
    small = length is not None and length < WORTH_IT
    if small or "Content-Encoding" in response.headers or not _takes_gzip():
        return response
    if is_streamed:
        response.direct_passthrough = False
        if close := getattr(response.response, "close", None):
            response.call_on_close(close)
        response.response = _squeezed(iter(response.response))  # type: ignore[arg-type]  # bytes, as we stream nothing else
        response.headers.pop("Content-Length", None)
    else:
        response.set_data(gzip.compress(response.get_data(), _LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    etag, is_weak = response.get_etag()
    if etag and not is_weak:  # a strong tag would promise the same bytes
        response.set_etag(etag, weak=True)
    return response


def _takes_gzip() -> bool:
    # Most programs send no such header, and to have it parsed takes as long as to look for an entity.
    return bool(request.headers.get("Accept-Encoding")) and request.accept_encodings["gzip"] > 0


def _squeezed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    for piece in pieces:
        if ready := squeezer.compress(piece):
            yield ready
    yield squeezer.flush()


def unpack(most: int) -> None:
    """Let the rest of the application read the request's body unpacked, of at most so many bytes (413 beyond).

    Raises:
        UnsupportedMedia: it has a coding that is not read here, or is not what that says.
    """
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return
    if coding not in ("gzip", "x-gzip"):
        raise UnsupportedMedia(f"a body in the coding {coding[:40]} is not read here; send gzip, or plain")
    unpacked = _unpacked(request.environ["wsgi.input"], most)
    request.environ.update({"wsgi.input": io.BytesIO(unpacked), "CONTENT_LENGTH": str(len(unpacked))})
    request.environ.pop("HTTP_CONTENT_ENCODING")
    request.environ.pop("HTTP_TRANSFER_ENCODING", None)


def _unpacked(packed: IO[bytes], most: int) -> bytes:
    """What all members hold (RFC 1952, section 2.2): some programs write one for each part that they pack."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    unpacked = bytearray()
    members = 1
    rest = packed.read(_PIECE)
    try:
        while rest:
            if unpacker.eof:
                unpacker = zlib.decompressobj(_GZIP_WINDOW)
                members += 1
            unpacked += unpacker.decompress(rest, _PIECE)
            if len(unpacked) > most:
                abort(413, f"the body has more than {most} bytes when unpacked; send less at a time")
            if members > _MOST_MEMBERS:
                raise UnsupportedMedia(f"the gzip of the body has more than {_MOST_MEMBERS} members; pack it in one")
            rest = unpacker.unconsumed_tail or unpacker.unused_data or packed.read(_PIECE)
    except zlib.error as error:
        raise UnsupportedMedia(f"the body is not gzip, as its Content-Encoding says: {error}") from None
    if not unpacker.eof:
        raise UnsupportedMedia("the gzip of the body ends too early; send it whole")
    return bytes(unpacked)
