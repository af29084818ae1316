"""Frontiers: an adjective of two states before one tells where it is, and not who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import ARTICLES, DASHES, EAST_SLAVIC, OF, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_FRONTIERS = ("границ", "граніц", "приграничь", "пригранич", "мяж", "кордон", "памежж", "прыгранич", "рубеж", "рубяж")
_STRENGTHENING = ("укреплен", "умацаван", "зміцнен", "strengthen")
_STRENGTHENED_REACH = 3
# `strengthening the | Tajik-Afghan | border`, `加强 | 塔吉克斯坦—阿富汗 | 边界`, `củng cố biên giới | Tajikistan - Afghanistan`: what is done, right
# before the two states or the word for a frontier, and that word.
_CARE = folded("strengthen strengthening strengthened reinforce reinforcing fortify fortifying 强 固 cố cường")
_BORDERS = {"en": folded("border borders frontier"), "zh": frozenset("边境"), "vi": folded("giới")}
# `укрепление границы | Таджикистана с | Афганистаном`.
_NAMED_REACH = 4
# `таджикско | - афганской | границы`.
_COMBINED_REACH = 3
_TOWARDS = folded("к ко вдоль возле близ да ля уздоўж каля до вздовж уздовж біля near along towards")


def tells_frontier(line: Line, item: Item) -> bool:
    """`таджикско- | афганской границы`: where two states meet, and not who acts."""
    if item.form not in {"demonym", "combining"}:
        return False
    return any(
        line.norm(at).startswith(_FRONTIERS)
        for at in range(item.end, item.end + (_COMBINED_REACH if item.form == "combining" else 1))
    )


def is_beyond(line: Line, item: Item) -> bool:
    """`стянула войска к | украинской границе`, `уздоўж | польскай мяжы`: where something is done, by others."""
    return line.norm(item.start - 1) in _TOWARDS


def is_strengthened(line: Line, item: Item) -> bool:
    """`программа укрепления | таджикско-афганской границы`: what an alliance cares for, and no pair of sides."""
    return any(norm.startswith(_STRENGTHENING) for norm in line.norms(item.start - _STRENGTHENED_REACH, item.start))


def is_fortified(line: Line, item: Item) -> bool:
    """`a programme to strengthen | the Tajik-Afghan border`, `укрепление границы | Таджикистана с Афганистаном`: the same where states are named."""
    if line.language in EAST_SLAVIC:
        return any(
            line.norm(at).startswith(_FRONTIERS) and line.norm(at - 1).startswith(_STRENGTHENING)
            for at in range(item.start - _NAMED_REACH, item.start)
        )
    borders = _BORDERS.get(line.language)
    if borders is None or borders.isdisjoint(line.vocabulary) or _CARE.isdisjoint(line.vocabulary):
        return False
    first, last = _of_pair(line, item)
    if line.language == "vi":  # `biên giới` stands before the states
        return line.norm(first - 1) in borders and line.norm(first - 3) in _CARE
    care = first - 1
    while line.norm(care) in ARTICLES | OF:
        care -= 1
    return line.norm(last) in borders and line.norm(care) in _CARE


def _of_pair(line: Line, item: Item) -> tuple[int, int]:
    """Where the two states begin and end that a dash joins, of which this is one."""
    start, end = item.start, item.end
    for other in line.of("country"):
        if 0 <= item.start - other.end <= 1 and _is_joined(line, other.end, item.start):
            start = other.start
        elif 0 <= other.start - item.end <= 1 and _is_joined(line, item.end, other.start):
            end = other.end
    return start, end


def _is_joined(line: Line, end: int, start: int) -> bool:
    gap = line.norms(end, start)
    return DASHES.issuperset(gap) if gap else line.tokens.is_glued(start)
