"""What the wording says for a new story between two texts: whom and what each names, and how the second sets out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from loader.read.dates import dateline, names_a_day
from loader.read.layout import Kind, word_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loader.read.layout import Line

_TABLE: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("stories.toml").read_text(encoding="utf-8"))
_MAX_WORDS = 12
_FEW = 4
_DIGEST_WORDS = 8
_LEAD = 300
"""Letters of the first paragraph in which it says when and who."""
_STEM = 5
"""Letters by which words are compared, so that inflected forms meet."""
_FEWEST = 4
"""Letters of a word that is compared."""
_SURE_ECHOES = 3
_MOST = 4
"""Echoes, people and the like are counted up to here."""
_LONG_WORD = re.compile(rf"([^\W\d_]{{{_FEWEST},{_STEM}}})[^\W\d_]*+")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_VIETNAMESE_LETTERS = "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
_VIETNAMESE = re.compile(f"[{_VIETNAMESE_LETTERS}{_VIETNAMESE_LETTERS.upper()}]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_CAPITAL = "[A-ZА-ЯЁІЎЇЄҐĐÀ-Þ]"
_NAME = re.compile(rf"\b{_CAPITAL}[^\W\d_]{{2,}}")
_NAME_INSIDE = re.compile(rf"(?:(?<=[^\W\d_] )|(?<=[,;] )){_CAPITAL}[^\W\d_]{{2,}}")
_LOWER = re.compile(r"\b[^\W\d_A-ZА-ЯЁІЎЇЄҐ][^\W\d_]{2,}")
_FULL_NAME = re.compile(rf"{_CAPITAL}[^\W\d_]+ (?:{_CAPITAL}[^\W\d_]*\.? )?{_CAPITAL}[^\W\d_]{{2,}}")
_QUOTES = "\"'“”«»„‘’「」.!?…。 "
_ASKING = re.compile(r"[?？][\"'”»」]*$|^(?:问|问题|Q|Вопрос|Hỏi)\s*[:：]")
_CHAPTER = re.compile(r"[IVX]+\.\s")
_FIRST_SENTENCE = re.compile(r".{20,}?[.!?…](?=\s)|.{6,}?[。！？]")
# "MINSK, 5 March –", "ТАШКЕНТ, 11 июля.", "Hà Nội (TTXVN) –", "(TTXVN) -", "МИНСК, 5 июня. /ТАСС/.", "（新华社北京4月10日电）", "本报讯".
_DATELINE = re.compile(
    rf"{_CAPITAL}{{3,}}(?:[ -]{_CAPITAL}{{2,}})*(?:,? [^–—.]{{0,20}}\d[^–—]{{0,15}}?(?:[.–—]| -)|\s\([^)]{{2,30}}\)| ?[–—-]{{1,2}} )"
    rf"|{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[^\W\d_]+){{0,2}}(?:\s?\([^)]{{2,30}}\)|[,.] [^–—]{{0,20}}\d[^–—]{{0,25}}?)\s?[–—-]{{1,2}}\s"
    rf"|{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[^\W\d_]+){{0,2}}, (?:\d{{1,2}}\.? [^\W\d_]+|[^\W\d_]+\.? \d{{1,2}})\.\s"
    r"|[(（][^()（）]{2,25}[)）]\s?[–—:-]{1,2}\s|[(（][\u3400-\u9fff]{2,12}(?:\d+月\d+日)?[电讯]?[）)]"
    r"|[\u3400-\u9fff]{2,10}\d+月\d+日[电讯]|本报讯|[\u3400-\u9fff]{2,3}社.{0,12}[电讯]"
)
# The end of an agency's text: "(BelTA)", "/ТАСС/", "./.", "（完）".
_SIGNED_OFF = re.compile(
    r"[.!?”»\"]\s*(?:[(/（\[][^()/（）\[\]]{1,25}[)/）\]]|/[^\W\d_]{2,12}|[–—-]\s?[^\W\d_]{2,12})\.?$|\./\.?$|[。”](?:[（(].{1,8}[)）])$"
)


def _words(name: str) -> str:
    """A pattern for the words of a list: whole ones, except in Han."""
    words = sorted(set(_TABLE[name]), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w) if _HAN.search(w) else rf"(?<!\w){re.escape(w)}(?!\w)" for w in words) + ")"


_DIGEST = re.compile(rf"[\W\d]*{_words('digest')}|.*{_words('digest')}[\W\d]*$", re.IGNORECASE)
_WHEN = re.compile(rf"\d|{_words('time')}", re.IGNORECASE)
_TOPIC = re.compile(_words("topic"), re.IGNORECASE)
_LEANING = re.compile(_words("leaning"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a line, or several, speak of."""

    stems: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """Capitalised words by their stems; in Han the pairs of characters."""
    people: frozenset[str] = frozenset()
    """The last words of full names."""


def _han_pairs(text: str) -> list[str]:
    """The pairs of Han characters; most texts have none, and the pattern would try each of their letters."""
    return _HAN_PAIR.findall(text) if _HAN.search(text) else []


