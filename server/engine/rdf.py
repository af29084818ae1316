"""RDF written so that the same statements in the same order always give the same bytes."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from ontology.errors import NotAcceptable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import ReadableBuffer

# The engine declares prefixes in the order of a randomly seeded hash table.
_TURTLE_HEADER = re.compile(rb"(?:@prefix [^\n]*\n)*(?=[^@])")
_XML_HEADER = re.compile(rb"(.*?<rdf:RDF)((?: xmlns:[^ >]*)+)(?=>)", re.DOTALL)
_LONGEST_HEADER = 1 << 16
NO_TRIPLE_TERMS = "JSON-LD has no triple terms, and the answer has; ask for text/turtle"
_OF_RDF_1_2 = "JSON-LD does not support RDF 1.2"  # what the engine says, and nothing else tells
_WITH_PREFIXES = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML)


def write_rdf(
    statements: Iterable[Triple] | Iterable[Quad], output: IO[bytes], format_: RdfFormat, prefixes: dict[str, str]
) -> None:
    """Serialise statements in their order, the prefixes in the order of the alphabet.

    Raises:
        NotAcceptable: the format has no way to write one of them.
    """
    if format_ == RdfFormat.JSON_LD:
        _write_json_ld(statements, output)
        return
    if format_ not in _WITH_PREFIXES:
        serialize(statements, output, format_)
        return
    steady = _Steady(output, is_xml=format_ == RdfFormat.RDF_XML)
    serialize(statements, cast("IO[bytes]", steady), format_, prefixes=prefixes)
    steady.finish()


def _write_json_ld(statements: Iterable[Triple] | Iterable[Quad], output: IO[bytes]) -> None:
    try:
        serialize(statements, output, RdfFormat.JSON_LD)
    except (OSError, ValueError) as error:
        if _OF_RDF_1_2 in str(error):
            raise NotAcceptable(NO_TRIPLE_TERMS) from None
        raise


def used_prefixes(triples: Iterable[Triple], prefixes: dict[str, str]) -> dict[str, str]:
    """The prefixes that shorten something in these triples."""
    nodes = (node for triple in triples for node in (triple.subject, triple.predicate, triple.object))
    iris = {node.value if isinstance(node, NamedNode) else _datatype(node) for node in nodes}
    return {prefix: ns for prefix, ns in prefixes.items() if any(iri.startswith(ns) for iri in iris)}


def _datatype(node: object) -> str:
    return str(getattr(getattr(node, "datatype", None), "value", ""))


class _Steady(io.RawIOBase):
    """Passes bytes on, after it has put the declarations at their beginning into order."""

    def __init__(self, output: IO[bytes], *, is_xml: bool) -> None:
        self._output = output
        self._is_xml = is_xml
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        block = bytes(data)
        if self._head is None:
            self._output.write(block)
        else:
            self._head += block
            if len(self._head) > _LONGEST_HEADER:
                self.finish()
        return len(block)

    def finish(self) -> None:
        if self._head is not None:
            self._output.write(self._ordered(self._head))
            self._head = None

    def _ordered(self, head: bytes) -> bytes:
        if self._is_xml:
            return _XML_HEADER.sub(lambda m: m[1] + b" " + b" ".join(sorted(m[2].split())), head, count=1)
        match = _TURTLE_HEADER.match(head)
        end = match.end() if match else 0
        return b"".join(sorted(head[:end].splitlines(keepends=True))) + head[end:]
