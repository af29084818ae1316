"""Where a document of several stories is cut: where the evidence of a new story adds up.

A sub-heading looks much like a headline. What tells them apart: a headline's words come again in
the sentence below it, what follows names others than what came before and names them in full, says
when and who as first paragraphs do, and the layout treats it as it treats the first story (its own
date or address, a rule, a number). Each is worth log-odds, fitted to made files by
`bench/fit_splitting.py`; a document is cut where they outweigh. In doubt it stays whole.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from loader.read.candidates import bare, candidates, mark_of, weight
from loader.read.evidence import (
    Wording,
    has_dateline,
    headline_features,
    is_digest_title,
    is_signed_off,
    opening,
    stems,
    text_features,
    together,
    wordings,
)
from loader.read.layout import Kind, Line, word_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from loader.read.candidates import Candidate

_TABLE = tomllib.loads(files(__package__).joinpath("weights.toml").read_text(encoding="utf-8"))
_WEIGHTS: dict[str, float] = _TABLE["weights"]
_BIAS: float = _TABLE["bias"]
"""The log-odds with nothing to be said."""
_COMPANY: dict[str, float] = _TABLE["company"]
_TRUSTED = 3.0
"""Log-odds beyond which a headline lends no more to others of its look."""
_HEADLINE_WORDS = 5
_MIN_STORY = 60
"""Letters of prose on either side of a cut."""
_WINDOW = 60
"""Lines above a headline that its text is compared with."""
_MANY_PARAGRAPHS = 4
_FEW_PARAGRAPHS = 2
_SEVERAL = 3

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A document looked at once: its lines, where stories may begin, and how it sets them."""

    lines: Sequence[Line]
    wordings: Sequence[Wording]
    places: Sequence[Candidate]
    weights: Sequence[int]
    """Letters of prose above each line."""
    usual_gap: int
    """The most blank lines that stand above a paragraph."""
    is_glued: bool
    """Whether paragraphs follow one another without a blank line, so that blank lines mean something."""
    is_digest: bool
    """Whether its first line says that there are several stories."""
    single_paragraphs: bool
    """Whether headlines and single paragraphs alternate, three times or more."""
    owns: Sequence[frozenset[str]]
    """What each place has: a date, an address, a dateline, a number; the first is the document's own beginning."""
    listed: frozenset[str]
    """The lines above the first text: a table of contents may be among them."""


