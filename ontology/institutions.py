"""Which states call a public body so: `Ministry of Public Security`, `Комитет государственных доходов`, `司法警察局`.

The rows of `bodies.tsv` are states (ISO 3166-1), a language, and names with `|` between. Names that very many states use
are left out. They are hints, which tell some of a story's states from others only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ontology.cached import compiled
from ontology.phrases import INFLECTED, Phrases
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_FILE = Path(__file__).parent / "bodies.tsv"
# Raise it when the compiled form changes; it is part of the cache's key.
_COMPILER = 1
# What cases leave of a word in these languages.
_STEM = 4
_MINISTER = ("министр", "міністр")


class Named(NamedTuple):
    """A listed name in a sentence: tokens [start, end), and the states that use it."""

    start: int
    end: int
    states: frozenset[str]


def owners(name: str, language: str) -> frozenset[str]:
    """The states that have a body of this name, in any case of its words; none if the name is not listed."""
    return _names(language).named(name) or frozenset()


def named_bodies(norms: Sequence[str], language: str, places: Iterable[int]) -> Iterator[Named]:
    """The longest name of a body that begins at each of some tokens of a sentence, given their compared forms."""
    names = _names(language)
    for at in places:
        found = names.longest(norms, at)
        if found is not None:
            yield Named(at, *found)


@cache
def _names(language: str) -> Phrases[frozenset[str]]:
    return Phrases(_table().get(language, {}), _stem_of(language))


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    content = _FILE.read_bytes()
    return compiled("institutions", _COMPILER, [content], lambda: _compile(content.decode()))


def _compile(text: str) -> dict[str, dict[str, frozenset[str]]]:
    """Language -> a name, as it is compared -> the states that use it."""
    tables: dict[str, dict[str, frozenset[str]]] = {}
    for row in text.splitlines():
        if row.startswith("#"):
            continue
        states, language, names = row.split("\t")
        table = tables.setdefault(language, {})
        for name in names.split("|"):
            key = " ".join(map(_stem_of(language), tokenize(name).norms))
            table[key] = table.get(key, frozenset()) | frozenset(states.split())
    return tables


def _stem_of(language: str) -> Callable[[str], str]:
    return _stem if language in INFLECTED else str


def _stem(norm: str) -> str:
    """A word as it is compared where it takes cases; of a minister more is kept than of a ministry."""
    return norm[: _STEM if not norm.startswith(_MINISTER) else len(_MINISTER[0])]
