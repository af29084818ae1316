"""Words that only look like an event in Chinese: a speech, a telephone number, troops on the move, what one side alone declares.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.words import PART_ENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

# 计划 | 于明年签署; 该 | 计划, 合作 | 计划.
_OF_DEED, _OF_THING = frozenset("于在今明年将同与和"), frozenset("该此本项份这的作动施训》")
# 发表 | 谈话, 关于利率的 | 谈话: what somebody says in public; one talks 与, 同 or 和 somebody.
_REMARKS, _REMARKS_REACH = "谈话", 16
_TALKED_WITH = re.compile(r"[与同和跟](?!时).*(?:进行|举行|的)?$|进行(?:了)?$|举行(?:了)?$")
_SPEECHES = re.compile(r"(?:发表|书面|电视|重要|新闻|随后|有关|上述)(?:了)?(?:的)?$")
_CALL, _DIGITS = "电话", re.compile(r"[：:为是]?[\d０-９（(＋+]")
# 经常 | 互访, 保持高层 | 互访: exchanges in general.
_MUTUAL = "互"
_GENERAL_REACH = 12
# 会议 | 的举办地将另行商定.
_LEFT_OPEN = re.compile(
    r"的?(?:具体)?(?:举办地|举办地点|会址|地点|时间|日期|日程)[^，。；]{0,8}(?:另行|待定|未定|尚未|有待|尚待|再行|商定)"
)
# 以军 | 部队抵达: from a force to its verb.
_FORCE_REACH = 16
# 就巴勒斯坦局势发表 | 声明: what a statement is about names none of its sides.
_TOPICS = frozenset("就对针")
_JOINT = re.compile(r"联合|共同|三方|双方|各方|四方|多国|会后|峰会|会议|外长们|领导人|首脑|主席|与会|两国|各国|代表们")
_STATEMENTS, _ALONE = frozenset({"statement", "declaration"}), ("声明", "公报", "公告", "宣言")
_ATTRIBUTE_REACH = 8
# 何时 | 签署, 是否 | 批准.
_OPEN, _OPEN_REACH = re.compile(r"何时|是否|能否|可否|会否|应否|拒不|拒绝"), 8
_ASKED_REACH, _DONE = 24, frozenset("了的")


def drop_verbs_of_planning(lines: Sequence[Line]) -> None:
    """Drop the documents that are the verb: `并 | 计划 | 明年签署备忘录`."""
    for line in lines:
        planned = {item.start for item in line.of("planned")}
        verbs = [noun for noun in line.of("agreement-noun") if noun.start in planned and _is_of_planning(line, noun)]
        if verbs:
            line.items = [item for item in line.items if item not in verbs]


def _is_of_planning(line: Line, noun: Item) -> bool:
    """Whether a deed or its day follows at once, and no word before makes the plan a thing: `该 | 计划`."""
    after = line.norm(noun.end)
    told = (
        after.isdigit()
        or after in _OF_DEED
        or any(item.start == noun.end for item in line.of("calendar", "agreement-verb", "meeting-verb"))
    )
    return told and line.norm(noun.start - 1) not in _OF_THING


def only_seems_in_chinese(line: Line, cue: Item) -> bool:
    """Whether a word that may tell of a gathering tells of something else.

    Args:
        line: A sentence.
        cue: A cue of a meeting in it.

    """
    return line.language == "zh" and any(test(line, cue) for test in _TESTS)


def _is_speech(line: Line, cue: Item) -> bool:
    """`在随后发表的 | 谈话中`, `财政部长关于利率的 | 谈话`: remarks, with nobody to talk to."""
    if line.glued(cue.end - 2, cue.end) != _REMARKS:
        return False
    before = line.glued(_clause_start(line, cue.start, _REMARKS_REACH), cue.start)
    return _SPEECHES.search(before) is not None or _TALKED_WITH.search(before) is None


def _is_number(line: Line, cue: Item) -> bool:
    """`联系 | 电话：010…`: a number to call."""
    behind = line.source[line.span(cue).end : line.span(cue).end + 2]
    return line.words(cue) == _CALL and _DIGITS.match(behind) is not None


def _is_exchange(line: Line, cue: Item) -> bool:
    """`保持两国领导人经常 | 互访`: visits in general."""
    if cue.prop("kind") != "visit" or _MUTUAL not in line.norms(cue.start - 1, cue.end) or line.of("date"):
        return False
    return any(cue.start - _GENERAL_REACH <= word.start and word.end <= cue.start for word in line.of("in-general"))


def _is_of_force(line: Line, cue: Item) -> bool:
    """`一架运输机 | 抵达印度`: what is sent there visits nobody."""
    if cue.prop("wants") != "place":
        return False
    forces = [force for force in line.of("force") if 0 <= cue.start - force.end <= _FORCE_REACH]
    if not forces or line.has_between(forces[-1].end, cue.start, PART_ENDS):
        return False
    return not any(forces[-1].end <= one.start < cue.start for one in line.of("person", "post"))


def _is_left_open(line: Line, cue: Item) -> bool:
    """`下届 | 会议的举办地将另行商定`: when or where it is to be nobody knows yet."""
    return _LEFT_OPEN.match(line.glued(cue.end, len(line.tokens))) is not None


def _names_format(line: Line, cue: Item) -> bool:
    """`部长级 | 对话 | 会第11次会议`, `战略安全 | 磋商 | 下届会议`: the name of the format that sits, and no gathering besides."""
    return cue.kind == "meeting-noun" and _NEXT_SITTING.match(line.glued(cue.end, cue.end + _SITTING_REACH)) is not None


def _is_at_hearing(line: Line, cue: Item) -> bool:
    """`议会外交委员会举行听证会， | 讨论 | 与波黑的边界问题`: what one side talks about before its own public."""
    return line.words(cue) in _DISCUSSED and _HEARING.search(line.glued(0, cue.start)) is not None


_DISCUSSED, _HEARING = frozenset({"讨论", "交换意见"}), re.compile(r"听证会|记者会|发布会|吹风会")
_NEXT_SITTING = re.compile(
    r"(?:会|机制){0,2}(?:的?第[\d〇零一二三四五六七八九十百]{1,4}|下|本|首|上|此)[次届轮](?:部长级|全体)?会议"
)
_SITTING_REACH = 14
_TESTS = (_is_speech, _is_number, _is_exchange, _is_of_force, _is_left_open, _names_format, _is_at_hearing)


def is_own_declaration(line: Line, noun: Item, story: AnnotatedStory) -> bool:
    """`外交部就邻国试射导弹发表 | 声明`: what one side alone says, whatever states it speaks of."""
    if line.language != "zh" or noun.prop("kind") not in _STATEMENTS or not line.words(noun).endswith(_ALONE):
        return False
    start = _clause_start(line, noun.start, noun.start)
    if _JOINT.search(line.glued(max(0, noun.start - _ATTRIBUTE_REACH), noun.end)) or line.of("pair", "pair-bodies"):
        return False
    topic = next((at for at in range(start, noun.start) if line.norm(at) in _TOPICS), noun.start)
    told = actors(line, story, start, topic)
    worldly = any(agency.international for agency in told.agencies.values())
    return 0 < len(told.states) < TWO_SIDES and not worldly and not told.pair


def is_urged_in_chinese(line: Line, verb: Item | None) -> bool:
    """`敦促两国 | 签署条约`: an act that somebody is asked for."""
    if line.language != "zh" or verb is None or verb.prop("status") != "signed" or line.norm(verb.end - 1) in _DONE:
        return False
    start = _clause_start(line, verb.start, _ASKED_REACH)
    asked = any(start <= word.start and word.end <= verb.start for word in line.of("urging"))
    return asked and line.norm(verb.end) not in _DONE


def is_open_question(line: Line, verb: Item) -> bool:
    """`被问及何时 | 签署条约`: it was not signed."""
    return _OPEN.search(line.glued(verb.start - _OPEN_REACH, verb.start)) is not None


def _clause_start(line: Line, at: int, reach: int) -> int:
    """Where the clause begins in which a token stands, or so many tokens before it."""
    first = max(0, at - reach)
    while at > first and line.norm(at - 1) not in PART_ENDS:
        at -= 1
    return at
