"""Who acts in a stretch of a sentence: states, bodies and people, and who is merely where something happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.entities.agencies import NO_BODY
from loader.extract.entities.states import TWO_SIDES
from loader.extract.events.beside import listed_last
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agency, Person
    from loader.extract.lines import Item, Line

# Before a state's name they make it a place or a goal: "in Kazakhstan", "в Казахстане", "to Minsk".
_LOCATING = folded("in at into across inside в во у ў на tại ở trong 在 于 to до sang tới đến 对 访")
_TOWARDS = folded("to into в во у ў до sang tới đến thăm 访 访问")
_NUMBERS = {
    fold(word): number
    for number, words in {
        3: "three три трёх трех тремя тры трох трьох ba 三",
        4: "four четыре четырёх четырех чатыры bốn 四",
        5: "five 五",
    }.items()
    for word in words.split()
}
_CLOSING = frozenset('”»"’」』')
_SPEAKER_END = frozenset({",", ".", ";", "，", "。", "“", "«"})
# Tokens between a quotation's end and the verb of speech, and at most so many where the verb comes at once.
_SPEAKER_REACH = 8
_INVERTED_REACH = 2
# Sentences back to which a pronoun refers, and ahead in which those present are listed.
_TOLD_BEFORE = 2
# How a sentence opens that lists who took part: "Representatives of …", "У ім удзельнічалі …".
_ATTENDANCE_OPENS = folded(
    "representatives delegations participants attendees representing у в представители делегации участники прадстаўнікі дэлегацыі представники đại 来自"
)
_ATTENDANCE_LINES = 2
_LIST = 3
# What makes an adjective's noun an actor: "the Belarusian side", "his Chinese colleague".
_ACTING = frozenset({"side", "post", "agency", "function", "counterpart", "person", "honorific"})
# "Minister | of the | Interior": tokens between an office and its body.
_OFFICE_GAP = 2


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
    several: tuple[str, ...] = ()
    """The states that "the three countries" stands for."""
    pair: bool = False
    """Whether "both sides" or the like stands for the two principal states."""

    @property
    def number(self) -> int:
        """How many actors there are."""
        return len(self.states) + len(self.agencies) + len(self.people)

    def add_states(self, *states: str | None) -> None:
        """Add states that act."""
        self.states.update(dict.fromkeys(filter(None, states)))

    def add_agency(self, agency: Agency) -> None:
        """Add a body, and its state with it."""
        self.agencies[agency.slug] = agency
        self.add_states(agency.state)

    def add_person(self, person: Person) -> None:
        """Add a person, and the state that the person acts for."""
        self.people[person.slug] = person
        self.add_states(person.state)

    def merge(self, other: Actors) -> None:
        """Take in the actors of another stretch."""
        self.states |= other.states
        self.hosts |= other.hosts
        self.weak |= other.weak
        self.agencies |= other.agencies
        self.people |= other.people
        self.pair |= other.pair


def actors(line: Line, story: AnnotatedStory, start: int = 0, end: int | None = None) -> Actors:
    """The actors among tokens [start, end) of a line."""
    stop = len(line.tokens) if end is None else end
    found = Actors()
    speaker = _speaker(line)
    for item in line.items:
        if start <= item.start and item.end <= stop and item.start not in speaker and item.kind in _READERS:
            _READERS[item.kind](line, item, story, found)
    if found.several:
        found.states = dict.fromkeys(found.several)
    if not found.states:
        found.add_states(*found.weak)
    if found.pair and len(found.states) < TWO_SIDES:
        found.add_states(*story.states.pair)
    return found


def told_actors(line: Line, story: AnnotatedStory) -> Actors:
    """The actors of a line; where it has only pronouns, those of the lines before in its paragraph."""
    found = actors(line, story)
    told = line
    for _ in range(_TOLD_BEFORE):
        before = story.previous(told)
        if found.number or before is None:
            break
        told, found = before, actors(before, story)
    return found


def attending(line: Line, story: AnnotatedStory) -> Actors:
    """States listed right after a gathering was told of: `Kazakhstan, China, Russia and Tajikistan had sent representatives`."""
    found = Actors()
    for other in story.lines[line.index + 1 : line.index + 1 + _ATTENDANCE_LINES]:
        if other.sentence.block != line.sentence.block or other.sentence.quoted:
            break
        listed = actors(other, story)
        opens = other.norm(0) in _ATTENDANCE_OPENS
        if any(not verb.prop("weak") for verb in other.of("meeting-verb")) and not opens:
            break
        if len(listed.states) >= (TWO_SIDES if opens else _LIST):
            found.merge(listed)
    return found


def _speaker(line: Line) -> range:
    """The tokens that tell who said a quotation: they act in speaking, not in what is spoken of."""
    for said in line.of("said"):
        nearest = range(said.start - 1, max(-1, said.start - _SPEAKER_REACH), -1)
        closing = next((index for index in nearest if line.norm(index) in _CLOSING), None)
        if closing is None:
            continue
        if closing < said.start - _INVERTED_REACH:
            return range(closing, said.end)
        rest = range(said.end, len(line.tokens))
        return range(closing, next((index for index in rest if line.norm(index) in _SPEAKER_END), len(line.tokens)))
    return range(0)


def _country(line: Line, item: Item, _story: AnnotatedStory, found: Actors) -> None:
    states = dict.fromkeys(item.states[:1])
    before = line.norm(item.start - 1)
    before = line.norm(item.start - 2) if before == "the" else before
    if item.form != "demonym":
        located = before in _LOCATING or _after_city(line, item)
        (found.hosts if located else found.states).update(states)
    else:
        (found.states if _acts(line, item) or _in_compound(line, item) else found.weak).update(states)


def _place(line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    """A city that somebody goes to stands for its state, if the story names that too: `paid a visit to Baghdad`."""
    state = item.prop("state")
    if state in story.states.counts and line.norm(item.start - 1) in _TOWARDS:
        found.hosts[str(state)] = None


def _in_compound(line: Line, item: Item) -> bool:
    """`узбекско-российские консультации`: the second half of a compound acts as the first does."""
    before = line.before(item)
    return before is not None and before.form == "combining" and before.end == item.start


def _after_city(line: Line, item: Item) -> bool:
    """`Almaty, Kazakhstan`: the state only tells where the city lies."""
    before = line.before(item)
    if (line.norm(item.start - 1), line.norm(item.end)) == ("(", ")") and not (before and before.kind == "person"):
        return True
    beside = before is not None and before.kind == "place" and before.end >= item.start - 1
    return beside and line.norm(item.start - 1) in {",", "("}


def _acts(line: Line, item: Item) -> bool:
    """Whether an adjective's noun is an actor: a side, an office, a colleague."""
    after = line.after(item)
    return after is not None and after.start <= item.end + 1 and after.kind in _ACTING


