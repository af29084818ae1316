"""The lexicon of public bodies and offices: what its three files promise to whoever reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

import ontology
from ontology.tokens import tokenize

LEXICON = Path(ontology.__file__).parent / "lexicon"
C = "https://w3id.org/comity#"
ID = "https://w3id.org/comity/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
STATE, FUNCTION, BROADER = C + "state", C + "function", SKOS + "broader"
PART_OF = "http://www.w3.org/ns/org#subOrganizationOf"
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
LANGUAGES = ("en", "ru", "be", "uk", "vi", "zh")
CONTRACT = (
    "interior public-security state-security prosecution border customs emergencies defence foreign-affairs justice "
    "investigation intelligence security-council financial-intelligence anti-drug migration parliament government "
    "head-of-state court police national-guard anti-corruption cyber"
)
ACRONYM_LENGTH = 9
# By language, words that stand in every article and are no body by themselves, or are words in a headline in capitals.
DANGEROUS = {
    "en": "police court customs state party head border guard guards service committee council ministry office agency "
    "department centre center union organization commission security army president minister chairman "
    "mit sis ice who oct it us pace",
    "ru": "милиция суд таможня государство партия совет комитет служба министерство ведомство граница союз",
    "be": "міліцыя суд мытня дзяржава партыя савет камітэт служба міністэрства ведамства мяжа саюз",
    "uk": "міліція суд митниця держава партія рада комітет служба міністерство відомство кордон союз",
    "vi": "bộ cục đảng",
    "zh": "警察 法院 海关 国家 警方 边防 委员会 部门 公安 部 局",
}


class Entry(NamedTuple):
    """One subject of a file: property -> values."""

    iri: str
    links: dict[str, list[str]]
    texts: dict[str, list[Literal]]

    @property
    def code(self) -> str:
        return self.iri.rsplit("/", 1)[-1]

    def only(self, prop: str) -> str | None:
        values = self.links.get(prop, [])
        assert len(values) <= 1, f"{self.iri} has several {prop}"
        return values[0].rsplit("/", 1)[-1] if values else None

    def labels(self) -> list[Literal]:
        return [label for prop in LABELS for label in self.texts.get(prop, [])]


@cache
def entries(name: str) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for triple in parse((LEXICON / name).read_bytes(), format=RdfFormat.TURTLE):
        assert not isinstance(triple.subject, BlankNode)
        assert not isinstance(triple.object, BlankNode)
        assert isinstance(triple.subject, NamedNode)
        entry = found.setdefault(
            triple.subject.value, Entry(triple.subject.value, defaultdict(list), defaultdict(list))
        )
        if isinstance(triple.object, Literal):
            entry.texts[triple.predicate.value].append(triple.object)
        else:
            entry.links[triple.predicate.value].append(triple.object.value)
    return found


def of_class(name: str, kind: str) -> list[Entry]:
    return [entry for entry in entries(name).values() if C + kind in entry.links[TYPE]]


def agencies() -> list[Entry]:
    return of_class("agencies.ttl", "Agency")


def functions() -> dict[str, Entry]:
    return {entry.code: entry for entry in of_class("functions.ttl", "Function")}


def functions_above(code: str | None) -> set[str]:
    above: set[str] = set()
    while code is not None and code not in above:
        above.add(code)
        code = functions()[code].only(BROADER)
    return above


@pytest.mark.parametrize("name", ["functions.ttl", "agencies.ttl", "posts.ttl"])
def test_labels_are_tagged_with_a_language_and_one_is_preferred_in_each(name: str) -> None:
    for entry in entries(name).values():
        assert entry.labels(), entry.iri
        assert {label.language for label in entry.labels()} <= set(LANGUAGES), entry.iri
        preferred = [label.language for label in entry.texts[LABELS[0]]]
        assert len(preferred) == len(set(preferred)), entry.iri
        # SKOS S13: a label is preferred, alternative or hidden, and one of them.
        assert len(entry.labels()) == len(set(entry.labels())), entry.iri


def test_every_agency_has_an_english_and_a_russian_name() -> None:
    lacking = [entry.code for entry in agencies() if not {"en", "ru"} <= {x.language for x in entry.texts[LABELS[0]]}]
    assert lacking == []


def test_national_agencies_have_their_state_in_their_name_and_international_ones_none() -> None:
    # Organisations whose own name begins with two letters and a hyphen would need an entry here.
    international = {"un", "eu"}
    for entry in agencies():
        prefix = re.match(r"([a-z]{2})-", entry.code)
        national = prefix is not None and prefix.group(1) not in international
        state = entry.only(STATE)
        assert (state is not None) == national, entry.code
        assert state is None or state.lower() == entry.code[:2], entry.code


def test_agencies_named_after_a_function_have_that_function() -> None:
    for entry in agencies():
        state, rest = entry.only(STATE), entry.code[3:]
        if state is not None and rest in functions():
            assert rest in functions_above(entry.only(FUNCTION)), entry.code


def test_links_lead_somewhere() -> None:
    known = {entry.iri for entry in agencies()}
    for entry in agencies():
        assert set(entry.links[PART_OF]) <= known, entry.code
        assert entry.iri not in entry.links[PART_OF]
    for entry in [*agencies(), *entries("posts.ttl").values()]:
        function = entry.only(FUNCTION)
        assert function is None or function in functions(), entry.iri
    for code in functions():
        assert functions_above(code)


def test_wikidata_identifiers_are_used_once() -> None:
    used = [iri for entry in agencies() for iri in entry.links[SAME_AS]]
    assert len(used) == len(set(used))
    assert all(iri.startswith("http://www.wikidata.org/entity/Q") for iri in used)


@pytest.mark.parametrize("code", CONTRACT.split())
def test_functions_of_the_contract_have_names_in_six_languages(code: str) -> None:
    assert {label.language for label in functions()[code].texts[LABELS[0]]} == set(LANGUAGES)


def test_no_common_word_names_a_body() -> None:
    bad = {
        (entry.code, label.value)
        for entry in [*agencies(), *functions().values()]
        for label in entry.labels()
        if label.value.casefold() in DANGEROUS[label.language or "en"].split()
    }
    assert bad == set()


def test_a_form_of_two_bodies_is_a_function_and_an_agency_that_has_it() -> None:
    owners: dict[tuple[str | None, str, bool], set[str]] = defaultdict(set)
    found: dict[str, Entry] = {entry.iri: entry for entry in [*agencies(), *functions().values()]}
    for entry in found.values():
        for label in entry.labels():
            acronym = label.value.isupper() and len(label.value) <= ACRONYM_LENGTH
            owners[label.language, " ".join(tokenize(label.value).norms), acronym].add(entry.iri)
    for form, iris in owners.items():
        if len(iris) > 1:
            kinds = sorted(found[iri].iri.removeprefix(ID).split("/")[0] for iri in iris)
            assert kinds == ["agency", "function"], (form, iris)
            agency, function = sorted(iris)
            shared = functions_above(found[agency].only(FUNCTION)) & functions_above(found[function].code)
            assert shared, (form, iris)


def test_posts_have_names_in_six_languages_and_ranks_at_least_in_two() -> None:
    # In English and Chinese these offices are those of the United States (posts-of-one-state.ttl).
    elsewhere = {"secretary-of-state": {"en", "zh"}, "under-secretary": {"zh"}}
    for entry in of_class("posts.ttl", "PostType"):
        languages = {label.language for label in entry.texts[LABELS[0]]}
        assert languages == set(LANGUAGES) - elsewhere.get(entry.code, set()), entry.code
    for entry in of_class("posts.ttl", "Honorific"):
        assert {"en", "ru"} <= {label.language for label in entry.texts[LABELS[0]]}, entry.code
