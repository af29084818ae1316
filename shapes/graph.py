"""The shapes themselves: read from the `.ttl` files beside this module, published as triples, compiled for pySHACL.

Published, they follow the base of the data and have no blank nodes. Compiled, they say the same in the form that
pySHACL walks fastest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph

from ontology.terms import DATA, NAMES, RDF, RDFS, SH, Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = Path(__file__).parent
SHAPES = "https://w3id.org/comity/shapes#"


Term = NamedNode | BlankNode | Literal | Triple


class Severity(StrEnum):
    """How bad it is: a violation keeps a graph out, a warning does not."""

    VIOLATION = "violation"
    WARNING = "warning"

    @property
    def iri(self) -> NamedNode:
        """`sh:Violation` or `sh:Warning`."""
        return sh(self.title())


@dataclass(frozen=True, slots=True)
class Shape:
    """A named shape, as far as a report needs it."""

    iri: NamedNode
    message: str
    severity: Severity
    path: NamedNode | None


def sh(local: str) -> NamedNode:
    """A term of the SHACL vocabulary."""
    return NamedNode(SH.namespace + local)


def lexical(term: Term) -> str:
    """What a term says, without its quotes, brackets, language and datatype."""
    return str(term) if isinstance(term, Triple) else term.value


@cache
def shapes_triples(names: Names = NAMES) -> tuple[Triple, ...]:
    """All shapes as they are published: on the base of the data, without blank nodes, sorted."""
    return tuple(sorted((triple for path in sorted(FOLDER.glob("*.ttl")) for triple in _read(path, names)), key=str))


def shapes_quads(names: Names = NAMES) -> tuple[Quad, ...]:
    """The content of the named graph `graph/shapes`."""
    graph = names.graph("shapes")
    return tuple(Quad(t.subject, t.predicate, t.object, graph) for t in shapes_triples(names))


@cache
def shapes_by_iri(names: Names = NAMES) -> Mapping[str, Shape]:
    """The named shapes, by their IRIs: every subject that has an `sh:message`."""
    said: dict[Term, dict[NamedNode, Term]] = defaultdict(dict)
    for triple in shapes_triples(names):
        said[triple.subject][triple.predicate] = triple.object
    return {
        iri.value: Shape(iri, lexical(words[sh("message")]), _severity(words), _path(words))
        for iri, words in said.items()
        if isinstance(iri, NamedNode) and sh("message") in words
    }


def _severity(words: Mapping[NamedNode, Term]) -> Severity:
    return next(severity for severity in Severity if severity.iri == words[sh("severity")])


def _path(words: Mapping[NamedNode, Term]) -> NamedNode | None:
    path = words.get(sh("path"))
    return path if isinstance(path, NamedNode) else None


@cache
def constraints(names: Names = NAMES) -> tuple[Triple, ...]:
    """What constrains, and nothing else: the form in which shapes are evaluated.

    Descriptions are left out (`shapes_by_iri` has message and severity), property shapes have the targets of their node
    shape, and queries carry their prefixes.
    """
    triples = shapes_triples(names)
    kept = [*(triple for triple in triples if triple.predicate not in _UNUSED), *_own_targets(triples)]
    prefixes = _prefixes(triples)
    return tuple(_with_prologue(triple, prefixes) for triple in kept)


@cache
def compiled(names: Names = NAMES) -> Graph:
    """The constraints, for pySHACL.

    pySHACL looks at every triple of a shape whenever it evaluates it, evaluates `sh:property` once for each focus node,
    and collects prefixes for each query. Without what it need not look at it takes 40 % of the time (measured on an
    article of 180 triples: 33 ms; 82 ms as the files are written).
    """
    graph = Graph(store="SimpleMemory")
    graph.parse(data=serialize(constraints(names), format=RdfFormat.N_TRIPLES))
    return graph


_TARGETS = frozenset({sh("targetClass"), sh("targetSubjectsOf"), sh("targetObjectsOf"), sh("targetNode")})
_UNUSED = frozenset({RDF.type, RDFS.label, RDFS.comment}) | {
    sh(local)
    for local in (
        *("declare", "prefix", "prefixes", "namespace"),
        *("name", "description", "order", "message", "severity", "property"),
    )
}


def _read(path: Path, names: Names) -> Iterator[Triple]:
    """One file's triples. It writes IRIs of data under the default base; in `sh:pattern` their dots are escaped."""
    source = path.read_text(encoding="utf-8")
    for written, meant in ((DATA, names.base), (_escaped(DATA), _escaped(names.base))):
        source = source.replace(f"{written}id/", f"{meant}id/")
    quads = parse(source, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    return _without_blanks([quad.triple for quad in quads])


def _escaped(base: str) -> str:
    """The base as a regular expression, in a Turtle string."""
    return re.escape(base).replace("\\", "\\\\")


def _without_blanks(triples: list[Triple]) -> Iterator[Triple]:
    """Name every blank node after the one triple that leads to it: `Meeting-kind.in`, `Meeting-kind.in.rest`."""
    leading = {triple.object: triple for triple in triples if isinstance(triple.object, BlankNode)}
    for triple in triples:
        subject, value = _named(triple.subject, leading), triple.object
        yield Triple(subject, triple.predicate, _named(value, leading) if isinstance(value, BlankNode) else value)


def _named(node: Term, leading: Mapping[BlankNode, Triple]) -> NamedNode:
    if isinstance(node, NamedNode):
        return node
    if not isinstance(node, BlankNode):
        raise TypeError(f"{node} cannot be the subject of a shape")
    triple = leading[node]
    return NamedNode(f"{_named(triple.subject, leading).value}.{re.split('[#/]', triple.predicate.value)[-1]}")


def _own_targets(triples: Iterable[Triple]) -> Iterator[Triple]:
    targets = defaultdict(list)
    for triple in triples:
        if triple.predicate in _TARGETS:
            targets[triple.subject].append((triple.predicate, triple.object))
    for triple in triples:
        if triple.predicate == sh("property") and isinstance(triple.object, NamedNode):
            yield from (Triple(triple.object, predicate, value) for predicate, value in targets[triple.subject])


def _prefixes(triples: Iterable[Triple]) -> dict[str, str]:
    """The namespaces that common.ttl declares, by prefix."""
    declared = (sh("prefix"), sh("namespace"))
    told = {(t.subject, t.predicate): lexical(t.object) for t in triples if t.predicate in declared}
    return {prefix: told[node, sh("namespace")] for (node, said), prefix in told.items() if said == sh("prefix")}


def _with_prologue(triple: Triple, prefixes: Mapping[str, str]) -> Triple:
    """A query with the prefixes that it uses, and no others: pySHACL searches its text again for every focus node."""
    if triple.predicate != sh("select"):
        return triple
    query = " ".join(lexical(triple.object).split())
    used = [
        f"PREFIX {prefix}: <{namespace}> "
        for prefix, namespace in sorted(prefixes.items())
        if re.search(rf"\b{prefix}:", query)
    ]
    return Triple(triple.subject, triple.predicate, Literal("".join(used) + query))
