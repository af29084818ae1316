"""What East Slavic texts tell of gatherings that are only aimed at, go on, or are no gathering: `готов вести переговоры`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.verbs.slavic_verbs import is_infinitive
from loader.extract.words import EAST_SLAVIC, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `о готовности | обсуждать`, `пытался | вести переговоры`, `запретил | посещать`: words that leave an infinitive undone.
_UNDONE = (
    "готов", "гатов", "гатоу", "пыта", "попыт", "спроб", "спраб", "намага", "желани", "жадан", "бажан", "мечта", "запре", "запрещ", "забар", "забор",
    "воздерж", "устрым", "утрим", "отказ", "адмо", "відмо", "нежелан",
)  # fmt: skip
_UNDONE_REACH = 4
# `вести | переговоры` of those who have no day for it.
_LEADING = folded("ведет ведут вести вядзе вядуць весці веде ведуть")
# `путём | переговоров`: how something is to be reached.
_WAYS = folded("путем шляхом шляхам")
_DATES = folded("дата дату даты дате сроки сроках дати даті терміни датах тэрміны тэрмін дате")
# What people take part in and act for no state there.
_CONTESTS = (
    "конкурс", "соревн", "спаборн", "змаган", "турнир", "турнір", "матч", "фестивал", "фестывал", "концерт", "канцэрт", "марафон", "забег",
    "гонк", "голосовани", "галасаван", "голосуван", "выбор", "выбар", "вибор", "съемк", "шоу", "спектакл", "спектакл", "вистав", "протест", "пратэст", "митинг", "мітынг", "мітинг",
    "праймериз", "аукцион", "аукцыён", "аукціон", "олимпиад", "алімпіяд", "олімпіад", "игр", "гульн", "іграх", "бое", "боях", "баях",
)  # fmt: skip
_CONTEST_REACH = 6
_ATTENDING = folded("участие удзел участь")
# `Конгресс США`: a chamber, and no gathering of delegates.
_CHAMBER = ("конгресс", "кангрэс", "конгрес")
_OF_CHAMBER = (
    "сенат", "палат", "республикан", "рэспублікан", "республікан", "демократ", "дэмакрат", "законодат", "заканад", "законодав", "конгрессмен", "здани", "будын", "будівл",
)  # fmt: skip
_HEADS_OF = ("лидер", "лідар", "лідер", "глав", "председател", "старшын", "голов", "член")
_CHAMBER_REACH = 2
_UNITED_STATES = "US"


def is_left_undone(line: Line, cue: Item) -> bool:
    """`заявили о готовности | обсуждать`, `запретил | посещать`, `только путём | переговоров`: nobody has met."""
    if line.language not in EAST_SLAVIC:
        return False
    if cue.kind == "meeting-noun":
        if line.norm(cue.start - 1) in _DATES and not line.of("date"):
            return True  # `дату | визита | пока не определили`
        return cue.prop("kind") == "talks" and line.norm(cue.start - 1) in _WAYS
    start = max(0, cue.start - _UNDONE_REACH)
    ends = (at for at in range(cue.start - 1, start - 1, -1) if line.norm(at) in PART_ENDS)
    led = line.norms(next(ends, start - 1) + 1, cue.start)
    undone = any(norm.startswith(_UNDONE) for norm in led)
    return undone and is_infinitive(line.norm(cue.start), line.language)


def is_carried_on(line: Line, cue: Item) -> bool:
    """`Иран | ведёт переговоры | с Россией`: talks that go on, and neither a day nor two people who hold them."""
    if line.language not in EAST_SLAVIC or cue.kind != "meeting-verb" or line.norm(cue.start) not in _LEADING:
        return False
    sides = {person.value.state for person in line.of("person")} - {None}
    return len(sides) < TWO_SIDES and not line.of("date")


def attends_contest(line: Line, cue: Item) -> bool:
    """`в конкурсе | приняли участие | девушки из …`: who takes part acts for no state."""
    if line.language not in EAST_SLAVIC or _ATTENDING.isdisjoint(line.norms(cue.start, cue.end)):
        return False
    near = line.norms(max(0, cue.start - _CONTEST_REACH), min(len(line.tokens), cue.end + _CONTEST_REACH))
    return any(norm.startswith(_CONTESTS) for norm in near)


def is_chamber(line: Line, cue: Item) -> bool:
    """`сенат | конгресса`, `здание | Конгресса`, `республиканцы в | Конгрессе`, `лидер Народного | конгресса`: a parliament or a party."""
    if line.language not in EAST_SLAVIC or not line.norm(cue.start).startswith(_CHAMBER):
        return False
    before = line.norms(max(0, cue.start - _CHAMBER_REACH), cue.start)
    if any(norm.startswith((*_OF_CHAMBER, *_HEADS_OF)) for norm in before):
        return True
    behind = [state for item in line.of("country") if item.start == cue.end for state in item.states]
    capital = line.is_capital(cue.start) and cue.start > 0
    of_sitting = any(norm.startswith(_OF_CHAMBER) for norm in line.vocabulary)
    return (capital and of_sitting) or (_UNITED_STATES in behind and line.norm(cue.end) not in WITH)


def is_foreign_title(line: Line, cue: Item) -> bool:
    """`«Как я встретил вашу маму» (How I | Met | Your Mother)`: Latin words of a Cyrillic text are names and titles."""
    return line.language in EAST_SLAVIC and line.words(cue).isascii()
