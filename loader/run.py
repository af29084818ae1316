"""The load: documents → checked articles → the store → a published generation."""

from __future__ import annotations

import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from loader.articles import activity, article_graphs
from loader.collecting import collecting_rarely
from loader.examine import Extraction, WorkerLost, examine_all
from loader.graph.links import link_quads
from loader.read import Ignored, Unreadable, read_documents
from loader.storage import rejected
from loader.storage.store import Replacement, Writer
from loader.storage.texts import Texts
from loader.summary import Refusal, Silent, Summary
from ontology import terms
from ontology.errors import ComityError, NotFound
from ontology.reference import reference_quads, reference_version
from shapes import shapes_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import FrameType
    from typing import BinaryIO

    from loader.examine import Examined
    from loader.model import ArticleGraph, Document
    from loader.storage.store import WritableStore
    from loader.summary import Progress
    from ontology.home import Home
    from ontology.lexicon import Lexicon
    from ontology.terms import Names

    Input = Document | Unreadable | Ignored

BATCH_DOCUMENTS = 256
BATCH_QUADS = 200_000
"""A batch is written when it has either: in batches of 64 documents writing takes a fourth more, and all of one is in memory
at once, as some 70 MB of text."""


def load(
    paths: Sequence[str],
    home: Home,
    *,
    lexicon: Lexicon,
    names: Names,
    jobs: int = 1,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
    build: Callable[[Document, Lexicon, Names], tuple[ArticleGraph, ...]] = article_graphs,
) -> Summary:
    """Read documents, and make their articles part of the published store. The same input twice changes nothing.

    Ctrl-C and SIGTERM end it after the current document; what is done by then is published.

    Raises:
        NotFound: There is no input.
        StoreBusy: Another process loads into the same home.
        StoreDamaged: Neither the working store nor the published snapshot can be read.
        ComityError: Writing failed, or a worker process was killed.
    """
    started = time.monotonic()
    inputs = _some(read_documents(paths, stdin), paths)
    try:
        with collecting_rarely(), Writer(home) as store, Texts(home) as texts, _stop_requests() as stop:
            run = _Run(home, store, texts, Extraction(lexicon, names, build), progress or Silent())
            _replace_reference(store, names)
            run.take(inputs, jobs, stop)
            run.finish(stop, started)
    except OSError as error:
        raise ComityError(f"{home.root}: writing failed ({error}); mend that, then load again to go on") from error
    return run.summary


def _replace_reference(store: WritableStore, names: Names) -> None:
    """Have the store hold what is known beforehand. It is looked at statement by statement only when its files changed."""
    store.replace_reference(shapes_quads(names))
    known = reference_version(names)
    if known.triple not in set(store.statements(known.predicate)):
        store.replace_reference(chain(reference_quads(names), [known]))


def _some(inputs: Iterable[Input], paths: Sequence[str]) -> Iterator[Input]:
    """The inputs, of which there is at least one: known before anything is written."""
    iterator = iter(inputs)
    for first in iterator:
        return chain([first], iterator)
    raise NotFound(f"{' '.join(paths)}: there is nothing to load; give .txt, .html, .jsonl, .warc or .xml files")


