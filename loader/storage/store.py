"""The working store, and the one writer that may change it.

A document's articles are replaced in one RocksDB write batch: after a kill at any moment they are all as before or
all as after. The default graph holds the union of all graphs, each triple once: the engine's own union flag counts a
triple as often as graphs have it. What that rests on (pyoxigraph 0.5): one `Store.update()` is one batch however many operations it has,
and later operations of an update see what the earlier ones did; one `Store.extend()` is one batch; the files that one
`Store.bulk_load()` of less than a million statements writes are taken in by one RocksDB ingestion over all column families, or not at all.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from loader.storage import publish, working
from loader.storage.batch import Batch
from loader.storage.compaction import compact
from ontology import terms
from ontology.errors import StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from types import TracebackType

    from loader.model import ArticleGraph
    from ontology.home import Home

FLUSH_QUADS = 200_000
"""Written between two flushes. RocksDB would keep 128 MB of each of its column families in memory: measured, 1.5 GB
after two million quads without, 0.25 GB with."""

BULK_QUADS = 5_000
"""An addition of so many is written in bulk: a third of the time, but a dozen files, which want not to be tiny."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What the store shall hold of a document: these articles and no others."""

    document: NamedNode
    graphs: tuple[ArticleGraph, ...]
    kept: frozenset[NamedNode] = frozenset()
    """Graphs of which an earlier version stays, because the new one was set aside."""


@dataclass(slots=True)
class Change:
    """How many articles a replacement added, replaced, left as they were, and dropped."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    dropped: int = 0


class WritableStore(Protocol):
    """What the loader asks of a store; a SPARQL 1.1 store elsewhere can stand behind it."""

    def activities(self, document: NamedNode) -> Mapping[NamedNode, NamedNode | None]:
        """The graphs of a document's articles, each with the activity that made it."""

    def replace(self, replacements: Sequence[Replacement]) -> Change:
        """Replace documents, all of them at once."""

    def replace_reference(self, quads: Iterable[Quad]) -> bool:
        """Replace the graphs that these quads are in, whole; gives whether that changed anything."""

    def count(self, cls: NamedNode) -> int:
        """How many things of a class it holds."""

    def statements(
        self, predicate: NamedNode, *, of: NamedNode | None = None, value: NamedNode | None = None
    ) -> Iterable[Triple]:
        """The statements with a property, in the union of all graphs; of things of a class, and with a value, if given."""

    def publish(self) -> int:
        """Make what was written visible to readers; gives the generation. Without changes, the one there is."""


