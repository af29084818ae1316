"""The part of a sentence that speaks of one of several events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.events.sessions.numbering import numbered
from loader.extract.words import ABOUT, AND, ARTICLES, CLAUSE_ENDS, COMMAS, PART_ENDS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.participants.actors import Actors
    from loader.extract.lines import Item, Line

_CUES = ("meeting-noun", "meeting-verb")
_CLAUSE_CUTS = frozenset({",", "，", ";"})
# Opens a clause on what others did: `A and B signed …, | while C and D agreed …`.
_CONTRASTS = folded("while whereas meanwhile тогда тем тады тоді тим trong 而")
# `a statement | condemning …`, `a declaration | in which …`, `a memorandum | on …`: what opens a document's content, and what a partner.
_CONTENT = folded(
    "condemning calling urging demanding denouncing expressing supporting opposing accusing criticising criticizing stressing warning "
    "reaffirming which that on about concerning against to for over pledging"
)
_AIMS = folded("against to for over")
_CONTENT_GAP = 3
# `met | after`, `flew there | as the two met`.
_TIMES = folded("after following amid since while as before")
_AS = folded("as while")
_TOPICS = folded("about over regarding concerning amid against where which who whose whom")
_PARTNERS = folded("with between by")
# How a Chinese clause opens that tells what was spoken of.
_TOPICS_OF_HAN = re.compile(
    r"(?:会议|会上|双方|与会者|各方|声明|并在会上)?(?:还|并|也|同时|一致|重点|主要)?(?:谴责|敦促|呼吁|要求|讨论|强调|重申|指责|批评)"
)
_TOPIC_REACH = 10
_LISTED_UNDER = frozenset({"on", "of", "about"})
# What stands in lists: a comma between two of them parts no clauses.
_LISTED = ("country", "person", "post", "agency", "function", "honorific", "place")
# `A, | and the Minister of B`: tokens from the comma to the next of the list.
_LIST_GAP = 3


def window_of(line: Line, item: Item) -> tuple[int, int]:
    """The part of a sentence that speaks of a numbered gathering, where it speaks of several: cut at the comma between."""
    cues = line.of(*_CUES)
    start, end = 0, _before_topics(line, item)
    if len(cues) < TWO_SIDES:
        return start, end
    if (cut := _next_entry(line, item)) is not None:
        return (start, min(end, cut)) if item.start < cut else (cut, end)
    numbers = {other.start: numbered(line, other) for other in cues}
    if len(set(numbers.values()) - {None}) < TWO_SIDES:
        return start, end
    for other in cues:
        if other is item or numbers[other.start] in {None, numbers[item.start]}:
            continue
        if other.start > item.start:
            end = min(end, _cut(line, item.end, other.start))
        else:
            start = max(start, _cut(line, other.end, item.start))
    return start, end


def _before_topics(line: Line, item: Item) -> int:
    """`外长会议28日举行， | 谴责…`: in Chinese who met is told before what they spoke of."""
    end = len(line.tokens)
    if line.language != "zh" or not any(one.start < item.end for one in line.of("country", "agency", "person")):
        return end
    if _TOPICS_OF_HAN.match(line.glued(item.end, item.end + _TOPIC_REACH)):
        return item.end  # `会议 | 敦促…`
    commas = (at for at in range(item.end, end) if line.norm(at) in _CLAUSE_CUTS)
    return next((at for at in commas if _TOPICS_OF_HAN.match(line.glued(at + 1, at + _TOPIC_REACH))), end)


def _next_entry(line: Line, item: Item) -> int | None:
    """`was briefed on the talks of A with B | , and on the call from C`: where the next of the events begins that a sentence lists."""
    nouns = line.of("meeting-noun")
    if line.language != "en" or item.kind != "meeting-noun" or len(nouns) != TWO_SIDES:
        return None
    for at in range(nouns[0].end, nouns[1].start - 1):
        if line.norm(at) in _LISTED_UNDER and line.norm(at - 1) in AND and line.norm(at - 2) in COMMAS:
            return at - 2 if line.norm(nouns[0].start - 2) == line.norm(at) else None
    return None


def _cut(line: Line, left: int, right: int) -> int:
    low, high = sorted((left, right))
    return next((index for index in range(low, high) if line.norm(index) in _CLAUSE_CUTS), (low + high) // 2)


def parts_around(line: Line, item: Item) -> Iterator[tuple[int, int]]:
    """Windows around a cue, the likeliest first: up to what they met for or when, and then the clauses around it."""
    yield from _before_aim(line, item)
    yield from _time_clause(line, item)
    yield from clauses_around(line, item)


def clauses_around(line: Line, item: Item) -> Iterator[tuple[int, int]]:
    """Windows around a cue, from its own clause outwards, the nearer border first; the whole line is not among them."""
    cuts = [-1, *(at for at in range(len(line.tokens)) if _parts_clauses(line, at)), len(line.tokens)]
    low = max(index for index, at in enumerate(cuts) if at < item.start)
    high = low + 1
    while low > 0 or high < len(cuts) - 1:
        yield cuts[low] + 1, cuts[high]
        left, right = item.start - cuts[low], cuts[high] - item.end
        if low > 0 and (left <= right or high == len(cuts) - 1):
            low -= 1
        else:
            high += 1


def antecedent(line: Line, start: int) -> int:
    """Where somebody is named of whom a clause tells: `a call from | envoy B, | who held talks with …`; else the clause's start."""
    if line.norm(start) != "who" or line.norm(start - 1) not in COMMAS:
        return start
    named = [one.start for one in line.of("person", "post", "counterpart") if one.end == start - 1]
    return min(named, default=start)


