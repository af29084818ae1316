"""Gatherings whose subject is a pronoun, or nobody who is named: `In January he visited …`, `Запланированы встречи с …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.gatherings.focus import has_bare_office
from loader.extract.events.participants.beside import is_of_delegation
from loader.extract.words import EAST_SLAVIC, WITH, folded

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.lines import Line

SUBJECTS = folded("he she there он она там ён яна там він вона ông bà 他 她")
"""How a sentence opens whose subject was named before."""
_HOSTS = frozenset({"he", "she"})
_WITH_PRONOUNS = EAST_SLAVIC | {"en"}


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
