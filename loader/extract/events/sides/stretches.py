"""A sentence as a pattern sees it, its states and actors masked, and what is read in it so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.extract.events.sides.han_asides import HAN
from loader.extract.events.sides.viet_asides import VIET
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.lines import Line

STATE, ACTOR = "S", "A"
_ACTORS = ("agency", "post", "person")
_KINDS = ("eventless", "clause", "earlier")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A pattern over masked sentences: its group `aside`, or else all of it, has no part in what the rest tells."""

    pattern: re.Pattern[str]
    eventless: bool
    """Whether it holds only of words that tell of no event themselves."""
    clause: bool
    """Whether it holds only for what the same clause tells."""
    earlier: bool
    """Whether it tells where somebody was before."""


class Told:
    """A sentence with a letter for each token of a state and of another who may act: `S 和 S 签 署 了 协 定`."""

    def __init__(self, line: Line) -> None:
        """Write it out once, for all the patterns that are held against it."""
        words = [word if word.islower() or not word.isalpha() else word.lower() for word in line.folded]
        for item in line.of(*_ACTORS):
            words[item.start : item.end] = [ACTOR] * (item.end - item.start)
        for item in line.of("country"):
            words[item.start : item.end] = [STATE] * (item.end - item.start)
        glue = "" if line.language == "zh" else " "
        self.starts: list[int] = []
        at = 0
        for word in words:
            self.starts.append(at)
            at += len(word) + len(glue)
        self.text = glue.join(words)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """The tokens [start, end) of each place where a pattern fits."""
        group = "aside" if "aside" in pattern.groupindex else 0
        for match in pattern.finditer(self.text):
            start, end = match.span(group)
            yield bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)


def _compiled(rows: tuple[tuple[str, str], ...], *, spaced: bool) -> tuple[Reading, ...]:
    def written(pattern: str) -> str:
        return _WORD.sub(lambda word: word.group() if word.group().isupper() else fold(word.group()), pattern)

    return tuple(
        Reading(re.compile(written(pattern) if spaced else pattern), *(kind == name for name in _KINDS))
        for kind, pattern in rows
    )


READINGS = {"zh": _compiled(HAN, spaced=False), "vi": _compiled(VIET, spaced=True)}
"""What is read so, by language."""
