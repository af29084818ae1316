"""Vietnamese names of bodies: a head noun with a capital, then words of which only the first syllable has one.

`Cơ quan An ninh hàng hải | Indonesia`, `Vụ Hợp tác quốc tế và Tương trợ tư pháp`, `Công an tỉnh | Savannakhet`. Spaces part
syllables and not words, so a name ends where a closed class of words or a cue begins.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.extract.entities.bodies.vietnamese_places import (
    Body,
    ends_in_unit,
    is_unit,
    is_world_body,
    past_place,
    unit_length,
)
from loader.extract.entities.countries.foreign_stories import is_part
from loader.extract.entities.naming.names import VIETNAMESE_SURNAMES
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Words with which no name of a body goes on.
_ENDS = folded(
    "đã sẽ đang vừa mới cũng đều vẫn còn chưa không có ra cho do là bị được phối tổ tiếp ký với tại ở trong ngoài trên dưới "
    "ngày sáng chiều tối trưa đêm hôm cùng nhằm để khi theo như này đó kia ấy nói đề tăng giữa từ đến tới sang qua vào sau trước "
    "bắt phát khởi tuyên nhấn khẳng cử gửi nhận đón dẫn làm chủ tham dự dự họp gặp thăm trao bàn hoàn xác yêu kêu cần phải nên rằng "
    "thì mà nếu hoặc hay vì bởi cả các những mỗi một hai ba bốn năm nhiều một số lần đặt thuộc đóng ngồi họ ông bà đang tổng "
    "triển lập thành mời triệu phản bác lên chỉ cáo ủng giúp hoan cảm chúc chia muốn coi",
)
_CUES = frozenset({
    "agreement-verb", "meeting-verb", "meeting-noun", "agreement-noun", "said", "planned", "negation", "proposed", "between",
    "pair", "pair-bodies", "background", "draft",
})  # fmt: skip
_STARTS_ANOTHER = frozenset({"person", "post", "honorific", "date", "calendar", "function", "agency", "agency-head"})
_LONGEST = 16
# Units of forces, which have numbers: `Tiểu đoàn Cảnh sát bảo vệ biên giới | 611`.
_NUMBERED = folded("tiểu đại trung lữ sư")
# Syllables in lower case between two with a capital: `Cảnh sát | điều tra tội phạm về | Ma túy`.
_LOWER_AT_MOST = 8
_SHORTEST = 3


@dataclass(slots=True)
class _Walk:
    """How far the name that a head noun opens is read."""

    line: Line
    head: Item
    held: dict[int, Item]
    """The items behind the head, by their first token."""
    at: int
    end: int
    unit: bool
    """Whether a word for a part of a country stands right before."""
    pending: int = 0
    """Syllables in lower case that belong to the name if a capital follows."""
    local: bool = False
    owner: Item | None = None
    known: bool = False
    """Whether the second part names the body by itself: `Cơ quan | Vệ binh quốc gia Liên bang Nga`."""

    def step(self) -> bool:
        """Read on; False where the name ends."""
        item = self.held.get(self.at)
        if item is not None and item.kind == "country" and item.form != "inhabitant":
            self.owner, self.end = item, _past_partner(self.line, item, self.held)
            return False
        if self.unit or is_unit(self.line, self.at):
            return self._place()
        return self._word() if item is None else self._item(item)

    def _place(self) -> bool:
        """The name of a part of a country, behind the word for it."""
        start = self.at if self.unit else self.at + unit_length(self.line, self.at)
        past = past_place(self.line, start, self.held)
        if past is None or self.local:
            return False
        self.at = self.end = past
        self.unit, self.local, self.pending = False, True, 0
        return True

    def _item(self, item: Item) -> bool:
        """What the lexicon knows may be part of the name: a body of the world, another body, a lower-case word."""
        self.known = item.kind == "agency" and bool(item.value and item.states) and not self.pending
        if self.known:
            return False
        if is_world_body(item):
            self.end = item.end
            return False
        if _is_nested(self.line, item, self.at):
            self.at = self.end = item.end
            self.pending, self.unit = 0, ends_in_unit(self.line, item)
            return True
        if item.kind == "place" and self.line.is_capital(self.at) and item.prop("state"):
            self.at = self.end = item.end
            self.pending, self.local = 0, True
            return False
        another = item.kind in _STARTS_ANOTHER and self.line.is_capital(self.at)
        return not another and item.kind not in _CUES and self._word()

    def _word(self) -> bool:
        may_have_number = not self.pending or self.line.norm(self.head.start) in _NUMBERED
        number = may_have_number and self.line.norm(self.at).isdecimal() and not is_unit(self.line, self.at + 1)
        if number or _continues(self.line, self.at, self.held):
            self.at = self.end = self.at + 1
            self.pending = 0
            return True
        if _goes_on(self.line, self.at, self.pending):
            self.at, self.pending = self.at + 1, self.pending + 1
            return True
        if self.pending and _is_bracketed_acronym(self.line, self.at):
            self.end = self.at
        return False


def body_at(line: Line, head: Item) -> Body | None:
    """The body whose name a head noun opens; None where the noun has no capital or nothing tells it apart."""
    if not line.is_capital(head.start):
        return None
    held = {item.start: item for item in line.items if item.start >= head.end}
    walk = _Walk(line, head, held, head.end, head.end, ends_in_unit(line, head))
    while walk.at < min(len(line.tokens), head.start + _LONGEST) and walk.step():
        pass
    if walk.pending and is_part(line, walk.at) and not (head.start > 1 and line.is_capital(head.start - 1)):
        walk.end = walk.at  # `Hội đồng | điều phối về chống di cư bất hợp pháp | thuộc CSTO`
    owner = walk.owner or _behind_acronym(line, walk.end, held)
    bare = owner is None and not walk.local
    end = _with_second_syllable(line, walk.end, head, held) if bare else walk.end
    if walk.known or end <= head.end or not _is_told_apart(line, head, end, owner, local=walk.local):
        return None
    return Body(head.start, end, owner, walk.local)


def _is_told_apart(line: Line, head: Item, end: int, owner: Item | None, *, local: bool) -> bool:
    """Whether the words behind a head noun make it the name of one body."""
    if local:
        return True
    if head.kind == "agency-head":
        plain = owner is not None and owner.start == head.end and head.concept.code == _FORCES
        if line.norm(head.start) in _ONLY_LOCAL or plain:  # `cảnh sát Hungary` are policemen
            return False
    return owner is not None or end - head.start >= _SHORTEST or line.norm(end - 1).isdecimal()


def longer_name(line: Line, head: Item) -> Body | None:
    """The body whose name goes on where that of a known function ends: of a part of a country, or after more words."""
    body = body_at(line, head)
    if body is None or body.local:
        return body
    if head.kind == "agency-head":
        return None
    if body.owner is None:
        coordinated = line.norm(head.end) == _AND and line.is_capital(head.end + 1)
        return body if coordinated and body.end > head.end + _SHORTEST else None
    nearer = body.owner.start < body.end and not _LINKS.issuperset(line.norms(head.end, body.owner.start))
    return body if nearer else None


def _is_nested(line: Line, item: Item, at: int) -> bool:
    """Whether a body's name goes on with that of another: `Bộ Chỉ huy | Bộ đội Biên phòng tỉnh Tây Ninh`."""
    body = item.kind in {"function", "agency-head"} or (item.kind == "agency" and item.prop("state"))
    if line.norm(item.end) in {",", "/"} and line.norm(item.end + 1) == _AGAINST:
        return False  # `Cơ quan | Phòng, chống tội phạm`
    return bool(body) and line.is_capital(at) and line.norm(at - 1) not in _LISTING


