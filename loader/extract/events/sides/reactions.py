"""Who only reacts to an event of others: `Чад приветствовал договор, который подписали …`, `…, Чад назвал встречу провокацией`.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS, PART_ENDS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.lines import Line

# Finite forms; a participle tells of somebody who does something else.
_REACTED = re.compile(
    r"(?:(?:по)?приветств(?:ова|у)|осу(?:ди|жда)|(?:рас)?критик(?:ова|у)|возраж[ае]|возрази|протест(?:ова|у)|отверг|отверга|воспри?ня|назва|следи|наблюда|одобри|поддержа|вызва|пиш|переда[ею]"
    r"|(?:пры)?віта|асу(?:дзі|джа)|(?:рас)?крытык(?:ава|у)|пярэчы|пратэст(?:ава|у)|адверг|назва|сочы|сачы|ухвалі|падтрыма|выкліка|піш|перада[ею]"
    r"|(?:при)?віта|засу(?:ди|джу)|(?:роз)?критик(?:ува|у)|запереч|протест(?:ува|у)|відкину|назва|стежи|спостеріга|схвали|підтрима|виклика)"
    r"(?:л|ла|ло|ли|в|у|лі|т|ть|ць|ет|ют|ит|ят|є|ють|ить|ять|е|а|юць|іць|яць|ыць|аць|ае|ає)?$"
)
_TROUBLED = (
    "обеспокоен",
    "встревожен",
    "недоволен",
    "недовольн",
    "занепакоен",
    "устрывожан",
    "незадаволен",
    "занепокоєн",
    "стривожен",
    "невдоволен",
)
_ONLOOKERS = ("наблюдател", "назіральнік", "спостерігач")
_VOICED = re.compile(r"(?:выра[зж]|выказ|висло[вл]|заяви|заявля|заяві)")
_FEELINGS = (
    "протест",
    "обеспокоен",
    "озабочен",
    "тревог",
    "недовольств",
    "сожален",
    "поддержк",
    "пратэст",
    "занепакоен",
    "заклапочан",
    "незадавальнен",
    "падтрымк",
    "занепокоєн",
    "стурбован",
    "невдоволен",
    "підтримк",
)
_VOICED_REACH = 3
_EVENTS = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "between", "draft")
_GREETED = ("post", "person", "honorific", "agency", "country")
_RELATIVE = folded(
    "который которая которое которые которых которую которого что який яка яке які яких яку якого що які якая якое якія якую якога што"
)


def reactions(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches that name who reacts: a clause without an event, or what stands before the verb."""
    for at in range(len(line.tokens)):
        if not _reacts(line, at):
            continue
        start = next((to for to in range(at, 0, -1) if line.norm(to - 1) in PART_ENDS), 0)
        end = next((to for to in range(at, len(line.tokens)) if line.norm(to) in PART_ENDS), len(line.tokens))
        if not _tells_event(line, start, end):
            if line.norm(start) in _RELATIVE or line.norm(start - 1) in CLAUSE_ENDS | COMMAS:
                yield start, end
            elif line.norm(end) in COMMAS and line.norm(end + 1) in _RELATIVE:
                yield start, at
        elif not _tells_event(line, start, at) and _is_event_next(line, at + 1, end):
            yield start, at


def _reacts(line: Line, at: int) -> bool:
    norm = line.norm(at)
    if norm.startswith((*_TROUBLED, *_ONLOOKERS)) or _REACTED.match(norm):
        return True
    feels = (line.norm(to).startswith(_FEELINGS) for to in range(at + 1, at + 1 + _VOICED_REACH))
    return _VOICED.match(norm) is not None and any(feels)


def _tells_event(line: Line, start: int, end: int) -> bool:
    return any(start <= cue.start < end for cue in line.of(*_EVENTS))


def _is_event_next(line: Line, start: int, end: int) -> bool:
    """Whether the deed comes first and not somebody who is greeted: `приветствовал | договор`, but `приветствовал | президента`."""
    told = [item for item in line.of(*_EVENTS, *_GREETED) if start <= item.start < end]
    return bool(told) and told[0].kind in _EVENTS
