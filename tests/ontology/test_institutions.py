"""Which states call a public body so: the table's rows, and names in any case of their words."""

from __future__ import annotations

import pytest

from ontology.institutions import named_bodies, owners
from ontology.tokens import tokenize
from tests.ontology.tables import rows, states

ROWS = rows("bodies.tsv")


def test_a_row_has_states_of_the_lexicon_a_language_and_names() -> None:
    for codes, language, names in ROWS:
        assert set(codes.split()) <= states(), codes
        assert language in {"en", "ru", "be", "uk", "vi", "zh"}
        assert all(name.strip() == name != "" for name in names.split("|")), names


@pytest.mark.parametrize(
    ("name", "language", "some", "none"),
    [
        ("Ministry of External Affairs", "en", {"IN"}, {"FR"}),
        ("Ministry of Public Security", "en", {"CN", "VN", "LA"}, {"RU"}),
        ("Гражданской гвардией", "ru", {"ES"}, {"RU"}),
        ("Комитета государственных доходов", "ru", {"KZ", "AM"}, {"RU"}),
        ("公安部", "zh", {"CN"}, {"US"}),
    ],
)
def test_a_name_is_that_of_some_states(name: str, language: str, some: set[str], none: set[str]) -> None:
    assert some <= owners(name, language)
    assert owners(name, language).isdisjoint(none)


@pytest.mark.parametrize(
    ("name", "language"), [("Interior Ministry", "en"), ("Министр общественной безопасности", "ru")]
)
def test_a_name_of_all_states_or_of_an_office_tells_none(name: str, language: str) -> None:
    assert owners(name, language) == frozenset()


def test_the_longest_name_in_a_sentence_is_found() -> None:
    norms = tokenize("Talks at the Ministry of External Affairs in Delhi").norms
    (found,) = named_bodies(norms, "en", range(len(norms)))
    assert norms[found.start : found.end] == ["ministry", "of", "external", "affairs"]
    assert "IN" in found.states
