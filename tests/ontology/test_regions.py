"""Regions and cities: the table's rows, and names in several alphabets."""

from __future__ import annotations

from collections import defaultdict

import pytest

from ontology.regions import region_state
from tests.ontology.tables import rows, states

ROWS = rows("regions.tsv")


def test_a_row_has_a_state_of_the_lexicon_a_script_and_names() -> None:
    known = states()
    for state, script, names in ROWS:
        assert state in known, state
        assert script in {"latin", "han"}
        assert all(name.strip() == name != "" for name in names.split("|")), names


def test_no_name_is_of_two_states() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for state, _, names in ROWS:
        for name in names.split("|"):
            found[name.casefold()].add(state)
    assert not {name: states for name, states in found.items() if len(states) > 1}


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Saxony", "DE"),
        ("Смоленской", "RU"),  # an adjective in a case
        ("Гродзенскай", "BY"),
        ("Саратовского", "RU"),
        ("Quảng Trị", "VN"),
        ("Quang Tri", "VN"),
        ("廖内群岛", "ID"),
        ("Nowhereville", None),
    ],
)
def test_a_place_is_in_its_state(name: str, state: str | None) -> None:
    assert region_state(name) == state