class Writer:
    """The working store of a home, open for writing. A context manager; holds HOME/lock while it is open.

    Raises on entry:
        UsageError: A server has filled the home otherwise than a load does.
        StoreBusy: Another process is writing.
        StoreDamaged: Neither the working store nor the published snapshot can be read.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock: int | None = None
        self._opened: Store | None = None
        self._removed = False
        self._unflushed = 0

    def __enter__(self) -> Self:
        working.refuse_own_default_graph(self._home)
        self._lock = working.take_lock(self._home)
        try:
            working.sweep(self._home)
            self._opened = working.open_store(self._home)
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened = None  # RocksDB closes with the last reference
        self._release()

    def activities(self, document: NamedNode) -> dict[NamedNode, NamedNode | None]:
        """The graphs of a document's articles, each with the activity that made it."""
        found: dict[NamedNode, NamedNode | None] = {}
        for quad in self._store.quads_for_pattern(None, terms.C.document, document, None):
            if quad.graph_name == DefaultGraph():
                continue
            made = self._store.quads_for_pattern(quad.subject, terms.PROV.wasGeneratedBy, None, quad.graph_name)
            found[_named(quad.graph_name)] = next((_named(quad.object) for quad in made), None)
        return found

    def replace(self, replacements: Sequence[Replacement]) -> Change:
        """Replace documents, in one write batch."""
        change = Change()
        batch = Batch()
        for replacement in replacements:
            stored = self.activities(replacement.document).keys()
            for graph in replacement.graphs:
                if graph.name not in stored:
                    change.added += 1
                    batch.graphs.append(graph.text)
                elif self._difference(graph.name, graph.quads, batch):
                    change.replaced += 1
                else:
                    change.unchanged += 1
            gone = stored - {graph.name for graph in replacement.graphs} - replacement.kept
            change.dropped += len(gone)
            batch.dropped.extend(sorted(gone, key=str))
        self._write(batch)
        return change

    def replace_reference(self, quads: Iterable[Quad]) -> bool:
        """Replace the graphs that these quads are in, whole; gives whether that changed anything."""
        graphs: dict[NamedNode, list[Quad]] = {}
        for quad in quads:
            graphs.setdefault(_named(quad.graph_name), []).append(quad)
        batch = Batch()
        for name, new in graphs.items():
            self._difference(name, new, batch)
        return self._write(batch)

    def count(self, cls: NamedNode) -> int:
        """How many things of a class the working store holds."""
        return sum(1 for _ in self._store.quads_for_pattern(None, terms.RDF.type, cls, DefaultGraph()))

    def statements(
        self, predicate: NamedNode, *, of: NamedNode | None = None, value: NamedNode | None = None
    ) -> Iterator[Triple]:
        """The statements with a property, in the union of all graphs; of things of a class, and with a value, if given."""
        found, union = self._store.quads_for_pattern, DefaultGraph()
        subjects = (None,) if of is None else (quad.subject for quad in found(None, terms.RDF.type, of, union))
        return (quad.triple for subject in subjects for quad in found(subject, predicate, value, union))

    def publish(self) -> int:
        """Publish what the store holds; gives the generation. Without changes, the one there is."""
        if publish.is_published(self._home) and (published := publish.generation(self._home)) is not None:
            return published
        compact(self._store, self._home)
        generation = publish.publish(self._store, self._home)
        if self._removed:
            publish.prune_texts(self._home)
        return generation

    @property
    def _store(self) -> Store:
        if self._opened is None:
            raise RuntimeError("a Writer is used inside its with statement only")
        return self._opened

    def _difference(self, name: NamedNode, quads: Iterable[Quad], batch: Batch) -> bool:
        """Add to a batch what turns a stored graph into these quads; gives whether there is anything."""
        old = set(self._store.quads_for_pattern(None, None, None, name))
        new = _canonical(quads)
        batch.removed.extend(old - new)
        batch.added.extend(new - old)
        return old != new

    def _write(self, batch: Batch) -> bool:
        if not (batch.graphs or batch.added or batch.removed or batch.dropped):
            return False
        publish.mark_unpublished(self._home)
        if batch.only_adds:
            text = batch.text()
            written = text.count(b"\n")
            if written >= BULK_QUADS:
                self._store.bulk_load(text, format=RdfFormat.N_QUADS, lenient=True)
                return True
            # the same as an update that inserts, in a quarter of the time
            self._store.extend(parse(text, format=RdfFormat.N_QUADS, lenient=True))
        else:
            self._unite(batch)
            self._store.update(batch.sparql())
            self._removed = True
            written = len(batch.added) + len(batch.removed)
        self._unflushed += written
        if self._unflushed >= FLUSH_QUADS:
            self._store.flush()
            self._unflushed = 0
        return True

    def _unite(self, batch: Batch) -> None:
        """Add to a batch that takes away what keeps the default graph the union of the others."""
        batch.spell_out()
        gone = set(batch.removed)
        for name in batch.dropped:
            gone.update(self._store.quads_for_pattern(None, None, None, name))
        kept = {quad.triple for quad in batch.added}
        for triple in sorted({quad.triple for quad in gone} - kept, key=str):
            holders = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if all(quad in gone or quad.graph_name == DefaultGraph() for quad in holders):
                batch.removed.append(Quad(*triple))
        batch.added.extend([Quad(*triple) for triple in sorted(kept, key=str)])

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _canonical(quads: Iterable[Quad]) -> set[Quad]:
    """The quads as a store gives them back: it writes "01"^^xsd:integer as "1", and language tags in lower case."""
    memory = Store()
    memory.extend(quads)
    return set(memory)


def _named(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise StoreDamaged(f"{term}: the store holds a graph or activity that is no IRI; load into a new home")
    return term
