"""The texts that offsets point into, under HOME/texts: each once, in a file named by its digest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from loader.storage.publish import sync

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path
    from types import TracebackType

    from loader.model import Document
    from ontology.home import Home

THREADS = 4
"""Each waits for the disk nearly all the time, and what they ask of it together takes hardly longer than one alone."""


class Texts:
    """Writes texts while the load goes on: an fsync of each takes milliseconds. A context manager."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="texts")
        self._begun: dict[str, Future[None]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown()

    def keep(self, document: Document) -> None:
        """Begin to write a document's text, if it is not there: the UTF-8 bytes that the digest is of."""
        path = self._home.text(document.text_sha256)
        if document.text_sha256 not in self._begun and not path.exists():
            self._begun[document.text_sha256] = self._threads.submit(_write, path, document.text)

    def wait(self) -> None:
        """Have all that was begun on the disk.

        Raises:
            OSError: Writing failed.
        """
        for written in self._begun.values():
            written.result()
        self._begun.clear()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    half_written = path.with_suffix(".tmp")
    half_written.write_bytes(text.encode())
    sync(half_written)
    half_written.rename(path)
