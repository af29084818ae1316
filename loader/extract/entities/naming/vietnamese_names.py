"""Syllables of Vietnamese names and words that are also names of states: `Trần | Anh | Tuấn`, `ca sĩ | Mỹ | Tâm`, `| Anh | kể`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.naming.names import VIETNAMESE_SURNAMES
from loader.extract.words import AND, DASHES, STOPS, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

_LONGEST_NAME = 4
# `| Đoàn | Lào do Thứ trưởng … dẫn đầu`, `quan hệ | Việt | Lào`: nobody's family name before a state.
_NO_SURNAMES = folded("đoàn việt")
# Vietnamese or not: what no syllable of the language looks like in Latin letters is a foreign name, as in `Mỹ | Donald`.
_NATIVE = re.compile(
    r"(?:ngh|ng|nh|ph|th|tr|kh|gi|gh|ch|qu|[bcdđghklmnprstvx])?(?!oo|ee)[^\W\d_bcdfghjklmnpqrstvwxzđ]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
# Offices and bodies have their state behind them, whoever is named next: `Thủ tướng | Anh | May`.
_OWNED = frozenset({"post", "agency", "function", "agency-head"})
# Who is told by a given name alone: `cô | Mỹ | Tâm`, `ông | Đức`.
_CALLED = folded("ông bà anh chị cô chú bác em cháu thầy bạn cụ bé bầu")
_IN = folded("tại ở nước người")
# "He", with a capital where a sentence begins: no state unless the story speaks of it elsewhere.
_PRONOUN = folded("anh")
_OPENING = STOPS | DASHES | folded("“ \" ‘ ' « : … ”")


def drop_states_in_names(lines: Sequence[Line]) -> None:
    """Drop the states that are a syllable of a person's or a place's name, or the pronoun that opens a sentence."""
    loose: list[tuple[Line, Item]] = []
    told: set[str] = set()
    for line in lines:
        dropped = []
        for item in line.of("country"):
            if item.end - item.start == 1 and _is_in_name(line, item):
                dropped.append(item)
            elif _may_be_pronoun(line, item):
                loose.append((line, item))
            else:
                told.update(item.states)
        _drop(line, dropped)
    for line, item in loose:
        if told.isdisjoint(item.states):
            _drop(line, [item])


def _drop(line: Line, dropped: list[Item]) -> None:
    if dropped:
        line.items = [item for item in line.items if item not in dropped]


def _may_be_pronoun(line: Line, item: Item) -> bool:
    """Whether a word opens its sentence, or what is said in it, and stands beside no other state."""
    if item.end - item.start > 1 or line.norm(item.start) not in _PRONOUN:
        return False
    opens = item.start == 0 or line.norm(item.start - 1) in _OPENING
    beside = line.norm(item.end) in AND or line.norm(item.end) in DASHES
    return opens and not (beside and any(other.start == item.end + 1 for other in line.of("country")))


def _is_in_name(line: Line, item: Item) -> bool:
    """Whether a syllable has others of a name beside it, or one is called by it."""
    if not _is_native(line, item.start):
        return False
    held = {at for other in line.items if other is not item for at in range(other.start, other.end)}
    start = item.start
    while start > item.start - _LONGEST_NAME and start - 1 not in held and _is_joined(line, start):
        start -= 1
    if start < item.start and not (start + 1 == item.start and line.norm(start) in _NO_SURNAMES):
        called = (
            any(line.norm(at) in VIETNAMESE_SURNAMES for at in range(start, item.start)) or line.norm(start) in _CALLED
        )
        if called or (start > 0 and line.norm(start - 1) not in _OPENING):
            return True
    return _leads_name(line, item, held)


def _leads_name(line: Line, item: Item, held: set[int]) -> bool:
    """Whether a name goes on behind a syllable that no office or body owns: `| Pháp | Vân`, or somebody is called by it."""
    end = item.end
    ambassador = line.norm(item.start - 1) in _IN and line.norm(end) in VIETNAMESE_SURNAMES
    if ambassador and _is_joined(line, end + 1) and _is_joined(line, end + 2):
        return False  # `Đại sứ Trung Quốc tại | Mỹ | Thôi Thiên Khải`
    if any(other.end == item.start for other in line.of(*_OWNED)):
        return False
    if end not in held and _is_joined(line, end):
        return not (_is_joined(line, end + 1, native=False) and not _is_native(line, end + 1))
    return (
        line.norm(item.start - 1) in _CALLED
        and line.norm(item.start) not in _PRONOUN
        and not _is_joined(line, end, native=False)
    )


def _is_joined(line: Line, at: int, *, native: bool = True) -> bool:
    """Whether two tokens beside each other both have a capital, with nothing but a space between, and are `native`."""
    if not (0 < at < len(line.tokens) and line.is_capital(at - 1) and line.is_capital(at)):
        return False
    gap = line.source[line.tokens.ends[at - 1] : line.tokens.starts[at]]
    return not gap.strip() and not (native and not (_is_native(line, at - 1) and _is_native(line, at)))


def _is_native(line: Line, at: int) -> bool:
    """Whether a token is a syllable of Vietnamese, with one capital."""
    word = line.text(at, at + 1)
    return word[1:] == word[1:].lower() and _NATIVE.fullmatch(word.lower()) is not None
