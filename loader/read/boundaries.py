"""Where a document of several stories is cut: at headlines that bring strong evidence of a new story.

A sub-heading looks much like a headline. What tells them apart: a headline is longer and names
actors, what follows it shares few names with what came before, says when and who as first
paragraphs do, and the layout treats it differently (its own date or address, a rule, a number).
Each is worth log-odds; a document is cut where they add up. In doubt it stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from loader.read.evidence import is_digest_title, text_features
from loader.read.furniture import ends_sentence
from loader.read.layout import Kind, Line, word_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WEIGHTS = {
    "shared": -11.0,
    "echoed": 2.0,
    "known": 1.8,
    "new full name": 2.0,
    "named": 1.6,
    "new name": 1.2,
    "words": 0.25,
    "few words": -1.5,
    "when": 2.0,
    "who": 1.6,
    "new people": 0.6,
    "excerpt": -3.0,
    "topic": -3.2,
    "leaning": -1.0,
    "dateline": 2.5,
    "dated": 2.5,
    "ruled": 3.0,
    "wide gap": 1.5,
    "numbered": 2.0,
    "digest": 1.5,
    "set apart": 1.0,
    "company": 1.0,
    "single paragraphs": 1.0,
    "furniture": 0.5,
}
"""Log-odds of a new story for a feature that is there, or for each unit of it; fitted to pairs of articles
and to articles with sub-headings put in (bench/splitting.py)."""
_BIAS = -6.3
"""Such that of 385 articles with a sub-heading put in 8 are cut; of pairs and triples joined by blank lines 9 in 10 are told."""
_SURE = 2.5
"""Log-odds from which a headline supports others of its look."""
_HEADLINE_WORDS = 5
_MAX_HEADLINE = 220
_MAX_SENTENCE_HEADLINE = 130
_MIN_STORY = 100
"""Letters of prose on either side of a cut."""
_WINDOW = 60
"""Lines above a headline that its text is compared with."""
_MAX_RUN = 3
"""Short lines in a row that may be a headline with its deck, or a byline and the next headline."""
_HAN_LETTERS = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_MARK = re.compile(r"(?:\d{1,2}[.)、]|[•●■◆▪►*#–—-]+|[一二三四五六七八九十]、)\s*(?=[^\W\d_]|[\"“«])")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a document sets its lines, looked at once."""

    usual_gap: int
    """The most blank lines that stand above a paragraph."""
    paragraphs_are_glued: bool
    """Whether paragraphs follow one another without a blank line, so that blank lines mean something."""
    is_digest: bool
    """Whether its first line says that there are several stories."""
    single_paragraphs: bool
    """Whether headlines and single paragraphs alternate, three times or more."""
    numbered: bool
    """Whether the first headline carries a number or a mark, with no text above it."""


