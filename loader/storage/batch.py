"""Changes to the store that are written together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, RdfFormat, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode, Quad


class Batch:
    """Graphs to drop, and statements to take away and to add."""

    def __init__(self) -> None:
        self.dropped: list[NamedNode] = []
        self.removed: list[Quad] = []
        self.added: list[Quad] = []
        self.graphs: list[bytes] = []
        """New graphs, as N-Quads."""

    @property
    def only_adds(self) -> bool:
        """Whether nothing is taken away."""
        return not (self.removed or self.dropped)

    def spell_out(self) -> None:
        """Have the statements of the new graphs among those to add."""
        for text in self.graphs:
            self.added.extend(parse(text, format=RdfFormat.N_QUADS, lenient=True))
        self.graphs.clear()

    def text(self) -> bytes:
        """What is added, and the union's copy of each statement, as N-Quads."""
        added = serialize(self.added, format=RdfFormat.N_QUADS) or b""
        of_union = dict.fromkeys(line[: line.rindex(b" <")] for line in added.splitlines())
        return b"".join([*self.graphs, *map(triples, self.graphs), added, b" .\n".join([*of_union, b""])])

    def sparql(self) -> str:
        """The changes as one SPARQL update."""
        operations = [f"DROP SILENT GRAPH {name}" for name in self.dropped]
        if self.removed:
            operations.append(f"DELETE DATA {{\n{_data(self.removed)}}}")
        if self.added:
            operations.append(f"INSERT DATA {{\n{_data(self.added)}}}")
        return ";\n".join(operations)


def triples(graph: bytes) -> bytes:
    """The statements of one graph, given as N-Quads, without its name."""
    end = graph[graph.rfind(b" <") :]  # of each line: a line break inside a literal is an escape
    return graph.replace(end, b" .\n") if graph else b""


def _data(quads: Iterable[Quad]) -> str:
    return "".join(
        f"{q.subject} {q.predicate} {q.object} .\n"
        if q.graph_name == DefaultGraph()
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n"
        for q in quads
    )
