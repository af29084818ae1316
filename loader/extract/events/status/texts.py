"""What is said of a document otherwise than by its verb: it is cited, only recorded, conditional, not ratified yet, just signed.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.events.status.conditions import is_in_condition
from loader.extract.events.verbs.links import is_planned, negated
from loader.extract.facts import DateBasis
from loader.extract.words import COMMAS, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `говорится | в | совместном заявлении`: who quotes from a statement tells that it was issued.
_SAYS = (
    "говорится", "отмечается", "подчеркивается", "сказано", "указано", "указывается", "отмечено", "подчеркнуто", "сообщается", "гаворыцца", "адзначаецца",
    "падкрэсліваецца", "сказана", "паведамляецца", "йдеться", "ідеться", "зазначається", "наголошується", "сказано", "підкреслюється", "мовиться",
)  # fmt: skip
# `в совместном заявлении, | принятом | по итогам`.
_ISSUED = (
    "принят", "опубликован", "распростран", "обнародован", "прынят", "апублікаван", "распаўсюдж", "прийнят", "ухвален", "оприлюднен", "поширен",
)  # fmt: skip
_ISSUED_REACH = 14
_IN = folded("в во у ў")
_CITED_REACH = 4
_COMMON = ("совместн", "сумесн", "спільн", "деклараци", "дэкларацы", "декларац", "итогов", "выніков", "підсумков")
_STATEMENTS = frozenset({"statement", "declaration"})
# `договорённость | закреплена | протоколом`: what another document holds is none of its own.
_RECORDED = (
    "закреплен", "зафиксирован", "оформлен", "отражен", "прописан", "замацаван", "зафіксаван", "аформлен", "адлюстраван", "закріплен", "зафіксован", "оформлен",
)  # fmt: skip
_RECORDED_REACH = 3
_IF = folded("если калі якщо якби")
_WOULD = folded("бы б би")
_MIGHT = ("мог", "помог", "позвол", "смог", "дапамаг", "дазвол", "змаг", "допомог", "дозвол", "зміг")
_WOULD_REACH = 3
_PENDING_REACH = 24
# `Under a protocol signed in Moscow on | Monday`: tokens from the preposition to the signing, and from that to its day.
_UNDER = "agreement-verb-under"
_SIGNING_REACH, _DAY_REACH = 14, 8


def is_cited(line: Line, noun: Item) -> bool:
    """`Об этом говорится в | совместном заявлении`, `В | совместном заявлении | отмечается`: it has been made."""
    if line.language not in EAST_SLAVIC or noun.prop("kind") not in _STATEMENTS:
        return False
    if not any(norm.startswith(_COMMON) for norm in line.norms(noun.start - 1, noun.end)):
        return False
    start = noun.start - 1 - (line.norm(noun.start - 1) not in _IN)
    if line.norm(start) not in _IN:
        return False
    behind = line.norms(noun.end, min(len(line.tokens), noun.end + _ISSUED_REACH))
    if any(left == "," and right.startswith(_ISSUED) for left, right in pairwise(behind)):
        return True
    near = (*line.norms(start - _CITED_REACH, start), *line.norms(noun.end, noun.end + _CITED_REACH))
    return any(norm.startswith(_SAYS) for norm in near)


def is_only_recorded(line: Line, noun: Item) -> bool:
    """`Договорённость | закреплена протоколом`: the other document is the one."""
    if line.language not in EAST_SLAVIC or len(line.of("agreement-noun")) == 1:
        return False
    behind = line.norms(noun.end, noun.end + _RECORDED_REACH)
    return any(norm.startswith(_RECORDED) for norm in behind) and any(
        other.start >= noun.end for other in line.of("agreement-noun")
    )


def is_conditional(line: Line, noun: Item, verb: Item | None) -> bool:
    """`Если стороны подпишут | соглашение`, `меморандум | мог бы упростить`: a document that may be."""
    if line.language == "en":
        return is_in_condition(line, noun, verb)
    if line.language not in EAST_SLAVIC:
        return False
    if verb is not None and not _IF.isdisjoint(line.vocabulary):
        first = min(verb.start, noun.start)
        at = next((at for at in range(first - 1, -1, -1) if line.norm(at) in _IF), None)
        if at is not None and not line.has_between(at, max(verb.end, noun.end), PART_ENDS):
            return True
    if verb is not None or _WOULD.isdisjoint(line.vocabulary):
        return False
    would = next((at for at in range(noun.end, len(line.tokens)) if line.norm(at) in _WOULD), None)
    return (
        would is not None
        and line.norm(would - 1).startswith(_MIGHT)
        and not line.has_between(noun.end, would, PART_ENDS)
    )


def signed_though_pending(line: Line, noun: Item, verb: Item | None) -> Item | None:
    """`пока не ратифицировал соглашение, | подписанное | 3 февраля`, `was | signed | but has never been ratified`: what is not ratified yet may be signed."""
    slavic = line.language in EAST_SLAVIC
    if verb is None or not (slavic or line.language == "en"):
        return verb
    if verb.prop("status") != "ratified" or not negated(line, verb):
        return verb
    signed = (
        other
        for other in line.of("agreement-verb")
        if other.prop("status") == "signed"
        and (0 if slavic else -_PENDING_REACH) <= other.start - noun.end <= _PENDING_REACH
        and not negated(line, other)
        and not is_planned(line, other)
    )
    return next(signed, verb)


def signed_just_now(line: Line, noun: Item, verb: Item | None) -> Item | None:
    """`Under a protocol | signed | on Monday, …`: what is cited with a day told from that of the publication is news."""
    if verb is None or verb.concept.code != _UNDER or verb.start > noun.start:
        return verb
    for other in line.of("agreement-verb"):
        near = 0 <= other.start - verb.end <= _SIGNING_REACH and abs(other.start - noun.end) <= _SIGNING_REACH
        if other.prop("status") != "signed" or not near or is_planned(line, other):
            continue
        date = min(line.of("date"), key=lambda date: abs(date.start - other.end), default=None)
        if date is not None and abs(date.start - other.end) <= _DAY_REACH and _is_news(line, other, date):
            return other
    return verb


def _is_news(line: Line, verb: Item, date: Item) -> bool:
    """Whether the day with a verb is one that the text tells from that of its publication: `on Monday`, `yesterday`."""
    first, second = sorted((verb, date), key=lambda item: item.start)
    told = date.value.basis is DateBasis.PUBLICATION_DATE and not date.value.guessed
    return (
        told and date.value.datatype in {"date", "gMonthDay"} and not line.has_between(first.end, second.start, COMMAS)
    )
