"""Whose government or parliament decides: `Эр-Рияд одобрил соглашение с Кипром`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Tokens from the beginning of a sentence to the verb of deciding.
_SUBJECT_REACH = 6
_DECIDING = frozenset({"government", "parliament"})
_DECIDED = frozenset({"approved", "ratified"})


def acting_state(line: Line) -> str | None:
    """`Эр-Рияд | одобрил соглашение с Кипром`, `Кабинет министров Грузии | утвердил`: whose act it is that opens a text."""
    verb = next((item for item in line.of("agreement-verb") if item.start <= _SUBJECT_REACH), None)
    if verb is None or verb.prop("status") not in _DECIDED:
        return None
    subject = [item for item in line.of("place", "country", "agency", "function") if item.end <= verb.start]
    if not any(item.start == 0 and _decides(item) for item in subject):
        return None
    named = {str(state) for item in subject for state in item.states or filter(None, [item.prop("state")])}
    return named.pop() if len(named) == 1 else None


def _decides(item: Item) -> bool:
    """Whether an item is a capital, a government or a parliament."""
    if item.kind == "agency" and item.value:
        return any(body.function in _DECIDING for body in item.value)
    return bool(item.prop("seat")) or item.prop("function") in _DECIDING
