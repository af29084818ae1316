"""Which lines of a page are furniture: menus, addresses, clocks, rates, credits and lists of other stories.

The words are in furniture.toml; here are the features of a line that need no words. A line that
is none of these may still turn out to be furniture by its place: see split.py.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_TABLE: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))


def _starting(words: list[str]) -> re.Pattern[str]:
    """Matches at the start of a line any of `words`, as whole words unless they end in a mark or a Han character."""
    alternatives = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:{alternatives})(?:(?<![^\W\d_])|(?<=[\u3400-\u9fff])|(?![^\W_]))", re.IGNORECASE)


_LABEL = _starting(_TABLE["labels"])
_OPENER = _starting(_TABLE["openers"])
_LIST = re.compile(rf"(?:{'|'.join(map(re.escape, _TABLE['lists']))})\s*[:：]?", re.IGNORECASE)
_CAPTION = _starting(_TABLE["captions"])
_CREDITS = tuple(word.casefold() for word in _TABLE["credits"])
_SHORTEST_CREDITS = tuple(word for word in _CREDITS if not any(other in word for other in _CREDITS if other != word))
"""Where none of these stands no credit does."""
_CREDIT_WORD = "(?:" + "|".join(sorted(map(re.escape, _TABLE["credits"]), key=len, reverse=True)) + ")"
_CREDIT_IN_BRACKETS = re.compile(rf"[(\[（]\s*{_CREDIT_WORD}(?:\s*[:：]|\s)[^()\[\]（）]{{0,80}}[)\]）]", re.IGNORECASE)
_CREDIT_AT_END = re.compile(rf"(?:[.;/|]\s*|\s[–—-]\s|\s){_CREDIT_WORD}\s?[:：/]\s?[^.!?]{{1,60}}\.?$", re.IGNORECASE)
_CREDIT_SENTENCE = re.compile(rf"[.!?]\s+{_CREDIT_WORD}\s+[^.!?]{{1,40}}\.?$", re.IGNORECASE)
_CREDIT_LINE = re.compile(
    rf"[(\[（]?{_CREDIT_WORD}(?:\s*[:：/]|\s+(?:by|courtesy|автора|из|from|nguồn|с сайта)|\s+[^\W\d_]+[)\]）.]?$)",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(\[（][^()]{1,40}[)\]）]")
_CURRENCY = re.compile(rf"\b(?:{'|'.join(_TABLE['currencies'])})\b")
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\+\d[\d ()-]{7,}|\b\d[\d ]{0,2}\(\d{3,5}\)\s?\d|^\d{5,6},|,\s*\d{5,6}\W*$"
    r"|\b(?:ул|вул|пр-т|просп|пер)\.\s?\w"
)
_CELLS = re.compile(r"\s+[|/•·»›>▶→—∙丨]\s+|[|•»›丨｜]|\s{2,}|\t|\u3000+")
_SHORT_CELL = 45
# The agency may be named behind the last sentence: "(BelTA)", "/ТАСС/", "– TASS", "（完）".
_SENTENCE_END = re.compile(
    r"[.!?…。！？](?:[\"'’”»“)\]）」』]*|\s[\"”»])(?:\s?[(/（\[][^()/（）\[\]]{1,25}[)/）\]]|\s?/[^\W\d_]{2,12}|\s[–—-]\s?[^\W\d_]{2,12}(?:\s[^\W\d_]{2,12})?|/\.\s[^\W\d_]{2,8})?\.?$"
)
_LONG_END = 80
"""Characters in which the end of a sentence and what is behind it stand."""
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[^\W\d_a-zа-яіў]|[。！？].")
_MAX_FURNITURE = 300
_MIN_MENU, _MIN_PAIR = 3, 2
_CAPTION_WORDS = 6
_BULLETS = "·•*–—->»▪■●◆★☆▶►○◦ \t"
_MARKS_ONLY = re.compile(r"[\W\d_]*")
_RULE = re.compile(r"(?:[-=*_~#•·—–+.◆■●▪★]\s?){3,}|[•●■◆▪★*#~]")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def is_rule(line: str) -> bool:
    """Whether the line is drawn, not written: dashes, asterisks, equals."""
    return bool(_RULE.fullmatch(line))


def is_url(line: str) -> bool:
    """Whether the line is one web address."""
    return bool(_URL.fullmatch(line))


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_SENTENCE_END.search(line[-_LONG_END:]))


def is_list_head(line: str) -> bool:
    """Whether the line announces other stories below it ("Read also:")."""
    return bool(_LIST.fullmatch(line.strip(_BULLETS)))


def is_furniture(line: str) -> bool:
    """Whether the line is none of the story's, by its wording or its make."""
    if len(line) > _MAX_FURNITURE:
        return False
    bare = line.strip(_BULLETS)
    if not bare or _MARKS_ONLY.fullmatch(bare) or _OPENER.match(bare) or is_url(bare):
        return True
    if _is_label(bare) or _is_signature(bare):
        return True
    if _TWO_SENTENCES.search(line):
        return False
    is_address = not ends_sentence(line) and bool(_ADDRESS.search(line))
    return _is_menu(line) or is_address or len(_CURRENCY.findall(line)) >= _MIN_PAIR


