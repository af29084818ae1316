"""Frontiers: an adjective of two states before one tells where it is, and not who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_FRONTIERS = ("границ", "граніц", "приграничь", "пригранич", "мяж", "кордон", "памежж", "прыгранич", "рубеж", "рубяж")
_STRENGTHENING = ("укреплен", "умацаван", "зміцнен", "strengthen")
_STRENGTHENED_REACH = 3
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
