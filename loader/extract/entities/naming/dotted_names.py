"""Names in Chinese text whose parts dots join: 凯卢·姆万吉, 阿卜杜勒-阿米尔·沙马里."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.naming.han_signs import AFTER_NAME, FOREIGN, JOINTS, NEVER, SHORTEST_FOREIGN, ends
from loader.extract.words import is_han

if TYPE_CHECKING:
    from loader.extract.lines import Line

_LONGEST_PART = 8
# In a part of a dotted name so many signs of no transcription table may stand: 颂军·西里瓦塔.
_LIBERTY = 2
# A name may open with a particle's sign right behind an office: 秘书长|于尔根·斯托克.
_PARTICLE_NAMES = frozenset({("于", "尔"), ("于", "利"), ("于", "里"), ("向", "巴"), ("从", "维")})
_HARD = frozenset({"country", "agency", "function", "date"})


def dotted_names(line: Line) -> list[tuple[int, int]]:
    """The names whose parts dots join: 凯卢·姆万吉, 阿卜杜勒-阿米尔·沙马里."""
    found: list[tuple[int, int]] = []
    if JOINTS.isdisjoint(line.vocabulary):
        return found
    opens = {item.start for item in line.items}
    for dot in range(1, len(line.tokens) - 1):
        if line.norm(dot) not in JOINTS or (found and dot < found[-1][1]):
            continue
        if not (is_han(line.norm(dot - 1)) and is_han(line.norm(dot + 1))):
            continue
        hard = _hard(line)
        start, end = _left(line, dot, hard), _right(line, dot, hard, opens)
        if start < dot and end > dot + 1:
            found.append((start, end))
    return found


def _hard(line: Line) -> set[int]:
    """Tokens that are no part of a name: of states and bodies, and of words that transcription does not use."""
    return {
        index
        for item in line.items
        if item.kind in _HARD or any(line.norm(at) not in FOREIGN for at in range(item.start, item.end))
        for index in range(item.start, item.end)
    }


def _left(line: Line, dot: int, hard: set[int]) -> int:
    start = dot
    while start > 0 and dot - start < _LONGEST_PART and start - 1 not in hard:
        sign = line.norm(start - 1)
        led = any(item.end <= start - 1 and item.end >= dot - 1 - _LIBERTY for item in line.items)
        if not (sign in FOREIGN or (is_han(sign) and led and sign not in NEVER and sign not in AFTER_NAME)):
            break
        start -= 1
    led = any(item.end == start - 1 and item.kind in {"post", "honorific"} for item in line.items)
    return start - 1 if led and (line.norm(start - 1), line.norm(start)) in _PARTICLE_NAMES else start


def _right(line: Line, dot: int, hard: set[int], opens: set[int]) -> int:
    end = _part_end(line, dot + 1, hard, opens)
    while line.norm(end) in JOINTS and is_han(line.norm(end + 1)):
        end = _part_end(line, end + 1, hard, opens)
    return end


def _part_end(line: Line, at: int, hard: set[int], opens: set[int]) -> int:
    """The end of one part of a dotted name: its transcription characters, less one that opens the next word."""
    end = at
    while end < len(line.tokens) and end not in hard and line.norm(end) in FOREIGN and end - at < _LONGEST_PART:
        end += 1
    if ends(line, end, opens) or line.norm(end) in JOINTS:
        return end
    for more in range(end, min(end + _LIBERTY, len(line.tokens)) if end - at <= 1 else end):
        if more in hard or not is_han(line.norm(more)) or line.norm(more) in NEVER:
            break
        if ends(line, more + 1, opens) or line.norm(more + 1) in JOINTS:
            return more + 1
    return end - 1 if end - at > SHORTEST_FOREIGN and ends(line, end - 1, opens) else end


def drop_inside(line: Line, found: list[tuple[int, int]]) -> None:
    """What the lexicon reads inside a dotted name is no item: 埃米尔·托尔夫森."""
    if not found:
        return
    line.items = [
        item
        for item in line.items
        if item.kind in {"person", "date"} or not any(start <= item.start and item.end <= end for start, end in found)
    ]
