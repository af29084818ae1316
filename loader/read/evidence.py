"""What the wording says for a new story at a headline: whom and what it names, against the text above."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

from loader.read.dates import dateline
from loader.read.layout import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("stories.toml").read_text(encoding="utf-8"))
_MAX_WORDS = 12
_FEW, _MANY = 4, 4
_DIGEST_WORDS = 5
_LEAD = 300
"""Letters of the first paragraph in which it says when and who."""
_STEM = 5
"""Letters by which words are compared, so that inflected forms meet."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")
_CAPITAL = "[A-ZА-ЯЁІЎЇЄҐĐÀ-Þ]"
_NAME = re.compile(rf"\b{_CAPITAL}[^\W\d_]{{2,}}")
_NAME_INSIDE = re.compile(rf"(?:(?<=[^\W\d_] )|(?<=[,;] )){_CAPITAL}[^\W\d_]{{2,}}")
_LOWER = re.compile(r"\b[^\W\d_A-ZА-ЯЁІЎЇЄҐ][^\W\d_]{2,}")
_FULL_NAME = re.compile(rf"{_CAPITAL}[^\W\d_]+ (?:{_CAPITAL}[^\W\d_]*\.? )?{_CAPITAL}[^\W\d_]{{2,}}")
_QUOTES = "\"'“”«»„‘’「」.!?…。 "
_CHAPTER = re.compile(r"[IVX]+\.\s")
# "MINSK, 5 March –", "ТАШКЕНТ, 11 июля.", "Hà Nội (TTXVN) –", "(TTXVN) -", "（新华社北京4月10日电）", "本报讯".
_DATELINE = re.compile(
    rf"{_CAPITAL}{{3,}}(?:[ -]{_CAPITAL}{{2,}})*(?:,? [^–—.]{{0,20}}\d[^–—]{{0,15}}?(?:[.–—]| -)|\s\([^)]{{2,30}}\)| ?[–—-]{{1,2}} )"
    rf"|{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[^\W\d_]+){{0,2}}(?:\s?\([^)]{{2,30}}\)|[,.] [^–—]{{0,20}}\d[^–—]{{0,25}}?)\s?[–—-]{{1,2}}\s"
    rf"|{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[^\W\d_]+){{0,2}}, (?:\d{{1,2}}\.? [^\W\d_]+|[^\W\d_]+\.? \d{{1,2}})\.\s"
    r"|[(（][^()（）]{2,25}[)）]\s?[–—:-]{1,2}\s|[（(][\u3400-\u9fff]{2,12}(?:\d+月\d+日)?[电讯]?[）)]"
    r"|[\u3400-\u9fff]{2,10}\d+月\d+日[电讯]|本报讯|[\u3400-\u9fff]{2,3}社.{0,12}[电讯]"
)


def _words(name: str) -> str:
    """A pattern for the words of a list: whole ones, except in Han."""
    words = sorted(set(_TABLE[name]), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w) if _HAN.search(w) else rf"(?<!\w){re.escape(w)}(?!\w)" for w in words) + ")"


_DIGEST = re.compile(rf"[\W\d]*{_words('digest')}|.*{_words('digest')}[\W\d]*$", re.IGNORECASE)
_WHEN = re.compile(rf"\d|{_words('time')}", re.IGNORECASE)
_TOPIC = re.compile(_words("topic"), re.IGNORECASE)
_LEANING = re.compile(_words("leaning"), re.IGNORECASE)


def stems(text: str) -> frozenset[str]:
    """The first letters of the longer words, and the pairs of Han characters: what a text is about, roughly."""
    return frozenset([word[:_STEM] for word in _WORD.findall(text.lower())] + _HAN_PAIR.findall(text))


def _names(text: str, common: set[str], pattern: re.Pattern[str] = _NAME) -> frozenset[str]:
    """The names of a text by their stems, less words also `common` without a capital; in Han the pairs of characters."""
    names = [name.lower() for name in pattern.findall(text)]
    return frozenset([name[:_STEM] for name in names if name not in common] + _HAN_PAIR.findall(text))


def is_digest_title(text: str) -> bool:
    """Whether a line says that several stories follow ("News in brief", "Дайджест", "Tin vắn", "简讯")."""
    return word_count(text) <= _DIGEST_WORDS and bool(_DIGEST.match(text))


def text_features(headline: str, above: str, paragraphs: Sequence[str]) -> dict[str, float]:
    """What a headline and the paragraphs below it bring for a new story, each 0 to 1 or a count."""
    lead, body = paragraphs[0][:_LEAD], " ".join(paragraphs)
    common = set(_LOWER.findall(above + " " + body))
    names, others, title = _names(body, common), _names(above, common), stems(headline)
    people = {name[name.rindex(" ") + 1 :][:_STEM].lower() for name in _FULL_NAME.findall(body)} - others
    named = title & _names(body, common, _NAME_INSIDE) if not _HAN.search(headline) else title & _names(lead, common)
    fewer = min(len(names), len(others))
    return {
        "shared": len(names & others) / fewer if fewer else 1.0,
        "echoed": len(title & stems(body)) / len(title) if title else 0.0,
        "new full name": any(
            name[name.rindex(" ") + 1 :][:_STEM].lower() in people for name in _FULL_NAME.findall(headline)
        ),
        "known": len(title & stems(above)) / len(title) if title else 0.0,
        "named": bool(named),
        "new name": bool(named - others),
        "few words": word_count(headline) < _FEW,
        "words": min(word_count(headline), _MAX_WORDS),
        "when": bool(_WHEN.search(lead)),
        "who": bool(_FULL_NAME.search(lead)),
        "new people": min(len(people), _MANY),
        "excerpt": headline.lower().strip(_QUOTES) in (above + body).lower(),
        "topic": bool(_TOPIC.match(headline) or _CHAPTER.match(headline)),
        "leaning": bool(_LEANING.match(lead)),
        "dateline": bool(_DATELINE.match(lead) or dateline(lead)),
    }
