"""Who acts in a stretch of a sentence: states, bodies and people, and who is merely where something happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.agencies import NO_BODY
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.agencies import Agencies
    from loader.extract.facts import Agency, Person, Place
    from loader.extract.lines import Item, Line
    from loader.extract.people import People
    from loader.extract.states import States

# Before a state's name they make it a place: "in Kazakhstan", "в Казахстане".
_WITHIN = folded("in at into across inside в во у ў на tại ở trong 在 于")
_TOWARDS = folded("to в во у ў на до sang tới đến 对 访")


_NUMBERS = {
    fold(word): number
    for number, words in {3: "three три трёх трех тремя тры трох трьох ba 三", 4: "four четыре четырёх четырех чатыры bốn 四", 5: "five 五"}.items()
    for word in words.split()
}
_CLOSING = frozenset('”»"’」』')
_SPEAKER_END = frozenset({",", ".", ";", "，", "。", "“", "«"})
_SPEAKER_REACH = 8
_BACK = 2
_ATTENDANCE_LINES = 2
_LIST = 3


@dataclass(slots=True)
class Story:
    """Everything known about a story before its events are sought."""

    lines: list[Line]
    states: States
    agencies: Agencies
    people: People
    places: dict[str, Place]


@dataclass(slots=True)
class Actors:
    """The actors of one stretch of text."""

    states: dict[str, None] = field(default_factory=dict)
    hosts: dict[str, None] = field(default_factory=dict)
    """States that are named only as a place or goal."""
    weak: dict[str, None] = field(default_factory=dict)
    """States of which only an adjective speaks."""
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    pair: bool = False
    """Whether "both sides" or the like stands for the two principal states."""

    @property
    def parties(self) -> int:
        """How many actors there are."""
        return len(self.states) + len(self.agencies) + len(self.people)

    def add_state(self, state: str | None) -> None:
        """Add a state that acts."""
        if state:
            self.states[state] = None

    def merge(self, other: Actors) -> None:
        """Take in the actors of another stretch."""
        for name in ("states", "hosts", "weak", "agencies", "people"):
            getattr(self, name).update(getattr(other, name))
        self.pair = self.pair or other.pair


def actors(line: Line, story: Story, start: int = 0, end: int | None = None, *, skip: Sequence[Item] = ()) -> Actors:
    """The actors among tokens [start, end) of a line; `skip` are items that stand for something else."""
    stop = len(line.tokens) if end is None else end
    found = Actors()
    speaker = _speaker(line)
    for item in line.items:
        if item.start < start or item.end > stop or item in skip or item.start in speaker:
            continue
        _READERS.get(item.kind, _nobody)(line, item, story, found)
    for state in found.weak if not found.states else ():
        found.states[state] = None
    if found.pair and len(found.states) < 2:  # noqa: PLR2004
        found.states.update(dict.fromkeys(story.states.pair))
    return found


def told_actors(line: Line, story: Story) -> Actors:
    """The actors of a line; where it has only pronouns, those of the line before in its paragraph."""
    found = actors(line, story)
    at = line.index
    while (
        not found.parties
        and at > 0
        and story.lines[at - 1].sentence.block == line.sentence.block
        and line.index - at < _BACK
    ):
        at -= 1
        found = actors(story.lines[at], story)
    return found


def attending(line: Line, story: Story) -> Actors:
    """States listed right after a gathering was told of: `Kazakhstan, China, Russia and Tajikistan had sent representatives`."""
    found = Actors()
    for other in story.lines[line.index + 1 : line.index + 1 + _ATTENDANCE_LINES]:
        if other.sentence.block != line.sentence.block or other.of("meeting-verb", "agreement-verb"):
            break
        listed = actors(other, story)
        if len(listed.states) >= _LIST and not other.sentence.quoted:
            found.merge(listed)
    return found


def _speaker(line: Line) -> range:
    """The tokens that tell who said a quotation: they act in speaking, not in what is spoken of."""
    for said in line.of("said"):
        before = next(
            (
                index
                for index in range(said.start - 1, max(-1, said.start - _SPEAKER_REACH), -1)
                if line.norm(index) in _CLOSING
            ),
            None,
        )
        if before is None:
            continue
        inverted = before >= said.start - 2
        after = next(
            (index for index in range(said.end, len(line.tokens)) if line.norm(index) in _SPEAKER_END), len(line.tokens)
        )
        return range(before, after if inverted else said.end)
    return range(0)


def _nobody(_line: Line, _item: Item, _story: Story, _found: Actors) -> None:
    """Items of other kinds are no actors."""


def _country(line: Line, item: Item, _story: Story, found: Actors) -> None:
    states = dict.fromkeys(item.states[:1])
    before = line.norm(item.start - 1)
    before = line.norm(item.start - 2) if before == "the" else before
    if item.form != "demonym" and (before in _WITHIN or before in _TOWARDS or _after_city(line, item)):
        found.hosts.update(states)
    elif item.form == "demonym" and not _acts(line, item):
        found.weak.update(states)
    else:
        found.states.update(states)


def _after_city(line: Line, item: Item) -> bool:
    """`Almaty, Kazakhstan`: the state only tells where the city lies."""
    before = line.before(item)
    return (
        before is not None
        and before.kind == "place"
        and before.end >= item.start - 1
        and line.norm(item.start - 1) in {",", "("}
    )


def _acts(line: Line, item: Item) -> bool:
    """Whether an adjective's noun is an actor: a side, an office, a colleague."""
    after = line.after(item)
    return (
        after is not None
        and after.start <= item.end + 1
        and after.kind in {"side", "post", "agency", "function", "counterpart", "person", "honorific"}
    )


