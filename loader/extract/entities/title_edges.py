"""Where a title begins and ends beside a name: notes in brackets, what an office is of, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.slavic_agencies import is_genitive_run
from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

PARTS = frozenset({"post", "agency", "function", "country", "honorific", "counterpart", "place", "home", "pair"})
"""Items of which titles consist."""
# What an office is for stands between it and its holder: `комиссар ЕС | по внутренним делам`, `Commissioner | for Home Affairs`.
_FOR = folded("по па з із for on")
_AFFAIRS = frozenset({"справах"})
# `(SIS)`, `（美洲）`: tokens of a note in brackets, and of what an office is of.
_OPENING, _CLOSING = frozenset({"(", "（"}), frozenset({")", "）"})
_BRACKETED = 6
_FIELD_WORDS = 6
_NO_COMPLEMENT = frozenset(
    {"counterpart", "person", "post", "agency", "function", "said", "meeting-verb", "agreement-verb", "date"}
)
_COMPLEMENT = 9


def past_brackets(line: Line, edge: int) -> int:
    """Where an acronym or note in brackets begins that ends right before a token; the token itself if there is none."""
    if line.norm(edge - 1) in _CLOSING:
        opening = next(
            (at for at in range(edge - 2, max(-1, edge - _BRACKETED), -1) if line.norm(at) in _OPENING), None
        )
        return edge if opening is None else opening
    return edge


def is_field(line: Line, office: Item, edge: int) -> bool:
    """Whether only what an office is of stands between it and a token: `віцэ-міністр | унутраных спраў | Польшчы`."""
    reach = edge - office.end
    return line.language in EAST_SLAVIC and 0 < reach <= _FIELD_WORDS and is_genitive_run(line, office.end, edge)


def complement(line: Line, edge: int) -> int:
    """Where the words begin that tell, right before a token, what an office is for; the token itself if there are none."""
    inside = {index for item in line.of(*_NO_COMPLEMENT) for index in range(item.start, item.end)}
    for index in range(edge - 1, max(0, edge - _COMPLEMENT), -1):
        text = line.text(index, index + 1)
        if index in inside or not text[0].isalpha():
            return edge
        if line.norm(index) in _FOR or line.norm(index + 1) in _AFFAIRS:
            ends = any(item.end == index and item.kind in PARTS for item in line.items)
            return index if ends and index + 1 < edge else edge
    return edge