@lru_cache(maxsize=1024)  # each paragraph is compared with several headlines
def stems(text: str) -> frozenset[str]:
    """What a text is about, roughly: the first letters of the longer words, pairs of Han characters or of Vietnamese syllables."""
    if _VIETNAMESE.search(text):
        syllables = _SYLLABLE.findall(text.lower())
        return frozenset(f"{a} {b}" for a, b in pairwise(syllables))
    return frozenset(_LONG_WORD.findall(text.lower()) + _han_pairs(text))


def wordings(lines: Sequence[Line]) -> list[Wording]:
    """The wording of each line; furniture, dates and the like say nothing."""
    common = {word for line in lines for word in _LOWER.findall(line.text)}
    speaks = (Kind.PROSE, Kind.SHORT, Kind.SPEAKER)
    return [_wording(line.text, common) if line.kind in speaks else Wording() for line in lines]


def _wording(text: str, common: set[str]) -> Wording:
    people = frozenset(name[name.rindex(" ") + 1 :][:_STEM].lower() for name in _FULL_NAME.findall(text))
    return Wording(stems(text), _names(text, common), people)


def together(parts: Iterable[Wording]) -> Wording:
    """What several lines speak of."""
    parts = list(parts)
    return Wording(
        frozenset().union(*(part.stems for part in parts)),
        frozenset().union(*(part.names for part in parts)),
        frozenset().union(*(part.people for part in parts)),
    )


def _names(
    text: str, common: set[str] | frozenset[str] = frozenset(), pattern: re.Pattern[str] = _NAME
) -> frozenset[str]:
    names = [name.lower() for name in pattern.findall(text)]
    return frozenset([name[:_STEM] for name in names if name not in common] + _han_pairs(text))


def opening(text: str) -> str:
    """The first sentence of a text, as far as it matters."""
    match = _FIRST_SENTENCE.match(text[:_LEAD])
    return match[0] if match else text[:_LEAD]


def echo(headline: str, lead: frozenset[str]) -> int:
    """How many of a headline's words a text says again."""
    return len(stems(headline) & lead)


def has_dateline(text: str) -> bool:
    """Whether a paragraph begins with place, day or agency, as the first of a story does."""
    return bool(_DATELINE.match(text[:_LEAD]) or dateline(text))


def is_signed_off(text: str) -> bool:
    """Whether a paragraph ends with the agency that it is from."""
    return bool(_SIGNED_OFF.search(text[-40:]))


def is_digest_title(text: str) -> bool:
    """Whether a line says that several stories follow ("News in brief", "Дайджест", "Tin vắn", "简讯")."""
    return word_count(text) <= _DIGEST_WORDS and bool(_DIGEST.match(text))


def text_features(lead: str, above: Wording, below: Wording) -> dict[str, float]:
    """What the text below brings for a new story against the text above, each 0 to 1 or a count."""
    han = bool(_HAN.search(lead))
    fewer = min(len(below.names), len(above.names))
    shared = len(below.names & above.names) / fewer if fewer else 1.0
    plain, before = below.stems - below.names, above.stems - above.names
    fewer = min(len(plain), len(before))
    return {
        "shared": 0.0 if han else shared,
        "shared in Han": shared if han else 0.0,
        "cohesion": len(plain & before) / fewer if fewer else 0.0,
        "surname alone": min(len(below.names & above.people - below.people), _MOST) if not han else 0,
        "named in full again": min(len(below.people & above.people), _MOST),
        "new people": min(len(below.people - above.names), _MOST),
        "when": bool(_WHEN.search(lead[:_LEAD])),
        "day": names_a_day(opening(lead)),
        "who": bool(_FULL_NAME.search(lead[:_LEAD])),
        "leaning": bool(_LEANING.match(lead)),
        "Han": han,
    }


def headline_features(headline: str, lead: str, above: Wording, below: Wording) -> dict[str, float]:
    """What a headline brings for a new story."""
    title, first = stems(headline), stems(opening(lead))
    said = title & below.stems
    inside = _names(lead, frozenset(), _NAME_INSIDE) if not _HAN.search(headline) else below.names
    named = (
        {word[:_STEM] for word in _SYLLABLE.findall(headline.lower())} & inside
        if not _HAN.search(headline)
        else title & first
    )
    return {
        "echoed": min(len(title & first), _MOST),
        "echoed at once": len(title & first) / len(title) if title else 0.0,
        "said again": len(title & first) >= _SURE_ECHOES and 2 * len(title & first) >= len(title),
        "echoed later": len(said - first) / len(title) if title else 0.0,
        "known": len(title & above.stems) / len(title) if title else 0.0,
        "known alone": len(title & above.stems - below.stems) / len(title) if title else 0.0,
        "named": bool(named),
        "new name": bool(named - above.names),
        "few words": word_count(headline) < _FEW,
        "words": min(word_count(headline), _MAX_WORDS) / _MAX_WORDS,
        "topic": bool(_TOPIC.match(headline) or _CHAPTER.match(headline)),
        "asks": bool(_ASKING.search(headline)),
        "quoted": headline[:1] in '"“«„‘「' and headline.rstrip(".!?。")[-1:] in '"”»“’」',
    }
