"""One-character names of states in Chinese: 中越, 乌方, 土国防部, 访华; and the same characters in names, which are none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loader.extract.entities.naming.chinese import is_foreign_sign
from loader.extract.reading import read_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

# States whose character stands for them though the story never spells them out.
_STRONG = frozenset({"CN", "US", "RU", "GB", "FR", "DE", "JP", "KR", "KP", "VN"})
# 乌 beside these is Ukraine, where no other is named.
_OPPONENTS = frozenset({"RU", "US"})
_HOME = frozenset({"CN"})
# 吉塔, 亚阿, 柬泰: neighbours told in one breath, though the story spells out but one of them.
_COUPLES = (
    {"KG", "TJ"},
    {"AM", "AZ"},
    {"KH", "TH"},
    {"IN", "PK"},
    {"KZ", "UZ"},
    {"TJ", "UZ"},
    {"KP", "KR"},
    {"IL", "PS"},
    {"CN", "MN"},
)
# After one character: its forces, media, firms, citizens; and what shows that it is a side or holds an office.
_HOLDINGS = frozenset("军警媒企籍裔")
_OWNERS = frozenset({"function", "agency", "post"})
# Before it: to visit, stationed in, bound for.
_GOALS = frozenset("访驻赴")
_CHINA = "华"
_TO_CHINA = frozenset("访驻来对在赴涉援回抵")
_DAY, _LATELY, _BEFORE_JAPAN = "日", "前", frozenset("中美韩俄朝")
_DAY_PREFIXES = frozenset("今当近同次节假每生即翌改某平终整连逐往昔0123456789一二三四五六七八九十")
# What two states share, and whom an ambiguous character means beside a strong one.
_SHARED = ("两国", "双方", "关系", "边境", "边界", "联合", "友好", "战略", "建交", "执法", "警务", "合作", "自贸", "经贸", "贸易", "元首", "首脑", "外长")  # fmt: skip
_LIKELIEST = {"印": "IN", "巴": "PK", "伊": "IR", "新": "SG", "马": "MY", "乌": "UZ", "南": "ZA", "尼": "NP", "阿": "AF"}  # fmt: skip
_LIST_MARK = "、"
_SHORTEST_LIST = 3
_DOTS = frozenset("·•・‧-－")
_STATE_SIGN = "国"
# 国防部, 国务卿: what begins with the sign of a state's name.
_COVERED_KINDS = frozenset({"function", "agency", "post"})
_COVERED_LENGTHS = range(3, 12)
_PAIR = 2
_GATHERINGS = frozenset({"会谈", "会晤", "会见", "会面", "会商", "会议"})
_OTHER_WORDS = frozenset("定事案程长题员席和政会")  # 委员会 | 议定书, 议事, 议程
_NAME_DOTS = frozenset("·•・‧")
_NAME_REACH = 5


def settle_short_forms(lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Keep the short forms that name states, each with the one state that it means here; drop the others."""
    for line in lines:
        _uncover(line, lexicon)
        _recut(line, lexicon)
        line.items = [item for item in line.items if item.kind != "country" or not _in_dotted_name(line, item)]
    named = Counter(
        state
        for line in lines
        for item in line.of("country", "agency")
        if item.form != "short"
        for state in (*item.states, item.prop("state"))
        if state
    )
    named.update(_HOME)
    for line in lines:
        kept = {id(item) for item in _settled(line, named)}
        line.items = [item for item in line.items if not _is_short(item) or id(item) in kept]


def _is_short(item: Item) -> bool:
    return item.kind == "country" and item.form == "short"


def _uncover(line: Line, lexicon: Lexicon) -> None:
    """`美国防部` is 美 and 国防部: the last character of a state's name opens a longer name of a body or office."""
    for item in line.of("country"):
        last = item.end - 1
        if item.end - item.start != _PAIR or line.norm(last) != _STATE_SIGN:
            continue
        covered = next(iter(read_items(line, last, lexicon)), None)
        if covered is None or covered.start != last or covered.kind not in _COVERED_KINDS:
            continue
        if covered.end - covered.start in _COVERED_LENGTHS:
            item.end, item.form = last, "short"
            overlapped = [other for other in line.items if last <= other.start < covered.end]
            line.replace(overlapped, covered)


def _recut(line: Line, lexicon: Lexicon) -> None:
    """`谢定国会谈` holds 会谈 and no 国会, 反贪会议 no 反贪会: the longest form that begins first is not always the right one."""
    offices = {post.start for post in line.of("post")}
    for item in line.of("function", "agency"):
        if item.end in offices:
            continue  # `国会 | 议员`
        gathering = line.norm(item.end - 1) + line.norm(item.end)
        sitting = gathering == "会议" and line.norm(item.end + 1) not in _OTHER_WORDS
        if sitting or (item.end - item.start == _PAIR and gathering in _GATHERINGS):
            later = next(iter(read_items(line, item.end - 1, lexicon)), None)
            if later is not None and later.start == item.end - 1:
                line.replace([item], later)


def _in_dotted_name(line: Line, item: Item) -> bool:
    """Whether a state's name is part of a person's: 沙马里 behind a dot, 马里奥 before one."""
    at = item.start
    while at > 0 and item.start - at < _NAME_REACH and is_foreign_sign(line.norm(at - 1)):
        at -= 1
    if line.norm(at - 1) in _NAME_DOTS:
        return True
    at = item.end + (1 if is_foreign_sign(line.norm(item.end)) else 0)
    return line.norm(at) in _NAME_DOTS


