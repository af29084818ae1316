"""Names in Chinese characters, read in pinyin without tones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "pinyin.tsv"
_TWO_SIGNS = frozenset({"欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "端木", "令狐", "东方"})
# What these characters read as a surname is not what they usually read.
_AS_SURNAME = {
    "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "曾": "zeng", "盖": "ge", "区": "ou", "朴": "piao",
    "翟": "zhai", "任": "ren", "华": "hua", "尉": "yu", "乐": "yue", "覃": "qin", "缪": "miao", "召": "shao",
}  # fmt: skip
_LONGEST_GIVEN = 2


def surname_and_given(name: str) -> tuple[str, str] | None:
    """Surname and given name of a Chinese name of two to four characters; None if it cannot be one."""
    length = 2 if name[:2] in _TWO_SIGNS and len(name) > _LONGEST_GIVEN else 1
    given = name[length:]
    return (name[:length], given) if 1 <= len(given) <= _LONGEST_GIVEN else None


def pinyin(text: str) -> str:
    """The reading of each character, run together; characters that are not in the table are left out."""
    readings = _readings()
    return "".join(readings.get(sign, "") for sign in text)


def surname_pinyin(surname: str) -> str:
    """The reading of a surname."""
    return _AS_SURNAME.get(surname[:1], "") + pinyin(surname[1:]) if surname[:1] in _AS_SURNAME else pinyin(surname)


def syllables() -> frozenset[str]:
    """The syllables of pinyin, without tones."""
    return frozenset(_readings().values())


@cache
def _readings() -> dict[str, str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {sign: syllable for syllable, signs in pairs for sign in signs}
