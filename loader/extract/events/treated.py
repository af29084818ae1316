"""Documents that no state makes: contracts between firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.actors import actors

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line


def is_commercial(line: Line, noun: Item, story: AnnotatedStory) -> bool:
    """A contract in a sentence that names no public body is one between firms."""
    return noun.prop("kind") == "contract" and not actors(line, story).agencies
