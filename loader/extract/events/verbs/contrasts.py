"""Sentences that set clauses against each other: `an agreement with A was signed, but with B talks go on`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, EAST_SLAVIC, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

CONTRASTS = folded("а але но but while")
"""Words that open a clause of contrast behind a comma."""
_BRACKETS = frozenset("()")
_OPENS_CLAUSE = PART_ENDS | CONTRASTS | folded("« “ что што що")


def clause_contrasted(line: Line, start: int, end: int) -> int:
    """Where a clause of contrast begins in a stretch, or else its end: `with A, | but with C talks go on`."""
    return next((at for at in range(start, end) if line.norm(at) in CONTRASTS and line.norm(at - 1) in COMMAS), end)


def clause_of_contrast(line: Line, noun: Item) -> tuple[int, int]:
    """Where the clause of a document begins and ends in a sentence that sets clauses against each other; -1 in another sentence."""
    cuts = [at for at in range(1, len(line.tokens)) if _contrasts(line, at)]
    cuts = sorted({*cuts, *_partners_ahead(line)})
    start = max((at for at in cuts if at < noun.start), default=0)
    end = min((at for at in cuts if at >= noun.end), default=len(line.tokens))
    return (start, end) if cuts else (-1, -1)


def _contrasts(line: Line, at: int) -> bool:
    return line.norm(at) in CONTRASTS and line.norm(at - 1) in COMMAS


def opens_with_partners(line: Line) -> bool:
    """Whether two or more clauses of a sentence open with their partners."""
    return bool(_partners_ahead(line))


def _partners_ahead(line: Line) -> list[int]:
    """`: | с Китаем подписана программа, | с Вьетнамом готовится меморандум`: clauses that open with their partner; none if there is one."""
    if line.language not in EAST_SLAVIC:
        return []
    opening = [
        item.start - 1
        for item in line.of("country")
        if line.norm(item.start - 1) in WITH and (item.start == 1 or line.norm(item.start - 2) in _OPENS_CLAUSE)
    ]
    return opening if len(opening) > 1 else []


def in_other_brackets(line: Line, verb: Item, noun: Item) -> bool:
    """`договоры действуют с Индией | (подписан в 1998 году) | и Китаем`: what is told in brackets, of a document outside."""
    if "(" not in line.vocabulary or line.language not in EAST_SLAVIC:
        return False
    opening = next((at for at in range(verb.start - 1, -1, -1) if line.norm(at) in _BRACKETS), None)
    if opening is None or line.norm(opening) != "(":
        return False
    closing = next((at for at in range(verb.end, len(line.tokens)) if line.norm(at) == ")"), len(line.tokens))
    return not opening < noun.start < closing
