"""Reads the hand-written tables beside this module: CSV with a header, several values in a cell parted by ``;``."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent
LEXICON = HERE.parent / "lexicon"
LANGUAGES = ("en", "ru", "uk", "be", "vi", "zh")

APOSTROPHES = str.maketrans({"'": "’", "ʼ": "’"})


def rows(name: str) -> list[dict[str, str]]:
    """The rows of ``<name>.csv``; a row with too few or too many cells is an error."""
    path = HERE / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        table = list(reader)
    for row in table:
        if None in row or None in row.values():
            raise ValueError(f"{path.name}: the row {row} does not have {len(reader.fieldnames or ())} cells")
    return table


def cell(text: str) -> list[str]:
    """The values of one cell, with one kind of apostrophe."""
    return [part.strip().translate(APOSTROPHES) for part in text.split(";") if part.strip()]


def words(text: str) -> frozenset[str]:
    """A set of words written as one text, parted by spaces: a long list stays readable."""
    return frozenset(text.split())
