"""Days of what is no gathering and no signing: `since the clash of | 14 January`, `an offensive which began on | 16 January`, arrests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_EVENTS = ("meeting-noun", "meeting-verb", "agreement-noun", "agreement-verb")
# `following | the shooting in Paris of | 7 May`: tokens from the word that sets an event after another to the day of that.
_REACH = 9
_AFTER = {
    "en": folded("since after following"),
    "ru": folded("после"), "be": folded("пасля"), "uk": folded("після"), "vi": folded("sau"),
}  # fmt: skip
# `after arriving in Minsk on Monday`: who comes to meet others arrives that day.
_BARE = 1
_ARRIVING = (
    "arriv",
    "land",
    "fly",
    "touch",
    "прибыт",
    "прилет",
    "приезд",
    "прыбыц",
    "прыезд",
    "прибут",
    "приїзд",
    "đến",
    "tới",
)
_HAN_AFTER = re.compile(
    r"(?![^，。；]{0,12}(?:抵|到达|访|会|谈|签))[^，。；、]{2,12}(?:以来|之后|后(?!天|续|勤|方|者|备))"
)
# What opens a clause about something that was named.
_WHICH = frozenset({"which", "who", "whose", "where"})
_WHICH_STEMS = ("котор", "які", "якая", "якое", "якой", "якую", "якога", "який", "яка", "яке", "яку", "якого", "якої")
_HELD = ("прошл", "состоял", "проход", "прайшл", "адбыл", "праход", "пройшл", "відбул", "проход")
# `the talks on border trade, | which were held on`: tokens from an event's cue to the clause about it.
_ANTECEDENT = 4
# What the police report, by its stems: a day of that is none of the talks that follow.
_INCIDENTS = (
    "arrest", "detain", "kill", "seiz", "rescu", "shot", "kidnap", "attack", "deport", "expel", "sentenc", "convict", "explod", "wound", "drown",
    "captur", "raid", "ambush", "crash",
    "задерж", "арест", "изъят", "изъял", "убит", "погиб", "похи", "напа", "взорв", "депортир", "ранен", "пресе", "обнаруж",
    "затрым", "арышт", "канфіск", "забіт", "загін", "выкрад", "дэпарт", "выяўл",
    "затрим", "заарешт", "вилуч", "вбит", "загин", "викрад", "депорт", "виявл",
)  # fmt: skip
_INCIDENT_WORDS = {
    "vi": re.compile(r"bắt giữ|bị bắt|phát hiện|thu giữ|triệt phá|khởi tố|giải cứu|trục xuất|tấn công"),
    "zh": re.compile(r"抓获|逮捕|被捕|查获|缴获|破获|获救|遣返|袭击|遇害|身亡|绑架"),
}


def is_of_other_event(line: Line, date: Item) -> bool:
    """Whether a day is that of what an event followed, or of a clause about something that was named."""
    if line.language == "zh":
        after = _HAN_AFTER.match(line.source, line.tokens.ends[date.end - 1], line.sentence.span.end)
        return after is not None and not _has_event(line, date.end, len(line.tokens), until=after.end())
    opening = _AFTER.get(line.language, frozenset())
    if opening.isdisjoint(line.vocabulary):
        return False
    at = next((at for at in range(date.start - 1, max(-1, date.start - _REACH), -1) if line.norm(at) in opening), None)
    if at is None or date.start - at <= _BARE or line.has_between(at, date.start, PART_ENDS):
        return False
    arrives = any(norm.startswith(_ARRIVING) for norm in line.norms(at + 1, date.start))
    return not arrives and not _has_event(line, at, date.start)


def is_of_clause(line: Line, date: Item) -> bool:
    """`congratulated the guest on the holiday, | which is marked on | 4 May`: a day told of something beside the story."""
    start = max((at for at in range(date.start) if line.norm(at) in COMMAS), default=-1)
    if not any(norm in _WHICH or norm.startswith(_WHICH_STEMS) for norm in line.norms(start + 1, date.start)):
        return False
    if any(norm.startswith(_HELD) for norm in line.norms(start, date.start)):
        return False  # `заседании Совета прокуроров, | которое прошло | 14 сентября`
    return not any(start - _ANTECEDENT < cue.end and cue.start < date.start for cue in line.of(*_EVENTS))


def is_of_clause_on_other(line: Line, date: Item, anchor: Item) -> bool:
    """`the generals | met | after an offensive, which began on 16 January`: a clause behind a verb that tells of neither event nor sides."""
    if anchor.kind in {"meeting-noun", "agreement-noun"} or not anchor.end <= date.start:
        return False
    start = max((at for at in range(date.start) if line.norm(at) in COMMAS), default=-1)
    return anchor.end <= start and not _has_event(line, start, len(line.tokens)) and is_of_clause(line, date)


def tells_incident(line: Line) -> bool:
    """Whether a sentence reports an arrest, an attack or the like, and no gathering or signing."""
    if _has_event(line, 0, len(line.tokens)):
        return False
    if (words := _INCIDENT_WORDS.get(line.language)) is not None:
        return words.search(line.source, line.sentence.span.start, line.sentence.span.end) is not None
    return any(norm.startswith(_INCIDENTS) for norm in line.vocabulary)


def _has_event(line: Line, start: int, end: int, *, until: int | None = None) -> bool:
    return any(
        start <= cue.start < end and (until is None or line.tokens.starts[cue.start] < until)
        for cue in line.of(*_EVENTS)
    )
