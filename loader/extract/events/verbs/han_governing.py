"""Which verb of a Chinese sentence governs a document: 的 makes a verb a description, and a clause may go on without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.status.han_documents import is_of_taken_up
from loader.extract.words import COMMAS, PART_ENDS, PHRASE_ENDS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_NAMES = ("agency", "country", "person", "post", "date", "pair", "pair-bodies")
_ON_ANOTHER = re.compile(
    r"(?:并|还|同时|又)?(?:就|对)(?!此)|(?:并|还|同时|双方|会后|随后){0,2}(?:共同|正式|分别)?(?:签署|签订|签)了?(?!的)"
)
_EXCHANGES = "交"
# `根据双方关于打击跨国犯罪合作的 | 谅解备忘录`, `triển khai có hiệu quả các nội dung trong | Bản ghi nhớ`: tokens from what
# carries a document out to it; `执行2001年签署的安全 | 合作协定`; and in other languages.
_SUBJECT_GAP = 2
_BASIS_REACH, _DESCRIBED_REACH, _USUAL_REACH = {"zh": 18, "vi": 9}, 30, 6
_SETTLED, _SETTLING = "商定", frozenset("了《关有一两双")


def describes(line: Line, verb: Item, noun: Item, others: list[Item]) -> bool:
    """`执行2019年 | 签署 | 的警务合作议定书`: in Chinese a verb before 的 only describes what another takes for its object."""
    if line.language != "zh" or line.norm(verb.end) != "的" or verb.end > noun.start:
        return False
    return any(other.end <= verb.start and not line.has_between(other.end, noun.start, PHRASE_ENDS) for other in others)


def is_described(line: Line, verb: Item, noun: Item) -> bool:
    """`根据 | 中哈两国内务部2018年签署的 | 行动计划`: whether in Chinese a verb of its own describes what another takes for its object."""
    return any(describes(line, other, noun, [verb]) for other in line.of("agreement-verb"))


def basis_reach(line: Line, verb: Item, noun: Item) -> int:
    """How many tokens may stand between what carries a document out, or rests on it, and its noun."""
    if is_described(line, verb, noun):
        return _DESCRIBED_REACH + _named_between(line, verb, noun)
    reach = _BASIS_REACH.get(line.language)
    if reach is not None and any(
        other.prop("status") == "signed" and 0 <= verb.start - other.end <= _SUBJECT_GAP
        for other in line.of("agreement-verb")
    ):
        return -1  # `签署了 | 延长授权的谅解备忘录`: what the document is about
    if reach is None or line.has_between(verb.end, noun.start, PART_ENDS):
        return _USUAL_REACH
    rivals = any(verb.end <= other.start < noun.start for other in line.of("agreement-verb", "agreement-noun"))
    return _USUAL_REACH if rivals else reach + _named_between(line, verb, noun)


def _named_between(line: Line, verb: Item, noun: Item) -> int:
    """How many tokens name states, bodies, people or days between a verb and a document."""
    return sum(item.end - item.start for item in line.of(*_NAMES) if verb.end <= item.start and item.end <= noun.start)


def goes_on_in_chinese(line: Line, verb: Item, noun: Item) -> bool:
    """`签署了会议纪要，并 | 批准 | 《战略》草案`: the verb of the next clause has a document of its own; 备忘录的 | 延期 | 议定书."""
    if line.language != "zh":
        return False
    if verb.start >= noun.end:
        return _is_of_later_clause(line, verb, noun)
    if line.glued(verb.start, verb.end) == _SETTLED and line.norm(verb.end) not in _SETTLING:
        return True  # `商定 | 明年第一季度就…草案进行磋商`: what is settled is what to do
    if _is_of_earlier_clause(line, verb, noun):
        return True
    return line.norm(verb.start - 1) == "的" and verb.end == noun.start and verb.prop("status") == "in-force"


def _is_of_earlier_clause(line: Line, verb: Item, noun: Item) -> bool:
    """`签署了 | 合作计划，并就《…协定》 | 修订草案达成一致`: a clause that opens so is on another document."""
    commas = [at for at in range(verb.end, noun.start) if line.norm(at) in COMMAS]
    return bool(commas) and _ON_ANOTHER.match(line.glued(commas[-1] + 1, noun.start)) is not None


def _is_of_later_clause(line: Line, verb: Item, noun: Item) -> bool:
    """`正在商谈一份新协议，以取代2009年 | 签署的 | 协定`: the verb of a later clause with a document of its own."""
    if line.norm(verb.start) == _EXCHANGES or is_of_taken_up(line, noun, verb):
        return True  # `就起草工作计划 | 交换了 | 意见`
    if not line.has_between(noun.end, verb.start, COMMAS):
        return False
    nouns, breaks = line.of("agreement-noun"), PHRASE_ENDS
    own = [other for other in nouns if verb.end <= other.start]
    if own and line.norm(verb.start - 1) == "并":
        return True
    led = any(
        other.end <= noun.start and not line.has_between(other.end, noun.start, breaks)
        for other in line.of("agreement-verb")
    )
    return led and any(not line.has_between(verb.end, other.start, breaks) for other in own)
