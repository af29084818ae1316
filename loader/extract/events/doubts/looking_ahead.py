"""Gatherings that a sentence looks ahead to: what somebody will do there, what is done on their eve, what may be held.

All reaches count tokens.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.events.verbs.english_plans import (
    is_announced,
    is_foretold_subject,
    is_object_of_plan,
    is_set_for_day,
)
from loader.extract.events.verbs.links import is_planned
from loader.extract.words import ARTICLES, CLAUSE_ENDS, CLAUSE_MARKS, COMMAS, EAST_SLAVIC, PART_ENDS, POSSESSIVE, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `will fly to La Paz next Thursday for his first face-to-face | talks`, `will meet his counterpart at a working | lunch`.
_AIM_REACH, _LEAD_REACH = 12, 4
_AIMS = frozenset({"for", "at"})
_NEW = frozenset({"a", "an"})
_COURSE, _PART_REACH = frozenset({"during", "on"}), 8
# `on the eve of X's | visit`, `ahead of the | talks`: words between, names not counted.
_EVES = frozenset({("ahead", "of"), ("eve", "of"), ("up", "to"), ("advance", "of")})
_SLAVIC_EVES = folded("преддверии напярэдадні напередодні")
_HAN_EVE = "前夕"
_EVE_REACH, _SLAVIC_EVE_REACH = 5, 4
# `ahead of her | meeting with | B`, which the lexicon reads as a verb.
_NAMED_WITH = frozenset({"meeting", "talks"})
_PAST = folded("last recent previous earlier")
_RUN_OR_LEAD = frozenset({"run", "lead"})
_VIETNAMESE_EVE = (fold("trước"), fold("thềm"))
# `a summit between A and B | could take place`.
_MODALS = frozenset({"may", "might", "could"})
_HAPPEN = folded("be take happen occur")
_MODAL_REACH, _MAY_REACH = 8, 4
_SIDES = ("country", "agency", "person", "post", "place", "function")
# `talks with Mali | would be useless`, `a summit | makes no sense`, `peace talks | must include Kyiv`: what is only judged.
_JUDGED_REACH = 3
_JUDGED = re.compile(
    r"(?:would|must|will|should|can|could|cannot|may|might)(?: not| only| have to| need to)? (?:need|require|include|involve|make|help|serve|depend|lead to|achieve|yield|solve|"
    r"be (?:use|pre|point|futile|mean|hypo|impos|unthink|wel|help|a mistake|a waste|a trap|difficult|wrong|senseless|possib|acceptab|condition))"
    r"|(?:would|should) (?:bring|send|give|boost|ease|offer|amount|mean|only|also|risk)\b"
    r"|(?:is|are|was|were|still) being (?:discussed|considered|negotiated|explored|mulled|weighed)|(?:is|are|remains?) under (?:discussion|consideration)"
    r"|ma(?:kes?|de) (?:no|little) sense|(?:is|are|be|remains?) (?:use|pre|point|futile|meaningless|senseless|out of the question|impossible|unlikely|unthinkable|off the table|conditional|possible only)"
    r"|(?:is|are|was|were|been|remains?|stays?) (?:on (?:pause|hold|ice)|at an impasse|deadlocked|frozen|suspended|stalled|at a standstill|imminent)"
)
_OCCASIONS, _OCCASION_REACH = frozenset({"at", "to", "during"}), 8
_JUDGED_WORDS = 8
_GATHERINGS = frozenset({"meeting", "talks", "negotiations", "consultations"})
_ANY = frozenset({"any"})
# `the next | summit in Tonga`, unless it was.
_NEXT, _NEXT_REACH = frozenset({"next"}), 4
_PERIODS = folded("week month year spring summer autumn fall winter day morning")
_WAS = folded("was were took had opened ended began brought concluded agreed")
# `"when and if" there is another | round of talks`.
_IF, _IF_REACH = frozenset({"if", "unless", "whether"}), 7


def is_looked_ahead_to(line: Line, item: Item) -> bool:
    """Whether a sentence tells of something that comes before a gathering, or that is still to come with it.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.

    """
    noun = item.kind == "meeting-noun"
    return (noun and any(told(line, item) for told in _NOUN_TESTS)) or (
        (noun or line.norm(item.start) in _NAMED_WITH) and _is_on_its_eve(line, item)
    )


def _is_goal_of_plan(line: Line, item: Item) -> bool:
    """`will fly to La Paz for talks`: what somebody is going to do a thing for is still to come."""
    verbs = [verb for verb in line.of("meeting-verb") if 0 < item.start - verb.end <= _AIM_REACH]
    led = range(item.start - _LEAD_REACH, item.start)
    aimed = any(line.norm(at) == "for" or (line.norm(at) == "at" and line.norm(at + 1) in _NEW) for at in led)
    return aimed and any(is_planned(line, verb) for verb in verbs)


def _is_setting_of_plan(line: Line, item: Item) -> bool:
    """`During the one-day | visit | A will hold talks`, `will host B as part of a | visit`: in its course something is to come."""
    if line.language != "en":
        return False
    if item.prop("kind") not in {"visit", "talks"}:
        return _is_occasion_of_deed(line, item)
    verbs = line.of("meeting-verb")
    if (
        item.prop("kind") == "visit"
        and line.norm(0) in _COURSE
        and item.start <= _LEAD_REACH
        and line.norm(item.end) in COMMAS
    ):
        return any(is_planned(line, verb) for verb in verbs if verb.start >= item.end)
    part = ["as", "part", "of"]
    led = any(line.norms(at, at + 3) == part for at in range(max(0, item.start - _PART_REACH), item.start))
    return led and any(is_planned(line, verb) for verb in verbs if verb.end <= item.start)


def _is_occasion_of_deed(line: Line, item: Item) -> bool:
    """`will discuss the report at its 96th | meeting`: where something is going to be done."""
    at = next((at for at in range(item.start - 1, item.start - _OCCASION_REACH, -1) if line.norm(at) in _OCCASIONS), -1)
    will = next((one for one in reversed(line.of("planned")) if one.end <= at), None)
    if at < 0 or will is None or at - will.end > _AIM_REACH or line.has_between(will.end, item.start, CLAUSE_MARKS):
        return False
    return not any(norm.endswith("ed") or norm in _WAS for norm in line.norms(will.end, at))


def _is_next_one(line: Line, item: Item) -> bool:
    """`will be raised at the next | summit in Tonga`: it is still to come, unless the sentence says that it was."""
    if line.language != "en" or _NEXT.isdisjoint(line.vocabulary):
        return False
    at = next((at for at in range(max(0, item.start - _NEXT_REACH), item.start) if line.norm(at) in _NEXT), None)
    if at is not None and line.norm(at + 1) in _PERIODS and line.norm(at + 2) in POSSESSIVE:
        return True  # `Next year's | session goes to Tunis`
    if at is None or line.norm(at + 1) in _PERIODS or line.has_between(at, item.start, PART_ENDS):
        return False
    end = next((at for at in range(item.end, len(line.tokens)) if line.norm(at) in CLAUSE_MARKS), None)
    return not line.has_between(item.end, end or len(line.tokens), _WAS)


def is_judged(line: Line, item: Item) -> bool:
    """`talks with Mali | would be useless`, `any | meeting`, `negotiations | are on hold`: spoken of, and none is told.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.

    """
    # The lexicon has `talks with` for a verb, which it is not behind an article or at the head of a sentence.
    named = line.norm(item.start) in _GATHERINGS and (item.start == 0 or line.norm(item.start - 1) in ARTICLES)
    is_noun = item.kind == "meeting-noun" or named
    if line.language != "en" or not is_noun:
        return False
    if not _ANY.isdisjoint(line.norms(max(0, item.start - _JUDGED_REACH), item.start)):
        return not line.of("date")
    taken = {at for one in line.of(*_SIDES) for at in range(one.start, one.end)}
    free = [at for at in range(item.end, len(line.tokens)) if at not in taken]
    near = next((free[:end] for end, at in enumerate(free) if line.norm(at) in PART_ENDS), free)
    words = " ".join(line.norm(at) for at in near[: _JUDGED_REACH * 4])
    match = _JUDGED.search(words)
    return match is not None and len(words[: match.start()].split()) <= _JUDGED_WORDS


def _is_on_its_eve(line: Line, item: Item) -> bool:
    """`freed them on the eve of | a visit`, `в преддверии | визита`, 访问前夕."""
    if line.language == "zh":
        return line.norm(item.end) + line.norm(item.end + 1) == _HAN_EVE
    if line.language in EAST_SLAVIC:
        led = line.norms(max(0, item.start - _SLAVIC_EVE_REACH), item.start)
        return not _SLAVIC_EVES.isdisjoint(led) and COMMAS.isdisjoint(led)
    at = _eve_before(line, item)
    if at is None or line.has_between(at, item.start, COMMAS | CLAUSE_ENDS | _PAST):
        return False
    return sum(not line.is_capital(word) for word in range(at, item.start)) <= _EVE_REACH


def _eve_before(line: Line, item: Item) -> int | None:
    """Behind which token the gathering is told, on whose eve something happens."""
    if line.language == "vi":
        first = (at + 2 for at, pair in enumerate(pairwise(line.norms(0, item.start))) if pair == _VIETNAMESE_EVE)
        return next(first, None)
    ahead = (at for at in range(item.start - 1, 0, -1) if (line.norm(at - 1), line.norm(at)) in _EVES)
    run_up = (at for at in ahead if line.norm(at - 1) != "up" or line.norm(at - 2) in _RUN_OR_LEAD)
    return next((at + 1 for at in run_up), None)


_NOUN_TESTS = (
    _is_goal_of_plan,
    _is_setting_of_plan,
    _is_next_one,
    is_foretold_subject,
    is_announced,
    is_object_of_plan,
    is_set_for_day,
)


def may_come(line: Line, item: Item) -> bool:
    """`A and B | could | meet on Thursday`: what may be on a day that is told is still to come."""
    if line.language != "en" or _MODALS.isdisjoint(line.vocabulary):
        return False
    for at in range(item.start - 1, max(-1, item.start - 1 - _MAY_REACH), -1):
        if line.norm(at) in CLAUSE_MARKS:
            return False
        if line.norm(at) in _MODALS and not line.is_capital(at):
            return any(date.start >= item.end for date in line.of("date"))
    return False


def may_be_held(line: Line, item: Item) -> bool:
    """`a summit between A and B | could take place`: what may be held is not told as held."""
    if line.language != "en" or item.kind != "meeting-noun":
        return False
    led = (at for at in range(item.start - 1, max(-1, item.start - 1 - _IF_REACH), -1) if line.norm(at) in _IF)
    if (at := next(led, None)) is not None and not line.has_between(at, item.start, CLAUSE_MARKS):
        return True
    if _MODALS.isdisjoint(line.vocabulary):
        return False
    for at in range(item.end, len(line.tokens)):
        if line.norm(at) in CLAUSE_MARKS:
            return False
        if line.norm(at) in _MODALS and not line.is_capital(at):
            named = sum(line.is_capital(word) for word in range(item.end, at))
            return at - item.end - named <= _MODAL_REACH and line.norm(at + 1) in _HAPPEN
    return False
