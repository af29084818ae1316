"""Open classes of words that tell names of persons from other capitalised words; they stand in words.toml."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from loader.extract.words import folded

_TABLE: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def vocabulary(section: str, *parts: str) -> frozenset[str]:
    """The words of a section, or of some of its parts, in their compared form; KeyError if there is none such."""
    words = _TABLE[section]
    return frozenset().union(*(folded(words[part]) for part in parts or words))


NOT_NAMES = vocabulary("opening")
"""Words that open sentences and headlines with a capital and are no name."""
INSTITUTIONS = vocabulary("institutions")
"""Words of institutions, firms, works and places: a run that holds one is no person's name."""
