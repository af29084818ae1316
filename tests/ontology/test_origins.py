"""Where personal names are borne: the table's rows, and what names in several alphabets tell of states."""

from __future__ import annotations

from pathlib import Path

import pytest

import ontology
from ontology.personal.origins import fitting
from tests.ontology.tables import rows, states

FILES = sorted(path.name for path in (Path(ontology.__file__).parent / "personal" / "borne").glob("*.tsv"))
KINDS = {"given", "family", "ending", "han", "han-ending", "han-opening"}


@pytest.mark.parametrize("file", FILES)
def test_a_row_has_states_of_the_lexicon_a_kind_and_words(file: str) -> None:
    known = states()
    for codes, kind, words in rows(f"personal/borne/{file}"):
        assert set(codes.split()) <= known, codes
        assert kind.removeprefix("latin-") in KINDS, kind
        assert words.split(), codes
        assert all(len(word) > 1 or kind.startswith("han") for word in words.split()), (codes, kind)


@pytest.mark.parametrize(
    ("name", "state", "other"),
    [
        ("Wanjiku Kamau", "KE", "ET"),
        ("Вахтангу Гелашвили", "GE", "KZ"),  # in a case, in Cyrillic letters
        ("Яцэк Кавальскі", "PL", "LT"),  # a Polish c is spoken and written as ts
        ("Oleksandr Shevchenko", "UA", "RU"),  # spelled as one state spells it
        ("Bjarni Gunnarsdóttir", "IS", "PT"),
        ("于尔根·施密特", "DE", "RS"),
        ("朴振", "KR", "DE"),  # a Korean family name opens it
        ("Nguyễn Văn Hùng", "VN", "KH"),
    ],
)
def test_a_name_fits_the_state_where_it_is_borne(name: str, state: str, other: str) -> None:
    fits = fitting(name.split(), [other, state])
    assert fits[state] > fits[other]
    assert fits[state] >= 2


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Muhammad Ali", ["EG", "PK"]),  # borne in both
        ("Александр Ковалёв", ["BY", "RU", "UA"]),  # in Cyrillic letters each writes it so
        ("Qwx Zvbn", ["FR", "CN"]),  # borne nowhere
    ],
)
def test_a_name_tells_no_states_apart_that_share_it(name: str, states: list[str]) -> None:
    assert len(set(fitting(name.split(), states).values())) == 1


def test_a_name_of_no_words_fits_nowhere() -> None:
    assert fitting([], ["BY"]) == {"BY": 0}
