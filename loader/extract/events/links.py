"""What governs a cue within its sentence: its verb, its status words, its date.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS, OF, STOPS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_AUXILIARIES = folded("will would shall is are was were sẽ 将 将会 будет будут буде будуть будзе будуць")
_HAPPENING = folded(
    "be take happen occur begin start open convene diễn được tổ bắt khai 举 召 在 于 проводиться проходить "
    "организован проведен проводзіцца",
)
# The perfective present of East Slavic verbs is their future: подпишут, адбудзецца, зустрінуться.
_FUTURE = re.compile(
    r"(?:подпиш[еу]|падпіш[аэу]|підпиш[еу]|заключ[иа]т|утверд[ия]т|одобр[ия]т|ратифициру[ею]т|встрет[ия]т|сустрэн|зустрін|провед[еу]т|правяд|"
    r"проведуть|проведе|приме[тм]|примут|посет[ия]т|наведа[ею]|обсуд[ия]т|абмяркуюць|состо[ия]тся|адбудз|відбуд|пройд[еу]т|пройдз|прибуд[еу]т|прыбуд)",
)
# A name in a sentence: what stands in it separates no cue from its words of time.
_NAMES = ("agency", "country", "place", "calendar", "date", "person")
# What weighs more than the token it is: a comma, the end of a clause, a rival cue between.
_COMMA_COST = 4
_BREAK_COST = 12
_CUE_COST = 3
# Beyond it no verb governs a noun.
_FARTHEST = 30
# A Chinese character is a token; so many of them say what one word says elsewhere.
_HAN_FACTOR = 1.6
# These outrank a nearer "signed": a treaty signed last year is ratified now.
_DECISIVE = frozenset({"ratified", "terminated", "in-force"})
_DECISIVE_REACH = 20
# `in accordance with the | bilateral …`: a preposition and its noun.
_PREPOSITION_REACH = 6
_NEGATION_REACH = 4
# `no | papers`, `ни одного | документа`.
_DENIAL_REACH = 2
_STATUS_REACH = 10
# Before a noun the word of the future stands nearer than before a verb.
_NOUN_REACH = 5
_AFTER_REACH = 3
# `met in Minsk to sign`: they came for it, and it was done.
_CAME_FOR_REACH = 2
_YEAR_LENGTH = 4


def distance(line: Line, left: Item, right: Item) -> float:
    """How far apart two items are: tokens between them, commas, clause breaks and rival cues weighing more."""
    first, second = (left, right) if left.start <= right.start else (right, left)
    costs = (
        _COMMA_COST if norm in COMMAS else _BREAK_COST if norm in CLAUSE_ENDS else 1
        for norm in line.norms(first.end, second.start)
    )
    rivals = [item for item in line.of(right.kind) if first.end <= item.start and item.end <= second.start]
    return sum(costs) / _scale(line) + len(rivals) * _CUE_COST


def _scale(line: Line) -> float:
    return _HAN_FACTOR if line.language == "zh" else 1.0


def governing_verb(line: Line, noun: Item) -> Item | None:
    """The verb that gives a document its status: the nearest, unless one of ratifying or ending governs the sentence."""
    verbs = [verb for verb in line.of("agreement-verb") if _can_govern(line, verb, noun)]
    costs = {verb.start: distance(line, noun, verb) for verb in verbs}
    near = [verb for verb in verbs if costs[verb.start] <= _FARTHEST]
    decisive = [verb for verb in near if _is_decisive(line, verb) and costs[verb.start] <= _DECISIVE_REACH]
    return min(decisive or near, key=lambda verb: (costs[verb.start], verb.start > noun.start), default=None)


def _is_decisive(line: Line, verb: Item) -> bool:
    return verb.prop("status") in _DECISIVE and not verb.prop("weak") and not is_planned(line, verb)


def _can_govern(line: Line, verb: Item, noun: Item) -> bool:
    """`under the …` and `in accordance with` govern only what follows at once; weak verbs no weak noun."""
    if not verb.prop("weak"):
        return True
    if noun.prop("weak"):
        return False
    if verb.prop("status") == "in-force":
        return 0 <= noun.start - verb.end <= _PREPOSITION_REACH
    return not line.has_between(min(verb.end, noun.end), max(verb.start, noun.start), COMMAS)


def governed(line: Line, target: Item, kind: str, reach: int = _STATUS_REACH) -> bool:
    """Whether a status word (`planned`, `negation` …) stands before the target within its clause."""
    return any(
        0 <= target.start - item.end <= reach * _scale(line)
        and not line.has_between(item.end, target.start, CLAUSE_ENDS)
        for item in line.of(kind)
    )


def negated(line: Line, target: Item) -> bool:
    """Whether a negation stands shortly before the target."""
    return governed(line, target, "negation", _NEGATION_REACH)


def denied(line: Line, noun: Item) -> bool:
    """Whether a negation stands right before the noun: `no papers`, `ни одного документа`."""
    return governed(line, noun, "negation", _DENIAL_REACH)


def is_planned(line: Line, target: Item) -> bool:
    """Whether the event is still to come: `will meet`, `a planned visit`, `the meeting is to be held`."""
    is_noun = target.kind.endswith("noun")
    if not is_noun and (_FUTURE.match(line.norm(target.start)) or _is_purpose(line, target)):
        return True
    if governed(line, target, "planned", _NOUN_REACH if is_noun else _STATUS_REACH):
        return True
    if line.language == "zh" and _foretold_in_clause(line, target):
        return True
    return is_noun and any(_foretells(line, item, target) for item in line.of("planned"))


def _is_purpose(line: Line, verb: Item) -> bool:
    """`to sign the document`: an English infinitive tells of an aim, unless people came for it."""
    if line.norm(verb.start - 1) != "to" or verb.kind != "agreement-verb" or negated(line, verb):
        return False
    came = line.of("meeting-verb", "meeting-noun")
    return not any(0 <= verb.start - item.end <= _CAME_FOR_REACH for item in came)


def _foretold_in_clause(line: Line, target: Item) -> bool:
    """`将于2025年8月在广西举行…演练`: in Chinese the word of the future leads the clause."""
    return any(
        item.end <= target.start and not line.has_between(item.end, target.start, COMMAS | STOPS)
        for item in line.of("planned")
    )


def _foretells(line: Line, planned: Item, target: Item) -> bool:
    """`the meeting will be held`, but not `the visit will strengthen …`."""
    if planned.start < target.end or not _is_next(line, target.end, planned.start):
        return False
    happening = not _HAPPENING.isdisjoint(line.norms(planned.start + 1, planned.end + 1))
    return line.norm(planned.start) not in _AUXILIARIES or happening


def _is_next(line: Line, start: int, end: int) -> bool:
    """Whether hardly more than a name stands between: `the session of the Collective Security Council | will be held`."""
    named = {index for item in line.of(*_NAMES) for index in range(item.start, item.end)}
    free = [line.norm(index) for index in range(start, end) if index not in named and line.norm(index) not in OF]
    return len(free) <= _AFTER_REACH and CLAUSE_ENDS.isdisjoint(free)


def nearest_date(line: Line, anchor: Item, rivals: list[Item], within: tuple[int, int] | None = None) -> Item | None:
    """The date that belongs to the anchor; where a sentence has several, none that stands nearer to a rival."""
    start, end = within or (0, len(line.tokens))
    dates = [date for date in line.of("date") if start <= date.start and date.end <= end]
    exact = [date for date in dates if len(date.value.value) > _YEAR_LENGTH] or dates
    if len({date.value.value for date in exact}) <= 1:
        return next(iter(exact), None)
    for date in sorted(exact, key=lambda item: distance(line, anchor, item)):
        others = [distance(line, rival, date) for rival in rivals if rival is not anchor]
        if not others or distance(line, anchor, date) <= min(others):
            return date
    return None
