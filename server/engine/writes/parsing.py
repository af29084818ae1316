"""A process that reads one upload and ends: `python -m server.engine.writes.parsing FORMAT BASE MEMORY SECONDS MOST CODING`.

It gets the body on stdin and writes N-Triples to stdout. A parser can be made to overflow its stack, to fill the memory
or to work for hours by a short text, so it works here, where nothing but this process can be lost. It cannot reach the
network, start programs, open files, or write more than its bound.

Exit codes: 0 done; 2 it does not parse (stderr says where); 3 it is larger than it may be.
"""

from __future__ import annotations

import gzip
import io
import resource
import sys
import zlib
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import RdfFormat, parse, serialize

from server.engine.processes import sandbox

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

DOES_NOT_PARSE = 2
TOO_LARGE = 3
# N-Triples repeat the IRIs that other formats abbreviate.
_LONGER = 16
_LONGEST_MESSAGE = 500


class TooLargeError(Exception):
    """The unpacked body is longer than it may be."""


class _Bounded(io.RawIOBase):
    """Reads from a file, up to a number of bytes."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file = file
        self._left = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        block = self._file.read(len(view))
        self._left -= len(block)
        if self._left < 0:
            raise TooLargeError
        view[: len(block)] = block
        return len(block)


def main(arguments: list[str]) -> int:
    """Read stdin, write stdout; gives the exit code."""
    media_type, base, memory, seconds, most, coding = arguments
    format_ = RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise ValueError(media_type)
    sandbox.restrict(memory=int(memory))
    sandbox.limit_cpu(float(seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most) * _LONGER,) * 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))  # those that are open stay; no other can be opened
    plain = cast("IO[bytes]", gzip.GzipFile(fileobj=sys.stdin.buffer) if coding else sys.stdin.buffer)
    body = io.BufferedReader(_Bounded(plain, int(most)), 1 << 16)
    try:
        quads = parse(body, format_, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        serialize((quad.triple for quad in quads), sys.stdout.buffer, RdfFormat.N_TRIPLES)
        sys.stdout.buffer.flush()
    except TooLargeError:
        return TOO_LARGE
    except (SyntaxError, ValueError, gzip.BadGzipFile, EOFError, zlib.error) as error:
        sys.stderr.write(" ".join(str(error).split())[:_LONGEST_MESSAGE])
        return DOES_NOT_PARSE
    except MemoryError as error:
        if "buffer" not in str(error):  # how the parsers call a value that is longer than they take
            raise
        sys.stderr.write("a single value, or what should be one, is longer than 16 MiB")
        return DOES_NOT_PARSE
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
