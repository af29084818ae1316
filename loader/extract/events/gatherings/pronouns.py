"""Gatherings whose subject is a pronoun, or nobody who is named: `In January he visited …`, `Запланированы встречи с …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.gatherings.focus import has_bare_office
from loader.extract.events.participants.actors import actors
from loader.extract.events.participants.beside import is_of_delegation
from loader.extract.words import EAST_SLAVIC, WITH, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line

SUBJECTS = folded("he she there он она там ён яна там він вона ông bà 他 她")
"""How a sentence opens whose subject was named before."""
_HOSTS = frozenset({"he", "she"})
_WITH_PRONOUNS = EAST_SLAVIC | {"en"}
# Sentences back in which the subject is named; more, where those between go on with it: a day of meetings.
_NAMED_BEFORE, _DAY_OF_MEETINGS = 2, 8
_OPENING = 2
# `met | his colleague B`, `переговоры с | министром B`: tokens from a gathering or "with" to the partner.
_PARTNER_REACH = 12
_CUES = ("meeting-verb", "meeting-noun")


def has_pronoun_subject(member: Candidate) -> bool:
    """`In January he visited …`: a pronoun before the cue, and no person between."""
    line, cue = member.line, member.item.start
    if is_of_delegation(line, member.item):
        return True
    if line.norm(cue - 1) in _HOSTS and member.item.kind == "meeting-verb":
        return True  # `He was speaking as | he | received …`
    if line.norm(0) in SUBJECTS or has_bare_office(line, cue) or _is_planned_for_somebody(line, member):
        return not member.weak
    at = next((index for index in range(cue - 1, -1, -1) if line.norm(index) in SUBJECTS), None)
    return (
        line.language in _WITH_PRONOUNS
        and at is not None
        and not any(at < item.start < cue for item in line.of("person", "post"))
    )


def _is_planned_for_somebody(line: Line, member: Candidate) -> bool:
    """`Запланированы встречи с …`: a plan with a guest, and nobody before it whose plan it is."""
    if line.language not in EAST_SLAVIC or member.item.kind != "meeting-noun" or line.norm(member.item.end) not in WITH:
        return False
    told = any(item.end <= member.item.start for item in line.of("person", "post", "agency", "country"))
    return not told and any(item.end <= member.item.start for item in line.of("planned"))


def take_up_subject(cluster: Cluster, story: AnnotatedStory) -> None:
    """`He met with his Iranian counterpart`, `There the minister held talks`: who acts in the sentences before is the subject."""
    for member in cluster.members:
        if member.quoted or not has_pronoun_subject(member):
            continue
        first = member.line.index - _NAMED_BEFORE
        for at in range(member.line.index - 1, max(-1, member.line.index - 1 - _DAY_OF_MEETINGS), -1):
            line = story.lines[at]
            acting, partners = _acting(line)
            people = [person for person in acting if person.state not in cluster.actors.states]
            if people:
                cluster.actors.add_person(people[-1])
                return
            told = _holder_states(line, member.line, story)
            if len(told) == 1:
                cluster.actors.add_states(*told)
                return
            if at <= first and not partners:
                return


def _acting(line: Line) -> tuple[list[Person], bool]:
    """Those of a sentence who are nobody's partners in a gathering, and whether it only goes on with who was told before."""
    people = line.of("person")
    cues = [cue for cue in line.of(*_CUES) if people and not cue.prop("weak")]
    partners = [person for person in people if any(_is_partner(line, cue, person) for cue in cues)]
    acting = [person.value for person in people if person not in partners]
    opens = line.norm(0) in SUBJECTS or any(line.norm(cue.start - 1) in _HOSTS for cue in cues)
    return acting, not acting and (opens or bool(partners))


def _is_partner(line: Line, cue: Item, person: Item) -> bool:
    """`met | B`, `held talks | with B`: whether a name stands behind a gathering as that of the other side."""
    if not 0 <= person.start - cue.end <= _PARTNER_REACH:
        return False
    received = line.norm(cue.end - 1) == "by"
    direct = cue.kind == "meeting-verb" and not received
    return received or direct or line.has_between(cue.end, person.start, WITH)


def _holder_states(line: Line, after: Line, story: AnnotatedStory) -> dict[str, None]:
    """The state of an office without a name of which the next sentence speaks by a pronoun."""
    if _goes_on_with_holder(line, after):
        return actors(line, story).states
    if line.language != "en" or after.index != line.index + 1 or line.of("person"):
        return {}
    cues = [cue.start for cue in line.of(*_CUES) if not cue.prop("weak")]
    return actors(line, story, 0, cues[0]).states if cues else {}  # `A's police chief | received B. He left for C`


def _goes_on_with_holder(line: Line, after: Line) -> bool:
    """`Вице-премьер Таджикистана выехал в Ташкент. Там он …`: whether the next sentence speaks of an office without a name."""
    opens = not SUBJECTS.isdisjoint(after.norms(0, _OPENING)) and after.index == line.index + 1
    return opens and after.language in EAST_SLAVIC and any(post.start == 0 for post in line.of("post"))
