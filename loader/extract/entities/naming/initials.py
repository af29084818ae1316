"""Initials inside names: `В.А. Михайлов`, `Merrick B. Garland`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.lines import Line

_WITH_INITIALS = EAST_SLAVIC | {"en", "vi"}
# `Университет имени | А.С. Пушкина`: what bears a name is no person.
NAMED_AFTER = folded(
    "имени им улица улице улицу улицы улицей ул проспект проспекте проспекта просп пр площадь площади пл бульвар бульваре переулок переулке пер набережная набережной шоссе "
    "імя вуліца вуліцы вуліцу вул праспект праспекце праспекта плошча плошчы плошчу бульвары завулак завулку "
    "імені ім вулиця вулиці вулицю вулицею вул проспекті проспекту площа площі площу бульварі провулок провулку пров набережній"
)


def stops_initial(line: Line, free: list[bool], at: int) -> bool:
    """`Merrick B | . | Garland`, `В | . | Михайлов`: the full stop of an initial inside a name."""
    if line.language not in _WITH_INITIALS or line.norm(at) != "." or at + 1 >= len(line.tokens):
        return False
    return len(line.norm(at - 1)) == 1 and line.is_capital(at - 1) and free[at + 1] and line.is_capital(at + 1)


def is_initial(line: Line, at: int) -> bool:
    """`| В | .А.Михайлов`: in East Slavic a capital with a full stop before another capital is no preposition."""
    if line.language not in EAST_SLAVIC or len(line.norm(at)) != 1 or not line.is_capital(at):
        return False
    behind = at + 2 if line.norm(at + 1) == "." else at + 1
    dotted = line.source[line.tokens.ends[at] : line.tokens.ends[at] + 1] == "."
    return dotted and line.is_capital(behind)


def opens_with_initial(line: Line, start: int) -> bool:
    """Whether somebody's name begins with an initial, and not that of a street or a school."""
    return (
        is_initial(line, start) and line.norm(start - 1) not in NAMED_AFTER and line.norm(start - 2) not in NAMED_AFTER
    )
