"""Whether a cue tells of an event at all: what was called off, what may be, journeys that lead nowhere, appeals.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.gatherings.own_words import comes_to_us
from loader.extract.events.verbs.slavic_verbs import is_infinitive
from loader.extract.words import CLAUSE_BREAKS, CLAUSE_ENDS, COMMAS, EAST_SLAVIC, PART_ENDS, WITH, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_GOAL_REACH = 3
# `В Минск с визитом | прибыл | секретарь Совета безопасности …`: tokens between one who travels and the verb.
_TRAVELLER_REACH = 8
_INTO = folded("в во у ў до")
_MODALS = frozenset({"may", "might", "could", "should", "can"})
# `talks … have been | called off`: a passive that undoes what it follows.
_DEMANDS = (
    "призва", "призыва", "заклік", "заклик", "потреб", "требу", "патраб", "вимага", "убежда", "уговар", "перакон", "перекон",
)  # fmt: skip
_TOWARDS = folded("к ко да до")
_ENABLING = ("позвол", "дазвол", "дозвол", "разреш")
_UNDOING_REACH = 14
_PASSIVE = folded("was were been be being is are got")
_STATUS_REACH = 10
# `The suspects | met`, `met | their suppliers`, `a meeting | with the workers`.
_SUBJECT_REACH = 1
_OBJECT_REACH = 4
# `встретились с | адвокатами`: an office of nobody.
_EXPERT, _SENT_REACH = "expert", 5
# `sought | another round of | talks`.
_WITHHELD_REACH = 4
_ENDED_DOCUMENT = "press-verb-ended"  # whoever `ended a | visit` was there
_TO = frozenset({"to"})
# What ends the object of a verb.
PHRASE_ENDS = (
    COMMAS | CLAUSE_ENDS | folded("at in during after before on following when while who which that and as by")
)

# How a habit is told, and a process; so many tokens from the cue.
_HABIT_REACH = 8
_HABIT = re.compile(
    r"every (?:year|month|quarter|two years|six months|week)|(?:once|twice|three times) (?:a|every|each|per) (?:year|month|quarter|week)"
    r"|\b(?:annually|regularly|routinely|monthly|quarterly|periodically)\b|each (?:year|quarter|month)"
    r"|раза? в (?:год|месяц|квартал|неделю|полгода)|кажд(?:ый|ые|ого) (?:год|месяц|квартал|полгода)|регулярно|ежегодно|ежеквартально|ежемесячно"
    r"|разы? ў (?:год|месяц|квартал)|кожн(?:ы|ага) (?:год|месяц|квартал)|рэгулярна|штогод\b|штомесяц"
    r"|рази? на (?:рік|місяць|квартал)|кож(?:ного|ен) (?:року|рік|місяця|кварталу)|регулярно|щороку|щомісяця|щокварталу"
    r"|(?:hằng|hàng|mỗi|mỗi một) (?:năm|tháng|quý)|(?:năm|tháng|quý|tuần) (?:một|1|hai|2) lần|mỗi năm|thường xuyên (?:gặp|tổ chức|trao đổi)"
    r"|每年|每月|每季度|每两年|每半年|定期|年均|经常性|常态化|例行化"
)
# What a team travels to.
_GAMES = (
    "чемпионат",
    "чэмпіянат",
    "чемпіонат",
    "турнир",
    "турнір",
    "олимпи",
    "олімпі",
    "алімпі",
    "спартак",
    "универсиад",
)
_GOING_REACH = 9
_NEAR_DATE = 4
_GOING = re.compile(
    r"\b(?:under ?way|ongoing|on-going|continue|continues|continuing|nearing|in progress|drag|dragged on|stalled|drag on|(?:have|has) (?:begun|started)|remain|go on|goes on|going on)\b"
    r"|продолжа(?:ются|ется|ть|ют|ет)\b|продовжу(?:ють|є|ються|ється)\b|працягва(?:юць|е)\b|ведутся|идут\b|ведёт|зашли в тупик|працягва(?:юцца|ецца)|вядуцца|ідуць|тривають|триває|ведуться|точаться"
    r"|đang (?:được )?(?:tiến hành|đàm phán|diễn ra|tiếp tục)|正在进行|仍在进行|正在進行|仍在继续|陷入僵局|谈判进程|遭遇挫折|谈判破裂|谈判停滞"
)


def is_hypothetical(line: Line, cue: Item) -> bool:
    """`a vessel may cross after a phone call`, `should meet`, `позволит посещать`: what may be has not been."""
    if line.language in EAST_SLAVIC:
        before = line.norms(max(0, cue.start - _GOAL_REACH), cue.start)
        enabled = cue.kind == "meeting-verb" and any(norm.startswith(_ENABLING) for norm in before)
        return enabled or _is_demanded(line, cue)
    for at in range(max(0, cue.start - _STATUS_REACH), cue.start):
        if line.norm(at) in _MODALS and not line.is_capital(at):  # a capital makes the month
            return not line.has_between(at, cue.start, CLAUSE_ENDS) and not any(
                date.start > at for date in line.of("date")
            )
    return False


def _is_demanded(line: Line, cue: Item) -> bool:
    """`призвал Филиппины вернуться к | переговорам`: what somebody asks others to do has not been done."""
    start = max(0, cue.start - _STATUS_REACH)
    at = next((at for at in range(start, cue.start) if line.norm(at).startswith(_DEMANDS)), None)
    if at is None or line.has_between(at, cue.start, PART_ENDS):
        return False
    to_do = any(is_infinitive(norm, line.language) for norm in line.norms(at + 1, cue.start))
    return to_do or line.norm(cue.start - 1) in _TOWARDS


def is_habitual(line: Line, cue: Item) -> bool:
    """`They meet at least once a year`, 每年举行磋商: what happens again and again is no event, unless one of them is dated."""
    if line.of("date") or line.sentence.role is not Role.BODY:
        return False
    first, last = max(0, cue.start - _HABIT_REACH), min(len(line.tokens), cue.end + _HABIT_REACH)
    start = next((at + 1 for at in range(cue.start - 1, first - 1, -1) if line.norm(at) in CLAUSE_BREAKS), first)
    end = next((at for at in range(cue.end, last) if line.norm(at) in CLAUSE_BREAKS), last)
    return _HABIT.search(line.text(start, end).lower()) is not None


def goes_on(line: Line, cue: Item) -> bool:
    """`the negotiations on which are nearing completion`, `тривають перемовини`: a process, of which no day is told."""
    if cue.prop("kind") != "talks":
        return False
    if cue.kind != "meeting-noun":  # `are | negotiating | an agreement`
        return line.norm(cue.start) == "negotiating" and line.norm(cue.start - 1) in _PASSIVE and not line.of("date")
    if any(cue.start - _NEAR_DATE <= date.start <= cue.end + _NEAR_DATE for date in line.of("date")):
        return False
    text = line.text(max(0, cue.start - _GOING_REACH), min(len(line.tokens), cue.end + _GOING_REACH)).lower()
    return _GOING.search(text) is not None


def reaches(line: Line, cue: Item) -> bool:
    """`flew to | the capital of | Oman`: words of travel tell of a visit before a state or city only."""
    if comes_to_us(line, cue):
        return True
    goals = [goal for goal in line.of("place", "country") if 0 <= goal.start - cue.end <= _GOAL_REACH]
    if line.language not in EAST_SLAVIC:
        return bool(goals)
    if any(norm.startswith(_GAMES) for norm in line.vocabulary):
        return False  # `команды МЧС отправятся в Харбин на чемпионат мира`
    goals += [
        goal
        for goal in line.of("place", "country")
        if 0 <= cue.start - goal.end <= _GOAL_REACH and line.norm(goal.start - 1) in _INTO
    ]
    abroad = {goal.prop("state") if goal.kind == "place" else goal.states[0] for goal in goals if goal.concepts}
    people = [item.value.state for item in line.of("person") if _is_beside(line, item, cue)]
    people += [state for item in line.of("agency") if _is_beside(line, item, cue) for state in item.states]
    if people:
        return bool(abroad - {*people})
    return bool(abroad) and any(_is_beside(line, item, cue) for item in line.of("post", "actor"))


def _is_beside(line: Line, item: Item, cue: Item) -> bool:
    """`В Минск с визитом | прибыл | секретарь Совета безопасности …`: somebody right beside a verb of travel."""
    first, last = sorted((item, cue), key=lambda one: one.start)
    return last.start - first.end <= _TRAVELLER_REACH and not line.has_between(first.end, last.start, COMMAS)


def is_private(line: Line, cue: Item) -> bool:
    """`The suspects met`, `met the families of the victims`, `встреча с рабочими`, a match: nobody acts for a state."""
    experts = [
        post for post in line.of("post") if post.concepts and post.concept.code == _EXPERT and not _is_sent(line, post)
    ]
    for item in (*line.of("private"), *experts):
        if item.prop("wants") == "match":
            return True
        if item.end <= cue.start:
            led = cue.kind == "meeting-verb" or line.norm(item.start - 1) in WITH
            near = led and cue.start - _past_origin(line, item.end) <= _SUBJECT_REACH
        else:
            near = 0 <= item.start - cue.end < _OBJECT_REACH and (
                cue.kind == "meeting-verb" or line.has_between(cue.end - 1, item.start, WITH)
            )
        if near and not line.has_between(min(item.end, cue.end), max(item.start, cue.start), PART_ENDS):
            return True
    return False


def _is_sent(line: Line, post: Item) -> bool:
    """`experts | from | Europol`, `experts of the interior ministries of A and B`: a body has sent them."""
    return (
        line.language == "en"
        and line.norm(post.end) in {"from", "of"}
        and any(0 < body.start - post.end <= _SENT_REACH for body in line.of("agency", "function"))
    )


def _past_origin(line: Line, at: int) -> int:
    """The token behind `from Tajikistan` and the like, where it stands at a token."""
    origin = [state.end for state in line.of("country", "place") if line.norm(at) == "from" and state.start == at + 1]
    return origin[0] if origin else at


# `ý tưởng | về việc tổ chức một | hội nghị`: words that lead from what is only thought of to the gathering.
_LIGHT_IN_VIETNAMESE = folded("về việc một cuộc cho các những diễn ra tổ chức đăng cai có sớm")


def is_withheld(line: Line, cue: Item) -> bool:
    """`demanded | immediate talks`, `urged Chad to resume | talks`: what is asked for or broken off is no meeting."""
    ended = [
        verb
        for verb in line.of("agreement-verb")
        if verb.prop("status") == "terminated" and verb.concept.code != _ENDED_DOCUMENT
    ]
    for word in (*line.of("withheld"), *ended):
        between = line.norms(word.end, cue.start)
        words = sum(
            not line.is_capital(at) and line.norm(at) not in _LIGHT_IN_VIETNAMESE for at in range(word.end, cue.start)
        )
        near = words <= (_WITHHELD_REACH if _TO.isdisjoint(between) else _UNDOING_REACH)
        if word.end <= cue.start and near and PHRASE_ENDS.isdisjoint(between):
            return True
    return False
