"""How far a document has come where its verb alone misleads: cleared, put off, long in force, refused, not spoken of.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.events.documents.existing import is_once
from loader.extract.events.documents.own_papers import is_refused_signing
from loader.extract.events.participants.beside import MANDATED, is_ordered, may_negotiate
from loader.extract.events.status.han_documents import clears_signing, is_effect_to_come
from loader.extract.events.status.proposals import names_between
from loader.extract.events.verbs.english_clauses import is_drafted_behind
from loader.extract.events.verbs.links import is_planned
from loader.extract.events.verbs.slavic_documents import is_bill_passed
from loader.extract.words import CLAUSE_ENDS, EAST_SLAVIC, PART_ENDS, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `a draft | agreement`; `проект` may also stand behind: `agreement draft`.
_DRAFT_NEAR, _DRAFT_BEHIND = 4, 2
# `approved | the signing`; in Chinese the partner stands between: 批准与柬埔寨 | 签署.
_CLEARED_REACH = 3
_HAN_CLEARED_REACH = 12
_CLEARING = frozenset({"approved", "ratified"})
# `authorised | the minister to negotiate with … a draft agreement`.
_MANDATE_REACH = 30
SUBMITTED = "agreement-verb-submitted"
"""Code of the word that lays a signed text before a parliament."""
_CARRIED_OUT = "agreement-verb-carried-out"
_DEFERRED = "negation-deferred"
_DEFERRED_REACH = 14
# `signed it | after the ceremony had been postponed`: another clause begins.
_SUBORDINATE = folded(
    "after although though when which once until после хотя который которая которое пасля хаця які якая якое після хоча яка яке "
    "sau dù mà"
)
_ENDS_OF_CLAUSES = CLAUSE_ENDS | _SUBORDINATE
# `comes into force | after | ratification`, `sau khi phê chuẩn`.
_CONDITION = folded("after upon following once until pending before для после до пасля да після khi chờ 待 经 须")
_WHEN, _SINCE_WHEN, _WHEN_REACH = fold("khi"), folded("từ sau"), 7
_OUGHT = frozenset({"should", "must"})
_PASSIVE, _CONDITION_REACH = frozenset({"been", "is", "are"}), 5
# `enters into force | after 30 days`, `có hiệu lực | kể từ ngày …`: it is yet to be.
_FROM_THEN = folded("after upon once following sau kể khi через после пасля праз після")
_PRESENT = folded(
    "enters enter takes take comes come becomes become có вступает вступит уступае ўступае набирает набирает набувае набирає"
)
_LASTS = ("remains", "continues", "continued", "продолжа", "прадаўжа", "продовжу", "остает", "застае", "залиша")
_PAST = frozenset({"took", "entered", "came", "went"})
_UNSPOKEN = "negation-unspoken"
_UNSPOKEN_REACH = 20
_WAS = folded("был была было были быў была было былі був була було були")
_PARTICIPLE = frozenset({"的", "《"})
# `consultations | on | a joint action plan`.
_TALKS_REACH = 4
_TALKS_ON = folded("on over о об по про аб пра па щодо адносно касательно относительно стосовно")
_TALKS_BEHIND = frozenset({"zh", "en"})
# `ведём переговоры | о договоре`: a verb of meeting that has the talks in it.
_TALKS = ("переговор", "консультац", "перагавор", "перамов", "кансультац", "перемов", "talks", "negotiat", "consult")
# `переговоры | о выполнении | программы`: it is there already.
_OF_EXISTING = (
    "выполн", "исполн", "реализ", "измен", "прекращ", "расторж", "выканан", "рэаліз", "змян", "скасав", "спынен", "викон", "реаліз", "змін", "припин", "скасув",
)  # fmt: skip
# `discussed | a | bilateral | memorandum`: a text that they talk about is in hand; the article introduces it.
_DISCUSSED = frozenset(
    {
        "discuss",
        "discussed",
        "discusses",
        "discussing",
        "considered",
        "considering",
        "explored",
        "exploring",
        "weighing",
        "mulling",
    }
)
_INDEFINITE, _DISCUSSED_REACH = frozenset({"a", "an"}), 5
# `negotiations | between Spain and Mali on | a protocol`.
_WITH_WHOM = frozenset({"between", "with"})
_TALKING = folded("между паміж між с з и і й та")


def is_draft(line: Line, noun: Item) -> bool:
    """`a draft | agreement`, `agreement | draft`, `a memorandum, the | draft of which | was sent`."""
    drafts = line.of("draft")
    near = any(
        -_DRAFT_BEHIND <= noun.start - item.end <= _DRAFT_NEAR or 0 <= item.start - noun.end <= 1 for item in drafts
    )
    return near or (bool(drafts) and is_drafted_behind(line, noun))


def is_cleared(line: Line, noun: Item) -> bool:
    """`approved the signing of an agreement`, `authorised the minister to negotiate a draft`: a government lets it be signed."""
    mandates = [item for item in line.of("planned") if item.concept.code == MANDATED]
    if any(
        0 <= noun.start - item.end <= _MANDATE_REACH and not line.has_between(item.end, noun.start, CLAUSE_ENDS)
        for item in mandates
    ):
        return True
    signings = [one for one in line.of("agreement-verb") if one.prop("status") == "signed" and _opens(line, one, noun)]
    if clears_signing(line, noun):
        return True
    reach = _HAN_CLEARED_REACH if line.language == "zh" else _CLEARED_REACH
    if line.language in EAST_SLAVIC and (
        any(is_ordered(line, signing) for signing in signings) or may_negotiate(line, noun)
    ):
        return True
    return any(
        0 <= signing.start - other.end <= reach and not line.has_between(other.end, signing.start, PART_ENDS)
        for signing in signings
        for other in line.of("agreement-verb")
        if other.prop("status") in _CLEARING
    )


def _opens(line: Line, signing: Item, noun: Item) -> bool:
    """Whether a word of signing leads to its document, and is no participle of it: 签署|的|协定."""
    return signing.end <= noun.start and line.norm(signing.end) not in _PARTICIPLE


def is_deferred(line: Line, cue: Item) -> bool:
    """`the signing has been postponed`, `lễ ký … bị hoãn`: it did not take place, and may yet."""
    return any(
        item.concept.code == _DEFERRED
        and -_DEFERRED_REACH <= item.start - cue.end <= _DEFERRED_REACH + names_between(line, cue, item)
        and not line.has_between(min(item.end, cue.end), max(item.start, cue.start), _ENDS_OF_CLAUSES)
        for item in line.of("negation")
    )


def is_due(line: Line, verb: Item) -> bool:
    """`in force after ratification`, `待各自批准后`, `внёс на ратификацию`: the ratification is a condition, unless the document is in force by it."""
    if line.language == "en" and line.norms(verb.start - 2, verb.start) in (["should", "be"], ["must", "be"]):
        return True  # `say the treaty should be | signed | in spring`
    if line.language == "en" and line.norm(verb.start - 1) in _OUGHT and verb.prop("status") == "signed":
        return True  # `should | sign | a treaty this year`
    if verb.prop("status") != "ratified" or verb.concept.code == SUBMITTED:
        return verb.concept.code == SUBMITTED and not is_bill_passed(line, verb)
    holds = [item for item in line.of("agreement-verb") if item.prop("status") == "in-force"]
    done = any(not is_planned(line, item) and item.start != verb.end + 1 for item in holds)
    before = {line.norm(verb.start - 1), line.norm(verb.start - 2) if line.language == "vi" else ""}
    if line.language == "en" and line.norm(verb.start - 1) in _PASSIVE:  # `once it has been | ratified`
        before.update(line.norms(max(0, verb.start - _CONDITION_REACH), verb.start))
    if line.language == "vi":  # `kể từ | khi | có 40 quốc gia phê chuẩn`
        near = line.norms(max(0, verb.start - _WHEN_REACH), verb.start)
        before.update({_WHEN} if any(when == _WHEN and then in _SINCE_WHEN for then, when in pairwise(near)) else set())
    return not done and (not before.isdisjoint(_CONDITION) or line.norm(verb.end) == "后")


def is_coming(line: Line, verb: Item) -> bool:
    """`will enter into force`: a document that is signed and does not hold yet."""
    if verb.prop("status") != "in-force" or line.norm(verb.start) in _PAST:
        return False
    if is_effect_to_come(line, verb) or is_once(line, verb):
        return True
    if _is_going_on(line, verb):
        return False
    return is_planned(line, verb) or (line.norm(verb.start) in _PRESENT and line.norm(verb.end) in _FROM_THEN)


def _is_going_on(line: Line, verb: Item) -> bool:
    """`a treaty of 1979, which | remains in force`, `which continues to | govern`: what lasts is not to come, whatever else is."""
    return any(norm.startswith(_LASTS) for norm in line.norms(verb.start - 2, verb.end))


def is_refused(line: Line, verb: Item) -> bool:
    """`has no plans to sign`, `не намерены подписывать`; `подписано не было`: the negation is of the plan, or stands behind."""
    planned = {item.start for item in line.of("planned") if item.end <= verb.start}
    if any(item.end in planned and 0 <= verb.start - item.end <= _DEFERRED_REACH for item in line.of("negation")):
        return True
    behind = line.norms(verb.end, verb.end + 2)
    undone = line.language in EAST_SLAVIC and behind[0] == "не" and behind[1] in _WAS
    return undone or is_refused_signing(line, verb)


def is_only_broken(line: Line, verb: Item) -> bool:
    """`проволока не снята | вопреки | меморандуму`: what is not done under a document leaves it in force."""
    weak = verb.prop("status") == "in-force" and bool(verb.prop("weak"))
    return line.language in EAST_SLAVIC and weak


def is_unspoken(line: Line, noun: Item) -> bool:
    """`made no mention of an agreement`, `ні слова пра падпісанне`: nothing is said of it."""
    return any(
        item.concept.code == _UNSPOKEN
        and item.start - noun.end >= -_UNSPOKEN_REACH
        and noun.start - item.end <= _UNSPOKEN_REACH
        for item in line.of("negation")
    )


def is_negotiated(line: Line, noun: Item) -> bool:
    """`consultations on a joint action plan`, `раунд переговоров A и B о соглашении`, 引渡条约磋商: talks about a text."""
    talks = [item for item in line.of("meeting-noun", "meeting-verb") if item.prop("kind") == "talks"]
    talks = [item for item in talks if item.kind == "meeting-noun" or line.norm(item.end - 1).startswith(_TALKS)]
    if line.language in _TALKS_BEHIND and any(item.start == noun.end for item in talks):
        return True
    if line.language == "en" and not _DISCUSSED.isdisjoint(line.vocabulary) and _is_discussed(line, noun):
        return True
    ended = {verb.end for verb in line.of("agreement-verb") if verb.prop("status") == "terminated"}
    return any(_is_on(line, item.end, noun) for item in talks if item.end <= noun.start and item.start not in ended)


def _is_discussed(line: Line, noun: Item) -> bool:
    """`discussed a | memorandum`: nothing but an indefinite article and adjectives stands between."""
    before = range(noun.start - 1, max(0, noun.start - 1 - _DISCUSSED_REACH), -1)
    article = next((at for at in before if line.norm(at) in _INDEFINITE), None)
    return (
        article is not None
        and line.norm(article - 1) in _DISCUSSED
        and not line.has_between(article, noun.start, PART_ENDS | _TALKS_ON)
    )


def _is_on(line: Line, at: int, noun: Item) -> bool:
    """Whether talks that end before a token are on a document, with those who hold them between."""
    if line.language in EAST_SLAVIC:
        ends = {item.start: item.end for item in line.of("country", "agency")}
        while at in ends or line.norm(at) in _TALKING:
            at = ends.get(at, at + 1)
    if line.language == "en" and line.norm(at) in _WITH_WHOM:
        at = next((on for on in range(noun.start - 1, at, -1) if line.norm(on) in _TALKS_ON), at)
        if not (PART_ENDS).isdisjoint(line.norms(at, noun.start)):
            return False
    existing = any(norm.startswith(_OF_EXISTING) for norm in line.norms(at, noun.start))
    return 0 < noun.start - at <= _TALKS_REACH and line.norm(at) in _TALKS_ON and not existing