@contextmanager
def _stop_requests() -> Iterator[list[int]]:
    """The signals that asked to stop, as they come. A second one stops at once."""
    received: list[int] = []
    before = {}

    def note(number: int, _frame: FrameType | None) -> None:
        if received:
            raise KeyboardInterrupt
        received.append(number)

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, note)
    except ValueError:
        pass  # not in the main thread: whoever runs us there has signals of their own
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@dataclass(slots=True)
class _Run:
    """One load: what it has met, and the batch that is not written yet."""

    home: Home
    store: WritableStore
    texts: Texts
    extraction: Extraction
    progress: Progress
    summary: Summary = field(default_factory=Summary)
    aside: dict[str, set[str]] = field(default_factory=dict)
    """Document identifier -> slugs of the folders that are set aside."""
    batch: list[tuple[Document, Replacement, set[str]]] = field(default_factory=list)
    quads: int = 0
    """Statements in the batch."""

    def __post_init__(self) -> None:
        self.aside = rejected.documents(self.home)

    def take(self, inputs: Iterable[Input], jobs: int, stop: Sequence[int]) -> None:
        """Extract and store what is new or changed, until a stop is asked for."""
        try:
            for document, examined in examine_all(self.changed(inputs), self.extraction, jobs):
                self.settle(document, examined)
                if stop:
                    break
        except WorkerLost:
            if not stop:  # else the signal was for the workers too
                raise
        self.commit()

    def changed(self, inputs: Iterable[Input]) -> Iterator[Document]:
        """The documents that have to be extracted; the others are accounted for."""
        for item in inputs:
            if isinstance(item, Unreadable):
                self._refuse("unreadable", self.summary.unreadable, Refusal(item.source, item.reason))
            elif isinstance(item, Ignored):
                self._refuse("ignored", self.summary.ignored, Refusal(item.source, item.reason))
            elif self._is_stored(item):
                self.summary.documents += 1
                self.summary.unchanged_documents += 1
                self.texts.keep(item)
                self.progress.advance(self.summary, item.source)
            else:
                yield item

    def settle(self, document: Document, examined: Examined) -> None:
        """Account for an extracted document, and put its articles into the batch."""
        names = self.extraction.names
        graphs, refused = examined.accepted, examined.rejected
        for one in refused:
            folder = rejected.write(self.home, one, document)
            refusal = Refusal(document.source + one.story, one.reason, str(folder))
            self._refuse("set aside", self.summary.rejected, refusal)
        if graphs:
            self.texts.keep(document)
        elif not refused:
            self._refuse("ignored", self.summary.ignored, Refusal(document.source, "no article was found in it"))
        iri = names.document(document.identifier)
        failed = any(one.graph is None for one in refused)
        kept = self.store.activities(iri).keys() if failed else {one.graph.name for one in refused if one.graph}
        self.batch.append((document, Replacement(iri, graphs, frozenset(kept)), {one.slug for one in refused}))
        self.quads += sum(graph.size for graph in graphs)
        if len(self.batch) >= BATCH_DOCUMENTS or self.quads >= BATCH_QUADS:
            self.commit()
        self.summary.documents += 1
        self.progress.advance(self.summary, document.source)

    def commit(self) -> None:
        """Write the batch, the texts first, then forget what was set aside of its documents before and is not any more."""
        self.texts.wait()
        change = self.store.replace([replacement for _, replacement, _ in self.batch])
        self.summary.added += change.added
        self.summary.replaced += change.replaced
        self.summary.unchanged += change.unchanged
        self.summary.dropped += change.dropped
        for document, _, refused in self.batch:
            for slug in self.aside.get(document.identifier, set()) - refused:
                rejected.remove(self.home, slug)
        self.batch.clear()
        self.quads = 0

    def finish(self, stop: Sequence[int], started: float) -> None:
        """Publish, and complete the summary."""
        self.store.replace_reference(link_quads(self.store.statements, self.extraction.names))
        self.summary.generation = self.store.publish()
        self.summary.articles = self.store.count(terms.C.Article)
        self.summary.agreements = self.store.count(terms.C.Agreement)
        self.summary.meetings = self.store.count(terms.C.Meeting)
        self.summary.signal = stop[0] if stop else None
        self.summary.seconds = time.monotonic() - started

    def _is_stored(self, document: Document) -> bool:
        """Whether the same bytes were loaded before by the same software and lexicon, with nothing set aside."""
        if document.identifier in self.aside:
            return False
        made = self.store.activities(self.extraction.names.document(document.identifier))
        expected = activity(document, self.extraction.lexicon, self.extraction.names)
        return set(made.values()) == {expected}

    def _refuse(self, what: str, where: list[Refusal], refusal: Refusal) -> None:
        where.append(refusal)
        self.progress.refuse(what, refusal)
