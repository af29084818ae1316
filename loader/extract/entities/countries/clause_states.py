"""Which state a bare office or body belongs to by its clause, its sentence, and the sentences before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import ARTICLES, CLAUSE_ENDS, EAST_SLAVIC, POSSESSIVE, WITH, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.countries.states import States
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
    "to into in at from against visit visited visits tours toured в во на к из против у ў да з супраць до проти ад від із"
)
_TOWARDS = folded("to into")
_VISITED = folded("visit visited visits visiting tours toured touring")
# `was received by | Justice Minister B`, `called on Union | Home Secretary B`; `on the Tunisian side | by his colleague B`.
_ACTED_ON = 2
_SIDE_REACH = 6
# `He | also | called on`.
_HE, _PRONOUN = frozenset({"he", "she", "they"}), 3
_JOINING = folded("и і й та ды с со з зь із")
# `| Visiting | Russian Interior Minister`: tokens from the word to the office.
_GUEST_REACH, _VISITING = 3, frozenset({"visiting"})
# Sentences back to which a bare office looks for the state that is spoken of.
_TOLD_BEFORE = 3


def local_state(line: Line, at: int, lines: Sequence[Line], states: States) -> tuple[str | None, str]:
    """The state of a bare office or body at a token: its clause's subject, the sentence's only state, or the home state; and which."""
    if (side := _side(line, at)) is not None:
        return side, "side of the sentence"
    away = _away(line, at, states.home if states.home_told else None)
    subjects = _subjects(line, _clause_start(line, at), at)
    if any(0 <= at - verb.end <= _ACTED_ON for verb in line.of("meeting-verb")):
        away.update(subjects or _acting_before(line, at, lines))
    way = "subject of the clause"
    found = [state for state in subjects if state not in away]
    if not found and (headed := states.headings.get(line.sentence.block)) is not None:
        return headed, "heading"
    if not found:
        way, found = "only state of the sentence", _only_state(line, away | _joined_owner(line, at))
    if not found:
        way, found = "told before", [state for state in _told_before(line, lines, states.home) if state not in away]
    if found:
        return (states.home if states.home in found else found[0]), way
    if states.home in away:
        other = next((state for state in states.pair if state not in away), None)
        return (other if other or (line.language == "en" and not states.home_told) else states.home), "guest at home"
    return states.home, "home"


def _acting_before(line: Line, at: int, lines: Sequence[Line]) -> list[str]:
    """`The commissioner flew to Fiji. He also called on | Home Affairs Minister A`: the state of whom an English pronoun takes up."""
    if (
        line.language != "en"
        or _HE.isdisjoint(line.norms(0, _PRONOUN))
        or any(item.end <= at for item in line.of("person"))
    ):
        return []
    for old in reversed(lines[max(0, line.index - _TOLD_BEFORE) : line.index]):
        people = [person.value.state for person in old.of("person") if person.value is not None]
        if people:
            return [state for state in people[:1] if state]
    return []


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


def subject_before(line: Line, at: int, lines: Sequence[Line]) -> str | None:
    """The state that a clause, its sentence, or the nearest sentence or headline before it is about."""
    here = _subjects(line, _clause_start(line, at), at) or _subjects(line, 0, at)
    before = reversed(lines[: line.index])
    return next(iter(here or next(filter(None, (_subjects(old, 0, len(old.tokens)) for old in before)), [])), None)


def told_in_sentence(line: Line, at: int) -> list[str]:
    """The states that a sentence is about before a token."""
    return _subjects(line, 0, at)


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


def _joined_owner(line: Line, at: int) -> set[str]:
    """`Interior Minister | A and | Spanish | Interior Minister B`: the state that owns the second of two joined offices."""
    if line.language in EAST_SLAVIC:
        return _owners_behind(line, at)
    if line.language != "en":
        return set()
    posts = {post.start for post in line.of("post")}
    behind = (item for item in line.of("country") if item.start > at and item.end in posts)
    return {state for item in behind if line.norm(item.start - 1) == "and" for state in item.states[:1]}


def _owners_behind(line: Line, at: int) -> set[str]:
    """`Начальник группы А и комендант стражи | Польши | Б`: a state that stands in the title of the next person only."""
    people = [person for person in line.of("person") if person.end > at]
    named = [item for item in line.of("country", "agency") if item.start > at and item.states]
    if len(people) < _ACTED_ON or any(item.start < people[0].end for item in named):
        return set()
    between = [item.states[0] for item in named if people[0].end <= item.start < people[1].start]
    joined = line.norm(people[0].end) in _JOINING
    return set(between) if joined else set()


def _only_state(line: Line, away: set[str]) -> list[str]:
    """The only state of the sentence, unless it is where something happened or another's partner."""
    items = line.of("country", "agency")
    named = {state for item in items for state in item.states[:1]}
    items = [item for item in items if item.form != "inhabitant"]
    free = bool(items) and all(item.start == 1 or _head_word(line, item) not in _AWAY for item in items)
    return list(named - away) if len(named) == 1 and free else []


def _away(line: Line, at: int, home: str | None) -> set[str]:
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
    if line.language == "en":
        found.update(_of_other_holders(line, at) - {home})
    for item in line.of("place"):
        if item.start >= at and _goes(line, item) and item.prop("state"):
            found.add(str(item.prop("state")))
    return found | _dealt_with(line, at)


def _of_other_holders(line: Line, at: int) -> set[str]:
    """`Interior Secretary | A and Uganda's Internal Affairs Minister B`: whoever is told with a state is of another one than the bare office before."""
    first = next((item.end for item in line.of("person") if item.end > at), None)
    if first is None:
        return set()
    owners = [
        item
        for item in line.of("country", "agency")
        if item.start >= first and len(item.states) == 1 and (_is_named_for(line, item) or _owns_office(line, item))
    ]
    return {item.states[0] for item in owners}


def _is_named_for(line: Line, item: Item) -> bool:
    """`the commander of the | National Police of Angola |, B`: a body with its state's name, in the title of another."""
    return item.form == "title" and item.kind == "agency" and "of" in line.norms(item.start, item.end)


def _owns_office(line: Line, item: Item) -> bool:
    """`Uganda's | Internal Affairs Minister`, `the Ugandan | president`."""
    if item.kind != "country" or item.form == "inhabitant":
        return False
    at = item.end + (line.norm(item.end) in POSSESSIVE)
    owned = at > item.end or item.form == "demonym"
    return owned and any(post.start == at for post in line.of("post"))


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
    dealt = dealt or _is_opposite(line, before[-1], at)
    return {before[-1].value.state} if dealt or line.has_between(before[-1].end, at, WITH) else set()


def _is_opposite(line: Line, person: Item, at: int) -> bool:
    """`Visiting Russian Interior Minister A and Home Minister | B`: joined by "and", of the same office or the host of a guest."""
    if line.language != "en" or line.norms(person.end, at) not in (["and"], ["and", "the"]):
        return False
    own = next((post for post in reversed(line.of("post")) if post.end <= person.start), None)
    other = next((post for post in line.of("post") if post.start >= at), None)
    if own is None or other is None:
        return False
    guest = own.prop("diplomat") or line.has_between(max(0, own.start - _GUEST_REACH), own.start, _VISITING)
    return bool(guest) or (own.prop("function") is not None and own.prop("function") == other.prop("function"))
