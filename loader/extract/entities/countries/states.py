"""Which states a story is about: mentions, the home state, and the two that "both sides" means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.extract.entities.countries.headings import headed_blocks
from loader.extract.entities.countries.home import leader_state, told_home
from loader.extract.entities.countries.press import (
    credited_state,
)
from loader.extract.words import DASHES, EAST_SLAVIC, folded
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

TWO_SIDES = 2
"""What makes a relation between states: an event has at least so many, "both sides" are so many."""
# A state in the headline counts as two mentions: headlines name what the story is about.
_TITLE_WEIGHT = 2
_WITH_CITIZENS = EAST_SLAVIC | {"en"}
# Before the state's name, and behind it. `The citizens of Peru and Chile` are the peoples of those who speak.
_CITIZEN = re.compile(
    r"citizen|national|граждан(?:ин\w*|к\w+|е|ам\w*|ах)?|грамадзян(?:ін\w*|к\w+|е|ам\w*|ах)?|громадян(?:ин\w*|к\w+|и|ам\w*|ах)?"
    r"|подданн\w+|урожен(?:ец|ц\w+|к\w+)|ураджэн(?:ец|ц\w+|к\w+)|уроджен(?:ець|ц\w+|к\w+)"
)
_CITIZENS = folded("citizen citizens nationals")
# The second state of a story is no passing mention if it is named so often.
_OFTEN = 2
# A state is hardly named beside another that is named so many times as often.
_HARDLY = 4


@dataclass(slots=True)
class States:
    """The states of one story."""

    counts: Counter[str] = field(default_factory=Counter)
    first: list[str] = field(default_factory=list)
    """In order of first mention."""
    home: str | None = None
    """The state whose bodies need no adjective in this text."""
    home_told: bool = False
    """Whether the press, the address or the dateline tells it, and not only how often it is named."""
    headings: dict[int, str] = field(default_factory=dict)
    """Paragraph -> the state that heads it as an item of a digest."""
    home_implied: bool = True
    """Whether a story may be about the home state without any word for it; Chinese names its bodies or 中方 at least."""

    def add(self, state: str, weight: int) -> None:
        """Count a mention."""
        self.counts[state] += weight
        if state not in self.first:
            self.first.append(state)

    @property
    def ranked(self) -> list[str]:
        """The most named first; of equals, the one named first."""
        return sorted(self.counts, key=lambda state: (-self.counts[state], self.first.index(state)))

    @property
    def pair(self) -> tuple[str, ...]:
        """The two principal states, or fewer; a story of one foreign state is about that and its own."""
        ranked = [state for state in self.ranked if self.counts[state]] or self.ranked
        if self.home and self.home_implied and self.home not in ranked and len(ranked) == 1:
            ranked.append(self.home)
        return tuple(ranked[:TWO_SIDES])

    @property
    def both(self) -> tuple[str, ...]:
        """The two principal states as a report lists them: its own first."""
        pair = self.pair
        return tuple(sorted(pair, key=lambda state: state != self.home)) if self.home_told else pair

    @property
    def subject(self) -> str | None:
        """Whose affairs the story tells: the home state's, unless that is hardly named beside another."""
        most = self.ranked[0] if self.counts else None
        named = self.counts[self.home] if self.home else 0
        return most if most and 0 < _HARDLY * named <= self.counts[most] else self.home

    def most_named(self, number: int) -> tuple[str, ...]:
        """The states that "the three countries" means."""
        return tuple(self.ranked[:number]) if len(self.counts) >= number else ()

    @property
    def bilateral(self) -> bool:
        """Whether the story is about two states, and any other is named in passing."""
        _, second, third, *_ = [*(count for _, count in self.counts.most_common(TWO_SIDES + 1)), 0, 0, 0]
        return second >= _OFTEN and 2 * third <= second


