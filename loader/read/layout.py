"""From a document to its lines, each with what it is by itself: prose, headline, speaker, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from loader.model import Document, Span
from loader.read.dates import find_dates, is_date_line
from loader.read.furniture import ends_sentence, is_caption, is_furniture, is_list_head, is_rule, is_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class Kind(Enum):
    """What a line is, seen by itself."""

    RULE = auto()
    URL = auto()
    DATE = auto()
    FURNITURE = auto()
    CAPTION = auto()
    SPEAKER = auto()
    PROSE = auto()
    SHORT = auto()
    """No sentence, no furniture: a headline, a sub-heading, or furniture that only its place gives away."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document, or a paragraph of several lines that were wrapped."""

    span: Span
    text: str
    gap: int
    """Blank lines before it."""
    kind: Kind


_PROSE_WORDS = 5
_TOLD = (Kind.PROSE, Kind.SHORT)
_LONG_PROSE = 160
"""Without a full stop a line of this length is prose all the same: a paragraph cut off."""
_LONG_TITLE = 120
_LONG_SPEAKER = 300
_LIST_LINE = 150
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INNER_STOP = re.compile(r"[^\W\d_]{3}[.!?…]\s+[^\W\d_]|[。！？].")
# Such as "Kamchybek Tashiev, chairman of the committee:", a name alone, or 郭声琨：
_NAME = r"[^\W\d_a-zа-яёіўїєґ][\w’'ʼ.-]*(?:\s+(?:[^\W\d_a-zа-яёіўїєґ][\w’'ʼ.-]*|al|bin|de|der|ibn|van|von)){1,4}"
_SPEAKER = re.compile(rf"{_NAME}(?:\s*[,(][^\n]{{2,220}})?\s*:")
_HAN_SPEAKER = re.compile(r"[\u3400-\u9fff·]{2,12}(?:[，,（(][^。！？]{1,40})?[：:]")
_ENTRY = re.compile(r"(?:[-–—•*●▪■·]{1,2}|\d{1,2}[.)、]|[（(]?[一二三四五六七八九十]{1,2}[）)、])\s*[\w《«“\"]")
_WRAP_WIDTHS = range(40, 121)
_WRAPPED_SHARE = 0.3
_FULL = 0.7
"""Of the widest line: a line of that length was broken because it was full."""


def word_count(text: str) -> int:
    """How many words a line has; two Han characters count as one word."""
    if not (han := len(_HAN.findall(text))):
        return len(_WORD.findall(text))
    return len(_WORD.findall(_HAN.sub(" ", text))) + (han + 1) // 2


def read_lines(document: Document) -> tuple[Line, ...]:
    """The document's non-empty lines in order; its markup's paragraphs where there are any."""
    lines = list(_raw_lines(document))
    if document.paragraphs is None and _is_wrapped(document.text, lines):
        lines = _unwrapped(document.text, lines)
    classified: list[Line] = []
    listing = False
    for span, gap in lines:
        text = document.text[span.start : span.end]
        listing = listing and gap == 0 and len(text) <= _LIST_LINE
        kind = Kind.FURNITURE if listing else _kind(text)
        listing = listing or is_list_head(text)
        classified.append(Line(span, text, gap, kind))
    return tuple(_with_dated_entries(classified))


def _with_dated_entries(lines: list[Line]) -> list[Line]:
    """A date closes an entry of the story's own list (`- Agreement on readmission, 29 May 1997`): it is no line of a date."""
    for first, last in _entry_runs(lines):
        entries = range(first, last)
        announced = first > 0 and lines[first - 1].text[-1] in ":：" and lines[first - 1].kind is not Kind.FURNITURE
        if announced or any(lines[at].kind in _TOLD and word_count(lines[at].text) > _PROSE_WORDS for at in entries):
            for at in entries:
                if lines[at].kind is Kind.DATE:
                    lines[at] = replace(lines[at], kind=Kind.SHORT)
    return lines


