"""Where a document of several stories is cut: at headlines that bring strong evidence of a new story.

A sub-heading looks much like a headline. What tells them apart: a headline is longer and names new
actors, what follows shares few words with what came before, and the layout treats it differently
(its own date or address, a rule, blank lines that are kept for headlines alone). Each is worth
points; a document is cut where they add up. In doubt it stays whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.read.layout import Kind, Line, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENOUGH = 5
"""Points that cut. Set on the seeds and the development articles, none of which is cut wrongly at 3 or 5 either."""
_HEADLINE_WORDS = 5
_MAX_HEADLINE = 220
_MIN_STORY = 150
_HAN_LETTERS = 3
_SAME_ACTORS = 0.3
_OTHER_ACTORS = 0.12
"""Share of names that two parts of a text have in common: half of all pairs of stories lie below 0.08,
three quarters of the halves of one story above 0.2."""
_STEM = 5
"""Letters by which words are compared, so that inflected forms meet."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CAPITALISED = re.compile(r"\b[A-ZА-ЯЁІЎЇЄҐĐÀ-Þ][^\W\d_]{2,}")
_HAN_PAIR = re.compile(r"(?=([\u3400-\u9fff]{2}))")
# "On further integration", "О сотрудничестве", "Về hợp tác", "关于": the headings of chapters.
_TOPIC = re.compile(r"(?:On|About|О|Об|Обо|Про|Пра|Аб|Về|关于|How|Why|What|Как|Почему|Чаму|Як)\b|关于|\d+[.)]\s|[IVX]+\.\s")
_ANAPHOR = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Their|Also|Besides|However|Moreover|Он|Она|Они|Это|Этот|Эта|Кроме|Также|Ён|Яна|Яны|Гэта"
    r"|Він|Вона|Вони|Це|Ông|Bà|Họ)\b|他|她|这|此"
)


def stems(text: str) -> frozenset[str]:
    """The first letters of the longer words, and the pairs of Han characters: what a text is about, roughly."""
    return frozenset([word[:_STEM] for word in _WORD.findall(text.lower())] + _HAN_PAIR.findall(text))


def boundaries(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines with which the second and further stories begin, their dates, addresses and rules included."""
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    candidates = [i for i in _candidates(lines) if prose and prose[0] < i < prose[-1]]
    cuts: list[int] = []
    for place, i in enumerate(candidates):
        end = candidates[place + 1] if place + 1 < len(candidates) else len(lines)
        begin = _begin(lines, i)
        since = cuts[-1] if cuts else 0
        if _enough_prose(lines[since:begin]) and _enough_prose(lines[i:end]) and evidence(lines, i, end) >= _ENOUGH:
            cuts.append(begin)
    return tuple(cuts)


def _candidates(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that look like a headline with a text below, and stand apart from what is above."""
    for i, line in enumerate(lines[:-1]):
        follower = next((other for other in lines[i + 1 :] if other.kind in (Kind.PROSE, Kind.SHORT, Kind.SPEAKER)), None)
        apart = i == 0 or line.gap > 0 or lines[i - 1].kind in (Kind.RULE, Kind.URL, Kind.DATE)
        begins = not line.text[0].islower() and line.text[0] not in "—–-•*"
        if line.kind is Kind.SHORT and apart and begins and len(line.text) <= _MAX_HEADLINE and follower is not None:
            if follower.kind is Kind.PROSE:
                yield i


def _begin(lines: Sequence[Line], headline: int) -> int:
    """Moves up from a headline over the date, address and rule that belong to it."""
    begin = headline
    while begin > 0 and lines[begin - 1].kind in (Kind.RULE, Kind.URL, Kind.DATE):
        begin -= 1
    return begin


def evidence(lines: Sequence[Line], headline: int, end: int) -> int:
    """How many points speak for a new story at `headline`, whose text ends before the line `end`."""
    line = lines[headline]
    above = " ".join(other.text for other in lines[:headline] if other.kind is not Kind.FURNITURE)
    before = stems(above)
    body = " ".join(other.text for other in lines[headline:end] if other.kind is Kind.PROSE)
    section = stems(body)
    title = stems(line.text)
    shared = _shared_actors(above, body)
    opening = next((other.text for other in lines[headline + 1 : end] if other.kind is Kind.PROSE), "")
    points = _layout_points(lines, headline)
    points += 1 if word_count(line.text) > _HEADLINE_WORDS else -2 if word_count(line.text) < _HEADLINE_WORDS else 0
    points += bool(title and len(title & section) * 2 >= len(title))
    points += bool((title - before) & section)
    points += _names_somebody(line.text, body)
    points += 2 if shared < _OTHER_ACTORS else -1 if shared > _SAME_ACTORS else 1
    points -= 2 * bool(_TOPIC.match(line.text)) + 2 * bool(_ANAPHOR.match(opening))
    return points


def _shared_actors(above: str, below: str) -> float:
    """How far two parts of a text speak of the same names (of the same words, where names have no capitals)."""
    names = [
        {name[:_STEM] for name in _CAPITALISED.findall(text)} | set(_HAN_PAIR.findall(text)) for text in (above, below)
    ]
    smaller = min(map(len, names))
    return len(names[0] & names[1]) / smaller if smaller else 1.0


def _names_somebody(headline: str, body: str) -> bool:
    """Whether the headline has a name that its text repeats in mid-sentence, where only names have capitals."""
    return any(re.search(rf"[^\W\d_][,;]? {re.escape(name)}", body) for name in set(_CAPITALISED.findall(headline)))


def _layout_points(lines: Sequence[Line], headline: int) -> int:
    above = lines[_begin(lines, headline) : headline]
    below = lines[headline + 1]
    kinds = {line.kind for line in above} | {below.kind}
    points = 0
    if Kind.DATE in kinds or Kind.URL in kinds:
        points += 3
    if any(line.kind is Kind.RULE for line in above):
        points += 3
    usual = [line.gap for line in lines[1:] if line.kind is Kind.PROSE]
    if lines[_begin(lines, headline)].gap > max(usual, default=1):
        points += 2
    if _blank_lines_are_kept(lines) and lines[headline].gap > 0 and below.gap > 0:
        points += 2
    return points + _is_digest(lines)


def _is_digest(lines: Sequence[Line]) -> bool:
    """Whether headlines and single paragraphs alternate, three times or more."""
    heads = [i for i in _candidates(lines) if word_count(lines[i].text) >= _HEADLINE_WORDS]
    sections = [lines[i:end] for i, end in zip(heads, [*heads[1:], len(lines)], strict=False)]
    single = all(sum(line.kind is Kind.PROSE and line.gap > 0 for line in section) <= 1 for section in sections)
    return len(heads) >= 3 and single  # noqa: PLR2004


def _blank_lines_are_kept(lines: Sequence[Line]) -> bool:
    """Whether paragraphs follow one another without a blank line, so that blank lines mean something."""
    pairs = [b.gap for a, b in zip(lines, lines[1:], strict=False) if a.kind is b.kind is Kind.PROSE]
    return len(pairs) >= 3 and sum(gap == 0 for gap in pairs) > 0.6 * len(pairs)  # noqa: PLR2004


def _enough_prose(lines: Sequence[Line]) -> bool:
    return sum(len(line.text) + (_HAN_LETTERS - 1) * len(_HAN.findall(line.text)) for line in lines if line.kind is Kind.PROSE) >= _MIN_STORY
