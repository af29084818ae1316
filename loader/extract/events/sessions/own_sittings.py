"""Sittings of one state's own bodies: cabinets, chambers, boards, staffs; what they treat of makes nobody a guest.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.beside import adjacent_bodies
from loader.extract.events.verbs.slavic_verbs import ATTENDED
from loader.extract.words import AND, EAST_SLAVIC, PHRASE_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_SITTINGS = ("заседан", "совещан", "пасяджэн", "нарад", "засідан")
# `сессия | Конгресса`, `во время парламентской | сессии`.
_TERMS, _CHAMBERS = (
    ("сесси", "сесі"),
    (
        "парламент",
        "конгресс",
        "кангрэс",
        "конгрес",
        "сенат",
        "дум",
        "рад",
        "сойм",
        "сейм",
        "кнессет",
        "кнесет",
        "меджлис",
    ),
)
# What sits in one state alone, by the stems of its name.
_OWN = (
    "правительств", "кабмин", "кабинет", "парламент", "палат", "мажилис", "сенат", "госдум", "верховн", "дум", "коллеги", "штаб",
    "фракц", "урад", "калегі", "кабмін", "кабінет", "уряд", "колегі",
)  # fmt: skip
# These sit in unions of states, too: one state's own is told by its deputies, or by its own name.
_EITHER = (
    "межведомств",
    "міжведам",
    "міжвідом",
    "комитет",
    "комисси",
    "совет",
    "совбез",
    "камітэт",
    "камісі",
    "савет",
    "комітет",
    "комісі",
    "рад",
)
# `Коллегия | рассмотрела … на заседании`.
_OPENS = ("коллеги", "калегі", "колегі", "кабмин", "правительств", "урад", "уряд", "мажилис", "сенат")
_DEPUTIES = ("депутат", "парламентар", "сенатор", "дэпутат", "сенатар")
_OF_STATE = ("правительств", "президент", "урад", "прэзідэнт", "уряд", "депутатск", "парламентск")
# Who sits together with others is no state's own.
_JOINT = (
    "совместн", "объединен", "межправит", "межгос", "межпарламент", "смешан", "двусторон", "трехсторон", "союзн", "международн", "многосторон",
    "сумесн", "аб'яднан", "міжурад", "міждзярж", "міжпарламент", "змешан", "двухбак", "трохбак", "саюзн", "міжнародн",
    "спільн", "об'єднан", "міжуряд", "міждерж", "змішан", "двосторон", "тристорон", "союзн",
)  # fmt: skip
# `с участием`, `делегация`: others came.
_CAME = ("участ", "учасн", "удзел", "делегац", "дэлегац", "приглаш", "запрош", "запраш")
_TAKING = ("приня", "прине", "приним", "прыня", "прыма", "взял", "узя", "бра", "бере")
_AT = folded("на у ў в во")
# `Депутаты Госдумы | на пленарном | заседании`, `Уряд на | засіданні`.
_AT_SITTINGS = folded("на у ў")
# Bodies whose sessions are a state's own affair.
_OWN_AFFAIRS = frozenset({"parliament", "government", "council-of-ministers"})
_AT_REACH = 4
_BODY_REACH = 4
_WINDOW_BEFORE, _WINDOW_BEHIND = 4, 6

# `a | cabinet | meeting`, `convened his security | cabinet`.
_CABINETS, _CABINET_REACH = frozenset({"cabinet"}), 4


def is_own_sitting(line: Line, item: Item) -> bool:
    """`на заседании правительства`, `на совещании в МВД`: a sitting of one state's own body, and nobody from another state came.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.

    """
    if line.language not in EAST_SLAVIC or item.kind != "meeting-noun":
        return False
    sits = any(norm.startswith(_SITTINGS) for norm in line.norms(item.start, item.end)) or _is_of_chamber(line, item)
    if not sits or any(norm.startswith(_CAME) for norm in _without_attendance(line)):
        return False
    if len({one.value.state for one in line.of("person")} - {None}) >= TWO_SIDES:
        return False
    start, end = max(0, item.start - _WINDOW_BEFORE), item.end + _WINDOW_BEHIND
    words = line.norms(start, end)
    return (
        not any(word.startswith(_JOINT) for word in words)
        and not _has_others(line, start, end)
        and _is_of_one(line, item)
    )


def _without_attendance(line: Line) -> list[str]:
    """The words of a sentence without `принял участие в`, which tells of nobody else's coming."""
    return [norm for at, norm in enumerate(line.folded) if norm not in ATTENDED or not _takes_part(line, at)]


