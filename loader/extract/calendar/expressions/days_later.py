"""Days counted from the day told last: `two days later`, `спустя три дня`, `двома днями раніше`, `hai ngày sau đó`, `两天后`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import HAN_COUNT, Found, han_count, number_at, whole_tokens
from loader.extract.calendar.expressions.relative_dates import day_told_before, moved_day
from loader.extract.calendar.expressions.rough_dates import lies_ahead
from loader.extract.words import EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.facts import Date
    from loader.extract.lines import Item, Line

DAYS = folded("day days день дня дней днями дзень дні дзён днямі днів ngày 天 日")
_ONE = folded("день дзень")  # `через день`, `за день до подписания`
_LATER = folded("later afterwards спустя позже позднее пазней пазьней пізніше sau")
_EARLIER = folded("earlier prior ранее раньше раней раніше")
_AFTERWARDS = folded("спустя через праз")
_BY = folded("за")
_BEFORE, _AFTER = folded("before до да"), folded("after")
_THIS, _THAT = folded("этого того гэтага таго цього того"), folded("đó")
_THEREAFTER = (folded("по"), folded("тому"))  # `два дні | по тому`
_FORE = folded("trước")
_MOST = 30
_HAN = re.compile(rf"(?P<prior>此前|在此之前)?{HAN_COUNT}(?:天|日)(?:之|以)?(?P<later>后|後)?")


def days_later(line: Line, reference: Reference, found: Sequence[Item]) -> Iterator[Found]:
    """Whole days from the day that the line, or the text before it, told last; backwards also from the publication.

    Args:
        line: The sentence.
        reference: What the sentences before told.
        found: The dates that the sentence tells otherwise.

    """
    if DAYS.isdisjoint(line.vocabulary):
        return
    if line.language == "zh":
        yield from _in_chinese(line, reference, found)
        return
    for at, norm in enumerate(line.folded):
        if norm not in DAYS:
            continue
        number, start = _number(line, at)
        counted = number and _step(line, start, at)
        if counted and number is not None:
            first, end, sign = counted
            yield Found(first, end, _date(first, reference, found, sign * number))


def _number(line: Line, at: int) -> tuple[int | None, int]:
    """How many days, and where the count begins; a lone `день` is one."""
    word = next((item for item in line.of("calendar") if item.end == at and item.prop("numberValue")), None)
    if word is not None:
        return int(str(word.prop("numberValue"))), word.start
    number = number_at(line, at - 1, _MOST)
    return (number, at - 1) if number else (1 if line.norm(at) in _ONE else None, at)


def _step(line: Line, start: int, at: int) -> tuple[int, int, int] | None:
    """The tokens that count, and in which direction."""
    before, after = line.norm(start - 1), line.norms(at + 1, at + 3)
    if line.language == "vi":
        return _in_vietnamese(start, at, after)
    if before in _AFTERWARDS:
        return None if lies_ahead(line) else (start - 1, at + 1, 1)
    if before in _BY and after[:1] and after[0] in _BEFORE and after[-1] in _THIS:
        return start - 1, at + 3, -1
    # `день спустя` is told by words of the calendar, `рабочий день позже` is none.
    return None if start == at or not after else _behind(line, start, at, after)


def _behind(line: Line, start: int, at: int, after: list[str]) -> tuple[int, int, int] | None:
    """`two days | later`, `двума днямі | раней`, `два дні | по тому`."""
    if line.language in EAST_SLAVIC and after[0] in _THEREAFTER[0] and after[-1] in _THEREAFTER[1]:
        return start, at + 3, 1
    alone = line.language == "en" and after[-1] in PART_ENDS
    if after[0] in _LATER or (alone and after[0] in _AFTER):
        return start, at + 2, 1
    return (start, at + 2, -1) if after[0] in _EARLIER or (alone and after[0] in _BEFORE) else None


def _in_vietnamese(start: int, at: int, after: list[str]) -> tuple[int, int, int] | None:
    """`hai ngày | sau đó`, `hai ngày | sau,`, `hai ngày | trước đó`."""
    first, then = [*after, "", ""][:2]
    if first in _LATER and (then in _THAT or then in PART_ENDS):
        return start, at + 2 + (then in _THAT), 1
    return (start, at + 3, -1) if first in _FORE and then in _THAT else None


def _in_chinese(line: Line, reference: Reference, found: Sequence[Item]) -> Iterator[Found]:
    for start, end, match in whole_tokens(line, _HAN):
        number = han_count(match["number"])
        if match["later"] and not match["prior"]:
            yield Found(start, end, None if line.of("planned") else _date(start, reference, found, number))
        elif match["prior"] and not match["later"]:
            yield Found(start, end, _date(start, reference, found, -number))


def _date(start: int, reference: Reference, found: Sequence[Item], step: int) -> Date | None:
    """So many days from the day told last; what lies back may also be counted from the publication."""
    told = day_told_before(start, reference, found)
    if told is None and step < 0 and reference.day is not None:
        told = reference.day.isoformat()
    return moved_day(told, step) if told else None
