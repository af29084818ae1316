"""English standing bodies of two states that stand for their sitting: `The A-B Joint Commission | opened in Kathmandu`.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import AND, ARTICLES, DASHES, PART_ENDS, POSSESSIVE, folded
from ontology.lexicon import Concept

if TYPE_CHECKING:
    from loader.extract.lines import Line

FORM = "sitting"
"""The form of an item that is a body and stands for its sitting."""
_SITTING = (Concept("https://w3id.org/comity/id/cue/meeting-noun-sitting", "Cue", {"kind": "session"}, {}),)
_TALKS = (Concept("https://w3id.org/comity/id/cue/meeting-noun-dialogue", "Cue", {"kind": "talks"}, {}),)
_DIALOGUE = frozenset({"dialogue", "dialogues"})
_HEADS = folded("commission committee council mechanism board subcommittee subcommission force group")
# `working | group`, `task | force`: these words are bodies only behind others.
_LED_HEADS = {
    "group": folded("working expert experts contact coordination consultative steering liaison study"),
    "force": folded("task"),
}
_JOINT = folded("joint mixed binational bilateral intergovernmental inter-governmental trilateral tripartite")
# From the two states, or a word such as `joint`, to the head; from the head to what it is about and whose it is.
_NAME_REACH, _TOPIC_REACH = 8, 12
_WHOSE = frozenset({"of", "between", "with"})
_NOUNS_BEFORE = 4
_LINKS = frozenset({"of", "for", "the", "their", "its", "on"})
_SUBJECT_REACH = 18
# Whom a verb meets stands behind it: then its subject has a partner and sits with nobody else.
_PARTNERED, _WHO = (
    frozenset({"with", "his", "her", "its", "their", "the", "a"}),
    ("country", "person", "post", "agency"),
)
_OWNERS, _OWNER_REACH = frozenset({"its", "their"}), 4
# What a sitting does: single words that want the phrase to end behind them, and pairs.
_DOES = folded("opened opens concluded concludes closed closes ended ends resumed resumes began begins")
_BEHIND_VERB = folded("in at on today yesterday this last earlier with under . , ; by here here") | {""}
_HAPPENS = frozenset(
    tuple(words.split())
    for words in (
        "took place", "take place", "takes place", "taken place", "taking place", "was held", "were held", "is held", "be held",
        "been held", "being held", "was convened", "be convened", "been convened", "is convened", "was hosted", "be hosted",
        "been hosted", "got underway", "got under", "get under", "gets under", "is underway", "is under", "wrapped up",
        "wraps up", "wound up", "kicked off", "kicks off", "kick off", "was co-chaired", "is scheduled", "is slated",
        "is planned", "is set", "is due", "is expected", "was postponed", "been postponed", "been set", "been scheduled",
        "been moved", "been rescheduled", "was rescheduled", "was put", "been put", "will open", "to open", "will resume", "will conclude",
        "was inaugurated",
        "was chaired", "due in", "due on", "scheduled for",
    )
)  # fmt: skip
# What somebody does with a sitting.
_HOLDS = folded(
    "held hold holds holding convene convenes convened convening host hosts hosted hosting chaired chairs co-chaired co-chairs "
    "cochaired attended attends attend attending launched relaunched reactivated resumed"
)
_CO = frozenset({"chair", "chaired", "chairs"})
# Behind these a body is its sitting only where its number, place or day is told: `following the A-B Commission | in Doha`.
_OCCASIONS = folded("at during following after before for")
_LEAD_REACH = 5
_BEFORE_NAME = ARTICLES | POSSESSIVE | {"their", "its", "round", "edition", "of"}


def tells_of_both(line: Line, half: Item) -> bool:
    """`the Turkish-| Serbian | Commission`, `Turkish-Serbian | talks`: an adjective of two states whose noun is a body or a gathering of both."""
    left = next((one for one in line.of("country") if one.end == half.start), half)
    right = next((one for one in line.of("country") if one.start == half.end), half)
    if left is right or not line.tokens.is_hyphened(right.start):
        return False
    behind = range(right.end, right.end + _NAME_REACH)
    end = next((at for at in behind if line.norm(at) in PART_ENDS | _WHOSE), behind.stop)
    heads = {noun.start for noun in line.of("meeting-noun")} | {at for at in behind if line.norm(at) in _HEADS}
    return any(right.end <= at < end for at in heads)


def sits_as_body(line: Line, verb: Item) -> bool:
    """`The Nepal-India expert group on water | will meet in May`: a standing body of several states is the verb's subject."""
    heads = [at for at in range(max(0, verb.start - _SUBJECT_REACH), verb.start) if line.norm(at) in _HEADS]
    start = next((start for head in heads if (start := _name_start(line, head)) is not None), None)
    if start is None or line.norm(verb.end) in _PARTNERED or any(one.start == verb.end for one in line.of(*_WHO)):
        return False
    between = line.norms(heads[0] + 1, verb.start)
    others = (
        one for one in line.of("meeting-verb", "meeting-noun", "agreement-verb", "said", "person") if one is not verb
    )
    return PART_ENDS.isdisjoint(between) and not any(start <= one.start < verb.start for one in others)


