"""What a story tells of an earlier time than its own: the previous session, the last visit."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from loader.extract.events.verbs.slavic_verbs import is_taken_up

if TYPE_CHECKING:
    from loader.extract.facts import Date
    from loader.extract.lines import Item, Line

# So long before the publication a day is of an earlier gathering; where a word of background says so, sooner.
_EARLIER_DAYS = 60
_BACKGROUND_DAYS = 14
# `the previous | round`, `its last | meeting`: tokens between the word and the gathering.
_REACH = 3
_PREVIOUS, _LAST = frozenset({"previous", "preceding"}), "last"
# 相信 | 此次访问 | 将推动两国合作.
_THIS_VISIT, _THIS = re.compile("(?:此|此次|这次|本次|该次)(?:访问|访|出访|到访|来访)$|此行$"), 2
_DAY, _MONTH = 10, 7
_ENDS = {_DAY: "", _MONTH: "-28", 4: "-12-28"}


def is_earlier(line: Line, date: Date | None, *, background: bool) -> bool:
    """Whether a stated day lies well before the publication; no guessed one does.

    Args:
        line: Any sentence of the story.
        date: The day that is told.
        background: Whether its sentence says that it tells of something earlier.

    """
    published = line.story.published
    if date is None or date.guessed or date.value.startswith("--") or published is None:
        return False
    if len(published.value) != _DAY or len(date.value) not in _ENDS:
        return False
    last = dt.date.fromisoformat(date.value + _ENDS[len(date.value)])
    days = (dt.date.fromisoformat(published.value) - last).days
    return days >= (_BACKGROUND_DAYS if background else _EARLIER_DAYS)


def is_previous(line: Line, item: Item) -> bool:
    """`the previous | round`, `its last | meeting`, `which | last sat`: an English gathering that came before the one told."""
    if line.language != "en" or item.prop("kind") in {"visit", "call"}:
        return False
    first = max(0, item.start - (1 if item.kind == "meeting-verb" else _REACH))
    near = line.norms(first, item.end + (item.kind == "meeting-verb"))
    if item.kind == "meeting-noun" and not _PREVIOUS.isdisjoint(near):
        return True
    at = first + near.index(_LAST) if _LAST in near else None
    return at is not None and not any(date.start <= at < date.end for date in line.of("date", "calendar"))


def is_told_of(line: Line, cue: Item, kind: str) -> bool:
    """`по окончании | переговоров | планируется …`, `此次 | 访问 | 将推动…`: what lies ahead is no other gathering than the one told of."""
    if kind != "visit":
        return is_taken_up(line, cue)
    return line.language == "zh" and _THIS_VISIT.search(line.glued(cue.start - _THIS, cue.end)) is not None
