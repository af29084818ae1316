"""Threats and calendar words: complete in their languages, well-formed, and found in sentences."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.compiling import written_out
from ontology.lexicon import Lexicon, load_lexicon
from ontology.names import NAMES
from ontology.reference import LEXICON
from ontology.terms import RDF, SKOS, C
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = frozenset({"en", "ru", "be", "uk", "vi", "zh"})
CODES = (
    *("terrorism", "terrorist-financing", "extremism", "separatism", "organized-crime", "transnational-crime"),
    *("cybercrime", "corruption", "drug-trafficking", "human-trafficking", "illegal-migration", "arms-trafficking"),
    *("smuggling", "money-laundering", "fraud", "economic-crime", "colour-revolution", "hybrid-warfare"),
    *("disinformation", "wmd-proliferation", "border-violations", "emergencies", "counterfeiting"),
    *("child-exploitation", "armed-conflict", "sanctions", "violent-crime", "crime"),
)
"""What the public contract promises; codes may be added, none may go."""
LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
MATCHES = ("exactMatch", "closeMatch", "broadMatch")
ROOTS = {NAMES.code("threat", "crime"), NAMES.code("threat", "security-threat")}


def read(name: str) -> list[Triple]:
    return [quad.triple for quad in parse(path=LEXICON / f"{name}.ttl", format=RdfFormat.TURTLE)]


threats, calendar = read("threats"), read("calendar")


def subjects(triples: list[Triple], cls: NamedNode) -> set[NamedNode]:
    return {one.subject for one in triples if one.predicate == RDF.type and one.object == cls}


def values(triples: list[Triple], subject: NamedNode, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [one.object for one in triples if one.subject == subject and one.predicate == predicate]


def labels_by_value(prop: NamedNode, *, preferred: bool = False) -> Mapping[int, Mapping[str, set[str]]]:
    """Value of a calendar property -> language -> labels, of the words with that property alone."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    kinds = {C.month, C.weekday, C.dayOffset, C.ordinalValue, C.numberValue, C.dayPart}
    props = {one.subject: one.object for one in calendar if one.predicate == prop}
    mixed = {one.subject for one in calendar if one.predicate in kinds - {prop}}
    for one in calendar:
        if one.subject in props and one.subject not in mixed and one.predicate in LABELS[: 1 if preferred else None]:
            found[int(props[one.subject].value)][one.object.language].add(one.object.value)
    return found


@pytest.mark.parametrize("triples", [threats, calendar], ids=["threats", "calendar"])
def test_labels_are_tagged_and_stand_once(triples: list[Triple]) -> None:
    assert not [one for one in triples if BlankNode in (type(one.subject), type(one.object))]
    labels = [one for one in triples if one.predicate in LABELS]
    assert {one.object.language for one in labels} == LANGUAGES
    assert [one for one in labels if one.object.value != " ".join(one.object.value.split())] == []
    assert len({(one.subject, one.object) for one in labels}) == len(labels), "SKOS S13: labels are disjoint"
    preferred = [(one.subject, one.object.language) for one in labels if one.predicate == SKOS.prefLabel]
    assert len(set(preferred)) == len(preferred), "SKOS S14: one preferred label a language"


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_a_threat_with_names_in_all_languages(code: str) -> None:
    threat = NAMES.code("threat", code)
    assert {C.Threat, SKOS.Concept} <= set(values(threats, threat, RDF.type))
    assert values(threats, threat, SKOS.notation) == [Literal(code)]
    assert values(threats, threat, SKOS.inScheme) == [NAMES.scheme("threat")]
    assert [value.language for value in values(threats, threat, SKOS.definition)] == ["en"]
    assert {value.language for value in values(threats, threat, SKOS.prefLabel)} == LANGUAGES
    named = Counter(value.language for predicate in LABELS for value in values(threats, threat, predicate))
    assert min(named[language] for language in LANGUAGES) >= 3


def test_the_tree_hangs_from_its_two_roots() -> None:
    concepts = subjects(threats, SKOS.Concept)
    broader = {one.subject: one.object for one in threats if one.predicate == SKOS.broader}
    narrower = {(one.object, one.subject) for one in threats if one.predicate.value.endswith("#narrower")}
    assert set(broader.items()) == narrower
    assert concepts - set(broader) == ROOTS
    for concept in concepts:
        above, steps = concept, 0
        while above in broader and steps < len(concepts):
            above, steps = broader[above], steps + 1
        assert above in ROOTS


