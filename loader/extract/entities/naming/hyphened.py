"""Foreign names that Vietnamese writes syllable by syllable: `A-lếch-xan-đrơ Gô-rô-voi` is a given name and a surname."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.lines import Line

_VIETNAMESE = "vi"


def is_syllable_behind_hyphen(line: Line, at: int) -> bool:
    """Whether a token is a later syllable of a word: `Gô|-rô|-voi`."""
    return line.language == _VIETNAMESE and line.tokens[at].hyphen and line.norm(at)[:1].isalpha()


def opens_hyphened(line: Line, at: int) -> bool:
    """Whether a token is the first syllable of a word with a capital: `|A|-lếch-xan-đrơ`."""
    return at + 1 < len(line.tokens) and line.is_capital(at) and is_syllable_behind_hyphen(line, at + 1)


def words_of(line: Line, start: int, end: int) -> list[str]:
    """The words of a name on tokens [start, end): in Vietnamese a word goes on behind a hyphen."""
    tokens = line.tokens[start:end]
    if line.language != _VIETNAMESE:
        return [line.source[token.start : token.end] for token in tokens]
    opens = [at for at, token in enumerate(tokens) if not at or not token.hyphen]
    closes = [at - 1 for at in opens[1:]] + [len(tokens) - 1]
    return (
        [line.source[tokens[at].start : tokens[to].end] for at, to in zip(opens, closes, strict=True)] if tokens else []
    )
