"""Signs inside English names: the hyphen of an East Asian given name, and words that name no person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.naming.vocabulary import vocabulary
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.entities.offices.title_parts import Title
    from loader.extract.lines import Line

_LONGEST_SYLLABLE = 6
_COMPOUNDED = folded("led based backed born elect era style linked run held made wide level bound")
# Adjectives of peoples, faiths and parties, and the states that are no more: no surnames.
_PEOPLES = vocabulary("peoples")
# `the | Gazeta Poranna | newspaper`, `the former | Valencia | captain`: what stands right behind, and is no office of state.
_THINGS = vocabulary("things")
_ONLY_FORMER = frozenset({"former", "acting", "deputy", "head", "director", "representative", "spokesperson"})
_FORMER = "former"


def is_no_english_name(line: Line, start: int, end: int, words: list[str], title: Title | None) -> bool:
    """Whether capitalised words name a people, a paper or a place: `the former | Yugoslavia`, `| Gazeta Poranna | newspaper`."""
    if line.norm(end) in _THINGS or all(norm in _PEOPLES for norm in line.norms(start, end)):
        return True
    if title is None or len(words) > 1 or start in line.given:
        return False
    return _FORMER in title.posts and title.posts <= _ONLY_FORMER


def is_second_syllable(line: Line, at: int) -> bool:
    """`Ban Ki-|moon`, but not `Tehran-|backed`: a small letter behind the hyphen of an East Asian given name."""
    if line.language != "en" or not line.tokens.is_hyphened(at):
        return False
    word, before = line.text(at, at + 1), line.text(at - 1, at)
    syllables = word.isalpha() and word.islower() and max(len(word), len(before)) <= _LONGEST_SYLLABLE
    return syllables and line.is_capital(at - 1) and word not in _COMPOUNDED
