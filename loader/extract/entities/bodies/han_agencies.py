"""Bodies in Chinese text: parts of a body (公安部国际合作局), whose a bare one is, and names up to their head noun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import TITLE_MARKS, is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.facts import Agency
    from loader.extract.lines import Line

_LONGEST = 16
_SHORTEST = 2
_JOINT = re.compile("联合|混合|政府间|双边|边境|边界")
_WORD = 2  # 部, 局 and 署 are of one state
_OWNERS = ("country", "place", "agency")
_BODIES = ("agency", "function")
# Words of grammar: no name of a body goes across one.
_NOT_INSIDE = frozenset("的以在为将是有签了向由于把被从并等加到会同就已其该此这那称说至及还也都对让给不未没出入举召")
# Joins the bodies of one state: 国防部、外交部, 副主席兼边防局局长.
_JOINING = frozenset("、和与及兼暨同")
_JOIN_REACH = 8
_LISTING, _NAME_DOTS = frozenset("、和及"), frozenset("·•・‧")
_PARTNERS = frozenset("与同和对访赴在")
_BEHIND_NAME = frozenset(
    "长和与及的在就将等同负举宣发说表联主副官对向于为也已还则从日当共并称通介指认今昨首前高派组公有代参"
)
_CHINA = "CN"
# Functions that no Chinese body of that name has: an 内政部 without a state is that of the state told last.
_NOT_CHINESE = frozenset(
    {"interior", "security-council", "intelligence", "national-guard", "criminal-investigation", "police"}
)
# 阿联酋副总理兼内政部长: an office of the state and one in a body of it.
_ALSO = "兼"


def name_parts(line: Line, agencies: Agencies) -> None:
    """`塞尔维亚内务部|警察总局`: a body right behind another is its part, of the same state."""
    for item in line.of(*_BODIES):
        whole = line.before(item)
        if whole is None or whole.end != item.start or whole.kind != "agency" or not whole.value:
            continue
        function = item.concept.code if item.kind == "function" else item.prop("function")
        state = whole.value[0].state
        if function is None or state is None or len(whole.value) > 1 or not line.tokens.is_glued(item.start):
            continue
        unmention(line, whole)
        part = agencies.national(state, function)
        agencies.put(
            line, [whole, item], Item(whole.start, item.end, "agency", item.concepts, value=[part], states=(state,))
        )


def unmention(line: Line, item: Item) -> None:
    """Take back that an item names a body: it stands only inside the name of its part."""
    span = line.span(item)
    for agency in item.value:
        agency.spans = [other for other in agency.spans if not (span.start <= other.start and other.end <= span.end)]
        agency.implied = agency.implied or not agency.spans


def holder(line: Line, item: Item, function: str, agencies: Agencies, lines: Sequence[Line]) -> list[Agency]:
    """Whose a body without a state is: of the state that it is joined to, of the only one that has it here, or of the home state."""
    joined = _joined_state(line, item) or _owner(line, item)
    if joined is not None:
        return [agencies.national(joined, function)]
    region = line.before(item)
    if region is not None and region.kind == "place" and region.end == item.start and region.prop("state"):
        return [agencies.national(str(region.prop("state")), function)]  # 云南省|公安厅
    home = agencies.states.home
    known = [body for slug, body in agencies.found.items() if slug.endswith(f"-{function}") and body.state]
    foreign = [body for body in known if body.state != home]
    own = any(body.state == home for body in known)
    told = _told_last(line, item, lines)
    if told is not None and told != home and home == _CHINA and function in _NOT_CHINESE:
        return [agencies.national(told, function)]
    if home in agencies.states.counts or told is None:
        here = line.span(item).start
        # In 中巴签署文件 … 司法部部长贺荣与巴西司法部部长 the foreign one is named behind.
        before = [body for body in foreign if any(span.start < here for span in body.spans)]
        if not own and len(foreign) == len(before) == 1 and foreign[0].state == told:
            return foreign
        return [agencies.national(home, function)] if home else []
    return foreign if len(foreign) == 1 else [agencies.national(told, function)]


def _joined_state(line: Line, item: Item) -> str | None:
    """The state of the body just before, where only an office and a word that joins stand between."""
    for before in reversed(line.of("agency", "country")):
        if before.end > item.start or not before.states:
            continue
        between = line.norms(before.end, item.start)
        posts = {index for post in line.of("post") for index in range(post.start, post.end)}
        free = [norm for index, norm in enumerate(between, before.end) if index not in posts]
        joins = len(between) <= _JOIN_REACH and bool(free) and _JOINING.issuperset(free)
        holds = before.kind == "agency" or (_ALSO in free and len(free) < len(between))
        return before.states[0] if (joins and holds) or _is_listed(line, before, item) else None
    return None


def _owner(line: Line, item: Item) -> str | None:
    """`比利时联邦公共服务 | 财政部`: the state that opens the name, with nothing but its words between."""
    before = line.before(item)
    if before is None or before.kind != "country" or before.form == "short" or not before.states:
        return None
    words = line.norms(before.end, item.start)
    plain = all(map(is_han, words)) and _NOT_INSIDE.isdisjoint(words) and _JOINING.isdisjoint(words)
    return before.states[0] if 1 < len(words) <= _JOIN_REACH and plain else None


def _is_listed(line: Line, before: Item, item: Item) -> bool:
    """`美国国务卿布林肯、| 国防部 | 长奥斯汀`: an office, a name, and a word that joins the next office of the same state."""
    office = next((post for post in line.of("post") if 0 <= post.start - before.end <= 1), None)
    if office is None or line.norm(item.start - 1) not in _LISTING:
        return False
    name = line.norms(office.end, item.start - 1)
    signs = all(is_han(norm) or norm in _NAME_DOTS for norm in name)
    return 1 < len(name) <= _LONGEST and signs and _NOT_INSIDE.isdisjoint(name) and _LISTING.isdisjoint(name)


def _told_last(line: Line, item: Item, lines: Sequence[Line]) -> str | None:
    """The state named last before a body; not one that is only partner or in a document's title, if another is named."""
    for other in (line, *reversed(lines[: line.index])):
        told = [
            named
            for named in other.of("country", "agency")
            if named.states and (other is not line or named.end <= item.start)
        ]
        acting = [
            named for named in told if other.norm(named.start - 1) not in _PARTNERS and not _is_titled(other, named)
        ]
        if told:
            return (acting or told)[-1].states[0]
    return None


