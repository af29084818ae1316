"""The lists that shapes name are the code lists of the ontology, and its terms are the terms that shapes use."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

import ontology
from ontology.terms import NAMES, RDF, SKOS, C
from shapes import SHAPES
from shapes.graph import lexical, sh, shapes_triples

ONTOLOGY = Path(ontology.__file__ or "").parent
TRIPLES = [
    triple
    for path in (ONTOLOGY / "comity.ttl", ONTOLOGY / "codes.ttl", *sorted((ONTOLOGY / "lexicon").glob("*.ttl")))
    for triple in parse(path=path, format=RdfFormat.TURTLE)
]
LISTS = {
    "Agreement-kind": "agreement-kind",
    "Agreement-status": "agreement-status",
    "Meeting-kind": "meeting-kind",
    "Meeting-status": "meeting-status",
    "Dated-basis": "date-basis",
}


def listed(shape: str) -> set[str]:
    """The members of the shape's `sh:in`, whose cells are named after it."""
    cells = f"{SHAPES}{shape}.in"
    first = NamedNode(f"{RDF.namespace}first")
    return {
        lexical(t.object) for t in shapes_triples() if t.predicate == first and lexical(t.subject).startswith(cells)
    }


@pytest.mark.parametrize(("shape", "scheme"), LISTS.items())
def test_a_list_of_a_shape_is_the_code_list(shape: str, scheme: str) -> None:
    codes = {lexical(t.subject) for t in TRIPLES if t.predicate == SKOS.inScheme and t.object == NAMES.scheme(scheme)}
    assert codes
    assert listed(shape) == codes


def test_the_threats_are_those_of_the_lexicon() -> None:
    threats = {lexical(t.subject) for t in TRIPLES if t.predicate == RDF.type and t.object == C.Threat}
    assert threats
    assert listed("Threat-listed") == threats


def test_every_term_of_comity_in_a_shape_is_defined() -> None:
    defined = {t.subject for t in TRIPLES if isinstance(t.subject, NamedNode)}
    used = {
        t.object
        for t in shapes_triples()
        if t.predicate in (sh("path"), sh("targetClass"), sh("targetSubjectsOf"), sh("class"))
        and isinstance(t.object, NamedNode)
        and t.object.value.startswith(C.namespace)
    }
    assert used <= defined
