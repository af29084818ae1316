"""Words of events in Chinese names: inside 《…》, in two words of one document, in the name of what stands."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.words import TITLE_MARKS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# What a gathering's word may belong to: nothing but Han characters stands between.
_STANDING = re.compile(r"[\u4e00-\u9fff]{0,3}?(?:机制|指挥部|办公室|基地|秘书处|大厅|桌)(?!会|第|全体|峰会|首|举)")
_BODY_REACH = 7
_EVENT_WORDS = frozenset({
    "agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "planned", "negation", "proposed", "background", "draft", "between",
})  # fmt: skip
# `谅解备忘录 | 执行 | 计划`.
_BEFORE_PLANS = frozenset(
    {
        "执行",
        "实施",
        "落实",
        "项下",
        "项下的",
        "框架下的",
        "行动",
        "的补充",
        "修订",
        "附加",
        "》修订",
        "》补充",
        "》的补充",
        "》附加",
        "》修正",
    }
)


def read_titles(line: Line) -> None:
    """Inside 《…》 nothing happens: of the words of events only the noun at the end says what the document is."""
    marks = [index for index, norm in enumerate(line.folded) if norm in TITLE_MARKS]
    for left, right in pairwise(marks):
        if line.norm(left) != "《" or line.norm(right) != "》":
            continue
        inside = [item for item in line.of("agreement-noun") if left < item.start and item.end <= right]
        line.items = [
            item
            for item in line.items
            if item.end <= left or item.start > right or item.kind not in _EVENT_WORDS or item in inside[-1:]
        ]
    line.items = [item for item in line.items if item.kind != "meeting-noun" or not _names_body(line, item)]
    nouns = line.of("agreement-noun")
    glued = [_lesser(first, second) for first, second in pairwise(nouns) if _is_one(line, first, second)]
    line.items = [item for item in line.items if item not in glued]


def _is_one(line: Line, first: Item, second: Item) -> bool:
    """`备忘录|文本`, `引渡条约|补充议定书`, `谅解备忘录执行|计划`: two words of one document."""
    return first.end == second.start or "".join(line.norms(first.end, second.start)) in _BEFORE_PLANS


def _lesser(first: Item, second: Item) -> Item:
    """Which of two words tells only of what the other is: 文本 of a memorandum, the memorandum of its plan."""
    if first.end < second.start:
        return first
    return second if second.prop("kind") == "other" or second.prop("weak") else first


def _names_body(line: Line, item: Item) -> bool:
    """`联合巡逻执法机制`, `演习指挥部`: a word of gathering inside the name of what stands."""
    rest = "".join(line.norms(item.end, item.end + _BODY_REACH))
    return bool(_STANDING.match(rest))
