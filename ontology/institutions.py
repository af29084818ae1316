"""Which states call a public body so: `Ministry of Public Security`, `Комитет государственных доходов`, `司法警察局`.

The rows of `bodies.tsv` are states (ISO 3166-1), a language, and names with `|` between. Names that very many states use
are left out. They are hints, which tell some of a story's states from others only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ontology.cached import compiled
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_FILE = Path(__file__).parent / "bodies.tsv"
# Raise it when the compiled form changes; it is part of the cache's key.
_COMPILER = 1
_INFLECTED = frozenset({"ru", "be", "uk"})
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
    return _table().get(language, {}).get(" ".join(_stems(tokenize(name).norms, language)), frozenset())


def named_bodies(norms: Sequence[str], language: str, places: Iterable[int]) -> Iterator[Named]:
    """The longest name of a body that begins at each of some tokens of a sentence, given their compared forms."""
    names, lengths = _table().get(language, {}), _lengths(language)
    for at in places:
        for length in lengths.get(_stems(norms[at : at + 1], language)[0], ()):
            states = names.get(" ".join(_stems(norms[at : at + length], language)))
            if states is not None and at + length <= len(norms):
                yield Named(at, at + length, states)
                break


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    content = _FILE.read_bytes()
    return compiled("institutions", _COMPILER, [content], lambda: _compile(content.decode()))


@cache
def _lengths(language: str) -> dict[str, list[int]]:
    """The first word of names -> how many words they have, the longest first."""
    lengths: dict[str, set[int]] = {}
    for words in map(str.split, _table().get(language, {})):
        lengths.setdefault(words[0], set()).add(len(words))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _compile(text: str) -> dict[str, dict[str, frozenset[str]]]:
    """Language -> a name, as it is compared -> the states that use it."""
    tables: dict[str, dict[str, frozenset[str]]] = {}
    for row in text.splitlines():
        if row.startswith("#"):
            continue
        states, language, names = row.split("\t")
        table = tables.setdefault(language, {})
        for name in names.split("|"):
            key = " ".join(_stems(tokenize(name).norms, language))
            table[key] = table.get(key, frozenset()) | frozenset(states.split())
    return tables


def _stems(norms: Sequence[str], language: str) -> list[str]:
    """The words as they are compared; of a minister more is kept than of a ministry."""
    if language not in _INFLECTED:
        return list(norms)
    return [norm[: _STEM if not norm.startswith(_MINISTER) else len(_MINISTER[0])] for norm in norms]
