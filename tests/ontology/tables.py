"""The package's tables of facts of the world, row by row."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import ontology
from ontology.lexicon import load_lexicon


def rows(name: str) -> list[list[str]]:
    """The cells of a table's rows, the comments left out."""
    lines = (Path(ontology.__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@cache
def states() -> frozenset[str]:
    """The codes of all states that the lexicon knows."""
    return frozenset(concept.code for concept in load_lexicon().concepts if concept.kind == "country")
