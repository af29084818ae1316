"""Validation as its callers see it: graphs, texts, bases, reports."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from ontology.terms import DATA, NAMES, OA, RDF, RDFS, SH, C, Names
from shapes import SHAPES, Report, Severity, shapes_quads, validate
from shapes.graph import sh

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORLD = (HERE / "world.ttl").read_text(encoding="utf-8")
TEXT = (HERE / "world.txt").read_text(encoding="utf-8")
DIGEST = sha256(TEXT.encode()).hexdigest()
OTHER = Names("https://kg.example.org/x.y/")


def world(graph: NamedNode | None = None, turtle: str = WORLD) -> list[Quad]:
    name = graph or NAMES.graph("world")
    return [Quad(t.subject, t.predicate, t.object, name) for t in parse(turtle, format=RdfFormat.TURTLE)]


def fired(report: Report) -> set[str]:
    return {result.shape.value.removeprefix(SHAPES) for result in report.results}


def test_a_store_is_checked_graph_by_graph() -> None:
    store = Store()
    store.extend(world())
    here, there = NAMES.graph("here"), NAMES.graph("there")
    agency = NAMES.entity("agency", "by-border")
    store.add(Quad(agency, RDF.type, C.Agency, here))
    store.add(Quad(agency, RDFS.label, Literal("State Border Committee", language="en"), there))
    before = set(store)
    report = validate(store)
    assert [result.graph for result in report.violations] == [here]
    assert fired(Report(report.violations)) == {"Agency-label"}
    assert set(store) == before


def test_quads_of_several_graphs_are_the_same_as_a_store() -> None:
    quads = world() + world(NAMES.graph("again"), WORLD.replace('rdfs:label "Minsk"@en ;', ""))
    store = Store()
    store.extend(quads)
    assert validate(quads) == validate(store)
    assert len(validate(iter(quads)).results) == 2


def test_data_under_another_base_is_held_against_that_base() -> None:
    turtle = WORLD.replace(f"{DATA}id/", f"{OTHER.base}id/")
    assert validate(world(turtle=turtle), names=OTHER).results == ()
    assert {"CountryShape", "Agreement-kind", "ThreatShape"} <= fired(validate(world(turtle=turtle)))
    assert "CountryShape" in fired(validate(world(), names=OTHER))


def test_a_dot_in_the_base_is_a_dot() -> None:
    turtle = WORLD.replace(f"{DATA}id/", "https://kg.example.org/x-y/id/")
    assert "CountryShape" in fired(validate(world(turtle=turtle), names=OTHER))


@pytest.mark.parametrize("place", ["subject", "object", "both"])
def test_a_blank_node_is_a_violation_wherever_it_stands(place: str) -> None:
    agency, nobody, related = NAMES.entity("agency", "by-prosecution"), BlankNode("b1"), NamedNode("urn:x:related")
    added = {
        "subject": Quad(nobody, related, agency),
        "object": Quad(agency, related, nobody),
        "both": Quad(nobody, related, BlankNode("b2")),
    }[place]
    report = validate([*world(), Quad(added.subject, added.predicate, added.object, NAMES.graph("world"))])
    assert fired(report) == {"NodeNames"}
    assert not report.conforms
    assert not any(isinstance(term, BlankNode) for quad in report.quads() for term in (quad.subject, quad.object))


def test_a_quotation_is_compared_with_the_text_by_code_points() -> None:
    assert validate(world(), texts={DIGEST: TEXT}).results == ()
    moved = "😀" + TEXT[1:]  # one code point, but two UTF-16 units and four bytes
    (result,) = validate(world(), texts={DIGEST: moved}).results
    assert (result.severity, fired(Report((result,)))) == (Severity.VIOLATION, {"Evidence-text"})
    assert "There stands “😀he prosecutors" in result.message
    assert result.path == OA.exact


def test_texts_may_be_looked_up_by_a_function() -> None:
    asked = []

    def text(digest: str) -> str:
        asked.append(digest)
        return TEXT

    assert validate(world(), texts=text).conforms
    assert asked == [DIGEST]


def test_a_text_that_is_not_kept_is_a_warning() -> None:
    report = validate(world(), texts={})
    assert fired(report) == {"Document-text"}
    assert report.conforms


def test_without_texts_nothing_is_compared() -> None:
    turtle = WORLD.replace("The prosecutors general", "The prosecutors GENERAL")
    assert validate(world(turtle=turtle)).results == ()


def test_an_ill_typed_literal_is_told_in_the_report_and_not_on_stderr(caplog: pytest.LogCaptureFixture) -> None:
    report = validate(world(turtle=WORLD.replace('"2017-04-11"^^xsd:date', '"2017-13-11"^^xsd:date')))
    assert fired(report) == {"Article-datePublished"}
    assert caplog.records == []


def test_the_text_has_a_line_for_each_result_and_counts_them() -> None:
    turtle = WORLD.replace("c:kind meeting-kind:meeting ;", "").replace("c:function function:prosecution ;", "")
    lines = validate(world(turtle=turtle)).text().splitlines()
    assert lines[0].startswith(f"violation  meeting in Minsk <{DATA}id/meeting/minsk>  The kind is missing")
    assert lines[0].endswith("[Meeting-kind]")
    assert lines[1].startswith("warning    Prosecutor General’s Office of Belarus <")
    assert lines[2:] == ["1 violation, 1 warning"]


def test_the_text_shows_the_value_that_is_wrong() -> None:
    turtle = WORLD.replace("c:kind meeting-kind:meeting ;", "c:kind meeting-kind:telegram ;")
    assert f"[Meeting-kind: <{DATA}id/meeting-kind/telegram>]" in validate(world(turtle=turtle)).text()


def test_a_report_of_nothing_conforms() -> None:
    report = validate([])
    assert report.conforms
    assert report.text() == "0 violations, 0 warnings\n"
    assert (SH.conforms, Literal(True)) in {(quad.predicate, quad.object) for quad in report.quads()}  # noqa: FBT003


def test_the_report_is_a_shacl_report_without_blank_nodes() -> None:
    report = validate(world(turtle=WORLD.replace("c:kind meeting-kind:meeting ;", "")))
    (result,) = [quad.object for quad in report.quads() if quad.predicate == SH.result]
    said = {quad.predicate: quad.object for quad in report.quads() if quad.subject == result}
    assert said[SH.focusNode] == NAMES.entity("meeting", "minsk")
    assert said[SH.resultPath] == C.kind
    assert said[SH.resultSeverity] == sh("Violation")
    assert said[SH.sourceShape] == NamedNode(f"{SHAPES}Meeting-kind")
    assert said[sh("sourceConstraintComponent")] == sh("MinCountConstraintComponent")
    read = {quad.triple for quad in parse(report.turtle(), format=RdfFormat.TURTLE)}
    assert read == {quad.triple for quad in report.quads()}


def test_two_runs_give_the_same_bytes() -> None:
    program = (
        "import sys; from pyoxigraph import *; from shapes import validate;"
        "t = sys.stdin.read().replace('c:kind', 'c:sort').replace('c:state', 'c:land');"
        "sys.stdout.buffer.write(validate(parse(t, format=RdfFormat.TURTLE)).turtle())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], input=WORLD.encode(), capture_output=True, check=True, cwd=ROOT
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_the_published_shapes_have_names_everywhere_and_follow_the_base() -> None:
    quads = shapes_quads(OTHER)
    assert {quad.graph_name for quad in quads} == {OTHER.graph("shapes")}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert not any(f"{DATA}id/" in str(quad) for quad in quads)
    assert any(quad.subject == NamedNode(f"{SHAPES}Meeting-kind") for quad in quads)
    assert shapes_quads() == shapes_quads()