def boundaries(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines with which the second and further stories begin, their dates, addresses and rules included."""
    places = tuple(candidates(lines))
    if len(places) <= 1:  # the document's own beginning
        return ()
    page = look_at(lines, places)
    local = _local(page, lambda _, score: score > 0)
    if not local:
        return ()
    final = _with_company(page, local)
    chosen = [n for n, score in final.items() if score > 0]
    if chosen != [n for n, score in local.items() if score > 0]:  # other stories are ended: once more
        final = _with_company(page, _local(page, lambda n, _: final.get(n, 0) > 0))
    return tuple(page.places[n].begin for n, score in final.items() if score > 0)


def look_at(lines: Sequence[Line], places: tuple[Candidate, ...]) -> Page:
    """A document's lines with what is needed to judge the places where stories may begin."""
    between = [b.gap for a, b in pairwise(lines) if a.kind is b.kind is Kind.PROSE]
    titled = [p.body for p in places if p.head is not None and word_count(lines[p.head].text) >= _HEADLINE_WORDS]
    sections = [sum(line.kind is Kind.PROSE for line in lines[a:b]) for a, b in pairwise([*titled, len(lines)])]
    top = lines[: places[0].body] if places else lines
    heads = [line.text for line in top if line.kind in (Kind.SHORT, Kind.PROSE)]
    return Page(
        lines=lines,
        wordings=wordings(lines) if len(places) > 1 else (),  # nothing else is compared
        places=places,
        weights=[0, *accumulate(map(weight, lines))],
        usual_gap=max((line.gap for line in lines[1:] if line.kind is Kind.PROSE), default=1),
        is_glued=len(between) >= _MANY_PARAGRAPHS and between.count(0) > 0.6 * len(between),
        is_digest=any(is_digest_title(text) for text in (*heads[:2], *heads[-3:])),
        single_paragraphs=len(sections) >= _SEVERAL and max(sections) <= _FEW_PARAGRAPHS,
        owns=tuple(_own(lines, place) for place in places),
        listed=frozenset(bare(line.text).lower() for line in top),
    )


def _local(page: Page, is_start: Callable[[int, float], bool]) -> dict[int, float]:
    """The evidence at each place by itself, each compared with the story that it would end."""
    return {n: score for n, score, _ in observed(page, is_start)}


def observed(page: Page, is_start: Callable[[int, float], bool]) -> list[tuple[int, float, Features]]:
    """The log-odds and features of each place between two texts long enough, with stories ended where `is_start`."""
    found = []
    since = 0  # number of the place where the present story begins
    for n in range(1, len(page.places)):
        place = page.places[n]
        end = page.places[n + 1].after if n + 1 < len(page.places) else len(page.lines)
        low = page.places[since].body
        if (
            min(page.weights[place.after] - page.weights[low], page.weights[end] - page.weights[place.body])
            < _MIN_STORY
        ):
            continue
        features = _features(page, since, n, end)
        score = _BIAS + sum(_WEIGHTS.get(name, 0.0) * value for name, value in features.items())
        found.append((n, score, features))
        if is_start(n, score):
            since = n
    return found


def _with_company(page: Page, local: Mapping[int, float]) -> dict[int, float]:
    """The scores with what the others of a document lend: if those are stories, this is one."""
    lent = company(page, local)
    return {n: score + sum(_COMPANY[name] * value for name, value in lent[n].items()) for n, score in local.items()}


def company(page: Page, local: Mapping[int, float]) -> dict[int, Features]:
    """For each place what the others lend: the mean score of those of its look, the best of all, none beyond what is trusted."""
    trusted = {n: max(-_TRUSTED, min(_TRUSTED, score)) for n, score in local.items()}
    alike: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for n, score in trusted.items():
        alike[_look(page, n)].append(score)
    best = nlargest(2, trusted.values())
    lent: dict[int, Features] = {}
    for n, score in trusted.items():
        others = alike[_look(page, n)]
        lent[n] = {
            "always": 1.0,
            "alike": (sum(others) - score) / (len(others) - 1) if len(others) > 1 else 0.0,
            "none alike": len(others) == 1,
            "best": max(0.0, best[1] if score == best[0] else best[0]) if len(best) > 1 else 0.0,
            "no other": len(best) == 1,
        }
    return lent


def _look(page: Page, n: int) -> tuple[object, ...]:
    """What headlines of one document have in common: the space above, a mark, capitals, what stands beside."""
    place = page.places[n]
    head = page.lines[place.body if place.head is None else place.head]
    return place.head is None, head.gap, page.owns[n]


def _own(lines: Sequence[Line], place: Candidate) -> frozenset[str]:
    """What a story has of its own beside headline and text."""
    head = place.body if place.head is None else place.head
    band = {line.kind for line in lines[place.after : place.body]}
    marks = {mark_of(lines[head].text), mark_of(lines[place.body].text)}
    told = {
        "address": Kind.URL in band,
        "date": Kind.DATE in band,
        "rule": Kind.RULE in band,
        "dateline": has_dateline(lines[place.body].text),
        "number": "number" in marks,
        "bullet": "bullet" in marks,
        "capitals": place.head is not None and lines[head].text.isupper(),
        "space below": place.head is not None and lines[head + 1].gap > 0,
    }
    return frozenset(name for name, has in told.items() if has)


def _features(page: Page, since: int, n: int, end: int) -> Features:
    lines, place, old = page.lines, page.places[n], page.places[since]
    top = max(old.begin, place.after - _WINDOW)
    above = together(page.wordings[top : place.after])
    below = together(page.wordings[place.body : min(end, place.body + _WINDOW)])
    lead = bare(lines[place.body].text) if place.head is None else lines[place.body].text
    features = text_features(lead, above, below) | _layout_features(page, n)
    if old.head is not None and not (since == 0 and is_digest_title(lines[old.head].text)):
        title = stems(lines[old.head].text)
        features["old title"] = len(title & below.stems) / len(title) if title else 0.0
    if place.head is None:
        # What is pasted keeps some blank lines between paragraphs and loses others.
        nothing = not page.owns[n] and place.begin == place.body and lines[place.body].gap == 1
        return features | {"no headline": 1.0, "blank line alone": nothing}
    headline = bare(lines[place.head].text)
    features |= headline_features(headline, lines[place.body].text, above, below)
    features["listed"] = headline.lower() in page.listed
    features["excerpt"] = not features["listed"] and _is_excerpt(
        headline, lines[top : place.after], lines[place.body : end]
    )
    if page.owns[0] & {"number", "bullet"}:
        features["topic"] = 0.0
    return features


def _is_excerpt(headline: str, above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a line only says again what the text above says, or the text below its first sentence."""
    first = len(opening(below[0].text))
    texts = [line.text for line in above if line.kind is Kind.PROSE]
    texts += [below[0].text[first:], *(line.text for line in below[1:] if line.kind is Kind.PROSE)]
    return headline.lower().strip("\"'“”«»„‘’「」.!?…。 ") in "\n".join(texts).lower()


def _layout_features(page: Page, n: int) -> Features:
    lines, place = page.lines, page.places[n]
    head = place.body if place.head is None else place.head
    own, first = page.owns[n], page.owns[0]
    band = lines[place.after : place.body]
    return {
        "dateline": "dateline" in own,
        "date": "date" in own,
        "address": "address" in own,
        "rule": "rule" in own,
        "number": "number" in own,
        "bullet": "bullet" in own,
        "capitals": "capitals" in own,
        **{f"{name} as above the first": 1.0 for name in own & first},
        **{f"{name} above the first alone": 1.0 for name in first - own - {"rule"}},
        "furniture": min(sum(line.kind is Kind.FURNITURE for line in band), _SEVERAL),
        "signed off": is_signed_off(lines[place.after - 1].text),
        "wide gap": lines[place.begin].gap > page.usual_gap,
        "no gap": lines[place.begin].gap == 0,
        "set apart": page.is_glued and lines[head].gap > 0,
        "digest": page.is_digest,
        "single paragraphs": page.single_paragraphs,
    }
