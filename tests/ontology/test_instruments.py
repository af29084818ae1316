"""Documents that the world knows by name: the table's rows, and names in any case of their words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from ontology.instruments import instrument_around
from ontology.tokens import tokenize
from tests.ontology.tables import rows, states

KINDS = frozenset(
    [
        "treaty",
        "agreement",
        "memorandum",
        "protocol",
        "programme",
        "plan",
        "declaration",
        "statement",
        "contract",
        "other",
    ]
)
ROWS = rows("instruments.tsv")
BODIES = frozenset(
    [
        "UN",
        "EU",
        "ASEAN",
        "CIS",
        "SCO",
        "CSTO",
        "AU",
        "ECOWAS",
        "GCC",
        "CoE",
        "NATO",
        "OSCE",
        "OECD",
        "WCO",
        "WTO",
        "LAS",
        "OIC",
        "OAS",
        "MERCOSUR",
        "CARICOM",
        "SADC",
        "EAC",
        "BRICS",
        "SAARC",
        "BIMSTEC",
        "PIF",
        "CICA",
        "BSEC",
        "INTERPOL",
    ]
)


def test_a_row_has_a_kind_a_status_a_day_parties_and_names() -> None:
    for identifier, kind, status, date, parties, *names in ROWS:
        assert re.fullmatch(r"[a-z0-9-]+", identifier)
        assert kind in KINDS, identifier
        assert status in {"in-force", "signed", "planned", "terminated"}, identifier
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", date), identifier
        assert set(parties.split()) <= states() | BODIES, identifier
        assert len(names) == 6, identifier
        assert any(names), identifier


def test_no_document_is_listed_twice_and_no_name_is_that_of_two() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS)
    each_once = (
        {(at, name.lower()) for at, each in enumerate(row[5:]) for name in each.split("|") if name} for row in ROWS
    )
    names = Counter(chain.from_iterable(each_once))
    assert [name for name, number in names.items() if number > 1] == []


@pytest.mark.parametrize(
    ("text", "language", "noun", "identifier"),
    [
        ("under the UN Convention against Corruption", "en", "convention", "uncac"),
        ("The Safe Third Country Agreement", "en", "agreement", "safe-third-country"),
        ("Работа идёт по Кишинёвской конвенции о правовой помощи", "ru", "конвенции", "chisinau-convention-2002"),
        ("за конвенцією ООН проти корупції", "uk", "конвенцією", "uncac"),
        ("theo Công ước Palermo", "vi", "ước", "untoc"),
        ("根据联合国海洋法公约", "zh", "约", "unclos"),
    ],
)
def test_a_name_around_a_noun_tells_the_document(text: str, language: str, noun: str, identifier: str) -> None:
    norms = tokenize(text).norms
    at = norms.index(tokenize(noun).norms[0])
    found = instrument_around(norms, language, at, at + 1, 10)
    assert found is not None
    assert found.identifier == identifier


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("under a convention against corruption", "en", "convention"),
        ("конвенция о правовой помощи", "ru", "конвенция"),
        ("Pháp và Đức ký công ước", "vi", "ước"),
    ],
)
def test_a_noun_without_such_a_name_is_no_known_document(text: str, language: str, noun: str) -> None:
    norms = tokenize(text).norms
    at = norms.index(tokenize(noun).norms[0])
    assert instrument_around(norms, language, at, at + 1, 10) is None
