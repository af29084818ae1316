"""A joint body of several states that comes together, told by an East Slavic verb: `Совет министров обороны СНГ | собрался в Минске`.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.words import CLAUSE_ENDS, COMMAS, EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_COMES_TOGETHER = re.compile(r"(?:собра|собер|собир|заседа|зібра|збер|збира|засіда|сабра|сабяр|збяр|збіра|засяда)")
_BODY = re.compile(
    r"(?:\w*комисси[яи]|\w*комит?ет|\w*групп[аы]|совет|коллегия|\w*камісі[яі]|\w*камітэт|\w*груп[аыи]|савет|калегія|\w*комісі[яї]|\w*комітет|рада|колегія)$"
)
_JOINT = (
    "совместн", "смешанн", "межправ", "межгос", "межвед", "двусторон", "трехсторон", "сумесн", "змешан", "міжурад", "міждзярж", "міжвед", "двухбак", "трохбак",
    "спільн", "змішан", "міжуряд", "міждерж", "двосторон", "тристорон",
)  # fmt: skip
_NAME_REACH, _BEHIND_REACH = 24, 10
_NAMED = ("agency", "country")


def comes_together(line: Line, verb: Item) -> bool:
    """Whether a council, commission or group of several states or of a union of them is who meets."""
    if (
        line.language not in EAST_SLAVIC
        or verb.kind != "meeting-verb"
        or not _COMES_TOGETHER.match(line.norm(verb.start))
    ):
        return False
    return _is_joint(line, *_subject(line, verb))


def _subject(line: Line, verb: Item) -> tuple[int, int]:
    """The tokens of the body before the verb, or right behind it: `в Минске | собрался | Совет глав правительств СНГ`."""
    for at in range(verb.start - 1, max(-1, verb.start - _NAME_REACH), -1):
        if line.norm(at) in CLAUSE_ENDS or any(
            item.start == at for item in line.of("meeting-verb", "said", "agreement-verb")
        ):
            break
        if _BODY.match(line.norm(at)) and not _is_second(line, at):
            return at, verb.start
    head = next((at for at in range(verb.end, verb.end + _BEHIND_REACH) if _BODY.match(line.norm(at))), None)
    if head is None or line.has_between(verb.end, head, COMMAS | CLAUSE_ENDS):
        return 0, 0
    end = next((at for at in range(head, len(line.tokens)) if line.norm(at) in COMMAS | CLAUSE_ENDS), len(line.tokens))
    return head, end


def _is_second(line: Line, at: int) -> bool:
    """`заместитель председателя | комитета`, `член | группы`: a body in the name of another or of an office has no nominative."""
    return any(item.start < at < item.end for item in line.of("post"))


def _is_joint(line: Line, start: int, end: int) -> bool:
    if start == end:
        return False
    if any(norm.startswith(_JOINT) for norm in line.norms(max(0, start - 2), start)):
        return True
    bodies = [
        agency
        for item in line.of("agency")
        if start <= item.end - 1 < end or start < item.end <= end
        for agency in item.value or ()
    ]
    if any(body.international for body in bodies):
        return True
    states = {state for item in line.of(*_NAMED) if start <= item.start < end for state in item.states}
    return len(states) >= TWO_SIDES
