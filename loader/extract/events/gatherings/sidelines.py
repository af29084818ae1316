"""Gatherings beside which two met: `на полях саммита`, `в рамках форума состоялась двусторонняя встреча`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.acting import tells_of_several
from loader.extract.events.verbs.links import governed
from loader.extract.words import EAST_SLAVIC, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from collections.abc import Collection

    from loader.extract.lines import Item, Line

_CUES = ("meeting-noun", "meeting-verb")
_GATHERINGS = frozenset({"session", "conference"})
# `on the sidelines of the 12th ASEAN ministerial | conference`.
_REACH = 8
# `в рамках | VI форума`: words that lead to the gathering in whose course something happened.
_IN_COURSE = folded("рамках ходе площадке полях рамках ходзе пляцоўцы палях межах ході полях майданчику час кулуарах")
_COURSE_REACH = 5
_FIRST_REACH = 6
_WITH_PLACES = EAST_SLAVIC | {"en"}
_WHERE = folded("на во время час під at during")
_TWO_WORDS = folded("two both двух двумя обеих оба дзвюх двох обох абодвух обидвох")
_BILATERAL = re.compile(r"bilateral|two-way|дв[уо]х?сторон|двухбаков|song phương|双 ?边")
# `bilateral working | talks`.
_BILATERAL_BEFORE = 3
# `Before the | session | …`: what makes a gathering an occasion, and what tells which one it is.
_OCCASIONS = frozenset({"before", "after", "following", "during"})
_DESCRIBED = frozenset({"of", "in", "at", "on", "with", "between"})
_AND = folded("и а и і й та")


def is_aside(line: Line, item: Item, kind: str) -> bool:
    """Whether a sentence tells only what happened beside a gathering or in its course."""
    if kind == "exercise":
        return _is_course_of_other(line, item)
    if kind not in _GATHERINGS:
        return False
    if _is_occasion(line, item) or _is_where_two_met(line, item, kind):
        return True
    return governed(line, item, "sidelines", _REACH) or (_leads_to(line, item) and _of_two(line, item) is not None)


def _is_occasion(line: Line, item: Item) -> bool:
    """`Before the | session | Mr Wang paid a call on …`: a gathering told elsewhere only tells when two met."""
    if line.language != "en" or item.kind != "meeting-noun" or line.norm(item.start - 1) != "the":
        return False
    led = line.norm(item.start - 2) in _OCCASIONS or line.norms(item.start - 3, item.start - 1) == ["ahead", "of"]
    led = led and line.norm(item.end) not in _DESCRIBED
    verbs = [verb for verb in line.of("meeting-verb") if verb.start >= item.end and not verb.prop("weak")]
    return led and item.end - item.start == 1 and bool(verbs)


def _is_where_two_met(line: Line, item: Item, kind: str) -> bool:
    """`сустракаліся ў Казані | на саміце БРІКС`, `the two met at the | summit`: many came there, of whom two are told."""
    if kind != "conference" or item.kind != "meeting-noun" or line.language not in _WITH_PLACES:
        return False
    if _WHERE.isdisjoint(line.norms(max(1, item.start - _COURSE_REACH), item.start)):
        return False
    met = (cue for cue in line.of("meeting-verb") if cue.end <= item.start and not cue.prop("weak"))
    if not any(cue.prop("kind") in {"meeting", "talks", None} for cue in met):
        return False
    named = {state for one in line.of("country", "agency") for state in one.states[:1]}
    named |= {person.value.state for person in line.of("person") if person.value.state}
    pair = any(_TWO_WORDS.intersection(line.norms(one.start, one.end)) for one in line.of("pair", "pair-bodies"))
    return len(named) == TWO_SIDES or (pair and len(named) <= TWO_SIDES)


def before_meeting(line: Line, item: Item, kind: str, window: tuple[int, int]) -> tuple[int, int]:
    """`выступил на | конференции | и провёл двусторонние встречи с …`: whom somebody met beside a gathering did not sit there."""
    if line.language == "en" and (since := _first_since(line, item)) is not None:
        return window[0], min(window[1], since)
    met = _of_two(line, item) if kind in _GATHERINGS else None
    if met is None or not window[0] <= met < window[1]:
        return window
    cut = next(
        (at for at in range(met - 1, item.end, -1) if line.norm(at) in PART_ENDS or line.norm(at) in _AND),
        met,
    )
    return window[0], cut


def _is_course_of_other(line: Line, item: Item) -> bool:
    """`called B over the incident | during the alliance's | exercises`: what only went on when something else happened."""
    if line.language != "en" or "during" not in line.norms(max(1, item.start - _COURSE_REACH), item.start):
        return False
    return any(cue.end < item.start and cue.prop("kind") != "exercise" for cue in line.of(*_CUES))


def _first_since(line: Line, item: Item) -> int | None:
    """`the 13th | meeting | and the first since India and Pakistan joined`: where a clause begins of what had been before."""
    first = range(item.end, len(line.tokens))
    return next(
        (at for at in first if line.norm(at) == "since" and "first" in line.norms(at - _FIRST_REACH, at)),
        None,
    )


def is_bilateral(line: Line, cue: Item) -> bool:
    """`двусторонняя | встреча`, `bilateral working | talks`: whether the word stands with a cue."""
    return _BILATERAL.search(" ".join(line.norms(max(0, cue.start - _BILATERAL_BEFORE), cue.end))) is not None


def _leads_to(line: Line, item: Item) -> bool:
    """`в рамках | форума`, `на площадке VI | саммита`, `под час …`."""
    return any(line.norm(at) in _IN_COURSE for at in range(item.start - _COURSE_REACH, item.start))


def _of_two(line: Line, item: Item) -> int | None:
    """Where a sentence tells of a meeting of two behind a gathering."""
    if line.language not in EAST_SLAVIC:
        return None
    return next((cue.start for cue in line.of(*_CUES) if cue.start >= item.end and _is_of_two(line, cue)), None)


def _is_of_two(line: Line, cue: Item) -> bool:
    if cue.prop("kind") not in {"meeting", "talks", None} or cue.prop("weak"):
        return False
    if cue.kind == "meeting-noun" and is_bilateral(line, cue):
        return True
    return line.norm(cue.end) in WITH


def of_more_sides(line: Line, old: Collection[str], new: Collection[str]) -> bool:
    """`随后举行 | 三国 | 会谈`: whether a sentence tells of a gathering of more sides than the two who had met."""
    return len(old) == TWO_SIDES < len(new) and tells_of_several(line)
