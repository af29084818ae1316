"""From a story's blocks to its sentences, in one pass over each block and with exact offsets.

A full stop ends a sentence unless the word before it is an abbreviation, an initial or a number,
or what follows goes on in lower case. Glued sentences (`them.”On`) are told apart by the capital.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.model import Role, Sentence, Span, Story
from loader.read.quotes import quoted_stretches, spoken_blocks, within

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8"))
_BEFORE_NAME = frozenset(_TABLE["before_name"])
_BEFORE_NUMBER = frozenset(_TABLE["before_number"])
_MAY_END = frozenset(_TABLE["may_end"])
_STARTERS = frozenset(_TABLE["starters"])

_CLOSERS = r"[\"'”’»)\]）」』》】]*"
# Between Chinese words some pages put a half-width semicolon, which ends a sentence as the full-width one does.
_SEMICOLON = r"(?<=[\u3400-\u9fff》”」）)];)(?=\s*[\u3400-\u9fff《“「\d])"
# The first mark is read before it is told which: a pattern that begins with a class of characters skips all others fast.
_STOP = re.compile(
    r"(?P<mark>[.!?…。！？；｡;](?:(?<=\.)/\.|(?<=[.!?…])[.!?…]*|(?<=[。！？；｡])[。！？；｡]*[.!?…。！？]*"
    rf"|{_SEMICOLON}))(?P<close>“(?=\s|$)|{_CLOSERS})"
)
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_NEXT = re.compile(r"\s*")
_LAST_WORD = re.compile(r"(?:[^\W_]+(?:[.'’/-] ?[^\W_]+)*)\Z")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_WIDE_SPACE = re.compile(r"(?<=[\u3400-\u9fff”》])\u3000+(?=[\u3400-\u9fff“《])")
_BRACKETED_HEADLINE = re.compile(r"【[^【】]{12,60}】")
_OPENERS = "“„«\"'‘([（「『《【—–-•·>"
_LOOK_BACK = 24
"""Characters before a full stop that may belong to an abbreviation."""
_LONGEST = 2000
"""Characters of a sentence; the longest in real news have some 900."""
_GAP = re.compile(r"[\s,;，；、]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
_FINAL = re.compile(r"[.\s]+")
_ROMAN = re.compile(r"[IVXLC]+\b")


def sentences(story: Story) -> tuple[Sentence, ...]:
    """The sentences of a story in order, none overlapping another, with their blocks and whether they are quoted."""
    text = story.document.text
    texts = [text[block.span.start : block.span.end] for block in story.blocks]
    spoken = spoken_blocks(text, story.blocks)
    found: list[Sentence] = []
    open_before = False
    for number, (block, content) in enumerate(zip(story.blocks, texts, strict=True)):
        stretches, open_before = quoted_stretches(content, open_before=open_before)
        for start, end in _of_block(content, block.role):
            found.append(
                Sentence(
                    span=Span(block.span.start + start, block.span.start + end),
                    block=number,
                    role=block.role,
                    quoted=number in spoken or within(content, start, end, stretches),
                )
            )
    return tuple(found)


def _of_block(text: str, role: Role) -> Iterator[tuple[int, int]]:
    """The sentences of a block; Chinese headlines set two apart by a wide space, and put one before a short item in brackets."""
    for start, end in split_sentences(text):
        cuts = [match.start() for match in _WIDE_SPACE.finditer(text, start, end)] if role is Role.TITLE else []
        bracketed = _BRACKETED_HEADLINE.match(text, start, end)
        cuts += [bracketed.end()] if bracketed and bracketed.end() < end else []
        for left, right in pairwise([start, *cuts, end]):
            yield from _stripped(text, left, right)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence in a paragraph, without the white space around it.

    What goes on for longer than any sentence (a table, a list without stops) is cut between words.
    """
    start = 0
    for match in _STOP.finditer(text):
        if _is_end(text, match, start):
            yield from _pieces(text, start, match.end())
            start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        gaps = list(_GAP.finditer(text, start + _LONGEST // 2, start + _LONGEST))
        cut = gaps[-1].end() if gaps else start + _LONGEST
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_end(text: str, match: re.Match[str], start: int) -> bool:  # noqa: PLR0911 - a list of cases
    """Whether the stop that matched ends the sentence that began at `start`."""
    mark, end = match["mark"], match.end()
    gap = _NEXT.match(text, end)
    follows = gap.end() if gap else end
    if follows >= len(text) or mark == "./.":
        return True
    character = text[follows]
    if mark[0] in "。！？；｡;":
        return character not in "，、：,；" and not (match["close"] and character in "—–-")
    if match["close"] and character in "—–-":  # «…!» — said he
        return False
    if character in ",;:)”»…" or character.islower():
        return False
    glued = follows == end
    if mark[0] in "!?…" or len(mark) > 1:
        return not glued or _begins(text, follows, glued=True)
    if not match["close"] and _goes_on(text, match.start(), start, follows, glued=glued):
        return False
    return _begins(text, follows, glued=glued)


def _begins(text: str, at: int, *, glued: bool) -> bool:
    """Whether a sentence may begin at `at`; right behind a stop only a capital or a quotation mark shows it."""
    character = text[at]
    if not glued:
        return character.isupper() or character.isdigit() or character in _OPENERS or not character.isascii()
    if character in "“«„「『" or _HAN.match(character):
        return True
    return character.isupper() and (at + 1 >= len(text) or not text[at + 1].isupper() or text[at + 1].isspace())


def _goes_on(text: str, stop: int, start: int, follows: int, *, glued: bool) -> bool:  # noqa: PLR0911 - a list of cases
    """Whether the full stop at `stop` belongs to an abbreviation, an initial, a number or an address."""
    before = text[max(start, stop - _LOOK_BACK) : stop]
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[0]
    final = _FINAL.split(word)[-1]
    follower = _WORD.match(text, follows)
    next_word = follower[0] if follower else ""
    if glued and _is_glued_name(final, text, follows):
        return True
    if word.isdigit() and len(word) <= 3 and stop - start <= 2 * len(word) and not before[: -len(word)].strip():  # noqa: PLR2004
        return True  # "1. First"
    if final == "г":  # "в 2013 г. Минск" ends, "в г. Минск" goes on
        return not re.search(r"\d\s?г\Z", before)
    if word in _MAY_END or final in _MAY_END:
        return next_word.isupper() and len(next_word) > 1
    if word in _BEFORE_NAME or final in _BEFORE_NAME:
        return True
    if word in _BEFORE_NUMBER or final in _BEFORE_NUMBER:
        numbered = next_word[:1].isdigit() or bool(_ROMAN.match(next_word))
        return numbered or (len(final) == 1 and next_word not in _STARTERS)
    if (len(final) == 1 and final.isupper()) or _DOTTED.search(word):
        return next_word not in _STARTERS
    return False


def _is_glued_name(final: str, text: str, follows: int) -> bool:
    """Whether a stop with no space behind it stands inside a name ("A.B.Surname") and not between sentences."""
    if not final or final.isupper() or len(final) == 1:
        return not (final.isdigit() and len(final) > 1)
    return not (text[follows].isupper() or text[follows] in "“«„「『" or bool(_HAN.match(text[follows])))
