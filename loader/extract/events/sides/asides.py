"""Who is named in an East Slavic sentence about two others, in a phrase that gives nobody a part: `в ответ на учения Чада`, `об обучении армии Мали`.

Each reader gives the stretches of tokens of one such phrase; a stretch ends where the nominative, a verb or a comma does. All
reaches count tokens.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from loader.extract.entities.countries.cases import is_indeclinable, is_nominative
from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.sides.aside_words import (
    ABOUT,
    COMPARED,
    CONTENT,
    DISCUSSED,
    FRONTIERS,
    HEADS,
    LEADS,
    MEMBERS,
    OF_OTHERS,
    OWNED,
    PLACES,
    RELIANCE,
    ROWS,
    SPOKEN,
)
from loader.extract.events.sides.reactions import reactions
from loader.extract.events.sides.reporters import names_parties
from loader.extract.words import AND, CLAUSE_ENDS, COMMAS, EAST_SLAVIC, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

    Stretches = Iterator[tuple[int, int]]

_NAMED = ("country", "agency", "post", "person", "function", "honorific")
_EVENTS = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "between")
_VERBS = ("agreement-verb", "meeting-verb", "between")
_AND = AND - COMMAS - WITH
# Before a state of whatever form they hold it in their phrase: `на | Иран`.
_PREPOSITIONS = folded(
    "в во на с со из из-за за через против от до для к по о об у ў са з зі із без від од проти супраць ад для до"
)
_BY_BORDER_REACH = 2  # `границы с | Мали`
_MEMBER_REACH = 8
# `подобное | тому, что …`; `третья | страна | после …`.
_COMPARED_TO = folded("тому той тем тех того таму тым тых таго тієї тій тих")
_ROWED = ("стран", "государств", "держав", "краін", "дзяржав", "країн")
_AFTER = folded("после пасля після")


def without_asides(line: Line, story: AnnotatedStory) -> Line:
    """A sentence without the states that such phrases name, if two act in what is left."""
    if line.language not in EAST_SLAVIC or not _names_third(line):
        return line
    aside = {at for reader in _READERS for start, end in reader(line) for at in range(start, end)}
    if not aside:
        return line
    left = replace(line, items=[item for item in line.items if item.start not in aside or item.kind not in _NAMED])
    return left if len(left.items) < len(line.items) and names_parties(left, story) else line


def _names_third(line: Line) -> bool:
    states = {state for item in line.of(*_NAMED) for state in item.states}
    return len(states) > TWO_SIDES


def phrase_end(line: Line, start: int, *, lists: bool = True) -> int:
    """Where a phrase in an oblique case ends that begins at a token."""
    starts = {item.start: item for item in line.of(*_NAMED, *_VERBS)}
    named = False
    at = start
    while at < len(line.tokens):
        item = starts.get(at)
        if item is not None and (item.kind in _VERBS or (at > start and _opens_subject(line, item, named=named))):
            return at
        if line.norm(at) in PART_ENDS and not (lists and named and _goes_on(line, at, starts)):
            return at
        named = named or item is not None
        at = item.end if item is not None else at + 1
    return at


def _opens_subject(line: Line, item: Item, *, named: bool) -> bool:
    """Whether a name ends the phrase before it: a state, or an office, in the nominative."""
    before = line.norm(item.start - 1)
    countries = line.of("country")
    if before in _PREPOSITIONS or (before in _AND and any(one.end == item.start - 1 for one in countries)):
        return False
    if item.kind == "post":
        return line.norm(item.start) in HEADS
    if item.kind != "country":
        return False
    beside = named and any(one.end == item.start for one in countries)
    return is_nominative(line, item) or (beside and is_indeclinable(line, item))


def _goes_on(line: Line, comma: int, starts: dict[int, Item]) -> bool:
    """`вслед за Чадом | , Нигером и Мали`: a comma between states that an "and" ends."""
    after = starts.get(comma + 1)
    if after is None or after.kind != "country" or is_nominative(line, after):
        return False
    return any(one.end == comma for one in line.of("country")) and (
        line.norm(after.end) in _AND or line.norm(after.end) in COMMAS
    )


def _has_event(line: Line, start: int, end: int) -> bool:
    return any(start <= cue.start < end and cue.prop("kind") != "exercise" for cue in line.of(*_EVENTS))


def _leads(line: Line) -> Stretches:
    """`вслед за | Чадом`, `в ответ на | вторжение Чада`, `при посредничестве | Чада`."""
    for at in range(len(line.tokens)):
        for words, kind in LEADS.get(line.norm(at), ()):
            behind = at + len(words)
            if line.norms(at, behind) != list(words):
                continue
            end = phrase_end(line, behind)
            beside = any(one.start == behind for one in line.of("country"))
            deed = any(line.norm(word).startswith(OF_OTHERS) for word in range(behind, min(end, behind + 3)))
            fits = {"any": True, "state": beside, "deed": beside or deed}[kind]
            if fits and not _has_event(line, behind, end):
                yield at, end


def _topics(line: Line) -> Stretches:
    """`переговоры по | Чаду`, `санкции против | Чада и Мали`."""
    for at in range(len(line.tokens) - 1):
        if line.norm(at) in ABOUT:
            yield at + 1, _states_from(line, at + 1)


def _states_from(line: Line, start: int) -> int:
    """Where a list of states ends that begins at a token; the token itself if none does."""
    end = start
    while (item := next((one for one in line.of("country") if one.start == end), None)) is not None:
        if end > start and is_nominative(line, item):
            break
        end = item.end
        if line.norm(end) not in _AND:
            return end
        end += 1
    return end - 1 if end > start else start


def _owned(line: Line) -> Stretches:
    """`граждан | Чада`, `на территории | Чада`, `возражения | Чада`: a state tells whose something is."""
    for at in range(len(line.tokens) - 1):
        norm = line.norm(at)
        if norm in PLACES or norm.startswith(OWNED):
            yield at + 1, _states_from(line, at + 1)
        elif norm.startswith(FRONTIERS):
            yield at + 1, _states_from(line, at + 1)
            if line.norm(at + 1) in WITH:
                yield at + 2, _states_from(line, at + 2)
        elif norm.startswith(RELIANCE) and line.norm(at + 1) in _PREPOSITIONS:
            yield at + 2, _states_from(line, at + 2)


def _contents(line: Line) -> Stretches:
    """`соглашение о | поставках оружия Чаду`, `обсудили | обстановку на границе Чада`: what is agreed on or spoken of."""
    for noun in line.of("agreement-noun"):
        if line.norm(noun.end) in CONTENT:
            yield noun.end, _content_end(line, noun.end)
    for noun in line.of("meeting-noun", "meeting-verb"):
        if line.norm(noun.end) in SPOKEN:
            yield noun.end, _content_end(line, noun.end)
    for at in range(len(line.tokens)):
        if line.norm(at).startswith(DISCUSSED):
            yield at + 1, _content_end(line, at + 1)


def _content_end(line: Line, start: int) -> int:
    end = phrase_end(line, start, lists=False)
    partner = (at for at in range(start, end) if line.norm(at) in WITH and not line.norm(at - 1).startswith(FRONTIERS))
    events = (cue.start for cue in line.of("between", "agreement-noun", "meeting-noun") if start < cue.start)
    return min(chain((end,), partner, events))


def _members(line: Line) -> Stretches:
    """`входящий в ОДКБ вместе с | Чадом`, `который вместе с | Чадом входит`: who else belongs to a body."""
    for at in range(len(line.tokens)):
        if not line.norm(at).startswith(MEMBERS):
            continue
        start = next((to for to in range(at, max(0, at - _MEMBER_REACH), -1) if line.norm(to - 1) in PART_ENDS), 0)
        end = next((to for to in range(at, len(line.tokens)) if line.norm(to) in PART_ENDS), len(line.tokens))
        if start and not _has_event(line, start, end):
            yield start, end


def _compared(line: Line) -> Stretches:
    """`подобное тому, что действует между | Чадом и Мали`, `третья страна после | Чада`."""
    for at in range(len(line.tokens) - 1):
        norm = line.norm(at)
        if norm.startswith(COMPARED) and not _COMPARED_TO.isdisjoint(line.norms(at + 1, at + 3)):
            comma = next((to for to in range(at, len(line.tokens)) if line.norm(to) in COMMAS | CLAUSE_ENDS), at)
            yield (
                comma + 1,
                next((to for to in range(comma + 1, len(line.tokens)) if line.norm(to) in PART_ENDS), len(line.tokens)),
            )
        elif norm.startswith(ROWS) and line.norm(at + 1).startswith(_ROWED):
            after = next((to for to in range(at + 2, at + 6) if line.norm(to) in _AFTER), at)
            if after > at:
                yield at, phrase_end(line, after + 1)


_READERS: tuple[Callable[[Line], Stretches], ...] = (
    _leads, _topics, _owned, _contents, _members, _compared, reactions,
)  # fmt: skip
