"""Personal names in Chinese text: a surname with one or two characters, or a run of transliteration characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.naming.dotted_names import dotted_names, drop_inside
from loader.extract.entities.naming.han_signs import (
    AFTER_NAME,
    COMMON,
    FOREIGN,
    HAN_NAME,
    JOINTS,
    NEVER,
    SHORTEST_FOREIGN,
    SURE,
    SURNAMES,
    TWO,
    ends,
)
from loader.extract.words import is_han
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Line

_OPENERS = SURNAMES | FOREIGN | {name[0] for name in TWO}
# With these a predicate opens behind a name of two characters: 田苡|还会见.
_ADVERBS = frozenset("还也将已曾等说则又再亦均都就与及在对向率今昨日")
_OPENING = frozenset("“「『《")
_NATIVE_GIVEN, _JAPANESE_GIVEN = (2, 1), (2, 3, 1)
_NOT_JAPANESE = frozenset("说称指表在今与同向出则也还等访会对所氏")
# Behind 和 as the end of a name.
_BEHIND_HE = frozenset("说，、指表")
_SURE_FOREIGN = 3
_LONGEST_FOREIGN = 14
# Behind a name with dots these make it a place, a ship or a school.
_NO_PERSON = frozenset("岛河山省市州县郡大机港街桥角湾学法号基镇村区府堡峰湖谷")
_NO_PEOPLE = ("公司", "集团", "球场", "银行", "律师", "基金", "山脉", "航母")
_BODIES_BEFORE = frozenset(map(tuple, ("该组织", "该机构", "该集团", "该联盟")))
_THAT_BODY = 3
_CLAIMING = frozenset({"country", "agency", "function", "post", "place", "honorific", "calendar", "date"})


def is_foreign_sign(sign: str) -> bool:
    """Whether a character is one of those that write foreign names."""
    return sign in FOREIGN


def is_native(label: str) -> bool:
    """Whether a name is a surname with one or two characters: Chinese, or written as one."""
    return (
        len(label) in {2, 3, 4}
        and (fold(label[0]) in SURNAMES or label[:2] in TWO)
        and (len(label) <= HAN_NAME or label[:2] in TWO)
    )


def words_of(label: str) -> list[str]:
    """The parts of a name that dots join."""
    return [part for part in re.split("[·•・‧]", label) if part]


def names(line: Line) -> list[tuple[int, int]]:
    """Token ranges that have the shape of a name; whether one is a name its office decides."""
    found = dotted_names(line)
    drop_inside(line, found)
    taken = {index for start, end in found for index in range(start, end)}
    claimed = {index for item in line.of(*_CLAIMING) for index in range(item.start, item.end)} | taken
    behind = {item.end for item in line.items} | {*line.plain.values()}
    opens = {item.start for item in line.items} | {at for at in line.plain if _breaks(line, at)}
    no_start = claimed | {index for start, end in line.plain.items() for index in range(start, end)}
    no_start |= {index for item in line.items for index in range(item.start + 1, item.end)}
    past = 0
    for at in [at for at, norm in enumerate(line.folded) if norm in _OPENERS or at in line.family]:
        if at >= past and at not in no_start and (_starts(line, at, behind) or _leads_to_office(line, at, claimed)):
            end = max(_foreign(line, at, claimed, opens), _native(line, at, claimed, opens))
            if end > at:
                found.append((at, end))
                past = end
    return sorted(found)


def _breaks(line: Line, at: int) -> bool:
    """Whether a word ends the name before it: not 雷达, of which each character writes foreign names and no common word."""
    signs = line.norms(at, line.plain[at])
    return not all(sign in FOREIGN for sign in signs) or any(sign in COMMON for sign in signs)


def _leads_to_office(line: Line, at: int, claimed: set[int]) -> bool:
    """`转达了|库马拉通加|总统的…`: a run of transcription characters up to an office of state begins where the run does."""
    if line.norm(at) in SURE and at + HAN_NAME in {post.start for post in line.of("post")}:
        return line.norm(at - 1) not in FOREIGN
    if line.norm(at - 1) in FOREIGN or line.norm(at) not in FOREIGN:
        return False
    end = at
    while end < len(line.tokens) and end not in claimed and line.norm(end) in FOREIGN:
        end += 1
    led = any(post.start == end and (post.prop("headOfState") or post.prop("function")) for post in line.of("post"))
    return led and _SURE_FOREIGN <= end - at <= _LONGEST_FOREIGN


def is_surely_name(line: Line, start: int, end: int) -> bool:
    """Whether a shape is a name without any office: parts joined by dots, and nothing behind that makes it a place."""
    dotted = any(line.norm(index) in JOINTS for index in range(start, end))
    if not dotted or line.norm(start - 1) in _OPENING:
        return False
    behind = line.glued(end, end + HAN_NAME).lstrip("”」』")
    return behind[:1] not in _NO_PERSON and not behind.startswith(_NO_PEOPLE)


def is_of_that_body(line: Line, start: int) -> bool:
    """`该组织 | 秘书长`: the title's body is the international one that was named before."""
    return tuple(line.norms(start - _THAT_BODY, start)) in _BODIES_BEFORE


