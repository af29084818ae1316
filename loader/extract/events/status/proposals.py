"""Documents that are only proposed, or that somebody is asked to sign.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.doubts.han_seeming import is_urged_in_chinese
from loader.extract.events.verbs.links import negated
from loader.extract.words import PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `proposed to the partners that they sign | an agreement`.
_PROPOSAL_REACH = 14
# `an extradition agreement with Mali | was | proposed`.
_PASSIVE_REACH = 12
_BE = frozenset({"was", "were", "been", "is", "are", "being"})
# `proposed that they | draw up | a plan`, 建议早日 | 签署 | 公约: the act that is proposed.
_FORETOLD = frozenset({"signed", "planned"})
_EXPECTED_KINDS = frozenset({"treaty", "agreement", "memorandum", "protocol"})
_EXPECTING = frozenset({"expected", "planned", "envisaged", "for"})
_CARRIED_OUT = "agreement-verb-carried-out"
# `suggested to the head of … | that`: tokens to the document.
_MANDATE_REACH = 30
# `offered Albania to sign`, `urged both sides to conclude`: who is asked stands between.
_ASKING = folded(
    "ask asks asked asking urge urges urged urging invite invites invited offer offers offered press presses pressed encourage "
    "encourages encouraged appeal appeals appealed call calls called calling"
)
_ASKED_REACH = 12
# `to resume | talks`, `to return to the | talks`.
_RESUME_REACH = 4
# `предложено | продолжить | доработку проекта`: the document is in hand already.
_GOING_ON = (
    "продолж", "ускор", "заверш", "доработ", "працяг", "паскор", "заверш", "дапрац", "продовж", "прискор", "доопрац", "continu", "finalis", "finaliz",
)  # fmt: skip
_THAT = folded("that чтобы каб щоб rằng")
_SIDES = ("country", "agency", "pair", "pair-bodies", "person", "post")
# `the text of the proposed agreement has been | finalised`.
_TEXTS, _TEXT_REACH = frozenset({"text", "wording", "draft"}), 4
_FINAL = frozenset({"finalised", "finalized"})


def is_proposed(line: Line, noun: Item, verb: Item | None) -> bool:
    """Whether a word of proposing stands before the document, or before its signing; what is to be carried out is there already."""
    if verb is not None and verb.concept.code == _CARRIED_OUT and verb.start < noun.start and not noun.prop("weak"):
        return False
    if line.language == "en" and line.norm(noun.start - 1) == "proposed" and not _FINAL.isdisjoint(line.vocabulary):
        return False  # `the text of the proposed | agreement | has been finalised`
    foretold = verb is not None and verb.prop("status") in _FORETOLD and verb.start < noun.start
    goal = verb if verb is not None and foretold else noun
    proposing = [*line.of("proposed"), *(one for one in line.of("agreement-verb") if one.prop("status") == "proposed")]
    if verb is not None and any(noun.end <= item.start and item.end == verb.start for item in line.of("planned")):
        return False  # `should resign over the treaty | due to be signed | next month`
    near = any(
        item.end <= goal.start
        and _apart(line, item, goal) <= _PROPOSAL_REACH
        and not negated(line, item)
        and not any(word.startswith(_GOING_ON) for word in line.norms(item.end, item.end + 2))
        for item in proposing
    )
    asked = is_asked_for(line, verb) or is_urged_in_chinese(line, verb)
    return near or asked or proposes_that(line, noun) or _was_proposed(line, noun)


def _was_proposed(line: Line, noun: Item) -> bool:
    """`an agreement | was proposed | by …`: an English passive, with no other act on the document in between."""
    acts = [one for one in line.of("agreement-verb") if one.start >= noun.end]
    if line.language != "en" or not acts or acts[0].prop("status") != "proposed":
        return False
    near = acts[0].start - noun.end <= _PASSIVE_REACH and line.norm(acts[0].start - 1) in _BE
    return near and not line.has_between(noun.end, acts[0].start, PART_ENDS)


def _apart(line: Line, left: Item, right: Item) -> int:
    """Tokens between two items without the names and titles of those who are spoken to."""
    return right.start - left.end - names_between(line, left, right)


def names_between(line: Line, left: Item, right: Item) -> int:
    """How many of the tokens between two items are names and titles."""
    return sum(
        min(item.end, right.start) - item.start
        for item in line.of("agency", "person", "post", "country")
        if left.end <= item.start < right.start
    )


def proposes_that(line: Line, noun: Item) -> bool:
    """`suggested to the head of the police … | that an agreement be signed`: a clause tells what is proposed."""
    return any(
        0 <= noun.start - item.end <= _MANDATE_REACH and line.has_between(item.end, noun.start, _THAT)
        for item in (
            *line.of("proposed"),
            *(one for one in line.of("agreement-verb") if one.prop("status") == "proposed"),
        )
    )


def _is_of_text(line: Line, noun: Item) -> bool:
    """`the text of the proposed | agreement | has been finalised`."""
    return not _TEXTS.isdisjoint(line.norms(noun.start - _TEXT_REACH, noun.start))


def is_expected(line: Line, noun: Item) -> bool:
    """`a treaty with Paraguay | is expected | early next year`: a document of which only that it is to come is told."""
    if line.language == "en" and not _FINAL.isdisjoint(line.vocabulary) and _is_of_text(line, noun):
        return True
    if line.language != "en" or noun.prop("kind") not in _EXPECTED_KINDS:
        return False
    for item in line.of("planned"):
        if item.start < noun.end or line.norm(item.start) not in _BE or line.norm(item.end - 1) not in _EXPECTING:
            continue
        between = names_between(line, noun, item)
        acts = any(noun.end <= one.start < item.end for one in line.of("agreement-verb"))
        near = item.start - noun.end - between <= _PASSIVE_REACH
        return near and not acts and not line.has_between(noun.end, item.start, PART_ENDS)
    return False


def is_asked_for(line: Line, verb: Item | None) -> bool:
    """`offered Albania | to sign`, `urged both sides to conclude`: an act that somebody is asked for."""
    if line.language != "en" or verb is None or verb.prop("status") != "signed" or line.norm(verb.start - 1) != "to":
        return False
    return _asks(line, verb.start - 1)


def is_urged(line: Line, cue: Item) -> bool:
    """`called on Israel and Lebanon to | negotiate`, `urged both to resume | talks`: a gathering that others are asked for."""
    if line.language != "en":
        return False
    first = cue.start - (1 if cue.kind == "meeting-verb" else _RESUME_REACH)
    return any(line.norm(at) == "to" and _asks(line, at) for at in range(cue.start - 1, max(0, first - 1), -1))


def _asks(line: Line, to: int) -> bool:
    """Whether the infinitive behind a `to` is what somebody is asked to do."""
    for at in range(to - 1, max(-1, to - _ASKED_REACH), -1):
        if line.norm(at) in PART_ENDS:
            return False
        if line.norm(at) in _ASKING:
            return any(at < item.start < to for item in line.of(*_SIDES))
    return False
