"""From paths to documents: files, folders, globs and standard input, one document at a time."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from loader.model import Document
from loader.read.decode import MAX_BYTES, Ignored, Unreadable, Unusable, decode, document, too_long
from loader.read.markup import page_document
from loader.read.records import read_archive, read_feed, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"
_STDIN_NAME = "stdin"
_TEXT = (".txt",)
_PAGE = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")
_ARCHIVE = (".warc", ".warc.gz")
_FEED = (".xml",)
ENDINGS = (*_TEXT, *_PAGE, *_LINES, *_ARCHIVE, *_FEED)
"""The endings of the files that are read."""

Reading = Document | Unreadable | Ignored


def read_documents(paths: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Reading]:
    """Everything that `paths` hold, in a stable order; what cannot be read comes as a value and stops nothing.

    Args:
        paths: files, folders (walked in order of names, hidden files passed over), globs, or `-`.
        stdin: what `-` reads: a text, a page or JSON Lines, as its first character tells.

    Yields:
        A `Document` for each article file, record or page; `Unreadable` with the reason and the remedy;
        `Ignored` for a file in a folder whose ending is not read. Of two different inputs with one
        identifier the second is Unreadable; the same bytes again are passed over.
    """
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for reading in _read_stdin(stdin) if path == STDIN else _read_path(path):
            if not isinstance(reading, Document):
                yield reading
                continue
            known = seen.get(reading.identifier)
            if known is None:
                seen[reading.identifier] = (reading.source, reading.sha256)
                yield reading
            elif known[1] != reading.sha256:
                reason = f"has the same identifier ({reading.identifier}) as {known[0]} but other contents"
                yield Unreadable(reading.source, f"{reason}; rename one of the two")


def _read_path(path: str) -> Iterator[Reading]:
    """A file, a folder or, where nothing of that name exists, a glob."""
    if Path(path).is_dir():
        yield from _read_folder(Path(path))
    elif os.path.lexists(path):
        yield from _read_file(path)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - takes absolute patterns, which Path.glob does not
        if not matches:
            yield Unreadable(path, "matches no file; check the pattern, or quote it less")
        for match in matches:
            yield from _read_path(match)
    else:
        yield Unreadable(path, "does not exist; check the path")


def _read_folder(folder: Path) -> Iterator[Reading]:
    unreachable: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=unreachable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            path = str(Path(root, name))
            if name.lower().endswith(ENDINGS):
                yield from _read_file(path)
            else:
                yield Ignored(_shown(path), f"is none of {' '.join(ENDINGS)}")
    for error in unreachable:
        yield Unreadable(_shown(str(error.filename)), _told(error))


def _read_file(path: str) -> Iterator[Reading]:
    source = _shown(path)
    if source != path:
        yield Unreadable(source, "has a name that is not UTF-8; rename it")
        return
    name = Path(path).name
    ending = name.lower()
    try:
        with Path(path).open("rb") as file:
            if ending.endswith(_LINES):
                yield from read_lines(file, name=name, source=source)
            elif ending.endswith(_ARCHIVE):
                yield from read_archive(file, name=name, source=source)
            elif ending.endswith(ENDINGS):
                yield from _read_whole(file, name=name, source=source)
            else:
                yield Unreadable(source, f"has an ending which is not read; those which are: {' '.join(ENDINGS)}")
    except OSError as error:
        yield Unreadable(source, _told(error))


def _read_whole(file: BinaryIO, *, name: str, source: str) -> Iterator[Reading]:
    """A text, page or feed, which has to be in memory as a whole."""
    size = os.fstat(file.fileno()).st_size
    data = file.read(min(size, MAX_BYTES) + 1)  # to ask for more takes the memory for it
    if len(data) > size:  # a pipe, or a file that grows
        data += file.read(max(0, MAX_BYTES + 1 - len(data)))
    if len(data) > MAX_BYTES:
        yield Unreadable(source, too_long(max(len(data), os.fstat(file.fileno()).st_size)))
    elif name.lower().endswith(_FEED):
        yield from read_feed(data, name=name, source=source)
    else:
        yield _read_data(data, page=name.lower().endswith(_PAGE), name=name, source=source)


def _read_data(data: bytes, *, page: bool, name: str, source: str) -> Reading:
    try:
        if page:
            return page_document(decode(data, markup=True), identifier=name, source=source, raw=data)
        return document(decode(data), identifier=name, source=source, raw=data)
    except Unusable as error:
        return Unreadable(source, str(error))


def _read_stdin(stdin: BinaryIO | None) -> Iterator[Reading]:
    if stdin is None:
        yield Unreadable(STDIN, "stands for standard input, but there is none; name a file")
        return
    first = stdin.readline(MAX_BYTES + 1)
    blank = [first]
    while first and not first.strip(b"\xef\xbb\xbf \t\r\n"):
        first = stdin.readline(MAX_BYTES + 1)
        blank.append(first)
        if len(blank) > MAX_BYTES:
            break
    start = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        yield from read_lines(stdin, name=_STDIN_NAME, source=_STDIN_NAME, begun=blank)
        return
    data = b"".join(blank)
    data += stdin.read(max(0, MAX_BYTES + 1 - len(data)))
    page = start[:9].lower().startswith((b"<!doctype", b"<html", b"<?xml"))
    yield _read_data(data, page=page, name=_STDIN_NAME, source=_STDIN_NAME)


def _shown(path: str) -> str:
    """The path as it can be printed and stored."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _told(error: OSError) -> str:
    """A system error in one line, with a remedy."""
    reason = (error.strerror or "cannot be read").lower()
    remedy = "allow reading it" if isinstance(error, PermissionError) else "check the path"
    return f"cannot be read ({reason}); {remedy}"
