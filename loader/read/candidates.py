"""Where a further story of a document could begin: between two texts, at a headline or at a text that begins anew.

What stands between two paragraphs (a band: headlines, dates, addresses, rules, menus) holds one
candidate at most. A paragraph without a headline is one where a rule, an address or a date stands
above it, or where it begins with a dateline or a number. Whether it is one is told by `boundaries`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.read.evidence import echo, has_dateline, is_digest_title, opening, stems
from loader.read.furniture import ends_sentence
from loader.read.layout import Kind, Line, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAX_HEADLINE = 220
_MAX_SENTENCE_HEADLINE = 130
_ENOUGH_WORDS = 6
_SEVERAL = 4
_MANY_ECHOES = 4
_SURE_ECHOES = 3
_DECK_WORDS = 4
_REACH = 40
"""Lines above a text in which its headline is looked for."""
_HAN_LETTERS = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
MARK = re.compile(
    r"(?:(?P<number>\d{1,2}[.)、](?!\d)|[(（]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}、)|(?P<bullet>[•●■◆▪►*#]+)|[–—-]+)"
    r"\s*(?=[^\W\d_]|[\"“«(（【\[《]|\d)"
)
"""A number, a bullet or a dash before a line."""
_LEADS_OVER = frozenset(":：;；,，、")
_OWN = (Kind.URL, Kind.DATE)
"""Lines that belong to one story: its address, its day."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place between two texts where a story may begin. All are numbers of lines."""

    after: int
    """Where the text above has ended."""
    begin: int
    """The first line that is the new story's: its date, address or rule."""
    head: int | None
    """The headline, if there is one."""
    body: int
    """The first line of the text below."""


def bare(text: str) -> str:
    """A headline without the number or the mark before it."""
    mark = MARK.match(text)
    return text[mark.end() :] if mark else text


def mark_of(text: str) -> str:
    """What a line is marked with: `number`, `bullet` or nothing; a dash is for talk and lists."""
    mark = MARK.match(text)
    return (mark.lastgroup or "") if mark else ""


def weight(line: Line) -> int:
    """Letters of prose, with a Han character for three; none of a line that may be a title."""
    letters = len(line.text) + (_HAN_LETTERS - 1) * len(_HAN.findall(line.text))
    return letters if line.kind is Kind.PROSE and (letters > _MAX_HEADLINE or ends_sentence(line.text)) else 0


def candidates(lines: Sequence[Line]) -> Iterator[Candidate]:
    """All of them in order; the first is the document's own beginning."""
    own = _has_sentence_headlines(lines)
    further = own and not _has_lone_sentences(lines)
    trailing = _trailing(lines)
    gap = _wide_gap(lines)
    after, points = 0, ""
    for i, line in enumerate(lines):
        if line.kind is not Kind.PROSE or _may_be_headline(lines, i, sentences=further or (own and not after)):
            continue
        found = _candidate(lines, after, i, trailing)
        if found is None and line.gap >= gap:
            found = Candidate(after, i, None, i)
        if found is not None and not _is_below_standfirst(lines, found):
            begins_anew = found.head is not None or not after
            if not begins_anew and _is_led_over_to(lines, i):
                points = mark_of(line.text)
            elif begins_anew or not points or mark_of(line.text) != points:
                points = ""
                yield found
        after = i + 1


def _is_led_over_to(lines: Sequence[Line], i: int) -> bool:
    """Whether the line above leads over to a text or a list: `The fund has two aims:`; a digest's title does not."""
    above = lines[i - 1].text.rstrip()
    return above[-1:] in _LEADS_OVER and not is_digest_title(above)


def _wide_gap(lines: Sequence[Line]) -> int:
    """The blank lines that set more apart than paragraphs: one where most paragraphs are glued, else two."""
    gaps = [b.gap for a, b in pairwise(lines) if a.kind is b.kind is Kind.PROSE]
    return 1 if 2 * gaps.count(0) > len(gaps) else 2


def _candidate(lines: Sequence[Line], after: int, body: int, trailing: frozenset[Kind]) -> Candidate | None:
    """What stands between the text that ended at `after` and the one at `body`, if a story may begin there."""
    head = _head(lines, max(after, body - _REACH), body)
    if head is not None and _are_points(lines[head].text, lines[body].text):
        return None
    if head is not None:
        return Candidate(after, _begin(lines, after, head, body, trailing), head, body)
    band = {line.kind for line in lines[after:body]}
    own = {Kind.RULE, *_OWN} - trailing
    if after == 0 or band & own or has_dateline(lines[body].text) or mark_of(lines[body].text):
        return Candidate(after, _begin(lines, after, body, body, trailing), None, body)
    return None


def _is_below_standfirst(lines: Sequence[Line], place: Candidate) -> bool:
    """Whether a text only goes on below the paragraph that a page sets between its headline and the text, blank lines around."""
    lead = place.after - 1
    if lead < 1 or lines[lead - 1].kind is not Kind.SHORT or not (lines[lead].gap and lines[place.begin].gap):
        return False
    glued = all(line.gap == 0 for line in lines[place.begin + 1 : place.body + 1])
    own = {line.kind for line in lines[place.after : place.body]} - {Kind.SHORT, Kind.PROSE, Kind.CAPTION}
    ends = place.body + 1 == len(lines) or lines[place.body + 1].gap > 0
    return (
        glued and not ends and not own and not has_dateline(lines[lead].text) and not mark_of(lines[place.begin].text)
    )


