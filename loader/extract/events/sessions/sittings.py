"""A standing body of several states that meets: `The CIS Council of Interior Ministers | came together in Minsk`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_BODIES = folded("council committee commission board assembly mechanism group subcommittee subcommission")
# `The Council of … of the CSTO Member States on … | gathered`: tokens from its first word to the verb, and to its subject's end.
_NAME_REACH, _SUBJECT_REACH = 24, 4
_VERBS = folded(
    "met gathered convened came assembled sat meets gathers convenes meet gather convene sit reconvene reconvened"
)
# `met | within their | …`: tokens from the preposition to the body.
_WITHIN, _FORMAT_REACH = folded("within under framework format"), 3
_JOINT = folded("joint mixed bilateral trilateral intergovernmental interagency interdepartmental working")
_JOINT_BODIES = folded("commission committee council board group subcommittee subcommission")
_COMMON_BODIES = folded("commissions committees councils groups commission committee council")
_JOINT_REACH = 7
_REGULAR, _REGULAR_REACH = folded("regular annual quarterly biannual semiannual monthly yearly periodic"), 3
# `gathered | for the twenty-third time`.
_TIMES_REACH = 4
_TIME = frozenset({"time"})


def sits_jointly(line: Line, noun: Item) -> bool:
    """`the next | meeting | of the Joint Kazakh-Uzbek Commission on …`, `the joint working group | meeting`: of a standing body."""
    if line.language != "en" or noun.kind != "meeting-noun" or noun.prop("kind") != "meeting":
        return False
    before = line.norms(max(0, noun.start - _JOINT_REACH), noun.start)
    behind = line.norms(noun.end, noun.end + _JOINT_REACH)
    if not _REGULAR.isdisjoint(before[-_REGULAR_REACH:]) and COMMAS.isdisjoint(before[-_REGULAR_REACH:]):
        return True  # `their regular cross-border | meeting`
    glued = bool(before) and before[-1] in _JOINT_BODIES
    heads = [at for at, norm in enumerate(behind) if norm in _JOINT_BODIES]
    if glued:
        return not _JOINT.isdisjoint(before) and COMMAS.isdisjoint(before)
    if behind[:1] != ["of"] or not heads:
        return False
    return not _JOINT.isdisjoint(behind[: heads[0]]) and COMMAS.isdisjoint(behind[: heads[0]])


def sits(line: Line, verb: Item) -> bool:
    """Whether a standing body of an international organisation is who meets."""
    if line.language != "en" or verb.kind != "meeting-verb" or _VERBS.isdisjoint(line.norms(verb.start, verb.end)):
        return False
    if times(line, verb) is not None and line.has_between(max(0, verb.start - _NAME_REACH), verb.start, _COMMON_BODIES):
        return True  # `the commissions of the two countries had | gathered | for the tenth time`
    for item in line.of("agency"):
        if not item.value or not item.value[0].international or item.form == "title":
            continue
        if item.start >= verb.end:
            if _is_format(line, item, verb):
                return True
            continue
        near = verb.start - item.end <= _SUBJECT_REACH and not line.has_between(item.end, verb.start, COMMAS)
        if near and line.has_between(item.start, item.end, _BODIES):
            return True
        if _is_in_name(line, item, verb):
            return True
    return False


def _is_format(line: Line, body: Item, verb: Item) -> bool:
    """`met | within their | High-Level Security Mechanism`: the body behind a verb is the format in which they sit."""
    led = line.norms(max(verb.end, body.start - _FORMAT_REACH), body.start)
    return not _WITHIN.isdisjoint(led) and line.has_between(body.start, body.end, _BODIES)


def _is_in_name(line: Line, union: Item, verb: Item) -> bool:
    """`the Coordinating | Council | of … of the | CSTO | Member States on … | gathered`: a union in the name of its body."""
    head = next((at for at in range(max(0, verb.start - _NAME_REACH), union.start) if line.norm(at) in _BODIES), None)
    if head is None or not line.is_capital(head) or line.has_between(head, verb.start, COMMAS):
        return False
    others = line.of("agreement-verb", "meeting-verb", "said", "person")
    return not any(head < item.start < verb.start for item in others)


def times(line: Line, verb: Item) -> int | None:
    """The number in `gathered | for the twenty-third time`."""
    if line.language != "en" or not line.has_between(verb.end, verb.end + _TIMES_REACH + 1, _TIME):
        return None
    word = next((item for item in line.of("calendar") if 0 <= item.start - verb.end <= _TIMES_REACH), None)
    value = word.prop("ordinalValue") if word is not None and line.norm(word.end) in _TIME else None
    return int(value) if value is not None else None
