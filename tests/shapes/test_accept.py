"""The quick look agrees with pySHACL: on every article of the corpora, on the examples, and on graphs that were spoilt."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from loader.articles import article_graphs
from loader.model import Document
from loader.read import read_documents
from ontology.lexicon import load_lexicon
from ontology.terms import DATA, NAMES, OA, RDF, RDFS, SCHEMA, SKOS, XSD, C, Names
from shapes import accepts, accepts_text, core, validate
from shapes.accept import _targeted
from shapes.graph import sh
from shapes.queries import Query
from shapes.told import told

if TYPE_CHECKING:
    from loader.model import ArticleGraph

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
WORLD = HERE / "world.ttl"
TEXT = (HERE / "world.txt").read_text(encoding="utf-8")
TEXTS = {sha256(TEXT.encode()).hexdigest(): TEXT}
GRAPH = NAMES.graph("example")
OTHER = Names("https://kg.example.org/x.y/")


def graph_of(*paths: Path) -> list[Quad]:
    triples = [triple for path in paths for triple in parse(path=path, format=RdfFormat.TURTLE)]
    return [Quad(t.subject, t.predicate, t.object, GRAPH) for t in triples]


def judged(quads: list[Quad]) -> bool:
    return validate(quads, texts=TEXTS).conforms


def rows_of(quads: list[Quad]) -> set[tuple[str, str, str]]:
    return {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads}


@cache
def articles() -> tuple[tuple[ArticleGraph, Document], ...]:
    """The graphs of the seeds and of the annotated articles."""
    lexicon = load_lexicon()
    read = read_documents([str(ROOT / "seeds"), str(ROOT / "tests" / "gold" / "articles")])
    documents = [document for document in read if isinstance(document, Document)]
    return tuple((graph, document) for document in documents for graph in article_graphs(document, lexicon, NAMES))


def test_it_agrees_on_every_article() -> None:
    assert len(articles()) > 70
    for graph, document in articles():
        texts = {document.text_sha256: document.text}
        assert accepts(graph.quads, texts=texts) == validate(graph.quads, texts=texts).conforms, graph.identifier
        assert graph.rows is not None
        assert rows_of([*graph.quads]) == graph.rows
        assert accepts_text(graph.text, graph.name, rows=graph.rows, texts=texts) == accepts(graph.quads, texts=texts)


@pytest.mark.parametrize(
    "path", [WORLD, *sorted(HERE.glob("pass/*.ttl")), *sorted(HERE.glob("fail/*.ttl"))], ids=lambda path: path.stem
)
def test_it_agrees_on_every_example(path: Path) -> None:
    quads = list(dict.fromkeys(graph_of(WORLD, path)))
    blank = any(isinstance(term, BlankNode) for quad in quads for term in quad)
    assert accepts(quads, texts=TEXTS) == (judged(quads) and not blank)


# Terms that make a graph wrong in some place, and right in another.
TERMS = [
    *(C.Agreement, C.Meeting, C.Person, C.Agency, C.Country, C.Place, C.Threat, C.Post, C.Evidence, C.Document),
    *(NAMES.entity("country", code) for code in ("BY", "Belarus", "ZZ")),
    *(NAMES.code("agreement-kind", code) for code in ("treaty", "telegram")),
    *(NAMES.code("meeting-status", "held"), NAMES.code("threat", "terrorism"), NAMES.code("threat", "boredom")),
    *(NAMES.entity("agency", "by-prosecution"), NAMES.code("date-basis", "stated"), NamedNode("urn:x:thing")),
    *(Literal(text) for text in ("", "BY", "vi", "frame-1", "https://example.org/", "not a url\n")),
    *(Literal(text, language="en") for text in ("", "Belarus", "Prosecutor")),
    *(Literal(text, datatype=XSD.integer) for text in ("0", "07", "-1", "+9", "40", "nine", "9.0")),
    *(Literal(text, datatype=XSD.date) for text in ("2017-04-10", "2017-13-10", "10 April")),
    *(Literal("2017-04", datatype=XSD.gYearMonth), Literal("--04-10", datatype=XSD.gMonthDay)),
    *(Literal("--04", datatype=XSD.gMonth), Literal("--13", datatype=XSD.gMonth)),
    *(Literal("true", datatype=XSD.boolean), Literal("7", datatype=NamedNode(f"{XSD.namespace}int"))),
]
PREDICATES = [
    *(C.party, C.partyState, C.signatory, C.signedOn, C.kind, C.status, C.evidence, C.rule, C.participant, C.heldOn),
    *(C.participantState, C.state, C.isoCode, C.mentions, C.dateBasis, C.ordinal, C.document, C.function, C.discusses),
    *(RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.broader, OA.start, OA.end, OA.exact, OA.hasSource),
    *(SCHEMA.datePublished, SCHEMA.inLanguage, SCHEMA.url, NamedNode("http://www.w3.org/ns/org#postIn")),
]


def spoil(quads: list[Quad], what: str, at: int, other: NamedNode | Literal | int, predicate: NamedNode) -> None:
    """Drop, change or add one statement; `other` is a term, or the number of the statement that has it."""
    here = at % len(quads)
    subject, said, value, graph = quads[here]
    term = quads[other % len(quads)].object if isinstance(other, int) else other
    match what:
        case "drop":
            quads.pop(here)
        case "value":
            quads[here] = Quad(subject, said, term, graph)
        case "another":
            quads.append(Quad(subject, said, term, graph))
        case "predicate":
            quads[here] = Quad(subject, predicate, value, graph)
        case "say":
            quads.append(Quad(subject, predicate, term, graph))
        case "subject" if isinstance(other, int):
            quads[here] = Quad(quads[other % len(quads)].subject, said, value, graph)


EDITS = st.tuples(
    st.sampled_from(["drop", "value", "another", "predicate", "say", "subject"]),
    st.integers(0, 999),
    st.one_of(st.sampled_from(TERMS), st.integers(0, 999)),
    st.sampled_from(PREDICATES),
)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(number=st.sampled_from([-1, -1, -1, 0, 1, 2, 3]), edits=st.lists(EDITS, min_size=1, max_size=4))
def test_it_agrees_on_spoilt_graphs(
    number: int, edits: list[tuple[str, int, NamedNode | Literal | int, NamedNode]]
) -> None:
    quads = graph_of(WORLD) if number < 0 else list(articles()[number][0].quads)
    texts = {**TEXTS, **{document.text_sha256: document.text for _, document in articles()[:4]}}
    for edit in edits:
        spoil(quads, *edit)
    if any(quad.predicate == RDF.type and isinstance(quad.object, Literal) for quad in quads):
        assert not accepts(quads, texts=texts)  # pySHACL fails on some of these
    else:
        assert accepts(quads, texts=texts) == validate(quads, texts=texts).conforms


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_statements_at_hand_are_judged_as_those_of_the_text(term: NamedNode | Literal) -> None:
    seen = set()
    for at in range(len(graph_of(WORLD))):
        for what in ("value", "another", "say"):
            quads = graph_of(WORLD)
            spoil(quads, what, at, term, PREDICATES[at % len(PREDICATES)])
            quads = list(dict.fromkeys(quads))
            text = serialize(quads, format=RdfFormat.N_QUADS) or b""
            expected = accepts_text(text, GRAPH, texts=TEXTS)
            assert accepts_text(text, GRAPH, rows=rows_of(quads), texts=TEXTS) == expected
            seen.add(expected)
    assert False in seen


def test_every_constraint_of_the_shapes_is_known() -> None:
    assert [one for one in _targeted(NAMES) if core.unknown in one.shape.checks] == []
    queries = [query for one in _targeted(NAMES) for query in one.queries]
    assert [query.select for query in queries if not query.at_once or query.quick is None] == []


def test_a_constraint_that_is_not_known_accepts_nothing() -> None:
    shape, node = NamedNode("urn:x:shape"), NamedNode("urn:x:node")
    assert core.shape({shape: {sh("minCount"): [Literal("0")]}}, shape).fits({}, str(node))
    assert not core.shape({shape: {sh("maxExclusive"): [Literal("5")]}}, shape).fits({}, str(node))
    steps = NamedNode("urn:x:shape.path")
    assert not core.shape({shape: {sh("path"): [steps]}, steps: {sh("inversePath"): [C.party]}}, shape).fits(
        {}, str(node)
    )


def test_a_query_that_may_meet_this_unbound_is_run_for_each_focus_node() -> None:
    world = told(graph_of(WORLD))
    query = Query("SELECT $this WHERE { FILTER NOT EXISTS { $this <urn:x:p> ?o } }", at_once=False)
    assert world is not None
    assert not query.finds_nothing(world, [str(NAMES.entity("country", "BY"))])


def test_it_follows_the_base_of_the_data() -> None:
    turtle = WORLD.read_text(encoding="utf-8")
    elsewhere = turtle.replace(f"{DATA}id/", f"{OTHER.base}id/")
    assert accepts(parse(elsewhere, format=RdfFormat.TURTLE), names=OTHER)
    assert not accepts(parse(elsewhere, format=RdfFormat.TURTLE))
    assert not accepts(parse(turtle, format=RdfFormat.TURTLE), names=OTHER)


def test_it_judges_one_graph_without_blank_nodes_and_subclasses() -> None:
    world, subclass = graph_of(WORLD), NamedNode(f"{RDFS.namespace}subClassOf")
    assert accepts(world)
    assert not accepts([*world, Quad(world[0].subject, world[0].predicate, world[0].object, NAMES.graph("b"))])
    assert not accepts([*world, Quad(BlankNode(), C.party, C.Agency, GRAPH)])
    assert not accepts([*world, Quad(NamedNode("urn:x:Ministry"), subclass, C.Agency, GRAPH)])


def test_quotations_are_compared() -> None:
    (digest,) = TEXTS
    assert accepts(graph_of(WORLD), texts=TEXTS.get)
    assert accepts(graph_of(WORLD), texts={})  # only a warning
    assert not accepts(graph_of(WORLD), texts={digest: "x" + TEXT})
