"""What is known about a story before its events are sought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.entities.agencies import Agencies
    from loader.extract.entities.people import People
    from loader.extract.entities.states import States
    from loader.extract.facts import Place
    from loader.extract.lines import Line


@dataclass(slots=True)
class AnnotatedStory:
    """A story's sentences with their items, and the entities that these name."""

    lines: list[Line]
    states: States
    agencies: Agencies
    people: People
    places: dict[str, Place]
    """By slug."""

    def place_in(self, line: Line) -> Place | None:
        """The first city or venue that a sentence names."""
        return next((self.places[item.concept.code] for item in line.of("place")), None)

    def previous(self, line: Line) -> Line | None:
        """The sentence before, in the same paragraph."""
        before = self.lines[line.index - 1] if line.index else None
        return before if before is not None and before.sentence.block == line.sentence.block else None

    def following(self, line: Line) -> Line | None:
        """The sentence after, in whatever paragraph."""
        return self.lines[line.index + 1] if line.index + 1 < len(self.lines) else None
