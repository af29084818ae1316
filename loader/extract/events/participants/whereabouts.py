"""Where a state is only named as the place of something: a town, a city behind whose name it stands."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from loader.extract.words import AND, CLAUSE_ENDS, DASHES, EAST_SLAVIC, PART_ENDS, POSSESSIVE, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Behind a state's adjective they make it a place: "the Uzbek capital", "the Chinese border town of Manzhouli".
_TOWNS = tuple(
    folded(
        "capital city cities town village port resort seaside coastal province soil territory столиц город курорт селе посёлк территори "
        "сталіц горад мястэчк вёск курорц тэрыторы місті містечк селищ територі"
    )
)
_TOWN_ATTRIBUTES = frozenset(
    {"border", "port", "resort", "coastal", "northern", "southern", "eastern", "western", "lakeside"}
)
_HAN_TOWNS = frozenset({"首都", "首府", "北部", "南部", "东部", "西部", "边境", "城市", "境内"})
# `talks on | Syria`, `sanctions against | Iran`; `goods from | Mali`.
_SPOKEN_OF = folded(
    "about on over regarding concerning against toward towards despite amid condemning criticising criticizing denouncing "
    "discuss discussed discusses discussing"
)
# `| left | Gabon for Mali`: where a journey begins.
_LEAVING = folded("left leaves leaving departed departs")
_CALLED = ("call", "drop")
_MOVED_IN_ENGLISH = (
    "migrant", "refugee", "threat", "attack", "good", "drug", "cocaine", "heroin", "weapon", "citizen", "national", "student", "people", "person", "smuggl",
    "gang", "worker", "pressure", "incursion", "drone", "missile", "import", "fighter", "militant", "rebel", "suspect", "tourist", "traffic", "asylum",
)  # fmt: skip
_ATTACHED = folded(
    "based backed related linked born funded trained occupied controlled spearheaded aligned allied made supported"
)
_DEEDS = folded(
    "trained made supported controlled occupied funded"
)  # `Russia | trained with Estonia`: without a hyphen a deed

_STATIONED = folded("commander commanders troops forces soldiers contingent ambassador")
# Before the first of a list they make all of it places: `in Syria and | Iran`.
_PLACING = folded("in across inside в у ў на tại ở")
_LISTING = folded("and or nor и или і й та ды або чи và hoặc")

# `对秘鲁与智利 | 日前在利马 | 签署的协定`.
_ACT_REACH = 8

# `входят | Литва, Польша и …`, within so many tokens.
_BELONG = folded("входят входит входили уваходзяць уваходзіць ўваходзяць ўваходзіць входять входить входили")
_BELONG_REACH = 16
# `мигранты | из Сирии`: where those come from of whom is spoken, and who have no part in it.
_FROM = folded("из с з із зі")
_MOVED = (
    "мигрант", "мігрант", "беженц", "бежанц", "бежанец", "біженц", "выход", "выхад", "вихід", "вихідц", "боевик", "баевік", "бойовик", "наемник", "найміт", "найманц",
    "перебежчик", "перасялен", "переселен", "студент", "курсант", "граждан", "грамадзян", "громадян", "контрабанд", "террорист", "тэрарыст", "терорист", "наемниц", "наркотик", "наркотык", "героин", "гераін", "героїн", "оружи", "збро", "поток", "паток", "потік", "поставк", "пастав", "товар", "тавар",
)  # fmt: skip
_MOVED_REACH = 4  # `боевиков террористических групп из | Сирии`


def has_no_part(line: Line, item: Item) -> bool:
    """Whether a state is named for a body's membership, a dateline or where people come from, and acts in nothing."""
    return (
        _is_member(line, item)
        or is_of_dateline(line, item)
        or _is_origin(line, item)
        or _is_english_topic(line, item)
        or _belongs_to_other(line, item)
    )


def _belongs_to_other(line: Line, item: Item) -> bool:
    """`the | Libya | -based group`, `Syria | -related topics`, `the US commander in | Iraq`: a state tells whose somebody else is."""
    if line.language != "en":
        return False
    at = item.end + (line.norm(item.end) in DASHES)
    if line.norm(at) in _DEEDS and at == item.end and not line.tokens.is_hyphened(at):
        return False
    if line.norm(at) in _ATTACHED or line.norm(item.end).removeprefix("-") in _ATTACHED:
        return True
    return line.norm(item.start - 1) == "in" and line.norm(item.start - 2) in _STATIONED


