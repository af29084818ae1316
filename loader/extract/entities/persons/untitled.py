"""People of Vietnamese texts without an office or form of address: a full native name, a known given one, "called", an age.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.naming.names import is_vietnamese
from loader.extract.words import COMMAS, folded
from loader.model import Role
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Line

_FULL_NAME = 3
_NAMED, _IS = fold("tên"), fold("là")
# Whom a name is given: `một người Lào | tên | Khăm Xay`, but not `tàu mang tên …`.
_SOMEBODY = folded("người ông bà anh chị nam nữ kẻ thanh phụ cô bé")
_SOMEBODY_REACH = 6
_AGE, _BIRTH, _YEAR = fold("tuổi"), fold("sinh"), fold("năm")
_BORN = frozenset({_BIRTH, "sn"})
# `Theo | Nguyễn Văn An`, `Ảnh: | …`: an author; `Đoàn TNCS | Hồ Chí Minh`: the end of another name.
_BEFORE_AUTHORS = folded("theo ảnh bài tin tác giả by : / - – — |")


def is_untitled_vietnamese(line: Line, start: int, end: int, words: list[str]) -> bool:
    """Whether capitalised words without an office beside them name somebody.

    Args:
        line: A sentence.
        start: The first token of the words.
        end: The token behind them.
        words: The words, without initials.

    """
    if line.role is Role.TITLE or not _goes_on(line, end):
        return False
    if _is_called(line, start) or (len(words) > 1 and _has_age(line, end)):
        return True
    native = end - start >= _FULL_NAME and is_vietnamese(words) and not any(word.isupper() for word in words[1:])
    borne = any(item.end == start for item in line.of("bearer"))
    inside = start > 1 and line.is_capital(start - 1)
    foreign = len(words) > 1 and start in line.given and all(map(str.isalpha, words)) and not native
    return (native or foreign) and not borne and not inside and line.norm(start - 1) not in _BEFORE_AUTHORS


def _goes_on(line: Line, end: int) -> bool:
    """Whether the sentence goes on behind a name in small letters: a byline does not."""
    behind = end + (line.norm(end) in COMMAS | {"("})
    return behind < len(line.tokens) and not line.is_capital(behind) and line.norm(behind)[:1].isalnum()


def _is_called(line: Line, start: int) -> bool:
    """`một người Lào | tên | Khăm Xay`, `người đàn ông tên là A`: somebody is given a name."""
    named = start - 1 - (line.norm(start - 1) == _IS)
    if line.norm(named) != _NAMED:
        return False
    return not _SOMEBODY.isdisjoint(line.norms(max(0, named - _SOMEBODY_REACH), named))


def _has_age(line: Line, end: int) -> bool:
    """`A | (41 tuổi)`, `A, | sinh năm 1990`: an age behind a name."""
    at = end + (line.norm(end) in COMMAS | {"("})
    if line.norm(at).isdecimal():
        return line.norm(at + 1) == _AGE
    return line.norm(at) in _BORN and (line.norm(at) != _BIRTH or line.norm(at + 1) == _YEAR)
