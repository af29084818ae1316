"""English verbs that tell of a document only as the object that stands next to them: `unveiled a joint roadmap`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `launched | a three-year bilateral | plan`: an article and adjectives.
_OBJECT_REACH = 6
_SUBJECT_REACH = 12  # `a plan against cybercrime of both ministries | was launched`
_OBJECT_ONLY = frozenset({"agreement-verb-presented", "agreement-verb-exchanged", "agreement-verb-joined"})
_TWO = 2
# `an agreement on border control | which | the two governments | signed`.
_PHRASE_REACH, _CLAUSE_REACH = 6, 8
_RELATIVE, _STOPS = frozenset({"which", "that"}), frozenset({",", ";", ":"})
_MADE, _DONE = frozenset({"planned", "approved"}), frozenset({"signed", "approved", "ratified"})
_PARTICIPLE, _MAKERS = (
    ("ed", "wn", "wn up", "ten"),
    frozenset({"by", "up", "in", "last", "earlier", "between", "after"}),
)
_BE = frozenset({"was", "were", "been"})
_APART = folded("of on in to for under with by from into against at about between , ; : ( ) - – — that which who whose")


def is_in_other_clause(line: Line, verb: Item, noun: Item) -> bool:
    """`builds on an agreement which both | signed`, `sealed the deal in Juba, where a | plan was shown`: a clause that has its own."""
    if line.language != "en":
        return False
    if verb.end <= noun.start:
        return "where" in line.norms(verb.end, noun.start) and bool(noun.prop("weak"))
    acts = line.of("agreement-verb")
    for other in line.of("agreement-noun"):
        if not noun.end <= other.start < verb.start or not any(noun.end <= act.start < other.start for act in acts):
            continue
        at = next((at for at in range(other.end, other.end + _PHRASE_REACH) if line.norm(at) in _RELATIVE), None)
        if (
            at is not None
            and at < verb.start <= at + _CLAUSE_REACH
            and not line.has_between(other.end, verb.start, _STOPS)
        ):
            return True
    return False


def is_only_prepared(line: Line, verb: Item, noun: Item) -> bool:
    """`gave their blessing to a plan | drawn up | by experts`: how a document was made, in the sentence of what became of it."""
    if line.language != "en" or verb.start != noun.end or verb.prop("status") not in _MADE:
        return False
    if not line.norm(verb.start).endswith(_PARTICIPLE) or line.norm(verb.end) not in _MAKERS:
        return False
    return any(
        act.prop("status") in _DONE
        and 0 <= noun.start - act.end <= _OBJECT_REACH
        and not line.has_between(act.end, noun.start, _STOPS)
        for act in line.of("agreement-verb")
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
