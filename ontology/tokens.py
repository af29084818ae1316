"""Text to tokens: the one reading of characters that lexicon and articles share.

A token is a word, a number, a Han character or a punctuation mark. Hyphens between letters, full stops inside
abbreviations and invisible characters belong to no token, so that `co-operation`, `U.S.` and a word with a soft
hyphen meet the lexicon's form. Offsets count code points in the text as given; only the compared form is folded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ontology.traditional import SIMPLIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable

# Soft hyphen, zero-width and bidirectional controls, byte order mark: they may stand inside a word.
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARK = "\u0300-\u036f"
_APOSTROPHE = "'’ʼ‘`´"
# Nearly every word is of these letters alone; without a category in the class they are read in half the time.
_PLAIN_WORD = rf"[A-Za-zÀ-ÖØ-öø-ʯЀ-ҁҊ-ԯẠ-ỹ]++(?![\w{_MARK}{_INVISIBLE}])"
_LETTERS = rf"(?:{_PLAIN_WORD}|(?:[^\W\d_{_HAN}]++[{_MARK}{_INVISIBLE}]*+)++)"
# A Han character, a word, a number, or a mark.
_TOKEN = re.compile(rf"[{_HAN}]|{_LETTERS}(?:[{_APOSTROPHE}]{_LETTERS})*+|\d+|[^\w\s{_INVISIBLE}]")
_PARTS = re.compile(f"({_TOKEN.pattern})").split
"""What stands between two tokens, and the tokens, in turn."""
_DROP = re.compile(f"[{_INVISIBLE}]")
# The five Vietnamese tone marks: written on either vowel of a diphthong (hoà, hòa), so they are compared at the word's end.
_TONES = dict.fromkeys("\u0300\u0301\u0309\u0303\u0323")
_FOLD = str.maketrans({"ё": "е", "ў": "у", **dict.fromkeys(_APOSTROPHE, "'")}) | SIMPLIFIED
_HYPHENS = frozenset("-‐‑‒–")
_JOINTS = _HYPHENS | {"."}
_S = frozenset("sSſ")
# Latin letters with marks end here, but for those of Vietnamese.
_BEHIND_LATIN, _VIETNAMESE_FIRST, _VIETNAMESE_LAST = "\u0250", "\u1e00", "\u1eff"


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, column by column: a thing for each token would take longer than to find it."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    norms: list[str] = field(default_factory=list)
    """Their compared forms."""
    joined: frozenset[int] = frozenset()
    """Those before which a mark is left out that merely joins them to the one before."""
    hyphened: tuple[int, ...] = ()
    """Those of them before which that mark is a hyphen, in order."""

    def __len__(self) -> int:
        """How many there are."""
        return len(self.norms)

    def is_glued(self, at: int) -> bool:
        """Whether no character that counts stands between a token and the one before."""
        return at > 0 and (self.starts[at] == self.ends[at - 1] or at in self.joined)

    def is_hyphened(self, at: int) -> bool:
        """Whether a hyphen alone stands between a token and the one before."""
        return at in self.joined and at in self.hyphened

    def within(self, start: int, end: int | None = None) -> Tokens:
        """The tokens [start, end), as if the text were of these alone."""
        stop = len(self.norms) if end is None else end
        return Tokens(
            self.starts[start:stop],
            self.ends[start:stop],
            self.norms[start:stop],
            frozenset([joined - start for joined in self.joined if start < joined < stop]),
            tuple([hyphened - start for hyphened in self.hyphened if start < hyphened < stop]),
        )


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The form in which a word is compared: lower case, composed, one apostrophe, ё as е, tones at the end, 國 as 国."""
    if word.isascii():
        return word.lower()
    text = unicodedata.normalize("NFD", _DROP.sub("", word).casefold())
    tones = "".join(mark for mark in text if mark in _TONES)
    if tones:
        text = "".join(mark for mark in text if mark not in _TONES)
    return unicodedata.normalize("NFC", text).translate(_FOLD) + tones


# Words met before that are neither joints nor possessives, with their compared forms: nearly every word is one.
_PLAIN: dict[str, str] = {}
_MOST_PLAIN = 200_000


def tokenize(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """The tokens of `text[start:end]`, with offsets into the whole `text`."""
    stop = len(text) if end is None else end
    parts = _PARTS(text if not start and stop == len(text) else text[start:stop])
    words = parts[1::2]
    if not words:
        return Tokens()
    # Whole columns at a time: a loop over the tokens takes twice the time, and this is what reading spends most on.
    places = [*accumulate(map(len, parts), initial=start)]
    starts, ends = places[1:-1:2], places[2::2]  # the last place is where the text ends
    last = [fold(words.pop())] if words[-1] in _JOINTS else []  # it joins nothing
    try:
        return Tokens(starts, ends, [*map(_PLAIN.__getitem__, words), *last])
    except KeyError:
        norms = [*map(_PLAIN.get, words), *last]
        return _joined(text, start, stop, zip(parts[1::2], starts, ends, norms, strict=False))


def _joined(text: str, start: int, stop: int, words: Iterable[tuple[str, int, int, str | None]]) -> Tokens:
    """Tokens of words of which some may be joints or possessives; a word is followed by its place and its form."""
    tokens, joined, hyphened = Tokens(), [], []
    joint, before = "", start
    for word, begin, end, norm in words:
        glued, before = begin == before, end
        if norm is None and glued and word in _JOINTS and _is_joint(text, begin, stop):
            joint = word
            continue
        if joint and tokens:
            joined.append(len(tokens))
            hyphened += [len(tokens)] if joint in _HYPHENS else []
        joint = ""
        possessive = norm is None and word[-1] in _S and _is_possessive(word)
        _add(tokens, begin, end - 2 if possessive else end, norm or (fold(word[:-2]) if possessive else _noted(word)))
        if possessive:
            _add(tokens, end - 2, end, "'s")
    tokens.joined, tokens.hyphened = frozenset(joined), tuple(hyphened)
    return tokens


def _add(tokens: Tokens, start: int, end: int, norm: str) -> None:
    tokens.starts.append(start)
    tokens.ends.append(end)
    tokens.norms.append(norm)


def _noted(word: str) -> str:
    """The compared form of a word, kept for when it comes again."""
    norm = fold(word)
    if word not in _JOINTS:
        if len(_PLAIN) >= _MOST_PLAIN:
            _PLAIN.clear()
        _PLAIN[word] = norm
    return norm


def _is_joint(text: str, at: int, stop: int) -> bool:
    """Whether the mark at `at`, behind a word, merely joins two halves: a hyphen, or the stop of an abbreviation such as `U.S`."""
    if at == 0 or at + 1 >= stop or not text[at + 1].isalnum() or not text[at - 1].isalnum():
        return False
    if text[at] != ".":
        return not (text[at - 1].isdigit() and text[at + 1].isdigit())
    lone = at < 2 or not text[at - 2].isalpha()  # noqa: PLR2004  # one letter stands before the stop
    return lone and text[at - 1].isalpha() and text[at - 1].isupper() and text[at + 1].isupper()


def _is_latin(word: str) -> bool:
    """Whether a word is written in Latin letters, with marks or without: `Orbán`, `Türkiye`."""
    return word.isascii() or all(
        letter < _BEHIND_LATIN or _VIETNAMESE_FIRST <= letter <= _VIETNAMESE_LAST for letter in word
    )


def _is_possessive(word: str) -> bool:
    """Whether a word that ends in s does so behind an apostrophe."""
    return len(word) > 1 and word[-2] in _APOSTROPHE and _is_latin(word[:-2])
