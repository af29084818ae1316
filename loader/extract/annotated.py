"""What is known about a story before its events are sought."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.calendar.attributes import is_sent_from
from loader.extract.events.days.dating import is_of_participle
from loader.extract.words import AFTER_DATELINE
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.countries.states import States
    from loader.extract.entities.persons.people import People
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Meeting, Place
    from loader.extract.lines import Item, Line


_OPENING_LINES = 6


@dataclass(slots=True)
class AnnotatedStory:
    """A story's sentences with their items, and the entities that these name."""

    lines: list[Line]
    states: States
    agencies: Agencies
    people: People
    places: dict[str, Place]
    """By slug."""
    actors: dict[tuple[int, int, int], tuple[list[Item], Actors]] = field(default_factory=dict, repr=False)
    """Who acts in a stretch of a line, with the items that it was read from: the same is asked again and again (`events.actors`)."""
    gathered: tuple[Meeting, Actors | None] | None = field(default=None, repr=False)
    """The chief gathering that is held, and those who act at it: each document is asked about them (`events.sides.gathered`)."""

    def place_in(self, line: Line, *, of_document: bool = True) -> Place | None:
        """The first city or venue that a sentence names, unless its dateline does; where a document was signed on request."""
        told = (
            item
            for item in line.of("place")
            if not (item.states or _is_dateline(line, item)) and (of_document or not is_of_participle(line, item))
        )
        return next((self.places[item.concept.code] for item in told), None)

    def filed_from(self, line: Line, states: Iterable[str]) -> Place | None:
        """The city of a sentence's dateline, if it lies in one of these states: what happened there may leave its place out."""
        city = next((item for item in line.of("place") if _is_dateline(line, item)), None)
        return self.places[city.concept.code] if city is not None and city.prop("state") in set(states) else None

    def previous(self, line: Line) -> Line | None:
        """The sentence before, in the same paragraph."""
        before = self.lines[line.index - 1] if line.index else None
        return before if before is not None and before.sentence.block == line.sentence.block else None

    def following(self, line: Line) -> Line | None:
        """The sentence after, in whatever paragraph."""
        return self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None


def _is_dateline(line: Line, city: Item) -> bool:
    """Whether a city only opens its report: in capitals, or with the day or the newsroom behind it."""
    if is_sent_from(line, city):
        return True
    if (
        city.start
        or line.index > _OPENING_LINES
        or line.role is Role.TITLE
        or line.norm(city.end) not in AFTER_DATELINE
    ):
        return False
    behind = any(item.start <= city.end + 1 for item in line.of("date", "newsroom") if item.start >= city.end)
    return behind or line.words(city).isupper() or line.norm(city.end) in {"/", "("}
