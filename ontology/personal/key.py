"""The key of a personal name: equal for its spellings in several scripts and orders, and for hardly anything else.

Names of most languages are transliterated and reduced to their consonants, since vowels are what spellings differ in.
Chinese names have few consonants, so they keep all letters: characters and Palladius are read in pinyin.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from ontology.personal import han
from ontology.personal.palladius import to_pinyin
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "v", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh",
        "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "u", "я": "a", "đ": "d", "'": "", "ø": "o", "ł": "l", "ı": "i",
        "ә": "a", "ə": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ү": "u", "ұ": "u", "һ": "h", "ӣ": "i", "ҷ": "j",
        "ӯ": "u", "ҳ": "h", "č": "ch", "ć": "ch", "š": "sh", "ž": "zh", "ş": "sh", "ș": "sh", "ț": "ts", "ß": "ss",
        "ћ": "ch", "ђ": "dj", "џ": "j", "љ": "l", "њ": "n", "ј": "i", "æ": "a", "þ": "th", "ð": "d",
    },
)  # fmt: skip
# Spellings of one sound that the three scripts' romanisations keep apart.
_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"), ("tch", "ch"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("ck", "k"), ("q", "k"), ("ch", "q"), ("c", "k"), ("w", "v"),
    ("x", "ks"), ("ph", "f"), ("th", "t"), ("ou", "v"), ("ts", "z"),
)  # fmt: skip
# The same for the names of one state: its own orthography, and given names that its two languages write apart.
_RUTHENIAN = (
    (r"[aeo]u\b", "v"), (r"dz(?=[eiy]|$)", "d"), (r"ts(?=[ei])", "t"), (r"kh|h", "g"), (r"^u?lad[zi]", "vladi"), (r"^volod", "vlad"),
    (r"^mikala|^mykola|^mikola", "nikola"), (r"^(?:y|ya|ia|ie)(?:v|u)[hg]e?n", "evgen"), (r"^ganna", "anna"),
)  # fmt: skip
_VIETNAMESE = (
    (r"gi(?=[aeou])|d|z", "z"), (r"x", "s"), (r"^tr", "ch"), (r"^qu|^kw|^ku(?=a)", "ku"), (r"^kh", "h"), (r"^nh", "n"),
)  # fmt: skip
_BY_STATE = {"BY": _RUTHENIAN, "UA": _RUTHENIAN, "VN": _VIETNAMESE}
CHINESE = frozenset({"CN", "HK", "MO", "TW"})
"""The states whose people have Chinese names."""
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouy]")
_ANY_VOWEL = str.maketrans("aeiouy", "aaaaaa")
_PATRONYMIC = re.compile(
    r"(?:ovich|evich|ovna|evna|avich|yevich|ievich|ich|vna|ауна|оуна|еуна|авіч|евіч|івна|ович|евич|ич|овна|евна)$"
)
_SLAVIC_ENDING = re.compile(
    r"(?:(?<=[кн])(?:ий|ый|ая|ую|ага|аму|ім|ай|ої|ій)|ого|ему|ому|ым|им|ой|ою|ем|ом|ем|ам|ём|у|а|я|ю|ы|и|е|і|є|ове|еві|ові)$"
)
_SHORTEST_STEM = 3
_FULL_NAME = 2
# Consonants that Chinese transcriptions keep no better apart than this; h and the glides come and go.
_CLASSES = str.maketrans("bdgvwzrjq", "ptkffslss", "hax")
_LONG_ENOUGH = 4
_HAN = re.compile(r"[\u3400-\u9fff]")
_JOINTS = re.compile(r"[·•・‧.\s-]+")
_NOT_LETTERS = re.compile(r"[^a-z]")


def name_key(words: Sequence[str], state: str | None) -> str:
    """The key of a name that belongs to a person of a state (ISO 3166-1, None if unknown); may be empty.

    The order of the words, patronymics, initials, case endings, script and usual spellings do not count.
    """
    kept = [word for word in words if not is_patronymic(word)] if len(words) > _FULL_NAME else list(words)
    if state not in CHINESE:
        kept = [word for word in kept if len(word.strip(".")) > 1] or list(words)
    if any(map(is_han, kept)):
        parts = _han_parts("".join(kept), state)
    elif state in CHINESE:
        parts = [_pinyin_word(word) for word in kept]
    else:
        parts = [_consonants(_cut(word.casefold()), _BY_STATE.get(state or "", ())) for word in kept]
    return "-".join([*sorted(filter(None, parts)), *([state.lower()] if state else [])])


def _han_parts(name: str, state: str | None) -> list[str]:
    """A Chinese name as surname and given name; the transcription of a foreign one whole."""
    split = han.surname_and_given(name) if state is None or state in CHINESE else None
    if split is not None:
        return [_letters(han.surname_pinyin(split[0])), _letters(han.pinyin(split[1]))]
    return [_letters(han.pinyin(part)) for part in _JOINTS.split(name)]


def _pinyin_word(word: str) -> str:
    text = fold(word)
    return _letters(text if text.isascii() else to_pinyin(text) or latin(text))


def _letters(text: str) -> str:
    # "lü" is written lv, lyu and lu.
    return _NOT_LETTERS.sub("", text.replace("lyu", "lu").replace("v", "u"))


@lru_cache(maxsize=50_000)
def latin(word: str) -> str:
    """A word in plain Latin letters, lower case."""
    text = unicodedata.normalize("NFC", word.casefold()).translate(_LATIN)
    return "".join(char for char in unicodedata.normalize("NFD", text) if char.isalpha() and char.isascii())


def skeleton(word: str) -> str:
    """The consonants of a word after transliteration: what its spellings share."""
    return _consonants(word, ())


@lru_cache(maxsize=50_000)
def _consonants(word: str, spellings: tuple[tuple[str, str], ...]) -> str:
    text = latin(word)
    for pattern, sound in spellings:
        text = re.sub(pattern, sound, text)
    for spelling, sound in _SOUNDS:
        text = text.replace(spelling, sound)
    text = _REPEATED.sub(r"\1", text)
    return text[:1].translate(_ANY_VOWEL) + _VOWELS.sub("", text[1:])


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A Slavic name without its case ending; any other word as it is."""
    return _cut(fold(word))


def _cut(text: str) -> str:
    if text.isascii():
        return text
    cut = _SLAVIC_ENDING.sub("", text)
    return cut if len(cut) >= _SHORTEST_STEM else text


def same_name(left: str, right: str) -> bool:
    """Whether two words are one name, perhaps in two cases."""
    return fold(left) == fold(right) or (min(len(left), len(right)) > _SHORTEST_STEM and stem(left) == stem(right))


@lru_cache(maxsize=50_000)
def is_patronymic(word: str) -> bool:
    """Whether a word ends as patronymics do."""
    return bool(_PATRONYMIC.search(fold(word)))


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return bool(_HAN.search(text))


def coarse(name: str) -> str:
    """What survives of a name when it is transcribed into Chinese and back: classes of consonants."""
    text = han.pinyin(name) if is_han(name) else _cut(name.casefold())
    return _REPEATED.sub(r"\1", _consonants(text, ()).translate(_CLASSES))


def one_letter_apart(left: str, right: str) -> bool:
    """Whether two keys of some length differ in one letter: changed, left out or added."""
    if left == right or min(len(left), len(right)) < _LONG_ENOUGH or abs(len(left) - len(right)) > 1:
        return False
    at = next((at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), len(left))
    rests = (left[at + 1 :], right[at + 1 :]), (left[at:], right[at + 1 :]), (left[at + 1 :], right[at:])
    return any(one == other for one, other in rests)
