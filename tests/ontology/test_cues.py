"""The cue words: complete in every language, of the contract's codes, and without forms that stand for two things."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pytest
from pyoxigraph import BlankNode, Literal, RdfFormat, parse

from ontology.lexicon import FOLDER, load_lexicon
from ontology.tokens import tokenize

C = "https://w3id.org/comity#"
DATA = "https://w3id.org/comity/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
LABELS = {SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"}
LANGUAGES = ("en", "ru", "be", "uk", "vi", "zh")
FILES = sorted(FOLDER.glob("cues-*.ttl"))
KINDS = {
    "agreement-kind": "treaty agreement memorandum protocol programme plan declaration statement contract other",
    "agreement-status": "signed ratified approved planned proposed in-force terminated",
    "meeting-kind": "meeting talks visit call session conference exercise ceremony",
}
CODES = {DATA + f"{scheme}/{code}" for scheme, codes in KINDS.items() for code in codes.split()}
THREATS = {
    DATA + f"threat/{code}"
    for code in ("arms-trafficking", "human-trafficking", "illegal-migration", "smuggling", "drug-trafficking")
}
EVENTS = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb")
TIME_AND_TRUTH = "planned negation proposed background draft guard decree said effect private firm business withheld"
ACTORS = "pair pair-bodies counterpart side home between newsroom actor bystander revision"
GOODS = "traffic trafficked"
OTHERS = "closing duration party"
TYPES = (*EVENTS, *TIME_AND_TRUTH.split(), *ACTORS.split(), *GOODS.split(), *OTHERS.split())
IN_SOME = {"price", "urging", "in-general", "sidelines", "force", "unmet", "sport", "bearer", "asker", "reaction"}
"""Types that need words only where a language has them before their noun."""
TWO_READINGS: dict[tuple[str, str], str] = {}
"""Forms that may lead to two cues of one type: (language, form) to the reason."""


class Form(NamedTuple):
    language: str
    text: str

    @property
    def compared(self) -> tuple[str, str]:
        return self.language, " ".join(tokenize(self.text).norms)


class Cue(NamedTuple):
    iri: str
    props: dict[str, str]
    labels: dict[str, list[Form]]
    """Property to its forms."""

    @property
    def meaning(self) -> tuple[str | None, ...]:
        return tuple(self.props.get(name) for name in ("kind", "status", "weak"))

    @property
    def forms(self) -> list[Form]:
        return [form for forms in self.labels.values() for form in forms]


def read(paths) -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for path in paths:
        for triple in parse(path=path, format=RdfFormat.TURTLE):
            assert not isinstance(triple.subject, BlankNode)
            assert not isinstance(triple.object, BlankNode)
            cue = cues.setdefault(triple.subject.value, Cue(triple.subject.value, {}, defaultdict(list)))
            predicate, value = triple.predicate.value, triple.object
            if predicate in LABELS:
                assert isinstance(value, Literal)
                cue.labels[predicate].append(Form(value.language, value.value))
            else:
                cue.props[predicate.removeprefix(C)] = value.value
    return cues


@pytest.fixture(scope="module")
def cues() -> dict[str, Cue]:
    """The cues of all files, with the inflected forms that are generated from them."""
    found = read([*sorted(FOLDER.glob("*.ttl")), *sorted(FOLDER.glob("forms/*.ttl"))])
    return {iri: cue for iri, cue in found.items() if iri.startswith(f"{DATA}cue/")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_parses_without_blank_nodes(path):
    assert read([path])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TYPES)
def test_cue_type_has_words_in_every_language(cues, kind, language):
    words = [form for cue in cues.values() if cue.props["cueType"] == kind for form in cue.forms]
    assert any(form.language == language for form in words)


@pytest.mark.parametrize("scheme", KINDS)
def test_code_is_announced_in_every_language(cues, scheme):
    for code in KINDS[scheme].split():
        announcing = [cue for cue in cues.values() if DATA + f"{scheme}/{code}" in cue.props.values()]
        assert {form.language for cue in announcing for form in cue.forms} == set(LANGUAGES), code


def test_cue_types_and_codes_are_those_of_the_contract(cues):
    for cue in cues.values():
        assert cue.props["cueType"] in {*TYPES, *IN_SOME}
        assert {cue.props[name] for name in ("kind", "status") if name in cue.props} <= CODES | THREATS


def test_event_cues_tell_kind_or_status_and_only_they(cues):
    for cue in cues.values():
        wanted = {
            "agreement-noun": "kind",
            "agreement-verb": "status",
            "meeting-noun": "kind",
            "meeting-verb": "kind",
            "trafficked": "kind",
        }
        told = {name for name in ("kind", "status") if name in cue.props}
        assert told == ({wanted[cue.props["cueType"]]} if cue.props["cueType"] in wanted else set()), cue.iri


def test_one_preferred_label_a_language(cues):
    for cue in cues.values():
        languages = [form.language for form in cue.labels[SKOS + "prefLabel"]]
        assert len(languages) == len(set(languages)), cue.iri


def test_guard_says_what_it_masks(cues):
    assert all(cue.props.get("masks") for cue in cues.values() if cue.props["cueType"] == "guard")


def test_form_has_one_meaning_within_its_type(cues):
    meanings: dict[tuple[str, tuple[str, str]], set] = defaultdict(set)
    for cue in cues.values():
        for form in cue.forms:
            meanings[cue.props["cueType"], form.compared].add(cue.meaning)
    double = {form for (_, form), found in meanings.items() if len(found) > 1}
    assert double == set(TWO_READINGS)


def test_guard_hides_no_other_cue_and_no_name(cues):
    guards = {form.compared: form for cue in cues.values() if cue.props["cueType"] == "guard" for form in cue.forms}
    others = [entry for entry in read(sorted(FOLDER.rglob("*.ttl"))).values() if entry.props.get("cueType") != "guard"]
    assert not [(cue.iri, form.text) for cue in others for form in cue.forms if form.compared in guards]


CASES = [
    ("en", "a memorandum of understanding was signed", ["agreement-noun memorandum", "agreement-verb signed"]),
    ("en", "approved a joint action plan", ["agreement-verb approved", "agreement-noun plan"]),
    ("en", "the treaty entered into force", ["agreement-noun treaty", "agreement-verb in-force"]),
    ("en", "withdrew from the convention", ["agreement-verb terminated", "agreement-noun treaty"]),
    ("en", "met the mandatory conditions", []),
    ("en", "meeting the needs of both sides", ["pair"]),
    ("en", "invited to visit", []),
    ("en", "held a press conference", []),
    ("en", "is scheduled to visit", ["planned", "meeting-noun visit"]),
    ("en", "a telephone conversation", ["meeting-noun call"]),
    ("en", "called for peace", ["withheld"]),
    ("en", "the state programme", []),
    ("ru", "меморандум", ["agreement-noun memorandum"]),
    ("ru", "дорожная карта", ["agreement-noun plan"]),
    ("ru", "протокол об административном правонарушении", []),
    ("ru", "тем не менее", []),
    ("ru", "на учениях", ["meeting-noun exercise"]),
    ("be", "сустрэліся", ["meeting-verb meeting"]),
    ("uk", "набуло чинності", ["agreement-verb in-force"]),
    ("vi", "đã ký Bản ghi nhớ", ["agreement-verb signed", "agreement-noun memorandum"]),
    ("vi", "tiếp tục theo dõi", []),
    ("vi", "sang thăm chính thức", ["meeting-verb visit"]),
    ("vi", "đăng ký", []),
    ("zh", "双方签署谅解备忘录", ["pair", "agreement-verb signed", "agreement-noun memorandum"]),
    ("zh", "未来", []),
    ("zh", "举行新闻发布会", []),
    ("zh", "第50次会议", ["meeting-noun session"]),
    ("zh", "审议通过行动计划", ["agreement-verb approved", "agreement-noun plan"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_words_are_read_as(language, text, expected):
    found = []
    for match in load_lexicon().matches(text, tokenize(text), frozenset({language})):
        props = [reading.concept.props for reading in match.readings if reading.concept.kind == "cue"]
        if props and not any(one["cueType"] == "guard" for one in props):
            found += sorted({" ".join(filter(None, (p["cueType"], p.get("kind"), p.get("status")))) for p in props})
    assert found == expected
