"""Vietnamese dates: `ngày 10 tháng 4 năm 2017`, `từ ngày 26 đến 28/8`, `tháng 10 năm ngoái`, `tháng 6`."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import Found, Parts, complete, has_digits, nearest_month, whole_tokens
from loader.extract.facts import Date, DateBasis
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Line

_TIME = r"(?:ngày|sáng|chiều|tối|trưa|đêm|khuya|hôm|vào|từ|đến|tới|trước|sau|hết)"
_UP_TO = r"(?:đến|tới|-|–|—|~)\s*(?:hết\s+)?(?:(?:ngày|sáng|chiều|tối)\s+)?"
# The days before the last of a range or list: `23 và 24/4`, `từ ngày 26 đến 28/8`, `10-12/4`, `3, 4/5`.
_FIRST = rf"(?:(?P<first{{0}}>\d{{{{1,2}}}})\s*(?:{_UP_TO}|và\s+(?:ngày\s+)?|,\s*)(?:\d{{{{1,2}}}}\s*(?:và\s+|,\s*))?)?"
_YEAR = r"(?:\s+năm\s+|,\s*|\s*/\s*|-)(?P<y{0}>\d{{4}})(?!\d)"
_DATE = re.compile(
    r"(?=\d|\b[cđhkmnstv])(?:"  # a date begins nowhere else
    rf"(?:ngày|sáng|chiều|tối|trưa|đêm|hôm|mồng|mùng)\s+{_FIRST.format(1)}(?P<d1>\d{{1,2}})\s+tháng\s+(?P<m1>\d{{1,2}})(?:{_YEAR.format(1)})?"
    rf"|(?P<time>{_TIME}\s+)?(?<![\d/.,-]){_FIRST.format(2)}(?P<d2>\d{{1,2}})(?P<sep>[/-])(?P<m2>\d{{1,2}})(?:(?:(?P=sep)|\s+năm\s+)(?P<y2>\d{{4}}))?(?![\d/]|-\d)"
    rf"(?:\s*{_UP_TO}(?P<last>\d{{1,2}}[/-]\d{{1,2}})(?:[/-](?P<y3>\d{{4}}))?(?![\d/]))?"
    r"|tháng\s+(?P<m4>\d{1,2})(?:\s*[/-]\s*|\s+năm\s+|,\s*)(?P<y4>\d{4})(?!\d)"
    r"|(?<![\d/-])(?P<m5>\d{1,2})/(?P<y5>\d{4})(?![\d/]))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\d )tháng\s+(?P<month>\d{1,2})(?!\s*[/-]?\d)"
    r"(?:\s+(?P<year>năm\s+(?:ngoái|trước|nay|sau|tới)|sang\s+năm|tới\s+đây|sắp\s+tới|tới|sau|vừa\s+qua|vừa\s+rồi|qua|trước|này))?",
    re.IGNORECASE,
)
_MONTH_WORD = fold("tháng")
# `cuộc diễn tập | năm sau | sẽ diễn ra vào tháng 7`: the year of a month that the sentence told before.
_COMING_YEAR = re.compile(r"năm\s+(?:sau|tới)", re.IGNORECASE)
_JOINED = re.compile(r"\d[/-]\d")
_YEAR_ALONE = re.compile(r"năm\s+ngoái|năm\s+tới|sang\s+năm", re.IGNORECASE)
YEAR_WORD = fold("năm")
# `trong hai | năm tới`, `so với | năm ngoái`: a span of years, and what something is measured by.
_SPAN = folded("những các vài nhiều mấy một hai ba bốn năm sáu bảy tám chín mười chục thập")
_COMPARED = tuple(map(fold, ("so", "với")))
# Years counted from the publication's.
_YEARS_AWAY = {"năm ngoái": -1, "năm trước": -1, "năm nay": 0, "năm sau": 1, "năm tới": 1, "sang năm": 1}
_AHEAD = frozenset({"tới đây", "sắp tới", "tới", "sau"})
_BACK = frozenset({"vừa qua", "vừa rồi", "qua", "trước"})
_BACK_IN = folded("hồi")  # `hồi | tháng 2`
_UNTIL = folded("đến hết trước")
_DUE = frozenset({tuple(map(fold, words.split())) for words in ("thời hạn", "hạn chót", "hết hạn", "kỳ hạn")})
_DUE_REACH = 6
_OPENING = frozenset({"(", ",", "["})
# Day and night is no day; small numbers with a bar between are shares where no word of time leads them.
_ROUND_THE_CLOCK = (24, 7)
_LARGEST_SHARE = 10
# A dateline's date stands within so many tokens.
_DATELINE = 4


# `quý IV/2025`, `quý 1-2025`, `vào | quý III`, `quý II năm sau`: of a quarter the year is told.
_QUARTER = re.compile(
    r"quý\s+(?:I{1,3}|IV|[1-4])(?:\s*(?:[/-]|năm)\s*(?P<year>\d{4})(?!\d)|\s+(?P<told>năm\s+(?:nay|sau|tới|ngoái)))?(?!\w)",
    re.IGNORECASE,
)
_IN_QUARTER = folded("vào trong đến sang tới")
# `hoãn chuyến thăm | đến ngày 20/5`: the day for which something is set anew.
_PUT_OFF, _PUT_OFF_REACH = folded("hoãn lùi dời rời"), 12
QUARTER_WORD = fold("quý")


def vietnamese_dates(line: Line, reference: Reference) -> Iterator[Found]:
    """`ngày 10 tháng 4 năm 2017`, `sáng 10/4`, `10-12/4/2017`, `tháng 4/2017`, `tháng 10 năm ngoái`."""
    for start, end, match in whole_tokens(line, _DATE) if _may_name_day(line) else ():
        group = match.groupdict()
        which = next(number for number in "1245" if group.get(f"m{number}"))
        day = group.get(f"first{which}") or group.get(f"d{which}")
        year = group.get(f"y{which}") or (group["y3"] if which == "2" else None)
        if (which == "2" and _is_no_date(line, start, match)) or _is_limit(line, start):
            continue
        parts = Parts(int(year) if year else None, int(group[f"m{which}"] or 0), int(day) if day else None)
        yield Found(start, end, complete(parts, reference))
    for start, end, match in whole_tokens(line, _QUARTER) if QUARTER_WORD in line.vocabulary else ():
        if (year := _year_of_quarter(line, start, match, reference)) is not None:
            yield Found(start, end, year)
    yield from _months(line, reference)


def _year_of_quarter(line: Line, start: int, match: re.Match[str], reference: Reference) -> Date | None:
    """The year of a quarter; the publication's where none is told and a preposition leads to it."""
    if match["year"]:
        return complete(Parts(int(match["year"])), reference)
    published = reference.parts.year
    if published is None or not (match["told"] or line.norm(start - 1) in _IN_QUARTER):
        return None
    year = published + _YEARS_AWAY.get(" ".join((match["told"] or "").lower().split()), 0)
    return Date(str(year), DateBasis.PUBLICATION_DATE, f"“{match[0]}” counted from the article's date")


