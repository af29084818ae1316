"""Parts of countries in Vietnamese names of bodies: `Công an tỉnh | Savannakhet`, and the state to which a body belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from loader.extract.entities.countries.foreign_stories import is_foreign, is_of_world, of_whole, told_last
from loader.extract.entities.naming.names import VIETNAMESE_SURNAMES
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.lines import Item, Line

# Words in the name of a place.
_PLACE_NAME = 4
# Syllables of a full name; of the names of provinces that begin like one, all have two.
_NAME = 3
# `Hồ | Chí | Minh`
_OF_CITY = folded("chí")
# Words for a part of a country.
_UNITS = folded("tỉnh tp huyện quận xã phường bang")
_SECOND_OF_UNIT = {
    fold(first): fold(second) for first, second in (("thành", "phố"), ("đặc", "khu"), ("thị", "xã"), ("thủ", "đô"))
}
_STATE_WORD = fold("nước")
# A body and the state told behind it: so many tokens, and none of these words between.
_REACH_BEHIND = 14
_PARTING = folded("và với đã có do sẽ vừa tổ tại . ; : ở là")
# What a body of several states has in its name.
_JOINT = (
    "liên chính phủ",
    "hỗn hợp",
    "đa quốc gia",
    "toàn cầu",
    "thế giới",
    "châu á",
    "châu âu",
    "châu phi",
    "châu mỹ",
    "biên giới chung",
    "công tác chung",
    "asean",
)
# `Ủy ban Biên giới | chung`: a word in lower case that says so behind the name.
_JOINT_BEHIND = folded("chung hỗn")


def is_joint(line: Line, body: Body) -> bool:
    """Whether a body belongs to several states, by its name or by the states in it."""
    states = {state for item in line.of("country") if body.start <= item.start < body.end for state in item.states[:1]}
    world = any(is_world_body(item) for item in line.of("agency") if body.start < item.start < body.end)
    end = body.end + (line.norm(body.end) in _JOINT_BEHIND)
    name = " ".join(line.source[line.tokens.starts[body.start] : line.tokens.ends[end - 1]].lower().split())
    named = any(f" {word}" in name for word in _JOINT)
    return len(states) > 1 or world or named or is_of_world(line, body.end)


def is_world_body(item: Item) -> bool:
    """Whether an item is a body of no single state: `Trung tâm chống ma túy | SCO`."""
    if item.kind != "agency":
        return False
    return item.value[0].international if item.value else not item.prop("state") and not item.prop("function")


class Body(NamedTuple):
    """The tokens of a name, those of the state behind it, and that state."""

    start: int
    end: int
    owner: Item | None
    local: bool
    """Whether it is the body of a part of a country."""


def ends_in_unit(line: Line, head: Item) -> bool:
    """Whether a head noun ends in the word for a part of a country: `Công an | tỉnh`."""
    last = line.norm(head.end - 1) in _UNITS
    return last or any(
        is_unit(line, at) and at + unit_length(line, at) == head.end for at in range(head.start, head.end)
    )


def is_unit(line: Line, at: int) -> bool:
    """Whether a word for a part of a country begins at a token."""
    return line.norm(at) in _UNITS or _SECOND_OF_UNIT.get(line.norm(at)) == line.norm(at + 1)


def unit_length(line: Line, at: int) -> int:
    """How many tokens such a word has, the stop of an abbreviation included."""
    length = 1 if line.norm(at) in _UNITS else 2
    return length + (line.norm(at + length) == ".")


def past_place(line: Line, at: int, held: dict[int, Item]) -> int | None:
    """Where the name of a place ends that begins at a token."""
    item = held.get(at)
    if item is not None and item.kind == "place":
        return item.end
    end = at
    while end < len(line.tokens) and end - at < _PLACE_NAME and line.is_capital(end) and end not in held:
        if end > at and line.source[line.tokens.ends[end - 1] : line.tokens.starts[end]].strip(" -"):
            break
        end += 1
    return end if end > at and not _is_somebody(line, at, end, held) else None


def _is_somebody(line: Line, at: int, end: int, held: dict[int, Item]) -> bool:
    """`Phó Chủ tịch UBND tỉnh | Lê Ánh Dương`: three syllables that open with a family name are who is in office."""
    return (
        end - at >= _NAME
        and line.norm(at) in VIETNAMESE_SURNAMES
        and line.norm(at + 1) not in _OF_CITY
        and not any(item.kind == "place" and at < start < end for start, item in held.items())
    )


def local_states(lines: Sequence[Line]) -> dict[str, str]:
    """The states of parts of countries that the story tells in brackets: `tỉnh Svay Rieng (Campuchia)`."""
    found: dict[str, str] = {}
    for line in lines:
        for item in line.of("country"):
            bracket = item.start - 1 - (line.norm(item.start - 1) == _STATE_WORD)
            if line.norm(bracket) != "(" or not item.states:
                continue
            start = bracket
            while start > 0 and bracket - start <= _PLACE_NAME and line.is_capital(start - 1):
                start -= 1
                if is_unit(line, start - 1):
                    break
            if start < bracket:
                found[" ".join(line.norms(start, bracket))] = item.states[0]
    return found


def state_of(line: Line, body: Body, told: dict[str, str], agencies: Agencies) -> str | None:
    """The state of a body: named with it, that of its place, or the story's own."""
    if body.owner is not None:
        return body.owner.states[0] if body.owner.states else None
    if (behind := _state_behind(line, body.end) or of_whole(line, body.end)) is not None:
        return behind
    places = [item for item in line.of("place") if body.start <= item.start and item.end <= body.end]
    if places:
        return places[-1].concept.props.get("state")
    if body.local:
        name = " ".join(line.norms(body.start, body.end))
        for place, state in told.items():
            if name.endswith(place):
                return state
        if line.text(body.end - 1, body.end).isascii() and line.text(body.end - 2, body.end - 1).isascii():
            return next((state for state in agencies.states.ranked if state != agencies.states.home), None)
    label = line.text(body.start, body.end)
    known = (agency for agency in agencies.found.values() if agency.state and _is_short_for(label, agency.label))
    last = told_last(line, body.start, (), agencies.states.home) if is_foreign(line, agencies.states) else None
    return next((agency.state for agency in known), last or agencies.states.home)


