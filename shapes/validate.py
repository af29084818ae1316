"""Hold quads against the shapes."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from pyshacl.graph_abstraction import DataGraph
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator

from ontology.terms import NAMES, RDFS, SH
from shapes.checks import blank_nodes, quotations, without_broken_offsets, without_literal_types
from shapes.graph import compiled, lexical, sh, shapes_by_iri
from shapes.report import Report, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pyoxigraph import BlankNode

    from ontology.terms import Names
    from shapes.graph import Shape

# rdflib logs a traceback for each literal that is not of its datatype; the report says it in a line.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def validate(
    quads: Iterable[Quad] | Store,
    *,
    texts: Callable[[str], str | None] | Mapping[str, str] | None = None,
    names: Names = NAMES,
) -> Report:
    """Check every named graph on its own, since an article's graph has to stand on its own.

    Nothing is changed or inferred in what is given. Graphs are checked one by one: pySHACL gains nothing by larger
    ones (measured: 20 articles of 180 triples at once take as long as one after the other).

    Args:
        quads: The graphs, as quads or in a store; a store is read graph by graph.
        texts: A document's text by its `c:textSha256`, to compare quotations with; None to leave that out.
        names: The base of the data.

    """
    text_of = texts if texts is None or callable(texts) else texts.get
    results = (result for name, graph in _graphs(quads) for result in _check(name, graph, text_of, names))
    return Report(tuple(sorted(results, key=Result.order)))


def _graphs(quads: Iterable[Quad] | Store) -> Iterator[tuple[NamedNode | None, Store]]:
    """Each graph by its name, alone in a store of its own, as the default graph."""
    if isinstance(quads, Store):
        for name in (DefaultGraph(), *quads.named_graphs()):
            yield from _graphs(quads.quads_for_pattern(None, None, None, name))
        return
    stores: dict[NamedNode | BlankNode | DefaultGraph, Store] = {}
    for quad in quads:
        stores.setdefault(quad.graph_name, Store()).add(Quad(quad.subject, quad.predicate, quad.object))
    for name, store in stores.items():
        yield (name if isinstance(name, NamedNode) else None), store


def _check(
    name: NamedNode | None, graph: Store, texts: Callable[[str], str | None] | None, names: Names
) -> Iterator[Result]:
    shapes = shapes_by_iri(names)
    typed, found = without_literal_types(graph, shapes)
    sound, broken = without_broken_offsets(typed, shapes)
    found += [*broken, *_shacl(sound, names), *blank_nodes(graph, shapes)]
    if texts is not None:
        found.extend(quotations(graph, texts, shapes))
    for result in found:
        yield replace(result, graph=name, label=_label(graph, result.focus))


def _shacl(graph: Store, names: Names) -> Iterator[Result]:
    """What pySHACL finds; message and severity are those of the shape."""
    validator = Validator(DataGraph.from_oxigraph_store(graph), shacl_graph=compiled(names))
    validator.shacl_graph = _harvested(names)
    _, report, _ = validator.run()
    shapes = shapes_by_iri(names)
    for node in report.objects(None, _rdflib(SH.result)):
        yield _result(report, node, shapes)


@cache
def _harvested(names: Names) -> ShapesGraph:
    """The shapes as pySHACL reads them out of their graph, which takes it a fifth of an article's time: done once."""
    return ShapesGraph(compiled(names))


def _result(report: rdflib.Graph, node: rdflib.term.Node, shapes: Mapping[str, Shape]) -> Result:
    def said(term: NamedNode) -> NamedNode | Literal | None:
        return _term(report.value(node, _rdflib(term)))

    shape = shapes[str(report.value(node, _rdflib(SH.sourceShape)))]
    component, focus, value = said(sh("sourceConstraintComponent")), said(SH.focusNode), said(SH.value)
    if not isinstance(component, NamedNode) or focus is None:
        raise TypeError(f"pySHACL reported {node} without a focus node or constraint component")
    return Result(shape.severity, focus, shape.iri, component, shape.message, shape.path, value)


def _label(graph: Store, focus: NamedNode | Literal) -> str | None:
    if not isinstance(focus, NamedNode):
        return None
    labels = (lexical(quad.object) for quad in graph.quads_for_pattern(focus, RDFS.label, None))
    return min(labels, default=None)


def _rdflib(term: NamedNode) -> rdflib.URIRef:
    return rdflib.URIRef(term.value)


def _term(term: rdflib.term.Node | None) -> NamedNode | Literal | None:
    """A term of rdflib as one of pyoxigraph."""
    match term:
        case None:
            return None
        case rdflib.Literal(language=None):
            return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
        case rdflib.Literal():
            return Literal(str(term), language=term.language)
        case rdflib.URIRef():
            return NamedNode(str(term))
        case _:
            return Literal(f"_:{term}")
