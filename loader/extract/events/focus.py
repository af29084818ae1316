"""Gatherings of which only the partner is told: `состоялись переговоры с китайскими коллегами` in a report on one state's work.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.actors import actors
from loader.extract.words import EAST_SLAVIC, WITH, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.actors import Actors
    from loader.extract.events.candidates import Candidate
    from loader.extract.events.clusters import Cluster

# Who acts in a report without being named again: an office, a body or a delegation in the nominative.
_SUBJECTS = folded(
    "мы министр министерство ведомство делегация глава генпрокурор прокурор председатель директор руководитель комитет служба прокуратура "
    "мы міністр міністэрства ведамства дэлегацыя кіраўнік генпракурор пракурор старшыня дырэктар камітэт служба пракуратура "
    "ми міністр міністерство відомство делегація голова керівник генпрокурор прокурор директор комітет служба прокуратура"
)
_NAMED = ("country", "agency", "person")


def add_focus(cluster: Cluster, story: AnnotatedStory) -> None:
    """Where a sentence names only a partner, the other side is the state that the story opened with and is about."""
    focus, found = _focus(story), cluster.actors
    if focus is None or len(found.states) != 1 or focus in found.states:
        return
    if any(agency.international for agency in found.agencies.values()):
        return
    if any(_names_partner_only(member) for member in cluster.members):
        found.add_states(focus)


def has_other_partner(member: Candidate, before: Actors) -> bool:
    """`Между A и B действует договор. Состоялся разговор с министром C`: a partner whom the sentence before does not name."""
    slavic = member.line.language in EAST_SLAVIC and member.line.norm(member.item.end) in WITH
    return slavic and not member.actors.states.keys() <= before.states.keys()


def _focus(story: AnnotatedStory) -> str | None:
    """The state with which a story opens, where its first sentence names no other; its press may tell none that differs."""
    first = story.states.first[:1]
    opening = next((line for line in story.lines if line.role is Role.BODY), None)
    if not first or opening is None or (story.states.home_told and story.states.home != first[0]):
        return None
    return first[0] if list(actors(opening, story).states) == first else None


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
