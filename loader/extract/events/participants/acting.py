"""How each kind of item acts: a state, a city, a body, a person, an office, "both sides"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.bodies.agencies import NO_BODY
from loader.extract.events.participants.beside import listed_last, observes
from loader.extract.events.participants.frontiers import is_beyond, is_fortified, is_strengthened, tells_frontier
from loader.extract.events.participants.holders import held_together, is_spokesperson
from loader.extract.events.participants.mediators import mediates
from loader.extract.events.participants.unions import told_organisations
from loader.extract.events.participants.whereabouts import (
    acts_behind,
    after_city,
    has_no_part,
    listed_as_place,
    names_its_town,
)
from loader.extract.events.sessions.standing import tells_of_both
from loader.extract.words import AND, EAST_SLAVIC, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line

# Before a state's name they make it a place or a goal: "in Kazakhstan", "в Казахстане", "to Minsk".
_LOCATING = folded("in at into across inside via в во у ў на tại ở trong 在 于 to до sang tới đến 对 访")
_TOWARDS = folded("to into в во у ў до sang tới đến thăm 访 访问")
_NUMBERS = {
    fold(word): number
    for number, words in {
        3: "three три трёх трех тремя тры трох трыма три трьох трьома ba 三",
        4: "four четыре четырёх четырех чатыры чатырох чотири чотирьох bốn 四",
        5: "five пять пяти пяць пяці пʼять пʼяти 五",
    }.items()
    for word in words.split()
}
# Before a city: "in Minsk", "from Kyiv"; more words do than before a state.
_AT = _LOCATING | folded(
    "from near outside of around toward towards via through visited leaves left reached toured visits visit"
)
# `signed by A | for the French presidency`: who holds the chair of a union acts for it.
_PRESIDENCIES, _PRESIDENCY_REACH = folded("presidency chairmanship"), 5
_MULTILATERAL = (
    "trilateral", "tripartite", "quadrilateral", "multilateral", "трехсторон", "четырехсторон",
    "многосторон", "трохбак", "шматбак", "тристорон", "багатосторон",
)  # fmt: skip
# What makes an adjective's noun an actor: "the Belarusian side", "his Chinese colleague".
_ACTING = frozenset({"side", "post", "agency", "function", "counterpart", "person", "honorific", "actor"})
_GUEST_RECEIVED = "meeting-verb-received-guest"  # a cue that holds the guest: `делегацию принял`, `міністра прийняв`
_OFFICE_GAP = 2  # "Minister | of the | Interior": tokens between an office and its body
_PALACES, _BOTH = frozenset({"presidential-administration", "head-of-state"}), frozenset({"two", "both"})
_OF_STATES = folded("государств дзяржаў держав правительств урадаў урядів")
_OF_MANY = re.compile(r"(?:ов|ей|ёв|аў|яў|ів|їв|[ая]ми?|[ая]мі|[ая]х)$")


def _country(line: Line, item: Item, _story: AnnotatedStory, found: Actors) -> None:
    presides = item.form == "demonym" and line.norm(item.end) in _PRESIDENCIES
    if presides or mediates(line, item) or observes(line, item) or has_no_part(line, item) or is_fortified(line, item):
        return
    states = dict.fromkeys(item.states[:1])
    before = line.norm(item.start - 1)
    before = line.norm(item.start - 2) if before == "the" else before
    if tells_frontier(line, item):
        found.weak.update({} if is_strengthened(line, item) or is_beyond(line, item) else states)
    elif item.form != "demonym":
        located = (
            before in _LOCATING or after_city(line, item) or names_its_town(line, item) or listed_as_place(line, item)
        )
        located = located and item.form != "combining" and not acts_behind(line, item, before)
        (found.hosts if located else found.states).update(states)
    elif names_its_town(line, item):
        found.hosts.update(states)
    else:
        (found.states if _acts(line, item) or _in_compound(line, item) else found.weak).update(states)


def _in_compound(line: Line, item: Item) -> bool:
    """`узбекско-российские консультации`, `египетскими | партнёрами`: the second half of a compound acts as the first does."""
    if line.language == "en":
        return tells_of_both(line, item) or line.norm(item.end).startswith("partner")
    halves = [other for other in line.of("country") if other.form == "combining" and other.end == item.start]
    return bool(halves) or line.norm(item.end).startswith(("партнер", "partner"))


def _acts(line: Line, item: Item) -> bool:
    """Whether an adjective's noun is an actor: a side, an office, a colleague."""
    after = line.after(item)
    if after is None or after.start > item.end + 1:
        return False
    if after.kind == "country" and (after.form == "demonym" or line.language == "en") and line.norm(item.end) in AND:
        return _acts(line, after)  # `с малийским и буркинийским коллегами`
    received = bool(after.concepts) and after.concept.code == _GUEST_RECEIVED
    slavic = after.kind == "pair" or received  # `казахстанской | стороны`, `иранскую | делегацию принял министр`
    return after.kind in _ACTING or (slavic and line.language in EAST_SLAVIC)