def _agency(_line: Line, item: Item, _story: AnnotatedStory, found: Actors) -> None:
    if item.form == "title":
        return  # it acts through the person whose title names it
    for agency in item.value or ():
        found.add_agency(agency)


def _person(_line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    person = item.value
    found.add_person(person)
    agency = story.agencies.found.get(person.agency or "")
    if agency is not None and not agency.implied:
        found.agencies[agency.slug] = agency


def _post(line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    """An office without a name: its holder in this story, and the bodies that `the Prosecutors General of A and B` head."""
    if any(0 <= person.start - item.end <= 1 for person in line.of("person")):
        return
    function = item.prop("function")
    found.add_states(*item.states)
    if function and function not in NO_BODY:
        for state in item.states:
            agency = story.agencies.national(state, function)
            found.agencies[agency.slug] = agency
    for person in _holders(line, item, story):
        found.add_person(person)


def _holders(line: Line, item: Item, story: AnnotatedStory) -> list[Person]:
    """Those of the story who hold the office that a bare title names: of the states it names, else of the home state."""
    function = item.prop("function") or ("head-of-state" if item.prop("headOfState") else None)
    states = item.states
    body = _body_headed(line, item) if function is None else None
    if body is not None:
        function, states = body.value[0].function, body.states
    if function is None:
        return []
    held = [known.person for known in story.people.found if function in known.offices]
    if states:
        return [person for person in held if person.state in states]
    own = [person for person in held if person.state == story.states.home]
    return own or (held if len(held) == 1 else [])


def _body_headed(line: Line, item: Item) -> Item | None:
    """The body behind the title of its head: `the Minister of Defence`."""
    after = line.after(item)
    if after is None or after.kind != "agency" or not after.value or after.start > item.end + _OFFICE_GAP:
        return None
    return after if item.prop("head") and not item.prop("deputy") else None


def _pair(line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    """`both sides` stands for the two principal states, `the three countries` for the three most named."""
    before = line.before(item)
    if before is not None and before.kind == "country" and before.end == item.start:
        return  # `от китайской стороны` is one side, though the word may also be "the sides"
    number = next((_NUMBERS[norm] for norm in line.norms(item.start, item.end) if norm in _NUMBERS), None)
    if number is None:
        found.pair = True
    else:
        several = listed_last(line, story.lines, number) or story.states.most_named(number)
        found.add_states(*several)
        found.several = tuple(several) if line.language == "vi" else ()


def _home(_line: Line, _item: Item, story: AnnotatedStory, found: Actors) -> None:
    found.add_states(story.states.home)


_READERS = {
    "country": _country, "place": _place, "agency": _agency, "person": _person, "post": _post,
    "pair": _pair, "pair-bodies": _pair, "home": _home,
}  # fmt: skip