def _is_titled(line: Line, item: Item) -> bool:
    """Whether an item stands inside 《…》."""
    opening = next((at for at in range(item.start - 1, -1, -1) if line.norm(at) in TITLE_MARKS), None)
    return opening is not None and line.norm(opening) == "《"


def _ends_word(line: Line, at: int) -> bool:
    """Whether a head of one sign ends there: 局 before 势 is a part of another word."""
    if at >= len(line.tokens) or not is_han(line.norm(at)) or line.norm(at) in _BEHIND_NAME:
        return True
    return any(item.start == at for item in line.items)


def _first_of_states(line: Line, owner: Item, head: Item) -> int:
    """Where the states begin that a joint body is named by: `中哈 | 边界联合委员会`, `伊朗与 | 巴基斯坦边境联合委员会`."""
    start = owner.start
    gap = 1 if _JOINT.search(line.glued(owner.end, head.end)) else 0
    while owner.kind == "country" and (before := line.before(owner)) is not None:
        between = line.norms(before.end, start)
        if before.kind != "country" or len(between) > gap or not _JOINING.issuperset(between):
            break
        owner, start = before, before.start
    return start


def span_of_name(line: Line, head: Item) -> tuple[int, int] | None:
    """From a state, city or greater body up to the head noun: 云南省公安厅, 海关总署企业管理和稽查司."""
    if head.end - head.start == 1 and not _ends_word(line, head.end):
        return None
    owners = line.of(*_OWNERS, "pair") if head.end - head.start >= _WORD else line.of(*_OWNERS)
    for item in reversed(owners):
        if item.start >= head.start:
            continue
        inside = range(item.end, head.start)
        interrupted = any(other.start in inside and other.kind != "place" for other in line.items)
        signs = line.norms(item.end, head.start)
        named = bool(inside) and all(map(is_han, signs)) and _NOT_INSIDE.isdisjoint(signs)
        fits = item.end <= head.start and head.end - item.end <= _LONGEST and head.end - item.end > _SHORTEST - 1
        return (_first_of_states(line, item, head), head.end) if named and fits and not interrupted else None
    return None