def _before_aim(line: Line, item: Item) -> Iterator[tuple[int, int]]:
    """`will host his Polish colleague | to look at camps on the border with Belarus`: what they meet for or about names no guest."""
    if line.language != "en":
        return
    for at in range(item.end, len(line.tokens)):
        aim = line.norm(at) == "to" and not line.is_capital(at + 1) and line.norm(at + 1) not in ARTICLES
        if aim or line.norm(at) in _TOPICS:
            yield 0, at
            return


def _time_clause(line: Line, item: Item) -> Iterator[tuple[int, int]]:
    """`The ministers of A and B met | following clashes in C`: the words of a cue up to those that tell at what time."""
    if line.language != "en" or _TIMES.isdisjoint(line.vocabulary):
        return
    start = next((at + 1 for at in range(item.start - 1, -1, -1) if line.norm(at) in _AS), 0)
    end = next((at for at in range(item.end, len(line.tokens)) if line.norm(at) in _TIMES), len(line.tokens))
    yield start, end


def _parts_clauses(line: Line, at: int) -> bool:
    """Whether a mark ends a clause, and is not the comma of a list of those who act."""
    norm = line.norm(at)
    if norm in CLAUSE_ENDS:
        return norm not in {".", ":", "："}
    if norm not in COMMAS:
        return False
    after = next((index for index in range(at + 1, at + _LIST_GAP) if line.norm(index) not in AND | ARTICLES), at + 1)
    items = line.of(*_LISTED)
    return not (any(item.end == at for item in items) and any(item.start == after for item in items))


def sides_of_clause(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """The two sides or more of the document's clause, where another clause tells of another event or of others."""
    rivals = [item for item in line.of("agreement-noun", "agreement-verb", "meeting-verb") if item is not noun]
    for start, end in clauses_around(line, noun):
        found = actors(line, story, start, end)
        if len(found.states) >= TWO_SIDES:
            other = any(not start <= rival.start < end for rival in rivals)
            return found if other or not _CONTRASTS.isdisjoint((line.norm(start), line.norm(end + 1))) else None
    return None


def without_content(line: Line, noun: Item, found: Actors, story: AnnotatedStory) -> Actors:
    """`Japan and Mali issued a statement | condemning China`: states of which a document speaks are no parties to it."""
    if line.language != "en" or len(found.states) <= TWO_SIDES:
        return found
    before = actors(line, story, 0, noun.start).states
    start = next((at for at in range(noun.end, noun.end + _CONTENT_GAP) if line.norm(at) in _CONTENT), None)
    if len(before) < TWO_SIDES or start is None or line.norms(start, start + 2) == ["to", "which"]:
        return found
    end = next((at for at in range(start, len(line.tokens)) if line.norm(at) in PART_ENDS), len(line.tokens))
    if line.norm(start) in ABOUT | _AIMS and line.has_between(start, end, _PARTNERS):
        return found
    spoken = actors(line, story, start, end).states.keys() - before.keys()
    found.states = {state: None for state in found.states if state not in spoken}
    found.agencies = {slug: body for slug, body in found.agencies.items() if body.state not in spoken}
    return found


def next_document(line: Line, between: Item) -> int:
    """Where a document begins that names parties of its own: `between A and B on … and | the draft Treaty between A and C`."""
    others = [other.start for other in line.of("between") if other.start > between.end]
    nouns = [noun.start for noun in line.of("agreement-noun") if between.end <= noun.start]
    return next((start for start in nouns if any(start < other for other in others)), len(line.tokens))
