"""What an English minister or ministry is in charge of beside the first field: `Minister of Justice | and Internal Affairs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Line

_FIELDS = folded(
    "affairs home internal interior foreign external justice security public order migration immigration citizenship refugees asylum integration "
    "defence defense emergency emergencies situations services municipalities local regional government decentralisation decentralization "
    "administration administrative reform worship religious civil protection citizen constitutional legal parliamentary human rights "
    "reconstruction intelligence national safety territorial planning development cooperation trade communications prisons correctional labour social "
    "consular expatriates diaspora disaster management"
)
_JOINS = frozenset({"and", "&"})
_COMMISSIONER, _FOR = "commissioner", frozenset({"for"})
# `Minister of Justice and Internal Affairs`, but `Minister of Justice and Police Chief …`: at most so many words.
_LONGEST = 4


def extend_portfolios(lines: Sequence[Line]) -> None:
    """Let an office or body reach over its further fields, so that the name or state behind belongs to it."""
    for line in lines:
        for item in line.of("post", "function"):
            if item in line.items and line.is_capital(item.start):
                _extend(line, item)


def _extend(line: Line, item: Item) -> None:
    end = item.end
    if item.kind == "post" and item.concept.code == _COMMISSIONER and line.norm(end) in _FOR:
        end = _past_fields(line, end + 1) or end
    if item.prop("function") or item.kind == "function" or end > item.end:
        end = _past_joined(line, end)
    if end > item.end:
        inside = [other for other in line.items if other.start >= item.end and other.end <= end]
        new = Item(item.start, end, item.kind, item.concepts, item.form, item.states, item.value)
        line.replace([item, *inside], new)


def _past_joined(line: Line, end: int) -> int:
    """Where the fields end that are joined to an office: `… and Internal Affairs`, `…, Public Order and Safety`."""
    while line.norm(end) in _JOINS or (line.norm(end) == "," and line.norm(end + 1) in _FIELDS):
        behind = _past_fields(line, end + 1)
        if behind is None:
            return end
        end = behind
    return end


def _past_fields(line: Line, start: int) -> int | None:
    """Where capitalised words for fields end; None where none stand there, or more of a name goes on."""
    end = start
    while end < start + _LONGEST and line.norm(end) in _FIELDS and line.is_capital(end):
        end += 1
    return end if end > start else None
