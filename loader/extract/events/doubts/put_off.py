"""Vietnamese and Chinese gatherings that are put off to another day, set for one, or called off by words far from theirs.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_REACH = 40
_CUES = ("meeting-noun", "meeting-verb")
_GUARDS = {
    "zh": frozenset("推延顺改取叫定"),
    "vi": folded("hoãn lùi dời chuyển đổi hủy huỷ định lịch sẽ kiến sắp rời"),
}
"""One of these stands in every sentence that the rules are for."""
# `会晤 | 推迟到7月`, `访问 | 延期至年底`, `第九次会议 | 改在10月举行`.
_HAN_PUT_OFF = re.compile(
    r"[^，。；]*?(?:推迟|推遲|延期|延迟|延后|推后|顺延|改期)(?:[^，。；]{0,4}?(?:到|至|于|在)|[^，。；]{0,2}举行)"
    r"|[^，。；]*?(?:改|改为)(?:在|于|到)[^，。；]{1,12}举行"
)
# `推迟 | 访问`: the word before its object, the new day behind it.
_HAN_BEFORE = re.compile(r"(?:推迟|延期|延后|推后)[^，。；]*$")
# `取消了 | 原定6月12日对阿曼的 | 访问`: however much stands between, if it tells of what was to come.
_HAN_CALLED_OFF = re.compile(r"(?:取消|叫停|放弃)了?(?:此前|先前)?(?:原定|原计划|原拟|拟|预定|计划)[^，。；]*$")
_ASIDES = folded("theo dự ban vốn lẽ trước")
_NAMES = r"[^,.;:]*?"
# `cuộc gặp … | bị hoãn đến`, `được dời sang`, `được ấn định vào`.
_PUT_OFF = re.compile(
    rf"{_NAMES}\b(?:bị |được |tạm )*(?:hoãn|lùi|rời|dời|chuyển|đổi)(?: lại| lịch| ngày)? (?:đến|tới|sang|vào|xuống)\b"
    rf"|{_NAMES}\b(?:được |đã )+(?:ấn định|lên lịch|định|xếp lịch) (?:vào|cho|trong|ngày)\b"
)
_BEFORE = re.compile(r"\b(?:hoãn|lùi|dời|tạm hoãn|trì hoãn)(?: lại| lịch)?(?: ngày)? $")
_NEW_DAY = re.compile(rf"{_NAMES} (?:đến|tới|sang|vào)\b")
# `cuộc họp lần thứ năm Ủy ban … | sẽ diễn ra`: a name of many words between.
_TO_COME = re.compile(
    r"[^,.;:]*?\b(?:sẽ|dự kiến|sắp|chuẩn bị) (?:sẽ |sớm |được )*(?:diễn ra|tổ chức|khai mạc|tiến hành|nhóm họp|triệu tập)\b"
)
# `cuộc gặp … dự kiến vào tháng 6 | đã bị hủy`.
_CALLED_OFF = re.compile(rf"{_NAMES}\b(?:đã |nay |vừa |tạm )*bị (?:hủy|huỷ)\b(?! diệt)")


def is_put_off(line: Line, cue: Item) -> bool:
    """Whether a gathering is told with the new day for which it is set, or is told to take place behind a long name.

    Args:
        line: A sentence.
        cue: A cue of a meeting in it.

    """
    if not _may_tell(line):
        return False
    if line.language == "zh":
        behind = _clause_behind(line, cue)
        later = _HAN_PUT_OFF.match(behind) or (
            _HAN_BEFORE.search(_clause_before(line, cue)) and behind.startswith(("到", "至"))
        )
        return bool(later)
    behind = _clause_behind(line, cue)
    if _PUT_OFF.match(behind) or (_BEFORE.search(_clause_before(line, cue)) and _NEW_DAY.match(behind)):
        return not _CALLED_OFF.match(behind)
    told = _TO_COME.match(behind) if cue.kind == "meeting-noun" else None
    return told is not None and " đã " not in told[0] and not _has_rival(line, cue, told[0])


def is_cancelled(line: Line, cue: Item) -> bool:
    """`取消了原定6月12日对阿曼的 | 访问`, `cuộc gặp … dự kiến vào tháng 6 | đã bị hủy`."""
    if not _may_tell(line):
        return False
    if line.language == "zh":
        return _HAN_CALLED_OFF.search(_clause_before(line, cue)) is not None
    return cue.kind == "meeting-noun" and _CALLED_OFF.match(_clause_behind(line, cue)) is not None


def _may_tell(line: Line) -> bool:
    return not _GUARDS.get(line.language, frozenset()).isdisjoint(line.vocabulary)


def _has_rival(line: Line, cue: Item, told: str) -> bool:
    """Whether another gathering stands between, of which the words behind are told."""
    words = len(told.split())
    return any(cue.end <= other.start < cue.end + words for other in line.of(*_CUES) if not other.prop("weak"))


def _clause_behind(line: Line, cue: Item) -> str:
    stop = min(cue.end + _REACH, len(line.tokens))
    if line.language == "vi" and (past := _past_aside(line, cue.end, stop)) is not None:
        end = next((at for at in range(past, stop) if line.norm(at) in PART_ENDS), stop)
        return " " + line.text(past, end).lower()
    end = next((at for at in range(cue.end, stop) if line.norm(at) in PART_ENDS), stop)
    return line.glued(cue.end, end) if line.language == "zh" else " " + line.text(cue.end, end).lower()


def _past_aside(line: Line, start: int, stop: int) -> int | None:
    """Behind `, theo lịch diễn ra hôm nay,`: what a gathering was to be, before it is told what became of it."""
    commas = [at for at in range(start, stop) if line.norm(at) in COMMAS]
    return commas[1] + 1 if len(commas) > 1 and line.norm(commas[0] + 1) in _ASIDES else None


def _clause_before(line: Line, cue: Item) -> str:
    first = max(0, cue.start - _REACH)
    start = next((at + 1 for at in range(cue.start - 1, first - 1, -1) if line.norm(at) in PART_ENDS), first)
    return line.glued(start, cue.start) if line.language == "zh" else line.text(start, cue.start).lower() + " "
