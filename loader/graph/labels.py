"""Display names of events, made of their facts alone: two articles on one event give it one label."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.facts import Agreement, Date, Event, Meeting
    from ontology.lexicon import Lexicon

_NOUNS = {"other": "Document", "call": "Call"}
_STATUS = {
    "signed": "signed", "ratified": "ratified", "approved": "approved", "planned": "planned", "proposed": "proposed",
    "in-force": "in force", "terminated": "terminated",
}  # fmt: skip
_MOST = 4
_TEENS = range(10, 21)


def agreement_label(agreement: Agreement, lexicon: Lexicon) -> str:
    """`Memorandum between Belarus and Viet Nam, signed 21 October`."""
    noun = _NOUNS.get(agreement.kind, agreement.kind.capitalize())
    parts = [noun, _between(agreement, lexicon), f", {_STATUS[agreement.status]}"]
    if agreement.date is not None:
        parts.append(f" {_day(agreement.date)}")
    return "".join(parts)


def meeting_label(meeting: Meeting, lexicon: Lexicon) -> str:
    """`Ninth`-style ordinals as `9th session of …`, else `Meeting between Belarus and China, 10 April`."""
    noun = _NOUNS.get(meeting.kind, meeting.kind.capitalize())
    if meeting.ordinal:
        noun = f"{meeting.ordinal}{_suffix(meeting.ordinal)} {noun.lower()}"
    body = lexicon.get("agency", meeting.body or _organisation(meeting))
    subject = f" of the {body.labels.get('en', body.code)}" if body else _between(meeting, lexicon)
    day = f", {_day(meeting.date)}" if meeting.date is not None else ""
    return f"{noun}{subject}{day}{' (planned)' if meeting.status == 'planned' else ''}"


def _organisation(meeting: Meeting) -> str:
    """The international organisation at whose session states and bodies met; empty if there is none."""
    if meeting.kind not in {"session", "conference"}:
        return ""
    return next((slug for slug, agency in meeting.agencies.items() if agency.international and not agency.parent), "")


def _suffix(number: int) -> str:
    if number % 100 in _TEENS:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _between(event: Event, lexicon: Lexicon) -> str:
    names = sorted(_name(lexicon, "country", state) for state in event.states)
    if not names:
        names = sorted(_name(lexicon, "agency", slug) for slug in event.agencies)
    if not names:
        return ""
    if len(names) > _MOST:
        names = [*names[: _MOST - 1], f"{len(names) - _MOST + 1} others"]
    if len(names) == 1:
        return f" of {names[0]}"
    return f" between {', '.join(names[:-1])} and {names[-1]}"


def _name(lexicon: Lexicon, type_: str, slug: str) -> str:
    concept = lexicon.get(type_, slug)
    return concept.labels.get("en", slug) if concept else slug


def _day(date: Date) -> str:
    parts = [int(part) for part in date.value.removeprefix("--").split("-")]
    if date.datatype == "gMonth":
        return calendar.month_name[parts[0]]
    if date.value.startswith("--"):
        return f"{parts[1]} {calendar.month_name[parts[0]]}"
    words = [str(parts[0])]
    if len(parts) > 1:
        words.insert(0, calendar.month_name[parts[1]])
    if len(parts) > 2:  # noqa: PLR2004  # a full date
        words.insert(0, str(parts[2]))
    return " ".join(words)