def _takes_part(line: Line, at: int) -> bool:
    return line.norm(at - 1).startswith(_TAKING)


def _has_others(line: Line, start: int, end: int) -> bool:
    """Whether a union of states, or several states, are named with the sitting."""
    near = [one for one in line.items if start <= one.start < end]
    bodies = [one for one in near if one.kind == "agency"]
    if any(agency.international for one in bodies for agency in one.value or ()):
        return True
    if any(len(set(one.states)) >= TWO_SIDES for one in bodies):
        return True
    named = [one for one in near if one.kind in {"agency", "country"}]
    joined = [one for one in named if line.norm(one.start - 1) in AND or one.form == "combining"]
    return bool(joined) and len({state for one in named for state in one.states[:1]}) >= TWO_SIDES


def _is_of_chamber(line: Line, item: Item) -> bool:
    """`новая | сессия | Конгресса`, `парламентская | сессия`: the term in which a parliament sits."""
    if not line.norm(item.start).startswith(_TERMS):
        return False
    return line.norm(item.end).startswith(_CHAMBERS) or line.norm(item.start - 1).startswith(_CHAMBERS)


def _is_of_one(line: Line, item: Item) -> bool:
    """Whether the words behind a sitting, or right before it, name a state's own body."""
    behind = _phrase(line, item.start + 1)
    before = line.norms(max(0, item.start - 2), item.start)
    opens = line.norm(0).startswith(_OPENS) and line.norm(item.start - 1) in _AT
    if opens or _is_of_chamber(line, item) or any(word.startswith((*_OWN, "пленарн")) for word in (*behind, *before)):
        return True
    if not any(word.startswith(_EITHER) for word in behind):
        return False
    if any(word.startswith(_DEPUTIES) for word in line.folded) or any(word.startswith(_OF_STATE) for word in behind):
        return True
    bodies = [body for one in line.of("agency") if 0 <= one.start - item.end <= 1 for body in one.value or ()]
    occasion = line.norm(item.start - 1) in _AT or (
        not _AT.isdisjoint(line.norms(max(0, item.start - _AT_REACH), item.start))
        and not line.is_capital(item.start - 1)
    )
    return occasion and bool(bodies) and all(body.state for body in bodies)


def _phrase(line: Line, start: int) -> list[str]:
    """The next words of the phrase that begins at a token."""
    words: list[str] = []
    for at in range(start, start + _BODY_REACH):
        if line.norm(at) in PHRASE_ENDS:
            break
        words.append(line.norm(at))
    return words


def sits_in_one_state(line: Line, item: Item) -> bool:
    """`a | cabinet | meeting`, `| convened | his security cabinet`, `in a | session | on 1 April the parliament …`."""
    if _CABINETS.intersection((line.norm(item.start - 1), line.norm(item.start))):
        return True
    if item.kind == "meeting-verb":
        return not _CABINETS.isdisjoint(line.norms(item.end, item.end + _CABINET_REACH))
    bodies = [body for one in line.of("agency") for body in one.value or ()]
    own = bool(bodies) and all(body.function == "parliament" and body.state for body in bodies)
    return own and item.prop("kind") == "session" and len({body.state for body in bodies}) < TWO_SIDES


def is_domestic(line: Line, item: Item) -> bool:
    """Whether a state's own parliament or government sits."""
    if any(agency.function in _OWN_AFFAIRS for agency in adjacent_bodies(line, item)):
        return True
    if line.language == "en" and sits_in_one_state(line, item):
        return True
    if line.language not in EAST_SLAVIC or not _AT_SITTINGS.intersection(line.norms(item.start - 2, item.start)):
        return False
    bodies = [agency for one in line.of("agency") if one.value for agency in one.value]
    own = bool(bodies) and all(agency.function in _OWN_AFFAIRS for agency in bodies)
    return own or any(norm.startswith(_DEPUTIES) for norm in line.norms(0, item.end + 1))
