"""What a write does to the store that is taken aside, and which graphs it changes thereby.

Where the default graph is the union of the named graphs, it is kept as `loader.storage.store` keeps it: each triple once, there
as long as some named graph has it. Graphs are compared as the engine writes them, line by line: a set of lines costs a
tenth of a set of quads, and the engine's spelling of a literal is then the only one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from ontology.errors import QueryError
from server.engine.graphs import checkpoint, dumped, graph_name, lines, make_union, stored, triples
from server.language.query import explain_syntax_error
from server.language.targets import DEFAULT, Operation, Search, operations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GraphOperation = Literal["put", "post", "delete"]

_BULK = 5_000  # triples from which writing in bulk pays, see `loader.storage.store`


@dataclass(slots=True)
class Changes:
    """What became different.

    Attributes:
        graphs: those that hold other triples than before, by IRI; `DEFAULT` for a default graph of its own.
        inserted: triples that they did not have; None where it was not counted.
        deleted: triples that they have no longer.
        created: graphs that were not there, even empty ones.
        removed: graphs that are gone.
    """

    graphs: set[str] = field(default_factory=set)
    inserted: int | None = 0
    deleted: int | None = 0
    created: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.graphs or self.created or self.removed)

    def add(self, graph: str, before: set[bytes], after: set[bytes]) -> tuple[set[bytes], set[bytes]]:
        """Count what changed in a graph; gives what it lost and what it gained."""
        lost, gained = before - after, after - before
        if lost or gained:
            self.graphs.add(graph)
        if self.inserted is not None and self.deleted is not None:
            self.inserted += len(gained)
            self.deleted += len(lost)
        return lost, gained


class Changer:
    """Changes a store. If `default` is given, that named graph takes what is written into the default graph.

    Args:
        store: the store.
        default: the name of that graph; None if the default graph is one of its own.
        base: of relative IRIs in updates.
        prefixes: that updates need not declare.
        aside: a path on the store's file system at which nothing stands, for a copy of the store.
    """

    def __init__(
        self, store: Store, *, default: NamedNode | None, base: str, prefixes: Mapping[str, str], aside: Path
    ) -> None:
        self._store = store
        self._default = default
        self._aside = aside
        self._base = base
        self._prefixes = dict(prefixes)
        self.changes = Changes()
        if default is not None:
            make_union(store)

    def exists(self, graph: str) -> bool:
        """Whether there is such a graph. The default graph is always there."""
        return graph == DEFAULT or self._store.contains_named_graph(NamedNode(graph))

    def graph(self, operation: GraphOperation, name: str, triples: Path | None = None) -> None:
        """Replace, enlarge or remove a graph.

        Args:
            operation: which of them.
            name: the graph's IRI, or `DEFAULT`.
            triples: a file of N-Triples, as the engine wrote it.
        """
        if name == DEFAULT and self._default is not None:
            name = self._default.value
        existed = self.exists(name)
        before = lines(self._store, name)
        given = stored(triples) if triples else set()
        after = before | given if operation == "post" else given
        lost, gained = self.changes.add(name, before, after)
        self._replace(name, before, lost, gained)
        if name != DEFAULT:
            self._mark(name, operation, existed=existed)
        self._unite(lost, gained)

    def update(self, text: str) -> None:
        """Run a SPARQL update.

        Raises:
            QueryError: it does not parse, or fails.
        """
        steps = self._steps(text)
        if len(steps) > 1:
            self._check(text)
        if self._default is None:
            graphs = [step.graphs for step in steps]
            known = None if None in graphs else frozenset().union(*(each or () for each in graphs))
            search = steps[0].search if len(steps) == 1 else None
            self._run(text, text, Operation(text, known, any(step.clears_all for step in steps), search))
            return
        for step in steps:
            if step.text:
                self._run(step.text, text, step)

    def _steps(self, text: str) -> list[Operation]:
        try:
            return operations(text, base=self._base, prefixes=self._prefixes, default=self._default)
        except QueryError:
            self._check(text)  # the engine knows better what is wrong
            raise

    def _run(self, text: str, whole: str, step: Operation) -> None:
        graphs = self._found(step.search) if step.graphs is None and step.search else step.graphs
        names = self._names() if graphs is None else set(filter(self.exists, graphs))
        if graphs is not None:
            before = {name: lines(self._store, name) for name in graphs}
            self._execute(text, whole)
            self._compare(before, {name: lines(self._store, name) for name in graphs})
        elif step.clears_all and self._default is not None:
            self._execute(text, whole)
            self._store.clear_graph(DefaultGraph())
            self.changes.inserted = self.changes.deleted = None
            self.changes.removed += len(names)
        else:
            with checkpoint(self._store, self._aside) as old:
                self._execute(text, whole)
                candidates = (names | self._names()) - ({DEFAULT} if self._default else set())
                differing = {name for name in candidates if dumped(old, name) != dumped(self._store, name)}
                before = {name: lines(old, name) for name in differing}
            self._compare(before, {name: lines(self._store, name) for name in differing})
        now = self._names() if graphs is None else set(filter(self.exists, graphs))
        self.changes.created += len(now - names)
        self.changes.removed += len(names - now)

    def _found(self, search: Search) -> frozenset[str] | None:
        """The graphs that an operation is going to change; None if the engine does not take the question."""
        within = NamedNode(search.within) if search.within else None
        try:
            rows = self._store.query(search.query, base_iri=self._base, prefixes=self._prefixes, default_graph=within)
        except (SyntaxError, ValueError, RuntimeError):
            return None  # the update itself will tell what is wrong with it
        if not isinstance(rows, QuerySolutions):
            raise TypeError(f"not a SELECT query: {search.query}")
        terms = (term for row in rows for term in row)
        return search.fixed | {term.value for term in terms if isinstance(term, NamedNode)}

    def _execute(self, text: str, whole: str) -> None:
        try:
            self._store.update(text, base_iri=self._base, prefixes=self._prefixes)
        except SyntaxError as error:
            self._check(whole)
            raise explain_syntax_error(text, error, self._prefixes) from None
        except (ValueError, RuntimeError) as error:
            raise QueryError(f"the update cannot be carried out: {error}") from None

    def _check(self, text: str) -> None:
        """Have the engine parse the whole of an update, so that errors have their place in it."""
        try:
            Store().update(text, base_iri=self._base, prefixes=self._prefixes)
        except SyntaxError as error:
            raise explain_syntax_error(text, error, self._prefixes) from None
        except (ValueError, RuntimeError):
            return  # graphs that an empty store does not have

    def _compare(self, before: Mapping[str, set[bytes]], after: Mapping[str, set[bytes]]) -> None:
        all_lost: set[bytes] = set()
        all_gained: set[bytes] = set()
        for name, old in before.items():
            lost, gained = self.changes.add(name, old, after[name])
            all_lost |= lost
            all_gained |= gained
        self._unite(all_lost, all_gained)

    def _replace(self, name: str, before: set[bytes], lost: set[bytes], gained: set[bytes]) -> None:
        graph = graph_name(name)
        if lost and len(lost) == len(before):
            self._store.clear_graph(graph)
        else:
            for triple in triples(lost):
                self._store.remove(Quad(triple.subject, triple.predicate, triple.object, graph))
        self._add(gained, graph)

    def _mark(self, name: str, operation: GraphOperation, *, existed: bool) -> None:
        """Have the graph itself, which may be empty, be there or not."""
        if operation == "delete":
            self._store.remove_graph(NamedNode(name))
            self.changes.removed += existed
        else:
            self._store.add_graph(NamedNode(name))
            self.changes.created += not existed

    def _unite(self, lost: set[bytes], gained: set[bytes]) -> None:
        """Keep the default graph the union of the others, where it is one."""
        if self._default is None:
            return
        for triple in triples(lost):
            holders = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
            if all(quad.graph_name == DefaultGraph() for quad in holders):
                self._store.remove(Quad(triple.subject, triple.predicate, triple.object))
        self._add(gained, DefaultGraph())

    def _add(self, gained: set[bytes], graph: NamedNode | DefaultGraph) -> None:
        quads = (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples(gained))
        if len(gained) >= _BULK:
            self._store.bulk_extend(quads)
        elif gained:
            self._store.extend(quads)

    def _names(self) -> set[str]:
        return {graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode)} | {DEFAULT}