def _are_points(above: str, below: str) -> bool:
    """Whether two lines are points of one list."""
    marks = MARK.match(above), MARK.match(below)
    return marks[0] is not None and marks[1] is not None and marks[0].lastgroup == marks[1].lastgroup


def _is_point_among_others(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a point of a list of several: no blank line parts it from one that is marked alike."""
    above = i > 0 and not lines[i].gap and _are_points(lines[i - 1].text, lines[i].text)
    below = i + 1 < len(lines) and not lines[i + 1].gap and _are_points(lines[i].text, lines[i + 1].text)
    return above or below


def _head(lines: Sequence[Line], after: int, body: int) -> int | None:
    """The line most like the headline of the text below: its words come again there; of equals the first."""
    heads = [
        i
        for i in range(after, body)
        if lines[i].kind in (Kind.SHORT, Kind.PROSE)
        and not bare(lines[i].text)[:1].islower()
        and len(lines[i].text) <= _MAX_HEADLINE
        and not _is_point_among_others(lines, i)
    ]
    if len(heads) < 2:  # noqa: PLR2004 - nothing to choose between
        return heads[0] if heads else None
    lead = stems(opening(lines[body].text))

    def likeness(i: int) -> tuple[float, int]:
        text = bare(lines[i].text)
        return min(_MANY_ECHOES, echo(text, lead)) + min(word_count(text), _ENOUGH_WORDS) / 2, -i

    return max(heads, key=likeness)


def _begin(lines: Sequence[Line], after: int, head: int, body: int, trailing: frozenset[Kind]) -> int:
    """Where in the band the new story begins: at its own address or date, or at its headline; then at a rule above."""
    own = [i for i in range(after, head) if lines[i].kind in _OWN and lines[i].kind not in trailing]
    begin = head
    lead = stems(lines[body].text)
    while begin > after and _is_upper_deck(lines[begin - 1], lead):
        begin -= 1
    begin = min([begin, *own])
    while begin > after and lines[begin - 1].kind is Kind.RULE:
        begin -= 1
    return begin


def _is_upper_deck(line: Line, lead: frozenset[str]) -> bool:
    return line.kind is Kind.SHORT and word_count(line.text) >= _DECK_WORDS and echo(line.text, lead) > 1


def _trailing(lines: Sequence[Line]) -> frozenset[Kind]:
    """Which of address and date stand below each story: those below the last text and not above the first."""
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    if not prose:
        return frozenset()
    above = {line.kind for line in lines[: prose[0]]}
    below = {line.kind for line in lines[prose[-1] :]}
    return frozenset(kind for kind in _OWN if kind in below and kind not in above)


def _may_be_headline(lines: Sequence[Line], i: int, *, sentences: bool) -> bool:
    """Whether a line of prose may be a headline: a short sentence where titles are such, or one said again below."""
    if i + 1 >= len(lines) or lines[i + 1].kind not in (Kind.PROSE, Kind.DATE):
        return False
    line, below = lines[i], lines[i + 1]
    if below.kind is Kind.PROSE and is_sentence_headline(line, below):
        return sentences or _is_said_again(line.text, below.text)
    return _is_long_headline(line, below)


def _is_said_again(headline: str, below: str) -> bool:
    words = stems(bare(headline))
    again = echo(bare(headline), stems(opening(below)))
    return again >= _SURE_ECHOES and 2 * again >= len(words)


def _is_long_headline(line: Line, below: Line) -> bool:
    """Whether a line is too long for a headline at first sight, but without a stop, alone, and comes again below."""
    text = line.text
    if len(text) > _MAX_HEADLINE or line.gap == 0 or ends_sentence(text) or text[-1] in ":：;；,，)）":
        return False
    return ". " not in text and echo(text, stems(opening(below.text))) >= _MANY_ECHOES


def is_sentence_headline(line: Line, below: Line) -> bool:
    """Whether a line is one short sentence above a longer text."""
    short = line.kind in (Kind.PROSE, Kind.SHORT) and len(line.text) <= _MAX_SENTENCE_HEADLINE
    if not short or not ends_sentence(line.text):
        return False
    text = bare(line.text)
    return line.gap > 0 and text.count(". ") + text.count("。") <= 1 and weight(below) > 1.3 * weight(line)


def _has_sentence_headlines(lines: Sequence[Line]) -> bool:
    """Whether the document's own title is a sentence, so that further headlines may be."""
    first = [line for line in lines if line.kind in (Kind.PROSE, Kind.SHORT)][:3]
    if len(first) > 1 and first[0].kind is Kind.SHORT and is_digest_title(first[0].text):
        first = first[1:]
    return len(first) > 1 and is_sentence_headline(first[0], first[1])


def _has_lone_sentences(lines: Sequence[Line]) -> bool:
    """Whether most paragraphs are one sentence, as news agencies write: then a short one among them is no headline."""
    prose = [line.text.rstrip() for line in lines if line.kind is Kind.PROSE]
    alone = sum(". " not in text and "。" not in text[:-1] for text in prose)
    return len(prose) >= _SEVERAL and 3 * alone > 2 * len(prose)