def _is_label(line: str) -> bool:
    """A label alone, with a count or with a colon and its value."""
    match = _LABEL.match(line)
    if not match:
        return False
    rest = line[match.end() :].strip()
    return not rest or rest[0] in ":：" or bool(re.fullmatch(r"[\W\d]*", rest))


def _is_signature(line: str) -> bool:
    """A short note in brackets, initials or a mere credit: "(Our corr.)", "PV", "Фото автора"."""
    return bool(_IN_BRACKETS.fullmatch(line)) or is_credit(line)


def _is_menu(line: str) -> bool:
    """Cells set apart by bars, slashes, bullets or wide spaces, none of them a sentence."""
    cells = [cell.strip(_BULLETS) for cell in _CELLS.split(line)]
    cells = [cell for cell in cells if cell]
    if len(cells) < _MIN_PAIR or ends_sentence(line):
        return False
    if any(_is_label(cell) for cell in cells):
        return True
    return len(cells) >= _MIN_MENU and sum(len(cell) <= _SHORT_CELL for cell in cells) * 2 > len(cells)


def is_credit(line: str) -> bool:
    """Whether the line names a photographer and no more."""
    named = bool(_CREDIT_LINE.match(line)) and len(line.split()) <= _CAPTION_WORDS + 2
    return named and not _TWO_SENTENCES.search(line)


@lru_cache(maxsize=1024)  # a line is asked about its credit several times
def _names_credit(line: str) -> bool:
    """Whether any word of a credit stands in a line: most lines have none, and are spared the patterns around it."""
    folded = line.casefold()
    return any(map(folded.__contains__, _SHORTEST_CREDITS))


def is_caption(line: str) -> bool:
    """Whether the line says what a picture shows: by its opener, or by the credit at its end."""
    if _OPENER.match(line):
        return False
    if _CAPTION.match(line):
        return len(line.split()) >= _CAPTION_WORDS or any("\u3400" <= c <= "\u9fff" for c in line)
    if not _names_credit(line):
        return False
    credit = _CREDIT_AT_END.search(line) or _CREDIT_SENTENCE.search(line)
    if credit:
        return len(line) <= 2 * _MAX_FURNITURE
    return any(not line[match.end() :].strip(" .") for match in _CREDIT_IN_BRACKETS.finditer(line))


def caption_end(line: str) -> tuple[int, int] | None:
    """Where a caption that is glued to the text behind it ends, and where that text begins: around the credit."""
    match = _CREDIT_IN_BRACKETS.search(line, 0, 2 * _MAX_FURNITURE) if _names_credit(line) else None
    if match is None or not line[match.end() :].strip(" .") or not line[: match.start()].strip():
        return None
    return len(line[: match.start()].rstrip()), match.end()


def without_credit(line: str) -> str:
    """A caption without the credit at its end."""
    credit = _CREDIT_AT_END.search(line) or _CREDIT_SENTENCE.search(line)
    if credit:
        kept = line[: credit.start() + 1] if line[credit.start()] in ".!?" else line[: credit.start()]
        return kept.rstrip()
    last = max(_CREDIT_IN_BRACKETS.finditer(line), key=re.Match.start, default=None)
    return line[: last.start()].rstrip() if last and not line[last.end() :].strip(" .") else line