def _starts(line: Line, at: int, behind: set[int]) -> bool:
    """A name follows an item (`behind` holds their ends) or a mark, or opens a word."""
    return at == 0 or at in behind or line.norm(at - 1) in AFTER_NAME or not line.tokens.is_glued(at)


def _native(line: Line, at: int, claimed: set[int], opens: set[int]) -> int:
    """The end of a family name with the characters of a given name; 0 if there is none."""
    two = line.norm(at) + line.norm(at + 1) in TWO
    surname = line.family[at] if at in line.family else at + (2 if two else 1)
    if at in opens or (at not in line.family and not two and line.norm(at) not in SURNAMES):
        return 0
    if at in line.family and surname in opens and _is_office(line, surname):
        return surname  # 桥本 | 首相
    for given in _JAPANESE_GIVEN if at in line.family else _NATIVE_GIVEN:
        end = surname + given
        if end > len(line.tokens) or not claimed.isdisjoint(range(at, end)):
            continue
        if ends(line, end, opens) and _is_given(line, at, surname, end):
            return end
    end = at + HAN_NAME
    sure = line.norm(at) in SURE and claimed.isdisjoint(range(at, end)) and line.tokens.is_glued(at)
    # Nearly all have three characters: 书记 | 张敬涛 | 召集.
    return end if sure and end <= len(line.tokens) and _is_led(line, at) and _is_given(line, at, at + 1, end) else 0


def _is_given(line: Line, at: int, start: int, end: int) -> bool:
    """Whether the characters [start, end) make a given name."""
    signs = line.norms(start, end)
    if at in line.family and not _NOT_JAPANESE.isdisjoint(signs):
        return False
    if signs[-1] == "和" and end - at == HAN_NAME and line.norm(end) in _BEHIND_HE:
        signs = signs[:-1]  # 李长和|说
    if signs[0] == "其" and len(signs) > 1:
        signs = signs[1:]  # 钱其琛
    return signs[-1] not in _ADVERBS and all(is_han(sign) and sign not in NEVER for sign in signs)


def _is_led(line: Line, at: int) -> bool:
    """Whether an office ends right before a token."""
    return any(post.end == at for post in line.of("post"))


def _is_office(line: Line, at: int) -> bool:
    return any(post.start == at for post in line.of("post"))


def _foreign(line: Line, at: int, claimed: set[int], opens: set[int]) -> int:
    """The end of a run of transcription characters; 0 if it is too short or an item of another kind opens with it."""
    if line.norm(at) not in FOREIGN or at in opens:
        return 0
    end = at
    limit = min(len(line.tokens), at + _LONGEST_FOREIGN)
    while end < limit and end not in claimed and line.norm(end) in FOREIGN and (end == at or end not in opens):
        end += 1
    if not ends(line, end, opens) and end - at > SHORTEST_FOREIGN:
        # Behind an office the run itself tells: 总统 | 拉莫斯 | 竞选.
        led = end - at >= _SURE_FOREIGN and is_han(line.norm(end)) and _is_led(line, at)
        if led and not ends(line, end - 1, opens):
            return end
        end -= 1
    common = all(sign in COMMON for sign in line.norms(at, end))
    return end if end - at >= SHORTEST_FOREIGN and ends(line, end, opens) and not common else 0
