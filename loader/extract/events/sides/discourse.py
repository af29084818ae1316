"""Who a document's sides are where its sentence does not say: who speaks, and between whom the text before it went.

All reaches count sentences, unless said otherwise.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.verbs.english_clauses import is_offered
from loader.extract.words import EAST_SLAVIC, WITH, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Facts
    from loader.extract.lines import Item, Line

# Back to which a document's sides are sought: in its paragraph, and in those before it.
_IN_PARAGRAPH = 6
_BEFORE = 3

# How many sides a document has, by the stems of words that stand so many tokens before it, or behind.
_SIDES = {
    3: ("trilateral", "tripartite", "трехсторонн", "трохбаков", "тристоронн", "тройствен"),
    4: ("quadrilateral", "quadripartite", "четырехсторонн", "чатырохбаков", "чотиристоронн"),
    5: ("pentalateral", "пятисторонн", "пяцібаков", "п'ятисторонн"),
}
_ANY_SIDES = tuple(stem for stems in _SIDES.values() for stem in stems)
_COUNTS = {fold("ba"): 3, "三": 3, fold("bốn"): 4, "四": 4, "五": 5}
_SIDE_WORDS = folded("bên nước 方 国")
_SIDES_BEFORE, _SIDES_BEHIND = 6, 5
# Sentences behind in which the sides of such a document may be listed.
_LISTED_BEHIND = 2

_STATE_PRONOUNS, _PRONOUN_REACH = folded("она оно он яна яно ён вона воно він"), 5
_TWO = 2
_TWO_WORDS = folded(
    "two both двух двумя две два обе оба обеих обеим обеими дзвюх дзве абодва абедзве двох дві обидва обидві hai 双 两"
)
# Gatherings of which `the parties` are all who sat.
_SEATED = frozenset({"session", "conference"})
# Sentences back to a meeting whose two sides are taken up.
_FAR_BACK = 8
# `with | the special services of | A`.
_WITH_REACH = 3


def offered_to(line: Line, story: AnnotatedStory) -> Actors | None:
    """`A similar paper was proposed to | India`: to whom a text is offered, and the state that the story is of."""
    if not is_offered(line):
        return None
    own = actors(line, story)
    sides = Actors(states=own.hosts.copy())
    sides.add_states(story.states.subject)
    return sides if not own.states and len(sides.states) == _TWO else None


def _told_before(line: Line, story: AnnotatedStory) -> Iterator[Line]:
    """The sentences of the paragraph before this one, the last first, and the last ones of the paragraphs before."""
    for told in reversed(story.lines[max(0, line.index - _IN_PARAGRAPH) : line.index]):
        far = told.sentence.block != line.sentence.block and line.index - told.index > _BEFORE
        if far or told.role is Role.TITLE:
            return
        yield told


def subject_taken_up(line: Line, story: AnnotatedStory) -> str | None:
    """`Другой пример – Грузия. На прошлой неделе | она | ратифицировала …`: the only state of the sentence before, which a pronoun takes up."""
    before = story.previous(line)
    if before is not None and line.language == "zh":
        return _left_out(line, before)
    if before is None or line.language not in EAST_SLAVIC or line.of("person", "post"):
        return None
    states = {state for item in before.of("country") for state in item.states[:1]}
    spoken = not _STATE_PRONOUNS.isdisjoint(line.norms(0, _PRONOUN_REACH)) and not before.of("person", "post")
    return states.pop() if spoken and len(states) == 1 else None


def is_with(line: Line, state: str) -> bool:
    """Whether a sentence names a state as somebody's partner: `a protocol with | Serbia`."""
    return any(
        state in item.states[:1] and not WITH.isdisjoint(line.norms(item.start - _WITH_REACH, item.start))
        for item in line.of("country", "agency")
    )


def sides_before(line: Line, story: AnnotatedStory, facts: Facts) -> list[str]:
    """The states of the last sentence before that names two or tells of two that met; none if the text near it does not."""
    for told in _told_before(line, story):
        states = actors(told, story).states
        met = [meeting for meeting in facts.meetings if told.sentence in meeting.sentences]
        for meeting in met if len(states) == 1 else ():
            states = states | meeting.states if states.keys() <= meeting.states.keys() else states
        if len(states) > 1:
            return list(states)
    return []


def pair_before(line: Line, story: AnnotatedStory, facts: Facts) -> Actors | None:
    """Whom `the two sides` takes up: the two of the last sentence that names so many; in a story of two states of the one before."""
    for told in _told_before(line, story):
        found = actors(told, story)
        if len(found.states) > _TWO and not _counts_two(line) and (seated := _seated(found, facts)):
            return Actors(states=seated)
        if story.states.bilateral and told.index < line.index - 1:
            break
        if found.pair:
            continue  # it takes up the same two
        bodies = {slug: body for slug, body in found.agencies.items() if body.international}
        met = [meeting for meeting in facts.meetings if told.sentence in meeting.sentences]
        states = next((meeting.states for meeting in met if found.states.keys() <= meeting.states.keys()), found.states)
        if len(states) == _TWO or (len(states) == 1 and len(bodies) == 1 and _deals(told, found)):
            return Actors(states=dict(states), agencies={} if len(states) == _TWO else bodies)
        if len(states) > _TWO:
            return None
    return _last_two_who_met(line, story, facts)


