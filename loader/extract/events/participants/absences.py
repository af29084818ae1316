"""Who stayed away from a gathering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.lines import Line

_PRESENT, _WERE = "present", frozenset({"was", "were", "also", "be", "been"})
_ABSENT = frozenset({"absent", "boycotted", "skipped"})
_ABSENT_STEMS = (
    "отсутствовал",
    "отсутствует",
    "отсутствуют",
    "адсутніча",
    "відсутн",
    "бойкотир",
    "байкатав",
    "бойкотув",
)
_COMING_STEMS = (
    "представл", "участвов", "присутств", "приехал", "прибыл", "прислал", "направил", "прадстаўл", "удзельніча", "прысутн", "прыехал", "прыбыл",
    "прыслал", "накіравал", "представлен", "брал", "присутн", "приїхал", "прибул", "надіслал",
)  # fmt: skip
_NOT = folded("не ня")


def tells_of_absence(line: Line) -> bool:
    """`Грузия и Молдова представлены не были`, `Представители Литвы отсутствовали`: who did not come."""
    if line.language not in EAST_SLAVIC:
        return any(norm in _ABSENT for norm in line.folded) and not line.of("negation")
    if any(norm.startswith(_ABSENT_STEMS) for norm in line.vocabulary):
        return True
    stems = (at for at, norm in enumerate(line.folded) if norm.startswith(_COMING_STEMS))
    return any(not _NOT.isdisjoint(line.norms(max(0, at - 1), at + 2)) for at in stems)


def tells_of_presence(line: Line) -> bool:
    """`officials of Kazakhstan and Tajikistan | were present`: who was there."""
    if line.language != "en" or _PRESENT not in line.vocabulary:
        return False
    return any(norm == _PRESENT and line.norm(at - 1) in _WERE for at, norm in enumerate(line.folded))


_SPEAKING, _EVENTS = (
    ("spoke", "speaking", "addressed", "addressing"),
    frozenset(
        {
            "event",
            "conference",
            "forum",
            "seminar",
            "symposium",
            "summit",
            "gathering",
            "opening",
            "meeting",
            "congress",
            "workshop",
            "participants",
            "audience",
            "session",
        }
    ),
)


def speaks_there(line: Line) -> bool:
    """`Minister A and Deputy Minister B | spoke at the event`, `… addressed the participants`: who spoke was there."""
    if line.language != "en" or _EVENTS.isdisjoint(line.vocabulary):
        return False
    return any(
        norm in _SPEAKING and not _EVENTS.isdisjoint(line.norms(at + 1, at + 5)) for at, norm in enumerate(line.folded)
    )