def _behind_acronym(line: Line, end: int, held: dict[int, Item]) -> Item | None:
    """`Ủy ban Nhà nước về An ninh quốc gia (GKNB) | Kyrgyzstan`: the state behind a name's acronym."""
    if not _is_bracketed_acronym(line, end):
        return None
    item = held.get(end + 3)
    return item if item is not None and item.kind == "country" and item.form == "label" else None


def _is_bracketed_acronym(line: Line, at: int) -> bool:
    return line.norm(at) == "(" and line.norm(at + 2) == ")" and line.text(at + 1, at + 2).isupper()


_AND, _AGAINST = fold("và"), fold("chống")
# Only with the name of its place is it a body's name: `chính quyền | tỉnh Phongsaly`.
_ONLY_LOCAL = folded("chính")
_FORCES = "police"
_LISTING = folded("và , với cùng")
_LINKS = folded("nước của nhà và ( ) -")


def _past_partner(line: Line, item: Item, held: dict[int, Item]) -> int:
    """`Ủy ban liên chính phủ Azerbaijan | - Gruzia`: where the second state ends."""
    for gap in (0, 1):
        other = held.get(item.end + gap)
        if (
            other is not None
            and other.kind == "country"
            and (line.norm(item.end) in {"-", "–"} or line.tokens.is_hyphened(item.end))
        ):
            return other.end
    return item.end


def _continues(line: Line, at: int, held: dict[int, Item]) -> bool:
    """Whether a capital goes on with a body's name: a Vietnamese syllable, but not the name of a person."""
    if not line.is_capital(at) or not _SYLLABLE.fullmatch(_bare(line, at)):
        return False
    named = line.is_capital(at + 1) and at + 1 not in held and line.norm(at) in VIETNAMESE_SURNAMES
    return not named


def _bare(line: Line, at: int) -> str:
    text = unicodedata.normalize("NFD", line.norm(at).replace("đ", "d"))
    return "".join(char for char in text if not unicodedata.combining(char))


_SYLLABLE = re.compile(r"(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")


def _goes_on(line: Line, at: int, pending: int) -> bool:
    """Whether a lower-case syllable may be part of the name, if a capital or a state follows."""
    norm = line.norm(at)
    if pending >= _LOWER_AT_MOST or norm in _ENDS or line.is_capital(at):
        return False
    return norm[:1].isalpha() or (norm in {",", "/", "-"} and line.norm(at - 1) in _BEFORE_COMMA)


_BEFORE_COMMA = folded("phòng nhập cháy nạn luật")


def _with_second_syllable(line: Line, end: int, head: Item, held: dict[int, Item]) -> int:
    """`Văn phòng Tình | báo`: most words have two syllables, the second in lower case."""
    free = end < len(line.tokens) and end not in held and end > head.end and line.is_capital(end - 1)
    word = line.norm(end)
    return end + 1 if free and word[:1].isalpha() and word not in _ENDS | _LISTING and not line.is_capital(end) else end
