"""Regions and cities, and the one state in which each is: `Marsabit`, `Smolensk`, `廖内群岛`.

The rows of `regions.tsv` are a state (ISO 3166-1), `latin` or `han`, and names with `|` between. Names in Cyrillic letters, adjectives
among them (`Гомельской`), are compared letter by letter as they are transliterated. Places that are borne in two states are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.cached import compiled
from ontology.personal import is_han, stem
from ontology.personal.origins import letters

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = Path(__file__).parent / "regions.tsv"
# Raise it when the compiled form changes; it is part of the cache's key.
_COMPILER = 4


def region_state(name: str) -> str | None:
    """The state in which a region or city of this name is, in any case or as an adjective; None if it is not listed."""
    return _table().get(_key(name))


@cache
def _table() -> dict[str, str]:
    content = _FILE.read_bytes()
    return compiled("regions", _COMPILER, [content], lambda: _compile(content.decode()))


def _compile(text: str) -> dict[str, str]:
    names = [
        (name, state)
        for state, _, words in (row.split("\t") for row in text.splitlines() if not row.startswith("#"))
        for name in words.split("|")
    ]
    adjectives = _of_one_state((_key(f"{name}sk"), state) for name, state in names if not is_han(name))
    return adjectives | _of_one_state((_key(name), state) for name, state in names)


def _of_one_state(keys: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, state in keys:
        found.setdefault(key, set()).add(state)
    return {key: min(states) for key, states in found.items() if len(states) == 1}


def _key(name: str) -> str:
    """How a name is compared: as written in Chinese, else by its letters without their marks and cases."""
    return name if is_han(name) else letters(stem(name))
