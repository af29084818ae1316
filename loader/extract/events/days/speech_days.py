"""Days on which somebody spoke: `said a spokesman on | Thursday`, `外交部发言人 | 27日 | 表示`: nothing that is told need have happened then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import AND, CLAUSE_ENDS, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Tokens from a verb of speech to its day, with who spoke and to whom between.
_REACH = 8
# From the day that opens a sentence to the verb of speech: `On | Thursday | the ministry's spokesman said`.
_SPEAKER_REACH = 14
_EVENTS = ("meeting-noun", "meeting-verb", "agreement-noun", "agreement-verb")
_TWO = 2
_THAT = folded("that what how why when where что как чтобы што як каб що щоб rằng là")
# `заявил | 5 мая | на встрече с …`, `told him on | Tuesday | at talks in`: where somebody spoke is an event of that day.
_WHERE = folded("at during after following on in на в у ў во ходе під час падчас после пасля після по tại trong sau")
_TALKED = folded("говорили гаварылі")  # `об этом | говорили | сегодня в Казани министр и его коллега`: they talked
_CONTENT_FOLLOWS = frozenset({"vi", "zh"})


def is_of_speech(line: Line, date: Item) -> bool:
    """Whether a date tells when something was said, and not when it happened."""
    said = [one for one in line.of("said") if line.norm(one.start) not in _TALKED]
    if not said:
        return False
    return any(
        _stands_behind(line, one, date) if one.end <= date.start else _stands_before(line, one, date) for one in said
    )


def follows_speech(line: Line, date: Item) -> bool:
    """`the ministry said on | Thursday`: whether no more than a preposition stands between a verb of speech and a day."""
    return any(0 <= date.start - said.end <= 1 for said in line.of("said"))


def _stands_behind(line: Line, said: Item, date: Item) -> bool:
    """`told reporters on | Thursday`, `сообщил | 14 марта | представитель ведомства`."""
    gap = date.start - said.end
    if _is_by_two(line, said):
        return False
    if gap > (1 if line.language in _CONTENT_FOLLOWS else _REACH):
        return False
    if line.has_between(said.end, date.start, _THAT | PART_ENDS) or _has_event(line, said.end, date.start):
        return False
    return gap <= 1 or not _is_of_occasion(line, date)


def _is_by_two(line: Line, said: Item) -> bool:
    """`the Kenyan and Ugandan ministers | declared on Thursday`: two who speak as one sat together that day."""
    start = max(0, said.start - _SPEAKER_REACH)
    titles = [title for title in line.of("post", "counterpart") if start <= title.start and title.end <= said.start]
    if len(titles) != _TWO or not line.has_between(titles[0].end, titles[1].start, AND):
        return False
    return not line.has_between(titles[0].end, said.start, PART_ENDS) and bool(line.of("country"))


def _is_of_occasion(line: Line, date: Item) -> bool:
    """Whether the event on which somebody spoke follows the day: `сообщили по итогам | субботней | встречи`."""
    cue = next((item for item in line.of("meeting-noun", "meeting-verb") if item.start >= date.end), None)
    if cue is None or line.has_between(date.end, cue.start, _THAT | PART_ENDS):
        return False
    return cue.start == date.end or line.has_between(date.end, cue.start, _WHERE)


def _stands_before(line: Line, said: Item, date: Item) -> bool:
    """`On | Thursday | the ministry said that …`, `Ngày 8/7, Thứ trưởng cho biết …`: the day of a sentence that goes on to what was said."""
    if said.start - date.end > _SPEAKER_REACH or line.has_between(date.end, said.start, CLAUSE_ENDS):
        return False
    return not _has_event(line, 0, said.start) and _has_event(line, said.end, len(line.tokens))


def said_by_two(line: Line) -> bool:
    """Whether a sentence tells what two from different states said together: a day that it names is that of their talks."""
    return any(_is_by_two(line, said) for said in line.of("said"))


def _has_event(line: Line, start: int, end: int) -> bool:
    return any(start <= cue.start < end for cue in line.of(*_EVENTS))
