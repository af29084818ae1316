"""Chinese dates: `2017年4月10日`, `二〇一七年`, `去年5月`, `同月`, `10日`, of which each may lean on the one before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.date_parts import Found, Parts, complete, whole_tokens
from loader.extract.facts import Date, DateBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.date_parts import Reference
    from loader.extract.lines import Line

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_TEN = "十"
_DATE = re.compile(
    r"(?=[\d〇零○一二三四五六七八九十今去明同本当次前上下])"
    r"(?:(?P<year>\d{4}|[〇零○一二三四五六七八九]{4}|[今去明同本当次]|前)年)?"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3}|[本上下同])个?月)?"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?",
)
# Years counted from the publication's, and from that of the date told last.
_FROM_PUBLISHED = {"今": 0, "本": 0, "去": -1, "明": 1, "前": -2}
_FROM_TOLD = {"同": 0, "当": 0, "次": 1}
_RELATIVE_YEARS = frozenset({*_FROM_PUBLISHED, *_FROM_TOLD})
_SAME_MONTH = frozenset("本同")
_NOTE = "counted from the text's other dates"


def han_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """The dates of a line; a part that is left out is that of the date before."""
    if line.language != "zh":
        return
    told = reference.told or reference.parts
    for start, end, match in whole_tokens(line, _DATE):
        parts = _parts(match, told, reference)
        date = complete(parts, reference)
        if date is None:
            continue
        told = Parts(parts.year or told.year, parts.month, parts.day)
        leans = parts.year is not None and (match["year"] is None or match["year"] in _RELATIVE_YEARS)
        yield Found(start, end, Date(date.value, DateBasis.PUBLICATION_DATE, _NOTE) if leans else date)


def _parts(match: re.Match[str], told: Parts, reference: Reference) -> Parts:
    month, day = match["month"], _number(match["day"])
    if day and not month:
        return Parts(told.year, told.month, day)
    year = _year(match["year"], told, reference)
    if month in _SAME_MONTH:
        same_year = bool(day) and month == "同" and not match["year"]
        return Parts(told.year if same_year else year, told.month, day)
    return Parts(year, _number(month), day)


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
