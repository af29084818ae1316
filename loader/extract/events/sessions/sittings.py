"""A standing body of several states that meets: `The CIS Council of Interior Ministers | came together in Minsk`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.sessions.standing import is_meeting_of_body, sits_as_body, tells_of_both
from loader.extract.words import COMMAS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_BODIES = folded("council committee commission board assembly mechanism group subcommittee subcommission")
_STANDING = _BODIES | folded("commissions committees councils groups initiative format platform")
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
_TIMES_REACH = 8
# `The Joint Working | Group | on … | met | on Monday`: what stands behind the verb where nobody is met.
_JOINT_NAME_REACH = 5
_FREE_BEHIND = folded("on in at for last again next under within here today yesterday . , this late early")
_TIME = frozenset({"time"})


def sits_jointly(line: Line, noun: Item) -> bool:
    """`the next | meeting | of the Joint Kazakh-Uzbek Commission on …`, `the joint working group | meeting`: of a standing body."""
    if line.language != "en" or noun.kind != "meeting-noun" or noun.prop("kind") != "meeting":
        return False
    before = line.norms(max(0, noun.start - _JOINT_REACH), noun.start)
    behind = line.norms(noun.end, noun.end + _JOINT_REACH)
    regular = not _REGULAR.isdisjoint(before[-_REGULAR_REACH:]) and COMMAS.isdisjoint(before[-_REGULAR_REACH:])
    if regular or is_meeting_of_body(line, noun):
        return True  # `their regular cross-border | meeting`
    if behind[:2] == ["of", "which"] and not _STANDING.isdisjoint(before):
        return not _JOINT.isdisjoint(
            line.norms(0, noun.start)
        )  # `the joint commission, whose next | meeting | of which …`
    glued = bool(before) and before[-1] in _JOINT_BODIES
    heads = [at for at, norm in enumerate(behind) if norm in _JOINT_BODIES]
    if glued:
        return not _JOINT.isdisjoint(before) and COMMAS.isdisjoint(before)
    if behind[:1] != ["of"] or not heads:
        return False
    joint = not _JOINT.isdisjoint(behind[: heads[0]]) or any(
        tells_of_both(line, one) for one in line.of("country") if noun.end <= one.start < noun.end + heads[0]
    )  # `the meeting of the Slovak-Hungarian | commission`
    return joint and COMMAS.isdisjoint(behind[: heads[0]])


def sits(line: Line, verb: Item) -> bool:
    """Whether a standing body of an international organisation is who meets."""
    if line.language != "en" or verb.kind != "meeting-verb" or _VERBS.isdisjoint(line.norms(verb.start, verb.end)):
        return False
    if times(line, verb) is not None and line.has_between(max(0, verb.start - _NAME_REACH), verb.start, _COMMON_BODIES):
        return True  # `the commissions of the two countries had | gathered | for the tenth time`
    tests = (_is_joint_subject, _is_new_format, _is_of_union, sits_as_body)
    return any(test(line, verb) for test in tests)


def is_convened_by_people(line: Line, verb: Item) -> bool:
    """`The two ministers | convened in Doha`: who meets is no body, and no word for a sitting stands with it."""
    if line.language != "en" or verb.kind != "meeting-verb" or not line.norm(verb.start).startswith("convene"):
        return False
    if not _STANDING.isdisjoint(line.vocabulary) or line.of("meeting-noun"):
        return False
    return any(who.end <= verb.start for who in line.of("post", "person", "actor", "counterpart", "pair"))


def _is_of_union(line: Line, verb: Item) -> bool:
    """Whether a body that meets, or the format in which it does, is named and of several states."""
    if any(0 <= who.start - verb.end <= 1 for who in line.of("country", "person", "post", "counterpart")):
        return False  # `The European Commission | met | Chilean officials`
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


def _is_joint_subject(line: Line, verb: Item) -> bool:
    """`The Joint Working | Group | on … of A and B | met | on Monday`, `an initiative that … last | met | in Kabul`."""
    if line.norm(verb.end) not in _FREE_BEHIND and not any(date.start == verb.end for date in line.of("date")):
        return False
    first = max(0, verb.start - _NAME_REACH)
    head = next((at for at in range(verb.start - 1, first - 1, -1) if line.norm(at) in _STANDING), None)
    if head is None or any(head < item.start < verb.start for item in line.of("person", "said", "agreement-verb")):
        return False
    return not _JOINT.isdisjoint(line.norms(max(0, head - _JOINT_NAME_REACH), head))


def _is_new_format(line: Line, verb: Item) -> bool:
    """`met for the first time | under a new | group`: the format in which they sit has no name yet."""
    at = next((at for at in range(verb.end, verb.end + _TIMES_REACH) if line.norm(at) in _WITHIN), None)
    if at is None or line.has_between(verb.end, at, COMMAS):
        return False
    return line.has_between(at, at + _FORMAT_REACH + 2, _BODIES)


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
    near = (item for item in line.of("calendar") if 0 <= item.start - verb.end <= _TIMES_REACH)
    word = next((item for item in near if line.norm(item.end) in _TIME), None)
    value = word.prop("ordinalValue") if word is not None else None
    return int(value) if value is not None else None
