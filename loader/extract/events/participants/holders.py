"""Offices in the plural that stand for those of the story who hold them: `The ministers | signed a protocol`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.words import EAST_SLAVIC, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.entities.persons.known import Known
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line

# What makes an office that of those told before; any other word before it may tell whose it is.
_DEFINITE = folded("the both two these оба обе эти абодва гэтыя обидва ці các hai")
# `the ministers | of the five states`: whose it is stands behind.
_OF = folded("of from for của từ")
# The nominative of the plural, of a word of some length: `министры`, `пракуроры`, `прокурори`, but not `главы`.
_SLAVIC = re.compile(r"(?:[^вщ][ыи]|[рл]і)$")
_SHORTEST = 6
# Who have no other office than these speak of what others did.
_SPOKESPERSON = "spokesperson"
_SPEAKING = frozenset({_SPOKESPERSON, "deputy", "acting", "chief", "senior"})
# `посол Италии | в | Грузии`, `ambassador | to the | US`.
_STATIONED, _STATION_GAP, _SENDER_LENGTH = folded("in to at в во у ў"), 2, 3
_BESIDE = ("country", "agency", "pair", "pair-bodies", "place", "post", "function")


def is_spokesperson(person: Person, story: AnnotatedStory) -> bool:
    """Whether somebody only speaks for others: who told of a meeting need not have met anybody."""
    known = next((known for known in story.people.found if known.person is person), None)
    return known is not None and _SPOKESPERSON in known.posts and known.posts <= _SPEAKING


def held_together(line: Line, item: Item, story: AnnotatedStory) -> list[Person]:
    """Those of several states who were introduced in an office that is now told in the plural and of no state."""
    if item.states or not _is_plural(line, item) or _tells_whose(line, item):
        return []
    held = [known.person for known in story.people.found if _holds(known, item) and _is_introduced(known, line)]
    return held if len({person.state for person in held if person.state}) >= TWO_SIDES else []


def _is_plural(line: Line, item: Item) -> bool:
    before, first = line.norm(item.start - 1), line.norm(item.start)
    if line.language == "en":
        return before in _DEFINITE and (first.endswith("s") or line.norm(item.end - 1).endswith("s"))
    if line.language == "vi":
        return before in _DEFINITE
    opens = not before[:1].isalpha() or before in _DEFINITE
    return line.language in EAST_SLAVIC and opens and len(first) >= _SHORTEST and _SLAVIC.search(first) is not None


def _tells_whose(line: Line, item: Item) -> bool:
    """Whether something beside the office tells of whom it is."""
    beside = (other for other in line.of(*_BESIDE) if other is not item)
    near = any(0 <= other.start - item.end <= 1 or other.end == item.start for other in beside)
    return near or line.norm(item.end) in _OF


def _holds(known: Known, item: Item) -> bool:
    """Whether a person holds such an office: `the ministers` are interior ministers, too."""
    function = item.prop("function")
    if function is not None:
        return function in known.offices
    return any(item.concept.code in code.split("-") for code in known.posts)


def _is_introduced(known: Known, line: Line) -> bool:
    """Whether the story has named the person before; a headline comes first and speaks of all."""
    return line.role is Role.TITLE or (known.first is not None and known.first[0].index < line.index)


def is_station(line: Line, state: str, found: Actors) -> bool:
    """`принял посла Италии | в Грузии`: whether a state is only where a diplomat serves, and two others act."""
    if len(found.states.keys() - {state}) < TWO_SIDES:
        return False
    places = [item for item in line.of("country") if state in item.states[:1]]
    return bool(places) and all(_is_stationed(line, item) for item in places)


def _is_stationed(line: Line, place: Item) -> bool:
    if _STATIONED.isdisjoint(line.norms(place.start - _STATION_GAP, place.start)):
        return False
    before = [item for item in line.of("post", "country") if item.end <= place.start]
    while before and before[-1].kind == "country" and line.language in EAST_SLAVIC:
        before.pop()
    return (
        bool(before)
        and bool(before[-1].prop("diplomat"))
        and place.start - before[-1].end <= _STATION_GAP + _SENDER_LENGTH
    )