def _settled(line: Line, named: Counter[str]) -> list[Item]:
    """The short forms of a line that hold."""
    kept: list[Item] = []
    runs = _runs(line)
    for run in runs:
        if len(run) > 1 or _before_full_name(line, run[0]):
            kept += _settled_run(line, run, named + _vouched(line, run))
        elif _settle(run, named) and _stands_alone(line, run[0]):
            kept += run
    return kept + _listed(line, [run[0] for run in runs if len(run) == 1], named)


def _runs(line: Line) -> list[list[Item]]:
    """Short forms that touch each other, together."""
    runs: list[list[Item]] = []
    for item in line.items:
        if not _is_short(item) or _is_of_date(line, item):
            continue
        if runs and runs[-1][-1].end == item.start and line.tokens.is_glued(item.start):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _is_of_date(line: Line, item: Item) -> bool:
    """`19日 | 塞尔维亚队`, `俞建华 | 日前访俄`: the day of a date, or "lately", is no Japan."""
    if line.norm(item.start) != _DAY:
        return False
    before = line.norm(item.start - 1)
    return before.isdigit() or (line.norm(item.end) == _LATELY and before not in _BEFORE_JAPAN)


def _vouched(line: Line, run: list[Item]) -> Counter[str]:
    """`中印 | 两国`, `中缅 | 边境`: what they share vouches for the neighbour of a state of which nobody asks which it is."""
    if len(run) != _PAIR or not any(state in _STRONG for item in run for state in item.states):
        return Counter()
    if not line.glued(run[-1].end, run[-1].end + _PAIR).startswith(_SHARED):
        return Counter()
    likely = ({_LIKELIEST.get(line.norm(item.start), item.states[0])} for item in run if item.states)
    return Counter(state for states in likely for state in states)


def _settled_run(line: Line, run: list[Item], named: Counter[str]) -> list[Item]:
    """`中越`, `中吉乌`: all of them, or none where one is no state or a foreign name goes on."""
    if _goes_on(line, run[0].start, run[-1].end) or not _settle(run, named):
        return []
    states = [item.states[0] for item in run]
    return run if len(set(states)) == len(states) else []


def _settle(run: list[Item], named: Counter[str]) -> bool:
    """Give each its one state: one that the story names, or a strong one; False where one has none."""
    for item in run:
        others = {state for other in run if other is not item for state in other.states}
        fitting = [state for state, _ in named.most_common() if state in item.states]  # of equals, the one named first
        fitting += [state for state in item.states if state in _STRONG]
        fitting += [state for state in item.states if state == "UA" and others & _OPPONENTS]
        fitting += [
            state for state in item.states if any({state, other} in _COUPLES and other in named for other in others)
        ]
        if not fitting:
            return False
        item.states = (fitting[0],)
    return True


def _goes_on(line: Line, start: int, end: int) -> bool:
    """Whether the run stands inside a foreign name: 拉希姆佐达, 德·塞."""
    beside = {line.norm(start - 1), line.norm(end)}
    if beside & _DOTS:
        return True
    held = {index for item in line.items if not _is_short(item) for index in range(item.start, item.end)}
    behind = all(index not in held and is_foreign_sign(line.norm(index)) for index in (end, end + 1))
    ahead = all(index not in held and is_foreign_sign(line.norm(index)) for index in (start - 1, start - 2))
    return behind or ahead


def _before_full_name(line: Line, item: Item) -> bool:
    """`中印尼`: a short form glued to a name in full."""
    after = line.after(item)
    named = after is not None and after.kind == "country" and not _is_short(after)
    return named and after is not None and after.start == item.end and item.states[0] in _STRONG


def _stands_alone(line: Line, item: Item) -> bool:
    """Whether one character by itself names its state: `乌方`, `俄外长`, `土军`, `驻韩`, `访华`."""
    before = line.norm(item.start - 1) if line.tokens.is_glued(item.start) else ""
    word = line.norm(item.start)
    if word == _CHINA:
        return before in _TO_CHINA
    if before in _DOTS or line.norm(item.end) in _DOTS or (word == _DAY and before in _DAY_PREFIXES):
        return False
    after = line.after(item)
    beside = after if after is not None and after.start == item.end else None
    if beside is not None and beside.kind == "side":
        return not is_foreign_sign(before) or _is_held(line, item.start - 1)
    if is_foreign_sign(before) and not _is_held(line, item.start - 1):
        return False
    owns = beside is not None and beside.kind in _OWNERS and item.states[0] not in _HOME
    goal = before in _GOALS and not is_foreign_sign(line.norm(item.end))
    return owns or goal or line.norm(item.end) in _HOLDINGS


def _is_held(line: Line, index: int) -> bool:
    return any(item.start <= index < item.end for item in line.items)


def _listed(line: Line, single: list[Item], named: Counter[str]) -> list[Item]:
    """`中、老、缅、泰、柬、越六国`: three and more, one after the other."""
    kept: list[Item] = []
    chain: list[Item] = []
    for item in single:
        joined = chain and chain[-1].end + 1 == item.start and line.norm(chain[-1].end) == _LIST_MARK
        chain = [*chain, item] if joined else [item]
        if len(chain) >= _SHORTEST_LIST:
            kept += [one for one in chain if one not in kept]
    for item in kept:
        _settle([item], named + Counter(item.states[:1]))
    return kept
