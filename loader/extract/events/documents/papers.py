"""Sums of documents: `a number of papers`, `Документы подписаны 11 декабря`, of which none is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.days.narration import COMING

if TYPE_CHECKING:
    from loader.extract.facts import Agreement


def without_papers(found: list[Agreement]) -> list[Agreement]:
    """The documents without those that only sum up others; `Документы подписаны 11 декабря` dates those told before it."""
    kept: list[Agreement] = []
    for one in found:
        if not one.papers or one.status in COMING:
            kept.append(one)
            continue
        told = [other for other in kept if other.status == one.status == "signed" and other.date is None]
        for other in told if one.date is not None else ():
            if other.states.keys() == one.states.keys() and other.rule == one.rule:
                other.date = one.date
                other.people |= one.people
    return kept
