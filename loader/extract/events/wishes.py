"""What a Chinese clause only wishes for: `推动签署`, `期待总统9月赴华出席峰会`; what English tells as past beside a word of the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# What is wished for has not happened: in the clause of the verb, hardly more than names between.
_WISHES = frozenset({
    "推动", "推进", "希望", "期待", "愿意", "有意", "争取", "力争", "加快", "早日", "尽早", "尽快", "欢迎", "期盼", "盼望",
})  # fmt: skip
_WISH = "愿"
_NO_WISH = frozenset({"愿景", "愿望"})
_WISH_FREE = 5
_NAMES = frozenset({
    "agency", "country", "side", "pair", "pair-bodies", "person", "post", "date", "place", "home", "calendar", "meeting-verb",
})  # fmt: skip
_DONE = "了"
# Before an English participle they leave it to the word of the future: `will | be | signed`, `hopes to | have | … signed`.
_LEFT_OPEN = frozenset({"be", "being", "get", "gets", "have", "having", "see"})
_LEFT_OPEN_REACH = 4


def is_wished(line: Line, cue: Item) -> bool:
    """`愿同塔方推动 | 签署`, `期待拉赫蒙总统9月赴华出席 | 峰会`: in its clause somebody only wishes for it."""
    if line.norm(cue.end - 1) == _DONE or line.norm(cue.end) == _DONE:
        return False
    named = {at for item in line.of(*_NAMES) for at in range(item.start, item.end)}
    free = 0
    for at in range(cue.start - 1, -1, -1):
        norm = line.norm(at)
        if norm in COMMAS | CLAUSE_ENDS or free > _WISH_FREE:
            return False
        pair = norm + line.norm(at + 1)
        if (pair in _WISHES and at + 1 < cue.start) or (norm == _WISH and pair not in _NO_WISH):
            return True
        free += at not in named
    return False


def is_past(line: Line, verb: Item) -> bool:
    """`will review the memorandum that was | signed`, `agreed to … and | signed`: the word of the future stands with another verb."""
    if line.language != "en" or verb.kind != "agreement-verb" or not line.norm(verb.start).endswith("ed"):
        return False
    return not line.has_between(max(0, verb.start - _LEFT_OPEN_REACH), verb.start, _LEFT_OPEN)
