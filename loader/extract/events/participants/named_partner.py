"""Whom "both sides" means in a sentence that names one of them: `Với Mông Cổ, hai nước sẽ tiếp tục …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.home import OWN_PRESS
from loader.extract.words import folded

if TYPE_CHECKING:
    from collections.abc import Collection

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Line

# How a Vietnamese sentence opens that turns to the next of several partners.
_TURNING = folded("với tại trong gặp tiếp về")


def both_sides(line: Line, named: Collection[str], story: AnnotatedStory) -> tuple[str, ...]:
    """The two sides of whom at most one is named: those of the story, or a partner and the press's own state; none if it is not told.

    Args:
        line: A sentence with a word for both sides.
        named: The states that it names, at most one.
        story: The story.

    """
    pair, home = story.states.pair, story.states.home
    own = home in story.states.counts and line.language in OWN_PRESS and home not in named
    turns = line.language == "vi" and line.norm(0) in _TURNING and home not in pair
    if named and own and home is not None and _is_led_by_partner(line) and (turns or not set(named) <= set(pair)):
        return (home,)
    return pair if set(named) <= set(pair) else ()


def _is_led_by_partner(line: Line) -> bool:
    """Whether the partner is named before the word for both sides, and not told of behind it."""
    both = next((item.start for item in line.of("pair", "pair-bodies")), 0)
    return any(one.start < both for one in line.of("country", "agency", "person"))
