"""Graphs of a store as lines of N-Triples, which is how they are compared."""

from __future__ import annotations

import io
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from server.language.targets import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple


def make_union(store: Store) -> None:
    """Write the union of the graphs into the default graph of a store that was filled by other means than ours."""
    if next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is None and store:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


@contextmanager
def checkpoint(store: Store, path: Path) -> Iterator[Store]:
    """The store as it is now: hard links to the engine's files, in a folder that must not be there yet."""
    store.backup(str(path))
    try:
        yield Store.read_only(str(path))
    finally:
        shutil.rmtree(path)


def graph_name(name: str) -> NamedNode | DefaultGraph:
    """The engine's name of a graph."""
    return NamedNode(name) if name else DefaultGraph()


def dumped(store: Store, name: str) -> bytes:
    """The graph as N-Triples. The same triples give the same bytes: the engine orders them by their hashes."""
    output = io.BytesIO()
    store.dump(output, RdfFormat.N_TRIPLES, from_graph=graph_name(name))
    return output.getvalue()


def lines(store: Store, name: str) -> set[bytes]:
    """The graph's triples."""
    return set(dumped(store, name).splitlines(keepends=True))


def stored(triples: Path) -> set[bytes]:
    """A file's triples as a store gives them back: it writes "01"^^xsd:integer as "1"."""
    memory = Store()
    memory.bulk_load(path=str(triples), format=RdfFormat.N_TRIPLES, lenient=True)
    return lines(memory, DEFAULT)


def triples(written: Iterable[bytes]) -> Iterator[Triple]:
    """What these lines say."""
    text = b"".join(written)
    return (quad.triple for quad in parse(text, RdfFormat.N_TRIPLES, lenient=True))
