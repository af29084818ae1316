"""What SHACL cannot see: blank nodes in any place, literals as types, and the texts that evidence quotes.

Each check is a named shape all the same (`NodeNames`, `TypeNames`, `Evidence-text`, `Document-text`): its words and
its severity stand in the `.ttl` files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from ontology.terms import OA, RDF, XSD, C
from shapes.graph import SHAPES, lexical
from shapes.report import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shapes.graph import Shape, Term

    Texts = Callable[[str], str | None]

CODE_COMPONENT = NamedNode(f"{SHAPES}CodeConstraintComponent")
_WHOLE = re.compile(r"[+-]?[0-9]+").fullmatch
_SHOWN = 120  # code points of the text that a message shows


def blank_nodes(graph: Store, shapes: Mapping[str, Shape]) -> Iterator[Result]:
    """One result for each blank node, on the subject that leads to it, or else on itself."""
    seen = set()
    for quad in graph:
        for term in (quad.subject, quad.object):
            if isinstance(term, BlankNode) and term not in seen:
                seen.add(term)
                yield _result(shapes[f"{SHAPES}NodeNames"], quad.subject, quad.object)


def without_literal_types(graph: Store, shapes: Mapping[str, Shape]) -> tuple[Store, list[Result]]:
    """The graph without the literals that stand as types, at which pySHACL fails, and one result for each of them."""
    types = graph.quads_for_pattern(None, RDF.type, None)
    literals = {quad for quad in types if isinstance(quad.object, Literal)}
    if not literals:
        return graph, []
    kept = Store()
    kept.extend(quad for quad in graph if quad not in literals)
    return kept, [_result(shapes[f"{SHAPES}TypeNames"], quad.subject, quad.object) for quad in literals]


def without_broken_offsets(graph: Store, shapes: Mapping[str, Shape]) -> tuple[Store, list[Result]]:
    """The graph without the offsets that only claim to be whole numbers, `"nine"^^xsd:integer`, at which pySHACL fails, and their results."""
    broken = {
        quad: shapes[f"{SHAPES}Evidence-{name}"]
        for term, name in ((OA.start, "start"), (OA.end, "end"))
        for quad in graph.quads_for_pattern(None, term, None)
        if isinstance(quad.object, Literal) and quad.object.datatype == XSD.integer and not _WHOLE(quad.object.value)
    }
    if not broken:
        return graph, []
    kept = Store()
    kept.extend(quad for quad in graph if quad not in broken)
    return kept, [_result(shape, quad.subject, quad.object) for quad, shape in broken.items()]


def quotations(graph: Store, texts: Texts, shapes: Mapping[str, Shape]) -> Iterator[Result]:
    """Compare each `oa:exact` with what stands between `oa:start` and `oa:end`, in code points.

    Args:
        graph: The article's triples, in the default graph.
        texts: A document's text by its digest (`c:textSha256`); None if it is not kept.
        shapes: The named shapes.

    """
    for quad in graph.quads_for_pattern(None, C.textSha256, None):
        text = texts(lexical(quad.object))
        if text is None:
            yield _result(shapes[f"{SHAPES}Document-text"], quad.subject, quad.object)
            continue
        for article in graph.quads_for_pattern(None, C.document, quad.subject):
            for source in graph.quads_for_pattern(None, OA.hasSource, article.subject):
                yield from _misquoted(graph, source.subject, text, shapes[f"{SHAPES}Evidence-text"])


def _misquoted(graph: Store, evidence: NamedNode | BlankNode | Triple, text: str, shape: Shape) -> Iterator[Result]:
    exact, start, end = (_only(graph, evidence, term) for term in (OA.exact, OA.start, OA.end))
    if exact is None or start is None or end is None or not (start.isdecimal() and end.isdecimal()):
        return  # Evidence-exact, -start and -end tell that
    there = text[int(start) : int(end)]
    if there != exact:
        shown = there if len(there) <= _SHOWN else f"{there[:_SHOWN]}…"
        yield _result(shape, evidence, Literal(exact), f"{shape.message} There stands “{shown}”.")


def _only(graph: Store, subject: NamedNode | BlankNode | Triple, predicate: NamedNode) -> str | None:
    values = [lexical(quad.object) for quad in graph.quads_for_pattern(subject, predicate, None)]
    return values[0] if len(values) == 1 else None


def _result(shape: Shape, focus: Term, value: Term, message: str | None = None) -> Result:
    return Result(
        severity=shape.severity,
        focus=_without_blank(focus),
        shape=shape.iri,
        component=CODE_COMPONENT,
        message=message or shape.message,
        path=shape.path,
        value=_without_blank(value),
    )


def _without_blank(term: Term) -> NamedNode | Literal:
    """The term, as a report can hold it: a blank node becomes the literal `_:id`."""
    return term if isinstance(term, NamedNode | Literal) else Literal(str(term))
