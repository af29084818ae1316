"""Plans and the like of two or more states in East Slavic: what words that often tell of no document say of them.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.verbs.slavic_predicates import predicates, tells_what_is_to_come
from loader.extract.events.verbs.slavic_verbs import FUTURE
from loader.extract.words import CLAUSE_ENDS, COMMAS, EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_PAPERS = frozenset({"plan", "programme", "statement", "declaration"})
_STATUSES = frozenset({"approved", "in-force"})
_BEFORE, _SIDES_REACH, _PREDICATE_REACH = 3, 14, 16
_NAMED = ("agency", "country")
# `приняла в двух чтениях | законопроект о ратификации`, and what is no parliament's.
_PASSING = (
    "принял",
    "принят",
    "одобр",
    "поддерж",
    "проголос",
    "прыня",
    "ухвал",
    "адобр",
    "падтрым",
    "прагалас",
    "прийня",
    "підтрим",
    "схвал",
)
_CABINETS = (
    "правительств",
    "кабмин",
    "кабинет",
    "совмин",
    "урад",
    "саумін",
    "кабінет",
    "кабмін",
    "уряд",
    "комитет",
    "камітэт",
    "комітет",
    "комисси",
    "камісі",
    "комісі",
)
_PASSING_REACH = 7
# `подписание | соглашения … запланировано`: an act as a subject, and not `после подписания`.
_ACT = re.compile(
    r"(?:подписание|падпісанне|підписання|заключени?е|заключэнне|укладення|парафировани?е|парафаванне|парафування)$"
)


def is_of_sides(line: Line, verb: Item, noun: Item) -> bool:
    """`план действий России и Китая | принят`, `действует | дорожная карта A и B`: weak words that name two sides tell of a document."""
    if line.language not in EAST_SLAVIC or noun.prop("kind") not in _PAPERS or verb.prop("status") not in _STATUSES:
        return False
    before = 0 <= noun.start - verb.end <= _BEFORE
    if before and line.has_between(verb.end, noun.start, COMMAS | CLAUSE_ENDS):
        return False
    behind = 0 <= verb.start - noun.end <= _PREDICATE_REACH and verb.start in predicates(line, noun.end)
    if not (before or behind) or any(
        noun.end <= other.start < verb.start for other in line.of("agreement-noun", "agreement-verb", "meeting-noun")
    ):
        return False
    end = verb.start if behind else min(len(line.tokens), noun.end + _SIDES_REACH)
    return _sides(line, noun.end, end) >= TWO_SIDES or (before and _sides(line, 0, verb.start) >= TWO_SIDES)


def _sides(line: Line, start: int, end: int) -> int:
    """How many states are named from a token to another, with bodies of theirs."""
    return len({state for item in line.of(*_NAMED) if start <= item.start < end for state in item.states})


def is_parted(line: Line, start: int, end: int) -> bool:
    """Whether a comma stands between that is none of a list of states: `между A, B и C | принята`."""
    commas = [at for at in range(start, end) if line.norm(at) in COMMAS]
    if not commas or line.language not in EAST_SLAVIC:
        return bool(commas)
    named = {at for item in line.of(*_NAMED) for at in range(item.start, item.end)}
    return any(not (at in named or (at - 1 in named and at + 1 in named)) for at in commas)


def is_act_to_come(line: Line, verb: Item) -> bool:
    """`подписание | меморандума между A и B запланировано на май`: an act as the subject of what is to come."""
    if line.language not in EAST_SLAVIC or verb.kind != "agreement-verb" or not _ACT.match(line.norm(verb.end - 1)):
        return False
    return tells_what_is_to_come(line, verb.end)


def is_bill_passed(line: Line, verb: Item) -> bool:
    """`приняла | законопроект о ратификации | соглашения`, which a parliament did, and no government that sends it there."""
    if line.language not in EAST_SLAVIC:
        return False
    before = range(verb.start - 1, max(-1, verb.start - 1 - _PASSING_REACH), -1)
    if any(line.norm(at).startswith(_CABINETS) for at in range(verb.start)):
        return False
    told = (*before, *predicates(line, verb.end))
    return any(line.norm(at).startswith(_PASSING) and not FUTURE.match(line.norm(at)) for at in told)