def test_the_bare_heading_is_not_looked_for_in_texts() -> None:
    assert NAMES.code("threat", "security-threat") not in subjects(threats, C.Threat)


def test_outside_identifiers_are_of_eurovoc_and_wikidata() -> None:
    linked = {one.object.value for one in threats if one.predicate.value.endswith(MATCHES)}
    assert linked
    assert {iri.rpartition("/")[0] for iri in linked} <= {"http://eurovoc.europa.eu", "http://www.wikidata.org/entity"}


def test_months_and_weekdays_are_complete() -> None:
    months, weekdays = labels_by_value(C.month), labels_by_value(C.weekday)
    assert {number: set(words) for number, words in months.items()} == dict.fromkeys(range(1, 13), LANGUAGES - {"zh"})
    assert {number: set(words) for number, words in weekdays.items()} == dict.fromkeys(range(1, 8), LANGUAGES)
    assert weekdays[7]["zh"] >= {"星期日", "周日", "礼拜天"}
    assert months[4]["ru"] >= {"апрель", "апреля"}


def test_ordinals_are_complete() -> None:
    words = labels_by_value(C.ordinalValue, preferred=True)
    assert set(words) == set(range(1, 101))
    for value, names in words.items():
        assert set(names) == (LANGUAGES if value <= 60 else LANGUAGES - {"zh"})
    for language in LANGUAGES:
        names = [name for value in words.values() for name in value[language]]
        assert len(set(names)) == len(names), language


@pytest.mark.parametrize(
    ("value", "language", "word"),
    [
        (1, "zh", "首次"),
        (9, "en", "ninth"),
        (9, "ru", "IX"),
        (9, "vi", "lần thứ chín"),
        (9, "vi", "lần thứ 9"),
        (14, "en", "XIV"),
        (21, "vi", "lần thứ hai mươi mốt"),
        (22, "en", "twenty-second"),
        (22, "ru", "двадцать второго"),
        (32, "zh", "第三十二届"),
        (40, "ru", "сороковой"),
        (50, "en", "fiftieth"),
        (50, "be", "пяцідзясятае"),
        (55, "uk", "п’ятдесят п’ятого"),
        (90, "uk", "дев’яностий"),
        (100, "en", "hundredth"),
    ],
)
def test_ordinals(value: int, language: str, word: str) -> None:
    meant = {number for number, words in labels_by_value(C.ordinalValue).items() if word in words[language]}
    assert meant == {value}


def test_numbers_are_complete_but_for_the_vietnamese_five_that_is_a_year() -> None:
    numbers = labels_by_value(C.numberValue, preferred=True)
    assert set(numbers) == set(range(1, 21))
    assert {value: LANGUAGES - set(words) for value, words in numbers.items() if LANGUAGES - set(words)} == {5: {"vi"}}


@pytest.mark.parametrize(
    ("word", "language", "offset"),
    [
        ("yesterday", "en", -1),
        ("сегодня", "ru", 0),
        ("заўтра", "be", 1),
        ("позавчора", "uk", -2),
        ("chiều nay", "vi", 0),
        ("sáng qua", "vi", -1),
        ("明日", "zh", 1),
    ],
)
def test_relative_days(word: str, language: str, offset: int) -> None:
    label = Literal(word, language=language)
    days = {one.subject for one in calendar if one.predicate in LABELS and one.object == label}
    assert [values(calendar, day, C.dayOffset)[0].value for day in days] == [str(offset)]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