def _may_name_day(line: Line) -> bool:
    """Whether the long pattern is worth trying: without `tháng` and without two numbers joined no day is named."""
    if _MONTH_WORD in line.vocabulary:
        return has_digits(line)
    return _JOINED.search(line.source, line.sentence.span.start, line.sentence.span.end) is not None


def _is_limit(line: Line, start: int) -> bool:
    """`trước ngày 24/10`, `thời hạn hoàn tất là tháng 6-2026`: by when something is to be done."""
    words = line.norms(start - 1, start + 1)
    due = line.norms(max(0, start - _DUE_REACH), start)
    if not _PUT_OFF.isdisjoint(line.norms(max(0, start - _PUT_OFF_REACH), start)):
        return False
    return not _UNTIL.isdisjoint(words) or any(pair in _DUE for pair in pairwise(due))


def _is_no_date(line: Line, start: int, match: re.Match[str]) -> bool:
    """Whether two numbers are a share (`2/3`), a span (`3-5`) or round the clock (`24/7`), and no day and month."""
    if match["time"] or match["y2"] or match["last"] or line.norm(start - 1) in _OPENING:
        return False
    if match["sep"] == "-":
        return True
    day, month = int(match["d2"]), int(match["m2"])
    share = day < month <= _LARGEST_SHARE and start > _DATELINE
    return (day, month) == _ROUND_THE_CLOCK or share


def _months(line: Line, reference: Reference) -> Iterator[Found]:
    """`tháng 6`, `tháng 10 năm ngoái`, `tháng 12 tới`: months without a year, and last year."""
    published = reference.parts
    for start, end, match in whole_tokens(line, _MONTH) if _MONTH_WORD in line.vocabulary else ():
        told = " ".join((match["year"] or "").lower().split())
        month = int(match["month"])
        if told in _YEARS_AWAY and published.year is not None:
            date = complete(Parts(published.year + _YEARS_AWAY[told], month), reference)
            found = date and Date(date.value, DateBasis.PUBLICATION_DATE, f"“{told}” counted from the article's date")
        else:
            coming = told in _AHEAD or _COMING_YEAR.search(line.source, line.sentence.span.start, match.start())
            ahead = True if coming else False if told in _BACK or line.norm(start - 1) in _BACK_IN else None
            found = nearest_month(month, reference, ahead=ahead)
        yield Found(start, end, found)
    if published.year is None or YEAR_WORD not in line.vocabulary:
        return
    for start, end, match in whole_tokens(line, _YEAR_ALONE):
        told = " ".join(match[0].lower().split())
        before = line.norm(start - 1)
        if before in _SPAN or before.isdecimal() or tuple(line.norms(start - 2, start)) == _COMPARED:
            continue
        note = f"“{told}” counted from the article's date"
        yield Found(start, end, Date(str(published.year + _YEARS_AWAY[told]), DateBasis.PUBLICATION_DATE, note))
