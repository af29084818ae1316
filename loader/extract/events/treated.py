"""Documents that no state makes, contracts between firms, or that a state makes with a body of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.actors import actors

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.parties import Named
    from loader.extract.lines import Item, Line


def is_commercial(line: Line, noun: Item, story: AnnotatedStory) -> bool:
    """A contract in a sentence that names no public body is one between firms."""
    return noun.prop("kind") == "contract" and not actors(line, story).agencies


def has_world_body(named: Named) -> bool:
    """Whether an international body acts: beside it one state is enough."""
    sitting = named.sitting is not None and bool(named.sitting.agencies)
    return sitting or any(agency.international for agency in named.sentence.agencies.values())
