"""When an article says that it was published: header lines, page metadata, URLs and datelines.

Only dates that state a year count; nothing is completed from the clock of the machine.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE = tomllib.loads(files(__package__).joinpath("dates.toml").read_text(encoding="utf-8"))
_MONTHS = {word: int(number) for number, words in _TABLE["months"].items() for word in words}
_LABELS = tuple(sorted(_TABLE["words"]["label"], key=len, reverse=True))
_CLOCKS = tuple(_TABLE["words"]["clock"])
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_DECEMBER = 12
_CENTURY, _THIS_CENTURY = 100, 2000


def _any_of(words: Sequence[str]) -> str:
    """A pattern for any of `words`, the longest first, that tries each letter once: lists are slow where case is ignored."""
    rests: dict[str, list[str]] = {}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    if not rests:
        return ""
    longer = "|".join(re.escape(letter) + _any_of(rests[letter]) for letter in sorted(rests))
    return f"(?:{longer}){'?' if '' in words else ''}"


_MONTH = rf"{_any_of([*_MONTHS])}\b\.?"
_FIRST_LETTERS = "".join(sorted({word[0] for word in ("ngày", "tháng", *_MONTHS)}))
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\d.,/-])(?=[\d{_FIRST_LETTERS}])(?:
      (?P<y1>{_YEAR})\s?年\s?(?P<m1>\d\d?)\s?月(?:\s?(?P<d1>\d\d?)\s?日)?
    | (?P<y2>{_YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d)(?!\d)
    | (?P<y3>{_YEAR})[./](?P<m3>\d\d?)[./](?P<d3>\d\d?)(?!\d)
    | (?P<d4>\d\d?)(?P<sep>[./-])(?P<m4>\d\d?)(?P=sep)(?P<y4>{_YEAR})(?!\d)
    | (?:ngày\s)?(?P<d5>\d\d?)\stháng\s(?P<m5>\d\d?)(?:,|\snăm)?\s(?P<y5>{_YEAR})(?!\d)
    | (?P<d6>\d\d?)(?:st|nd|rd|th)?[\s-]{{1,2}}(?P<n6>{_MONTH}),?[\s-](?P<y6>{_YEAR})(?!\d)
    | (?P<n7>{_MONTH})\s(?P<d7>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y7>{_YEAR})(?!\d)
    | (?P<n8>{_MONTH})\s(?P<y8>{_YEAR})(?!\d)
    | tháng\s(?P<m9>\d\d?)(?:[/-]|\snăm\s)(?P<y9>{_YEAR})(?!\d)
    | (?P<d0>\d\d)(?P<dot>[./])(?P<m0>\d\d)(?P=dot)(?P<y0>\d\d)(?=,?\s+\d\d:\d\d(?!\d|:?\d*\s?[ap]\.?m))
    )(?:\s?(?:года|год|роки|року|г\.))?""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s?\(?(?:GMT|UTC|MSK)[+\d:]*\)?)?", re.IGNORECASE
)
_LABELLED = re.compile(rf"(?:{'|'.join(map(re.escape, _LABELS))})\s*[:：]", re.IGNORECASE)
_LONGEST_DATE = 80
"""More letters than any date has before or after its year."""
_ANY_YEAR = re.compile(rf"{_YEAR}|[./]\d\d,?\s+\d\d:")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_BEFORE_DAY = re.compile(rf"(?:\bngày|{_MONTH})\s$", re.IGNORECASE)
_AFTER_DAY = re.compile(rf"\s?日|(?:st|nd|rd|th)?\s{_MONTH}|[/.](?:0?[1-9]|1[0-2])(?![\d/])", re.IGNORECASE)
_LONG_MONTH = 14
_IN_URL = (
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<y>{_YEAR})[/-]?(?P<m>[01]\d)[/-]?(?P<d>[0-3]\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\d{4,9}(?!\d)"),
    # `-102240925183921.htm`: three digits of the site, then day and time.
    re.compile(r"-1\d\d(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:\d{6,12})?\.s?html?$"),
    re.compile(rf"/(?P<y>{_YEAR})[/-]?(?P<m>[01]?\d)/"),
    re.compile(r"-(?P<y>20\d\d)/?$"),
)
_ISO = re.compile(rf"\s*(?P<y>{_YEAR})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?(?!\d)")
_BASIC = re.compile(rf"\s*(?P<y>{_YEAR})(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
# "МИНСК, 3 мая 2018 года. Text", "(31/05/2025) - Text", "29.08.2025. Text"; a comma after the date
# makes it the first words of a sentence, which tells when something happened.
_BEFORE_DATELINE = re.compile(r"[(（\[【]?(?:[^\W\d_][\w’'.-]*(?:\)?[ ,-]+\(?|\. ?|（|\()){0,4}$")
_AFTER_DATELINE = re.compile(
    r"\s?(?:,\s[A-ZА-ЯІЎЇЄ][\w’'-]+(?:\s[A-ZА-ЯІЎЇЄ][\w’'-]+)?(?:\.\s|\.?\s?[–—])|,\s[A-ZА-ЯІЎЇЄ]{2,10}\s?[(–—-]|\([^)\n]{2,20}\)\s?[–—-]|[)）\]】]|\.(?=\s)|[–—/]|\s-|-{1,2}\s|讯|电|:)"
)
_DATELINE_REACH = 60
_FULL = len("2018-05-03")
_BESIDE_DATES = [
    (word.casefold(), re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE))
    for word in (*_LABELS, *_TABLE["words"]["weekday"], *_CLOCKS)
]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: its place and its value, `2017-11-09`, `2017-11` or `2017`."""

    start: int
    end: int
    value: str


