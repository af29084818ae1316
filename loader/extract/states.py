"""Which states a story is about: mentions, the home state, and the two that "both sides" means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line

# The state in which a language's press is at home; English and Russian are written in many.
_PRESS = {"vi": "VN", "zh": "CN", "be": "BY", "uk": "UA"}
OWN_PRESS = frozenset(_PRESS)
"""Languages whose press means its own state's bodies where it names no state."""
_TITLE_WEIGHT = 2
_PAIR = 2
_NEAR = 2
_ISO = re.compile(r"\.([a-z]{2})$")
_DOMAINS_NOT_STATES = frozenset({"tv", "me", "io", "co", "ai", "eu", "su"})
_UK_DOMAIN = "uk"


@dataclass(slots=True)
class States:
    """The states of one story."""

    counts: Counter[str] = field(default_factory=Counter)
    first: list[str] = field(default_factory=list)
    """In order of first mention."""
    home: str | None = None
    """The state whose bodies need no adjective in this text."""

    @property
    def pair(self) -> tuple[str, ...]:
        """The two principal states, or fewer; more than two equals give none."""
        ranked = sorted(self.counts, key=lambda state: (-self.counts[state], self.first.index(state)))
        if self.home and self.home not in ranked[:_PAIR] and len(ranked) == 1:
            ranked.append(self.home)
        return tuple(ranked[:_PAIR])

    def most_named(self, number: int) -> tuple[str, ...]:
        """The states that "the three countries" means."""
        ranked = sorted(self.counts, key=lambda state: (-self.counts[state], self.first.index(state)))
        return tuple(ranked[:number]) if len(ranked) >= number else ()

    @property
    def bilateral(self) -> bool:
        """Whether the story is about two states, and any other is named in passing."""
        ranked = [count for _, count in self.counts.most_common(_PAIR + 1)]
        return len(ranked) >= _PAIR and ranked[1] >= _PAIR and (len(ranked) == _PAIR or 2 * ranked[_PAIR] <= ranked[1])


def clean_states(line: Line) -> None:
    """Drop one-character and prefix forms that stand for no state where they stand."""
    kept: list[Item] = []
    for at, item in enumerate(line.items):
        if item.kind == "country" and item.form in {"short", "combining"} and not _short_form_holds(line, at):
            continue
        kept.append(item)
    line.items = kept


def _short_form_holds(line: Line, at: int) -> bool:
    """A short form counts glued to another (中越, Việt-Trung), or before a side word (中方)."""
    item = line.items[at]
    if item.form == "combining":
        return item.end < len(line.tokens) and line.tokens[item.end].hyphen
    after = line.items[at + 1] if at + 1 < len(line.items) else None
    before = line.items[at - 1] if at else None
    partners = {"short"} if line.story.language == "zh" else {"short", "label"}
    if after is not None and _joined(line, item, after):
        return after.kind == "side" or (after.kind == "country" and after.form in partners)
    return before is not None and _joined(line, before, item) and before.kind == "country" and before.form in partners


def _joined(line: Line, left: Item, right: Item) -> bool:
    """Whether two items touch, or only a hyphen or dash stands between."""
    if right.start == left.end:
        return line.tokens[right.start].glued or line.tokens[right.start].hyphen
    return right.start == left.end + 1 and line.norm(left.end) in {"-", "–", "—"}


def story_states(lines: Sequence[Line]) -> States:
    """Count the states over all lines and find the home state."""
    states = States()
    _choose_short_forms(lines)
    for line in lines:
        for item in line.of("country", "agency"):
            for state in item.states[:1] or filter(None, [item.prop("state")]):
                states.counts[state] += _TITLE_WEIGHT if line.role is Role.TITLE else 1
                if state not in states.first:
                    states.first.append(state)
    states.home = _home(lines, states)
    for line in lines:
        if states.home and line.of("home"):
            states.counts[states.home] += len(line.of("home"))
            if states.home not in states.first:
                states.first.append(states.home)
    return states


def _choose_short_forms(lines: Sequence[Line]) -> None:
    """乌 is Ukraine or Uzbekistan: the one that the story names in full."""
    named = {state for line in lines for item in line.of("country") if item.form != "short" for state in item.states}
    for line in lines:
        for item in line.of("country"):
            if item.form == "short" and len(item.states) > 1:
                item.states = tuple(sorted(item.states, key=lambda state: state not in named))


def _home(lines: Sequence[Line], states: States) -> str | None:
    if not lines:
        return None
    story = lines[0].story
    if story.language in _PRESS:
        return _PRESS[story.language]
    most = max(states.counts.values(), default=0)
    commonest = next((state for state in states.first if states.counts[state] == most), None)
    return _domain_state(story.url, states) or _own_head_of_state(lines) or commonest


def _own_head_of_state(lines: Sequence[Line]) -> str | None:
    """The state of the leader whom the text calls just "the President" or "the Head of State"."""
    bare = any(item.prop("headOfState") and not _described(line, item) for line in lines for item in line.of("post"))
    leaders = Counter(str(item.prop("state")) for line in lines for item in line.of("person") if item.prop("state"))
    return leaders.most_common(1)[0][0] if bare and leaders else None


def _described(line: Line, item: Item) -> bool:
    """Whether a state or a name stands with the title."""
    at = line.items.index(item)
    near = [other for other in line.items[max(0, at - 1) : at + 2] if other is not item]
    return any(
        other.kind in {"country", "person"} and abs(other.start - item.end) <= _NEAR + item.end - item.start
        for other in near
    )


def _domain_state(url: str | None, states: States) -> str | None:
    """The state of a country-code domain, if the story names that state at all."""
    host = urlsplit(url).hostname if url else None
    match = _ISO.search(host) if host else None
    if match is None or match[1] in _DOMAINS_NOT_STATES:
        return None
    state = "GB" if match[1] == _UK_DOMAIN else match[1].upper()
    return state if state in states.counts else None
