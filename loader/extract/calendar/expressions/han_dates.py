"""Chinese dates: `2017年4月10日`, `二〇一七年`, `去年5月`, `同月`, `10日`, of which each may lean on the one before."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import (
    HAN_COUNT,
    LEAP_YEAR,
    MONTHS_IN_YEAR,
    Found,
    Parts,
    complete,
    han_count,
    nearest_month,
    whole_tokens,
)
from loader.extract.facts import Date, DateBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Line

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_TEN = "十"
_DATE = re.compile(
    r"(?=[\d〇零○一二三四五六七八九十今去明同本当當次前上下])"
    r"(?:(?P<year>\d{4}|[〇零○一二三四五六七八九]{4}|[今去明同本当當次]|前)年)?"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3}|[本上下同]个?)月份?)?"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号號])?",
)
# What no date is without, counted ones included.
UNITS = frozenset("年月日号岁周期季")
"""Without one of these no date is written; those of the traditional script are compared in the simplified one."""
# The end of a range, which the start speaks for: `16日至18日`, `9月30日—10月2日`.
_TO = re.compile(r"(?:上午|下午|晚)?(?:至|到|—|－|-|–|~|～)(?:\d{1,2}月)?(?:\d{1,2}[日号號])")
# A part of the year or of a year to come that no number tells: `年内`, `年底前`.
_PART_OF_YEAR = re.compile(
    r"(?<![去前明今同当\d])(?<![去前明今同当\d]年)(?:年内|年底|年末|上半年|下半年|岁末|第[一二三四]季度)"
)
_WEEK = re.compile(r"(?P<which>[本这上下])个?(?:周|星期)(?![一二三四五六日天末])")
_WEEKS = {"本": 0, "这": 0, "上": -1, "下": 1}
_MONTHS_AGO = re.compile(rf"{HAN_COUNT}个月(?:之|以)?前")
_TITLES = re.compile(r"《[^》]{1,80}》")
# What makes a bare year the term of a document and not the day of an event: `至2025年`, `2023年度`, `2025年合作计划`.
_BEFORE_TERM = re.compile(r"(?:截至|延至|延长至|直至|[至到自从—–～~-])\s*$")
_AFTER_TERM = re.compile(
    r"(?:年?度|起|以来|以前|之前|前|底前|[至—–～~-]\s*\d{4}|(?:[^，。；、]{0,8})?(?:合作|工作|行动|交流|磋商|实施)(?:规划|计划|方案|纲要|项目))"
)
_PUT_OFF = re.compile(r"(?:推迟|延期|延后|顺延|改期)[至到]$")
_BEFORE_REACH = 4
_COUNTED = ("连", "連", "连续", "連續", "为期", "為期", "历时", "歷時", "长达", "長達")
# 自7月1日起生效: the day on which a document takes effect is not that of its signature.
_TAKES_EFFECT = re.compile(r"起(?:正式|开始)?(?:生效|实施|施行|执行)")
# Years counted from the publication's, and from that of the date told last.
_FROM_PUBLISHED = {"今": 0, "本": 0, "去": -1, "明": 1, "前": -2}
_FROM_TOLD = {"同": 0, "当": 0, "當": 0, "次": 1}
_RELATIVE_YEARS = frozenset({*_FROM_PUBLISHED, *_FROM_TOLD})
_MONTHS = {"本": 0, "上": -1, "下": 1}
_SAME_MONTH = frozenset("本同")
_HALF_A_MONTH = 15
_NOTE = "counted from the text's other dates"
_NOTE_PUBLISHED = "counted from the article's own date"


def han_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """The dates of a line; a part that is left out is that of the date before."""
    if UNITS.isdisjoint(line.vocabulary):
        return
    dateline = Parts(None, *reference.dateline) if reference.dateline else Parts()
    told = reference.told or (reference.parts if reference.published else dateline)
    titles = [match.span() for match in _TITLES.finditer(line.source, line.sentence.span.start, line.sentence.span.end)]
    for start, end, match in whole_tokens(line, _DATE):
        if not match.group() or any(left <= match.start() < right for left, right in titles) or _is_term(line, match):
            continue
        parts = _parts(match, told, reference)
        if match["day"] and not match["month"]:
            parts = _of_nearest_month(parts, reference, ahead=bool(line.of("planned")))
        date = complete(parts, reference) or _lone_month(match, parts, reference)
        if date is None:
            continue
        told = Parts(parts.year or told.year, parts.month, parts.day)
        leans = parts.year is not None and (match["year"] is None or match["year"] in _RELATIVE_YEARS)
        yield Found(
            start,
            _past_range(line, match, end),
            replace(date, basis=DateBasis.PUBLICATION_DATE, note=_NOTE) if leans else date,
        )
    yield from _counted(line, reference)


def _is_term(line: Line, match: re.Match[str]) -> bool:
    """Whether a bare year tells how long something holds, or a date from when."""
    before = line.source[max(0, match.start() - _BEFORE_REACH) : match.start()]
    if before.endswith("自") and _TAKES_EFFECT.match(line.source, match.end()):
        return True
    if match["day"] and not match["month"] and before.endswith(_COUNTED):
        return True  # 一连 | 三日
    if match["year"] is None or match["month"] or not match["year"].isdecimal():
        return False
    return bool(
        (_BEFORE_TERM.search(before) and not _PUT_OFF.search(before)) or _AFTER_TERM.match(line.source, match.end())
    )


def _lone_month(match: re.Match[str], parts: Parts, reference: Reference) -> Date | None:
    """A month by itself: the nearest to the publication."""
    bare = match["year"] is None and match["day"] is None and match["month"] is not None and parts.month is not None
    return (
        nearest_month(parts.month, reference)
        if bare and parts.month is not None and 1 <= parts.month <= MONTHS_IN_YEAR
        else None
    )


def _past_range(line: Line, match: re.Match[str], end: int) -> int:
    """The end of a range that begins with a date."""
    rest = _TO.match(line.source, match.end()) if match["day"] else None
    if rest is None:
        return end
    while end < len(line.tokens) and line.tokens.starts[end] < rest.end():
        end += 1
    return end


def _counted(line: Line, reference: Reference) -> Iterator[Found]:
    """`年内`, `下周`: counted from the publication."""
    year, day = reference.parts.year, reference.day
    for start, end, match in whole_tokens(line, _PART_OF_YEAR) if year else ():
        yield Found(start, end, Date(str(year), DateBasis.PUBLICATION_DATE, f"“{match.group()}” {_NOTE_PUBLISHED}"))
    if year and reference.parts.month:
        now = year * MONTHS_IN_YEAR + reference.parts.month - 1
        for start, end, match in whole_tokens(line, _MONTHS_AGO):
            then, month = divmod(now - han_count(match["number"]), MONTHS_IN_YEAR)
            note = f"“{match.group()}” {_NOTE_PUBLISHED}"
            yield Found(start, end, Date(f"{then}-{month + 1:02}", DateBasis.PUBLICATION_DATE, note))
    for start, end, match in whole_tokens(line, _WEEK) if day else ():
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=_WEEKS[match["which"]]) if day else None
        if monday is not None and (monday + dt.timedelta(days=6)).month == monday.month:
            yield Found(
                start, end, Date(f"{monday:%Y-%m}", DateBasis.PUBLICATION_DATE, f"“{match.group()}” {_NOTE_PUBLISHED}")
            )


def _parts(match: re.Match[str], told: Parts, reference: Reference) -> Parts:
    month, day = match["month"], _number(match["day"])
    if day and not month:
        return Parts(told.year, told.month, day)
    year = _year(match["year"], told, reference)
    sign = month[0] if month else ""
    if sign in _MONTHS and reference.parts.month and not match["year"]:
        first = (
            reference.parts.year and reference.parts.year * MONTHS_IN_YEAR + reference.parts.month - 1 + _MONTHS[sign]
        )
        return Parts(first // MONTHS_IN_YEAR, first % MONTHS_IN_YEAR + 1, day) if first else Parts()
    if sign in _MONTHS and reference.dateline and reference.published is None:
        return Parts(None, (reference.dateline[0] - 1 + _MONTHS[sign]) % MONTHS_IN_YEAR + 1, day)
    if sign in _MONTHS and told.month and sign != "本":
        return Parts(told.year, (told.month - 1 + _MONTHS[sign]) % MONTHS_IN_YEAR + 1, day)
    month = sign if sign in _SAME_MONTH else month
    if month in _SAME_MONTH:
        same_year = bool(day) and month == "同" and not match["year"]
        return Parts(told.year if same_year else year, told.month, day)
    return Parts(year, _number(month), day)


def _of_nearest_month(parts: Parts, reference: Reference, *, ahead: bool) -> Parts:
    """A bare day that is read as one of the publication's month: `5月2日电 … | 30日 | 会见` is of April, `30日电 … 将于 | 2日` of the next month."""
    today = reference.today or (dt.date(LEAP_YEAR, *reference.dateline) if reference.dateline else None)
    if today is None or parts[:2] not in {today.timetuple()[:2], (None, today.month)} or not parts.day:
        return parts
    if ahead:
        step = 1 if parts.day + _HALF_A_MONTH < today.day else 0
    else:
        step = -1 if parts.day > today.day + _HALF_A_MONTH else 0
    months = today.year * MONTHS_IN_YEAR + today.month - 1 + step
    return Parts(parts.year and months // MONTHS_IN_YEAR, months % MONTHS_IN_YEAR + 1, parts.day)


def _year(text: str | None, told: Parts, reference: Reference) -> int | None:
    if text in _FROM_PUBLISHED:
        published = reference.parts.year
        return published + _FROM_PUBLISHED[text] if published is not None and told.year is not None else None
    if text in _FROM_TOLD:
        return told.year + _FROM_TOLD[text] if told.year is not None else None
    return _number(text)


def _number(text: str | None) -> int | None:
    """A number in digits or in characters up to 99; None for what is none (`上`, `下`)."""
    if text is None or text.isdecimal():
        return int(text) if text else None
    if _TEN in text:
        tens, _, ones = text.partition(_TEN)
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
    digits = "".join(_DIGITS.get(char, "") for char in text)
    return int(digits) if len(digits) == len(text) else None