def _is_member(line: Line, item: Item) -> bool:
    """`группа, в которую входят Литва, Польша и Эстония`: who belongs to a body, and acts in nothing here."""
    if line.language not in EAST_SLAVIC or line.vocabulary.isdisjoint(_BELONG):
        return False
    at = next(
        (at for at in range(item.start - 1, max(-1, item.start - _BELONG_REACH), -1) if line.norm(at) in _BELONG), None
    )
    if at is None or line.has_between(at, item.start, CLAUSE_ENDS):
        return False
    return not any(at < verb.start < item.start for verb in line.of("agreement-verb", "meeting-verb"))


def _is_origin(line: Line, item: Item) -> bool:
    """`о мигрантах из | Сирии и | Ливии`: people and goods of a state, which does nothing here."""
    if line.language not in EAST_SLAVIC:
        return False
    at = item.start
    while line.norm(at - 1) in _LISTING and (one := next((c for c in line.of("country") if c.end == at - 1), None)):
        at = one.start
    if line.norm(at - 1) not in _FROM:
        return False
    led = range(at - 2, at - 2 - _MOVED_REACH, -1)
    plain = (word for word in takewhile(lambda word: not (line.norm(word) in PART_ENDS or line.is_capital(word)), led))
    return any(line.norm(word).startswith(_MOVED) for word in plain)


def _is_english_topic(line: Line, item: Item) -> bool:
    """`talks about | Afghanistan`, `threats from | Belarus`: a state that is spoken of, and does nothing here."""
    if line.language != "en" or item.form == "demonym":
        return False
    at = item.start
    while line.norm(at - 1) in _LISTING and (one := next((c for c in line.of("country") if c.end == at - 1), None)):
        at = one.start
    at -= line.norm(at - 1) == "the"
    before = line.norm(at - 1)
    if before in _LEAVING:
        return True
    if before == "from":
        return line.norm(at - 2).startswith(_MOVED_IN_ENGLISH) and line.norm(at - 2) != "personnel"
    if before == "on" and (line.norm(item.end) in POSSESSIVE or line.norm(at - 2).startswith(_CALLED)):
        return False  # `called on | China's minister`
    return before in _SPOKEN_OF


def names_its_town(line: Line, item: Item) -> bool:
    """`in the Uzbek capital`, `в грузинской столице`, 土库曼斯坦首都: the state only tells where the town lies."""
    behind = line.norm(item.end)
    if line.language == "zh":
        body = (one for one in line.of("agency") if one.start <= item.start and item.end < one.end)
        return behind + line.norm(item.end + 1) in _HAN_TOWNS and next(body, None) is None
    return behind.startswith(_TOWNS) or (behind in _TOWN_ATTRIBUTES and line.norm(item.end + 1).startswith(_TOWNS))


def listed_as_place(line: Line, item: Item) -> bool:
    """`the camps in Syria and | Iran`: it goes on a list whose first state is only a place."""
    if line.language == "zh" or line.norm(item.start - 1) not in _LISTING:
        return False
    other = next((one for one in line.of("country") if one.end == item.start - 1), None)
    return other is not None and line.norm(other.start - 1) in _PLACING


def acts_behind(line: Line, item: Item, before: str) -> bool:
    """`действуют у | РФ с Индией`, `对 | 秘鲁与智利签署的协定表示关切`: behind a word of place, and no place."""
    if line.language == "ru":
        return before == "у"
    if before != "对" or line.norm(item.end) not in AND:
        return False
    other = next((one for one in line.of("country") if one.start == item.end + 1), None)
    return other is not None and any(0 <= verb.start - other.end <= _ACT_REACH for verb in line.of("agreement-verb"))


def after_city(line: Line, item: Item) -> bool:
    """`Almaty, Kazakhstan`: the state only tells where the city lies."""
    before = line.before(item)
    if (line.norm(item.start - 1), line.norm(item.end)) == ("(", ")") and not (before and before.kind == "person"):
        return True
    beside = before is not None and before.kind == "place" and before.end >= item.start - 1
    return beside and line.norm(item.start - 1) in {",", "("}


def is_of_dateline(line: Line, item: Item) -> bool:
    """`LYON, France – `: the state only tells where the report comes from."""
    if line.language != "en" or line.role is Role.TITLE or not after_city(line, item):
        return False
    before = line.before(item)
    opens = before is not None and before.start == 0 and before.kind == "place"
    return opens and line.norm(item.end) in DASHES | {"("}
