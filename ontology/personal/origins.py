"""Where personal names are borne: which of some states a name fits, by given names, family names and their endings.

The rows of `borne/*.tsv` are states (ISO 3166-1), a kind, and words: `given` and `family` names in Latin letters, an
`ending` of family names, and `han` for how Chinese press writes names; `latin-…` counts only for what is written in
Latin letters. A name that is borne in several states stands in the rows of all: it is a hint, and tells some states from
others only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ontology.cached import compiled
from ontology.personal.key import is_han, latin, skeleton, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    _States = dict[str, frozenset[str]]

_FOLDER = Path(__file__).parent / "borne"
# Raise it when the compiled form changes; it is part of the cache's key.
_COMPILER = 2
# Fewer consonants do not tell a name from another.
_SHORTEST_KEY = 3
# Of a hyphenated name, syllables of fewer letters tell nothing alone.
_SHORTEST_PART = 4
# A family name of fewer letters is no ending.
_SHORTEST_ROOT = 2
# What an ending weighs against a whole name; one of so many letters as much, if the name itself is not listed.
_OF_NAME, _OF_ENDING = 2, 1
_LONG_ENDING = 3
# They write the names of all East Slavs their own way, so in Cyrillic letters their forms tell none of the three.
_OWN_FORMS, _EAST_SLAVIC = frozenset({"BY", "UA"}), frozenset({"RU", "BY", "UA"})
_JOINTS = re.compile(r"[·•・‧\s]+")
# What news in Latin letters writes in two ways.
_SPELLINGS = (
    ("kh", "h"), ("sch", "sh"), ("tch", "ch"), ("ph", "f"), ("w", "v"), ("ck", "k"), ("q", "k"), ("y", "i"), ("j", "i"),
)  # fmt: skip
# How names are spoken, and so written in Cyrillic letters, where Latin ones stand for other sounds than elsewhere.
_POLISH = (("sz", "š"), ("cz", "č"), ("rz", "ž"), ("ch", "h"), ("c", "ts"))
_SOUTH_SLAVIC, _CZECH = (("c", "ts"),), (("ch", "h"), ("c", "ts"))
_HUNGARIAN = (("cs", "č"), ("zs", "ž"), ("sz", "z\u0301"), ("s", "š"), ("z\u0301", "s"), ("gy", "d"), ("c", "ts"))
_SPOKEN = {
    "PL": _POLISH, "CZ": _CZECH, "SK": _CZECH, "HU": _HUNGARIAN,
    **dict.fromkeys(("SI", "HR", "RS", "BA", "ME"), _SOUTH_SLAVIC),
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


class _Table(NamedTuple):
    """What is compared of names and endings -> the states where they are borne."""

    latin: _States
    """All letters, of names in Latin letters."""
    others: _States
    """All letters and the consonants, of names in other alphabets."""
    latin_endings: _States
    endings: _States
    han: _States
    han_endings: _States
    han_openings: _States
    """Characters that open names without a dot: family names of Japan, Korea, Viet Nam and China."""


def fitting(words: Sequence[str], states: Sequence[str]) -> dict[str, int]:
    """How well a name fits each of some states: 0 where nothing of it is known to be borne there."""
    parts = [part for word in words for part in _parts(word)]
    if not parts:
        return dict.fromkeys(states, 0)
    borne = [_opening(parts), *map(_borne, parts)]
    ends = _ending_weights(parts[-1])
    return {state: _OF_NAME * sum(state in one for one in borne) + ends.get(state, 0) for state in states}


@cache
def _table() -> _Table:
    contents = [file.read_bytes() for file in sorted(_FOLDER.glob("*.tsv"))]
    return _Table(**compiled("origins", _COMPILER, contents, lambda: _compile(contents)._asdict()))


def _compile(contents: Iterable[bytes]) -> _Table:
    table = _Table({}, {}, {}, {}, {}, {}, {})
    for row in (row for content in contents for row in content.decode().splitlines() if not row.startswith("#")):
        codes, kind, words = row.split("\t")
        states, only_latin = frozenset(codes.split()), kind.startswith("latin-")
        if kind.startswith("han"):
            _add(getattr(table, kind.replace("-", "_") + "s" * (kind != "han")), words.split(), states)
        elif kind.endswith("ending"):
            for index in (table.latin_endings,) if only_latin else (table.latin_endings, table.endings):
                _add(index, map(latin, words.split()), states)
        else:
            names = {name for word in words.split() for name in (word, *_long_parts(word))}
            _add(table.latin, map(letters, names), states)
            if not only_latin:
                spoken = {_as_spoken(name, states) for name in names}
                _add(table.others, (key for name in names | spoken for key in _sounds(name)), states)
    return table


def _add(index: _States, keys: Iterable[str], states: frozenset[str]) -> None:
    for key in keys:
        index[key] = index.get(key, frozenset()) | states


def letters(word: str) -> str:
    """All letters of a name, as news spells them in one way or another."""
    text = latin(word)
    for spelling, letter in _SPELLINGS:
        text = text.replace(spelling, letter)
    return _DOUBLED.sub(r"\1", text)


def _as_spoken(name: str, states: frozenset[str]) -> str:
    """A name with letters that sound in most languages as its own do where it is borne."""
    text = unicodedata.normalize("NFC", name.casefold())
    for spelling, sound in next((_SPOKEN[state] for state in sorted(states) if states <= _SPOKEN.keys()), ()):
        text = text.replace(spelling, sound)
    return text


def _sounds(word: str) -> Iterable[str]:
    """What alphabets share of a name: all letters, or the consonants if they are enough."""
    bones = skeleton(word)
    return {letters(word), bones} if len(bones) >= _SHORTEST_KEY else {letters(word)}


def _long_parts(word: str) -> list[str]:
    return [part for part in word.split("-") if len(part) >= _SHORTEST_PART] if "-" in word else []


def _parts(word: str) -> list[str]:
    """The names in one word: `克里斯蒂安·林德纳` has two, `Jae-myung` is one, `Kosiniak-Kamysz` may be two."""
    return [
        part
        for name in _JOINTS.split(word)
        if name
        for part in ([name] if "-" not in name or _borne(name) else filter(None, name.split("-")))
    ]


@lru_cache(maxsize=50_000)  # the names of those who make news come again
def _borne(word: str) -> frozenset[str]:
    """The states where one word of a name is borne."""
    table = _table()
    if is_han(word):
        return table.han.get(word, frozenset())
    if _is_latin(word):
        return table.latin.get(letters(word), frozenset())
    keys = (key for form in (word.casefold(), stem(word)) for key in _sounds(form))
    found = frozenset[str]().union(*(table.others.get(key, ()) for key in keys))
    return found if found.isdisjoint(_OWN_FORMS) else found | _EAST_SLAVIC


def _opening(parts: Sequence[str]) -> frozenset[str]:
    """The states in which names in Chinese characters open as a name without a dot does."""
    if len(parts) > 1 or not is_han(parts[0]):
        return frozenset()
    return frozenset().union(*(_table().han_openings.get(parts[0][:at], ()) for at in range(1, len(parts[0]))))


@lru_cache(maxsize=50_000)
def _ending_weights(word: str) -> Mapping[str, int]:
    """The states in which family names end as a word does, and what that weighs: a long ending as much as a name that is not listed."""
    table = _table()
    listed = word in table.han or letters(word) in table.others
    if is_han(word):
        endings, forms = table.han_endings, {word}
    else:
        endings = table.latin_endings if _is_latin(word) else table.endings
        forms = {latin(form) for form in (word.casefold(), stem(word))}
    found: dict[str, int] = {}
    for form in forms:
        for at in range(1 if is_han(word) else _SHORTEST_ROOT, len(form)):
            weight = _OF_NAME if len(form) - at >= _LONG_ENDING and not listed else _OF_ENDING
            for state in endings.get(form[at:], ()):
                found[state] = max(weight, found.get(state, 0))
    if not (is_han(word) or _is_latin(word)) and not _OWN_FORMS.isdisjoint(found):
        found.update(dict.fromkeys(_EAST_SLAVIC, max(found.get(state, 0) for state in _OWN_FORMS)))
    return found


def _is_latin(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")
