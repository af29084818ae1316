"""The language of a text or of one sentence: script first, then marker letters, then small words.

A few letters decide between the six languages that are extracted from; the rest is named so
that nothing is read as English merely because it is written in Latin letters.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from functools import lru_cache
from importlib.resources import files

UNDETERMINED = "und"

_TABLE = tomllib.loads(files(__package__).joinpath("languages.toml").read_text(encoding="utf-8"))
_STOPWORDS: dict[str, frozenset[str]] = {code: frozenset(words) for code, words in _TABLE["stopwords"].items()}
_LETTERS: dict[str, str] = _TABLE["letters"]
_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    "kana": re.compile(r"[\u3040-\u30ff]"),
    "hangul": re.compile(r"[\uac00-\ud7af]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Letters that Vietnamese alone has, and the vowels with tone that it shares.
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_ASIAN = {"han": "zh", "kana": "ja", "hangul": "ko"}
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_CYRILLIC_BLOCK = 0x04
"""The first byte of nearly all Cyrillic letters in UTF-16."""
_NEARLY_ALL = 0.75
"""With so much of a text no other script is its main one, even if each of its characters weighs three times."""
_SAMPLE = 20_000
"""Characters that are looked at: more do not change the answer."""
_HAN_WEIGHT = 3
"""A Han character says about as much as three letters."""
_FOREIGN_LETTER_SHARE = 0.01
_TWO_LETTERS = 2
_FEW_DOTS = 6
# Small words of Russian alone, and of Ukrainian alone.
_RUSSIAN_WORDS = re.compile(r"\b(?:и|с|о|об|от|из|ко|со|во|к|как|что|для|под|или|после|это|его|их|он|она|года|будет)\b")
# What Russian and Ukrainian do not write so.
_BELARUSIAN_SPELLING = re.compile(r"[жчш]ы|[жчшр]э|дз[еяі]|ць\b|цца|цы[яй]|\b(?:аб|па|ад)\b")
# Belarusian writes ў there, and да, пад, ад.
_UKRAINIAN_SPELLING = re.compile(r"[аеіоуюя]в(?:\b|[бгджзклмнпрстхцчш])|\b(?:та|й|про|від|щодо|до|під)\b|ться\b")
_UKRAINIAN_WORDS = re.compile(r"\b(?:та|й|із|зі|від|щодо|або|але|якщо|буде|було|року|яка|яке|під|цього|також)\b")
_ENOUGH_WORDS = 12
"""With so many words and no small word of a known language among them the language is unknown."""


def language(text: str) -> str:
    """The BCP 47 code of the language of most of `text`; `und` where it cannot be told."""
    sample = unicodedata.normalize("NFC", text[:_SAMPLE]).lower()
    script = _plain_script(sample) or _main_script(sample)
    if script == "cyrillic":
        return _cyrillic(sample)
    return _latin(sample) if script == "latin" else _ASIAN.get(script, UNDETERMINED)


def _plain_script(sample: str) -> str | None:
    """The script of more than three quarters of a text, which none outweighs: bytes are counted far faster than letters."""
    if len(sample.encode("ascii", "ignore").translate(None, _NO_LETTERS)) > _NEARLY_ALL * len(sample):
        return "latin"
    blocks = sample.encode("utf-16-le", "surrogatepass")[1::2]
    return "cyrillic" if blocks.count(_CYRILLIC_BLOCK) > _NEARLY_ALL * len(sample) else None


def _main_script(sample: str) -> str:
    """The script with most letters in a text, `kana` where Chinese characters stand with it; nothing where there is no letter."""
    counts = dict.fromkeys(_SCRIPTS, 0)
    for letter, times in Counter(sample).items():
        if (of := _script(letter)) is not None:
            counts[of] += times
    counts["han"] *= _HAN_WEIGHT
    script = max(counts, key=lambda name: counts[name])
    if script == "han" and counts["kana"] * _HAN_WEIGHT * 2 > counts["han"]:
        return "kana"
    return script if counts[script] else ""


@lru_cache(maxsize=20_000)
def _script(letter: str) -> str | None:
    """The script of a character, if it is one of those that tell a language."""
    return next((script for script, pattern in _SCRIPTS.items() if pattern.match(letter)), None)


def _cyrillic(text: str) -> str:
    for code, letters in _LETTERS.items():
        foreign = sum(map(text.count, letters))
        if foreign > 1 and foreign > _FOREIGN_LETTER_SHARE * sum(map(str.isalpha, text)):
            return code
    count = {letter: text.count(letter) for letter in "іўїєґыэъёищ"}
    dotted = count["і"] + count["ў"] + count["ї"] + count["є"] + count["ґ"]
    # Russian and Ukrainian have и and щ, Belarusian has neither; Russian has no і, and hardly a sentence without ы or э.
    russian = count["ы"] + count["э"] + count["ъ"] + count["ё"]
    if not russian and dotted <= _FEW_DOTS and not _RUSSIAN_WORDS.search(text) and _UKRAINIAN_WORDS.search(text):
        return "uk"  # a line or two without any і: `Литва та Чехія уклали угоду`
    if not count["и"] and len(_BELARUSIAN_SPELLING.findall(text)) >= _TWO_LETTERS:
        return "be"  # `Чарговая сустрэча груп завяршылася`
    # A quoted name makes no other language.
    if dotted <= 0.3 * (count["и"] + count["ы"]) and (russian or dotted < _TWO_LETTERS):
        return "ru"
    belarusian = 3 * count["ў"] + count["ы"] + count["э"] + count["ё"]
    ukrainian = 3 * (count["ї"] + count["є"] + count["ґ"]) + count["и"] + count["щ"]
    if not belarusian and not ukrainian and _UKRAINIAN_SPELLING.search(text):
        return "be" if _BELARUSIAN_SPELLING.search(text) else "uk"
    return "be" if belarusian >= ukrainian else "uk"


def _latin(text: str) -> str:
    words = _WORD.findall(text)
    if not words:
        return UNDETERMINED
    times = Counter(words)
    scores = {code: sum(times[word] for word in stopwords) for code, stopwords in _STOPWORDS.items()}
    # A Vietnamese text marks more than every third syllable; a name or two in an English one does not weigh as much.
    marked = _VIETNAMESE.search(text) is not None
    scores["vi"] = sum(count for word, count in times.items() if _VIETNAMESE.search(word)) if marked else 0
    if scores["vi"] < 0.25 * len(words):
        scores["vi"] = 0
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    if scores[best]:
        return best
    return "en" if len(words) < _ENOUGH_WORDS and "".join(words).isascii() else UNDETERMINED