def _agency(line: Line, item: Item, _story: AnnotatedStory, found: Actors) -> None:
    if item.form == "title":
        return  # it acts through the person whose title names it
    if line.language == "zh" and line.norm(item.start - 1) == "在" and item.prop("function") in _PALACES:
        return  # `在白宫 | 签署`
    for agency in item.value or ():
        found.add_agency(agency)


def _person(line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    person = item.value
    if person.role and line.language == "en" and is_spokesperson(person, story):
        return
    if line.norm(item.end) == "for" and line.has_between(item.end, item.end + _PRESIDENCY_REACH, _PRESIDENCIES):
        found.people[person.slug] = person  # `Philippe Léglise-Costa for the French presidency`: for the union
        return
    found.add_person(person)
    agency = story.agencies.found.get(person.agency or "")
    if agency is not None and not agency.implied:
        found.agencies[agency.slug] = agency


def _post(line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    """An office without a name: its holder in this story, and the bodies that `the Prosecutors General of A and B` head."""
    if any(0 <= person.start - item.end <= 1 for person in line.of("person")):
        return
    if line.language == "en" and not item.states and line.norm(item.start - 1) in _BOTH:
        found.pair = True  # `the two | interior ministers` who were told before
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
    if line.language in EAST_SLAVIC and any(other.end == item.start for other in line.of("post")):
        return []  # `советник | президента`: whose adviser it is, did not come
    together = held_together(line, item, story)
    if together:
        return together
    function = item.prop("function") or ("head-of-state" if item.prop("headOfState") else None)
    states = item.states
    body = _body_headed(line, item) if function is None else None
    if body is not None:
        function, states = body.value[0].function, body.states
    if function is None or (not states and line.language in EAST_SLAVIC and _is_of_many(line, item)):
        return []  # `встреча | министров внутренних дел`: of whom the sentence does not say
    held = [known.person for known in story.people.found if function in known.offices]
    if states:
        return [person for person in held if person.state in states]
    own = [person for person in held if person.state == story.states.home]
    return own or (held if len(held) == 1 else [])


def _is_of_many(line: Line, item: Item) -> bool:
    """`министров`, `секретарям`, `главы государств`: an office that several hold."""
    return _OF_MANY.search(line.norm(item.start)) is not None or line.norm(item.end - 1) in _OF_STATES


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
    bodies = told_organisations(line, item, story)
    number = _number_of(line, item)
    if bodies:
        for body in bodies:
            found.add_agency(body)
    elif number is None:
        found.pair = True
    else:
        several = listed_last(line, story.lines, number) or story.states.most_named(number)
        found.add_states(*several)
        found.several = tuple(several) if line.language == "vi" else ()


def _number_of(line: Line, item: Item) -> int | None:
    """`the three countries`: how many, if more than two."""
    return next((_NUMBERS[norm] for norm in line.norms(item.start, item.end) if norm in _NUMBERS), None)


def tells_of_several(line: Line) -> bool:
    """Whether a sentence says that more than two sides meet: `trilateral`, `the three countries`, 三方."""
    numbered = any(_number_of(line, item) for item in line.of("pair", "pair-bodies"))
    return numbered or any(norm.startswith(_MULTILATERAL) for norm in line.folded)


def _home(_line: Line, _item: Item, story: AnnotatedStory, found: Actors) -> None:
    found.add_states(story.states.home)


def _place(line: Line, item: Item, story: AnnotatedStory, found: Actors) -> None:
    """A city of a state that the story names hosts: `paid a visit to Baghdad`."""
    if item.states:  # a capital that stands for its government
        found.add_states(*item.states)
        return
    state = item.prop("state")
    if not state or state not in story.states.counts:
        return
    if line.language != "en":
        found.hosts.update({state: None} if line.norm(item.start - 1) in _TOWARDS else {})
        return
    if line.norm(item.start - 1) in _AT or (line.norm(item.end) in {",", "("} and _is_beside_state(line, item)):
        found.hosts[state] = None


def _is_beside_state(line: Line, item: Item) -> bool:
    """`Almaty, Kazakhstan`."""
    after = line.after(item)
    return after is not None and after.kind == "country" and after.start <= item.end + 1


READERS: dict[str, Callable[[Line, Item, AnnotatedStory, Actors], None]] = {
    "place": _place, "country": _country, "agency": _agency, "person": _person, "post": _post,
    "pair": _pair, "pair-bodies": _pair, "home": _home,
}  # fmt: skip
"""Kind of item to what it adds to the actors."""
