"""Changes to the store that are written together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import NamedNode, Quad


class Batch:
    """Graphs to drop, and statements to take away and to add."""

    def __init__(self) -> None:
        self.dropped: list[NamedNode] = []
        self.removed: list[Quad] = []
        self.added: list[Quad] = []

    def sparql(self) -> str:
        """The changes as one SPARQL update."""
        operations = [f"DROP SILENT GRAPH {name}" for name in self.dropped]
        if self.removed:
            operations.append(f"DELETE DATA {{\n{_data(self.removed)}}}")
        if self.added:
            operations.append(f"INSERT DATA {{\n{_data(self.added)}}}")
        return ";\n".join(operations)


def _data(quads: Iterable[Quad]) -> str:
    return "".join(
        f"{q.subject} {q.predicate} {q.object} .\n"
        if q.graph_name == DefaultGraph()
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}\n"
        for q in quads
    )
