"""From a document to its stories: where each begins, what is its title, and which lines are its blocks.

Place decides what wording cannot: short lines above the first sentence are the page's head, short
lines below the last one its foot. Real sentences are never dropped. A document is split only on
strong evidence (see `boundaries`), for a story cut in two loses what its parts say together.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.model import Block, DateSource, Document, PublishedDate, Role, Span, Story
from loader.read.boundaries import boundaries
from loader.read.dates import Dated, date_in_url, dateline, find_dates, is_clock, is_labelled
from loader.read.evidence import stems
from loader.read.furniture import caption_end, ends_sentence, without_credit
from loader.read.languages import language
from loader.read.layout import Kind, Line, end_of_list, is_entry, read_lines, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TITLE_WORDS = 4
_DECK_WORDS = 6
_LONG_FOOT = 100
_LONG_TITLE = 130
# Letters at the end of a text in which a byline gives its day.
_BYLINE_REACH = 40
# So many lines from the first sentence on a page of several stories may have its date.
_HEAD_LINES = 3
_COPYRIGHT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)
_BESIDE_STORY = (Kind.RULE, Kind.URL, Kind.DATE, Kind.FURNITURE)

_YEAR_LENGTH = 4


def stories(document: Document) -> tuple[Story, ...]:
    """The stories of a document in order, at least one, each with its title and its blocks without furniture."""
    lines = read_lines(document)
    starts = [0, *boundaries(lines), len(lines)]
    sections = [lines[start:end] for start, end in pairwise(starts)]
    if len(sections) == 1:
        return (_story(document, lines, 0),)
    page_url = document.url or _page_url(sections)
    told = tuple(_story(document, section, number, page_url) for number, section in enumerate(sections, start=1))
    shared = _page_date(document, lines)
    return tuple(story if story.published or not shared else replace(story, published=shared) for story in told)


def _page_date(document: Document, lines: Sequence[Line]) -> PublishedDate | None:
    """The day of a page of several stories: of its head, of its address, or of its foot."""
    first = next((i for i, line in enumerate(lines) if line.kind is Kind.PROSE), len(lines))
    dated = [date for line in lines[: first + _HEAD_LINES] for date in _header_dates(line)]
    if dated:
        return PublishedDate(dated[-1].value, DateSource.HEADER)
    in_url = date_in_url(document.url) if document.url else None
    return PublishedDate(in_url, DateSource.URL) if in_url else _foot_date(lines)


def _foot_date(lines: Sequence[Line]) -> PublishedDate | None:
    """The day under the last sentence: `👁 2,1K  27.06.2024 15:10`; a line that tells more must end in it."""
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    for line in lines[prose[-1] + 1 :] if prose else ():
        dates = find_dates(line.text)
        ends_in_date = line.kind is Kind.SHORT and dates and dates[-1].end == len(line.text)
        told = line.kind is Kind.DATE or (ends_in_date and not is_entry(line.text))
        if told and dates and not is_clock(line.text) and not _COPYRIGHT.search(line.text):
            return PublishedDate(dates[-1].value, DateSource.FOOT)
    below = [line for line in lines[prose[0] + 1 :] if line.kind is Kind.DATE] if prose else []
    dated = [found[-1].value for line in below if (found := _header_dates(line))]
    return (
        PublishedDate(dated[0], DateSource.FOOT)
        if len(dated) == 1
        else _byline_date(lines[prose[-1]].text)
        if prose
        else None
    )


def _byline_date(text: str) -> PublishedDate | None:
    """The day at the end of a text, in brackets behind its author's name: `LÂM ANH (15-05-2026)`."""
    end = text[-_BYLINE_REACH:]
    found = find_dates(end)
    closing = bool(found) and end[found[-1].end :].strip() == ")" and end[: found[-1].start].endswith("(")
    return PublishedDate(found[-1].value, DateSource.FOOT) if closing else None


def _page_url(sections: Sequence[Sequence[Line]]) -> str | None:
    """The address of a page of several stories: the first one's, if the others have none of their own."""
    first, *others = (next((line.text for line in lines if line.kind is Kind.URL), None) for lines in sections)
    return None if any(others) else first


def _story(document: Document, lines: Sequence[Line], number: int, page_url: str | None = None) -> Story:
    first = next((i for i, line in enumerate(lines) if line.kind is Kind.PROSE), None)
    title = _title(document, lines, len(lines) if first is None else first, several=number > 0)
    blocks = tuple(_blocks(lines, title, first)) or tuple(_everything(lines))
    if title is not None and title == first:
        first = next((i for i in range(title + 1, len(lines)) if lines[i].kind is Kind.PROSE), first)
    url = next((line.text for line in lines if line.kind is Kind.URL), page_url) if number else document.url
    url = url or next((line.text for line in lines[:first] if line.kind is Kind.URL), None)
    text = " ".join(document.text[block.span.start : block.span.end] for block in blocks)
    return Story(
        document=document,
        number=number,
        blocks=blocks,
        language=language(text),
        title=lines[title].text if title is not None else document.title if not number else None,
        url=url,
        published=_published(document, lines, title, first, url),
    )


