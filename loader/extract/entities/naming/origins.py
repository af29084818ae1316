"""Where names are borne: which of a story's states a personal name fits, by given names and endings of family names."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ontology.personal import latin, skeleton, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORTEST_KEY = 3
# A surname of fewer letters is no ending.
_SHORTEST_ROOT = 2
# What an ending weighs against a whole name.
_OF_NAME, _OF_ENDING = 2, 1


@dataclass(frozen=True, slots=True)
class _Area:
    states: frozenset[str]
    keys: frozenset[str]
    endings: tuple[str, ...]
    prefixes: frozenset[str]
    latin: bool
    """Whether only the spelling in Latin letters tells the state."""


@lru_cache(maxsize=50_000)  # the names of those who make news come again
def _keys(word: str) -> frozenset[str]:
    """What is compared of a name: its consonants if they are enough, else all its letters; with and without a case ending."""
    keys = set()
    for form in {word.casefold(), stem(word)}:
        bones = skeleton(form)
        keys.add(bones if len(bones) >= _SHORTEST_KEY else latin(form))
    return frozenset(keys)


def _read() -> tuple[_Area, ...]:
    data = tomllib.loads(files(__package__).joinpath("origins.toml").read_text(encoding="utf-8"))
    return tuple(
        _Area(
            frozenset(area["states"].split()),
            frozenset(key for name in area["names"].split() for key in _keys(name)),
            tuple(latin(ending) for ending in area["endings"].split()),
            frozenset(area.get("prefixes", "").split()),
            area.get("latin", False),
        )
        for area in data["area"]
    )


_AREAS = _read()


def fitting(words: Sequence[str], states: Sequence[str]) -> dict[str, int]:
    """How well a name fits each of some states: 0 where nothing of it is known to be borne there."""
    parts = [part for word in words for part in word.split("-")]
    keys = [_keys(word) for word in parts]
    last = {latin(form) for form in (parts[-1].casefold(), stem(parts[-1]))}
    in_latin = unicodedata.name(words[-1][0], "").startswith("LATIN")
    fits = dict.fromkeys(states, 0)
    for area in _AREAS:
        borne = [state for state in states if state in area.states and (in_latin or not area.latin)]
        if borne:
            weight = _OF_NAME * sum(not key.isdisjoint(area.keys) for key in keys)
            weight += _OF_ENDING * any(_ends(word, ending) for word in last for ending in area.endings)
            weight += _OF_NAME * any(latin(part) in area.prefixes for part in parts)
            for state in borne:
                fits[state] = max(fits[state], weight)
    return fits


def only_fitting(words: Sequence[str], states: Sequence[str]) -> str | None:
    """The only one of some states that a name fits; None if it fits none or several."""
    fits = [state for state, weight in fitting(words, states).items() if weight]
    return fits[0] if len(fits) == 1 else None


def _ends(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_ROOT
