"""Which verb of a Chinese sentence governs a document: 的 makes a verb a description, and a clause may go on without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.han_documents import is_of_taken_up
from loader.extract.words import COMMAS, STOPS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_NAMES = ("agency", "country", "person", "post", "date", "pair", "pair-bodies")
_EXCHANGES = "交"
_SETTLED, _SETTLING = "商定", frozenset("了《关有一两双")


def describes(line: Line, verb: Item, noun: Item, others: list[Item]) -> bool:
    """`执行2019年 | 签署 | 的警务合作议定书`: in Chinese a verb before 的 only describes what another takes for its object."""
    if line.language != "zh" or line.norm(verb.end) != "的" or verb.end > noun.start:
        return False
    return any(
        other.end <= verb.start and not line.has_between(other.end, noun.start, COMMAS | STOPS) for other in others
    )


def is_described(line: Line, verb: Item, noun: Item) -> bool:
    """`根据 | 中哈两国内务部2018年签署的 | 行动计划`: whether in Chinese a verb of its own describes what another takes for its object."""
    return any(describes(line, other, noun, [verb]) for other in line.of("agreement-verb"))


def named_between(line: Line, verb: Item, noun: Item) -> int:
    """How many tokens name states, bodies, people or days between a verb and a document."""
    return sum(item.end - item.start for item in line.of(*_NAMES) if verb.end <= item.start and item.end <= noun.start)


def goes_on_in_chinese(line: Line, verb: Item, noun: Item) -> bool:
    """`签署了会议纪要，并 | 批准 | 《战略》草案`: the verb of the next clause has a document of its own; 备忘录的 | 延期 | 议定书."""
    if line.language != "zh":
        return False
    if verb.end <= noun.start and line.glued(verb.start, verb.end) == _SETTLED and line.norm(verb.end) not in _SETTLING:
        return True  # `商定 | 明年第一季度就…草案进行磋商`: what is settled is what to do
    if verb.start >= noun.end:
        if line.norm(verb.start) == _EXCHANGES or is_of_taken_up(line, noun, verb):
            return True  # `就起草工作计划 | 交换了 | 意见`
        own = any(verb.end <= other.start for other in line.of("agreement-noun"))
        return own and line.norm(verb.start - 1) == "并" and line.has_between(noun.end, verb.start, COMMAS)
    return line.norm(verb.start - 1) == "的" and verb.end == noun.start and verb.prop("status") == "in-force"
