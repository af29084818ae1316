"""What a Chinese clause only wishes for: `推动签署`, `期待总统9月赴华出席峰会`; what English tells as past beside a word of the future."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import PART_ENDS, PHRASE_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# What is wished for has not happened: in the clause of the verb, hardly more than names between.
_WISHES = frozenset({
    "推动", "推进", "希望", "期待", "愿意", "有意", "争取", "力争", "加快", "早日", "尽早", "尽快", "欢迎", "期盼", "盼望",
})  # fmt: skip
_WELCOMED = "欢迎"
_WISH = "愿"
_NO_WISH = frozenset({"愿景", "愿望"})
_WISH_FREE = 5
_NAMES = frozenset({
    "agency", "country", "side", "pair", "pair-bodies", "person", "post", "date", "place", "home", "calendar", "meeting-verb",
})  # fmt: skip
_DONE = "了"
# A Chinese clause that opens so goes on with what the one before foretells, or with what was resolved in it.
_GOES_ON = folded("与 同 并 和 就 于 届 期")
_AND, _AHEAD = "并", frozenset("将拟计预准打")
_SITTINGS, _TREATING_REACH = frozenset({"session", "conference"}), 6
_TREATING = {
    "zh": re.compile(
        r"(?:将会?|拟|会)?(?:重点|集中|深入|着重|就[^，。；]{1,4})?(?:讨论|审议|聚焦|围绕|商讨|研究|评估|回顾|听取|探讨|磋商|通过)"
    ),
    "vi": re.compile(
        r"(?:sẽ )?(?:tập trung |tiếp tục |cùng )*(?:thảo luận|trao đổi|bàn|đánh giá|thông qua|xem xét|rà soát|kiểm điểm)\b"
    ),
}
_RESOLVED = frozenset({"商定", "约定", "议定", "同意", "决定"})
_OF = "的"
_OTHER_DEED = re.compile(r"审议|审批|批准|讨论|落实|执行|履行|实施|参照|根据|按照|评估|修订|延长|提交|介绍|公布|取代")
# Before an English participle they leave it to the word of the future: `will | be | signed`, `hopes to | have | … signed`.
_LEFT_OPEN = frozenset({"be", "being", "get", "gets", "have", "having", "see"})
_LEFT_OPEN_REACH = 4


def is_wished(line: Line, cue: Item) -> bool:
    """`愿同塔方推动 | 签署`, `期待拉赫蒙总统9月赴华出席 | 峰会`: in its clause somebody only wishes for it."""
    if line.norm(cue.end - 1) == _DONE or line.norm(cue.end) == _DONE:
        return False
    named = {at for item in line.of(*_NAMES) for at in range(item.start, item.end)}
    free = 0
    for at in range(cue.start - 1, -1, -1):
        norm = line.norm(at)
        if norm in PART_ENDS or free > _WISH_FREE:
            return False
        pair = norm + line.norm(at + 1)
        if pair == _WELCOMED and cue.kind == "agreement-verb" and line.norm(cue.end) == _OF:
            return False  # `欢迎两国8月 | 签署 | 的安排`
        if pair == _WELCOMED and _is_deed_of_others(line, at, cue):
            return False
        if (pair in _WISHES and at + 1 < cue.start) or (norm == _WISH and pair not in _NO_WISH):
            return line.norm(cue.end) != _OF or not _OTHER_DEED.search(line.glued(at, cue.start))
        free += at not in named
    return False


def _is_deed_of_others(line: Line, welcome: int, cue: Item) -> bool:
    """`埃及欢迎苏丹和乍得 | 签署 | 协定`, `伊朗欢迎印度外长 | 访问 | 阿曼`: what two others did; a guest who is welcome comes to the welcomer."""
    states = [(item.start, state) for item in line.of("country") for state in item.states[:1]]
    end = next((at for at in range(cue.end, len(line.tokens)) if line.norm(at) in PART_ENDS), len(line.tokens))
    own = {state for at, state in states if at < welcome}
    others = {state for at, state in states if welcome < at < end} - own
    told_behind = any(cue.end <= at < end and state not in own for at, state in states)
    told = cue.kind == "agreement-verb" or (bool(own) and (cue.prop("kind") == "talks" or told_behind))
    return told and len(others) > 1


def is_other_deed_planned(line: Line, target: Item) -> bool:
    """`将审议与匈牙利 | 签署的 | 计划`: what is to come is another deed, on a document that was signed."""
    if line.language != "zh" or target.kind != "agreement-verb":
        return False
    if line.norm(target.end) != _OF:
        return _is_joined(line, target)
    foretelling = [item for item in line.of("planned") if item.end <= target.start]
    return bool(foretelling) and _OTHER_DEED.search(line.glued(foretelling[-1].end, target.start)) is not None


def _is_joined(line: Line, target: Item) -> bool:
    """`商定下次在越南举行会议，并 | 签署会议纪要`: a deed of its own beside what was resolved; `将访华，并签署` is to come."""
    start = _clause_start(line, target.start)
    if line.norm(start) != _AND or any(start <= item.start < target.start for item in line.of("planned")):
        return False
    before = _clause_start(line, start - 1)
    resolved = any(_resolves(line, at) for at in range(before, start - 1))
    ahead = any(before <= item.start < start and line.norm(item.start) in _AHEAD for item in line.of("planned"))
    return resolved and not ahead


def foretold_in_clause(line: Line, target: Item) -> bool:
    """`将于2025年8月在广西举行…演练`, `商定第二次 | 会议于1月举行`: in Chinese the word of the future leads the clause."""
    start = _clause_start(line, target.start)
    if any(start <= item.start and item.end <= target.start for item in line.of("planned")):
        return True
    done = _DONE in (line.norm(target.end - 1), line.norm(target.end))
    gathering = target.kind in {"meeting-noun", "meeting-verb"} and not done
    if gathering and any(_resolves(line, at) for at in range(start, target.start - 1)):
        return True
    before = _clause_start(line, start - 1)
    if start == 0 or line.norm(start) not in _GOES_ON:
        return False
    return _resolves(line, start - 3) or any(before <= item.start < start for item in line.of("planned"))


def _resolves(line: Line, at: int) -> bool:
    """`一致 | 同意`: what was resolved is to come; `商定的会谈` is not what was resolved now."""
    return line.norm(at) + line.norm(at + 1) in _RESOLVED and line.norm(at + 2) != _OF


def _clause_start(line: Line, at: int) -> int:
    """Where the clause begins in which a token stands: behind the comma or stop before it."""
    while at > 0 and line.norm(at - 1) not in PHRASE_ENDS:
        at -= 1
    return max(at, 0)


def is_past(line: Line, verb: Item) -> bool:
    """`will review the memorandum that was | signed`, `agreed to … and | signed`: the word of the future stands with another verb."""
    if line.language != "en" or verb.kind != "agreement-verb" or not line.norm(verb.start).endswith("ed"):
        return False
    return not line.has_between(max(0, verb.start - _LEFT_OPEN_REACH), verb.start, _LEFT_OPEN)


def is_to_treat(line: Line, planned: Item, target: Item) -> bool:
    """`会议 | 将 | 讨论撤军问题`, `hội nghị | sẽ | thảo luận`: what those who sit will talk about, so they have not sat yet."""
    if target.kind != "meeting-noun" or target.prop("kind") not in _SITTINGS or line.language not in _TREATING:
        return False
    return _TREATING[line.language].match(line.text(planned.start, planned.end + _TREATING_REACH).lower()) is not None
