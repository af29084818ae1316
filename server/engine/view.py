"""The door to the published data: a `View` reads one generation and has no way to write.

A View answers in bytes and plain values, so that another process, or a SPARQL 1.1 store elsewhere, can stand behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from ontology.errors import NotFound, QueryError
from ontology.home import Home
from server.engine.dump import dump, dump_graph
from server.engine.joins import Joins, Results
from server.engine.pin import Pin, damaged, pinned
from server.engine.rdf import write_rdf
from server.language.query import Dataset, PreparedQuery, explain_syntax_error

UNION = Dataset()
_ATTEMPTS = 3
_GRAPHS_TOLD = 50


class Answer(Protocol):
    """What a query gave. It is written out once, by the thread that asked."""

    def write(self, output: IO[bytes], format_: RdfFormat | QueryResultsFormat) -> None:
        """Serialise it: solutions and booleans in a results format, graphs in an RDF format."""


@dataclass(frozen=True, slots=True)
class Description:
    """The statements about one IRI, each once, and some of the named graphs in which it is a subject."""

    outgoing: list[Triple]
    incoming: list[Triple]
    graphs: list[str]

    def __bool__(self) -> bool:
        return bool(self.outgoing or self.incoming)


class View(Protocol):
    """One generation of the published data, read-only and unchanging."""

    @property
    def generation(self) -> int:
        """The number of the publication; 0 before the first."""

    @property
    def version(self) -> str:
        """Differs whenever the data may differ, also between two stores with the same generation number."""

    def query(self, query: PreparedQuery, dataset: Dataset = UNION) -> Answer:
        """Run a query; on the union of all graphs, unless the request or the query names graphs.

        Raises:
            QueryError: it does not parse, or cannot be evaluated.
        """

    def describe(self, iri: str, *, incoming: int) -> Description:
        """What the named graphs say about an IRI; at most `incoming` statements have it as their object.

        Raises:
            ValueError: this is no IRI.
        """

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""

    def write_graph(self, graph: str, output: IO[bytes], format_: RdfFormat) -> None:
        """The triples of one named graph, sorted as in a dump.

        Raises:
            ValueError: this is no IRI.
        """

    def write_all(self, output: IO[bytes], format_: RdfFormat) -> None:
        """Everything, as `comity dump` writes it."""


class _EngineAnswer:
    """An answer of pyoxigraph. Bound to its thread: another one that touched it would abort the process."""

    def __init__(self, results: Results, prefixes: dict[str, str]) -> None:
        self._results = results
        self._prefixes = prefixes

    def write(self, output: IO[bytes], format_: RdfFormat | QueryResultsFormat) -> None:
        """Serialise it, see `Answer`."""
        if isinstance(self._results, QueryTriples):
            if not isinstance(format_, RdfFormat):
                raise QueryError(f"a graph cannot be written as {format_.name}")
            # The results' own serialize() takes no prefixes.
            write_rdf(self._results, output, format_, self._prefixes)
        elif isinstance(format_, QueryResultsFormat):
            self._results.serialize(output, format_)
        else:
            raise QueryError(f"a table cannot be written as {format_.name}")


class SnapshotView:
    """A published snapshot, opened by pyoxigraph.

    If the snapshot's default graph holds statements, these are taken for the union of its named graphs, without
    duplicates. If it holds none, the engine is told to read all graphs as one; a statement that stands in several
    graphs is then found several times, and counted so. Neither holds if the default graph is one of its own (`own`).
    """

    def __init__(
        self, store: Store, generation: int, version: str, *, base: str, prefixes: dict[str, str], own: bool = False
    ) -> None:
        self.generation = generation
        self.version = version
        self._store = store
        self._base = base
        self._prefixes = prefixes
        self._own = own
        self._has_union = own or any(True for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
        self._joins = Joins(lambda text: store.query(text, base_iri=base, prefixes=prefixes))

    def query(self, query: PreparedQuery, dataset: Dataset = UNION) -> Answer:
        """Run a query, see `View`."""
        try:
            try:
                results = self._run(self._arranged(query, dataset), query, dataset)
            except SyntaxError:
                results = self._run(query.text, query, dataset)  # of which the engine tells what is wrong, and where
        except SyntaxError as error:
            raise explain_syntax_error(query.text, error, self._prefixes) from None
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"the query cannot be evaluated: {error}") from None
        return _EngineAnswer(results, self._prefixes)

    def _run(self, text: str, query: PreparedQuery, dataset: Dataset) -> Results:
        # An empty list is said as such: with None the engine would take all graphs, the Protocol wants none.
        union = not (dataset or query.has_dataset_clause or self._has_union)
        return self._store.query(
            text,
            base_iri=self._base,
            prefixes=self._prefixes,
            use_default_graph_as_union=union,
            default_graph=[*dataset.default] if dataset else None,
            named_graphs=[*dataset.named] if dataset else None,
        )

    def _arranged(self, query: PreparedQuery, dataset: Dataset) -> str:
        """The text with its joins arranged, unless they are made in other graphs than those that are counted."""
        is_counted = self._has_union and not dataset and not query.has_dataset_clause
        return self._joins.arranged(query.text) if is_counted else query.text

    def describe(self, iri: str, *, incoming: int) -> Description:
        """The statements about an IRI, see `View`. A country is described in every article's graph, hence DISTINCT."""
        node = NamedNode(iri)
        about = f"SELECT DISTINCT ?p ?o WHERE {{ GRAPH ?g {{ {node} ?p ?o }} }}"
        towards = f"SELECT DISTINCT ?s ?p WHERE {{ GRAPH ?g {{ ?s ?p {node} }} }} LIMIT {incoming}"
        graphs = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {node} ?p ?o }} }} LIMIT {_GRAPHS_TOLD}"
        return Description(
            [Triple(node, row["p"], row["o"]) for row in self._rows(about)],
            [Triple(row["s"], row["p"], node) for row in self._rows(towards)],
            sorted(row["g"].value for row in self._rows(graphs)),
        )

    def _rows(self, sparql: str) -> QuerySolutions:
        results = self._store.query(sparql)
        if not isinstance(results, QuerySolutions):
            raise TypeError(f"not a SELECT query: {sparql}")
        return results

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode))

    def write_graph(self, graph: str, output: IO[bytes], format_: RdfFormat) -> None:
        """The triples of one named graph, see `View`."""
        node = NamedNode(graph)

        def write_lines(lines: IO[bytes]) -> None:
            self._store.dump(lines, RdfFormat.N_TRIPLES, from_graph=node)

        dump_graph(write_lines, format_, output, prefixes=self._prefixes)

    def write_all(self, output: IO[bytes], format_: RdfFormat) -> None:
        """Everything, see `View`."""
        dump(self.write_lines, format_, output, prefixes=self._prefixes, own=self._own)

    def write_lines(self, output: IO[bytes]) -> None:
        """Everything as N-Quads, in no particular order. What has no graph label repeats what has one."""
        self._store.dump(output, RdfFormat.N_QUADS)


