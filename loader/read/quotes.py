"""What is quoted speech: stretches between quotation marks, and the words under a speaker's line."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from importlib.resources import files
from typing import TYPE_CHECKING

from loader.model import Block, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE = tomllib.loads(files(__package__).joinpath("abbreviations.toml").read_text(encoding="utf-8"))["first_person"]
_FIRST_PERSON = frozenset(_TABLE["words"])
_FIRST_PERSON_HAN: tuple[str, ...] = tuple(_TABLE["han"])

_MARK = re.compile(r"[“”„«»「」『』\"]")
_INNER = re.compile(r"“[^“”]*”|«[^«»]*»")
_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"'}
_CLOSING = frozenset("”»」』")
_EDGE = " \t\n\u00a0.!?…。！？,;:—–-)]）"
_SPEECH_BEFORE = ",:，：—–-"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SPOKEN_PARAGRAPHS = 3
_BRIDGE = 200
"""A paragraph between two of somebody's own words is theirs too if it is no longer than this."""


def quoted_stretches(text: str, *, open_before: bool = False) -> tuple[list[tuple[int, int]], bool]:
    """The stretches of a paragraph that lie between quotation marks, and whether a quotation is left open.

    Args:
        text: the paragraph.
        open_before: whether the paragraph before left a quotation open. It is taken up only if the
            first mark here closes one, so that a forgotten mark never swallows the rest of a story.
    """
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    seen = False
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        opener = None if mark == '"' and _opens(text, at) else _opener(stack, mark)
        if opener is not None:
            if opener == 0:
                found.append((stack[0][1], at + 1))
            del stack[opener:]
        elif mark in _CLOSING:
            if open_before and not seen:
                found.append((0, at + 1))
        elif mark != '"' or _opens(text, at):
            stack.append((mark, at))
        seen = True
    if not stack:
        return found, False
    mark, at = stack[0]
    begins_speech = not text[:at].strip() or text[:at].rstrip()[-1] in _SPEECH_BEFORE
    if begins_speech and len(stack) == 1:
        found.append((at, len(text)))
        return found, True
    return [*found, *_inner(text, at)], False


def _opener(stack: list[tuple[str, int]], mark: str) -> int | None:
    """The place in the stack of the mark that this one closes, among the innermost three."""
    innermost = range(len(stack) - 1, max(-1, len(stack) - 4), -1)
    return next((i for i in innermost if mark in _PAIRS[stack[i][0]]), None)


def _inner(text: str, at: int) -> list[tuple[int, int]]:
    """Pairs behind a mark that was opened and never closed."""
    return [(match.start(), match.end()) for match in _INNER.finditer(text, at + 1)]


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark stands where a quotation opens: after white space and before a word."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-:,") and not after.isspace()


def within(text: str, start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether all that a sentence says lies inside one of the stretches."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    i = bisect_right(stretches, (start, len(text))) - 1
    return start < end and i >= 0 and end <= stretches[i][1]


def spoken_blocks(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Which blocks are the words of a speaker named in a line above them.

    The paragraph right under the line is; up to two more are while they are written in the first person.
    """
    spoken: set[int] = set()
    for i, block in enumerate(blocks):
        if block.role is Role.SPEAKER:
            spoken.update(_speech(text, blocks, i))
    return frozenset(spoken)


def _speech(text: str, blocks: Sequence[Block], speaker: int) -> list[int]:
    under = []
    for i in range(speaker + 1, min(speaker + 1 + _SPOKEN_PARAGRAPHS, len(blocks))):
        if blocks[i].role is not Role.BODY:
            break
        under.append(i)
    last = -1
    for place, i in enumerate(under):
        content = text[blocks[i].span.start : blocks[i].span.end]
        layout_says = place == 0 and "\n\n" not in text[blocks[speaker].span.end : blocks[i].span.start]
        if layout_says or _is_first_person(content):
            last = place
        elif place == 0 or len(content) > _BRIDGE:
            break
    return under[: last + 1]


def _is_first_person(text: str) -> bool:
    """Whether somebody speaks for themselves outside quotation marks."""
    stretches, _ = quoted_stretches(text)
    kept = list(text)
    for start, end in stretches:
        kept[start:end] = " " * (end - start)
    bare = "".join(kept)
    words = _WORD.findall(bare.lower())
    return any(word in _FIRST_PERSON for word in words) or any(word in bare for word in _FIRST_PERSON_HAN)
