"""Gatherings that did not take place: called off, put off, not attended by the one who is told of.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.verbs.han_clauses import is_called_off
from loader.extract.events.verbs.slavic_predicates import predicates
from loader.extract.words import CLAUSE_ENDS, COMMAS, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_UNDOING_REACH = 14
_GOAL_REACH = 3
_PASSIVE = folded("was were been be being is are got")
_HAPPENED = folded("place happen happened materialise materialised materialize materialized")
_AFTER_REACH = 3
# `встречи | не было`, `сустрэча | не адбылася`, `візит | не планується`: what did not take place, or is not foreseen.
_NOT = folded("не ня")
# `визит министра | отменён`, `переговоры | сорваны`: short passives of what was called off.
_CALLED_OFF = re.compile(r"(?:отмен[её]н|сорван|сарван|скасаван|адмен[ея]н|адменен|зірван|скасован)(?:ий|[аоыіе])?$")
# `визит | отложен`, where no new day is told with it.
_PUT_OFF = re.compile(
    r"(?:отлож[еи]н|отложил|перенес[еи]н|приостановл[еи]н|адклад[зе]|адкла[дл]|перанес|прыпын|відклад|перенес[ел]|призупин)"
)
_TO_IT = folded("на в у ў до")
_AWAY_REACH = 6
_TAKES_PLACE = tuple(folded(
    "провод провед провел состо проход прош планир запланир намеч был будет организ праводз праведз праходз прайш адбы адбуд "
    "плану запланав быў був була були було буде відбу пройш"
))  # fmt: skip


def undone(line: Line, cue: Item) -> bool:
    """`the talks have been called off`, `the meeting never took place`: a negation behind that speaks of the event itself."""
    if line.language in EAST_SLAVIC and _does_not_happen(line, cue):
        return True
    if is_called_off(line, cue) or _nobody_came(line, cue):
        return True
    for negation in line.of("negation"):
        named = sum(line.is_capital(at) for at in range(cue.end, negation.start))
        within = 0 <= negation.start - cue.end <= _UNDOING_REACH + named
        if not within or line.has_between(cue.end, negation.start, CLAUSE_ENDS):
            continue
        if line.norm(negation.start - 1) in _PASSIVE and line.norm(negation.end - 1)[-2:] in {"ed", "ff", "wn"}:
            return True
        if not _HAPPENED.isdisjoint(line.norms(negation.end, negation.end + _AFTER_REACH)):
            return True
    return False


def _nobody_came(line: Line, cue: Item) -> bool:
    """`Nobody from A or B turned up for the | talks`: a gathering to which none of those came who are told of."""
    opens = line.norm(0) == "nobody" or line.norms(0, 2) == ["no", "one"]
    return (
        line.language == "en" and opens and cue.start <= _UNDOING_REACH and COMMAS.isdisjoint(line.norms(0, cue.start))
    )


def stays_away(line: Line, cue: Item) -> bool:
    """`не поедет | на | саммит`, `не примет участия | в заседании`: a gathering without the one who is told of."""
    if line.language not in EAST_SLAVIC or _NOT.isdisjoint(line.vocabulary):
        return False
    before = line.norms(max(0, cue.start - _AWAY_REACH), cue.start)
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _TO_IT), 0)
    led = at > 0 and len(before) - at <= _GOAL_REACH
    return led and not _NOT.isdisjoint(before[:at]) and (PART_ENDS).isdisjoint(before)


def _does_not_happen(line: Line, cue: Item) -> bool:
    """`встречи | не проводятся`, `встреч | не было`, `заседание так и | не состоялось`."""
    for at in predicates(line, cue.end):
        if line.norm(at) in _NOT:
            return line.norm(at + 1).startswith(_TAKES_PLACE)
        if _CALLED_OFF.match(line.norm(at)):
            return True
        if _PUT_OFF.match(line.norm(at)):
            return not any(date.start > at for date in line.of("date"))
    return False
