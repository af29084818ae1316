"""Text to tokens: the one reading of characters that lexicon and articles share.

A token is a word, a number, a Han character or a punctuation mark. Hyphens between letters, full stops inside
abbreviations and invisible characters belong to no token, so that `co-operation`, `U.S.` and a word with a soft
hyphen meet the lexicon's form. Offsets count code points in the text as given; only the compared form is folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate, repeat
from typing import NamedTuple

from ontology.traditional import SIMPLIFIED

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
_NO_HYPHENS = repeat(False)  # noqa: FBT003 - no argument that a name would tell more of
_new = tuple.__new__  # `Token(…)` takes twice the time


class Token(NamedTuple):
    """One token: its place in the text, its compared form, and how it is joined to the one before."""

    start: int
    end: int
    norm: str
    glued: bool
    """No character stands between this token and the one before."""
    hyphen: bool
    """A hyphen alone stands between this token and the one before."""


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


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into the whole `text`."""
    stop = len(text) if end is None else end
    parts = _PARTS(text if not start and stop == len(text) else text[start:stop])
    words = parts[1::2]
    if not words:
        return []
    # Whole columns at a time: a loop over the tokens takes twice the time, and this is what reading spends most on.
    places = [*accumulate(map(len, parts), initial=start)]
    begins, ends = places[1::2], places[2::2]
    glued = [not gap for gap in parts[:-1:2]]
    norms = [*map(_PLAIN.get, words)]
    if norms[-1] is None and words[-1] in _JOINTS:  # it joins nothing
        norms[-1] = fold(words[-1])
    if None in norms:
        return _joined(text, stop, [*zip(words, begins, ends, norms, glued, strict=False)])
    glued[0] = False  # to what stands before `start`
    return [*map(_new, repeat(Token), zip(begins, ends, norms, glued, _NO_HYPHENS, strict=False))]


def _joined(text: str, stop: int, words: list[tuple[str, int, int, str | None, bool]]) -> list[Token]:
    """Tokens of words of which some may be joints or possessives; a word is followed by its place, its form, and whether it is glued."""
    tokens: list[Token] = []
    add, hyphen = tokens.append, False
    for word, begin, end, norm, glued in words:
        if norm is not None:
            add(_new(Token, (begin, end, norm, glued, hyphen and glued)))
        elif word in _JOINTS and glued and _is_joint(text, begin, stop):
            hyphen = word in _HYPHENS
            continue
        elif word[-1] in _S and _is_possessive(word):
            add(_new(Token, (begin, end - 2, fold(word[:-2]), glued, hyphen and glued)))
            add(_new(Token, (end - 2, end, "'s", True, False)))
        else:
            add(_new(Token, (begin, end, _noted(word), glued, hyphen and glued)))
        hyphen = False
    if tokens and tokens[0].glued:  # to what stands before `start`
        tokens[0] = tokens[0]._replace(glued=False, hyphen=False)
    return tokens


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


def _is_possessive(word: str) -> bool:
    """Whether a word that ends in s does so behind an apostrophe."""
    return len(word) > 1 and word[-2] in _APOSTROPHE and word[:-2].isascii()
