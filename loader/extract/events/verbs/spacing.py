"""How far apart two words of a sentence are.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# What weighs more than the token it is: a comma, the end of a clause, a rival cue between.
_COMMA_COST = 4
_BREAK_COST = 12
_CUE_COST = 3
# A Chinese character is a token; so many of them say what one word says elsewhere.
_HAN_FACTOR = 1.6
_TITLE_REACH = 14  # tokens of a title between two commas


def distance(line: Line, left: Item, right: Item) -> float:
    """How far apart two items are: tokens between them, commas, clause breaks and rival cues weighing more."""
    first, second = (left, right) if left.start <= right.start else (right, left)
    costs = (
        _COMMA_COST if norm in COMMAS else _BREAK_COST if norm in CLAUSE_ENDS else 1
        for norm in _without_aside(_without_titles(line, first.end, second.start))
    )
    rivals = [item for item in line.of(right.kind) if first.end <= item.start and item.end <= second.start]
    return sum(costs) / scale(line) + len(rivals) * _CUE_COST


def _without_titles(line: Line, start: int, end: int) -> list[str]:
    """A stretch without the titles behind English names: `between Bat Erdene, | Minister of Defence of Mongolia, | and …`."""
    norms = line.norms(start, end)
    people = (
        [item.end for item in line.of("person") if start <= item.start and item.end < end]
        if line.language == "en"
        else []
    )
    for at in reversed(people):
        title = any(post.start == at + 1 for post in line.of("post")) and line.norm(at) == ","
        close = next((to for to in range(at + 1, min(at + _TITLE_REACH, end)) if line.norm(to) == ","), None)
        if title and close is not None:
            del norms[at - start : close + 1 - start]
    return norms


def _without_aside(norms: list[str]) -> list[str]:
    """A stretch without what stands between two dashes: `The accords — one on …, one on … — were signed`."""
    first, second, *more = [*(at for at, norm in enumerate(norms) if norm in {"—", "–"}), -1, -1]
    return norms if second < 0 or more != [-1, -1] else norms[:first] + norms[second + 1 :]


def scale(line: Line) -> float:
    """How many tokens say what one says elsewhere: a Chinese character is a token."""
    return _HAN_FACTOR if line.language == "zh" else 1.0