class Snapshots:
    """Opens what HOME/current points to in this process: for commands that run one query and end."""

    def __init__(self, home: Path, *, base: str, prefixes: dict[str, str]) -> None:
        self._home = Home(home)
        self._base = base
        self._prefixes = prefixes

    def latest(self) -> SnapshotView:
        """The view of the published generation; an empty one of generation 0 before the first publication.

        Raises:
            StoreDamaged: the link points to nothing, or to something that is not a store.
        """
        for _ in range(_ATTEMPTS):
            try:
                return open_view(pinned(self._home), base=self._base, prefixes=self._prefixes)
            except OSError as error:
                # The loader may have removed the old snapshot between our look at the link and the opening.
                problem = error
        raise damaged(self._home, problem) from problem

    def published(self) -> SnapshotView:
        """The same, but an empty home is an error.

        Raises:
            NotFound: nothing has been published yet.
            StoreDamaged: as above.
        """
        view = self.latest()
        if view.generation == 0:
            raise NotFound(f"nothing has been loaded into {self._home.root} yet: run `comity load PATH`")
        return view


def open_view(pin: Pin, *, base: str, prefixes: dict[str, str]) -> SnapshotView:
    """Open a generation.

    Raises:
        OSError: it is not there any more, or cannot be read.
    """
    store = Store.read_only(pin.path) if pin.path else Store()
    own = bool(pin.path) and Home(Path(pin.path).parent.parent).own_default_graph.exists()
    return SnapshotView(store, pin.generation, pin.version, base=base, prefixes=prefixes, own=own)
