"""RDF written for people: Turtle with our prefixes, in a fixed order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from ontology.terms import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from ontology.terms import Names


def turtle(quads: Iterable[Quad], names: Names) -> str:
    """The triples of the quads as Turtle, in the order given."""
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes(names))
    return (data or b"").decode()
