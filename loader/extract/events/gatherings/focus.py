"""Gatherings of which only the partner is told: `состоялись переговоры с китайскими коллегами` in a report on one state's work.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.participants.actors import actors
from loader.extract.words import EAST_SLAVIC, WITH, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.events.participants.actors import Actors
    from loader.extract.lines import Item, Line

# Who acts in a report without being named again: an office, a body or a delegation in the nominative.
_SUBJECTS = folded(
    "мы министр министерство ведомство делегация глава генпрокурор прокурор председатель директор руководитель комитет служба прокуратура "
    "мы міністр міністэрства ведамства дэлегацыя кіраўнік генпракурор пракурор старшыня дырэктар камітэт служба пракуратура "
    "ми міністр міністерство відомство делегація голова керівник генпрокурор прокурор директор комітет служба прокуратура"
)
_OFFICES = folded(
    "министр генпрокурор посол директор председатель руководитель глава начальник секретарь дипломат "
    "міністр пасол дырэктар старшыня кіраўнік начальнік сакратар дыпламат посол голова керівник секретар"
)
# `посетил | с рабочим визитом | Минск`, `визит | в | Ереван`.
_GOAL_REACH = 3
_HE = frozenset({"he", "she"})
_NAMED = ("country", "agency", "person")


def add_focus(cluster: Cluster, story: AnnotatedStory) -> None:
    """Where a sentence names only a partner, the other side is the state that the story opened with and is about."""
    focus, found = focus_of(story), cluster.actors
    if focus is None or len(found.states) != 1 or focus in found.states:
        return
    if any(agency.international for agency in found.agencies.values()):
        return
    if any(_names_partner_only(member) for member in cluster.members):
        found.add_states(focus)


def visited(line: Line, item: Item, told: Actors, story: AnnotatedStory) -> list[str]:
    """`Министр | посетил с визитом | Берлин`: the state of a capital that one of the two sides of a story visited."""
    if line.language not in EAST_SLAVIC or len(told.states) != 1:
        return []
    goals = [one for one in line.of("place") if one.prop("seat") and 0 <= one.start - item.end <= _GOAL_REACH]
    states = [str(goal.prop("state")) for goal in goals[:1]]
    return [state for state in states if {state, *told.states} <= story.states.counts.keys()]


def has_other_partner(member: Candidate, before: Actors) -> bool:
    """`Между A и B действует договор. Состоялся разговор с министром C`: a partner whom the sentence before does not name."""
    other = not member.actors.states.keys() <= before.states.keys()
    if member.line.language == "en":  # `A met B. | He | also met the minister of C`
        return other and len(member.actors.states) == 1 and not _HE.isdisjoint(member.line.norms(0, member.item.start))
    return member.line.language in EAST_SLAVIC and other


def focus_of(story: AnnotatedStory) -> str | None:
    """The state with which a story opens, where its first sentence names no other, and its press's own is not named."""
    first = story.states.first[:1]
    opening = next((line for line in story.lines if line.role is Role.BODY), None)
    home = story.states.home if story.states.home in story.states.counts and story.states.home_told else None
    if not first or opening is None or home not in {None, *first}:
        return None
    return first[0] if list(actors(opening, story).states) == first else None


def own_state(story: AnnotatedStory) -> str | None:
    """Whose documents a text tells where it names only a partner: its own state's, or those of whom an East Slavic one is about."""
    if story.states.home in story.states.counts:
        return story.states.subject
    return focus_of(story) if story.lines and story.lines[0].language in EAST_SLAVIC else None


def _names_partner_only(member: Candidate) -> bool:
    """`переговоры | с китайскими коллегами`, `министр | посетит | Индию`: nobody of a state stands before the cue."""
    line, item = member.line, member.item
    if line.language not in EAST_SLAVIC or line.role is not Role.BODY or member.quoted:
        return False
    if any(one.end <= item.start and (one.kind != "person" or one.value.state) for one in line.of(*_NAMED)):
        return False
    if item.kind == "meeting-noun":
        return line.norm(item.end) in WITH
    return not _SUBJECTS.isdisjoint(line.norms(0, item.start))


def has_bare_office(line: Line, cue: int) -> bool:
    """`министр провёл переговоры с …`: an office in the nominative that says neither whose nor who."""
    if line.language not in EAST_SLAVIC:
        return False
    behind = {item.start for item in line.of("person", "country", "agency", "post")}
    return any(
        post.end <= cue and post.end - post.start == 1 and line.norm(post.start) in _OFFICES and post.end not in behind
        for post in line.of("post")
    )
