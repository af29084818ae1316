"""Signs inside English names: the hyphen of an East Asian given name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Line

_LONGEST_SYLLABLE = 6
_COMPOUNDED = folded("led based backed born elect era style linked run held made wide level bound")


def is_second_syllable(line: Line, at: int) -> bool:
    """`Ban Ki-|moon`, but not `Tehran-|backed`: a small letter behind the hyphen of an East Asian given name."""
    token = line.tokens[at]
    word, before = line.text(at, at + 1), line.text(at - 1, at)
    syllables = word.isalpha() and word.islower() and max(len(word), len(before)) <= _LONGEST_SYLLABLE
    return line.language == "en" and token.hyphen and syllables and line.is_capital(at - 1) and word not in _COMPOUNDED
