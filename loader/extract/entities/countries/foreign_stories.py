"""Vietnamese news of other states alone: a bare body in them is not Vietnam's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.entities.naming.names import opens_vietnamese
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.countries.states import States
    from loader.extract.lines import Item, Line

# Functions that no Vietnamese body of that name has: a bare one is that of the state told last, whoever else is named.
_NOT_VIETNAMESE = frozenset({
    "emergencies", "national-guard", "security-council", "state-security", "investigative-committee", "intelligence", "gendarmerie",
    "criminal-investigation", "financial-intelligence",
})  # fmt: skip

# A state that a story names so often is what it is about.
_OFTEN = 3
_PART_OF = folded("thuộc")
# Syllables in small letters that may end a name: `Cục Pháp chế và Quan hệ | đối ngoại | thuộc …`.
_REST_OF_NAME = 4
# Tokens from the word for belonging to the state in the greater body's name.
_WHOLE_REACH = 9


def told_abroad(line: Line, item: Item, lines: Sequence[Line], states: States) -> str | None:
    """The state of the body whose part a bare one is, or told last before it where the story is of other states; else None."""
    whole = of_whole(line, item.end)
    if whole is not None:
        return whole
    if item.concept.code in _NOT_VIETNAMESE:
        return told_last(line, item.start, lines, states.home)
    return told_last(line, item.start, lines, states.home) if is_foreign(line, states) else None


def is_part(line: Line, at: int) -> bool:
    """Whether the word for belonging and a greater body stand at a token: `… | thuộc Tổ chức Hiệp ước An ninh tập thể`."""
    return line.norm(at) in _PART_OF and any(
        item.start == at + 1 and (item.value or item.kind == "function") for item in line.of("agency", "function")
    )


def is_of_world(line: Line, end: int) -> bool:
    """Whether the greater body behind is of several states."""
    return line.norm(end) in _PART_OF and any(
        item.start == end + 1 and item.value and item.value[0].international for item in line.of("agency")
    )


def of_whole(line: Line, end: int) -> str | None:
    """The state of the greater body behind: `Bộ đội Biên phòng | thuộc Cơ quan An ninh quốc gia Armenia`."""
    word = next(
        (at for at in range(end, end + _REST_OF_NAME) if not line.norm(at).isalpha() or line.norm(at) in _PART_OF), end
    )
    if line.norm(word) not in _PART_OF:
        return None
    for item in line.of("country", "agency"):
        if word < item.start <= word + _WHOLE_REACH and len(item.states) == 1:
            return item.states[0]
    return None


def is_foreign(line: Line, states: States) -> bool:
    """Whether a story never names the home state but two others or one often, and nobody with a Vietnamese name stands in the sentence."""
    told = len(states.counts) >= TWO_SIDES or max(states.counts.values(), default=0) >= _OFTEN
    return states.home not in states.counts and told and not _names_own(line)


def _names_own(line: Line) -> bool:
    """Whether somebody with a Vietnamese name stands in the sentence: its offices may be Vietnam's."""
    states = {item.start for item in line.of("country")}  # `Đoàn | Kazakhstan`
    return any(
        opens_vietnamese(line.text(at, at + 1)) and line.is_capital(at + 1) and at + 1 not in states
        for at in line.capitals
    )


def told_last(line: Line, at: int, lines: Sequence[Line], home: str | None) -> str | None:
    """The state other than the home state that is named last before a token."""
    for other in (line, *reversed(lines[: line.index])):
        told = [
            named.states[0]
            for named in other.of("country", "agency")
            if named.states and named.states[0] != home and (other is not line or named.end <= at)
        ]
        if told:
            return told[-1]
    return None
