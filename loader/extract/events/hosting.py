"""Words that tell of a meeting only with somebody as their object: `called on`, `will host`, `shook hands`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.states import TWO_SIDES
from loader.extract.entities.title_edges import PARTS
from loader.extract.words import ARTICLES, OF, POSSESSIVE, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Tokens from a word to the person behind it.
_REACH = 14
# What may stand between a word and its guest beside the parts of a title: `will receive | his visiting Malian | counterpart`.
_BETWEEN = ARTICLES | POSSESSIVE | OF | folded("with and in at on his her their its our visiting new newly appointed")
_TITLES = PARTS | {"actor", "agency-head", "person"}
_GUESTS = ("person", "counterpart", "post", "agency")
# Of these verbs only the future and the continuous tell of a guest: `will | host`, `is | receiving`.
_BARE = frozenset({"receive", "host", "welcome", "receiving", "welcoming"})
_LEADS = folded("to will would shall is was are were be soon also")
_SHOOK = frozenset({"shook"})


def addresses(line: Line, cue: Item) -> bool:
    """`called on | Home Secretary Anil Goswami`, but not `called on the minister to resign`."""
    guests = [guest for guest in line.of("person", "counterpart") if 0 <= guest.start - cue.end <= _REACH]
    return bool(guests) and line.norm(guests[0].end) != "to"


def has_guest(line: Line, cue: Item) -> bool:
    """`will receive | his Malian counterpart`, and neither `will receive funds` nor `the host, …`."""
    first = line.norm(cue.start)
    if first in _BARE and line.norm(cue.start - 1) not in _LEADS:
        return False
    people = [person for person in line.of("person") if person.end <= cue.start]
    if first in _SHOOK and len(people) >= TWO_SIDES:
        return True
    held = {at for item in line.of(*_TITLES) for at in range(item.start, item.end)}
    for guest in line.of(*_GUESTS):
        if cue.end <= guest.start <= cue.end + _REACH:
            return all(
                at in held or line.norm(at) in _BETWEEN or line.is_capital(at) for at in range(cue.end, guest.start)
            )
    return False
