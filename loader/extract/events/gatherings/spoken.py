"""English words of speaking with somebody that a day or a topic parts: `spoke earlier today | with his counterpart`, `reviewed X | with`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.lines import Item
from loader.extract.words import PART_ENDS, folded
from ontology.lexicon import Concept

if TYPE_CHECKING:
    from loader.extract.lines import Line

_SPOKE = folded("spoke speak speaks spoken talked talks")
_REVIEWED = folded("reviewed reviews review explored examined assessed")
# From the verb to `with`, and from that to who is spoken with.
_WITH_REACH, _TOPIC_REACH, _WHO_REACH = 6, 12, 5
_WHO = ("counterpart", "post", "person")
_FREE = folded(
    "on by via today yesterday tomorrow earlier later this last late early in the over phone telephone again twice also briefly "
    "directly separately video secure link a month week"
)
_PHONE = folded("phone telephone video videolink call")


def _cue(code: str, kind: str) -> tuple[Concept, ...]:
    return (Concept(f"https://w3id.org/comity/id/cue/{code}", "Cue", {"kind": kind, "weak": "true"}, {}),)


_CALL, _TALKS = _cue("meeting-verb-spoke", "call"), _cue("meeting-verb-reviewed", "talks")


def mark_spoken(line: Line) -> None:
    """Have words of speaking with somebody tell of a call or talks, where the lexicon has no form for them."""
    if line.language != "en" or "with" not in line.vocabulary or (_SPOKE | _REVIEWED).isdisjoint(line.vocabulary):
        return
    found = [item for at, norm in enumerate(line.folded) if norm in _SPOKE | _REVIEWED and (item := _spoken(line, at))]
    if found:
        line.items = sorted([*line.items, *found], key=lambda item: item.start)


def _spoken(line: Line, at: int) -> Item | None:
    """The item of a verb at a token, if it leads to somebody with whom one speaks."""
    if any(one.start <= at < one.end for one in line.of("meeting-verb", "meeting-noun")):
        return None
    topical = line.norm(at) in _REVIEWED
    reach = range(at + 1, at + 1 + (_TOPIC_REACH if topical else _WITH_REACH))
    to = next((one for one in reach if line.norm(one) == "with"), None)
    if to is None or not PART_ENDS.isdisjoint(line.norms(at + 1, to)):
        return None
    dated = {one for date in line.of("date", "calendar") for one in range(date.start, date.end)}
    if not topical and any(line.norm(one) not in _FREE and one not in dated for one in range(at + 1, to)):
        return None
    if any(
        at < verb.start < to for verb in line.of("meeting-verb", "meeting-noun", "agreement-verb", "agreement-noun")
    ):
        return None
    if not any(0 < who.start - to <= _WHO_REACH for who in line.of(*_WHO)):
        return None
    return Item(at, at + 1, "meeting-verb", _TALKS if topical else _CALL)
