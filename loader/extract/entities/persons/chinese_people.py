"""People of a Chinese sentence: a name between the office before it and the one behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.naming import chinese
from loader.extract.entities.offices.title_owners import shared_title
from loader.extract.entities.offices.title_parts import Title
from loader.extract.entities.offices.titles import title_before, title_glued_after

if TYPE_CHECKING:
    from loader.extract.entities.persons.people import People
    from loader.extract.lines import Line

# So many signs of a shape are hardly a common word, behind a name and "and".
_PLAIN_NAME = 3
# Signs between a state and an office that is still its own, and what parts them.
_SAME_TITLE = 8
_OWNERS, _REGION = frozenset({"agency", "country", "person", "post", "function"}), 14
_LEADING, _LED = ("为团长的", "为首的", "率领的", "带领的", "所率领的", "率领", "带队的"), 5
_HOW_HELD = frozenset({"acting"})
# Offices by which nobody is addressed.
_NO_ADDRESS = (
    "负责人",
    "领导人",
    "专家",
    "官员",
    "成员",
    "议员",
    "主管",
    "首脑",
    "组长",
    "创始人",
    "人士",
    "领袖",
    "教练",
)
_PARTS_TITLES = frozenset("，。；：,;")


def read_chinese(line: Line, people: People) -> None:
    """Leave an item of kind `person` on each Chinese or foreign name that has an office, or is surely one."""
    found = chinese.names(line)
    opens = {start for start, _ in found}
    for start, end in found:
        if line.norm(start - 1) == "《":
            continue  # 《基督山伯爵》
        before = _office(title_before(line, start, people.agencies))
        title = before or _address(line, end, opens, people)
        if title is None and end - start >= _PLAIN_NAME:
            title = shared_title(line, start)  # `两国外长A和B`
        if title is not None and title.start is not None and chinese.is_of_that_body(line, title.start):
            title = replace(title, international=True)
        if title is not None and title.state is None and title.start is not None and _of_world_body(line, title.start):
            title = replace(title, international=True)
        text = line.text(start, end)
        words = chinese.words_of(text)
        native = chinese.is_native(text)
        if title is not None and title.state == people.agencies.states.home and not native and title.start is not None:
            title = _of_state_before(line, title, title.start)
        if title is not None and title.state is None and not native:
            title = replace(
                title, agency=None
            )  # an office without a state is not of the home state where a foreigner holds it
        if title is not None or people.named(words) is not None or chinese.is_surely_name(line, start, end):
            led = _of_delegation(line, end) if title is None or title.state is None else None
            if led is not None:
                title = replace(title, state=led) if title is not None else Title(state=led, start=start)
            known = people.add(words, text, title)
            known.hint = known.hint or _state_told_before(line, start)
            people.place(line, start, end, known)


def _office(title: Title | None) -> Title | None:
    """A title, unless it is only how an office is held: 代, 副, 临时 and no office behind."""
    if title is None or not title.posts or title.plural:
        return title
    return None if len(title.role) == 1 or title.posts <= _HOW_HELD else title


def _address(line: Line, end: int, opens: set[int], people: People) -> Title | None:
    """`卢卡申科 | 总统`: an office behind a name; 负责人 stands behind what it is in charge of, as does one that a name follows."""
    office = next((post for post in line.of("post", "honorific") if post.start == end), None)
    if office is not None and (line.words(office).endswith(_NO_ADDRESS) or office.end in opens):
        return None
    if office is not None and office.kind == "honorific" and line.norm(end - 1) == "学":
        return None  # 法学 | 博士
    return _office(title_glued_after(line, end, people.agencies))


def _of_delegation(line: Line, end: int) -> str | None:
    """`以黎德泰中将 | 为团长的越南…代表团`, `由伊万诺夫 | 率领的白俄罗斯代表团`: the state of those whom somebody leads."""
    at = next((item.end for item in line.of("honorific") if item.start == end), end)
    words = line.glued(at, at + _LED)
    length = next((len(word) for word in _LEADING if words.startswith(word)), 0)
    owner = next((item for item in line.of("country", "agency") if item.start == at + length and item.states), None)
    return owner.states[0] if length and owner is not None else None


def _of_world_body(line: Line, start: int) -> bool:
    """`联合国毒品和犯罪问题办公室（UNODC）东南亚和太平洋 | 地区代表霍夫曼`: an office of the body named before it, far from its head."""
    told = next((item for item in reversed(line.items) if item.end <= start and item.kind in _OWNERS), None)
    if told is None or told.kind != "agency" or not told.value or not told.value[0].international:
        return False
    return start - told.end <= _REGION and not line.has_between(told.end, start, _PARTS_TITLES)


def _of_state_before(line: Line, title: Title, start: int) -> Title:
    """`所罗门群岛警察、国家安全与惩教部部长杰梅尔·…`: an office that goes on with what another state's name opened."""
    told = next((item for item in reversed(line.of("country", "agency")) if item.end <= start and item.states), None)
    if told is None or told.states[0] == title.state or start - told.end > _SAME_TITLE:
        return title
    return title if line.has_between(told.end, start, _PARTS_TITLES) else replace(title, state=None, agency=None)


def _state_told_before(line: Line, start: int) -> str | None:
    """The state named last before a name in its sentence."""
    told = [state for item in line.of("country", "agency") if item.end <= start for state in item.states[:1]]
    return told[-1] if told else None
