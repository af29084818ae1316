"""Which state a bare office, body or name belongs to, where no title tells it: lists told respectively, the clause, the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities import chinese, names
from loader.extract.entities.lists import share_out
from loader.extract.words import ARTICLES, CLAUSE_ENDS, EAST_SLAVIC, WITH, folded
from ontology.personal import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.agencies import Agencies
    from loader.extract.entities.known import Known
    from loader.extract.entities.states import States
    from loader.extract.lines import Item, Line

# Before a state's name they make it another's partner, a place or a topic: no bare office of the clause is that state's.
_PREPOSITIONS = WITH | folded(
    "of to in into at from against for about over on between by near towards toward across through via under after before "
    "via versus like unlike including "
    "в во на к ко от против для о об про над под за до из у через кроме без при между среди по "
    "у ў на да ад супраць для аб пра за праз без пры паміж па з з-за "
    "у в на до від проти для про за через без при між по"
)
# Of these the state is where somebody goes or with whom somebody deals.
_AWAY = WITH | folded(
    "to into in at from against visit visited visits tours toured в во на к из против у ў да з супраць до"
)
_TOWARDS = folded("to into")
_VISITED = folded("visit visited visits visiting tours toured touring")
# `was received by | Justice Minister B`, `called on Union | Home Secretary B`; `on the Tunisian side | by his colleague B`.
_ACTED_ON = 2
_SIDE_REACH = 6
# Sentences back to which a bare office looks for the state that is spoken of.
_TOLD_BEFORE = 3
_SEVERAL = 2
RELATIVE = frozenset({"predecessor", "host", "counterpart"})
"""Titles that only relate somebody to the person named before."""


def local_state(line: Line, at: int, lines: Sequence[Line], states: States) -> str | None:
    """The state of a bare office or body at a token: its clause's subject, the sentence's only state, or the home state."""
    if (side := _side(line, at)) is not None:
        return side
    away = _away(line, at)
    subjects = _subjects(line, _clause_start(line, at), at)
    if any(0 <= at - verb.end <= _ACTED_ON for verb in line.of("meeting-verb")):
        away.update(subjects)
    found = [state for state in subjects if state not in away] or _only_state(line, away)
    if not found:
        found = [state for state in _told_before(line, lines, states.home) if state not in away]
    if found:
        return states.home if states.home in found else found[0]
    if states.home in away:
        return next((state for state in states.pair if state not in away), states.home)
    return states.home


def _side(line: Line, at: int) -> str | None:
    """The state of `on the Tunisian side | by his colleague B`: the last side in front, if nobody stands between."""
    sides = [item for item in line.of("side") if 0 <= at - item.end <= _SIDE_REACH]
    if not sides or any(sides[-1].end <= item.start < at for item in line.of("person")):
        return None
    before = line.before(sides[-1])
    return before.states[0] if before is not None and before.states and before.end == sides[-1].start else None


def _clause_start(line: Line, at: int) -> int:
    return next((index + 1 for index in range(at - 1, -1, -1) if line.norm(index) in CLAUSE_ENDS), 0)


def _told_before(line: Line, lines: Sequence[Line], home: str | None) -> list[str]:
    """The subjects of the nearest sentence before that has any, in a paragraph that does not speak of the home state."""
    nearest = reversed(lines[max(0, line.index - _TOLD_BEFORE) : line.index])
    before = [old for old in nearest if old.sentence.block == line.sentence.block]
    if any(home in item.states[:1] for old in (line, *before) for item in old.of("country", "agency")):
        return []
    return next(filter(None, (_subjects(old, 0, len(old.tokens)) for old in before)), [])


def _head_word(line: Line, item: Item) -> str:
    """The word in front of an item, articles left out."""
    at = item.start - 1
    while line.norm(at) in ARTICLES:
        at -= 1
    return line.norm(at)


def _subjects(line: Line, start: int, end: int) -> list[str]:
    """The states that a stretch names without a preposition, in order; in East Slavic languages in the nominative."""
    found: dict[str, None] = {}
    for item in line.of("country", "agency"):
        if start <= item.start and item.end <= end and _head_word(line, item) not in _PREPOSITIONS:
            oblique = line.language in EAST_SLAVIC and item.kind == "country" and item.form != "label"
            if item.form != "title" and not oblique and not _describes_counterpart(line, item):
                found.update(dict.fromkeys(item.states[:1]))
    return list(found)


def _only_state(line: Line, away: set[str]) -> list[str]:
    """The only state of the sentence, unless it is where something happened or another's partner."""
    items = line.of("country", "agency")
    named = {state for item in items for state in item.states[:1]}
    free = any(item.start == 1 or _head_word(line, item) not in _AWAY for item in items)
    return list(named - away) if len(named) == 1 and free else []


