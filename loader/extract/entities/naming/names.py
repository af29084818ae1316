"""The shape of personal names in scripts that have capitals, and the key by which spellings meet."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from loader.extract.entities.naming.english_names import is_second_syllable
from loader.extract.entities.naming.hyphened import is_syllable_behind_hyphen, opens_hyphened
from loader.extract.entities.naming.initials import is_initial, stops_initial
from loader.extract.entities.naming.vocabulary import NOT_NAMES, vocabulary
from loader.extract.words import folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_LONGEST = 5
_PARTICLES = vocabulary("particles")
# The family names of nearly all Vietnamese, and of Chinese as Vietnamese writes them.
VIETNAMESE_SURNAMES = vocabulary("vietnamese", "surnames")
# Family names that Koreans and others bear too: without a Vietnamese letter in it a name of these is not Vietnamese.
_SHARED_SURNAMES = vocabulary("vietnamese", "shared")
_FEWEST = 2
# Syllables that open the names of bodies, offices and places, and of no person.
_VIETNAMESE_HEADS = vocabulary("vietnamese", "heads")
# One or two syllables of pinyin.
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|a|o|e|i|u)){1,2}",
)
# Nguyen Van A: surname, middle and given name, one syllable each; Cao Jianming: surname and given name.
_VIETNAMESE_NAME = 3
# Both in Cyrillic letters; what Russian writes of a Chinese family name, which no ending changes.
_CYRILLIC_VIETNAMESE = vocabulary("vietnamese", "cyrillic")
_CYRILLIC_CHINESE = vocabulary("chinese", "cyrillic")
# Endings of family names that belong to one nation; a name counts as its only where the story speaks of the state.
_ENDINGS = (("швили", "GE"), ("швілі", "GE"), ("дзе", "GE"), ("зода", "TJ"), ("заде", "AZ"), ("задэ", "AZ"), ("оглу", "TR"), ("аглу", "TR"), ("улу", "KG"), ("уулу", "KG"), ("янц", "AM"), ("ян", "AM"))  # fmt: skip
_CHINESE_NAME = 2
_LONGEST_SYLLABLE = 6
_LONGEST_SURNAME = 5
# Words in capitals up to this length are acronyms in Cyrillic; longer ones are shouted surnames.
_LONGEST_ACRONYM = 3
_OPENING_MARKS = frozenset({"“", "«", '"', "„", ":", "—", "."})
_JOINING = frozenset({" ", "-", "\u00a0", ". ", ".", "’", "'"})
# Beside a name that no office describes they tell that it is a place, a thing or an author.
_WHERE = folded("at in near into aboard across outside around inside в во на у ў")
_PLACES_OPEN = vocabulary("places", "front")
_PLACES_CLOSE = vocabulary("places", "behind")
_BY = folded("by :")
_BYLINES = vocabulary("authors")


def is_capitalised(word: str) -> bool:
    """Whether a word is written as a name is: a capital, and no short Cyrillic acronym."""
    acronym = 1 < len(word) <= _LONGEST_ACRONYM and word.isupper() and not word.isascii()
    return word[:1].isupper() and not acronym


def runs(line: Line, free: list[bool], common: frozenset[str]) -> list[tuple[int, int]]:
    """Token ranges of one to five capitalised words that nothing else claims.

    Args:
        line: The sentence.
        free: For each token, whether no other item holds it.
        common: Folded words that the article also writes without a capital.

    """
    found: list[tuple[int, int]] = []
    end = 0
    for at in line.capitals:
        if at >= end and free[at]:
            end = _run(line, free, common, at)
            if end > at:
                found.append((at, end))
    return found


def _run(line: Line, free: list[bool], common: frozenset[str], start: int) -> int:
    """Where a name ends that begins at a token; the token itself where none does."""
    end, parts = start, 0
    while end < len(line.tokens) and end - start - parts < _LONGEST and free[end]:
        norm = line.folded[end]
        first = end == start
        if not first and is_syllable_behind_hyphen(line, end):
            end, parts = end + 1, parts + 1
            continue
        if not first and stops_initial(line, free, end):
            end += 1
            continue
        if not first and not _is_joined(line, end):
            break
        particle = not first and norm in _PARTICLES and _leads_on(line, free, end)
        syllable = not first and line.language == "vi" and norm == "a" and line.is_capital(end)
        if (
            not particle
            and not syllable
            and not (not first and is_second_syllable(line, end))
            and not is_initial(line, end)
            and not (first and opens_hyphened(line, end))
            and not _is_name_word(line, end, common if first and _opens(line, end) else frozenset())
        ):
            break
        end += 1
    while end > start and line.norm(end - 1) in _PARTICLES:
        end -= 1
    return end


def _leads_on(line: Line, free: list[bool], at: int) -> bool:
    """Whether a particle of names is followed by a capital, right away or behind another particle: `де ла | Фуенте`."""
    after = at + 2 if line.norm(at + 1) in _PARTICLES else at + 1
    return after < len(line.tokens) and free[after] and (line.is_capital(after) or line.text(at, at + 1).isascii())


def _is_name_word(line: Line, at: int, common: frozenset[str]) -> bool:
    word, norm = line.source[line.tokens.starts[at] : line.tokens.ends[at]], line.folded[at]
    return is_capitalised(word) and norm not in NOT_NAMES and norm not in common


def _opens(line: Line, at: int) -> bool:
    """Whether the token opens a sentence or a quotation, where a capital says nothing."""
    return at == 0 or line.norm(at - 1) in _OPENING_MARKS


def _is_joined(line: Line, at: int) -> bool:
    """Whether only space, a hyphen or the stop of an initial joins the token to the one before."""
    gap = line.source[line.tokens.ends[at - 1] : line.tokens.starts[at]]
    return gap in _JOINING or (gap.isspace() and "\n" not in gap)


def is_vietnamese(words: list[str]) -> bool:
    """Whether a name of two to five words opens with a Vietnamese family name."""
    if len(words) < _FEWEST or fold(words[0]) not in VIETNAMESE_SURNAMES:
        return False
    return not all(map(str.isascii, words)) or fold(words[0]) not in _SHARED_SURNAMES


def may_be_vietnamese_text_name(words: list[str]) -> bool:
    """Whether capitalised words of a Vietnamese text may name somebody: no acronym, and no single native syllable."""
    if len(words) > 1:
        return not all(word.isupper() and len(word) > 1 for word in words) and fold(words[0]) not in _VIETNAMESE_HEADS
    return not words[0].isupper() and words[0].isascii()


def origin(words: list[str]) -> str | None:
    """The state whose names a name looks like, for Vietnamese and Chinese names in Latin letters; else None."""
    bare = [_bare(word) for word in words]
    syllables = all(len(word) <= _LONGEST_SYLLABLE for word in bare)
    if len(words) >= _VIETNAMESE_NAME and bare[0] in _ASCII_VIETNAMESE and syllables:
        return "VN"
    pinyin = all(original.isascii() and _PINYIN.fullmatch(word) for original, word in zip(words, bare, strict=True))
    if len(words) == _CHINESE_NAME and pinyin and len(bare[0]) <= _LONGEST_SURNAME:
        return "CN"
    first = fold(words[0])
    if len(words) >= _VIETNAMESE_NAME and first in _CYRILLIC_VIETNAMESE:
        return "VN"
    if len(words) == _CHINESE_NAME and first in _CYRILLIC_CHINESE:
        return "CN"
    return next((state for ending, state in _ENDINGS if bare[-1].endswith(ending)), None)


def _bare(word: str) -> str:
    """A word in lower case without any marks."""
    text = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in text if not unicodedata.combining(char))


def opens_vietnamese(word: str) -> bool:
    """Whether a word is a Vietnamese family name."""
    return fold(word) in VIETNAMESE_SURNAMES and word[:1].isupper()


def is_place_or_byline(line: Line, start: int, end: int) -> bool:
    """Whether a name without a title is where something is, or whose text or photograph it is."""
    if line.norm(start - 1) in _WHERE or line.norm(start) in _PLACES_OPEN or line.norm(end) in _PLACES_CLOSE:
        return True
    return line.norm(start - 1) in _BY and (start == 1 or not _BYLINES.isdisjoint(line.norms(start - 2, start)))


def is_given_month(line: Line, item: Item) -> bool:
    """Whether a month's name is a given name: "his counterpart, | Jan Kubice"."""
    beside = line.norms(item.start - 1, item.start) + line.norms(item.end, item.end + 1)
    return line.is_capital(item.end) and not any(norm.isdigit() for norm in beside) and item.start in line.given


def free_tokens(line: Line, claiming: frozenset[str]) -> list[bool]:
    """For each token, whether it may be part of a name: no item of the claiming kinds holds it."""
    free, capitals = [True] * len(line.tokens), frozenset(line.capitals)
    for item in line.items:
        if item.kind in claiming or item.start not in capitals:
            free[item.start : item.end] = [False] * (item.end - item.start)
    for item in line.of("calendar"):
        if item.prop("month") and item.end == item.start + 1 and is_given_month(line, item):
            free[item.start] = True
    if line.language == "vi":
        _free_vietnamese(line, free)
    return free


def _free_vietnamese(line: Line, free: list[bool]) -> None:
    """After a Vietnamese family name, what else would be a state or a city is a given name: `Nguyễn Tân Cương`."""
    for item in line.of("country", "place"):
        before = item.start - 1
        if before >= 0 and free[before] and opens_vietnamese(line.text(before, item.start)):
            free[item.start : item.end] = [True] * (item.end - item.start)


_ASCII_VIETNAMESE = frozenset(_bare(word) for word in VIETNAMESE_SURNAMES)