def is_meeting_of_body(line: Line, noun: Item) -> bool:
    """`A Kyrgyz-Tajik working group has its next | meeting | on 1 April`: a standing body before the noun owns it."""
    if _OWNERS.isdisjoint(line.norms(max(0, noun.start - _OWNER_REACH), noun.start)):
        return False
    heads = [at for at in range(max(0, noun.start - _SUBJECT_REACH), noun.start) if line.norm(at) in _HEADS]
    start = next((start for head in heads if (start := _name_start(line, head)) is not None), None)
    return start is not None and PART_ENDS.isdisjoint(line.norms(start, noun.start))


def mark_sitting_bodies(line: Line) -> None:
    """Have an English body that sits tell of its sitting, where no other word for a meeting stands with it."""
    if line.language != "en" or (_HEADS | _DIALOGUE).isdisjoint(line.vocabulary):
        return
    found = [sitting for at, norm in enumerate(line.folded) if norm in _HEADS and (sitting := _sitting(line, at))]
    found += [sitting for at, norm in enumerate(line.folded) if norm in _DIALOGUE and (sitting := _dialogue(line, at))]
    if found:
        line.items = sorted([*line.items, *found], key=lambda item: item.start)


def _dialogue(line: Line, at: int) -> Item | None:
    """`held their third | dialogue | on migration`: somebody holds it, or its number is told, and no word of the lexicon has it."""
    if any(noun.start <= at < noun.end for noun in line.of("meeting-noun", "meeting-verb")):
        return None
    for before in range(at - 1, max(-1, at - 1 - _NAME_REACH), -1):
        if line.norm(before) in PART_ENDS or any(verb.start == before for verb in line.of("agreement-verb", "said")):
            return None
        if line.norm(before) in _HOLDS:
            numbered = any(_is_ordinal(line, one) or line.norm(one) == "annual" for one in range(before + 1, at))
            return Item(at, at + 1, "meeting-noun", _SITTING if numbered else _TALKS, form=FORM)
    return None


def _sitting(line: Line, head: int) -> Item | None:
    """The item of a body whose head stands at a token, if it sits."""
    start = _name_start(line, head)
    if start is None or _has_noun(line, start, head):
        return None
    end = _name_end(line, head)
    if _does(line, end) or _is_held(line, start, end):
        return Item(head, head + 1, "meeting-noun", _SITTING, form=FORM)
    return None