def date_value(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The date in ISO 8601, as exact as the parts given; None if there is no such day."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= _DECEMBER:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


@lru_cache(maxsize=1024)  # a line is asked about its dates several times
def find_dates(text: str) -> tuple[Dated, ...]:
    """All dates with a year in `text`, in order."""
    found = ((match, _value(match)) for start, end in _around_years(text) for match in _DATE.finditer(text, start, end))
    return tuple([Dated(match.start(), match.end(), value) for match, value in found if value])


def _around_years(text: str) -> list[tuple[int, int]]:
    """The stretches of a text in which dates with a year may stand; they spare most of it the long pattern."""
    around: list[tuple[int, int]] = []
    for year in _ANY_YEAR.finditer(text):
        start, end = max(0, year.start() - _LONGEST_DATE), year.end() + _LONGEST_DATE
        if around and start <= around[-1][1]:
            around[-1] = around[-1][0], end
        else:
            around.append((start, end))
    return around


def _value(match: re.Match[str]) -> str | None:
    parts: dict[str, int] = {}
    for name, group in match.groupdict().items():
        if group is None or name in {"sep", "dot"}:
            continue
        key = "m" if name[0] == "n" else name[0]
        parts[key] = _MONTHS[group.lower().rstrip(".")] if name[0] == "n" else int(group)
    if parts["y"] < _CENTURY:  # a stamp: `11.08.22 17:31`, `11/08/22 17:31`; with "pm" the month may stand first
        parts["y"] += _THIS_CENTURY
    value = date_value(parts["y"], parts["m"], parts.get("d"))
    if value is None and "/" in {match["sep"], match["dot"]}:  # 11/15/2018: there is no fifteenth month
        value = date_value(parts["y"], parts["d"], parts["m"])
    return value


def names_a_day(text: str) -> bool:
    """Whether a text names a day of the month: "on 5 March", "March 5", "5 мая", "ngày 5/3", "3月5日"; the year may be left out."""
    return any(
        _AFTER_DAY.match(text, number.end())
        or _BEFORE_DAY.search(text[max(0, number.start() - _LONG_MONTH) : number.start()])
        for number in _NUMBER.finditer(text)
    )


def date_in_url(url: str) -> str | None:
    """The day, month or year that a URL's path carries: /2018/11/15/, /20181115, /2019/0715/, -2021-06-02, /201811/, -2018/."""
    path = re.sub(r"^\w+://[^/]*", "", url)
    for pattern in _IN_URL:
        for match in pattern.finditer(path):
            month, day = (match.groupdict().get(part) for part in "md")
            year = int(match["y"]) + (_THIS_CENTURY if len(match["y"]) < len("2000") else 0)
            value = date_value(year, int(month) if month else None, int(day) if day else None)
            if value:
                return value
    return None


def date_in_metadata(value: str) -> str | None:
    """The date of an ISO 8601 or RFC 822 time stamp, on the wall of whoever wrote it; None if unreadable."""
    match = _BASIC.match(value) or _ISO.match(value)
    if match:
        month, day = match["m"], match["d"]
        return date_value(int(match["y"]), int(month) if month else None, int(day) if day else None)
    found = find_dates(value)
    return found[0].value if found else None


def is_labelled(line: str) -> bool:
    """Whether the line says itself that its date is that of publication ("Опубликовано: …")."""
    return bool(_LABELLED.match(line.strip()))


def is_clock(line: str) -> bool:
    """Whether the line tells the day on which the page was looked at ("Today is …")."""
    return line.strip().lower().startswith(_CLOCKS)


def without_dates(line: str) -> str:
    """What a line says beside dates, clocks, weekdays and the labels of dates."""
    rest = _CLOCK.sub("\x00", _DATE.sub("\x00", line))
    folded = rest.casefold()
    for word, pattern in _BESIDE_DATES:
        rest = pattern.sub("\x00", rest) if word in folded else rest
    return rest


def is_date_line(line: str) -> bool:
    """Whether a line is there for its date: nothing else in it, or a few words set apart from it."""
    if len(line) > 2 * _DATELINE_REACH or not find_dates(line):
        return False
    rest = without_dates(line)
    words = re.findall(r"[\u3400-\u9fff]{1,3}|[^\W\d_\u3400-\u9fff]+", rest)
    if len(words) <= 2 and rest[-1] not in ".。":  # noqa: PLR2004 - "Flag Friday, 26 July 2024"
        return True
    numbered = re.search(
        r"(?:№|\b(?:No\.|Issue|Vol\.|Номер|Выпуск)) ?\d", line
    )  # a newspaper's: `Газета №118 от 05.07.2024`
    set_apart = numbered or re.search(
        r"(?:[,，|丨/–—»>·:(]|\s{2}|\t)[\s,]*\x00|\x00[\s,)]*(?:[|丨/–—»>·]|\s{2}|\t|来源)|^\x00[\s,]*\x00\s?[,–—]",
        rest,
    )
    return set_apart is not None and len(words) <= 8 and not re.search(r"[.!?。]\s*$", rest)  # noqa: PLR2004


def dateline(text: str) -> str | None:
    """The full date with which a story's first sentence is introduced, if it is."""
    head = text[: 2 * _DATELINE_REACH]
    for dated in find_dates(head):
        before = head[: dated.start]
        if dated.start <= _DATELINE_REACH and _BEFORE_DATELINE.fullmatch(before):
            after = _AFTER_DATELINE.match(head, dated.end)
            full = len(dated.value) == _FULL and (after or head[dated.end - 1] == ".")
            return dated.value if full else None
        return None
    return None
