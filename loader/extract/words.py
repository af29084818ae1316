"""Function words and marks that rules look at: closed classes, so they are code and not lexicon."""

from __future__ import annotations

from ontology.tokens import fold


def folded(text: str) -> frozenset[str]:
    """The words of a text, in their compared form."""
    return frozenset(fold(word) for word in text.split())


def is_han(norm: str) -> bool:
    """Whether a token's compared form is a Chinese character of the basic block."""
    return "\u4e00" <= norm[:1] <= "\u9fff"


# Languages whose nouns take cases and whose states follow a body in the genitive.
EAST_SLAVIC = frozenset({"ru", "be", "uk"})

AND = folded("and и і й та ды и và 和 与 與 同 、 , & с со з із зі with as well")
ABOUT = folded("on about concerning о об обо про аб пра щодо về")
OF = folded("of the for a an nước của nhà tại в")
WITH = folded("with с со з зь са із зі với 同 与 和")
ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVE = frozenset({"'", "'s"})
ENGLISH_ORDINAL_SUFFIXES = frozenset({"th", "st", "nd", "rd"})

COMMAS = frozenset({",", "，"})
TITLE_MARKS = frozenset("《》")
DASHES = frozenset({"-", "–", "—"})
# `МОСКВА, 4 марта`, `БАКУ /Trend/`, `HANOI (AP)`: what stands behind the city that a report comes from.
AFTER_DATELINE = DASHES | {",", "(", "/", ".", ":"}
STOPS = frozenset({".", ";", "!", "?", "。", "；", "！", "？"})
CLAUSE_BREAKS = frozenset({";", "；", ":", "：", "—", "–"})
CLAUSE_ENDS = STOPS | CLAUSE_BREAKS
PART_ENDS = CLAUSE_ENDS | COMMAS
PHRASE_ENDS = STOPS | COMMAS

# Words that open sentences and headlines with a capital and are no name.
NOT_NAMES = folded(
    "a an the this that these those he she it they we i you his her its their our my on in at of for from to by with and or but "
    "as if when while where who what which how there here after before during since until under over about into according "
    "also both all some many most more other another such so not no yes mr mrs ms dr sir lady lord saint st new first second "
    "earlier later today yesterday tomorrow now then thus however meanwhile speaking following among between through against "
    "without within nor yet still only even just each every one two three four five six seven eight nine ten "
    "в на с из по к от до за о об у и а но не что как это он она они мы вы я его её их наш все так же при для без под над "
    "сам сама сами самі между после перед также вчера сегодня завтра ранее однако кроме вместе если когда где кто вот ещё уже первый второй "
    "у на з са па да ад за аб і а але не што як гэта ён яна яны мы вы я яго яе іх наш усе так пры для без пад над паміж пасля перад таксама "
    "учора сёння заўтра раней аднак акрамя разам калі дзе хто яшчэ ўжо "
    "потом затем теперь поэтому одновременно потым затым цяпер таму адначасова потім тепер тому одночасно водночас нині "
    "впрочем напомним согласно кстати например отметим добавим уточним напомню сотни тысячи десятки члены врачи дело день портрет муж жена сын дочь брат сестра "
    "отец мать вдова предки сторонники режиссёр актёр актриса певец певица скрипач пианист дирижёр композитор художник писатель поэт журналист фельдшер врач "
    "менеджер участковый следователь адвокат стадион форвард защитник вратарь полузащитник нападающий тренер рокер рэпер блогер телеведущий телеведущая "
    "спортсмен спортсменка теннисист теннисистка футболист хоккеист боксёр шахматист космонавт астронавт учёный профессор академик миллиардер бизнесмен олигарх "
    "основатель создатель автор фотограф дизайнер модель студент студентка школьник пенсионер арестован арестована живёт умер умерла родился убит ранен задержан "
    "между тем дарэчы напрыклад рэжысёр акцёр актрыса спявак спявачка пісьменнік паэт журналіст лекар урач следчы адвакат трэнер мастак кампазітар "
    "утім втім адже можливо нагадаємо нагадаю зазначимо додамо отже звісно зокрема натомість проте чому "
    "дарма напэўна магчыма нагадаем адзначым дадамо зрэшты вядома прынамсі "
    "возможно вероятно видимо наконец напоминаем почему зачем "
    "до речі наприклад режисер актор акторка співак співачка письменник поет журналіст лікар слідчий адвокат тренер художник композитор дружина чоловік "
    "за із зі від про й та але що як це він вона вони ми ви його її їх усі також вчора сьогодні завтра раніше однак коли де хто ще вже",
)
PARTICLES = folded(
    "de da del van von der al el bin ibn ben ul абд аль оглы оглу кызы де ла дель ди фон ван дер дэр фан ден дэн бен бин ибн эль аш ель"
)
# Capitalised words of institutions, firms, works and places: a run that holds one is no person's name.
NOT_PERSONS = folded(
    "member members states nations agency press news security sensor council committee commission bank sea fleet brigade battalion regiment group company corp "
    "corporation movement coalition bloc commissariat joint inc ltd llc airlines airways party front union road belt initiative project region province district county "
    "exchange television tv holdings plc ag nv oy ab co gmbh index museum hospital championship series wall catholic "
    "university institute college school academy times post daily herald tribune gazette street avenue square airport stadium "
    "club cup league olympic day week declaration summit meeting meetings conference congress dialogue session talks forum fund act law court senate congress parliament house palace hotel "
    "bridge river lake bay gulf strait island islands peninsula mountains valley base camp operation ministry department office "
    "service services force forces guard police army navy customs border treaty agreement protocol convention charter plan "
    "programme program strategy centre center foundation association federation organisation organization republic kingdom "
    "affairs cooperation development investment energy gas oil nuclear power electronics technologies systems industries "
    "pacific atlantic mediterranean caribbean africa asia europe operation exercise initiative wing office "
    "радио радіо радыё телеканал газета агентство агенцтва новости новини навіны известия правда республика республики республіка "
    "республіки рэспубліка рэспублікі область области вобласць вобласці область області район район округ край улица вулица вуліца "
    "вулиця проспект площадь плошча площа море фронт партия партыя партія союз університет університэт университет институт"
)
