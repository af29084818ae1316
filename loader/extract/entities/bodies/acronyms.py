"""The short name that a text gives a body in brackets, and its later use: `Альянс государств Сахеля (АГС)`, `("Назаха")`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.lines import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.facts import Agency
    from loader.extract.lines import Line

_QUOTES = frozenset({'"', "«", "»", "“", "”", "„"})
# `, hereinafter |`, quotation marks: tokens that may stand between the bracket and the short name.
_REACH = 3
_SHORTEST = 2
_LONGEST = 12


def find_acronyms(lines: Sequence[Line], agencies: Agencies) -> None:
    """Add an item of kind `agency` wherever a short name stands that the story has introduced in brackets."""
    short: dict[str, list[Agency]] = {}
    for line in lines:
        for item in line.of("agency"):
            at = _bracketed(line, item)
            if at is not None and item.value:
                short.setdefault(line.text(at, at + 1), item.value)
    if not short:
        return
    for line in lines:
        held = {index for item in line.items if item.kind != "agency-head" for index in range(item.start, item.end)}
        for index in range(len(line.tokens)):
            value = short.get(_uninflected(line.text(index, index + 1), short)) if index not in held else None
            if value is not None:
                states = tuple(dict.fromkeys(agency.state for agency in value if agency.state))
                agencies.put(line, [], Item(index, index + 1, "agency", value=value, states=states))


def _bracketed(line: Line, item: Item) -> int | None:
    """The token that is a short name in brackets behind a body."""
    if line.norm(item.end) != "(":
        return None
    at = item.end + 1
    while line.norm(at) in _QUOTES and at < item.end + _REACH:
        at += 1
    text = line.text(at, at + 1)
    closes = any(line.norm(index) == ")" for index in range(at + 1, at + _REACH))
    return at if closes and _SHORTEST <= len(text) <= _LONGEST and text[0].isalpha() and text[0].isupper() else None


def _uninflected(text: str, short: dict[str, list[Agency]]) -> str:
    """The short name that a form with another ending stands for: `Назахи`."""
    if text in short or not text[:1].isupper() or text.isascii():
        return text
    return next(
        (name for name in short if not name.isupper() and len(name) == len(text) and name[:-1] == text[:-1]), text
    )