def boundaries(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines with which the second and further stories begin, their dates, addresses and rules included."""
    heads = list(_candidates(lines))
    if not heads:
        return ()
    layout = _layout(lines, heads)
    weight = [0, *accumulate(map(_weight, lines))]
    scores = _scores(lines, heads, weight, layout, {})
    sure = Counter(_look(lines[i]) for i, score in scores.items() if score >= _SURE)
    company = {i: sure[_look(lines[i])] > (scores[i] >= _SURE) for i in scores}
    if any(company.values()):
        scores = _scores(lines, heads, weight, layout, company)
    return tuple(_begin(lines, i) for i, score in scores.items() if score > 0)


def _scores(
    lines: Sequence[Line], heads: Sequence[int], weight: Sequence[int], layout: _Layout, company: Mapping[int, bool]
) -> dict[int, float]:
    """The evidence at each candidate between two texts long enough, each compared with the story it would end."""
    scores: dict[int, float] = {}
    since = 0
    for i, end in pairwise([*heads, len(lines)]):
        begin = _begin(lines, i)
        if weight[begin] - weight[since] < _MIN_STORY or weight[end] - weight[i + 1] < _MIN_STORY:
            continue
        score = evidence(lines, max(since, i - _WINDOW), i, end, layout)
        scores[i] = score + _WEIGHTS["company"] * company.get(i, False)
        if scores[i] > 0:
            since = begin
    return scores


def _look(line: Line) -> tuple[int, bool, bool]:
    """What headlines of one document have in common: the space above, a mark, capitals."""
    return line.gap, bool(_MARK.match(line.text)), line.text.isupper()


def _candidates(lines: Sequence[Line]) -> Iterator[int]:
    """Lines that look like a headline with a text below; of several short lines in a row the longest."""
    sentences = _has_sentence_headlines(lines)
    found: list[int] = []
    run: list[int] = []
    below: int | None = None  # the next line of prose
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if line.kind is Kind.SHORT and below is not None and len(run) < _MAX_RUN:
            run.append(i)
            continue
        if line.kind in (Kind.PROSE, Kind.SPEAKER, Kind.SHORT) or (line.kind is Kind.RULE and run):
            found += _best(lines, run)
            run = []
            if sentences and below is not None and _is_sentence_headline(line, lines[below]):
                found.append(i)
                below = None
            else:
                below = i if line.kind is Kind.PROSE else None
    found += _best(lines, run)
    return reversed(found)


def _best(lines: Sequence[Line], run: Sequence[int]) -> list[int]:
    heads = [i for i in run if not _bare(lines[i].text)[:1].islower() and len(lines[i].text) <= _MAX_HEADLINE]
    return [max(heads, key=lambda i: (min(word_count(lines[i].text), _HEADLINE_WORDS), -i))] if heads else []


def _bare(text: str) -> str:
    """A headline without the number or the mark before it."""
    mark = _MARK.match(text)
    return text[mark.end() :] if mark else text


def _is_sentence_headline(line: Line, below: Line) -> bool:
    """Whether a line is one short sentence above a longer text."""
    if (
        line.kind not in (Kind.PROSE, Kind.SHORT)
        or len(line.text) > _MAX_SENTENCE_HEADLINE
        or not ends_sentence(line.text)
    ):
        return False
    text = _bare(line.text)
    return line.gap > 0 and text.count(". ") + text.count("。") <= 1 and _weight(below) > 1.3 * _weight(line)


def _has_sentence_headlines(lines: Sequence[Line]) -> bool:
    """Whether the document's own title is a sentence, so that further headlines may be."""
    first = [line for line in lines if line.kind in (Kind.PROSE, Kind.SHORT)][:3]
    if len(first) > 1 and first[0].kind is Kind.SHORT and is_digest_title(first[0].text):
        first = first[1:]
    return len(first) > 1 and _is_sentence_headline(first[0], first[1])


def _begin(lines: Sequence[Line], headline: int) -> int:
    """Moves up from a headline over the date, address and rule that belong to it."""
    begin = headline
    while begin > 0 and lines[begin - 1].kind in (Kind.RULE, Kind.URL, Kind.DATE):
        begin -= 1
    return begin


def evidence(lines: Sequence[Line], since: int, headline: int, end: int, layout: _Layout) -> float:
    """The log-odds of a new story at `headline`, with the text since `since` above and its own before `end`."""
    above = " ".join(line.text for line in lines[since:headline] if line.kind in (Kind.PROSE, Kind.SHORT, Kind.SPEAKER))
    below = [line.text for line in lines[headline + 1 : min(end, headline + _WINDOW)] if line.kind is Kind.PROSE]
    if not below:  # more than a window of furniture under a short line
        return _BIAS
    features = text_features(_bare(lines[headline].text), above, below)
    features |= _layout_features(lines, headline, layout)
    features["topic"] *= not features["numbered"]
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in features.items())


def _layout_features(lines: Sequence[Line], headline: int, layout: _Layout) -> dict[str, float]:
    begin = _begin(lines, headline)
    above, below = lines[begin:headline], lines[headline + 1]
    return {
        "dated": bool(({line.kind for line in above} | {below.kind}) & {Kind.DATE, Kind.URL}),
        "ruled": any(line.kind is Kind.RULE for line in above),
        "wide gap": lines[begin].gap > layout.usual_gap,
        "set apart": layout.paragraphs_are_glued and lines[headline].gap > 0 and below.gap > 0,
        "numbered": layout.numbered and bool(_MARK.match(lines[headline].text)),
        "digest": layout.is_digest,
        "single paragraphs": layout.single_paragraphs,
        "furniture": lines[begin - 1].kind in (Kind.FURNITURE, Kind.SHORT),
    }


def _layout(lines: Sequence[Line], heads: Sequence[int]) -> _Layout:
    between = [b.gap for a, b in pairwise(lines) if a.kind is b.kind is Kind.PROSE]
    long_heads = [i for i in heads if word_count(lines[i].text) >= _HEADLINE_WORDS]
    sections = [lines[i:end] for i, end in pairwise([*long_heads, len(lines)])]
    single = all(sum(line.kind is Kind.PROSE for line in section) <= 2 for section in sections)  # noqa: PLR2004
    top = [line.text for line in lines[: heads[0] + 1] if line.kind is not Kind.FURNITURE]
    return _Layout(
        usual_gap=max((line.gap for line in lines[1:] if line.kind is Kind.PROSE), default=1),
        paragraphs_are_glued=len(between) >= 4 and between.count(0) > 0.6 * len(between),  # noqa: PLR2004
        is_digest=any(is_digest_title(text) for text in top[:2]),
        single_paragraphs=single and len(sections) >= 3,  # noqa: PLR2004
        numbered=bool(top and _MARK.match(top[-1])) and all(line.kind is not Kind.PROSE for line in lines[: heads[0]]),
    )


def _weight(line: Line) -> int:
    """Letters of prose, with a Han character for three."""
    return len(line.text) + (_HAN_LETTERS - 1) * len(_HAN.findall(line.text)) if line.kind is Kind.PROSE else 0
