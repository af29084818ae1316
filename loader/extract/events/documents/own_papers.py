"""Papers of one side in East Slavic texts: its own statement, a contract that lapsed, a signing it refused.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.doubts.han_seeming import is_open_question, is_own_declaration
from loader.extract.events.participants.actors import actors
from loader.extract.words import EAST_SLAVIC, PART_ENDS

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_STATEMENT = ("заявлен", "заяв")
# `совместное | заявление`, `стороны выпустили | заявление`: a statement of several.
_JOINT = (
    "совмест", "общ", "трехсторон", "двусторон", "многосторон", "итогов", "сторон", "участник", "министр", "лидер", "глав", "президент", "делегац",
    "сумес", "агульн", "трохбак", "двухбак", "шматбак", "выніков", "бак", "удзельнік", "міністр", "лідар", "кіраўнік", "кіраунік", "прэзідэнт", "дэлегац",
    "спільн", "спільно", "тристорон", "двосторон", "багатосторон", "підсумков", "учасник", "лідер", "очільник",
)  # fmt: skip
_PLURAL = ("ы", "и", "ами", "ями", "ов", "ей", "і", "амі", "ямі", "аў", "яў", "ів", "їв")
_ADJECTIVES = (
    "совмест", "общ", "трехсторон", "двусторон", "многосторон", "итогов", "сумес", "агульн", "трохбак", "двухбак", "шматбак", "выніков",
    "спільн", "тристорон", "двосторон", "багатосторон", "підсумков",
)  # fmt: skip
_ATTRIBUTE_REACH = 3
# `прыняты | заява`: a gathering adopts it.
_ADOPTED = ("приня", "прыня", "прийня", "ухвал")
# `Срок контракта | истёк`: what ends by itself.
_LAPSED = ("исте", "истек", "скончы", "скончаў", "мінул", "сплив", "спли", "закінч", "законч")
# `отказался от | подписания`, `отложил | подписание`: who refuses to sign has not signed.
_REFUSED = ("отказ", "адмо", "адмаў", "відмо", "отверг", "уклон", "заблок", "блокир", "блоку")
_REFUSED_REACH = 3
_STATUSES = frozenset({"signed", "ratified", "approved"})
# `голосовал за | прекращение | дебатов по соглашению`: what ends is what stands right behind.
_BY = frozenset({"по", "па", "за", "з", "із"})
_ENDED_REACH = 4


def is_own_statement(line: Line, noun: Item, story: AnnotatedStory) -> bool:
    """`Госдепартамент распространил | заявление`: what one side alone says is no document of several."""
    if line.language == "zh":
        return is_own_declaration(line, noun, story)
    if line.language not in EAST_SLAVIC or not line.norm(noun.end - 1).startswith(_STATEMENT):
        return False
    near = line.norms(max(0, noun.start - _ATTRIBUTE_REACH), noun.end + 1)
    if any(norm.startswith(_ADJECTIVES) for norm in near):
        return False
    if any(norm.startswith(_JOINT) and norm.endswith(_PLURAL) for norm in line.norms(0, len(line.tokens))):
        return False
    if line.of("pair", "pair-bodies", "side") or any(norm.startswith(_ADOPTED) for norm in line.vocabulary):
        return False
    told = actors(line, story, 0, noun.start)
    worldly = any(agency.international for agency in told.agencies.values())
    return len(told.states) < TWO_SIDES and not worldly and not told.pair


def is_refused_signing(line: Line, verb: Item) -> bool:
    """`отказался от | подписания | соглашения`: it was not signed."""
    if line.language == "zh":
        return is_open_question(line, verb)
    if line.language not in EAST_SLAVIC:
        return False
    if verb.prop("status") == "terminated" and line.norm(verb.start).startswith(_REFUSED):
        return any(other.start == verb.end and other.prop("status") in _STATUSES for other in line.of("agreement-verb"))
    if verb.prop("status") not in _STATUSES:
        return False
    before = line.norms(max(0, verb.start - _REFUSED_REACH), verb.start)
    return any(norm.startswith(_REFUSED) for norm in before) and PART_ENDS.isdisjoint(before)


def lapses_alone(line: Line, verb: Item | None) -> bool:
    """`контракт с тренером | истёк`: the end of a term that no second state shared."""
    if verb is None or line.language not in EAST_SLAVIC or verb.prop("status") != "terminated":
        return False
    return any(norm.startswith(_LAPSED) for norm in line.norms(verb.start, verb.end))


def ends_other(line: Line, verb: Item, noun: Item) -> bool:
    """`прекращение | дебатов по | соглашению`, `предусматривающее | отмену | виз`: not the document ends."""
    if line.language not in EAST_SLAVIC or verb.prop("status") != "terminated":
        return False
    if line.norm(verb.start - 1).startswith(("предусм", "прадугл", "передбач")):
        return True
    between = line.norms(verb.end, noun.start)
    return 1 < len(between) <= _ENDED_REACH and between[-1] in _BY
