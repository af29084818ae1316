"""Bodies that clients send, made into N-Triples by disposable processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat

from ontology.errors import ComityError, OutOfTime, TooMuch, Unavailable, UnsupportedMedia, UsageError
from server.engine.writes.parsing import DOES_NOT_PARSE, TOO_LARGE
from server.gate import GATE

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMATS = (
    RdfFormat.TURTLE,
    RdfFormat.TRIG,
    RdfFormat.N_TRIPLES,
    RdfFormat.N_QUADS,
    RdfFormat.RDF_XML,
    RdfFormat.JSON_LD,
)
_AT_ONCE = 2
_LAST_WORDS = 4096


class BodyTooLarge(UsageError):
    """A body that is longer than the server reads, as it came or unpacked."""

    http_status = 413


class TooDeep(UsageError):
    """A body that is nested so deeply that its parser gave up."""


@dataclass(frozen=True, slots=True)
class Part:
    """A body, or one of the parts of a multipart body.

    Attributes:
        media_type: without parameters.
        body: a real file, at its beginning.
        is_packed: whether it is gzip'ed.
    """

    media_type: str
    body: IO[bytes]
    is_packed: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one upload may take: bytes of address space, seconds, and bytes of the unpacked body."""

    memory: int
    seconds: float
    most: int


class Uploads:
    """Reads uploads, some at a time. Threads may share it."""

    def __init__(self, limits: Limits, *, queue_seconds: float) -> None:
        self._limits = limits
        self._queue_seconds = queue_seconds
        self._free = threading.BoundedSemaphore(_AT_ONCE)

    def read(self, parts: Iterable[Part], base: str, output: IO[bytes]) -> None:
        """Write what the parts say, as N-Triples. Blank nodes of different parts are different.

        Args:
            parts: in one of the formats of RDF each.
            base: what relative IRIs are resolved against.
            output: a real file.

        Raises:
            UnsupportedMedia: a part is in no format that is read here.
            UsageError: a part does not parse, or is too large or too deep.
            OutOfTime, TooMuch: reading it needs more than it may have.
            Unavailable: too many uploads are being read.
        """
        with GATE.left():
            is_free = self._free.acquire(timeout=self._queue_seconds)
        if not is_free:
            raise Unavailable("other uploads are being read; come back later", retry_after=5)
        try:
            for part in parts:
                _read(part, base, output, self._limits)
        finally:
            self._free.release()


def _read(part: Part, base: str, output: IO[bytes], limits: Limits) -> None:
    format_ = RdfFormat.from_media_type(part.media_type)
    if format_ not in _FORMATS:
        offer = ", ".join(known.media_type for known in _FORMATS)
        raise UnsupportedMedia(f"a body of type {part.media_type or 'none'} is not read here; send one of {offer}")
    told = (format_.media_type, base, limits.memory, limits.seconds, limits.most, "gzip" if part.is_packed else "")
    command = [sys.executable, "-P", "-m", "server.engine.writes.parsing", *map(str, told)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    with subprocess.Popen(command, stdin=part.body, stdout=output, stderr=subprocess.PIPE, env=environment) as process:
        try:
            _, words = process.communicate(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise OutOfTime("reading the body took longer than it may; send less at once") from None
    _judge(process.returncode, words[-_LAST_WORDS:].decode(errors="replace").strip(), limits)


def _judge(code: int, words: str, limits: Limits) -> None:
    """Raise what the end of a parser means."""
    if code == 0:
        return
    if code == DOES_NOT_PARSE:
        raise UsageError(f"the body does not parse: {words}")
    if code == TOO_LARGE:
        raise BodyTooLarge(f"the unpacked body has more than {limits.most} bytes; send it in several parts")
    if code == -signal.SIGSEGV or "overflowed its stack" in words:
        raise TooDeep("the body is nested too deeply; write it flatter")
    if code == -signal.SIGXCPU:
        raise OutOfTime("reading the body took longer than it may; send less at once")
    if "File too large" in words:
        raise TooMuch("the body says more than is taken at once; send it in several parts")
    if code in (-signal.SIGKILL, -signal.SIGABRT) or "MemoryError" in words:
        raise TooMuch("reading the body needs more memory than it may have; send less at once")
    raise ComityError(f"the body could not be read (the parser ended with {code}: {words[-200:]})")
