"""The bodies of requests that write RDF: as they are, gzip'ed, or in several parts (multipart/form-data, RFC 7578)."""

from __future__ import annotations

import tempfile
from typing import IO, TYPE_CHECKING

from flask import request
from pyoxigraph import RdfFormat
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import NEED_DATA, Data, Epilogue, Field, File, MultipartDecoder

from ontology.errors import UnsupportedMedia, UsageError
from server.engine.writes.uploads import Part

if TYPE_CHECKING:
    from contextlib import ExitStack

_CHUNK = 1 << 16
_MOST_PARTS = 100
_UTF_8 = ("utf-8", "utf8")


def parts(stack: ExitStack, *, most: int) -> list[Part]:
    """The body, or its parts, in files that the stack closes.

    Args:
        stack: what closes the files.
        most: bytes of the whole; more is a 413.

    Raises:
        UnsupportedMedia: it is in a coding or charset that is not read here.
        UsageError: the parts cannot be told apart.
    """
    request.max_content_length = most
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise UnsupportedMedia(f"a body in the coding {coding[:40]} is not read here; send gzip, or plain")
    is_packed = "gzip" in coding
    if request.mimetype == "multipart/form-data":
        if is_packed:
            raise UnsupportedMedia("a body of several parts is not read packed; send it plain")
        return _split(stack)
    body = _file(stack)
    while chunk := request.stream.read(_CHUNK):
        body.write(chunk)
    is_empty = body.tell() == 0
    body.seek(0)
    media = _media(request.headers.get("Content-Type"), "")
    return [Part(media or (RdfFormat.N_TRIPLES.media_type if is_empty else ""), body, is_packed)]


def _split(stack: ExitStack) -> list[Part]:
    boundary = request.mimetype_params.get("boundary", "")
    decoder = MultipartDecoder(boundary.encode("latin-1", errors="replace"), max_parts=_MOST_PARTS)
    found: list[Part] = []
    try:
        while True:
            event = decoder.next_event()
            if event is NEED_DATA:
                decoder.receive_data(request.stream.read(_CHUNK) or None)
            elif isinstance(event, Field | File):
                name = event.filename if isinstance(event, File) else event.name
                found.append(Part(_media(event.headers.get("Content-Type"), name or ""), _file(stack)))
            elif isinstance(event, Data):
                found[-1].body.write(event.data)
            elif isinstance(event, Epilogue):
                break
    except ValueError as error:
        raise UsageError(f"the parts of the body cannot be told apart: {error}") from None
    for part in found:
        part.body.seek(0)
    return found


def _file(stack: ExitStack) -> IO[bytes]:
    return stack.enter_context(tempfile.TemporaryFile())


def _media(told: str | None, name: str) -> str:
    """The media type that a header tells, or the ending of a file's name."""
    media, options = parse_options_header(told or "")
    charset = options.get("charset", "utf-8").lower()
    if charset not in _UTF_8:
        raise UnsupportedMedia(f"the charset {charset[:40]} is not read here; send UTF-8")
    if media:
        return media
    by_ending = RdfFormat.from_extension(name.rpartition(".")[2])
    return by_ending.media_type if by_ending else ""
