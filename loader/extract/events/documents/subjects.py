"""What a document is against: named after it, in the sentence that it takes up, or by the body that it founds.

All reaches count tokens.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.threats import threats_in
from loader.extract.words import ABOUT, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

_ADDRESSING = folded(
    "it this document the program programme agreement memorandum protocol plan он она документ это ён яна дакумент гэта він вона це 该 văn bản"
)
# `a declaration | to that effect`, `проект соглашения | о нём`: the subject is that of the sentence before.
_TAKEN_UP = {
    tuple(map(fold, words.split()))
    for words in (
        "to that effect", "to this effect", "on the subject", "on this subject", "on the matter", "on this", "on it", "on that", "to do so",
        "об этом", "о нем", "о ней", "о них", "на этот счет", "по этому вопросу", "на эту тему", "аб гэтым", "аб ім", "пра гэта", "пра яго",
        "про це", "про нього", "щодо цього", "з цього питання", "về vấn đề này", "về nội dung này", "về việc này",
    )
}  # fmt: skip
_TAKING_UP = frozenset(words[0] for words in _TAKEN_UP)
_TAKEN_UP_REACH = 3
_ENDING_REACH = 4
_ABOUT = ABOUT | folded("establishing creating of")
_BODY_REACH = 4
# Where nothing near tells "the subject", it is that of the headline or of the first sentence.
_OPENING = 2


def name_threats_of_bodies(story: AnnotatedStory) -> None:
    """Have the international bodies that are a document's subject name the threats that they are against."""
    for line in story.lines:
        for noun in line.of("agreement-noun"):
            line.items = _with_threats(line, _founded(line, noun), story.agencies.lexicon)
            before = story.previous(line)
            if before is not None and _takes_up(line, noun):
                before.items = _with_threats(before, before.of("agency"), story.agencies.lexicon)


def document_threats(line: Line, noun: Item, story: AnnotatedStory) -> dict[str, None]:
    """The threats of a document: its sentence's, the next one's if that speaks of it, and those of what it takes up."""
    following = story.following(line)
    speaks_of_it = (
        following is not None
        and following.norm(0) in _ADDRESSING
        and not following.of("agreement-verb", "meeting-verb")
    )
    ended = _ending_before(line, noun)
    if ended is not None:
        return dict.fromkeys(
            concept.code for item in line.of("threat") if item.start >= ended for concept in item.concepts
        )
    told = [line, following] if following is not None and speaks_of_it else [line]
    before = story.previous(line)
    if before is not None and _takes_up(line, noun):
        return threats_in([before, *told]) or threats_in(story.lines[:_OPENING])
    return threats_in(told)


def _ending_before(line: Line, noun: Item) -> int | None:
    """Where the words end by which a document is left: `speaking of an attack, the ministry | ended | an agreement on …`."""
    verbs = (verb for verb in line.of("agreement-verb") if verb.prop("status") == "terminated")
    return next((verb.end for verb in verbs if 0 <= noun.start - verb.end <= _ENDING_REACH), None)


def _takes_up(line: Line, noun: Item) -> bool:
    """Whether a document is about what the sentence before told: `on the subject`, `о нём`."""
    if line.vocabulary.isdisjoint(_TAKING_UP):
        return False
    behind = range(noun.end, noun.end + _TAKEN_UP_REACH)
    return any(
        tuple(line.norms(at, at + len(words))) == words
        for at in behind
        if line.norm(at) in _TAKING_UP
        for words in _TAKEN_UP
    )


def _founded(line: Line, noun: Item) -> list[Item]:
    """The body that a document is about: `an agreement on | the Anti-Drug Centre`."""
    near = [item for item in line.of("agency") if 0 < item.start - noun.end <= _BODY_REACH]
    return [item for item in near if not _ABOUT.isdisjoint(line.norms(noun.end, item.start))]


def _with_threats(line: Line, bodies: Sequence[Item], lexicon: Lexicon) -> list[Item]:
    """A line's items with the threats that international bodies in it are against."""
    known = {concept.code for told in line.of("threat") for concept in told.concepts}
    threats: list[Item] = []
    for item in bodies:
        functions = {body.function for body in item.value or () if body.international and body.function}
        told = (lexicon.get("function", function) for function in functions)
        codes = (function.props.get("related", "") for function in told if function is not None)
        concepts = (lexicon.get("threat", code) for code in codes)
        threats += [replace(item, kind="threat", concepts=(concept,), value=None) for concept in concepts if concept]
    new = [threat for threat in threats if threat.concept.code not in known]
    return sorted([*line.items, *new], key=lambda told: told.start) if new else line.items
