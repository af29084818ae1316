"""Who only tells of a document: `…, Russian Foreign Minister Lavrov said`, `据俄罗斯外交部介绍，…`.

All reaches count tokens.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.events.sides.voices import speaks_for_itself
from loader.extract.words import ABOUT, ARTICLES, COMMAS, DASHES, OF, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_NAMED = ("country", "agency", "post", "person", "function", "honorific")
_EVENTS = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "between", "draft")
# `Theo | Bộ Ngoại giao Trung Quốc, …`, `据 | 俄罗斯外交部，…`: they open a clause on a source without a verb.
_SOURCE = {"vi": folded("theo"), "zh": folded("据 據")}
_ENDS = PART_ENDS | DASHES
_SMALL = ARTICLES | OF
# `agreements with | the services of A`.
_WITH_REACH = 3


def without_reporters(line: Line, story: AnnotatedStory, *, of_body: bool = False) -> Line:
    """A sentence without those who only tell of its event, if it names two states beside them; or, as told, a body of the world."""
    aside = {at for start, end in _reports(line) for at in range(start, end)}
    if not aside or speaks_for_itself(line):
        return line
    left = replace(line, items=[item for item in line.items if item.start not in aside or item.kind not in _NAMED])
    return left if names_parties(left, story, of_body=of_body) else line


def names_parties(line: Line, story: AnnotatedStory, *, of_body: bool = False) -> bool:
    """Whether two states act in what is left and are not both somebody's partners, or a body of the world alone does."""
    told = actors(line, story)
    first = next((item for item in line.of("country", "agency", "person", "post") if item.states or item.value), None)
    if first is None or _comes_with(line, first):
        return False
    if told.pair:
        return False  # of whom `the two sides` are, who speaks may be one
    alone = of_body and not told.states and any(body.international for body in told.agencies.values())
    return alone or len(told.states) >= TWO_SIDES


def _comes_with(line: Line, first: Item) -> bool:
    """`с | Чадом`: whoever is named first is somebody's partner; a comma parts them."""
    near = line.norms(max(0, first.start - _WITH_REACH), first.start)
    last = max((at for at, norm in enumerate(near, 1) if norm in PART_ENDS), default=0)
    return not WITH.isdisjoint(near[last:])


def _reports(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches that tell only who says what the rest tells: a clause without an event, or what stands before its verb of speech."""
    urges = {item.start for item in line.of("urging", "proposed", "withheld")}
    for said in line.of("said"):
        if said.start in urges:
            continue  # who calls for a document has a part in it
        start, end = _clause(line, said)
        if not _tells_event(line, start, end):
            yield _with_titles(line, start, end)
        elif not _tells_event(line, start, said.end):
            yield start, said.end
    for stand in line.of("reaction"):
        start, _ = _clause(line, stand)
        if not _tells_event(line, start, stand.start):
            yield start, stand.end
    sources = _SOURCE.get(line.language, frozenset())
    for at in range(len(line.tokens)) if not sources.isdisjoint(line.vocabulary) else ():
        if line.norm(at) in sources and (at == 0 or line.norm(at - 1) in _ENDS):
            end = next((to for to in range(at, len(line.tokens)) if line.norm(to) in _ENDS), len(line.tokens))
            if not _tells_event(line, at + 1, end):  # `theo` itself may be "under" a document
                yield at, end


def _clause(line: Line, said: Item) -> tuple[int, int]:
    """The tokens between the marks around a verb of speech."""
    start = next((at for at in range(said.start, 0, -1) if line.norm(at - 1) in _ENDS), 0)
    while line.norm(start - 1) in COMMAS and _goes_on_list(line, start, said.start):
        start = next((at for at in range(start - 1, 0, -1) if line.norm(at - 1) in _ENDS), 0)
    return start, next((at for at in range(said.end, len(line.tokens)) if line.norm(at) in _ENDS), len(line.tokens))


def _goes_on_list(line: Line, start: int, end: int) -> bool:
    """`Poland, | Latvia and Estonia | announced`: a comma within a list of states, and not before the clause of who speaks."""
    states = line.of("country")
    before = any(item.end == start - 1 for item in states)
    inside = [item for item in states if start <= item.start < end]
    listed = len(inside) > 1 or (inside and line.norm(inside[0].end) in COMMAS)
    return (
        line.language == "en"
        and before
        and bool(listed)
        and line.norm(start) not in ABOUT
        and inside[0].start - start <= 1
    )


def _with_titles(line: Line, start: int, end: int) -> tuple[int, int]:
    """A clause with those beside it that are nothing but a name or an office: `Sergey Lavrov, | the Russian Foreign Minister, | said`."""
    named = {at for item in line.of(*_NAMED) for at in range(item.start, item.end)}
    while start > 1 and line.norm(start - 1) in COMMAS:
        first = next((at for at in range(start - 1, 0, -1) if line.norm(at - 1) in _ENDS), 0)
        if not all(at in named or line.norm(at) in _SMALL for at in range(first, start - 1)):
            break
        start = first
    while line.norm(end) in COMMAS:
        last = next((at for at in range(end + 1, len(line.tokens)) if line.norm(at) in _ENDS), len(line.tokens))
        if last == len(line.tokens) or not all(at in named or line.norm(at) in _SMALL for at in range(end + 1, last)):
            break
        end = last
    return start, end


def _tells_event(line: Line, start: int, end: int) -> bool:
    return any(start <= cue.start < end for cue in line.of(*_EVENTS))
