"""Stories of sport: who meets there plays, a tour is of matches, and a session is a part of a game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.doubts.truth import is_private
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

# So many sentences with words of sport make a story of it; in the headline one is enough.
_MANY = 3
# Items that stand for a state, even beside a game.
_OFFICIAL = ("agency", "function", "pair-bodies")
# Offices that clubs and federations have, too.
_OF_CLUBS = frozenset({
    "former", "acting", "head", "deputy-head", "chief", "director", "chairman", "deputy-chairman", "member", "captain", "leader", "manager",
    "president-of-body", "spokesperson", "expert", "official", "secretary-general", "representative", "senior",
})  # fmt: skip


def tells_of_sport(lines: Sequence[Line]) -> bool:
    """Whether a story is about games, by its headline or by several of its sentences."""
    told = [line for line in lines if line.of("sport")]
    return len(told) >= _MANY or any(line.role is Role.TITLE for line in told)


def is_of_private(line: Line, cue: Item, *, in_sport: bool) -> bool:
    """Whether nobody acts for a state where a cue stands: suspects meet their lawyers, or a game is told."""
    return is_private(line, cue) or _is_played(line, in_sport=in_sport)


def _is_played(line: Line, *, in_sport: bool) -> bool:
    """`Kenya will | meet | Zimbabwe in the semi-finals`: a game is told, and nobody in an office of state.

    Args:
        line: The sentence of a cue.
        in_sport: Whether its story is about games.

    """
    if not (in_sport or line.of("sport")) or line.of(*_OFFICIAL):
        return False
    return all(post.concepts and post.concept.code in _OF_CLUBS for post in line.of("post"))
