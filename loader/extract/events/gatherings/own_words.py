"""Gatherings that somebody tells of as his own: `"Last week | I | met my Uzbek counterpart," he said`.

All reaches count tokens, unless said otherwise.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loader.extract.words import EAST_SLAVIC, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line

_LANGUAGES = EAST_SLAVIC | {"en"}
_SELF = folded("i we я мы ми")
# `I | also briefly | met`, `мы с коллегами | провели переговоры`.
_SELF_REACH = 4
_US = folded("us нам нас")
_TO_US = frozenset({("к", "нам"), ("до", "нас"), ("да", "нас"), ("у", "нас")})
_PARTNER_REACH = 8
# Sentences back to the one that tells who speaks.
_SPEAKER_REACH = 8


def tells_of_itself(line: Line, item: Item) -> bool:
    """`I | met my counterpart`, `мы | провели переговоры`: whether who speaks is the subject of a cue.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.

    """
    if line.language not in _LANGUAGES or line.vocabulary.isdisjoint(_SELF):
        return False
    start = max(0, item.start - _SELF_REACH)
    at = next((at for at in range(item.start - 1, start - 1, -1) if line.norm(at) in _SELF), None)
    return at is not None and not line.has_between(at, item.start, PART_ENDS)


def comes_to_us(line: Line, item: Item) -> bool:
    """`В ноябре | к нам | приедут специалисты …`, `they | visited us`: whether somebody comes to who speaks."""
    if line.vocabulary.isdisjoint(_US) or item.prop("kind") != "visit" or line.language not in _LANGUAGES:
        return False
    near = range(max(0, item.start - _SELF_REACH), item.end + _SELF_REACH)
    if line.language == "en":
        return line.norm(item.end) == "us" or line.norms(item.end, item.end + 2) == ["to", "us"]
    return any((line.norm(at), line.norm(at + 1)) in _TO_US for at in near)


def has_own_partner(line: Line, item: Item) -> bool:
    """`мы | обсудили с армянами | …`: whether who speaks names with whom, in the clause of a cue."""
    if not tells_of_itself(line, item):
        return False
    partners = (one for one in line.of("country", "agency", "counterpart", "person") if one.start > 0)
    return any(
        not WITH.isdisjoint(line.norms(one.start - 2, one.start)) and abs(one.start - item.end) <= _PARTNER_REACH
        for one in partners
    )


def own_side(line: Line, item: Item, story: AnnotatedStory) -> str | None:
    """The other side where a sentence names one: of who says `I met …`, or of the state that heads an item of a digest."""
    if tells_of_itself(line, item) or comes_to_us(line, item):
        return _speaker_state(line, story)
    return story.states.headings.get(line.sentence.block)


def _speaker_state(line: Line, story: AnnotatedStory) -> str | None:
    """The state of who says `I`: of the person named beside the quotation, in the sentences before, or most often."""
    said = line.of("said")
    beside: list[Person] = [
        person.value for person in line.of("person") if any(abs(person.start - one.end) <= 1 for one in said)
    ]
    if beside:
        return beside[0].state
    for told in reversed(story.lines[max(0, line.index - _SPEAKER_REACH) : line.index]):
        people: list[Person] = [person.value for person in told.of("person")]
        if people and not (told.sentence.quoted or is_in_first_person(told)):
            return people[0].state
    named = Counter(item.value.state for told in story.lines for item in told.of("person") if item.value.state)
    return named.most_common(1)[0][0] if named else story.states.home


def is_in_first_person(line: Line) -> bool:
    """Whether a sentence is in the first person, as answers of an interview are."""
    return not line.vocabulary.isdisjoint(_SELF)
