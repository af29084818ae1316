"""Bodies that East Slavic names by a capital on the first word alone: `Национальное агентство кибербезопасности`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `Российско-никарагуанский гуманитарный | центр`: adjectives that lead to the head.
_ADJECTIVES_AT_MOST = 5
_ADJECTIVE = re.compile(
    r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ей|ых|их|ыми|ими|ага|яга|аму|яму|ай|яй|ыя|ія|ае|яе|ої|ою|а|е|і)$"
)
# Nouns of action have endings of adjectives: заседание, совещания.
_ACTION = re.compile(r"(?:[ае]ни[еяюи]|[ае]нием|[аеэ]нн[еяюі]|[аеэ]ння[міх]?|ци[яию]|цы[яію]|ці[яюї])$")
# What may stand behind the head: genitives, and what the body is for.
_GENITIVE = re.compile(r"(?:[аяыиіїьуйхвм]|[ое]го)$")
_DATIVE = re.compile(r"[аяыиіїьюуейхмо]$")
_VERB = re.compile(r"(?:[аеиыуяоіў]л[аиі]|[аеиыуя]ў|с[яь]|ть|ць)$")
_BARE_GENITIVES = folded(
    "стран государств дел прав сил войск средств услуг лиц держав земель краін дзяржаў спраў правоў країн держав справ"
)
_FOR = folded("по па з із с со о об аб при")
_AND = folded("и і й та")
_NO_WORDS = folded(
    "в на из от до что как который за под для во также уже это под над через перед после у ў з да не его её их "
    "ад што як які якая якое для таксама гэта ужо пад праз перад пасля аб до що який яка яке під також вже це через після про й"
)
_LONGEST = 9
_SHORTEST = 2
_HELD = (
    "country", "person", "agency", "function", "post", "honorific", "place", "said", "meeting-verb", "agreement-verb", "date",
    "meeting-noun", "agreement-noun", "calendar", "planned",
)  # fmt: skip
_OPENING = frozenset({"«", '"', "“", "„", "—", "–", "-", ":", "(", "/"})


def slavic_span(line: Line, head: Item) -> tuple[int, int] | None:
    """The tokens of a body's name around its head noun, where the first of them has a capital that no sentence's start gives."""
    start = _start(line, head)
    if start is None:
        return None
    end = _end(line, head.end, start)
    if end - start < _SHORTEST or (_opens(line, start) and not _is_surely_named(line, start, end)):
        return None
    return start, end


def _start(line: Line, head: Item) -> int | None:
    """The first capitalised word of the adjectives that lead to the head, or the head itself."""
    claimed = [item for item in line.of(*_HELD) if item.form != "combining" and not _is_hyphened(line, item)]
    held = {index for item in claimed for index in range(item.start, item.end)}
    start = head.start
    while (
        start > 0
        and head.start - start < _ADJECTIVES_AT_MOST
        and start - 1 not in held
        and _is_adjective(line, start - 1)
    ):
        start -= 1
    capitals = [index for index in range(start, head.end) if line.is_capital(index)]
    return capitals[0] if capitals else None


def _is_hyphened(line: Line, item: Item) -> bool:
    """Whether a state's adjective is the second half of a compound: `Российско-никарагуанский`."""
    return item.kind == "country" and line.tokens.is_hyphened(item.start)


def _is_adjective(line: Line, index: int) -> bool:
    text = line.text(index, index + 1)
    hyphened = index + 1 < len(line.tokens) and line.tokens.is_hyphened(index + 1)
    norm = line.norm(index)
    adjective = _ADJECTIVE.search(norm) is not None and _ACTION.search(norm) is None
    return text[0].isalpha() and not text.isupper() and (hyphened or adjective)


def _end(line: Line, end: int, start: int) -> int:
    """Where the genitives and purposes behind the head end."""
    held = {item.start for item in line.of(*_HELD)}
    last, ending = end, _GENITIVE
    while end < len(line.tokens) and end - start < _LONGEST and end not in held and end not in line.given:
        norm = line.norm(end)
        if norm in _FOR:
            ending = _DATIVE
        elif norm not in _AND:
            fits = ending.search(norm) and not _VERB.search(norm) and not _is_instrumental(line, end, ending)
            if norm in _NO_WORDS or not norm[0].isalpha() or not (fits or norm in _BARE_GENITIVES):
                break
            last = end + 1
        end += 1
    return last


def _is_instrumental(line: Line, index: int, ending: re.Pattern[str]) -> bool:
    """Whether a capitalised word has no ending of a genitive: the name of the body's head, `Савета бяспекі | Аляксандрам …`."""
    return ending is _GENITIVE and line.is_capital(index) and line.norm(index).endswith(("м", "мі", "ми"))


def is_genitive_run(line: Line, start: int, end: int) -> bool:
    """Whether tokens [start, end) are plain words in the genitive, as a body's name behind an office: `системы предупреждения бедствий`."""
    words = [line.norm(index) for index in range(start, end)]
    plain = not any(line.is_capital(index) for index in range(start, end))
    held = {index for item in line.of(*_HELD) for index in range(item.start, item.end)}
    fit = all(
        word in _AND
        or word in _BARE_GENITIVES
        or (word[:1].isalpha() and _GENITIVE.search(word) and not _VERB.search(word) and word not in _NO_WORDS)
        for word in words
    )
    return plain and fit and held.isdisjoint(range(start, end))


def _opens(line: Line, at: int) -> bool:
    """Whether the capital may be that of a sentence or quotation."""
    return at == 0 or line.norm(at - 1) in _OPENING


def _is_surely_named(line: Line, start: int, end: int) -> bool:
    """Whether a bracketed acronym, another capital or a state behind shows that the words are a name."""
    behind = any(item.start == end for item in line.of("country", "agency")) or line.tokens.is_hyphened(start + 1)
    return behind or line.norm(end) == "(" or any(line.is_capital(index) for index in range(start + 1, end))
