"""English words that are often no document, where they are one.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import ABOUT, ARTICLES, COMMAS, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_REACHED = "agreement-verb-reached"
_NARROW = frozenset({_REACHED, "press-verb-ended"})
_OWNING = frozenset({_REACHED, "agreement-verb-exists"})
_OF_DEALS = frozenset({"agreement", "plan", "programme"})
# `reached | a security | agreement`: adjectives, and no object of another kind between.
_OBJECT_REACH = 4
_PARTING = ABOUT | COMMAS | folded("of for with to that in at between stage level point and")
# `under the | deal on returns between the police of | Kenya and …`.
_UNDER_REACH, _PARTIES_REACH, _SIDE_REACH = 6, 16, 6
_SIDES = ("country", "agency", "pair", "pair-bodies", "person", "post")
_NEIGHBOURS = folded("border borders frontier boundary relations ties war")  # `the border | with Somalia`
_LINKS = frozenset({"with", "between"})
# `have extended | their | deal`.
_POSSESSIVES = frozenset({"their", "its"})


def reaches_other(line: Line, verb: Item, noun: Item) -> bool:
    """`reached | the final stage of talks on an agreement`: what is reached is no document, or another."""
    if line.language != "en" or verb.concept.code not in _NARROW:
        return False
    if verb.start >= noun.end:
        return line.norm(verb.end - 1) in ARTICLES  # `talks on an agreement | reached the | final stage`
    between = line.norms(verb.end, noun.start)
    return len(between) > _OBJECT_REACH or not _PARTING.isdisjoint(between)


def is_told_deal(line: Line, verb: Item, noun: Item) -> bool:
    """`reached a | deal`, `extended their | deal`, `under the | action plan between A and B`: whose it is makes it a document."""
    if line.language != "en" or not verb.prop("weak") or noun.prop("kind") not in _OF_DEALS or verb.end > noun.start:
        return False
    between = line.norms(verb.end, noun.start)
    if verb.concept.code in _OWNING:
        return noun.prop("kind") == "agreement"
    if len(between) > _UNDER_REACH or not (PART_ENDS).isdisjoint(between):
        return False
    own = noun.prop("kind") == "agreement" and not _POSSESSIVES.isdisjoint(between)
    return own or has_sides(line, noun)


def has_sides(line: Line, noun: Item) -> bool:
    """`the action plan for 2024 | between the police of Kenya and …`: the phrase tells between whom."""
    for at in range(noun.end, min(noun.end + _PARTIES_REACH, len(line.tokens))):
        if line.norm(at) in PART_ENDS:
            return False
        if line.norm(at) in _LINKS and line.norm(at - 1) not in _NEIGHBOURS:
            named = [firm for firm in line.of("firm") if at < firm.start <= at + _SIDE_REACH]
            return not named and any(at < item.start <= at + _SIDE_REACH for item in line.of(*_SIDES))
    return False
