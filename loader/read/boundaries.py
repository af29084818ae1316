"""Where a document of several stories is cut: at headlines that bring strong evidence of a new story.

A sub-heading looks much like a headline. What tells them apart: a headline is longer and names new
actors, what follows shares few words with what came before, and the layout treats it differently
(its own date or address, a rule, blank lines that are kept for headlines alone). Each is worth
points; a document is cut where they add up. In doubt it stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from loader.read.layout import Kind, Line, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENOUGH = 5
"""Points that cut. Of 385 articles with a sub-heading put in between blank lines 7 were cut at it; of pairs and
triples of articles a rule told 9 in 10 apart, mere blank lines one in three."""
_HEADLINE_WORDS = 5
_MAX_HEADLINE = 220
_MIN_STORY = 120
_WINDOW = 60
"""Lines above a headline that its text is compared with."""
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
_TOPIC = re.compile(r"(?:On|About|О|Об|Обо|Про|Пра|Аб|Về|How|Why|What|Как|Почему|Чаму|Як)\b|关于|\d+[.)]\s|[IVX]+\.\s")
_ANAPHOR = re.compile(
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Their|Also|Besides|However|Moreover|Он|Она|Они|Это|Этот|Эта|Кроме|Также|Ён|Яна|Яны|Гэта"
    r"|Він|Вона|Вони|Це|Ông|Bà|Họ)\b|他|她|这|此"
)


def stems(text: str) -> frozenset[str]:
    """The first letters of the longer words, and the pairs of Han characters: what a text is about, roughly."""
    return frozenset([word[:_STEM] for word in _WORD.findall(text.lower())] + _HAN_PAIR.findall(text))


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a document sets its lines, looked at once."""

    usual_gap: int
    """The most blank lines that stand above a paragraph."""
    blank_lines_are_kept: bool
    """Whether paragraphs follow one another without a blank line, so that blank lines mean something."""
    is_digest: bool
    """Whether headlines and single paragraphs alternate, three times or more."""


def boundaries(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines with which the second and further stories begin, their dates, addresses and rules included."""
    prose = [i for i, line in enumerate(lines) if line.kind is Kind.PROSE]
    heads = list(_candidates(lines))
    if not prose or not heads:
        return ()
    layout = _layout(lines, heads)
    weight = [0, *accumulate(map(_weight, lines))]
    cuts: list[int] = []
    for i, end in pairwise([*heads, len(lines)]):
        begin = _begin(lines, i)
        since = cuts[-1] if cuts else 0
        enough = weight[begin] - weight[since] >= _MIN_STORY and weight[end] - weight[i] >= _MIN_STORY
        if prose[0] < i < prose[-1] and enough and evidence(lines, i, end, layout) >= _ENOUGH:
            cuts.append(begin)
    return tuple(cuts)


def _candidates(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that look like a headline with a text below, and stand apart from what is above."""
    below: Kind | None = None  # the kind of the next line that carries text
    found: list[int] = []
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        apart = i == 0 or line.gap > 0 or lines[i - 1].kind in (Kind.RULE, Kind.URL, Kind.DATE)
        begins = not line.text[0].islower() and line.text[0] not in "—–-•*" and len(line.text) <= _MAX_HEADLINE
        if line.kind is Kind.SHORT and below is Kind.PROSE and apart and begins:
            found.append(i)
        if line.kind in (Kind.PROSE, Kind.SHORT, Kind.SPEAKER):
            below = line.kind
    return reversed(found)


def _begin(lines: Sequence[Line], headline: int) -> int:
    """Moves up from a headline over the date, address and rule that belong to it."""
    begin = headline
    while begin > 0 and lines[begin - 1].kind in (Kind.RULE, Kind.URL, Kind.DATE):
        begin -= 1
    return begin


def evidence(lines: Sequence[Line], headline: int, end: int, layout: _Layout) -> int:
    """How many points speak for a new story at `headline`, whose text ends before the line `end`."""
    line = lines[headline]
    near = lines[max(0, headline - _WINDOW) : headline]
    above = " ".join(other.text for other in near if other.kind is not Kind.FURNITURE)
    below = [other.text for other in lines[headline + 1 : min(end, headline + _WINDOW)] if other.kind is Kind.PROSE]
    body = " ".join(below)
    section, title = stems(body), stems(line.text)
    shared = _shared_actors(above, body)
    words = word_count(line.text)
    points = _layout_points(lines, headline, layout)
    points += 1 if words > _HEADLINE_WORDS else -2 if words < _HEADLINE_WORDS else 0
    points += bool(title and len(title & section) * 2 >= len(title))
    points += bool((title - stems(above)) & section)
    points += _names_somebody(line.text, body)
    points += 2 if shared < _OTHER_ACTORS else -1 if shared > _SAME_ACTORS else 1
    points -= 2 * bool(_TOPIC.match(line.text)) + 2 * bool(below and _ANAPHOR.match(below[0]))
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


def _layout_points(lines: Sequence[Line], headline: int, layout: _Layout) -> int:
    begin = _begin(lines, headline)
    above, below = lines[begin:headline], lines[headline + 1]
    kinds = {line.kind for line in above} | {below.kind}
    points = 3 * bool(kinds & {Kind.DATE, Kind.URL})
    points += 3 * any(line.kind is Kind.RULE for line in above)
    points += 2 * (lines[begin].gap > layout.usual_gap)
    points += 2 * (layout.blank_lines_are_kept and lines[headline].gap > 0 and below.gap > 0)
    return points + 2 * layout.is_digest


def _layout(lines: Sequence[Line], heads: Sequence[int]) -> _Layout:
    between = [b.gap for a, b in pairwise(lines) if a.kind is b.kind is Kind.PROSE]
    long_heads = [i for i in heads if word_count(lines[i].text) >= _HEADLINE_WORDS]
    sections = [lines[i:end] for i, end in pairwise([*long_heads, len(lines)])]
    single = all(sum(line.kind is Kind.PROSE and line.gap > 0 for line in section) <= 1 for section in sections)
    return _Layout(
        usual_gap=max((line.gap for line in lines[1:] if line.kind is Kind.PROSE), default=1),
        blank_lines_are_kept=len(between) >= 3 and sum(gap == 0 for gap in between) > 0.6 * len(between),  # noqa: PLR2004
        is_digest=single and len(sections) >= 3,  # noqa: PLR2004
    )


def _weight(line: Line) -> int:
    """Letters of prose, with a Han character for three."""
    return len(line.text) + (_HAN_LETTERS - 1) * len(_HAN.findall(line.text)) if line.kind is Kind.PROSE else 0
