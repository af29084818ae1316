"""Partners in clauses of their own: `the treaty with A is agreed, talks with B on another one are suspended`.

Nobody but partners is named there, and each has its document with the state that the story is told in, none with another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.gatherings.focus import own_state
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.sides.voices import voice
from loader.extract.words import ABOUT, COMMAS, STOPS, WITH

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

# `with | the Federal Police of | A`: tokens from the word that introduces a partner to its name.
_NEAR = 4
# `with Peru | at | a session`.
_PLACED = frozenset({"at", "during", "in", "on", "after"})
_CLAUSES = COMMAS | STOPS


def partner_of_clause(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """The one partner of a document's clause, with whose document it is; None unless all whom the sentence names are partners."""
    named = [item for item in line.of("country", "agency") if item.states]
    states = {state for item in named for state in item.states}
    if len(states) < TWO_SIDES or not all(_is_introduced(line, item, named) for item in named):
        return None
    own = voice(line, story) or story.states.subject
    if own is None or own in states:
        return None
    start = max((at + 1 for at in range(noun.start) if line.norm(at) in _CLAUSES), default=0)
    end = next((at for at in range(noun.end, len(line.tokens)) if line.norm(at) in _CLAUSES), len(line.tokens))
    partner = actors(line, story, start, end)
    if len(partner.states) != 1:
        return None
    partner.add_states(own)
    return partner


def _is_introduced(line: Line, item: Item, named: list[Item]) -> bool:
    """Whether a word for `with` of its own stands shortly before a name."""
    last = max((other.end for other in named if other.end <= item.start), default=0)
    first = max(last, item.start - _NEAR)
    at = next((at for at in range(item.start - 1, first - 1, -1) if line.norm(at) in WITH), None)
    return at is not None and (not last or last < at)


def partner_end(line: Line, start: int, end: int) -> int:
    """`with Peru | at a session chaired by A`, `with Peru, and | Minister A signed …`: where an English partner ends."""
    named = next((item.end for item in line.of("country") if start < item.start < end), end)
    others = [item.start for item in line.of("post", "person") if named <= item.start]
    return min([end, *others, *(at for at in range(named, end) if line.norm(at) in _PLACED)])


def tells_subject(line: Line, noun: Item) -> bool:
    """`a treaty | on mutual legal assistance in criminal matters with Peru`: what it is about stands before its partner."""
    return line.language == "en" and line.norm(noun.end) in ABOUT


def whose_partner_is_body(line: Line, story: AnnotatedStory) -> list[str]:
    """`The agreement | with Europol | was signed in 2014`: the state whose affairs the story tells, beside a body of the world."""
    with_body = any(
        line.norm(item.start - 1) in WITH or line.norm(item.start - 2) in WITH
        for item in line.of("agency")
        if item.value and item.value[0].international
    )
    own = own_state(story) if with_body else None
    return [own] if own else []
