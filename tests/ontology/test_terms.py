"""The vocabulary in Turtle, its constants and names in Python, and what follows from it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import rdflib.namespace as known
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import URIRef

from ontology import terms
from ontology.errors import UsageError
from ontology.names import NAMES, Names
from ontology.reference import CODES, LEXICON, ONTOLOGY, materialise, reference_quads, version
from ontology.terms import RDF, RDFS, SKOS, C

ROOT = Path(__file__).parents[2]
TURTLE = sorted(ONTOLOGY.parent.rglob("*.ttl"))
OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "https://schema.org/"
EXTERNAL = {
    "http://www.w3.org/ns/oa#": {"TextQuoteSelector", "TextPositionSelector"},
    "http://semanticweb.cs.vu.nl/2009/11/sem/": {"Event", "hasActor", "hasPlace", "hasTimeStamp"},
    "http://www.wikidata.org/entity/": {"Q131569", "Q6589202", "Q1092499", "Q35535"},
    "http://eurovoc.europa.eu/": {"1938", "2440", "3461", "3650", "5540"},
    "https://creativecommons.org/licenses/": {"by/4.0/"},
}
"""Terms of vocabularies that rdflib does not list."""
CLOSED = (known.DCTERMS, known.FOAF, known.ORG, known.OWL, known.PROV, known.RDF, known.RDFS, known.SDO, known.SKOS)
CLOSED += (known.VANN, known.XSD)
CODE_LISTS = {
    "agreement-kind": "treaty agreement memorandum protocol programme plan declaration statement contract other",
    "agreement-status": "signed ratified approved planned proposed in-force terminated",
    "meeting-kind": "meeting talks visit call session conference exercise ceremony",
    "meeting-status": "held planned",
    "date-basis": "stated publication-date inferred",
    "function": "interior public-security state-security prosecution border customs emergencies defence "
    "foreign-affairs justice investigation intelligence security-council financial-intelligence anti-drug "
    "migration parliament government head-of-state court police national-guard anti-corruption cyber",
}
"""What the public contract promises; codes may be added, none may go."""
CODED = [(scheme, code) for scheme, codes in CODE_LISTS.items() for code in codes.split()]


def read(path: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


def objects(triples: list[Triple], subject: NamedNode, predicate: str) -> list[NamedNode | Literal]:
    return [one.object for one in triples if one.subject == subject and one.predicate.value == predicate]


def languages(values: list[Literal]) -> list[str]:
    return sorted(value.language for value in values)


ontology = read(ONTOLOGY)
codes = read(CODES)
OURS = [one for name in C.__annotations__ if isinstance(one := getattr(C, name), NamedNode)]
PROPERTIES = [term for term in OURS if term.value.removeprefix(C.namespace)[0].islower()]


def test_every_term_in_turtle_has_a_constant_and_the_other_way_round() -> None:
    defined = {one.subject for one in ontology if one.predicate == RDF.type and one.object.value.startswith(OWL)}
    defined -= {NamedNode("https://w3id.org/comity")}
    assert defined == set(OURS)


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_no_blank_nodes(path: Path) -> None:
    blank = [one for one in parse(path=path) if isinstance(one.subject, BlankNode) or isinstance(one.object, BlankNode)]
    assert not blank


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_every_term_of_ours_that_is_used_is_defined(path: Path) -> None:
    used = {term for one in parse(path=path) for term in (one.predicate, one.object) if isinstance(term, NamedNode)}
    assert {term for term in used if term.value.startswith(C.namespace)} <= set(OURS)


@pytest.mark.parametrize("term", OURS, ids=lambda term: term.value.removeprefix(C.namespace))
def test_every_term_is_labelled_and_explained(term: NamedNode) -> None:
    assert languages(objects(ontology, term, RDFS.label.value)) == ["be", "en", "ru", "vi", "zh"]
    assert languages(objects(ontology, term, RDFS.comment.value)) == ["en"]
    assert objects(ontology, term, "http://www.w3.org/2000/01/rdf-schema#isDefinedBy")


@pytest.mark.parametrize("term", PROPERTIES, ids=lambda term: term.value.removeprefix(C.namespace))
def test_every_property_tells_its_domain_and_range(term: NamedNode) -> None:
    for strict, loose in (("domain", "domainIncludes"), ("range", "rangeIncludes")):
        one = objects(ontology, term, f"http://www.w3.org/2000/01/rdf-schema#{strict}")
        several = objects(ontology, term, SCHEMA + loose)
        assert (len(one), len(several) > 1) in {(1, False), (0, True)}


def test_the_ontology_describes_itself() -> None:
    described = {one.predicate.value for one in ontology if one.subject == NamedNode("https://w3id.org/comity")}
    assert {f"http://purl.org/dc/terms/{name}" for name in ("title", "description", "license")} <= described
    assert f"{OWL}versionInfo" in described


def test_labels_in_one_language_tell_terms_apart() -> None:
    labels = Counter(
        (one.object.value, one.object.language, one.subject.value.removeprefix(C.namespace)[0].isupper())
        for one in ontology
        if one.predicate == RDFS.label
    )
    assert [label for label, count in labels.items() if count > 1] == []


@pytest.mark.parametrize("path", [ONTOLOGY, CODES], ids=lambda path: path.name)
def test_external_terms_exist(path: Path) -> None:
    used = {term for one in parse(path=path) for term in (one.subject, one.predicate, one.object)}
    foreign = {term.value for term in used if isinstance(term, NamedNode) and "w3id.org/comity" not in term.value}
    listed = {space + name for space, names in EXTERNAL.items() for name in names}
    assert {iri for iri in foreign - listed if not any(URIRef(iri) in space for space in CLOSED)} == set()


@pytest.mark.parametrize(("scheme", "code"), CODED)
def test_codes_have_names_in_six_languages(scheme: str, code: str) -> None:
    concept = NAMES.code(scheme, code)
    preferred = objects(codes, concept, SKOS.prefLabel.value)
    assert languages(preferred) == ["be", "en", "ru", "uk", "vi", "zh"]
    assert set(objects(codes, concept, RDFS.label.value)) == set(preferred)
    assert languages(objects(codes, concept, SKOS.definition.value)) == ["en"]
    assert objects(codes, concept, SKOS.notation.value) == [Literal(code)]
    assert objects(codes, concept, SKOS.inScheme.value) == [NAMES.scheme(scheme)]
    assert SKOS.Concept in objects(codes, concept, RDF.type.value)


@pytest.mark.parametrize("scheme", [*CODE_LISTS, "threat", "country"])
def test_schemes_have_names(scheme: str) -> None:
    assert languages(objects(codes, NAMES.scheme(scheme), RDFS.label.value)) == ["be", "en", "ru", "uk", "vi", "zh"]


def test_codes_of_one_list_have_different_names() -> None:
    names = Counter(
        (one.subject.value.rsplit("/", 1)[0], one.object) for one in codes if one.predicate == SKOS.prefLabel
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_prefixes_are_the_documented_ones() -> None:
    assert terms.PREFIXES["c"] == "https://w3id.org/comity#"
    assert terms.PREFIXES["country"] == "https://w3id.org/comity/id/country/"
    assert terms.prefixes(Names("https://x.org/"))["country"] == "https://x.org/id/country/"


@pytest.mark.parametrize("base", ["https://w3id.org/comity/", "http://localhost:8000/", "https://x.org/data#"])
def test_names_round_trip(base: str) -> None:
    names = Names(base)
    for type_, slug in [("country", "BY"), ("agency", "by-interior"), ("article", "000-txt-0123456789")]:
        iri = names.entity(type_, slug)
        assert names.parts(iri) == (type_, slug)
        assert names.rebase(NAMES.entity(type_, slug)) == iri
    assert names.code("meeting-kind", "talks").value == f"{base}id/meeting-kind/talks"
    assert names.graph("codes").value == f"{base}graph/codes"


@pytest.mark.parametrize("path", ["", "id/", "id/country", "id/country/", "id/article/x#char=1,2", "graph/x", "x/y"])
def test_what_names_no_entity_has_no_parts(path: str) -> None:
    assert NAMES.parts(NamedNode(f"{NAMES.base}{path}")) is None


def test_the_ontology_is_never_rebased() -> None:
    assert Names("https://x.org/").rebase(C.Agreement) == C.Agreement


def test_the_base_comes_from_the_environment() -> None:
    assert Names.from_environment({}) == NAMES
    assert Names.from_environment({"COMITY_BASE_IRI": "https://x.org/d#"}).base == "https://x.org/d#"


@pytest.mark.parametrize("base", ["https://x.org", "x/", "https://x y/", "/", "#"])
def test_a_base_that_cannot_be_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="COMITY_BASE_IRI"):
        Names.from_environment({"COMITY_BASE_IRI": base})


def test_evidence_is_named_by_its_characters() -> None:
    assert NAMES.evidence(NAMES.article("a-1"), 5, 17).value == "https://w3id.org/comity/id/article/a-1#char=5,17"
    hashed = Names("https://x.org/d#")
    assert hashed.evidence(hashed.article("a-1"), 5, 17).value == "https://x.org/d#id/article/a-1/char=5,17"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Minsk", "minsk"),
        ("  Ministry of Internal Affairs (MVD) ", "ministry-of-internal-affairs-mvd"),
        ("Đà Nẵng", "da-nang"),
        ("Tô Lâm", "to-lam"),
        ("КГБ", "4e71951e95"),
        ("!?", "8faf838e27"),
    ],
)
def test_slug(text: str, slug: str) -> None:
    assert NAMES.slug(text) == slug


def test_slugs_of_names_in_other_scripts_differ_though_their_ascii_is_one() -> None:
    assert len({NAMES.slug(text) for text in ("КГБ 2", "МВД 2", "2")}) == 3
    assert NAMES.slug("КГБ") == NAMES.slug("кгб")


@given(st.text())
def test_slugs_are_ascii_and_never_empty(text: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", NAMES.slug(text))
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*-)?[0-9a-f]{10}", NAMES.article_slug(text))


def test_article_slugs_can_be_read_and_keep_identifiers_apart() -> None:
    assert NAMES.article_slug("000_16326f9810dc3022.txt").startswith("000-16326f9810dc3022-txt-")
    assert NAMES.article_slug("a.txt#1") != NAMES.article_slug("a.txt-1")
    assert len(NAMES.article_slug("https://example.org/" + "long/" * 50)) <= 48 + 1 + 10
    assert NAMES.article_slug("bad\udcff.txt") != NAMES.article_slug("bad\udcfe.txt")


def test_event_slugs_depend_on_where_a_field_ends() -> None:
    assert re.fullmatch("[0-9a-f]{16}", NAMES.event_slug("a", "b"))
    assert len({NAMES.event_slug(*fields) for fields in (("a", "b"), ("ab", ""), ("b", "a"), ("ab",))}) == 4


def test_types_of_other_vocabularies_follow() -> None:
    thing = NAMES.entity("agreement", "1")
    found = {one.object.value for one in materialise([Triple(thing, RDF.type, C.Agreement)])}
    assert found == {C.Agreement.value, f"{SCHEMA}DigitalDocument", "http://www.w3.org/ns/prov#Entity"}


def test_properties_of_other_vocabularies_follow_upward_only() -> None:
    said = Triple(NAMES.entity("meeting", "1"), C.heldAt, NAMES.entity("place", "minsk"))
    implied = list(materialise([said, said]))
    above = [f"{SCHEMA}location", "http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace"]
    assert implied[0] == said
    assert sorted(one.predicate.value for one in implied[1:]) == sorted(above)
    assert list(materialise(implied[1:])) == implied[1:]


def test_reference_quads_are_the_same_each_time() -> None:
    first = list(reference_quads(NAMES))
    assert first == list(reference_quads(NAMES))
    assert len(first) == len(set(first))
    assert {one.graph_name for one in first} == {NAMES.graph(slug) for slug in ("ontology", "codes", "reference")}


def test_reference_quads_follow_the_base() -> None:
    moved = list(reference_quads(Names("https://x.org/d#")))
    assert not [one for one in moved if NAMES.base in str(one)]
    assert len(moved) == len(list(reference_quads(NAMES)))


def test_reference_has_display_names_and_nothing_that_only_serves_matching() -> None:
    stored = list(reference_quads(NAMES))
    lexical = {SKOS.hiddenLabel, C.demonym, C.inhabitant, C.combiningForm, C.shortForm, C.wording, C.cueType, C.month}
    said = {one.predicate for one in stored if one.graph_name == NAMES.graph("reference")}
    assert not lexical & said
    preferred = {(one.subject, one.object) for one in stored if one.predicate == SKOS.prefLabel}
    alternative = {(one.subject, one.object) for one in stored if one.predicate == SKOS.altLabel}
    persons = {one.subject for one in stored if one.predicate == RDF.type and one.object == C.Person}
    shown = {(one.subject, one.object) for one in stored if one.predicate == RDFS.label}
    assert {(one, label) for one, label in preferred if one not in persons or label.language == "en"} <= shown
    assert {one for one, _ in shown} >= persons
    assert not preferred & alternative, "SKOS S13: a label is preferred or alternative"
    once = Counter((subject, label.language) for subject, label in preferred)
    assert [key for key, count in once.items() if count > 1] == [], "SKOS S14: one preferred label a language"


def test_countries_are_countries_of_schema_org_too() -> None:
    assert (LEXICON / "countries.ttl").is_file()
    stored = {one.triple for one in reference_quads(NAMES)}
    belarus = NAMES.entity("country", "BY")
    assert Triple(belarus, RDF.type, NamedNode(f"{SCHEMA}Country")) in stored
    assert Triple(belarus, SKOS.notation, Literal("BY")) in stored
    assert Triple(belarus, RDFS.label, Literal("Беларусь", language="be")) in stored


def test_the_version_is_the_package_s() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version() == declared
