"""What governs a cue within its sentence: its verb and its status words.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.verbs.slavic_courses import is_attribute, is_in_course_of_plan
from loader.extract.events.verbs.slavic_documents import is_act_to_come
from loader.extract.events.verbs.slavic_predicates import is_goal_of_plan, takes_place_later
from loader.extract.events.verbs.slavic_verbs import (
    ATTENDED,
    CONTINUED,
    FUTURE,
    MANAGED,
    MANAGED_REACH,
    OF_DOCUMENTS,
    PREPARATION,
    attended_later,
    has_preposition,
    is_infinitive,
    is_prepared,
)
from loader.extract.events.verbs.spacing import scale
from loader.extract.events.verbs.wishes import (
    foretold_in_clause,
    is_other_deed_planned,
    is_past,
    is_to_treat,
    is_wished,
)
from loader.extract.words import AND, CLAUSE_ENDS, COMMAS, EAST_SLAVIC, OF, PART_ENDS, POSSESSIVE, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_NEXT = frozenset({tuple(map(fold, words.split())) for words in ("tiếp theo", "lần tới", "kế tiếp", "sắp tới")})
_NEXT_REACH = 4
# `the ministers, meeting in Tehran, | vowed to`: what somebody is going to do foretells no meeting that is told before it.
_WILLING = folded(
    "vows vowed hopes hope wants want promised pledged agreed agree decided intend intends plan plans aim aims"
)
_PAST = folded("đã từng")
_AUXILIARIES = folded("will would shall is are was were sẽ 将 将会 будет будут буде будуть будзе будуць")
_HAPPENING = folded(
    "be take happen occur begin start open convene diễn được tổ bắt khai 举 召 在 于 проводиться проходить "
    "организован проведен проводзіцца праводзіцца праходзіць арганізаваны праведзены проводитися відбуватися організований проведений",
)
# A name in a sentence: what stands in it separates no cue from its words of time.
_NAMES = ("agency", "country", "place", "calendar", "date", "person", "post", "counterpart", "between")
_PUT_OFF = "negation-deferred"  # `hoãn ký | Nghị định thư`: there is a document, of which the signing is put off
# `hội đàm ngày 3/3 | và nhất trí tổ chức hội nghị`: what comes next is told of something else.
_NEW_PREDICATES = {"zh": COMMAS, "vi": folded("và")}
_WHO = ("agency", "country", "person", "post", "function", "pair", "honorific")
_NEGATION_REACH = 4
_PARTICLES = folded("не ня")
_DENIAL_REACH = 2  # `no | papers`, `ни одного | документа`
_STATUS_REACH = 10
# Before a noun the word of the future stands nearer than before a verb.
_NOUN_REACH = 5
_AFTER_REACH = 3
# `met in Minsk to sign`: they came for it, and it was done.
_CAME_FOR_REACH = 2
# A verb of the future so near to a noun governs it: `проведут | встречу`, `встречу | примет Карс`.
_FUTURE_REACH = 3
_FUTURE_FARTHEST = 12
_MARKS = frozenset('"«»“”„')
_OF_AND = OF | AND
_WILL = frozenset({"will"})
_WHEN = frozenset({"when", "once", "after", "before", "until"})
_OWNING = POSSESSIVE | folded("the a his her their its")
_PRESENT = frozenset({"visits", "visit", "meets", "meet", "travels", "travel", "flies", "arrives", "gathers", "gather"})
# `voted 71 to 49 on Tuesday | to scrap`: who decides by that does it.
_DECIDED, _DECIDED_REACH = frozenset({"voted", "votes", "vote"}), 6


def governed(line: Line, target: Item, kind: str, reach: int = _STATUS_REACH) -> bool:
    """Whether a status word (`planned`, `negation` …) stands before the target within its clause."""
    return any(
        0 <= target.start - item.end <= reach * scale(line)
        and not line.has_between(item.end, target.start, CLAUSE_ENDS)
        for item in line.of(kind)
    )


def negated(line: Line, target: Item) -> bool:
    """Whether a negation stands shortly before the target."""
    return _is_denied(line, target, _NEGATION_REACH, 1)


def denied(line: Line, noun: Item) -> bool:
    """Whether a negation stands right before the noun: `no papers`, `ни одного документа`."""
    return _is_denied(line, noun, _DENIAL_REACH, 0, _PUT_OFF)


def _is_end(line: Line, negation: Item) -> bool:
    """`отменил | соглашение`: a word that calls off what is to come ends a document that is there."""
    return any(
        verb.start == negation.start and verb.end == negation.end and verb.prop("status") == "terminated"
        for verb in line.of("agreement-verb")
    )


def _is_denied(line: Line, target: Item, reach: int, reach_of_particle: int, but: str = "") -> bool:
    """Whether a negation governs the target; the particle of East Slavic denies hardly more than its next word."""
    return any(
        0
        <= target.start - item.end - _named_in_han(line, item, target)
        <= (reach_of_particle if line.norm(item.end - 1) in _PARTICLES else reach * scale(line))
        and not line.has_between(item.end, target.start, CLAUSE_ENDS)
        for item in line.of("negation")
        if item.concept.code != but and not (target.kind == "agreement-noun" and _is_end(line, item))
    )


def _named_in_han(line: Line, left: Item, right: Item) -> int:
    """How many characters between two items are names and titles: `取消与 | 哈萨克斯坦内务部长萨德诺夫 | 的会谈`."""
    if line.language != "zh":
        return 0
    named = (item for item in line.of(*_WHO) if left.end <= item.start and item.end <= right.start)
    return len({at for item in named for at in range(item.start, item.end)})


def is_planned(line: Line, target: Item) -> bool:
    """Whether the event is still to come: `will meet`, `a planned visit`, `the meeting is to be held`."""
    if is_other_deed_planned(line, target):
        return False
    is_noun = target.kind.endswith("noun") or _is_owned(line, target)
    if not is_noun and (is_past(line, target) or _is_verb_of_plan(line, target)):
        return not is_past(line, target)
    if is_act_to_come(line, target) or governed(line, target, "planned", _NOUN_REACH if is_noun else _STATUS_REACH):
        return True
    if line.language == "zh" and (foretold_in_clause(line, target) or is_wished(line, target)):
        return True
    if is_noun and any(foretold(line, target) for foretold in _FORETELLING):
        return True
    return is_noun and (
        is_prepared(line, target)
        or attended_later(line, target)
        or takes_place_later(line, target)
        or is_goal_of_plan(line, target)
        or any(_foretells(line, item, target) for item in line.of("planned"))
    )


def _is_owned(line: Line, target: Item) -> bool:
    """`Dahl's | meeting with | B slated for 21 April`: a verb of the lexicon that a possessive makes a noun."""
    return line.norm(target.start) == "meeting" and line.norm(target.start - 1) in _OWNING


def _is_occasion_of_plan(line: Line, noun: Item) -> bool:
    """`якое плануецца падпісаць у ходзе | візіту`: the gathering at which a document is to be signed is to come itself."""
    if line.language not in EAST_SLAVIC or not has_preposition(line, noun):
        return False
    verbs = [verb for verb in line.of("agreement-verb") if verb.end <= noun.start <= verb.end + _NOUN_REACH]
    return any(
        verb.prop("status") == "planned" and is_infinitive(line.norm(verb.end - 1), line.language) for verb in verbs
    )


def _is_in_course_of_plan(line: Line, noun: Item) -> bool:
    """`в ходе его | визита | будет подписан меморандум`."""
    return line.language in EAST_SLAVIC and is_in_course_of_plan(line, noun)


def _is_verb_of_plan(line: Line, verb: Item) -> bool:
    """Whether the verb itself is of the future, or tells of an aim or of the day of a plan."""
    of_plan = _is_when_clause_of_plan(line, verb)
    infinitive = "to" in (line.norm(verb.start), line.norm(verb.start - 1))
    if line.language == "en" and infinitive and line.role is Role.TITLE:
        return True  # a headline's `ministers | to meet | in May`, `president to | tour | Chad`
    return of_plan or FUTURE.match(line.norm(verb.start)) is not None or _is_purpose(line, verb)


def _is_when_clause_of_plan(line: Line, verb: Item) -> bool:
    """`It will be signed when the President visits Colombo`."""
    if line.norm(verb.start) not in _PRESENT:
        return False
    when = [at for at in range(max(0, verb.start - _STATUS_REACH), verb.start) if line.norm(at) in _WHEN]
    foretold = any(planned.end <= when[-1] for planned in line.of("planned")) if when else False
    return foretold or (
        bool(when) and not _WILL.isdisjoint(line.norms(0, when[-1]))
    )  # `| will be signed | when …` is one cue


def _has_future_verb(line: Line, noun: Item) -> bool:
    """`рабочую встречу проведут`, `примет саммит`: a perfective present of East Slavic right before or after a noun."""
    if line.language not in EAST_SLAVIC:
        return False
    first = noun.start if has_preposition(line, noun) else max(0, noun.start - _FUTURE_REACH)
    for index in range(first, min(len(line.tokens), noun.end + _FUTURE_FARTHEST)):
        if FUTURE.match(line.norm(index)) and not (
            noun.kind == "meeting-noun"
            and OF_DOCUMENTS.match(line.norm(index))
            and line.norm(index + 1) not in ATTENDED
        ):
            first, second = sorted((index, noun.start))
            near = index < noun.end or _is_next(line, noun.end, index)
            begun = noun.prop("kind") == "visit" and line.norm(index).startswith(CONTINUED)
            if near and not begun and not line.has_between(first, second, PART_ENDS):
                return True
    return False


def _is_next_one(line: Line, noun: Item) -> bool:
    """`phiên họp | tiếp theo`: the next one, unless the sentence says that it was held."""
    later = any(tuple(line.norms(at, at + 2)) in _NEXT for at in range(noun.end, noun.end + _NEXT_REACH))
    return line.language == "vi" and later and not line.has_between(0, len(line.tokens), _PAST)


def _is_purpose(line: Line, verb: Item) -> bool:
    """`to sign the document`, `увидеться в июне`: an infinitive tells of an aim, unless people came for it or managed it."""
    if line.language in EAST_SLAVIC:
        done = line.has_between(max(0, verb.start - MANAGED_REACH), verb.start, MANAGED)
        return is_infinitive(line.norm(verb.start), line.language) and not done and not negated(line, verb)
    if line.norm(verb.start - 1) != "to" or not _DECIDED.isdisjoint(
        line.norms(verb.start - _DECIDED_REACH, verb.start)
    ):
        return False
    if verb.kind != "agreement-verb" or negated(line, verb):
        return False
    came = line.of("meeting-verb", "meeting-noun")
    return not any(0 <= verb.start - item.end <= _CAME_FOR_REACH for item in came)


def _foretells(line: Line, planned: Item, target: Item) -> bool:
    """`the meeting will be held`, but not `the visit will strengthen …`."""
    if planned.start < target.end or not _is_next(line, target.end, planned.start):
        return False
    if line.has_between(target.end, planned.start, _NEW_PREDICATES.get(line.language, frozenset())):
        return False
    if is_attribute(line, planned.start) or (line.language == "en" and "that" in line.norms(target.end, planned.start)):
        return False
    if line.norm(planned.start) in _WILLING or line.norm(planned.start).startswith(PREPARATION):
        return False
    happening = not _HAPPENING.isdisjoint(line.norms(planned.start + 1, planned.end + 1))
    happening = happening or is_to_treat(line, planned, target)
    happening = happening or line.norm(planned.end - 1) == "for"  # `is scheduled for 20 March`
    return line.norm(planned.start) not in _AUXILIARIES or happening


_FORETELLING = (_is_occasion_of_plan, _is_in_course_of_plan, _is_when_clause_of_plan, _has_future_verb, _is_next_one)


def _is_next(line: Line, start: int, end: int) -> bool:
    """Whether hardly more than a name stands between: `the session of the Collective Security Council | will be held`."""
    named = {index for item in line.of(*_NAMES) for index in range(item.start, item.end)}
    named.update(_quoted(line, start, end))
    aside = _OF_AND if line.language == "en" else OF
    free = [line.norm(index) for index in range(start, end) if index not in named and line.norm(index) not in aside]
    return len(free) <= _AFTER_REACH and CLAUSE_ENDS.isdisjoint(free)


def _quoted(line: Line, start: int, end: int) -> range:
    """The tokens of a name in quotation marks: `учение | «Рубеж — 2024» | состоится`."""
    marks = [index for index in range(start, end) if line.norm(index) in _MARKS]
    return range(marks[0], marks[-1] + 1) if len(marks) > 1 else range(0)