def _agency(_line: Line, item: Item, _story: Story, found: Actors) -> None:
    if item.form == "title":
        return  # it acts through the person whose title names it
    for agency in item.value or ():
        found.agencies[agency.slug] = agency
        found.add_state(agency.state)


def _person(_line: Line, item: Item, story: Story, found: Actors) -> None:
    person = item.value
    if person is None:
        return
    found.people[person.slug] = person
    found.add_state(person.state)
    agency = story.agencies.found.get(person.agency or "")
    if agency is not None and not agency.implied:
        found.agencies[agency.slug] = agency


def _post(line: Line, item: Item, story: Story, found: Actors) -> None:
    """An office without a name: its holder in this story, and the bodies that `the Prosecutors General of A and B` head."""
    if _has_name(line, item):
        return
    function = item.prop("function")
    for state in item.states:
        found.add_state(state)
        if function and function not in NO_BODY:
            agency = story.agencies.national(state, function)
            found.agencies[agency.slug] = agency
    for person in holders(line, item, story):
        found.people[person.slug] = person
        found.add_state(person.state)


def _has_name(line: Line, item: Item) -> bool:
    return any(other.kind == "person" and 0 <= other.start - item.end <= 1 for other in line.items)


def holders(line: Line, item: Item, story: Story) -> list[Person]:
    """Those of the story who hold the office that a bare title names: of the states it names, else of the home state."""
    function = item.prop("function") or ("head-of-state" if item.prop("headOfState") else None)
    states = item.states
    after = line.after(item)
    heads = bool(item.prop("head")) and not item.prop("deputy")
    if (
        function is None
        and heads
        and after is not None
        and after.kind == "agency"
        and after.value
        and after.start <= item.end + 2
    ):
        function, states = after.value[0].function, after.states
    if function is None:
        return []
    held = [person for person in story.people.found if function in story.people.offices_of(person)]
    if states:
        return [person for person in held if person.state in states]
    own = [person for person in held if person.state == story.states.home]
    return own or (held if len(held) == 1 else [])


def _pair(line: Line, item: Item, story: Story, found: Actors) -> None:
    number = next((_NUMBERS[line.norm(index)] for index in range(item.start, item.end) if line.norm(index) in _NUMBERS), None)
    if number is None:
        found.pair = True
    for state in story.states.most_named(number) if number else ():
        found.add_state(state)


def _home(_line: Line, _item: Item, story: Story, found: Actors) -> None:
    found.add_state(story.states.home)


_READERS = {
    "country": _country, "agency": _agency, "person": _person, "post": _post,
    "pair": _pair, "pair-bodies": _pair, "home": _home,
}  # fmt: skip
