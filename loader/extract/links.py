"""What governs a cue within its sentence: its verb, its status words, its date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_BREAKS, OF, STOPS, folded

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
_COMMA = frozenset({",", "，"})
_COMMA_COST = 4
_YEAR_LENGTH = 4
_BREAK_COST = 12
_CUE_COST = 3
_FARTHEST = 30
# These outrank a nearer "signed": a treaty signed last year is ratified now.
_DECISIVE = frozenset({"ratified", "terminated", "in-force"})
_DECISIVE_REACH = 20
_PREPOSITION_REACH = 6
_NEGATION_REACH = 4
_STATUS_REACH = 10
_NOUN_REACH = 5
_AFTER_REACH = 3
_HAN_FACTOR = 1.6


def distance(line: Line, left: Item, right: Item) -> float:
    """How far apart two items are: tokens between them, commas, clause breaks and rival cues weighing more."""
    first, second = (left, right) if left.start <= right.start else (right, left)
    cost = 0.0
    for index in range(first.end, second.start):
        norm = line.norm(index)
        cost += _COMMA_COST if norm in _COMMA else _BREAK_COST if norm in CLAUSE_BREAKS or norm in STOPS else 1
    rivals = sum(
        1 for item in line.items if item.kind == right.kind and first.end <= item.start and item.end <= second.start
    )
    scale = _HAN_FACTOR if line.story.language == "zh" else 1.0
    return cost / scale + rivals * _CUE_COST


def nearest(line: Line, anchor: Item, *kinds: str) -> Item | None:
    """The item of these kinds that governs the anchor: the nearest in its sentence, if near enough."""
    candidates = [
        (distance(line, anchor, item), item.start > anchor.start, item)
        for item in line.of(*kinds)
        if item is not anchor
    ]
    best = min(candidates, key=lambda row: row[:2], default=None)
    return best[2] if best is not None and best[0] <= _FARTHEST else None


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
    return not line.has_between(min(verb.end, noun.end), max(verb.start, noun.start), lambda norm: norm in _COMMA)


def governed(line: Line, target: Item, kind: str, reach: int = _STATUS_REACH) -> bool:
    """Whether a status word (`planned`, `negation` …) stands before the target within its clause."""
    scale = _HAN_FACTOR if line.story.language == "zh" else 1.0
    for item in line.of(kind):
        if item.end > target.start or target.start - item.end > reach * scale:
            continue
        if not line.has_between(item.end, target.start, lambda norm: norm in CLAUSE_BREAKS or norm in STOPS):
            return True
    return False


def is_planned(line: Line, target: Item) -> bool:
    """Whether the event is still to come: `will meet`, `a planned visit`, `the meeting is to be held`."""
    if target.kind.endswith("verb") and (_FUTURE.match(line.norm(target.start)) or _is_purpose(line, target)):
        return True
    reach = _NOUN_REACH if target.kind.endswith("noun") else _STATUS_REACH
    if governed(line, target, "planned", reach) or (line.story.language == "zh" and _foretold_in_clause(line, target)):
        return True
    return target.kind.endswith("noun") and any(_foretells(line, item, target) for item in line.of("planned"))


def _is_purpose(line: Line, verb: Item) -> bool:
    """`to sign the document`: an English infinitive tells of an aim, unless people came for it."""
    if line.norm(verb.start - 1) != "to" or verb.kind != "agreement-verb" or negated(line, verb):
        return False
    return not any(0 <= verb.start - item.end <= 2 for item in line.of("meeting-verb", "meeting-noun"))  # noqa: PLR2004


def _foretold_in_clause(line: Line, target: Item) -> bool:
    """`将于2025年8月在广西举行…演练`: in Chinese the word of the future leads the clause."""
    return any(
        item.end <= target.start and not line.has_between(item.end, target.start, lambda norm: norm in _COMMA or norm in STOPS)
        for item in line.of("planned")
    )


def _bare_tokens(line: Line, start: int, end: int) -> int:
    """Tokens between two places that no name holds: `the session of the Collective Security Council | will be held`."""
    held = {index for item in line.of("agency", "country", "place", "calendar", "date", "person") for index in range(item.start, item.end)}
    free = [index for index in range(start, end) if index not in held and line.norm(index) not in OF]
    return len(free) + _FARTHEST * any(line.norm(index) in STOPS or line.norm(index) in CLAUSE_BREAKS for index in free)


def _foretells(line: Line, planned: Item, target: Item) -> bool:
    """`the meeting will be held`, but not `the visit will strengthen …`."""
    if planned.start < target.end or _bare_tokens(line, target.end, planned.start) > _AFTER_REACH:
        return False
    inside = any(line.norm(index) in _HAPPENING for index in range(planned.start + 1, planned.end + 1))
    return line.norm(planned.start) not in _AUXILIARIES or inside


def negated(line: Line, target: Item) -> bool:
    """Whether a negation stands right before the target."""
    return governed(line, target, "negation", _NEGATION_REACH)


def denied(line: Line, noun: Item) -> bool:
    """Whether a negation stands right before the noun: `no papers`, `ни одного документа`."""
    return governed(line, noun, "negation", 2)


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