def _is_short_for(label: str, full: str) -> bool:
    """Whether a name is another again, or its first word and its number: `Tiểu đoàn 611` of `Tiểu đoàn Cảnh sát … 611`."""
    if label == full:
        return True
    short, long = label.split(), full.split()
    return short[-1].isdecimal() and short[-1] == long[-1] and short[:-1] == long[: len(short) - 1]


def _state_behind(line: Line, end: int) -> str | None:
    """The state in `(Quảng Tây, Trung Quốc)`, `, tỉnh Kandal, Vương quốc Campuchia`, `, Bộ Chỉ huy Quân sự tỉnh … (Lào)`."""
    stops = {")", *_PARTING} if line.norm(end) == "(" else _PARTING
    if line.norm(end) not in {"(", ","} or not (line.norm(end) == "(" or _goes_on_with_whole(line, end + 1)):
        return None
    stop = next((at for at in range(end + 1, end + _REACH_BEHIND) if line.norm(at) in stops), end + _REACH_BEHIND)
    told = [item for item in line.of("country", "place", "agency") if end < item.start < stop and _one_state(item)]
    countries = [item for item in told if item.kind == "country"]
    return _one_state((countries or told)[0]) if told else None


def _goes_on_with_whole(line: Line, at: int) -> bool:
    """Whether the larger body or the part of a country to which a body belongs is named at a token."""
    return is_unit(line, at) or any(
        item.start == at and line.is_capital(at) for item in line.of("agency-head", "function", "agency")
    )


def _one_state(item: Item) -> str | None:
    if item.kind == "place":
        return item.prop("state")
    return item.states[0] if len(item.states) == 1 else None
