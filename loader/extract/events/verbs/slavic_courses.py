"""Gatherings in whose course something is to be done: `в ходе | визита | будет подписан меморандум`. All reaches count tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.verbs.slavic_verbs import FUTURE
from loader.extract.words import EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_IN_COURSE, _COURSE_REACH = folded("ходе время рамках ходзе час падчас рамках межах"), 5
# What is to be done, and not a quality: `будет`, `планируется`, `намечено`, but not `намеченные`.
_TO_BE = re.compile(
    r"(?:буд(?:ет|ут|зе|уць|е|уть)|\w+(?:[еи]тся|ются|[еіэ]цца|юцца|[еєі]ться|ються)|(?:за|на)\w+(?:ен|ан)[аоы]?|предстоит|мае|мають|має|маюць)$"
)

_ATTRIBUTE = re.compile(
    r"(?:нн|ем|им|ім)(?:ый|ая|ое|ые|ого|ой|ую|ых|ым|ому|ыми|ы|ае|ыя|ага|ай|аму|ымі|ий|а|е|і|ої|ою|у|их|им|ими)$"
)


def is_in_course_of_plan(line: Line, noun: Item) -> bool:
    """`в ходе его | визита | будет подписан …`, `ожидается, что это произойдёт в ходе | визита`."""
    if _IN_COURSE.isdisjoint(line.vocabulary):
        return False
    start, end = _clause(line, noun)
    if _IN_COURSE.isdisjoint(line.norms(max(start, noun.start - _COURSE_REACH), noun.start)):
        return False
    told = any(FUTURE.match(line.norm(at)) for at in range(start, end))
    return told or any(start <= item.start < end and _TO_BE.match(line.norm(item.start)) for item in line.of("planned"))


def _clause(line: Line, noun: Item) -> tuple[int, int]:
    """The tokens of the clause of a noun, from one mark to the next; the names between them are no matter."""
    start = next((at + 1 for at in range(noun.start - 1, -1, -1) if line.norm(at) in PART_ENDS), 0)
    end = next((at for at in range(noun.end, len(line.tokens)) if line.norm(at) in PART_ENDS), len(line.tokens))
    return start, end


def is_attribute(line: Line, at: int) -> bool:
    """`обсуждены | запланированные на весну | учения`: without a comma before it, a participle is of what follows."""
    if line.language not in EAST_SLAVIC or line.norm(at - 1) == ",":
        return False
    return _ATTRIBUTE.search(line.norm(at)) is not None


def is_scheduled(line: Line) -> bool:
    """`на осень | намечено | подписание`, `до конца года | ожидается`: whether a sentence tells of a plan with its time."""
    return line.language in EAST_SLAVIC and any(_TO_BE.match(line.norm(item.start)) for item in line.of("planned"))