def drop_loose_short_forms(line: Line) -> None:
    """Drop one-character and prefix forms that stand for no state where they stand, and surnames that look like people of one."""
    if not any(item.form in {"short", "combining", "inhabitant"} for item in line.of("country")):
        return
    line.items = [item for item in line.items if not _is_surname(line, item)]
    line.items = [
        item
        for at, item in enumerate(line.items)
        if item.kind != "country" or item.form not in {"short", "combining"} or _short_form_holds(line, at)
    ]


def _is_surname(line: Line, item: Item) -> bool:
    """`по словам | Шведа`: East Slavic writes who lives in a state with a small letter."""
    named = item.kind == "country" and item.form == "inhabitant" and line.language in EAST_SLAVIC
    return named and item.start > 0 and line.is_capital(item.start) and line.norm(item.start - 1)[:1].isalpha()


def _short_form_holds(line: Line, at: int) -> bool:
    """A short form counts glued to another (Việt-Trung), or before a side word."""
    item = line.items[at]
    if item.form == "combining":
        return item.end < len(line.tokens) and line.tokens.is_hyphened(item.end)
    after = line.items[at + 1] if at + 1 < len(line.items) else None
    before = line.items[at - 1] if at else None
    partners = {"short", "label"}
    if after is not None and _joined(line, item, after):
        return after.kind == "side" or (after.kind == "country" and after.form in partners)
    return before is not None and _joined(line, before, item) and before.kind == "country" and before.form in partners


def _joined(line: Line, left: Item, right: Item) -> bool:
    """Whether two items touch, or only a hyphen or dash stands between."""
    if right.start == left.end:
        return line.tokens.is_glued(right.start) or line.tokens.is_hyphened(right.start)
    return right.start == left.end + 1 and line.norm(left.end) in DASHES


def story_states(lines: Sequence[Line], lexicon: Lexicon) -> States:
    """Count the states over all lines and find the home state."""
    states = States(headings=headed_blocks(lines))
    _choose_readings(lines)
    for line in lines:
        for item in line.of("country", "agency"):
            if item.kind == "agency" and line.language == "zh" and _is_owned(line, item):
                continue  # 越南|公安部 is no body of China
            weight = 0 if _is_of_citizen(line, item) else _TITLE_WEIGHT if line.role is Role.TITLE else 1
            for state in item.states[:1] or filter(None, [item.prop("state")]):
                states.add(state, weight)
        for item in line.of("place"):
            for state in item.states:  # of a capital that stands for its government
                states.add(state, 1)
    told = told_home(lines, states, lexicon)
    chief = leader_state(lines, states) or next(iter(states.ranked), None)
    states.home, states.home_told = told or chief, told is not None
    states.home_implied = not lines or lines[0].language != "zh" or credited_state(lines) is not None
    for line in lines if states.home else ():
        for _ in line.of("home"):
            states.add(str(states.home), 1)
    return states


def _is_of_citizen(line: Line, item: Item) -> bool:
    """`громадянина | Грузії`, `a citizen of | Georgia`, `two | Georgian | nationals`: a state that nobody of the story acts for."""
    if item.kind != "country" or line.language not in _WITH_CITIZENS:
        return False
    before = item.start - (2 if line.norm(item.start - 1) == "of" else 1)
    of_whom = _CITIZEN.fullmatch(line.norm(before)) is not None and not line.is_capital(before)
    return of_whom or line.norm(item.end) in _CITIZENS


def _is_owned(line: Line, item: Item) -> bool:
    before = line.before(item)
    return before is not None and before.kind == "country" and before.end == item.start and before.states != item.states


def _choose_readings(lines: Sequence[Line]) -> None:
    """Let “Dominican” be of the Republic or of Dominica, as the story names one in full."""
    items = [item for line in lines for item in line.of("country") if item.form != "short"]
    named = {item.states[0] for item in items if len(item.states) == 1}
    for item in items:
        if len(item.states) > 1:
            item.states = tuple(sorted(item.states, key=lambda state: state not in named))
