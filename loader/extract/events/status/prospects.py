"""Signings that are only spoken of: `возможное подписание`, `перспективы заключения`, `ускорить подписание`.

A verbal noun of East Slavic tells of an act that was done only where nothing before it says that it is looked ahead to.
All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import ABOUT, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_VERBAL_NOUN = re.compile(
    r"(?:[ае]ни[еяию]|[ае]нием|яти[еяию]|ятием|ификаци[яиюей]+|ировани[еяию]|[аэе]нн[еяію]|[аэе]ннем|яцц[еяю]|ыфікацы[яіюей]+|"
    r"[ае]нн[яюі]|[ае]нням|иття|йняття|ифікаці[яіюєй]+)$"
)
# What may be, and what is offered.
_POSSIBLE = (
    "возможн", "вопрос", "перспектив", "целесообразн", "необходимост", "идея", "идею", "идеи", "инициатив", "предложени",
    "магчым", "пытанн", "перспектыў", "мэтазгодн", "неабходнас", "ідэ", "ініцыятыв", "прапанов",
    "можлив", "питанн", "доцільн", "необхідн", "іде", "ініціатив", "пропозиці",
)  # fmt: skip
# What is under way, or agreed to be done.
_COMING = (
    "скорейш", "близк", "бліз", "близьк", "предстоящ", "планируем", "будущ", "намечен", "готовност", "подготовк", "подготовить", "подготовит", "ускор", "намерени", "договорил",
    "договоренност", "ожида", "предполага", "предусматрива", "намеча", "анонсир", "обсудил", "обсужда", "обсужден", "рассмотре", "высказал", "выступил",
    "хутчэйш", "будуч", "гатоўнас", "гатоўнасц", "падрыхтоў", "паскор", "намер", "дамовіл", "дамоўлен", "чакае", "мяркуе", "прадугледж", "абмерк",
    "абмяркоў", "разгледз", "выказал", "выступіл",
    "якнайшвидш", "найшвидш", "майбутн", "запланован", "готовніст", "готовност", "підготов", "прискор", "намір", "домовил", "домовлен", "очіку", "передбача",
    "обговор", "розглян", "висловил", "виступил",
)  # fmt: skip
# `переговоры | о заключении | соглашения`: talks on an act that they are to lead to.
_TALKS = ("переговор", "консультац", "перагавор", "перамов", "кансультац", "перемов")
# What comes behind an act or with it tells that it was done.
_DONE = folded(
    "после пасля після итогам итоге выніках підсумками момента моманту моменту дня ходе время час результате выніку результаті "
    "состоялось состоялась прошло прошла стало стала адбылося адбылася прайшло прайшла відбулося відбулася пройшло пройшла"
)
# `работа | над | подписанием`.
_WORK = ("работ", "прац", "робот")
_ON = folded("над по па з із")
_WITHOUT = folded("без")
# `его ратификации | ждут осенью`, `подписание | ожидается`.
_AWAITED, _AWAITED_REACH = ("ждут", "ждет", "ожида", "предстоит", "чака", "очіку", "чекаю", "намечен", "заплан"), 2
_REACH = 6
MAY_BE, TO_BE = "possible", "coming"

_THREATENS = (
    "требова",
    "требу",
    "потребова",
    "патрабава",
    "патрабу",
    "запатрабава",
    "вимага",
    "вимог",
    "призва",
    "призыва",
    "заклік",
    "заклик",
    "threat",
    "угрож",
    "угроз",
    "пригроз",
    "грозил",
    "грозит",
    "паграж",
    "гразі",
    "прыграз",
    "погрож",
    "пригрож",
    "威",
)
_THREAT_REACH = 4
_WOULD, _IF = frozenset({"would", "could", "might", "may"}), frozenset({"if", "unless"})
_JOINING = frozenset({"agreement-verb-accede", "agreement-verb-acceded", "agreement-verb-joined"})
_MAY, _MAY_JOIN_REACH = folded("may might could can может могут мог бы смогут можа могуць можуць може можуть"), 3
_SIGNS = re.compile(r"\bsign|\bconclu|подпис|заключ|падпіс|підпис|\bký\b|签|簽")


def prospect_of(line: Line, verb: Item | None) -> str | None:
    """Whether a verbal noun of signing tells of what may be (`MAY_BE`) or is to be (`TO_BE`); None where it may be done.

    Args:
        line: A sentence.
        verb: The word that gives a document its status.

    """
    if (
        verb is None
        or line.language not in EAST_SLAVIC
        or verb.prop("status") not in {"signed", "approved", "ratified"}
        or _VERBAL_NOUN.search(line.norm(verb.start)) is None
    ):
        return None
    awaited = any(norm.startswith(_AWAITED) for norm in line.norms(verb.end, verb.end + _AWAITED_REACH))
    return TO_BE if awaited else _looked_ahead_to(line, verb)


def _looked_ahead_to(line: Line, verb: Item) -> str | None:
    """What stands before a verbal noun tells of what may be, or is to be."""
    for at in range(verb.start - 1, max(-1, verb.start - 1 - _REACH), -1):
        norm = line.norm(at)
        if norm in PART_ENDS or norm in _DONE:
            return None
        if norm.startswith(_POSSIBLE):
            return MAY_BE
        if line.norm(at - 1) in _WITHOUT or _is_approved(line, at):
            return None
        talked = norm.startswith(_TALKS) and line.norm(verb.start - 1) in ABOUT
        if talked or norm.startswith(_COMING) or (norm.startswith(_WORK) and line.norm(at + 1) in _ON):
            return TO_BE
    return None


def _is_approved(line: Line, at: int) -> bool:
    """`без обсуждения была | одобрена | ратификация`: what was approved was done."""
    return any(verb.end == at + 1 and verb.prop("status") == "approved" for verb in line.of("agreement-verb"))


def is_threatened(line: Line, verb: Item) -> bool:
    """`threatened to | withdraw from`, `вопрос о | выходе из`: an end that somebody only threatens with or thinks of."""
    if verb.prop("status") != "terminated":
        return False
    before = line.norms(max(0, verb.start - _THREAT_REACH), verb.start)
    if line.language == "en" and line.norm(verb.start - 1) in _WOULD and not _IF.isdisjoint(line.vocabulary):
        return True  # `would | denounce | all agreements if …`
    about = line.language in EAST_SLAVIC and line.norm(verb.start - 1) in ABOUT
    thought = about and any(norm.startswith(_POSSIBLE) for norm in before)
    return thought or any(norm.startswith(_THREATENS) for norm in before)


def may_join(line: Line, verb: Item) -> bool:
    """`Польша может | присоединиться к меморандуму`: who only may accede has not."""
    if verb.concept.code not in _JOINING:
        return False
    return not _MAY.isdisjoint(line.norms(max(0, verb.start - _MAY_JOIN_REACH), verb.start))


def foretells_signing(line: Line, verb: Item) -> bool:
    """`will be signed`, `将签署`: a stage of a draft whose day is that of the signature to come."""
    return verb.prop("status") == "planned" and _SIGNS.search(line.words(verb).lower()) is not None
