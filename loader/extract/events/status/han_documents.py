"""What the wording around a Chinese document tells of it where no verb does: talked over, exchanged, prolonged, supposed.

All reaches count tokens, of which each character is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.facts import Date
from loader.extract.words import COMMAS, PART_ENDS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_TEXT = r"》?(?:的)?(?:(?:修订|修正|补充)?草案|修正案|修订案)?(?:的)?(?:全部|主要|所有)?(?:文本|案文|内容|条款|文稿)?"
# `就《…条约》| 进行谈判`, `…协定文本 | 达成一致`, `完成…协定的 | 谈判`.
_TALKED = re.compile(
    _TEXT
    + r"(?:已经?|均|均已|基本|正)?(?:进行|展开|开展|启动|保持|继续|恢复|举行)了?(?:\w{0,6}(?:的|轮|次))?(?:谈判|协商|磋商|商谈|商签)"
    r"|"
    + _TEXT
    + r"(?:已经?|均|均已)?(?:基本|初步|原则上?|最终)?达成(?:了)?(?:原则性?|初步|基本)?(?:一致|共识)(?![^，。；]*签)"
)
# `就签署…备忘录 | 达成共识`: what it was that they agreed on.
_AGREED = re.compile(
    r"》?(?:的)?(?:问题|事宜|一事)?(?:已经?|均|均已)?(?:原则上?|基本)?达成(?:了)?(?:\w{0,2})?(?:一致|共识)"
)
_TO_SIGN = re.compile(r"就(?:尽快|尽早|早日|适时|正式|在\w{1,6})?(?:签署|签订|商签|缔结|达成|制定)[^，。；]*$")
# `商定 | 续签`, `双方同意尽快 | 签署`, `授权外交部长 | 签署`.
_AGREED_TO = re.compile(
    r"(?:授权|委托|谈判|磋商|商谈|协商|酝酿|讨论|决定)[^，。；]{0,2}$|(?:授权|委托)[^，。；]{1,30}$|(?:商定|约定|议定|同意|承诺)(?:[与同和][^，。；]{1,12}?)?(?:尽快|尽早|早日|适时|择机|年内|今年内|共同|正式|继续|在[^，。；并]{1,8}){0,2}$"
)
# `交换了…协定 | 文本`, `互换了…》`.
_EXCHANGED = re.compile(r"(?:交换|互换)了?(?!意见|看法)[^，。；]*$")
_ITS_TEXT = re.compile(r"》?的?(?:签字)?(?:文本|正本)")
# `将…备忘录的有效期 | 延长五年`, `决定延长…协定 | 有效期`.
_PROLONGED = re.compile(
    r"》?(?:的)?(?:有效期|期限)?(?:再|自动|继续)?(?:延长|顺延|延期|展期|续期|延续)(?![^，。；]*的\w)"
)
_OBJECT = re.compile(r"(?:将|把|对|确认|宣布|商定|决定)[^，。；]*$")
# `2019年签署的…议定书 | 执行顺利`, `…协定 | 自2015年签署以来运行良好`.
_RUNS = re.compile(
    r"》?(?:自[^，。；]{2,14}(?:以来|以后|后)，?|，?至今)?(?:的)?(?:一直|始终)?(?:得到)?(?:很好|良好|有效|切实|顺利|认真|全面)?(?:地)?"
    r"(?:执行|实施|落实|履行|运行|运作)(?:情况|进展|得|工作)?(?:总体|非常|十分|很)?(?:顺利|良好|有效|到位|有力|平稳|顺畅|畅顺|很好|好)"
    r"|》?(?:则|也|已|均)?自(?!明年|下)[^，。；将]{2,14}起(?:正式|全面|开始)?(?:实施|施行|执行|适用)"
)
# `回顾了2024年合作计划的 | 实施情况`.
_CARRIED_OUT = re.compile(r"》?的?(?:执行|实施|落实|履行)(?:情况|进展|成果|成效)")
_REVIEWED = re.compile(r"(?:回顾|评价|总结|听取|审议|检查|评估|讨论|肯定|通报|介绍|满意|梳理)[^，。；]*$")
# `在1993年签署的《…备忘录》| 框架下`.
_FRAME = re.compile(r"》?的?(?:框架|机制)(?:之)?[下内]")
# `议定书的法律依据 | 是2015年签订的协定`: what a document rests on is what the sentence tells.
_GROUND = re.compile(r"》?的(?:法律|法理|主要|共同)?(?:依据|根据|基础|宗旨|目的|目标)(?:，|,)?(?:是|为|在于)")
# `据会后发表的新闻公报 | ，理事会…`: where the news comes from.
_SOURCE, _TELLS = (
    re.compile(r"(?:^|[。；，、）])据[^，。；《》]{0,14}$"),
    re.compile(r"[，,]|消息|(?:显示|介绍|说|称|透露)"),
)
# `双方签订、目前有效的关于…的 | 协定`.
_HOLDING = re.compile(
    r"(?:目前|现行|仍然|依然|至今|当前|现在)(?:仍|依然|继续|仍然)?(?:有效|生效|执行|适用)的[^，。；]*$|现行的?《?$"
)
_SINCE = re.compile(
    r"^》?[^，。；]{0,4}[自从](\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?(?:正式|在\w{1,6}|共同)?(?:签署|签订|缔结|订立|签字)(?:以来|以后|至今|之日起)"
)
# `如能 | 签署`, `是否需要 | 签署`, `通常 | 需要议会批准`.
_MAY_BE = re.compile(
    r"(?:如能|若能|如果|若是|假如|倘若|要是|一旦|是否|能否|应否|可否|要不要|有无必要|无意|无需|没必要|反对|通常|一般|往往)[^，。；]*$"
)
# `《…》| 这类文件`, `任何 | 协定`.
# `在与第三国签署安全 | 协议前须征得其同意`: what somebody has to do before it, if ever.
_OF_A_KIND = re.compile(r"》?(?:之?前，?(?:必须|须|需|应当?|要|得)|这类|此类|这种|之类|一类|这样的)")
_KIND_BEFORE = re.compile(r"(?:这类|此类|这种|任何|任一|各类|诸如)(?:\w{0,4})$")
# `批准同塞尔维亚 | 签署《关于…的 | 协定》`, `授权外交部同X签署`.
_CLEARED = re.compile(
    r"(?:批准|授权)(?:[^，。；《》]{0,12}?[同与和])?[^，。；《》同与和]{0,14}(?:签署|签订|缔结)(?!的|过)[^，。；》]*$"
)
_LAW = re.compile(r"了?(?:一项|有关|相关|该)?(?:法律|法案|法令|法律草案)(?!合作|协助|援助|文件|互助|培训)")
_LAST_CLAUSE = re.compile(r"[，；](?:该|此|上述|这[一份项个])[^，；]*$")
# `在 | 6月21日 | 举行的新闻发布会上`.
_AT_PRESS = re.compile(
    r"(?:上午|下午)?(?:在[^，。；]{0,10})?(?:举行|召开)的?[^，。；]{0,12}(?:发布会|记者会|吹风会|招待会|听证会)上?"
)
_SAME_DAY = re.compile(r"[当當]天|[当當]日|同日|同一天|[今昨]天|\d日")
# `主办备忘录 | 签约方高官会`: of a document's parties.
_OF_PARTIES = re.compile(r"》?(?:签[约字署]|缔约|成员|参加)[方国]")
_WAITS = re.compile(r"(?:随着|待|一旦|若|等到)[^，。；]*$")
_AFTER_EFFECT = re.compile(r"(?:后|之后|以后)")
_AHEAD = re.compile(r"将|可能|有望|会|可以|就能|才能")
_STATEMENTS = frozenset({"statement", "declaration"})
_SAYS = re.compile(r"》?(?:中|还|也|又|并|再次|同时)*(?:重申|说|指出|称|强调|表示|写道|呼吁|谴责|认为|显示|指责)")
_CEREMONY = "ceremony"
_CEREMONY_GAP, _TITLE_END = 2, frozenset({"》", "的"})
_NOT = re.compile(r"(?:未能?|没有|没能|无法|难以|不会)(?:就|对)[^，。；]*$")
_BEFORE = 40
_HAN = "zh"


def _behind(line: Line, item: Item) -> str:
    return line.glued(item.end, len(line.tokens))


def _ahead(line: Line, item: Item) -> str:
    return line.glued(item.start - _BEFORE, item.start)


def wording(line: Line, noun: Item, verb: Item | None) -> set[str]:
    """What the frames look at in the wording around a Chinese document.

    Args:
        line: A sentence.
        noun: The noun of a document in it.
        verb: The verb that gives it a status.

    """
    if line.language != _HAN:
        return set()
    behind, ahead = _behind(line, noun), _ahead(line, noun)
    ceremony = _ceremony_of(line, noun)
    tests = {
        "negotiated": _TALKED.match(behind) is not None and _NOT.search(ahead) is None,
        "planned": (_AGREED.match(behind) is not None and _TO_SIGN.search(ahead) is not None)
        or (ceremony is not None and _is_foretold(line, ceremony))
        or (verb is not None and verb.end <= noun.start and _AGREED_TO.search(_ahead(line, verb)) is not None),
        "current": _RUNS.match(behind) is not None
        or _HOLDING.search(ahead) is not None
        or (_CARRIED_OUT.match(behind) is not None and _REVIEWED.search(ahead) is not None)
        or (_FRAME.match(behind) is not None and "在" in ahead)
        or (_PROLONGED.match(behind) is not None and _OBJECT.search(ahead) is not None),
        "lasting": since_signing(line, noun) is not None,
        "verb-signed": ceremony is not None
        or (verb is None and _ITS_TEXT.match(behind) is not None and _EXCHANGED.search(ahead) is not None),
        "unspoken": _OF_A_KIND.match(behind) is not None
        or _GROUND.match(behind) is not None
        or _is_quoted(noun, verb, behind)
        or (_SOURCE.search(ahead) is not None and _TELLS.match(behind) is not None)
        or _OF_PARTIES.match(behind) is not None
        or _KIND_BEFORE.search(ahead) is not None
        or (verb is not None and _MAY_BE.search(_ahead(line, verb)) is not None),
    }
    return {name for name, holds in tests.items() if holds}


def _is_quoted(noun: Item, verb: Item | None, behind: str) -> bool:
    """`声明 | 重申，总统绝不谈判`: what a statement says tells nothing of the statement."""
    told = noun.prop("kind") in _STATEMENTS and (verb is None or verb.start >= noun.end)
    return told and _SAYS.match(behind) is not None


def clears_signing(line: Line, noun: Item) -> bool:
    """`政府批准同塞尔维亚 | 签署《…协定》`: a government that lets a document be signed."""
    return line.language == _HAN and _CLEARED.search(_ahead(line, noun)) is not None


def is_of_taken_up(line: Line, noun: Item, verb: Item) -> bool:
    """`…为这一文件奠定基础，该条约已由两国议会 | 批准`: the verb of a later clause whose own subject is a document told before."""
    clause = _LAST_CLAUSE.search(line.glued(noun.end, verb.start))
    return clause is not None and any(
        noun.end <= other.start and other.end <= verb.start and other.prop("kind")
        for other in line.of("agreement-noun")
    )


def foretold_signing(line: Line, noun: Item) -> Date | None:
    """`拟定合作计划，预计 | 明年 | 签署`: the day for which the signing of a draft is foretold behind it."""
    for verb in line.of("agreement-verb") if line.language == _HAN else ():
        if verb.start < noun.end or "签" not in line.norms(verb.start, verb.end):
            continue
        start = max((at for at in range(verb.start) if line.norm(at) in PART_ENDS), default=-1) + 1
        own = any(verb.end <= other.start < _clause_end(line, verb.end) for other in line.of("agreement-noun"))
        days = [date for date in line.of("date") if start <= date.start and date.end <= verb.start]
        if days and not own and any(start <= item.start < verb.end for item in line.of("planned")):
            day: Date = days[-1].value
            return day
    return None


def _clause_end(line: Line, start: int) -> int:
    return next((at for at in range(start, len(line.tokens)) if line.norm(at) in PART_ENDS), len(line.tokens))


def is_effect_to_come(line: Line, verb: Item) -> bool:
    """`随着条约 | 生效`, `协定 | 生效后，两国将…`: an effect on which something else waits, without a day."""
    if line.language != _HAN or any(date.end <= verb.start for date in line.of("date")):
        return False
    waits = _WAITS.search(_ahead(line, verb)) is not None or _AFTER_EFFECT.match(_behind(line, verb)) is not None
    return waits and _AHEAD.search(_behind(line, verb)) is not None


def signs_law(line: Line, verb: Item) -> bool:
    """`总统签署 | 法律，批准…条约`: it is a law that is signed."""
    return line.language == _HAN and _LAW.match(_behind(line, verb)) is not None


def since_signing(line: Line, noun: Item) -> Date | None:
    """The date of `…备忘录自 | 2015年 | 签署以来`: that of the document before it."""
    told = _SINCE.search(_behind(line, noun)) if line.language == _HAN else None
    return Date("-".join(part.zfill(2) for part in told.groups() if part)) if told is not None else None


def told_in_speech(line: Line, date: Item, cue: Item) -> bool:
    """`王小洪 | 20日在利雅得宣布，| 中国已与沙特签署…`: the day on which somebody said what a cue tells."""
    if line.language != _HAN:
        return False
    if _AT_PRESS.match(_behind(line, date)) is not None:
        return True
    return any(
        date.end <= said.start
        and said.end <= cue.start
        and line.norm(said.end) in COMMAS
        and not line.has_between(date.end, said.start, COMMAS)
        and _SAME_DAY.search(line.glued(said.end, cue.start)) is None
        for said in line.of("said")
    )


def _ceremony_of(line: Line, noun: Item) -> Item | None:
    """`《…备忘录》| 签字仪式 | 20日在京举行`: the ceremony at which a document is signed, named by it."""
    for item in line.of("meeting-noun"):
        near = 0 <= item.start - noun.end <= _CEREMONY_GAP and item.prop("kind") == _CEREMONY
        if near and line.norm(item.start) == "签" and {*line.norms(noun.end, item.start)} <= _TITLE_END:
            return item
    return None


def _is_foretold(line: Line, ceremony: Item) -> bool:
    """`签字仪式 | 将于6月举行`: a word of the future in the clause behind."""
    return any(
        ceremony.end <= planned.start and not line.has_between(ceremony.end, planned.start, PART_ENDS)
        for planned in line.of("planned")
    )
