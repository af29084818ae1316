"""The forms of East Slavic verbs that tell of what is to come, where no word of the future stands with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# The perfective present of East Slavic verbs is their future: подпишут, адбудзецца, зустрінуться.
_RUSSIAN = (
    r"подпиш[еу]|заключ[иа]т|утверд[ия]т|одобр[ия]т|ратифициру[ею]т|встрет[ия]т|провед[еу]т|"
    r"увид[ия]тся|созвон[ия]тся|собер[еу]тся|съед[еу]тся|побесед[уе]ют|откро[еюя]тся|начн[еу]тся|заверш[ия]тся|рассмотр[ия]т|сяд[еу]т|"
    r"продолж[ия]тся|возобнов[ия]тся|вылет[ия]т|вы?ед[еу]т$|при?ед[еу]т$|поед[еу]т$|прилет[ия]т|отправ[ия]тся|направ[ия]тся|нанес[еу]т|соверш[ия]т|подготов[ия]т|разработа[ею]т|"
    r"согласу[ею]т|парафиру[ею]т|вступ[ия]т$|приме[тм]|примут|посет[ия]т|обсуд[ия]т|состо[ия]тся|пройд[еу]т|прибуд[еу]т|посвят[ия]т|"
    r"произойд[еу]т|переговор[ия]т|поговор[ия]т|навест[ия]т|заслуша[ею]т|обменя[ею]т|организу[ею]т|выступ[ия]т$"
)
_BELARUSIAN = (
    r"падпіш[аэу]|заключ[ыа]ць|зацвердз[ія]ць|ухвал[ія]ць|адобр[аы]ць|ратыфіку[ею]|сустрэн|правядз(?:е|еце|ем)?$|правядуць|убач[аы]цца|"
    r"пабач[аы]цца|стэлефану|з'ед[уз]|збяр[эу]цца|сабяр[эу]цца|пагутар[аы]ць|перагавор[аы]ць|адкры[ею]цца|пачн[еу]цца|заверш[аы]цца|"
    r"разгледз[ія]ць|сяд(?:зе|уць)|працягн(?:е|уць)|аднов[ія]цца|вылец[ія]ць|праляц|адправ[ія]цца|накіру[ею]|нанес(?:уць)|нанясе|здзейсн[ія]ць|"
    r"падрыхту[ею]|распрацу[ею]|узгодн[ія]ць|парафіру|прым(?:е|уць)$|наведа[ею]|завіта[ею]ць|абмярку[ею]|адбуд(?:зе|у)цца|пройд(?:зе|уць)|"
    r"прыбуд(?:зе|уць)|прыед(?:зе|уць)|паед(?:зе|уць)|паляц[ія]ць|абмяня[ею]|далуч[аы]цца|выступ[ія]ць|змацу[ею]|"
    r"прагаласу[ею]|скліч|арганізу[ею]ць|уступ(?:іць|яць)$|набудзе$|набудуць$|прысвец[ія]ць|прылец[ія]ць|прыляц|паразмаўля[ею]|зладз[ія]ць|заслуха[ею]"
)
_UKRAINIAN = (
    r"підпиш[еу]|уклад(?:е|уть)$|затверд(?:ить|ять)|ухвал(?:ить|ять)|схвал(?:ить|ять)|ратифіку[єю]|зустрін|провед(?:е|уть|емо)$|побач[аи]ться|"
    r"зателефону|зб(?:ереть|еруть|ираємо)ся|з'їд(?:еть|уть)ся|поговор[ия]ть|поспілку[єю]|відкри[єю]ться|почн[еу]ться|заверш[аи]ться|"
    r"розглян[еу]|сяд(?:е|уть)|продовж[аи]ться|віднов[ля]+ться|вилет[ия]ть|відправ[ля]+ться|вируш[аи]ть|здійсн[ия]ть|підготу[єю]|розроб[ля]+ть|"
    r"погод[ия]ть|набуде$|набудуть$|набере$|наберуть$|вступ(?:ить|лять)$|парафу[єю]|прийм(?:е|уть)$|відвіда[єю]|обговор(?:ить|ять)|відбуд(?:еть|уть)ся|пройд(?:е|уть)|прибуд(?:е|уть)|приїд(?:е|уть)|"
    r"поїд(?:е|уть)|завіта[єю]|обміня[єю]|приєдна[єю]|поста(?:вить|влять)|скріп[ля]+ть|проголосу[єю]|склич|прилет[ия]ть|переговор[ия]ть|заслуха[єю]|організу[єю]ть|візьм(?:е|уть)|виступ(?:ить|лять)"
)
FUTURE = re.compile(f"(?:(?:{_RUSSIAN})(?!ь)|{_BELARUSIAN}|{_UKRAINIAN})")  # `обсудит`, but not `обсудить`
# Belarusian and Ukrainian present tenses end as Russian infinitives do: `дзейнічаюць`, `регулюють`.
_INFINITIVES = {
    "ru": re.compile(r"(?:ть|ться|ти|тись|тися|чь)$"),
    "be": re.compile(
        r"(?:(?<![ую])ць|[цч]і|чы|(?:сустрэ|сабра|збіра|сустрака|пабачы|адбы|далучы|змяні|абмяня|вярну)цца)$"
    ),
    "uk": re.compile(r"(?:ти|тися|тись|гти|чи)$"),
}
_NO_INFINITIVES = folded("речь ночь дочь")  # `речь | шла о`
CONTINUED = ("продл", "продолж", "працягн", "прадоўж", "продовж", "трива")
"""Stems of verbs by which what has begun goes on."""
MANAGED = folded(
    "удалось смог смогла смогли сумел сумели успел успели получилось довелось чтобы "
    "удалося атрымалася здолеў здолела здолелі змог змагла змаглі паспеў паспелі выпала каб "
    "вдалося вдалось зміг змогла змогли встиг встигла встигли спромігся спромоглися довелося щоб аби"
)
MANAGED_REACH = 4
OF_DOCUMENTS = re.compile(
    r"(?:подпиш|заключ|утверд|одобр|ратифици|парафиру|согласу|разработа|подготов|примут|"
    r"падпіш|зацвердз|ухвал|адобр|ратыфіку|узгодн|распрацу|падрыхту|прымуць|"
    r"підпиш|уклад|затверд|схвал|ратифіку|парафу|погод|розроб|підготу|приймуть)"
)
# `примут | участие`: of attendance, not of a document that is adopted.
ATTENDED = folded("участие удзел участь")
# `утвердили план и | рассмотрели | проект`: past plurals and infinitives behind a joining word, which take what follows them.
_JOINED_VERBS = {
    "ru": re.compile(r"(?:[аеияу]ли(?:сь)?|[аеияну]ть(?:ся)?)$"),
    "be": re.compile(r"(?:[аеіыяу]лі(?:ся)?|[аіыяну]ць|[аіыя]цца)$"),
    "uk": re.compile(r"(?:[аеіияу]ли(?:ся|сь)?|[аіияну]ти(?:ся)?)$"),
}
_NO_VERBS = folded(
    "или если цели модели недели земли чили бали сомали мали непали детали медали автомобили стили корабли печать память пять "
    "или модели цілі недели або калі коли если хвалі цэлі мадэлі дэталі каралі моделі деталі діти"
)
_JOINS = folded("и а также і й та ды таксама також , .")
_RELATIVE = ("котор", "якi", "який", "яка", "яке", "які", "якія", "якога", "якой", "якую", "яким", "что", "што", "що")
# `пасяджэнне камісіі, | якое | пройдзе`
_THAT = ("котор", "якое", "якая", "якія", "яке", "яка", "який", "які")
# `и | в ходе встречи | обсудили`: tokens from the joining word to its verb.
_JOIN_REACH = 4
_PROVIDING = ("предусм", "прадугл", "передбач")
_JOINING = folded("и і й та ды также таксама також")
_OBJECT_REACH = 3
# `подготовка | к`, and tokens between it and what is prepared.
PREPARATION = ("подготовк", "подготовит", "готов", "падрыхто", "рыхту", "підготов", "готу")
_TO = folded("к ко да до")
# `правесці | сёлета ў Мінску | семінар`
_HOLD_REACH = 7
_TO_HOLD = folded(
    "начать возобновить продолжить провести открыть организовать созвать пачаць аднавіць працягнуць правесці арганізаваць склікаць "
    "почати розпочати відновити продовжити організувати скликати"
)
_EVE = folded("преддверии пераддзвер'і переддень передодні")
_PREPARED_REACH = 4
_ATTENDED_REACH = 7
_CLAUSE_REACH = 16
_TAKING_UP = folded(
    "окончании завершении итогам результатам ходе завершение рамках заканчэнні завяршэнні выніках ходзе завершенні "
    "закінченні підсумками результатами ході время час падчас"
)
PREPOSITIONS = folded(
    "по в во на за после перед до при о об с со от для через накануне "
    "па у ад да з са пры пра аб пасля падчас праз напярэдадні "
    "у від із зі під про після через напередодні"
)


def is_infinitive(word: str, language: str) -> bool:
    """Whether a word in its compared form ends as the infinitives of an East Slavic language do."""
    return _INFINITIVES[language].search(word) is not None and word not in _NO_INFINITIVES


def parts_from(line: Line, verb: Item, noun: Item) -> bool:
    """`утвердили план и | рассмотрели | проект соглашения`: another verb of the sentence took the document for its object."""
    if line.language not in EAST_SLAVIC or noun.start - verb.end <= 1:
        return False
    looks_so = _JOINED_VERBS[line.language].search
    joined = 0
    for at in range(verb.end, noun.start):
        norm = line.norm(at)
        if norm.startswith(_RELATIVE):
            return False  # what a document is about may have verbs of its own
        if norm in _JOINS and at > verb.end:
            joined = at
        elif joined and at - joined <= _JOIN_REACH and norm not in _NO_VERBS and looks_so(norm):
            return True
    return False


def has_own_object(line: Line, verb: Item, noun: Item) -> bool:
    """`рассмотреть проект программы и | утвердить | план`: a joined verb behind a document, with a document of its own."""
    if line.language not in EAST_SLAVIC or verb.start < noun.end or line.norm(verb.start - 1) not in _JOINING:
        return False
    return any(0 <= other.start - verb.end <= _OBJECT_REACH for other in line.of("agreement-noun"))


def is_prepared(line: Line, noun: Item) -> bool:
    """`подготовка к | очередному | заседанию`, `в преддверии | саммита`, `начать | переговоры`: what is prepared is still to come."""
    if line.language not in EAST_SLAVIC:
        return False
    if _is_to_be_held(line, noun):
        return True
    for at in range(noun.start - 1, noun.start - 1 - _PREPARED_REACH, -1):
        norm = line.norm(at)
        if norm in _TO:
            return line.norm(at - 1).startswith(PREPARATION)
        if norm in _EVE or not norm or not norm[0].isalpha():
            return norm in _EVE
    return False


def is_taken_up(line: Line, noun: Item) -> bool:
    """`по окончании | переговоров`, `в ходе | встречи`: a gathering that was told of, held or to come."""
    return line.language in EAST_SLAVIC and line.norm(noun.start - 1) in _TAKING_UP


def _is_to_be_held(line: Line, noun: Item) -> bool:
    """`решили начать | переговоры`: an infinitive tells of an aim, unless they managed it."""
    if noun.kind != "meeting-noun":
        return False
    at = next((at for at in range(noun.start - 1, noun.start - _HOLD_REACH, -1) if line.norm(at) in _TO_HOLD), None)
    if at is None or line.has_between(at, noun.start, PART_ENDS) or line.norm(noun.start - 1) in PREPOSITIONS:
        return False
    return MANAGED.isdisjoint(line.norms(max(0, at - MANAGED_REACH), at))


def attended_later(line: Line, noun: Item) -> bool:
    """`примет участие в 24-м | заседании`, `заседание …, которое | пройдёт`: the verb before it or its clause is of the future."""
    if line.language not in EAST_SLAVIC:
        return False
    for at in range(noun.start - 1, noun.start - _ATTENDED_REACH, -1):
        if line.norm(at) in ATTENDED:
            return FUTURE.match(line.norm(at - 1)) is not None
    for at in range(noun.end, noun.end + _CLAUSE_REACH):
        if line.norm(at).startswith(_THAT):
            return line.norm(at - 1) == "," and FUTURE.match(line.norm(at + 1)) is not None
    return False


def has_preposition(line: Line, noun: Item) -> bool:
    """`по итогам | встречи`, `в ходе | визита`: what a verb before it tells is not of the noun."""
    before = noun.start - 1
    if any(item.end == noun.start for item in line.of("place", "date")):
        return False  # `проведёт | в Минске | конференцию`
    return bool(PREPOSITIONS & {line.norm(before), line.norm(before - 1)})


def is_of_document_clause(line: Line, cue: Item, told: Item) -> bool:
    """`обсудили программу, | которую планируется подписать | в декабре`: a day in a clause on a document is none of the gathering."""
    if line.language not in EAST_SLAVIC or told.start <= cue.end:
        return False
    opens = next(
        (at for at in range(cue.end, told.start) if line.norm(at).startswith(_RELATIVE) and line.norm(at - 1) == ","),
        None,
    )
    return opens is not None and any(opens < verb.start < told.start for verb in line.of("agreement-verb"))


def is_provided_for(line: Line, told: Item, cue: Item) -> bool:
    """`Протоколом, который | подписали | участники, предусмотрено в | 2021 году | провести операцию`: a day of what a document provides for."""
    if line.language not in EAST_SLAVIC or told.start < cue.end:
        return False
    return any(norm.startswith(_PROVIDING) for norm in line.norms(cue.end, told.start))
