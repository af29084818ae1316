"""Who speaks for which side: `китайскую сторону представлял …`, `от узбекской стороны подписал …`, `the Syrian delegation led by …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS, DASHES, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_LED = folded(
    "led headed represented by представлял представляла представляли представляет представил представила представлен "
    "представлена возглавил возглавила возглавили возглавлял возглавляла возглавляли возглавляет руководил руководила "
    "руководит главе прадстаўляў прадстаўляла прадставіў прадстаўлялі прадстаўляе прадставіла прадставілі прадстаўлены узначаліў узначаліла узначалілі узначальваў узначальвала "
    "узначальвалі узначальвае кіраваў кіравала чале "
    "представляв представляла представляли представляє представив представила очолив очолила очолили очолював очолювала "
    "очолювали очолює керував керувала чолі",
)
_SIDES = folded(
    "side delegation one team сторону стороны стороне делегацию делегация делегации делегацией бок боку бака дэлегацыю дэлегацыя "
    "дэлегацыі дэлегацыяй бакоў сторона сторону сторони стороні боці делегацію делегація делегації делегацією",
)
_FROM = folded("от с со из from on за ад з са від зі із")
# `the delegation of the Ministry … of Syria, led by | the Minister …, General | A`: tokens from a side to its person.
_REACH = 16
# `X | on behalf of the | Kingdom`: tokens from a name to whom it stands for; and where a clause opens.
_OWNER_REACH = 5
_TITLE_REACH = 8
_BEHALF = frozenset({"on behalf of", "representing", "on the part of"})
_CLAUSE_OPENS = CLAUSE_ENDS | frozenset({"", ",", "and", "while"})
# Between an adjective and its noun, or a noun and its genitive: `сторону | Республики`, `сирийской правительственной | делегации`.
_NEAR = 2


# `phía Lào có …`, `Đoàn Chi đội Văn Sơn do … làm trưởng đoàn`: a Vietnamese side, and how its people are introduced.
_VIETNAMESE_SIDES = folded("phía đoàn bên")
_INTRODUCING = folded("do có gồm là :")
_SIDE_NAME = 5
_SIDE_LIST = 40


def _vietnamese_side(line: Line, start: int) -> str | None:
    """The side told last before a person whom it introduces: `phía Trung Quốc có Thượng tá …, Trạm trưởng và …`."""
    for at in range(start - 1, max(-1, start - _SIDE_LIST), -1):
        if line.norm(at) in CLAUSE_ENDS - {":"}:
            return None
        if line.norm(at) not in _VIETNAMESE_SIDES:
            continue
        named = (item for item in line.of("country", "agency") if 0 <= item.start - at - 1 <= _SIDE_NAME)
        side = next((item for item in named if item.states), None)
        if side is None or side.start >= start:
            continue
        led = not _INTRODUCING.isdisjoint(line.norms(side.end, min(start, side.end + _SIDE_NAME)))
        return side.states[0] if led else None
    return None


def side_state(line: Line, start: int, end: int | None = None) -> str | None:
    """The state whose side the person at a token stands for, where the sentence says so; `end` is where the name ends."""
    if line.language == "vi":
        return _vietnamese_side(line, start)
    if line.language == "en" and (told := _english_side(line, start, end)) is not None:
        return told
    sides = [item for item in line.of("country", "agency") if item.end <= start and _may_send(line, item)]
    if not sides or start - sides[-1].end > _REACH:
        return None
    side = sides[-1]
    if CLAUSE_ENDS - DASHES & set(line.norms(side.end, start)) or _is_taken(line, side, start):
        return None
    if _is_elliptic(line, side, start):
        return side.states[0]
    return side.states[0] if _names_side(line, side) and _leads(line, side, start) else None


def _english_side(line: Line, start: int, end: int | None) -> str | None:
    """`For Norway, | X signed`, `signed by X | on behalf of Norway`, `the ministers, X | of Norway and Y of Chad`."""
    states = [item for item in line.of("country") if item.states and item.form != "demonym"]
    front = next((item for item in states if item.end == start - (line.norm(start - 1) == ",")), None)
    if front is not None and line.norm(front.start - 1) == "for" and line.norm(front.start - 2) in _CLAUSE_OPENS:
        return front.states[0]
    if (told := _represented(line, start)) is not None:
        return told
    if end is None:
        return None
    behind = next((item for item in states if end < item.start <= end + _OWNER_REACH), None)
    lead = "" if behind is None else " ".join(word for word in line.norms(end, behind.start) if word != "the")
    acts = line.norm(start - 1) == "by" and bool(line.of("agreement-verb"))
    listed = lead == "of" and _is_listed(line, states, start)
    stands = lead in _BEHALF or (lead == "for" and acts) or listed
    return behind.states[0] if behind is not None and stands else None


def _represented(line: Line, start: int) -> str | None:
    """`Hungary, which holds the chair, was | represented by | State Secretary X`: the state that opens the clause."""
    led = line.norms(max(0, start - _TITLE_REACH), start)
    at = start - len(led) + led.index("represented") if "represented" in led else 0
    if line.norm(at + 1) != "by" or any(at < item.start < start for item in line.of("person")):
        return None
    opens = max((index + 1 for index in range(at) if line.norm(index) in CLAUSE_ENDS), default=0)
    subject = next((item for item in line.of("country") if opens <= item.start < at and item.form == "label"), None)
    return subject.states[0] if subject is not None and subject.start <= opens + 1 else None


def _is_listed(line: Line, states: list[Item], start: int) -> bool:
    """Whether two names or more with their states follow a word for those who hold an office."""
    named = [item for item in states if line.norm(item.start - 1) == "of" and line.is_capital(item.start - 2)]
    return len(named) > 1 and any(item.end <= start for item in line.of("post", "pair", "pair-bodies", "counterpart"))


def _may_send(line: Line, item: Item) -> bool:
    """A state, or the body of one state right behind its delegation: `дэлегацыя | Камандавання памежных войскаў В'етнама`."""
    if item.kind == "country":
        return bool(item.states)
    return len(set(item.states)) == 1 and line.norm(item.start - 1) in _SIDES


def _names_side(line: Line, side: Item) -> bool:
    """Whether the state's word belongs to a word for a side or a delegation."""
    near = (*range(side.start - _NEAR, side.start), *range(side.end, side.end + _NEAR))
    return any(line.norm(index) in _SIDES for index in near)


def _leads(line: Line, side: Item, start: int) -> bool:
    """Whether a person at a token acts for the side: by a verb of heading, or after `from the … side`."""
    if not _LED.isdisjoint(line.norms(side.end, start)):
        return True
    return any(line.norm(index) in _FROM for index in (side.start - 1, side.start - 2))


def _is_elliptic(line: Line, side: Item, start: int) -> bool:
    """`…, пакистанскую — Исхак Рехмани`: the second side of a sentence leaves its noun and verb out."""
    dash = any(line.norm(index) in DASHES for index in range(side.end, min(side.end + _NEAR, start)))
    earlier = any(_names_side(line, item) for item in line.of("country") if item.end <= side.start)
    return dash and earlier and side.form != "label"


def _is_taken(line: Line, side: Item, start: int) -> bool:
    """Whether another person stands between, who is the one that speaks for the side, and no list goes on."""
    between = [item for item in line.of("person") if side.end <= item.start and item.end < start]
    return bool(between) and not COMMAS.isdisjoint(line.norms(between[-1].end, start))