def _away(line: Line, at: int) -> set[str]:
    """States that are the other side of a bare office: where its holder goes, with whom, or whose officer it is that acts on it."""
    found = {
        state
        for item in line.of("country", "agency")
        if item.start >= at and _head_word(line, item) in (_AWAY if item.kind == "country" else WITH)
        for state in item.states[:1]
    }
    for item in line.of("country"):
        if item.start >= at and _describes_counterpart(line, item):
            found.update(item.states[:1])
    for item in line.of("place"):
        if item.start >= at and _goes(line, item) and item.prop("state"):
            found.add(str(item.prop("state")))
    return found | _dealt_with(line, at)


def _describes_counterpart(line: Line, item: Item) -> bool:
    """`her Philippine | colleague`."""
    after = line.after(item)
    return after is not None and after.kind == "counterpart" and after.start <= item.end + 1


def _goes(line: Line, place: Item) -> bool:
    """Whether the city is where somebody travels: `visited Phnom Penh`, `a visit to Baghdad`."""
    if line.norm(place.start - 1) in _TOWARDS:
        return True
    before = line.before(place)
    visited = before is not None and before.end == place.start and before.prop("kind") == "visit"
    return visited or line.norm(place.start - 1) in _VISITED


def _dealt_with(line: Line, at: int) -> set[str]:
    """The state of the person in front with whom the office deals: `Minister A met Foreign Minister | B`."""
    before = [item for item in line.of("person") if item.end <= at and item.value is not None]
    if not before or before[-1].value.state is None:
        return set()
    between = range(before[-1].end, at)
    dealt = any(item.start in between for item in line.of("meeting-verb", "counterpart"))
    return {before[-1].value.state} if dealt or line.has_between(before[-1].end, at, WITH) else set()


def complete_states(people: Sequence[Known], lines: Sequence[Line], agencies: Agencies) -> None:
    """Give a state to those whom no title gives one."""
    for line in lines:
        shared = share_out(line)
        for item in line.of("person"):
            known = next((one for one in people if one.person is item.value), None)
            introduced = known is not None and known.first is not None and known.first[0] is line
            if item.start in shared and known is not None and introduced and known.code is None and not known.told:
                known.person.state = shared[item.start]
    for known in people:
        if known.person.state is None and known.side is not None:
            known.person.state = known.side
        elif known.person.state is None and not known.international:
            known.person.state = _completed(known, lines, agencies)
        _serve(known, agencies)


def _serve(known: Known, agencies: Agencies) -> None:
    """The body that an office implies is that of the state which the person turns out to serve."""
    person = known.person
    body = agencies.found.get(person.agency or "")
    if known.office and body is not None and body.implied and person.state and body.state != person.state:
        person.agency = agencies.national(person.state, known.office).slug


def _completed(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """The state that the name tells, or else the words around it."""
    states = agencies.states
    others = [state for state in states.pair if state != states.home]
    if agencies.language in {"vi", "zh"}:
        vietnamese = agencies.language == "vi"
        native = names.is_vietnamese(known.words) if vietnamese else chinese.is_native(known.person.label)
        hint = known.hint if not vietnamese and known.hint != states.home else None
        return states.home if native else hint or next(iter(others), None)
    named = _told_by_name(known, agencies)
    if named is not None or _is_of_the_world(known, agencies):
        return named
    if known.second and states.home in states.pair and others:
        return others[0]
    if known.posts & RELATIVE and (related := _related(known, lines, agencies)) is not None:
        return related
    held = agencies.holder(known.office) if known.person.role and agencies.language in EAST_SLAVIC else None
    if held is not None:
        return held
    return local_state(*known.first, lines, states) if known.first is not None else states.home


def _related(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """The state of a predecessor is that of the person named before; of a host or counterpart, the other of the story's two."""
    if known.first is None:
        return None
    line, at = known.first
    earlier = [*lines[max(0, line.index - _TOLD_BEFORE) : line.index], line]
    people = [item.value for old in earlier for item in old.of("person") if old is not line or item.end <= at]
    told = next((person.state for person in reversed(people) if person.state and person is not known.person), None)
    if "predecessor" in known.posts or told is None:
        return told
    return next((state for state in agencies.states.pair if state != told), None)


def _told_by_name(known: Known, agencies: Agencies) -> str | None:
    """The state of somebody whom the lexicon knows, or whose name has the shape of one state's names."""
    ranked = agencies.states.ranked
    familiar = next((state for state in ranked if agencies.lexicon.person_with(name_key(known.words, state))), None)
    looks = names.origin(known.words)
    return familiar or (looks if looks in agencies.states.counts else None)


def _is_of_the_world(known: Known, agencies: Agencies) -> bool:
    """Whether a secretary general of nothing is that of an international body in the story."""
    return "secretary-general" in known.posts and any(body.international for body in agencies.found.values())
