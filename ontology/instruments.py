"""Documents that the world knows by name: `the Rome Statute`, `Конвенция ООН против коррупции`, `上海合作组织宪章`.

The rows of `instruments.tsv` are an identifier, a kind of document, how far it has come, the day of signature or adoption, the
parties (ISO 3166-1, or a body whose members they are), and names with `|` between in English, Russian, Belarusian, Ukrainian,
Vietnamese and Chinese. Names of one word are not looked for, nor is a kind or
a day taken from a row: what a text says of a document goes before what is known of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ontology.cached import compiled
from ontology.phrases import INFLECTED, Phrases
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FILE = Path(__file__).parent / "instruments.tsv"
# Raise it when the compiled form changes; it is part of the cache's key.
_COMPILER = 1
_LANGUAGES = ("en", "ru", "be", "uk", "vi", "zh")
# What cases leave of a word.
_STEM = 5
_STATE = 2  # letters of a state's code; bodies whose members are parties have longer ones, but for the EU and the AU
_BODIES = frozenset({"EU", "AU", "UN"})


class Instrument(NamedTuple):
    """A document that is known by name."""

    identifier: str
    status: str
    """How far it has come: `signed`, `in-force`, `terminated` or `planned`."""
    parties: tuple[str, ...]
    """The states that are its parties; none where these are the members of a body, or all the world."""


def instrument_around(norms: Sequence[str], language: str, start: int, end: int, reach: int) -> Instrument | None:
    """The document whose name covers tokens [start, end) of a sentence and begins at most `reach` before them; None if none does."""
    names = _names(language)
    for at in range(max(0, start - reach), start + 1):
        found = names.longest(norms, at)
        if found is not None and found[0] >= end:
            identifier, status, parties = found[1]
            return Instrument(identifier, status, tuple(parties))
    return None


@cache
def _names(language: str) -> Phrases[tuple[str, str, list[str]]]:
    return Phrases(_table().get(language, {}), _stem_of(language))


@cache
def _table() -> dict[str, dict[str, tuple[str, str, list[str]]]]:
    content = _FILE.read_bytes()
    return compiled("instruments", _COMPILER, [content], lambda: _compile(content.decode()))


def _compile(text: str) -> dict[str, dict[str, tuple[str, str, list[str]]]]:
    """Language -> a name, as it is compared -> which document bears it; names of one word say too little."""
    tables: dict[str, dict[str, tuple[str, str, list[str]]]] = {language: {} for language in _LANGUAGES}
    for row in text.splitlines():
        if row.startswith("#"):
            continue
        identifier, _, status, _, parties, *names = row.split("\t")
        states = parties.split()
        known = identifier, status, states if all(map(_is_state, states)) else []
        for language, each in zip(_LANGUAGES, names, strict=True):
            for words in (tokenize(name).norms for name in each.split("|") if name):
                if len(words) > 1:
                    tables[language][" ".join(map(_stem_of(language), words))] = known
    return tables


def _is_state(party: str) -> bool:
    return len(party) == _STATE and party not in _BODIES


def _stem_of(language: str) -> Callable[[str], str]:
    return _stem if language in INFLECTED else str


def _stem(norm: str) -> str:
    """A word as it is compared where it takes cases."""
    return norm[:_STEM]
