"""The home state of a story, whose bodies need no adjective: told by the press, the address, the dateline, or who leads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from loader.extract.entities.countries.addresses import addressed_state
from loader.extract.entities.countries.deciding import acting_state
from loader.extract.entities.countries.press import (
    credited_state,
    domain_state,
    local_state,
    newsroom_state,
    press_of_host,
)
from loader.extract.entities.countries.regions import opening_region
from loader.extract.words import AFTER_DATELINE, EAST_SLAVIC
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.countries.states import States
    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

# The state in which a language's press is at home; English and Russian are written in many.
_PRESS = {"vi": "VN", "zh": "CN", "be": "BY", "uk": "UA"}
OWN_PRESS = frozenset(_PRESS)
"""Languages whose press means its own state's bodies where it names no state."""
# A bare title may stand so many tokens from the state or name that describes it.
_NEAR = 2
_DATELINE_LINES = 4  # a report's city opens one of its first sentences, and a mark follows
_LEAD_LINES = 2

_VISITING = "visiting"
# `told | reporters in | Minsk`.
_PRESS_MEN, _BRIEFING_REACH = frozenset({"reporters", "journalists", "newsmen"}), 4


def told_home(lines: Sequence[Line], states: States, lexicon: Lexicon) -> str | None:
    """The press's own state; else the domain's, the dateline's, or that of the leader without a state."""
    if not lines:
        return None
    story = lines[0].story
    if story.language in _PRESS:
        return press_of_host(story.url, states) or credited_state(lines) or local_state(lines) or _PRESS[story.language]
    sender = newsroom_state(lines)  # of a state that is never named only where no city tells another
    return (
        domain_state(story.url, states)
        or (sender if sender in states.counts else None)
        or _dateline_state(lines, states)
        or sender
        or (addressed_state(story.url, states.ranked, lexicon) if story.language == "en" else None)
        or _briefing_state(lines, states)
        or _own_head_of_state(lines)
        or _opening_state(lines, states)
    )


def _opening_state(lines: Sequence[Line], states: States) -> str | None:
    """The state of the city that opens the story, if hardly any other state is named more."""
    first = next((line for line in lines if line.role is not Role.TITLE), None)
    place = next((item for item in first.of("place") if item.start <= 1), None) if first is not None else None
    state = place.prop("state") if place is not None else None
    most = max(states.counts.values(), default=0)
    return state if state is not None and 2 * states.counts[state] >= most > 0 else None


def _dateline_state(lines: Sequence[Line], states: States) -> str | None:
    """The state of the city that the report comes from, if the story names that state: "JAKARTA (…) - …"."""
    for line in lines[:_DATELINE_LINES]:
        city = next((item for item in line.of("place") if item.start == 0), None)
        state = city.prop("state") if city is not None and line.norm(city.end) in AFTER_DATELINE else None
        state = state or opening_region(line, AFTER_DATELINE)
        if state is not None and line.role is not Role.TITLE:
            # `NEW DELHI: | Visiting | Russian Minister …`, `Minister Amit Shah and his Nepalese | counterpart`
            guest = len(states.counts) == 1 and (
                _VISITING in line.vocabulary or bool(line.of("counterpart")) or _sets_apart_guest(line)
            )
            return state if state in states.counts or guest else None
    return None


def _sets_apart_guest(line: Line) -> bool:
    """`Deputy Prime Minister Saif bin Zayed and … | French Minister Parly`: of two offices one needs no state beside it."""
    if line.language != "en":
        return False
    posts, named = line.of("post"), line.of("country")
    guests = [item for item in named if any(item.end == post.start for post in posts)]
    owned = [post for post in posts for item in named if item.end == post.start or 0 <= item.start - post.end <= _NEAR]
    return bool(guests) and any(post not in owned and line.is_capital(post.start) for post in posts)


def _briefing_state(lines: Sequence[Line], states: States) -> str | None:
    """The state of the capital in which the press was told: `told reporters | in Minsk`."""
    for line in lines[:_DATELINE_LINES]:
        for item in line.of("said") if line.language == "en" else ():
            city = next((one for one in line.of("place") if 0 < one.start - item.end <= _BRIEFING_REACH), None)
            told = city is not None and not _PRESS_MEN.isdisjoint(line.norms(item.end, city.start))
            if city is not None and told and city.prop("seat") and city.prop("state") in states.counts:
                return city.prop("state")
    return None


def _own_head_of_state(lines: Sequence[Line]) -> str | None:
    """The state of the leader whom the text calls just "the President" or "the Head of State"."""
    bare = any(item.prop("headOfState") and not _described(line, item) for line in lines for item in line.of("post"))
    leaders = Counter(
        str(item.prop("state"))
        for line in lines
        for item in line.of("person")
        if item.prop("state") and "head-of-state" in (item.prop("tenures") or "")
    )
    return leaders.most_common(1)[0][0] if bare and leaders else None


def leader_state(lines: Sequence[Line], states: States) -> str | None:
    """The state of the leader whom an East Slavic headline or lead names first, or of the government that acts there: `Лукашенко утвердил проект соглашения с Габоном`."""
    for line in lines[:_LEAD_LINES] if lines and lines[0].language in EAST_SLAVIC else ():
        for item in line.of("person"):
            if item.start <= _NEAR and item.prop("state") in states.counts:
                return item.prop("state")
        if (state := acting_state(line)) in states.counts:
            return state
    return None


def _described(line: Line, item: Item) -> bool:
    """Whether a state or a name stands with the title."""
    return any(
        other is not None
        and other.kind in {"country", "person", "agency", "function"}
        and abs(other.start - item.end) <= _NEAR + item.end - item.start
        for other in (line.before(item), line.after(item))
    )
