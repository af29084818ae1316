"""Which of a series a gathering is, and of which standing body."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import COMMAS, ENGLISH_ORDINAL_SUFFIXES, WITH, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.lines import Line

ORDINAL_REACH = 7
"""`the 50th jubilee council | meeting`, `met | … the guest`: tokens between an attribute or object and its cue."""
BODY_BEFORE = 3
"""`the Council's regular | meeting`: tokens between a body and its gathering."""
BODY_AFTER = 6
"""`a meeting in the format of the | Council`."""
_ENCOUNTERS = ("встреч", "сустрэч", "зустріч")
_PLURAL = re.compile(r"(?:ов|ей|ёв|аў|яў|ів|їв|[ая]ми?|[ая]мі|[ая]х|ы)$")
_TIMES = folded("times раза раз разы разоў рази разів 次")
_ORDINAL_SIGNS = frozenset({"第"})
_ORDINAL_SUFFIXES = ENGLISH_ORDINAL_SUFFIXES | folded(
    "е я й м ю ое ая ый ой ом ым ую ому го ого му га ае ай аму те та ту ий ї ій ою"
)
# A Vietnamese number after thứ or lần thứ is an ordinal; its tone may be written apart.
_VIETNAMESE_ORDINAL = "thư"
# `第40 | 次会议` is the fortieth, `09:30 | 会议开幕` the hour.
_NO_COUNT = _ORDINAL_SIGNS | {":", "："}
_ROUND = folded("vòng phiên kỳ khóa khoá")  # `Vòng 5 | Đối thoại an ninh`
# Fewer gatherings than these may all be told; `fourteen sessions` are counted. Four digits are a year.
_MANY = 5
_YEAR_DIGITS = 4
_ORDINAL_DIGITS = 3
_GATHERINGS = folded(
    "meeting conference совещание совещания конференция конференции нарада сустрэча зустріч nghị họp đàn"
)
_HAN_GATHERINGS = ("会议", "會議")

# `Đối thoại An ninh … lần thứ ba`, `Tham vấn chính trị lần thứ 9`: a numbered dialogue is a standing format.
_FORMATS = folded("đối vấn dialogue диалог диалога дыялог дыялогу діалог діалогу")
_CONSULTATIONS = "consultations"
_HAN_FORMATS = ("磋商", "对话", "工作会晤", "例行会晤")
_HAN_NUMBERED = (*_HAN_FORMATS, *_HAN_GATHERINGS)
_HAN_ENCOUNTERS = ("会面", "见面")
_HAN_REACH = 16
_NO_NAME = COMMAS | frozenset("期举召在的并")  # 第二届博览会期间举行的 | 会议
_ROUNDS = folded("раунд раўнд")
_DASHES = frozenset({"-", "–", "—"})
# `третий | раунд | индийско-австралийского диалога`
_FORMAT_REACH = 5


def is_format(line: Line, item: Item, ordinal: int | None) -> bool:
    """Whether a word for talks names a standing format: a dialogue, a round of one, 第四轮执法磋商."""
    if line.language == "zh":
        return (ordinal or 0) > 1 and line.words(item).endswith(_HAN_FORMATS)
    if line.language == "en" and (ordinal or 0) > 1 and line.norm(item.end - 1) == _CONSULTATIONS:
        return True  # `the fifth round of | … consultations`
    behind = _FORMAT_REACH if line.norm(item.start) in _ROUNDS else 0
    return not _FORMATS.isdisjoint(line.norms(item.start, item.end + behind))


def tells_number(line: Line, item: Item) -> bool:
    """`met four times`, `fourteen sessions`: gatherings are counted, and none is told."""
    for index in range(item.end, item.end + BODY_BEFORE):
        if line.norm(index) in _TIMES and line.norm(index - 1) not in _ORDINAL_SIGNS:
            return True
    before = line.before(item)
    value = before.prop("numberValue") if before is not None and before.end == item.start else line.norm(item.start - 1)
    if line.norm(item.start - 2) in _NO_COUNT or (line.language == "vi" and line.norm(item.start - 2) in _ROUND):
        return False
    return value is not None and value.isdecimal() and len(value) < _YEAR_DIGITS and int(value) >= _MANY


def numbered(line: Line, item: Item) -> int | None:
    """`the 50th jubilee council meeting`, `девятое заседание`, `lần thứ 9`, `第九次会议`."""
    if line.language == "zh" and line.words(item).endswith(_HAN_ENCOUNTERS):
        return None  # `两人在一年内第三次 | 会面`
    places = list(range(item.start - 1, max(-1, item.start - ORDINAL_REACH), -1))
    if line.language == "zh" and line.words(item).endswith(_HAN_NUMBERED):  # 第四轮中国—南非执法 | 磋商
        far = range(item.start - ORDINAL_REACH, max(-1, item.start - _HAN_REACH), -1)
        places += takewhile(lambda at: line.norm(at) not in _NO_NAME, far)
    if line.language == "vi":
        places += _behind_names(line, item.end)
    if line.language == "vi" and line.norm(item.start - 2) in _ROUND and line.norm(item.start - 1).isdecimal():
        return int(line.norm(item.start - 1))
    words = _ordinal_words(line)
    return next((value for index in places if (value := _ordinal_at(line, index, words)) is not None), None)


def _behind_names(line: Line, start: int) -> Iterator[int]:
    """The next tokens, names of states not counted: `Đối thoại chiến lược | Ấn Độ - Thái Lan | lần thứ 2`."""
    named = {at for item in line.of("country") for at in range(item.start, item.end)}
    free = 0
    for at in range(start, len(line.tokens)):
        free += at not in named and line.norm(at) not in _DASHES
        if free > ORDINAL_REACH or (named and line.norm(at) in COMMAS):
            return
        yield at


def _ordinal_words(line: Line) -> dict[int, int]:
    """The tokens that are ordinals in words, with their numbers."""
    words = [(item, int(value)) for item in line.of("calendar") if (value := item.prop("ordinalValue"))]
    return {index: value for item, value in reversed(words) for index in range(item.start, item.end)}


def _ordinal_at(line: Line, index: int, words: dict[int, int]) -> int | None:
    norm = line.norm(index)
    if norm.isdecimal() and len(norm) <= _ORDINAL_DIGITS:
        suffixed = line.norm(index + 1) in _ORDINAL_SUFFIXES and line.tokens.is_glued(index + 1)
        before = line.norm(index - 1)
        led = before in _ORDINAL_SIGNS or _VIETNAMESE_ORDINAL in before
        return int(norm) if suffixed or led else None
    return words.get(index)


def mark_named_gatherings(line: Line) -> None:
    """Have the standing formats tell of a sitting where they are numbered: `Hội nghị Bộ trưởng ASEAN về … lần thứ 19`."""
    found = []
    for item in line.of("agency"):
        world = bool(item.value) and item.value[0].international
        if world and _is_gathering(line, item) and _is_numbered_beside(line, item):
            found.append(Item(item.start, item.end, "meeting-noun", item.concepts))
    if found:
        line.items = sorted([*line.items, *found], key=lambda item: item.start)


def _is_numbered_beside(line: Line, item: Item) -> bool:
    """Whether a number stands right before a name, or in Vietnamese right behind it."""
    behind = range(item.end, item.end + BODY_BEFORE) if line.language == "vi" else ()
    words = _ordinal_words(line)
    first = item.start - 1
    if line.language == "zh":  # 第十三次|中国—|东盟打击跨国犯罪部长级会议
        first = next((one.start - 1 for one in line.of("country") if 0 <= item.start - one.end <= 1), first)
    return any(_ordinal_at(line, at, words) is not None for at in (first, first - 1, *behind))


def _is_gathering(line: Line, item: Item) -> bool:
    """Whether the name of a body is that of a meeting: `the … Ministerial Meeting on …`, `Hội nghị …`, `…会议`."""
    words = line.norms(item.start, item.end)
    if line.language == "zh":
        return "".join(words).endswith(_HAN_GATHERINGS)
    return not _GATHERINGS.isdisjoint(words[:2] if line.language == "vi" else words)


def _belongs_to_office(line: Line, item: Item, body: Item) -> bool:
    """Whether an office in the singular stands between a meeting and a body, whose head meets somebody."""
    between = [post for post in line.of("post") if item.end <= post.start and post.end <= body.start]
    return any(not _PLURAL.search(line.norm(post.start)) for post in between)


def sitting_body(line: Line, item: Item) -> str | None:
    """The standing joint body whose meeting this is: `the meeting | in Minsk of the CSTO Council`."""
    end = next((place.end for place in line.of("place") if 0 < place.start - item.end <= 1), item.end)
    for body in line.of("agency"):
        if line.norm(item.start).startswith(_ENCOUNTERS) and _belongs_to_office(line, item, body):
            continue  # `встреча руководителя | РАТС ШОС с …`
        if body.form == "title" and item.kind == "meeting-noun" and line.norm(item.end) in WITH:
            continue  # `встреча с | генеральным секретарём ОДКБ`
        near = 0 <= item.start - body.end <= BODY_BEFORE or 0 <= body.start - end <= BODY_AFTER
        # Of `两国边防部队` in a story that names no state there is no body.
        if near and body.value and body.value[0].international and body.value[0].parent:
            return str(body.value[0].slug)
    return None