SENTENCES = [
    ("en", "against terrorism, cyber crime, corruption and extremism", "corruption cybercrime extremism terrorism"),
    ("en", "Organized crime and illegal drugs trade", "drug-trafficking organized-crime"),
    ("en", "transnational organised crime", "organized-crime transnational-crime"),
    ("en", "the “three evils” and active migration", "extremism illegal-migration separatism terrorism"),
    ("en", "counterterrorism and anti-drug work", "drug-trafficking terrorism"),
    ("en", "drug smuggling, arms smuggling, migrant smuggling", "arms-trafficking drug-trafficking illegal-migration"),
    ("en", "absolutely illegal unilateral economic sanctions, a permanent hybrid war", "hybrid-warfare sanctions"),
    ("en", "at least one colour revolution, an attempt at a coup d’état", "colour-revolution"),
    ("en", "fraud centres including call centres", "fraud"),
    ("en", "cooperation in information security and cybersecurity", ""),
    ("en", "since the Second World War; the 1941-1945 Great Patriotic War; war veterans", ""),
    ("en", "an emergency meeting on a conflict of interest", ""),
    ("ru", "незаконный оборот наркотических средств и психотропных веществ", "drug-trafficking"),
    ("ru", "легализация доходов, полученных преступным путем", "money-laundering"),
    ("ru", "Великая Отечественная война", ""),
    ("ru", "противодействие терроризму, экстремизму и киберпреступности", "cybercrime extremism terrorism"),
    ("be", "барацьба з тэрарызмам і злачыннасцю", "crime terrorism"),
    ("uk", "протидія тероризму та корупції", "corruption terrorism"),
    ("ru", "контрабанда наркотиков, торговля людьми", "drug-trafficking human-trafficking"),
    ("be", "незаконная міграцыя і гандаль людзьмі", "human-trafficking illegal-migration"),
    ("uk", "кіберзлочинність, відмивання грошей", "cybercrime money-laundering"),
    (
        "vi",
        "phòng, chống tội phạm có tổ chức, tội phạm sử dụng công nghệ cao, tội phạm khủng bố, tội phạm mua bán người",
        "cybercrime human-trafficking organized-crime terrorism",
    ),
    ("vi", "ma túy, ma tuý, rửa tiền, tài trợ khủng bố", "drug-trafficking money-laundering terrorist-financing"),
    ("vi", "hoạt động chống phá nước kia", ""),
    ("zh", "打击跨国有组织犯罪、电信网络诈骗和毒品犯罪", "drug-trafficking fraud organized-crime transnational-crime"),
    ("zh", "合作打击“三股势力”，加强反恐、反腐败", "corruption extremism separatism terrorism"),
    ("zh", "世界反法西斯战争胜利", ""),
]


def written(name: str) -> list[tuple[str, str, str]]:
    with (Path(__file__).parent / "cases" / name).open(encoding="utf-8", newline="") as table:
        return [(row["lang"], row["wording"], row["codes"]) for row in csv.DictReader(table)]


SENTENCES += [*written("threats.csv"), *written("slavic_threats.csv")]


@pytest.mark.parametrize(("language", "sentence", "codes"), SENTENCES, ids=[sentence for _, sentence, _ in SENTENCES])
def test_threats_are_found_in_sentences(lexicon: Lexicon, language: str, sentence: str, codes: str) -> None:
    matches = lexicon.matches(sentence, tokenize(sentence), frozenset({language}))
    told = [[one.concept for one in match.readings] for match in matches]
    unmasked = [concepts for concepts in told if not any(one.props.get("cueType") == "guard" for one in concepts)]
    assert sorted({one.code for concepts in unmasked for one in concepts if one.kind == "threat"}) == codes.split()


def test_a_wording_with_choices_stands_for_each_of_its_labels() -> None:
    assert list(written_out("{fake|forged} {visa|stamp}")) == ["fake visa", "fake stamp", "forged visa", "forged stamp"]
    assert list(written_out("恐怖{分子|}")) == ["恐怖分子", "恐怖"]
    assert list(written_out("smuggled goods")) == ["smuggled goods"]


@pytest.mark.parametrize("name", ["threats-english", "threats-vi-zh"])
def test_no_wording_names_a_state(lexicon: Lexicon, name: str) -> None:
    """The longest form wins: the state in it would be lost."""
    for one in read(name):
        if isinstance(one.object, Literal):
            for label in written_out(one.object.value):
                tokens = tokenize(label)
                found = lexicon.matches(label, tokens, frozenset({one.object.language}), frozenset({"country"}))
                assert [one for one in found if any(reading.form != "short" for reading in one.readings)] == [], label
