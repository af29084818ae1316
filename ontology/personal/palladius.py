"""Chinese names in Cyrillic (the Palladius system), turned into pinyin: Цзиньпин is jinping."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from ontology.personal import han

_INITIALS = {
    "б": "b", "п": "p", "м": "m", "ф": "f", "д": "d", "т": "t", "н": "n", "л": "l", "г": "g", "к": "k", "х": "h",
    "цз": "z", "ц": "c", "с": "s", "чж": "zh", "ч": "ch", "ш": "sh", "ж": "r",
}  # fmt: skip
# Before и, ю, я, е these three are the palatal series.
_PALATAL = {"цз": "j", "ц": "q", "с": "x"}
_HARD = {
    "а": ("a",), "ай": ("ai",), "ань": ("an",), "ан": ("ang",), "ао": ("ao",), "о": ("uo", "o"), "э": ("e",),
    "эй": ("ei",), "энь": ("en",), "эн": ("eng",), "оу": ("ou",), "у": ("u",), "уа": ("ua",), "уай": ("uai",),
    "уань": ("uan",), "уан": ("uang",), "уй": ("ui",), "уэй": ("ui",), "унь": ("un",), "ун": ("ong",), "ы": ("i",),
    "и": ("i",),
}  # fmt: skip
_SOFT = {
    "и": ("i",), "я": ("ia",), "яо": ("iao",), "янь": ("ian",), "ян": ("iang",), "е": ("ie",), "ю": ("iu",),
    "инь": ("in",), "ин": ("ing",), "юй": ("u",), "юэ": ("ue",), "юань": ("uan",), "юнь": ("un",), "юн": ("iong",),
}  # fmt: skip
_ALONE = {
    "а": "a", "ай": "ai", "ань": "an", "ан": "ang", "ао": "ao", "э": "e", "энь": "en", "эн": "eng", "эр": "er",
    "оу": "ou", "у": "wu", "ва": "wa", "вай": "wai", "вань": "wan", "ван": "wang", "вэй": "wei", "вэнь": "wen",
    "вэн": "weng", "во": "wo", "и": "yi", "я": "ya", "яо": "yao", "е": "ye", "ю": "you", "янь": "yan", "ян": "yang",
    "инь": "yin", "ин": "ying", "юй": "yu", "юэ": "yue", "юань": "yuan", "юнь": "yun", "юн": "yong",
}  # fmt: skip
_ENDING = re.compile(r"(?<=[нрй])(?:ом|ем|ам|а|у|е|ю|я)$|(?<=н)(?:ем|ю|я|е)$")
_LETTERS = str.maketrans({"і": "и", "ё": "е", "ъ": None, "’": None, "'": None})


def to_pinyin(word: str) -> str | None:
    """The pinyin of a word in lower case, in whatever case of Russian it stands; None if it is no such name."""
    text = word.translate(_LETTERS)
    cut = _ENDING.sub("", text)
    # What ends in a soft consonant declines softly: Шэнкунь, Шэнкуня; after a hard one the vowels are hard.
    soft = text.endswith(("я", "ю", "ем", "е"))
    candidates = ((f"{cut}ь", cut, text) if soft else (cut, text)) if cut != text else (text,)
    return next((found for candidate in candidates if (found := _read(candidate))), None)


def _read(text: str) -> str | None:
    """The syllables of a text, as few as there can be."""
    best: list[str | None] = ["", *[None] * len(text)]
    table, longest = _syllables()
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest), end):
            before, syllable = best[start], table.get(text[start:end])
            if before is not None and syllable is not None:
                best[end] = before + syllable
                break
    return best[-1]


@cache
def _syllables() -> tuple[dict[str, str], int]:
    known = han.syllables()
    table = dict(_ALONE)
    for (initial, latin), (final, readings) in product(_INITIALS.items(), [*_HARD.items(), *_SOFT.items()]):
        soft = final in _SOFT
        onset = _PALATAL.get(initial, latin) if soft else latin
        found = next((onset + reading for reading in readings if onset + reading in known), None)
        # "lü" and "nü" stand as "lv", "nv" in tables of readings.
        if found is None and final in {"юй", "юэ"}:
            found = onset + readings[0]
        if found is not None and (soft or initial + final not in table):
            table[initial + final] = found
    return table, max(map(len, table))
