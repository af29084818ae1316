"""Regions and cities: the table's rows, and names in several alphabets."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import ontology
from ontology.lexicon import load_lexicon
from ontology.regions import region_state

ROWS = [
    line.split("\t")
    for line in (Path(ontology.__file__).parent / "regions.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_a_row_has_a_state_of_the_lexicon_a_script_and_names() -> None:
    states = {concept.code for concept in load_lexicon().concepts if concept.kind == "country"}
    for state, script, names in ROWS:
        assert state in states, state
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
