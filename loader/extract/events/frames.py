"""The frames: which cues together evoke an agreement or a meeting, and with which status.

A frame is a row: features that must be there, features that must not, and what follows. The first row that fits
decides; a row without an outcome is a guard, and its id says why nothing was evoked. Features are found by
`agreements` and `meetings`; adding a frame is adding a row.
"""

from __future__ import annotations

from typing import NamedTuple


class Frame(NamedTuple):
    """One row."""

    id: str
    needs: frozenset[str]
    lacks: frozenset[str]
    status: str | None
    """The outcome's status; None evokes nothing."""


def _frame(id_: str, needs: str, lacks: str, status: str | None) -> Frame:
    return Frame(id_, frozenset(needs.split()), frozenset(lacks.split()), status)


AGREEMENT_FRAMES = (
    _frame("agreement-none", "denied", "", None),
    _frame("agreement-unspoken", "unspoken", "", None),
    _frame("agreement-no-parties", "", "parties", None),
    _frame("agreement-one-side", "one-side", "verb-ratified verb-terminated", None),
    _frame("agreement-one-side", "one-side lapsed", "", None),
    _frame("agreement-current", "current", "draft negated", "in-force"),
    _frame("agreement-revised", "revised", "draft negated weak verb-ratified verb-terminated", "in-force"),
    _frame("agreement-draft-refused", "negated draft", "", "planned"),
    _frame("agreement-kept", "negated verb-terminated", "draft planned weak", "in-force"),
    _frame("agreement-may-end", "proposed verb-terminated", "draft", "in-force"),
    _frame("agreement-negated", "negated", "planned", None),
    _frame("agreement-draft-approved", "draft verb-approved", "", "approved"),
    _frame("agreement-draft-cleared", "draft verb-ratified", "planned", "approved"),
    _frame("agreement-draft-proposed", "draft proposed", "", "proposed"),
    _frame("agreement-cleared", "cleared", "", "approved"),
    _frame("agreement-draft", "draft", "verb-signed verb-ratified", "planned"),
    _frame("agreement-proposed", "proposed", "verb-signed", "proposed"),
    _frame("agreement-proposed-signing", "proposed verb-signed", "", "proposed"),
    _frame("agreement-expected", "expected", "verb-ratified verb-terminated verb-in-force", "planned"),
    _frame("agreement-to-be-signed", "planned verb-signed", "", "planned"),
    _frame("agreement-to-be-approved", "planned verb-approved", "", "planned"),
    _frame("agreement-to-be-ratified", "planned verb-ratified", "", "signed"),
    _frame("agreement-to-be-in-force", "coming verb-in-force", "verb-weak", "signed"),
    _frame("agreement-ratified", "verb-ratified", "", "ratified"),
    _frame("agreement-terminated", "verb-terminated", "", "terminated"),
    _frame("agreement-lasting", "lasting verb-signed", "", "in-force"),
    _frame("agreement-basis", "basis", "draft planned weak", "in-force"),
    _frame("agreement-signed", "verb-signed", "", "signed"),
    _frame("agreement-approved", "verb-approved", "", "approved"),
    _frame("agreement-drafted", "verb-planned", "", "planned"),
    _frame("agreement-under", "verb-in-force verb-weak", "weak", "in-force"),
    _frame("agreement-in-force", "verb-in-force", "weak", "in-force"),
    _frame("agreement-in-force-weak", "verb-in-force", "", "in-force"),
    _frame("agreement-negotiated", "negotiated", "verb-proposed", "planned"),
    _frame("agreement-between", "between", "weak", "in-force"),
    _frame("agreement-lasting-dated", "lasting dated", "weak", "in-force"),
    _frame("agreement-dated", "dated", "weak", "signed"),
    _frame("agreement-known", "known", "draft planned proposed negated", "in-force"),
    _frame("agreement-known-signed", "known-signed", "draft planned proposed negated", "signed"),
    _frame("agreement-known-planned", "known-planned", "negated", "planned"),
    _frame("agreement-no-verb", "", "", None),
)
TO_BE_IN_FORCE = "agreement-to-be-in-force"
"""Id of the frame of a text that will hold later: that it was signed is only understood."""
DRAFT_FRAMES = frozenset({
    "agreement-draft-approved", "agreement-draft-cleared", "agreement-draft-proposed", "agreement-draft", "agreement-drafted", "agreement-proposed",
    "agreement-negotiated", "agreement-proposed-signing", "agreement-cleared",
    TO_BE_IN_FORCE,
})  # fmt: skip
"""Ids of frames of texts that nobody has signed, or that tell another day than that of signature."""
COMING_FRAMES = frozenset({"agreement-to-be-signed", "agreement-to-be-approved"})
"""Ids of frames that foretell an act: its day is that of the gathering to come."""

TO_BE_RATIFIED = "agreement-to-be-ratified"
"""Id of the frame of a signed text before a parliament: the day of that is not the day of signature."""
RATIFIED = "agreement-ratified"
"""Id of the frame of what a parliament or a head of state ratified, alone or in a list."""
KNOWN = frozenset({"agreement-known", "agreement-known-signed", "agreement-known-planned"})
"""Ids of the frames of documents that the world knows by name, of which a text says no more."""
UNDER = "agreement-under"
"""Id of the frame of a text that something is done under: it says nothing new of one that was just signed."""

MEETING_FRAMES = (
    _frame("ceremony-only", "ceremony-only", "", None),
    _frame("gathering-beside-which", "aside", "", None),
    _frame("session-domestic", "domestic session", "", None),
    _frame("meeting-domestic", "domestic", "two-sides", None),
    _frame("private", "private", "with-party", None),
    _frame("meeting-agenda", "agenda", "", None),
    _frame("meeting-negated", "negated", "", None),
    _frame("meeting-withheld", "withheld", "", None),
    _frame("meeting-hypothetical", "hypothetical", "", None),
    _frame("meeting-offered", "proposed", "dated", None),
    _frame("exercise-offered", "exercise proposed", "", None),
    _frame("meeting-quoted-mention", "quoted", "foreign-person own-words", None),
    _frame("headline-of-a-plan", "headline-only planned", "dated", None),
    _frame("gathering-of-one-state", "of-one-state", "", None),
    _frame("weak-noun", "session weak", "two-sides two-people dated", None),
    _frame("session-planned", "session planned", "", "planned"),
    _frame("session-held", "session", "", "held"),
    _frame("exercise-planned", "exercise planned named", "", "planned"),
    _frame("exercise-held", "exercise named actors", "planned", "held"),
    _frame("exercise-of-sides", "exercise two-sides held", "planned weak", "held"),
    _frame("exercise-vague", "exercise", "", None),
    _frame("conference-planned", "conference planned", "", "planned"),
    _frame("conference-held", "conference attended", "", "held"),
    _frame("conference-vague", "conference", "", None),
    _frame("weak-noun", "weak", "two-sides two-people", None),
    _frame("meeting-planned", "planned two-sides", "", "planned"),
    _frame("meeting-of-a-body", "of-series planned", "", "planned"),
    _frame("meeting-held", "two-sides", "planned", "held"),
    _frame("meeting-of-people", "two-people", "planned", "held"),
    _frame("meeting-with-a-party", "with-party actors", "planned", "held"),
    _frame("meeting-with-a-party-planned", "with-party actors planned", "", "planned"),
    _frame("meeting-one-side", "", "", None),
)


def first_fit(frames: tuple[Frame, ...], features: set[str]) -> Frame:
    """The first frame that the features fit; the last row of a table fits always."""
    return next(frame for frame in frames if frame.needs <= features and not frame.lacks & features)
