"""What a Chinese clause tells by its wording: who came along, what text is talked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import PART_ENDS
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `…大使陈海泉等 | 参加会见。`, `共同主持 | 会晤。`: a bare word for the gathering that was told before.
_TAKES_PART = re.compile(
    r"(?:出席|参加|参与|列席|陪同|在座|主持)了?(?:上述|此次|本次|这次|当天|有关|相关|该|会[谈见晤]|活动|和|、)*$"
)
_BARE_BEHIND = re.compile(
    r"(?:了?(?:上述|此次|本次|当天|有关|相关)?(?:会[谈见晤议]|活动|仪式|[签签][字约署]仪式)?)?(?:[、和及](?:会[谈见晤议]|活动|仪式|签[字约署]仪式))*(?:[，。；]|$)"
)
_JOINING = frozenset({"出席", "参加", "列席", "在座"})
_BEFORE = 12
_YEAR_OF_PLAN, _PLAN_REACH = (
    re.compile(r"(20\d\d)(?:年?[—\-–至到]20\d\d)?年度?(?:双边|军事|执法|警务|禁毒|检察|联合|年度|国防|防务)*$"),
    16,
)
_PERIOD = re.compile(r"^[^,.;]{0,60}?\bgiai đoạn (\d{4})")
_WITH_HIM = re.compile(
    r"(?:与|同|和|跟)(?:他|她|其|他们|该团|该代表团|代表团|代表团一行|来宾|客人)(?:在\w{1,8})?(?:就[^，。；]*)?$"
)
_HIM = re.compile(r"了?(?:他|她|其)(?:一行)?(?:[，。；]|$)|了?(?:该|该国|代表团)(?:代表团|一行)")
# `邀请 | 他适时 | 访问`, but not `应…邀请`, `在…邀请下`, `受邀`, `邀请的`.
_INVITE, _VISIT_REACH = fold("mời"), 16
_INVITES = re.compile(r"(?<!lời )(?<!khách )\bmời (?!của)[^,;.]*$")
_INVITED = re.compile(r"(?:^|[^应應受])(?:发出)?(?:邀请|邀請)(?![^，。；]*(?:邀请|邀請))(?![的下])(?:[^，。；]*)$")
_VISITING = frozenset({"来访", "到访", "来华访问", "到访的", "正在访问", "来华"})
_PREDICATE = re.compile(r"(?:这|这也|此|该\w{1,6}|這|這也)(?:也|将|還|还)?是")
_TREATED = frozenset({"商谈", "商签"})
_TREATED_REACH = 12
_CABINETS = ("内阁", "内阁会议", "部长会议", "內閣", "国务会议")
_CABINET_REACH = 6
# `会议还 | 批准了联盟国家安全构想`: what those who sit endorse.
_SITTING = re.compile(
    r"(?<!常委)(?<!代表大)(?:会议|峰会|元首理事会|理事会会议|国务委员会)(?:还|也|一致|审议|讨论|审议并|当天){0,2}$"
)
_TALKS = frozenset({"谈判", "磋商"})
_HOLDING_TALKS = frozenset(
    {"进行谈判", "进行磋商", "展开谈判", "展开磋商", "开展磋商", "进行协商", "举行谈判", "举行磋商"}
)
_PROGRESS = re.compile(r"同意|商定|决定|尽快|尽早|加快|推动|推进|完成|结束|启动|重启|恢复|力争|争取")
# `备忘录展开 | 谈判`, `行动计划的文本 | 谈判`.
_TEXT_GAP, _BRACKETS, _BRACKETS_BACK = 3, frozenset("（("), frozenset("）)")
# `协定草案已进入第二轮 | 磋商`: how far the talks on it have come.
_ENTERED = re.compile(
    r"(?:草案|文本|案文|协定|条约|协议|备忘录)》?[已正现目前仍尚]{0,3}(?:进入|处于|处在)[^，。；]{0,8}$"
)

# `峰会 | 在最后一刻被取消`; `会议 | 取消了对…的制裁` was held.
_CALLED_OFF = re.compile(
    r"[^，。；]{0,14}?(?:(?:被|遭|遭到|临时|突然|宣布|已经?)(?:取消|叫停)(?!对|了对)|(?:取消|流产|告吹|泡汤)了?(?:$|[，。；！]))"
)


def takes_part(line: Line, cue: Item) -> bool:
    """`驻华大使陈海泉等参加 | 会见。`, `… | 出席。`: who came along to a gathering that was told before.

    Args:
        line: The sentence.
        cue: Its word for the gathering, or for attending one.

    """
    if line.language != "zh":
        return False
    behind = line.glued(cue.end, len(line.tokens))
    if line.glued(cue.start, cue.end) in _JOINING:
        return _BARE_BEHIND.match(behind) is not None
    if _BARE_BEHIND.match(behind) is None:
        return False
    return _TAKES_PART.search(line.glued(max(0, cue.start - _BEFORE), cue.start)) is not None


def is_said_to_be(line: Line, noun: Item) -> bool:
    """`这是双方继2020年签署…后的又一项合作 | 文件`: what is said of the document told before is no other one."""
    if line.language != "zh":
        return False
    start = max((at for at in range(noun.start) if line.norm(at) in PART_ENDS), default=-1) + 1
    if line.norm(noun.end) == "的":
        return False  # 这是落实协议的又一举措
    predicate = _PREDICATE.match(line.glued(start, noun.start)) is not None
    last = not any(
        noun.end <= other.start and not line.has_between(noun.end, other.start, PART_ENDS)
        for other in line.of("agreement-noun")
    )
    return predicate and last


def is_of_cabinet(line: Line, verb: Item) -> bool:
    """`两国内阁 | 批准`: what a cabinet endorses is not ratified by that."""
    if line.language != "zh" or verb.prop("status") != "ratified":
        return False
    if line.glued(max(0, verb.start - _CABINET_REACH), verb.start).endswith(_CABINETS):
        return True
    return _SITTING.search(line.glued(max(0, verb.start - _BEFORE), verb.start)) is not None and not any(
        body.function == "parliament" for item in line.of("agency") for body in item.value or ()
    )


def treats_document(line: Line, cue: Item) -> bool:
    """`正在同秘方 | 商谈《…条约》`: the text is what is talked about, and no gathering is told."""
    if line.language != "zh":
        return False
    if line.glued(cue.start, cue.end) in _TALKS:
        return _goes_through(line, cue)
    if line.glued(cue.start, cue.end) in _HOLDING_TALKS:
        return _is_under_way(line, cue)
    if line.glued(cue.start, cue.end) not in _TREATED:
        return False
    nouns = [noun for noun in line.of("agreement-noun") if 0 <= noun.start - cue.end <= _TREATED_REACH]
    return bool(nouns) and not line.has_between(cue.end, nouns[0].start, PART_ENDS)


def _is_under_way(line: Line, cue: Item) -> bool:
    """`正在就《移管被判刑人条约》| 进行谈判`: talks on a text, and no round of them."""
    start = max((at for at in range(cue.start) if line.norm(at) in PART_ENDS), default=-1) + 1
    on_text = any(start <= noun.start and cue.start - noun.end <= _TEXT_GAP for noun in line.of("agreement-noun"))
    return on_text and "正" in line.norms(start, cue.start) and not any(start <= date.start for date in line.of("date"))


def _goes_through(line: Line, cue: Item) -> bool:
    """`尽快完成遣返协议 | 谈判`: how far the talks on a text are to come, and no round of them."""
    start = max((at for at in range(cue.start) if line.norm(at) in PART_ENDS), default=-1) + 1
    on_text = any(start <= noun.start and _gap(line, noun, cue) <= _TEXT_GAP for noun in line.of("agreement-noun"))
    if _ENTERED.search(line.glued(start, cue.start)) is not None:
        return True
    held = any(start <= item.start < cue.start for item in line.of("date", "place"))
    return on_text and not held and _PROGRESS.search(line.glued(start, cue.start)) is not None


def _gap(line: Line, noun: Item, cue: Item) -> int:
    """How many tokens part a document from its talks, its name in brackets not counted: `《…协定》（SOFA）| 谈判`."""
    between = line.norms(noun.end, cue.start)
    opening = next((at for at, norm in enumerate(between) if norm in _BRACKETS), None)
    closing = next((at for at, norm in enumerate(between) if norm in _BRACKETS_BACK), None)
    aside = closing - opening + 1 if opening is not None and closing is not None and opening < closing else 0
    return len(between) - aside


def is_invited(line: Line, cue: Item) -> bool:
    """`邀请普京明年 | 访问中国`: a visit to which somebody is only invited; `应…邀请 | 访问` is one that takes place."""
    if line.language == "vi" and _INVITE in line.vocabulary and cue.prop("kind") == "visit":
        return _INVITES.search(line.text(max(0, cue.start - _VISIT_REACH), cue.start).lower()) is not None
    if line.language != "zh" or "邀" not in line.vocabulary:
        return False
    start = max((at for at in range(cue.start) if line.norm(at) in PART_ENDS), default=-1) + 1
    return _INVITED.search(line.glued(start, cue.start)) is not None


def year_of_plan(line: Line, noun: Item) -> str:
    """`2025年 | 合作计划`, `Chương trình hợp tác | giai đoạn 2026-2027`: the first year for which a plan was made; empty where none is told."""
    if line.language == "vi":
        behind = line.text(noun.start, min(len(line.tokens), noun.end + _PLAN_REACH)).lower()
        return period[1] if (period := _PERIOD.search(behind)) is not None else ""
    told = _YEAR_OF_PLAN.search(line.glued(noun.start - _PLAN_REACH, noun.start))
    return told[1] if told is not None else ""


def has_object(line: Line, cue: Item) -> bool:
    """`与他 | 举行会谈`, `会见了 | 该代表团`: a pronoun for whom the sentence before names."""
    if line.language != "zh":
        return False
    ahead, behind = line.glued(max(0, cue.start - _BEFORE), cue.start), line.glued(cue.end, len(line.tokens))
    return _WITH_HIM.search(ahead) is not None or _HIM.match(behind) is not None


def describes_guest(line: Line, cue: Item) -> bool:
    """`与 | 来访 | 的副部长…主持第三次会议`: a word that describes the guest, where the sentence tells what they met for."""
    if line.language != "zh" or line.norm(cue.end) != "的" or line.glued(cue.start, cue.end) not in _VISITING:
        return False
    return any(
        item is not cue and not item.prop("weak") and item.start > cue.end
        for item in line.of("meeting-noun", "meeting-verb")
    )


def is_called_off(line: Line, cue: Item) -> bool:
    """`三国首脑峰会 | 在最后一刻被取消`, `峰会 | 临时取消`: it was to take place and did not."""
    return line.language == "zh" and _CALLED_OFF.match(line.glued(cue.end, len(line.tokens))) is not None
