"""Who is named in a document's sentence and has no part in it: witnesses, critics, those with whom it is compared.

All reaches count tokens.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import actors
from loader.extract.words import AND, ARTICLES, OF, STOPS, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_NAMED = ("country", "agency", "post", "person", "function", "honorific", "place", "actor", "pair", "home")
_CUE = "bystander"
# Words between those whom a cue makes bystanders, and so many of them in a row: `the ambassadors and | representatives of …`.
_SMALL = AND | ARTICLES | OF | folded("from by its their his her các 的")
_LOOSE = 4
_JOINING = AND - {",", "，", "、"}
# In Chinese those who look on stand before the cue: 在老挝代表的 | 见证下.
_BEHIND = "behind"
_HAN_REACH = 12


def without_bystanders(line: Line, story: AnnotatedStory) -> Line:
    """A document's sentence without those who only look on, if others are left that may be its parties."""
    cues = line.of(_CUE)
    aside = _bystanders(line, cues) if cues else frozenset[int]()
    if not aside:
        return line
    left = replace(line, items=[item for item in line.items if item.start not in aside or item.kind not in _NAMED])
    states = actors(left, story).states
    gone = {item.states[0] for item in line.items if item.start in aside and item.states}
    enough = len(states) >= TWO_SIDES or (len(states) == 1 and gone.isdisjoint(story.states.pair))
    bodies_alone = not gone and len(story.states.counts) >= TWO_SIDES  # `financed by the World Bank`
    return left if enough or bodies_alone else line


def _bystanders(line: Line, cues: Sequence[Item]) -> frozenset[int]:
    """The tokens at which those begin who only look on: `in the presence of the ambassador of …`, `similar to the one that … signed`."""
    found: set[int] = set()
    for cue in cues:
        found.update(_before(line, cue) if cue.prop("wants") == _BEHIND else _after(line, cue))
    return frozenset(found)


def _before(line: Line, cue: Item) -> list[int]:
    """Those between a comma and the cue: `，老挝代表 | 见证签署`."""
    start = max(0, cue.start - _HAN_REACH)
    bounds = [at for at in range(start, cue.start) if line.norm(at) in STOPS or line.norm(at) in {"，", ",", "在"}]
    first = bounds[-1] if bounds else start
    return [item.start for item in line.of(*_NAMED) if first <= item.start < cue.start]


def _after(line: Line, cue: Item) -> list[int]:
    """The list of those named right behind a cue; a comma after its "and" ends it."""
    items = [item for item in line.of(*_NAMED) if item.start >= cue.end]
    found: list[int] = []
    at, closed = cue.end, False
    for item in items:
        if item.start < at:
            found.append(item.start)  # inside the one before
            continue
        gap = line.norms(at, item.start)
        loose = [norm for norm in gap if norm not in _SMALL]
        if len(loose) > _LOOSE or not STOPS.isdisjoint(gap) or (found and closed and not _JOINING.issuperset(gap)):
            break
        if found and loose and ("," in gap or "，" in gap):
            break
        closed = bool(found) and not _JOINING.isdisjoint(gap)
        found.append(item.start)
        at = max(at, item.end)
    return found
