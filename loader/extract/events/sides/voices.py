"""For whom `we` speaks: who is quoted, or whom an interview is with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loader.extract.words import DASHES, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Line

_FIRST_PERSON = folded(
    "we our us ours мы нас нам нами наш наша наше наши нашей нашего нашему нашим нашими наших нашу "
    "намі наша нашага нашаму нашым нашымі нашых нашай ми нашої нашого нашому нашою нашій"
)
_FIRST_PERSON_GROUPS = (("chúng", "tôi"), ("chúng", "ta"), ("我", "们"), ("我", "方"), ("我", "国"))
# Questions that make an interview, and sentences that introduce it.
_TWO, _BEFORE = 2, 3


def voice(line: Line, story: AnnotatedStory) -> str | None:
    """The state for which `we` and `our` stand in a sentence: of who is quoted, or of whom the story interviews."""
    if not speaks_for_itself(line):
        return None
    if (own := _interviewed(line, story)) is not None:
        return own
    told: Line | None = line
    while told is not None:
        people = [item.value for item in told.of("person") if item.value.state]
        if people:
            return str(people[-1 if told is line else 0].state)
        told = story.previous(told)
    return _chief(story) or story.states.home


def _interviewed(line: Line, story: AnnotatedStory) -> str | None:
    """The state of whom an interview introduces, for its answers that name nobody: questions stand behind dashes."""
    if line.of("person") or line.index < _BEFORE:
        return None
    asked = sum(told.norm(0) in DASHES and told.norm(len(told.tokens) - 1) == "?" for told in story.lines)
    if asked < _TWO:
        return None
    people = (item.value.state for told in story.lines for item in told.of("person") if item.value.state)
    state = next(people, None)
    return str(state) if state else None


def speaks_for_itself(line: Line) -> bool:
    """Whether a sentence says `we`, `our`, `нас`, 我们."""
    return any(
        token in _FIRST_PERSON or (token, line.norm(index + 1)) in _FIRST_PERSON_GROUPS
        for index, token in enumerate(line.norms(0, len(line.tokens)))
    )


def _chief(story: AnnotatedStory) -> str | None:
    """The state of whom the story names most often."""
    named = Counter(item.value.state for line in story.lines for item in line.of("person") if item.value.state)
    return named.most_common(1)[0][0] if named else None
