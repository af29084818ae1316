"""Which verb gives a document its status.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.commerce.deals import is_told_deal, reaches_other
from loader.extract.events.documents.existing import is_current
from loader.extract.events.documents.mentions import is_similar
from loader.extract.events.documents.own_papers import ends_other
from loader.extract.events.participants.beside import title_opening
from loader.extract.events.status.han_documents import signs_law
from loader.extract.events.verbs.bars import ends_talks, is_about, is_entrusted, is_next_listed, is_of_next
from loader.extract.events.verbs.contrasts import clause_contrasted, in_other_brackets
from loader.extract.events.verbs.english_clauses import is_joined, main_predicate, of_clause
from loader.extract.events.verbs.english_objects import is_in_other_clause, is_no_object, is_only_prepared
from loader.extract.events.verbs.english_verbs import is_of_other
from loader.extract.events.verbs.han_governing import basis_reach, describes, goes_on_in_chinese, is_described
from loader.extract.events.verbs.links import is_planned
from loader.extract.events.verbs.slavic_documents import is_of_sides, is_parted
from loader.extract.events.verbs.slavic_participles import (
    describes_other,
    follows_participle,
    is_adopted_in_clause,
    is_by_decree,
    is_of_several,
    sharing,
)
from loader.extract.events.verbs.slavic_verbs import has_own_object, parts_from
from loader.extract.events.verbs.spacing import distance
from loader.extract.words import CLAUSE_ENDS, COMMAS, EAST_SLAVIC, PHRASE_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_FARTHEST = 30  # beyond it no verb governs a noun
# These outrank a nearer "signed": a treaty signed last year is ratified now.
_DECISIVE = frozenset({"ratified", "terminated", "in-force"})
_DECISIVE_REACH = 20
_ACTS = frozenset({"signed", "approved", "ratified"})
_PREPOSITION_REACH = 6  # `in accordance with the | bilateral …`: a preposition and its noun
# `выйти | из`, `вийти | із`: who leaves a document names it next.
_OUT_OF = folded("из з із зі са")
# `signed | a decree`; `ký tại Hà Nội | ngày 30/1/2024`.
_DECREE_REACH, _PARTICIPLE_REACH = 2, 4
_JOINED_REACH = 6  # `составлен на двух языках и | подписан`
_JOINING = folded("и і й та")
# `| , a | memorandum`, `| and a bilateral | protocol`, `| и | меморандум`.
_LISTING = COMMAS | _JOINING | frozenset({"and"})
_STATE_REACH = 2  # `under a 1992 deal with | Morocco`
# `соглашение между A и B | действует`: tokens from a document to what is said of it.
_CARRIED_OUT = "agreement-verb-carried-out"
_PREDICATE_REACH = 14
# `приняты заявление о … и | комплексный план`.
_ADOPTED = frozenset({"plan", "programme", "statement", "declaration"})
_ADOPTED_REACH = 12
_FINITE = (
    "ет", "ют", "ит", "ется", "ются", "ится", "ятся", "е", "ець", "юць", "ецца", "юцца", "є", "ють", "ється", "ються",
)  # fmt: skip
# `соглашение с A | продлено`.
_SHORT_PARTICIPLE = re.compile(r"(?:[ае]н[оаы]|ён)$")
_PASSIVE = folded("is are being been was were được đang 得到 正 在")
_PASSIVE_REACH = 4


def governing_verb(line: Line, noun: Item) -> Item | None:
    """The verb that gives a document its status: its own, or that of the documents with which it stands in a list."""
    return _own_verb(line, noun) or _shared(line, noun) or _listed(line, noun)


def _own_verb(line: Line, noun: Item) -> Item | None:
    """The nearest verb, unless one of ratifying or ending governs the sentence."""
    verbs = [
        verb for verb in line.of("agreement-verb") if _can_govern(line, verb, noun) and not signs_decree(line, verb)
    ]
    verbs = of_clause(line, noun, verbs)
    verbs = [verb for verb in verbs if not in_other_brackets(line, verb, noun)] or verbs
    led = [verb for verb in verbs if verb.end <= noun.start and not _only_dates(line, verb)]
    if line.language == "vi" and led and not any(_parts(line, verb, noun) for verb in led):
        verbs = [verb for verb in verbs if verb.end <= noun.start or not _only_dates(line, verb)]
    costs = {verb.start: distance(line, noun, verb) for verb in verbs}
    near = [verb for verb in verbs if costs[verb.start] <= _FARTHEST]
    near = [verb for verb in near if not describes(line, verb, noun, near)]
    near = [verb for verb in near if not _contrasted(line, verb, noun)] or near
    if (leading := _before_title(line, noun, near) or main_predicate(line, noun)) is not None:
        return leading
    decisive = [
        verb
        for verb in verbs
        if _is_decisive(line, verb)
        and ((verb in near and costs[verb.start] <= _DECISIVE_REACH) or follows_participle(line, noun, verb))
    ]
    best = min(decisive or near, key=lambda verb: (costs[verb.start], verb.start > noun.start), default=None)
    return _joined_signing(line, noun, best) or best


def _listed(line: Line, noun: Item) -> Item | None:
    """`approved an agreement with A, a memorandum with B | and a protocol with C`: of the last of a long list, the verb of the one before."""
    before = next((other for other in reversed(line.of("agreement-noun")) if other.end <= noun.start), None)
    if (
        before is None
        or line.language in {"zh", "vi"}
        or any(before.end <= verb.start for verb in line.of("agreement-verb", "said"))
    ):
        return None
    at = next((at for at in range(noun.start - 1, before.end - 1, -1) if line.norm(at) in _LISTING), None)
    joined = at is not None and not line.has_between(before.end, at, CLAUSE_ENDS) and is_next_listed(line, at + 1, noun)
    verb = _own_verb(line, before) if joined else None
    return verb if verb is not None and verb.end <= before.start else None


def _shared(line: Line, noun: Item) -> Item | None:
    """`план A, план B и план C были | утверждены`: the predicate of the last of several documents is that of each."""
    following = sharing(line, noun)
    verb = _own_verb(line, following) if following is not None else None
    return verb if verb is not None and verb.start > noun.end and is_of_several(line, verb) else None


def _contrasted(line: Line, verb: Item, noun: Item) -> bool:
    """Whether a clause of contrast parts a verb from a document: `действует соглашение с A, | а с B подписан договор`."""
    low, high = sorted((verb.start, noun.start))
    return clause_contrasted(line, low, high) < high


def _before_title(line: Line, noun: Item, verbs: list[Item]) -> Item | None:
    """`回顾…执行情况，并 | 签署了 | 《…合作计划》`: the verb right before the title that ends with the noun."""
    opening = title_opening(line, noun)
    return next((verb for verb in verbs if verb.end == opening and verb.prop("status") in _ACTS), None)


def _joined_signing(line: Line, noun: Item, drafted: Item | None) -> Item | None:
    """`составлен и подписан`: of two joined verbs the signing tells how far the document has come."""
    if (
        line.language not in EAST_SLAVIC
        or drafted is None
        or drafted.prop("status") not in {"planned", "approved"}
        or noun.end > drafted.start
    ):
        return None
    if any(other.start > noun.start for other in line.of("agreement-noun")):
        return None
    for verb in line.of("agreement-verb"):
        between = line.norms(drafted.end, verb.start)
        joined = drafted.end < verb.start <= drafted.end + _JOINED_REACH and not _JOINING.isdisjoint(between)
        if joined and verb.prop("status") == "signed" and COMMAS.isdisjoint(between) and not is_planned(line, verb):
            return verb
    return None


def signs_decree(line: Line, verb: Item) -> bool:
    """Whether a decree or law is what is signed: `đã ký | Quyết định số 12 phê chuẩn Hiệp định`."""
    behind = line.norm(verb.end) == "by"  # `approved | by Decree No. 120`
    decreed = any(
        0 <= item.start - verb.end <= _DECREE_REACH and not is_by_decree(line, item) for item in line.of("decree")
    )
    return (decreed and not behind) or signs_law(line, verb)


def _only_dates(line: Line, verb: Item) -> bool:
    """Whether a verb of signing only says when a document was: `Bản ghi nhớ | ký năm 2000`."""
    signed = verb.prop("status") == "signed"
    return signed and any(0 <= date.start - verb.end <= _PARTICIPLE_REACH for date in line.of("date"))


def _parts(line: Line, verb: Item, noun: Item) -> bool:
    """Whether a clause ends between a verb and its noun."""
    return line.has_between(verb.end, noun.start, CLAUSE_ENDS) or noun.start - verb.end > _DECISIVE_REACH


def _is_decisive(line: Line, verb: Item) -> bool:
    return verb.prop("status") in _DECISIVE and not verb.prop("weak") and not is_planned(line, verb)


def _can_govern(line: Line, verb: Item, noun: Item) -> bool:
    """`under the …`, `in accordance with` and `выйти из` govern only what follows at once; weak verbs no weak noun."""
    if any(bar(line, verb, noun) for bar in _BARS):
        return False
    if line.norm(verb.end - 1) in _OUT_OF and verb.end - verb.start > 1:
        return 0 <= noun.start - verb.end <= _PREPOSITION_REACH
    if (not verb.prop("weak") or noun.prop("weak")) and not is_described(line, verb, noun):
        exempt = (
            is_current(verb, noun),
            _is_adopted(line, verb, noun),
            is_of_sides(line, verb, noun),
            _is_deal_with_state(line, verb, noun),
            is_told_deal(line, verb, noun),
            verb.prop("status") == "planned" and is_similar(line, noun),
        )
        return not verb.prop("weak") or any(exempt)
    if verb.prop("status") == "in-force":
        if _is_predicate(line, verb, noun):
            return True
        listed = [other for other in line.of("agreement-noun") if verb.end <= other.start < noun.start]
        start = listed[0].start if listed and is_joined(line, listed[-1], noun) else noun.start
        reach = basis_reach(line, verb, noun)
        return 0 <= start - verb.end <= reach and not line.has_between(start, noun.start, CLAUSE_ENDS)
    parted = is_parted(line, min(verb.end, noun.end), max(verb.start, noun.start))
    return not parted or is_adopted_in_clause(line, verb, noun)


def _is_deal_with_state(line: Line, verb: Item, noun: Item) -> bool:
    """`under a 1992 | deal with Morocco`: a word that is often no document is one where it tells its other party."""
    under = (
        verb.prop("status") == "in-force"
        and bool(verb.prop("weak"))
        and 0 <= noun.start - verb.end <= _PREPOSITION_REACH
    )
    if line.language != "en" or not under or noun.prop("kind") != "agreement" or line.norm(noun.end) != "with":
        return False
    return any(noun.end < state.start <= noun.end + _STATE_REACH for state in line.of("country"))


def _is_adopted(line: Line, verb: Item, noun: Item) -> bool:
    """`принят | план`, `прыняты | заява і план`: of weak words these tell of an adoption where they stand together."""
    if line.language not in EAST_SLAVIC or verb.prop("status") != "approved" or noun.prop("kind") not in _ADOPTED:
        return False
    return 0 <= noun.start - verb.end <= _ADOPTED_REACH and not line.has_between(verb.end, noun.start, COMMAS)


def _is_predicate(line: Line, verb: Item, noun: Item) -> bool:
    """`соглашение … | действует`, `the plan is being | implemented`, `协定得到 | 执行`: a document as the subject of being carried out."""
    if verb.concept.code != _CARRIED_OUT or not 0 <= verb.start - noun.end <= _PREDICATE_REACH:
        return False
    between = line.norms(noun.end, verb.start)
    rivals = any(
        noun.end <= other.start < verb.start for other in line.of("agreement-noun", "meeting-noun", "agreement-verb")
    )
    if rivals or not (PHRASE_ENDS).isdisjoint(between):
        return False
    last = line.norm(verb.end - 1)
    if line.language in EAST_SLAVIC:
        return last.endswith(_FINITE) or _SHORT_PARTICIPLE.search(last) is not None
    return any(word in _PASSIVE for word in between[-_PASSIVE_REACH:])


_BARS = (
    is_about, is_of_next, ends_talks, ends_other, is_entrusted, is_of_other, parts_from, describes_other, has_own_object, goes_on_in_chinese, reaches_other, is_no_object,
    is_in_other_clause, is_only_prepared,
)  # fmt: skip