def _entry_runs(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """The runs of lines, two at least, that dashes, bullets or numbers lead; first and behind the last."""
    first = 0
    for at, line in enumerate(lines):
        if not _ENTRY.match(line.text) or (at > first and line.gap):
            if at - first > 1:
                yield first, at
            first = at if _ENTRY.match(line.text) else at + 1
    if len(lines) - first > 1:
        yield first, len(lines)


def _raw_lines(document: Document) -> Iterator[tuple[Span, int]]:
    """Stripped lines with the number of blank lines before each."""
    if document.paragraphs is not None:
        yield from ((span, 1) for span in document.paragraphs)
        return
    gap, start = 1, 0
    for line in document.text.split("\n"):
        stripped = line.strip()
        if stripped:
            begin = start + len(line) - len(line.lstrip())
            yield Span(begin, begin + len(stripped)), gap
        gap = 0 if stripped else gap + 1
        start += len(line) + 1


def _is_wrapped(text: str, lines: list[tuple[Span, int]]) -> bool:
    """Whether paragraphs were broken at a column: full lines that run into the next one."""
    glued = [(lines[i - 1][0], lines[i][1]) for i in range(1, len(lines)) if lines[i][1] == 0]
    if len(glued) < 4 or max(span.end - span.start for span, _ in lines) not in _WRAP_WIDTHS:  # noqa: PLR2004
        return False
    widest = max(span.end - span.start for span, _ in lines)
    running = sum(
        span.end - span.start > _FULL * widest and not ends_sentence(text[span.start : span.end]) for span, _ in glued
    )
    return running > 0.5 * len(glued) and len(glued) > _WRAPPED_SHARE * len(lines)


def _unwrapped(text: str, lines: list[tuple[Span, int]]) -> list[tuple[Span, int]]:
    """Joins each line to the one before that runs into it."""
    widest = max(span.end - span.start for span, _ in lines)
    joined: list[tuple[Span, int]] = []
    width = 0
    for span, gap in lines:
        runs_on = joined and gap == 0 and width > _FULL * widest and not is_rule(text[span.start : span.end])
        if runs_on:
            joined[-1] = (Span(joined[-1][0].start, span.end), joined[-1][1])
        else:
            joined.append((span, gap))
        width = span.end - span.start
    return joined


def _kind(text: str) -> Kind:
    """The first kind of the table whose test the line passes."""
    return next((kind for kind, is_such in _TESTS if is_such(text)), Kind.SHORT)


def _is_speaker(text: str) -> bool:
    return (
        text[-1] in ":："
        and len(text) <= _LONG_SPEAKER
        and bool(_SPEAKER.fullmatch(text) or _HAN_SPEAKER.fullmatch(text))
    )


def _is_prose(text: str) -> bool:
    if len(text) >= _LONG_PROSE or (words := word_count(text)) * 5 >= _LONG_PROSE:
        return True
    if not ends_sentence(text) and text[-1] not in ":：":
        return bool(_INNER_STOP.search(text)) and words > 2 * _PROSE_WORDS
    asks = text.rstrip("\"'’”»)")[-1:] in "?!…？！" and len(text) <= _LONG_TITLE  # headlines ask and exclaim
    return words >= _PROSE_WORDS and (not asks or bool(_INNER_STOP.search(text)))


_TESTS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    (Kind.RULE, is_rule),
    (Kind.URL, is_url),
    (Kind.DATE, is_date_line),
    (Kind.CAPTION, is_caption),
    (Kind.FURNITURE, is_list_head),
    (Kind.FURNITURE, is_furniture),
    (Kind.SPEAKER, _is_speaker),
    (Kind.PROSE, _is_prose),
)


def end_of_list(lines: Sequence[Line], last: int) -> int:
    """The last line of a list that follows a line, or the line itself: `Among them:` and lines that dashes or semicolons mark."""
    if (dated := _end_of_dated_list(lines, last)) > last:
        return dated
    at = last + 1
    announced = lines[last].text.endswith((":", "：")) if last >= 0 else False
    if not announced and at < len(lines) and lines[at].kind is not Kind.FURNITURE:
        announced = lines[at].text.endswith((":", "："))
        at += announced
    first = at
    while announced and at < len(lines) and lines[at].gap == 0 and is_entry(lines[at].text):
        at += 1
    return at - 1 if at > first else last


def _end_of_dated_list(lines: Sequence[Line], last: int) -> int:
    """The last of the entries that follow a line, or a sub-heading below it, where days stand in half of them; else the line."""
    at = last + 1
    if at + 1 < len(lines) and lines[at].kind is Kind.SHORT and not _ENTRY.match(lines[at].text):
        at += 1
    first = at
    while (
        at < len(lines)
        and lines[at].kind is Kind.SHORT
        and _ENTRY.match(lines[at].text)
        and (at == first or not lines[at].gap)
    ):
        at += 1
    dated = sum(bool(find_dates(line.text)) for line in lines[first:at])
    return at - 1 if at - first > 1 and 2 * dated >= at - first else last


def is_entry(text: str) -> bool:
    """Whether a line is one of a list: led by a dash or number, or closed by a semicolon."""
    return bool(_ENTRY.match(text)) or text.endswith(";")
