"""English drills: their own names, and what tells that forces of several states hold them.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.naming.vocabulary import NOT_NAMES
from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_NOT_OF_NAMES = ("country", "agency", "place", "person", "post", "honorific", "calendar", "function", "date")
_WORDS = folded("exercise exercises drill drills manoeuvres maneuvers")
_JOINT, _JOINT_REACH = folded("joint bilateral trilateral multinational combined"), 4
# In a headline that capitalises its words no capital tells a name.
_LONG_WORD = 4


def bears_own_name(line: Line, item: Item) -> bool:
    """`exercise | Steel Shield`, `the Desert Hawk | exercise`: capitals beside the word that name no state, place, body or person."""
    if line.language != "en" or _WORDS.isdisjoint(line.norms(item.start, item.end)) or _is_title_case(line):
        return False
    held = {at for other in line.of(*_NOT_OF_NAMES) for at in range(other.start, other.end)}
    return _is_of_name(line, item.end, held) or (item.start > 1 and _is_of_name(line, item.start - 1, held))


def _is_of_name(line: Line, at: int, held: set[int]) -> bool:
    return line.is_capital(at) and at not in held and line.norm(at) not in NOT_NAMES


def _is_title_case(line: Line) -> bool:
    long = [at for at, norm in enumerate(line.folded) if len(norm) >= _LONG_WORD]
    return bool(long) and all(line.is_capital(at) for at in long)


def is_joint_drill(line: Line, item: Item) -> bool:
    """`a joint counter-terrorism | drill`: the word tells that several hold it."""
    led = line.norms(max(0, item.start - _JOINT_REACH), item.start)
    return line.language == "en" and item.prop("kind") == "exercise" and not _JOINT.isdisjoint(led)
