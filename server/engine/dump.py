"""Everything that is published, in an order that depends on nothing but the statements: same data, same bytes."""

from __future__ import annotations

import heapq
import re
import tempfile
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO, TYPE_CHECKING

from pyoxigraph import RdfFormat, parse

from ontology.errors import NotAcceptable, StoreDamaged
from server.engine.rdf import NO_TRIPLE_TERMS, write_rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Lines sorted at once when the triples of all graphs are merged: some 60 MB, whatever the size of the store.
_LINES = 250_000
_N_QUAD = re.compile(
    rb"""(?P<triple> [^ ]+ [ ] <[^ ]+> [ ]
        (?: [^" ][^ ]* | "(?:[^"\\]|\\.)*+" (?: @[^ ]+ | \^\^<[^ ]+> )? | <<\( .* \)>> ) )
        (?: [ ] (?P<graph> <[^ ]+> ) )? [ ] \.\n""",
    re.VERBOSE,
)
_WITH_TRIPLE_TERM = re.compile(rb"[^ ]+ [^ ]+ <<\( ")


def dump(
    write_lines: Callable[[IO[bytes]], None],
    format_: RdfFormat,
    output: IO[bytes],
    *,
    prefixes: dict[str, str],
    own: bool = False,
) -> None:
    """Write what a store holds, given its N-Quads in any order.

    Formats for datasets (TriG, N-Quads, JSON-LD) keep the named graphs, in the order of their IRIs. Formats for
    triples get the union of all graphs without duplicates. Within, statements are sorted by subject, predicate and
    object as N-Triples writes them. What has no graph is written only if it is `own`, no union of the others.
    """
    with ExitStack() as stack:
        raw = stack.enter_context(tempfile.TemporaryFile())
        write_lines(raw)
        raw.seek(0)
        if format_.supports_datasets:
            runs = _sorted_runs((graph + b" " + triple + b" .\n" for triple, graph in _split(raw, own=own)), stack)
            lines = (
                line.removesuffix(b".\n") + (graph and graph + b" ") + b".\n"
                for graph, _, line in _parted(heapq.merge(*runs))
            )
        else:
            runs = _sorted_runs((triple + b" .\n" for triple, _ in _split(raw, own=own)), stack)
            lines = (line for line, _ in groupby(heapq.merge(*runs)))
        _write(lines, format_, output, prefixes)


def dump_graph(
    write_lines: Callable[[IO[bytes]], None], format_: RdfFormat, output: IO[bytes], *, prefixes: dict[str, str]
) -> None:
    """Write one graph, given its N-Triples in any order: sorted as `dump` sorts."""
    with ExitStack() as stack:
        raw = stack.enter_context(tempfile.TemporaryFile())
        write_lines(raw)
        raw.seek(0)
        _write(heapq.merge(*_sorted_runs(raw, stack)), format_, output, prefixes)


def _split(lines: Iterable[bytes], *, own: bool) -> Iterator[tuple[bytes, bytes]]:
    """The triple and the graph of each line of N-Quads that has a graph; if `own`, of the others, too."""
    for line in lines:
        match = _N_QUAD.fullmatch(line)
        if match is None:
            raise StoreDamaged(f"a statement of the store cannot be read: {line.decode(errors='replace').strip()}")
        if match["graph"] or own:
            yield match["triple"], match["graph"] or b""


def _parted(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    return (line.partition(b" ") for line in lines)


def _write(lines: Iterable[bytes], format_: RdfFormat, output: IO[bytes], prefixes: dict[str, str]) -> None:
    if format_ in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS):
        output.writelines(lines)
        return
    # By way of a file: the parser takes no lines, and aborts the process if read() gives more than it asked for.
    with tempfile.TemporaryFile() as file:
        file.writelines(_without_triple_terms(lines) if format_ == RdfFormat.JSON_LD else lines)
        file.seek(0)
        # N-Quads is a superset of N-Triples. Ours comes from the engine itself, so it need not be checked again.
        quads = parse(file, RdfFormat.N_QUADS, lenient=True)
        statements = quads if format_.supports_datasets else (quad.triple for quad in quads)
        write_rdf(statements, output, format_, prefixes)


def _without_triple_terms(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, or an error before the first of them is written: the engine tells only when it meets the term."""
    for line in lines:
        if _WITH_TRIPLE_TERM.match(line):
            raise NotAcceptable(NO_TRIPLE_TERMS)
        yield line


def _sorted_runs(lines: Iterable[bytes], stack: ExitStack) -> Iterator[Iterable[bytes]]:
    """Sorted stretches of the lines: in memory if one is enough, else each in a file."""
    rest = iter(lines)
    run = sorted(islice(rest, _LINES))
    while run:
        following = list(islice(rest, _LINES))
        if not following:
            yield run  # the last stretch need not go by way of the disk
            return
        file = tempfile.TemporaryFile()  # noqa: SIM115 — the stack closes it
        stack.enter_context(file)
        file.writelines(run)
        file.seek(0)
        yield file
        run = sorted(following)