def _name_start(line: Line, head: int) -> int | None:
    """Where the name of a body of several states begins; None where it is of one."""
    if not _LED_HEADS.get(line.norm(head), frozenset(line.norms(head - 1, head))) & {line.norm(head - 1)}:
        return None
    first = max(0, head - _NAME_REACH)
    states = [one for one in line.of("country") if first <= one.start and one.end <= head]
    for left, right in pairwise(states):
        if left.states[:1] != right.states[:1] and _is_pair(line, left, right) and _is_name(line, right.end, head):
            return left.start
    for one in states:
        if _is_joined_to_name(line, one) and _is_name(line, one.end, head):
            return one.start - line.tokens.is_hyphened(one.start)  # `the EU-| Montenegro | Association Council`
    for at in range(head - 1, first - 1, -1):
        if line.norm(at) in PART_ENDS:
            return None
        if line.norm(at) in _JOINT:
            return at
    return None


def _is_joined_to_name(line: Line, state: Item) -> bool:
    """`the EU-| Montenegro | Council`, `the | Moldova | -NATO Committee`: whether a hyphen joins a state to another name."""
    before = line.tokens.is_hyphened(state.start) and line.is_capital(state.start - 1)
    return before or (line.tokens.is_hyphened(state.end) and line.is_capital(state.end))


def _is_pair(line: Line, left: Item, right: Item) -> bool:
    """`Nepal-India`, `Nepal–India`."""
    if left.end == right.start:
        return line.tokens.is_hyphened(right.start)
    return left.end == right.start - 1 and line.norm(left.end) in DASHES


def _is_name(line: Line, start: int, head: int) -> bool:
    verbs = line.of("meeting-verb", "agreement-verb", "said")
    return PART_ENDS.isdisjoint(line.norms(start, head)) and not any(start <= verb.start < head for verb in verbs)


def _name_end(line: Line, head: int) -> int:
    """Behind what a body is about and whose it is: `the joint committee | on migration of A and B`."""
    end = head + 1
    verb = next((at for at in range(end, end + _TOPIC_REACH) if _happens_at(line, at)), None)
    if verb is None or line.norm(end) not in _WHOSE | {"on", "for"}:
        return end
    return verb if PART_ENDS.isdisjoint(line.norms(end, verb)) else end


def _has_noun(line: Line, start: int, head: int) -> bool:
    """`the third | session | of the A-B Commission`, `the Commission | meeting`: another word tells of the sitting."""
    for noun in line.of("meeting-noun"):
        between = line.norms(noun.end, start)
        if noun.end <= start and len(between) <= _NOUNS_BEFORE and all(norm in _LINKS for norm in between[:1]):
            return True
        if start <= noun.start <= head + 1:
            return True
    return False


def _happens_at(line: Line, at: int) -> bool:
    if (line.norm(at), line.norm(at + 1)) in _HAPPENS:
        return True
    return line.norm(at) in _DOES and line.norm(at + 1) in _BEHIND_VERB


def _does(line: Line, end: int) -> bool:
    """`… | took place in Doha`, `… | has been moved to May`, `… , | due in Doha`."""
    first = end + (line.norm(end) == ",")
    return any(_happens_at(line, at) for at in range(first, first + 3))


def _is_held(line: Line, start: int, end: int) -> bool:
    """`convened the | A-B Commission`, `following the | A-B Commission | in Doha on Monday`."""
    at = start - 1
    while at >= max(0, start - _LEAD_REACH) and line.norm(at) not in _HOLDS | _OCCASIONS | _CO:
        if not (line.norm(at) in _BEFORE_NAME or _is_ordinal(line, at)):
            return False
        at -= 1
    led = line.norm(at)
    if led in _HOLDS or (led in _CO and line.norm(at - 1) == "co"):
        return True
    told = line.norm(end) in {"in", "on"} and line.norm(end + 1) not in AND
    placed = any(one.start == end + 1 for one in line.of("place", "date", "country"))
    return led in _OCCASIONS and told and placed


def _is_ordinal(line: Line, at: int) -> bool:
    suffixed = line.norm(at).isdecimal() or line.norm(at) in {"th", "st", "nd", "rd", "first-ever", "next", "latest"}
    return suffixed or any(one.start <= at < one.end for one in line.of("calendar"))
