"""Everything that is published, in an order that depends on nothing but the statements: same data, same bytes."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from itertools import chain, groupby, islice
from typing import IO, TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

from server.rdf import write_rdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.view import View

# Lines sorted at once when the triples of all graphs are merged: some 60 MB, whatever the size of the store.
_LINES = 250_000
_IN_MEMORY = 1 << 24


def dump(view: View, format_: RdfFormat, output: IO[bytes], *, prefixes: dict[str, str]) -> None:
    """Write the published data.

    Formats for datasets (TriG, N-Quads, JSON-LD) keep the named graphs, in the order of their IRIs. Formats for
    triples get the union of all graphs without duplicates. Within, statements are sorted by subject, predicate and
    object as N-Triples writes them.
    """
    with ExitStack() as stack:
        lines: Iterable[bytes]
        if format_.supports_datasets:
            lines = chain.from_iterable(_quads(view, graph, stack) for graph in view.graphs())
        else:
            lines = _unique(heapq.merge(*_runs(view, view.graphs(), stack)))
        _write(lines, format_, output, prefixes)


def _write(lines: Iterable[bytes], format_: RdfFormat, output: IO[bytes], prefixes: dict[str, str]) -> None:
    if format_ in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
        output.writelines(lines)
        return
    # By way of a file: the parser takes no lines, and aborts the process if read() gives more than it asked for.
    with tempfile.TemporaryFile() as file:
        file.writelines(lines)
        file.seek(0)
        # N-Quads is a superset of N-Triples. Ours comes from the engine itself, so it need not be checked again.
        quads = parse(file, RdfFormat.N_QUADS, lenient=True)
        statements = quads if format_.supports_datasets else (quad.triple for quad in quads)
        write_rdf(statements, output, format_, prefixes)


def _quads(view: View, graph: str, stack: ExitStack) -> Iterator[bytes]:
    suffix = f" {NamedNode(graph)} .\n".encode()
    for line in heapq.merge(*_runs(view, [graph], stack)):
        yield line.removesuffix(b" .\n") + suffix


def _runs(view: View, graphs: list[str], stack: ExitStack) -> Iterator[Iterable[bytes]]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as raw:
        for graph in graphs:
            view.write_graph(graph, raw)
        raw.seek(0)
        yield from _sorted_runs(raw, stack)


def _sorted_runs(lines: Iterable[bytes], stack: ExitStack) -> Iterator[Iterable[bytes]]:
    """Sorted stretches of the lines: in memory if one is enough, else each in a file."""
    rest = iter(lines)
    run = sorted(islice(rest, _LINES))
    while run:
        following = list(islice(rest, _LINES))
        if not following and len(run) < _LINES:
            yield run
            return
        file = tempfile.TemporaryFile()  # noqa: SIM115 — the stack closes it
        stack.enter_context(file)
        file.writelines(run)
        file.seek(0)
        yield file
        run = sorted(following)


def _unique(lines: Iterable[bytes]) -> Iterator[bytes]:
    return (line for line, _ in groupby(lines))

