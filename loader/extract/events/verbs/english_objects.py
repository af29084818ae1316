"""English verbs that tell of a document only as the object that stands next to them: `unveiled a joint roadmap`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `launched | a three-year bilateral | plan`: an article and adjectives.
_OBJECT_REACH = 6
_SUBJECT_REACH = 12  # `a plan against cybercrime of both ministries | was launched`
_OBJECT_ONLY = frozenset({"agreement-verb-presented", "agreement-verb-exchanged"})
_TWO = 2
_BE = frozenset({"was", "were", "been"})
_APART = frozenset(
    "of on in to for under with by from into against at about between , ; : ( ) - – — that which who whose".split()
)


def is_no_object(line: Line, verb: Item, noun: Item) -> bool:
    """Whether a verb of showing or handing over has another object: `launched | a probe into the treaty`."""
    if verb.concept.code not in _OBJECT_ONLY:
        return False
    if noun.prop("weak") and sum(item.end <= verb.start for item in line.of("country")) < _TWO:
        return True  # `France | unveiled | a plan for Ukraine` is one side's own
    if verb.end <= noun.start:
        apart = noun.start - verb.end > _OBJECT_REACH or line.has_between(verb.end, noun.start, _APART)
        return apart or any(verb.end <= one.start < noun.start for one in line.of("meeting-noun"))
    passive = line.norm(verb.start) in _BE and verb.start - noun.end <= _SUBJECT_REACH
    return not passive or line.has_between(noun.end, verb.start, frozenset({",", ";", ":"}))