def _title(document: Document, lines: Sequence[Line], first: int, *, several: bool) -> int | None:
    """Which line is the headline: of the short lines above the first sentence, the one most like a headline.

    Where there are `several` stories a headline is what they were told apart by: the only short line is one.
    """
    candidates = [i for i in range(first) if lines[i].kind is Kind.SHORT]
    body = stems(" ".join(line.text for line in lines if line.kind is Kind.PROSE))
    named = [i for i in [*candidates, first] if i < len(lines) and lines[i].text == document.title]
    if named:
        return named[0]
    times = Counter(lines[i].text for i in candidates)

    def likeness(i: int) -> float:
        text = lines[i].text
        words = stems(text)
        known = len(words & body) / len(words) if words else 0.0
        repeated = times[text] > 1
        isolated = lines[i].gap > 0 and (i + 1 >= len(lines) or lines[i + 1].gap > 0)
        return 2 * known + (word_count(text) >= _TITLE_WORDS) + 2 * repeated + 0.5 * isolated

    best: int | None = max(candidates, key=lambda i: (likeness(i), -i), default=None)
    alone = several and len(candidates) == 1
    if best is not None and (likeness(best) >= 1 or first == len(lines) or alone):
        return best
    return _sentence_title(lines, first, several=several)


def _sentence_title(lines: Sequence[Line], first: int, *, several: bool) -> int | None:
    """A headline that ends in a full stop: one short sentence alone above longer ones."""
    rest = [line for line in lines[first + 1 :] if line.kind is Kind.PROSE]
    if first >= len(lines) or not rest or not ends_sentence(lines[first].text):
        return None
    text = lines[first].text
    alone = len(text) <= _LONG_TITLE and lines[first + 1].gap > 0 and text.count(". ") + text.count("。") <= 1
    much_shorter = 3 * len(text) <= max(len(line.text) for line in rest)
    return first if alone and much_shorter and (several or len(rest) > 1) and dateline(text) is None else None


def _blocks(lines: Sequence[Line], title: int | None, first: int | None) -> Iterator[Block]:
    """The story's blocks: title, captions, speakers and paragraphs, with head and foot left out."""
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    head, foot = (prose[0], prose[-1]) if prose else (len(lines), len(lines) - 1)
    foot = end_of_list(lines, foot) if prose else foot
    for i, line in enumerate(lines):
        role = _role(line, above=i < head, below=i > foot, titled=title is not None and i > title, lone=first is None)
        if i == title:
            yield Block(line.span, Role.TITLE)
        elif role is None or (title is not None and line.text == lines[title].text):
            continue
        elif role is Role.SPEAKER and i + 1 == len(lines):
            yield Block(line.span, Role.BODY)
        else:
            yield from _unglued(line, role)


def _role(line: Line, *, above: bool, below: bool, titled: bool, lone: bool) -> Role | None:
    """What a line other than the title is in its story; None for furniture."""
    if line.kind in _BESIDE_STORY:
        return None
    if line.kind is Kind.CAPTION:
        return Role.CAPTION
    if line.kind is Kind.SPEAKER and not below:
        return Role.SPEAKER
    if line.kind is Kind.SHORT:
        if above and not lone:  # a deck under the headline says something, the page's head does not
            return Role.BODY if titled and word_count(line.text) >= _DECK_WORDS else None
        if below and len(line.text) < _LONG_FOOT:
            return None
    return Role.BODY


def _unglued(line: Line, role: Role) -> Iterator[Block]:
    """The line as one block, or as two where a caption is glued to the text behind it; credits are left out."""
    start = line.span.start
    around_credit = caption_end(line.text) if line.kind in (Kind.PROSE, Kind.CAPTION) else None
    if around_credit is not None:
        end, begin = around_credit
        begin += len(line.text[begin:]) - len(line.text[begin:].lstrip())
        yield Block(Span(start, start + end), Role.CAPTION)
        yield Block(Span(start + begin, line.span.end), Role.BODY)
    elif role is Role.CAPTION:
        yield Block(Span(start, start + (len(without_credit(line.text)) or len(line.text))), role)
    else:
        yield Block(line.span, role)


def _everything(lines: Sequence[Line]) -> Iterator[Block]:
    """Where nothing but furniture was seen the text is taken whole: better odd blocks than none."""
    yield from (Block(line.span, Role.BODY) for line in lines)


def _published(
    document: Document, lines: Sequence[Line], title: int | None, first: int | None, url: str | None
) -> PublishedDate | None:
    """The day that the story gives as its own: header, then metadata, then URL, then dateline."""
    head = range(len(lines) if first is None else first)
    dated = [(i, found[-1].value) for i in head if (found := _header_dates(lines[i]))]
    other = _stated(document, lines, first, url)
    if not dated:
        return other
    near = -1 if title is None else title
    best, value = min(dated, key=lambda pair: (not is_labelled(lines[pair[0]].text), abs(pair[0] - near)))
    header = PublishedDate(value, DateSource.HEADER)
    between = lines[min(best, near) + 1 : max(best, near)]
    beside = is_labelled(lines[best].text) or all(line.kind is Kind.DATE for line in between)
    # The clock of a page that was saved later is newer than the story; the story's own date is the older one.
    if other and not beside and len(other.value) >= len(value) and other.value < value:
        return other
    return header


def _header_dates(line: Line) -> tuple[Dated, ...]:
    told = line.kind in (Kind.DATE, Kind.FURNITURE) and not is_clock(line.text) and "©" not in line.text
    return find_dates(line.text) if told else ()


def _stated(document: Document, lines: Sequence[Line], first: int | None, url: str | None) -> PublishedDate | None:
    """What else tells the day: metadata or record, URL, dateline."""
    if document.published is not None:
        return document.published
    in_url = date_in_url(url) if url else None
    address = PublishedDate(in_url, DateSource.URL) if in_url else None
    if address and len(address.value) > _YEAR_LENGTH:
        return address
    for line in lines[first : first + 2] if first is not None else ():
        value = dateline(line.text)
        if value:
            return PublishedDate(value, DateSource.DATELINE)
    return _foot_date(lines) or address
