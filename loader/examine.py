"""A document becomes checked graphs: built, then held against the shapes. In this process or in several.

Documents do not depend on each other, so that any number of processes gives the same graphs, in the same order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.collecting import collect_rarely
from loader.storage.rejected import Rejected
from ontology.errors import ComityError
from shapes import accepts_text, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

    from loader.model import ArticleGraph, Document
    from ontology.lexicon import Lexicon
    from ontology.terms import Names

READ_AHEAD = 4
"""Documents in flight for each process: enough to keep it busy, few enough to keep memory flat."""


class WorkerLost(ComityError):
    """A worker process ended before its work."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """How articles are made of a document: all that a worker process has to know."""

    lexicon: Lexicon
    names: Names
    build: Callable[[Document, Lexicon, Names], tuple[ArticleGraph, ...]]


@dataclass(frozen=True, slots=True)
class Examined:
    """A document's articles: those that hold against the shapes, and those that do not."""

    accepted: tuple[ArticleGraph, ...]
    rejected: tuple[Rejected, ...]


def examine(document: Document, extraction: Extraction) -> Examined:
    """Build a document's graphs and check each. An error in that is the document's fate, not the load's."""
    try:
        graphs = extraction.build(document, extraction.lexicon, extraction.names)
        verdicts = [_check(graph, document, extraction.names) for graph in graphs]
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told: on disk, in the summary, in the exit code
        return Examined((), (_failed(document, error, extraction.names),))
    rejected = tuple(verdict for verdict in verdicts if verdict is not None)
    accepted = tuple(graph.checked() for graph, verdict in zip(graphs, verdicts, strict=True) if verdict is None)
    return Examined(accepted, rejected)


def examine_all(
    documents: Iterable[Document], extraction: Extraction, jobs: int = 1
) -> Iterator[tuple[Document, Examined]]:
    """Examine documents one after the other, in `jobs` processes; gives them in the order in which they came.

    Raises:
        WorkerLost: A worker process was killed, as the system does when memory runs out.
    """
    if jobs <= 1:
        for document in documents:
            yield document, examine(document, extraction)
        return
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(extraction,)
    )
    try:
        yield from _in_order(documents, pool, jobs)
    except BrokenProcessPool as error:
        # A worker that was being started while the pool ended the others is waited for, for ever (CPython 3.11).
        for worker in set(multiprocessing.active_children()) - others:
            worker.kill()
        raise WorkerLost(
            "a worker process was killed, perhaps for want of memory; load again with fewer --jobs to go on"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    documents: Iterable[Document], pool: ProcessPoolExecutor, jobs: int
) -> Iterator[tuple[Document, Examined]]:
    waiting: deque[tuple[Document, Future[Examined]]] = deque()
    for document in documents:
        waiting.append((document, _submit(pool, document)))
        if len(waiting) >= READ_AHEAD * jobs:
            first, future = waiting.popleft()
            yield first, future.result()
    for first, future in waiting:
        yield first, future.result()


def _submit(pool: ProcessPoolExecutor, document: Document) -> Future[Examined]:
    """Hand a document to the pool. A process that it starts for it inherits that Ctrl-C is the parent's affair.

    SIGTERM is not: it is how the pool ends what is left of it after a loss.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_work, document)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_extraction: Extraction | None = None  # of a worker process; set once, when it starts


def _start_worker(extraction: Extraction) -> None:
    global _extraction  # noqa: PLW0603  # a pool's initializer has no other way to hand something on
    _extraction = extraction
    collect_rarely()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(document: Document) -> Examined:
    if _extraction is None:
        raise RuntimeError("a worker works only after its initializer")
    return examine(document, _extraction)


def _check(graph: ArticleGraph, document: Document, names: Names) -> Rejected | None:
    texts = {document.text_sha256: document.text}
    if accepts_text(graph.text, graph.name, rows=graph.rows, texts=texts, names=names):
        return None
    report = validate(graph.quads, texts=texts, names=names)
    if report.conforms:
        return None
    first = report.violations[0]
    more = f" (and {len(report.violations) - 1} more)" if len(report.violations) > 1 else ""
    return Rejected(
        slug=names.article_slug(graph.identifier),
        story=graph.identifier.removeprefix(document.identifier),
        reason=f"{first.message} [{first.shape.value.rpartition('#')[2]}]{more}",
        report=report.text(),
        shacl=report.turtle(names),
        graph=graph.checked(),
    )


def _failed(document: Document, error: Exception, names: Names) -> Rejected:
    told = isinstance(error, ComityError)
    return Rejected(
        slug=names.article_slug(document.identifier),
        story="",
        reason=str(error) if told else f"the software failed ({type(error).__name__}: {error}); please report it",
        report=f"{error}\n" if told else "".join(traceback.format_exception(error)),
    )
