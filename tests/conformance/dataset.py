"""What the server under test holds: brought to what a test is given, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from tests.conformance import expected
from tests.conformance.answers import Failed, Solutions, read
from tests.conformance.terms import Kind, Match, compare, difference

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conformance.client import Answer, Endpoint
    from tests.conformance.manifest import Checkout, Data

LINES = "application/n-triples"
TURTLE = "text/turtle"
_GRAPHS = b"SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def check_done(answer: Answer, what: str) -> None:
    """Raise Failed unless the answer is a success."""
    if not 200 <= answer.status < 300:
        raise Failed(f"{what}: {answer.told}")


def _is_turtle(data: Data) -> bool:
    return not data.named and [path.suffix for path in data.default] == [".ttl"]


class Dataset:
    """Knows what it has loaded, so that tests with the same data in a row cost one write."""

    def __init__(self, endpoint: Endpoint, checkout: Checkout) -> None:
        self.endpoint = endpoint
        self.checkout = checkout
        self._held: Data | None = None
        self.writes = 0

    def hold(self, data: Data) -> None:
        """Let the server hold this and nothing else.

        Raises:
            Failed: it refused.
        """
        if data == self._held:
            return
        held, self._held = self._held, None
        self.writes += 1
        if held is not None and _is_turtle(held) and _is_turtle(data):
            check_done(self._put(data.default[0]), f"loading {data.default[0].name}")
        else:
            check_done(self.endpoint.update(self._insertion(data)), "loading")
        self._held = data

    def forget(self) -> None:
        """A test may have changed what is held."""
        self._held = None

    def _put(self, path: Path) -> Answer:
        """Replace the default graph through the Graph Store Protocol, by the file as it lies there."""
        body = f"@base <{self.checkout.iri(path)}> .\n".encode() + path.read_bytes()
        return self.endpoint.send("PUT", self.endpoint.graph_url(None), {"Content-Type": TURTLE}, body)

    def _insertion(self, data: Data) -> bytes:
        graphs = []
        for graph, triples in self._contents(data).items():
            lines = "".join(f"{triple} .\n" for triple in triples)
            graphs.append(lines if graph is None else f"GRAPH <{graph}> {{\n{lines}}}")
        return "\n".join(["DROP ALL ;", "INSERT DATA {", *graphs, "}"]).encode()

    def _contents(self, data: Data) -> dict[str | None, list[ox.Triple]]:
        """The triples of each graph; None is the default graph. A file of TriG has graphs of its own."""
        contents: dict[str | None, list[ox.Triple]] = {None: [], **{graph: [] for graph, _ in data.named}}
        for target, path in [*((None, path) for path in data.default), *data.named]:
            for quad in expected.quads(path, self.checkout):
                graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else target
                contents.setdefault(graph, []).append(quad.triple)
        return contents

    def check(self, data: Data) -> Match:
        """Read every graph back and hold it against the files.

        Raises:
            Failed: a graph differs, is missing, or is there beside those.
        """
        contents = self._contents(data)
        matches = [self._check_graph(graph, triples) for graph, triples in contents.items()]
        if extra := self._graphs() - contents.keys():
            raise Failed(f"there are graphs that should not be: {', '.join(sorted(extra))}")
        return Match.BY_VALUE if Match.BY_VALUE in matches else Match.EXACT

    def _check_graph(self, graph: str | None, triples: list[ox.Triple]) -> Match:
        rows = expected.rows(triples)
        answer = self.endpoint.send("GET", self.endpoint.graph_url(graph), {"Accept": LINES})
        if graph is not None and not rows and answer.status == 404:
            return Match.EXACT  # an empty graph need not be recorded, https://www.w3.org/TR/sparql11-update/#graphStore
        check_done(answer, f"reading {graph or 'the default graph'}")
        if answer.media_type != LINES:
            raise Failed(f"reading {graph or 'the default graph'}: the answer is {answer.media_type}")
        found = expected.graph_of(answer.body, LINES).rows
        match = compare(rows, found)
        if match is Match.NONE:
            raise Failed(f"{graph or 'the default graph'}: {difference(rows, found)}")
        return match

    def _graphs(self) -> set[str]:
        answer = self.endpoint.query(_GRAPHS, "application/sparql-results+json")
        check_done(answer, "listing the graphs")
        solutions = read(answer.media_type, answer.body)
        if not isinstance(solutions, Solutions):
            raise Failed(f"listing the graphs: {answer.told}")
        return {row[0].value for row in solutions.rows if row[0] is not None and row[0].kind is Kind.IRI}
