"""Foreign names that Vietnamese writes syllable by syllable: `A-lếch-xan-đrơ Gô-rô-voi` is a given name and a surname."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.lines import Line

_VIETNAMESE = "vi"


def is_syllable_behind_hyphen(line: Line, at: int) -> bool:
    """Whether a token is a later syllable of a word: `Gô|-rô|-voi`."""
    return line.language == _VIETNAMESE and line.tokens.is_hyphened(at) and line.norm(at)[:1].isalpha()


def opens_hyphened(line: Line, at: int) -> bool:
    """Whether a token is the first syllable of a word with a capital: `|A|-lếch-xan-đrơ`."""
    return at + 1 < len(line.tokens) and line.is_capital(at) and is_syllable_behind_hyphen(line, at + 1)


def words_of(line: Line, start: int, end: int) -> list[str]:
    """The words of a name on tokens [start, end): in Vietnamese a word goes on behind a hyphen."""
    tokens = line.tokens
    opens = list(range(start, end))
    if line.language == _VIETNAMESE:
        opens = [at for at in opens if at == start or not tokens.is_hyphened(at)]
    return [line.source[tokens.starts[at] : tokens.ends[to - 1]] for at, to in pairwise([*opens, end])]