def _deals(line: Line, found: Actors) -> bool:
    """Whether a sentence tells of dealings, and does not only cite a body: `По данным ООН, наркотики поступают с территории …`."""
    acts = bool(found.people) or any(agency.state for agency in found.agencies.values())
    cues = line.of("meeting-noun", "meeting-verb", "agreement-noun", "agreement-verb")
    return acts or any(not cue.prop("weak") for cue in cues)


def _seated(found: Actors, facts: Facts) -> dict[str, None]:
    """The states of the gathering of several at which those who are named sat; none if the story tells of no such."""
    held = [meeting for meeting in facts.meetings if meeting.kind in _SEATED and meeting.status == "held"]
    told = [one for one in facts.agreements if len(one.states) > _TWO]
    return next((dict(one.states) for one in (*held, *told) if found.states.keys() <= one.states.keys()), {})


def _counts_two(line: Line) -> bool:
    """Whether `the two sides` are told, and not just `the parties`; in Chinese they nearly always are."""
    pairs = line.of("pair", "pair-bodies")
    return line.language == "zh" or any(not _TWO_WORDS.isdisjoint(line.norms(item.start, item.end)) for item in pairs)


def _last_two_who_met(line: Line, story: AnnotatedStory, facts: Facts) -> Actors | None:
    """`At the close the two officials signed …`, some paragraphs on: the two states of the meeting told last."""
    for told in reversed(story.lines[max(0, line.index - _FAR_BACK) : line.index]):
        met = [meeting for meeting in facts.meetings if told.sentence in meeting.sentences]
        if any(len(meeting.states) > _TWO for meeting in met):
            return None
        two = next((meeting for meeting in met if len(meeting.states) == _TWO), None)
        if two is not None:
            return Actors(states=dict(two.states))
    return None


def sides_behind(line: Line, story: AnnotatedStory) -> list[str]:
    """The states of the next sentence in its paragraph, where a story opens with a document and nobody is named before."""
    following = story.following(line)
    if following is None or following.sentence.block != line.sentence.block:
        return []
    opening = (told for told in story.lines[: line.index] if told.role is not Role.TITLE)
    return [] if any(actors(told, story).states for told in opening) else list(actors(following, story).states)


def sides_counted(line: Line, noun: Item, story: AnnotatedStory, facts: Facts) -> list[str]:
    """The states of a `trilateral` document: the list of so many, or the gathering of so many, that was told last."""
    number = _number(line, noun)
    if number is None:
        return []
    behind = story.lines[line.index + 1 : line.index + 1 + _LISTED_BEHIND]
    for told in (*reversed(story.lines[: line.index + 1]), *behind):
        states = actors(told, story).states
        if len(states) == number:
            return list(states)
    met = [meeting for meeting in facts.meetings if len(meeting.states) == number]
    return list(met[0].states) if met else []


def _number(line: Line, noun: Item) -> int | None:
    """How many sides a document has: `a tripartite memorandum`, `меморандум о трёхстороннем …`, `三方签署声明`."""
    near = line.norms(max(0, noun.start - _SIDES_BEFORE), noun.end + _SIDES_BEHIND)
    if any(norm.startswith(_ANY_SIDES) for norm in near):
        return next(number for number, stems in _SIDES.items() if any(norm.startswith(stems) for norm in near))
    if line.language not in {"vi", "zh"}:
        return None
    return next((_COUNTS[left] for left, right in pairwise(near) if left in _COUNTS and right in _SIDE_WORDS), None)


def met_here(line: Line, facts: Facts) -> Actors | None:
    """`В ходе встречи обсуждалось заключение соглашения`: those of the meeting that the sentence itself tells of."""
    met = [one for one in facts.meetings if one.status == "held" and line.sentence in one.sentences]
    two = len(met) == 1 and len(met[0].states) == _TWO and met[0].kind not in {"session", "conference"}
    return Actors(states=dict(met[0].states)) if two else None


def acts_before(line: Line, noun: Item, sitting: set[str]) -> bool:
    """Whether a state, body or person stands in the sentence before a document that was approved: no body of those that sit."""
    before = [item for item in line.of("country", "agency", "person", "pair") if item.end <= noun.start]
    return any(item.kind != "agency" or not {agency.slug for agency in item.value or ()} <= sitting for item in before)


def _left_out(line: Line, before: Line) -> str | None:
    """`与 | 意大利内政部签署的备忘录…`: a Chinese sentence that opens with the partner goes on with the subject of the one before."""
    told = next(iter(line.of("country", "agency", "person", "post", "pair")), None)
    if told is None or not told.states or line.norm(told.start - 1) not in WITH:
        return None
    if line.sentence.block != before.sentence.block or line.of("home"):
        return None
    subjects = (item for item in before.of("country", "agency", "person") if before.norm(item.start - 1) not in WITH)
    subject = next(subjects, None)
    if subject is None:
        return None
    state = subject.value.state if subject.kind == "person" else next(iter(subject.states), None)
    return state if state not in told.states else None
