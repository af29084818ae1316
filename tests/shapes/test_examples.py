"""Each shape has an example that it passes and one that it fails; the files of pass/ and fail/ tell which.

An example is added to world.ttl, a graph that satisfies every shape, so that it has only to say what it is about. The
first line of a file in fail/ names the shapes that must fire: those and no others.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from ontology.terms import NAMES, RDF
from shapes import SHAPES, validate
from shapes.graph import sh, shapes_by_iri, shapes_triples

HERE = Path(__file__).parent
PASS = sorted((HERE / "pass").glob("*.ttl"))
FAIL = sorted((HERE / "fail").glob("*.ttl"))
TEXT = (HERE / "world.txt").read_text(encoding="utf-8")
TEXTS = {sha256(TEXT.encode()).hexdigest(): TEXT}


def graph_of(*paths: Path) -> list[Quad]:
    triples = [triple for path in paths for triple in parse(path=path, format=RdfFormat.TURTLE)]
    return [Quad(t.subject, t.predicate, t.object, NAMES.graph("example")) for t in triples]


def expected(path: Path) -> set[str]:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# fails: "), f"{path.name}: the first line has to be '# fails: <shape>'"
    return set(first.removeprefix("# fails: ").split())


@pytest.mark.parametrize("path", [HERE / "world.ttl", *PASS], ids=lambda path: path.stem)
def test_passes(path: Path) -> None:
    report = validate(graph_of(HERE / "world.ttl", path), texts=TEXTS)
    assert report.results == (), report.text()


@pytest.mark.parametrize("path", FAIL, ids=lambda path: path.stem)
def test_fails_the_named_shapes_and_no_others(path: Path) -> None:
    report = validate(graph_of(HERE / "world.ttl", path), texts=TEXTS)
    assert {result.shape.value.removeprefix(SHAPES) for result in report.results} == expected(path), report.text()


def test_every_named_shape_has_an_example_that_fails() -> None:
    assert {name for path in FAIL for name in expected(path)} == constraining()


def test_every_named_shape_has_an_example_that_passes() -> None:
    # These have no target: they look at every node, so every example passes them.
    assert {name for name in constraining() if not passes_somewhere(name)} == {"NodeNames", "TypeNames"}


@cache
def constraining() -> frozenset[str]:
    """Local names of the shapes that constrain something: all that have a message."""
    return frozenset(iri.removeprefix(SHAPES) for iri in shapes_by_iri())


def passes_somewhere(name: str) -> bool:
    """Whether an example that passes has a node that the shape looks at, with a value where it looks for one."""
    shape = shapes_by_iri()[SHAPES + name]
    triples = shapes_triples()
    above = {t.subject for t in triples if t.predicate == sh("property") and t.object == shape.iri} | {shape.iri}
    classes = {t.object for t in triples if t.subject in above and t.predicate == sh("targetClass")}
    properties = {t.object for t in triples if t.subject in above and t.predicate == sh("targetSubjectsOf")}
    for path in (HERE / "world.ttl", *PASS):
        quads = graph_of(path)
        typed = {q.subject for q in quads if q.predicate == RDF.type and q.object in classes}
        focus = typed | {q.subject for q in quads if q.predicate in properties}
        if shape.path is None and focus:
            return True
        if any(q.subject in focus and q.predicate == shape.path for q in quads):
            return True
    return False


def test_every_shape_says_what_is_wrong_and_how_bad_it_is() -> None:
    for shape in shapes_by_iri().values():
        assert shape.message.endswith("."), shape.iri
        assert ":" in shape.message, f"{shape.iri}: what is wrong, a colon, what is right"


def test_property_shapes_are_named_described_and_ordered() -> None:
    triples = shapes_triples()
    for shape in (t.subject for t in triples if t.predicate == RDF.type and t.object == sh("PropertyShape")):
        assert isinstance(shape, NamedNode)
        said = {t.predicate for t in triples if t.subject == shape}
        assert {sh(local) for local in ("path", "name", "description", "order", "severity", "message")} <= said, shape
