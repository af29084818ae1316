"""Documents that a sentence only treats: talks about a text, contracts between firms.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.actors import actors
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

# `consultations | on a plan`, `carry out the | documents`.
_NEAR = 4
_ON = folded("on over о об по про аб пра")


def is_negotiated(line: Line, noun: Item) -> bool:
    """`consultations on a joint action plan`: talks about a text."""
    talks = [item for item in line.of("meeting-noun") if item.prop("kind") == "talks"]
    return any(0 < noun.start - item.end <= _NEAR and line.norm(item.end) in _ON for item in talks)


def is_commercial(line: Line, noun: Item, story: AnnotatedStory) -> bool:
    """A contract in a sentence that names no public body is one between firms."""
    return noun.prop("kind") == "contract" and not actors(line, story).agencies
