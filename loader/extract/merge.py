"""One document, one gathering: what a story tells twice becomes one event with two evidences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.facts import Agreement, Date, Meeting

_GROUPS = {
    "treaty": "agreement", "agreement": "agreement", "contract": "agreement",
    "programme": "plan", "plan": "plan", "declaration": "statement", "statement": "statement",
}  # fmt: skip
# How far a text has come: of two tellings the later stage holds.
_STAGES = ("planned", "proposed", "approved", "signed", "in-force", "ratified", "terminated")
_UNDATED = frozenset({"agreement-draft-approved"})
_GENERAL = frozenset({"agreement", "other"})


def merge_agreements(found: list[Agreement]) -> list[Agreement]:
    """Fold the tellings of one document into the first, in order."""
    merged: list[Agreement] = []
    for agreement in sorted(found, key=lambda event: event.sentences[0].role in {Role.TITLE, Role.CAPTION}):
        same = next((other for other in (reversed(merged) if agreement.anaphoric else merged) if _same(other, agreement)), None)
        if same is None:
            merged.append(agreement)
        else:
            _fold(same, agreement)
    return sorted(merged, key=lambda event: event.sentences[0].span)


def _same(old: Agreement, new: Agreement) -> bool:
    if old.sentences[0] == new.sentences[0]:  # two nouns of one sentence name two documents, unless one is taken up
        return new.bare and old.kind == new.kind and old.states == new.states and old.date == new.date
    if set(old.states) != set(new.states) and not (set(new.states) < set(old.states) or not new.states):
        return False
    if new.anaphoric:
        return old.sentences[0].span < new.sentences[0].span
    if not _kinds_agree(old, new) or not _stages_agree(old, new):
        return False
    return old.date is None or new.date is None or old.date.value.endswith(new.date.value.lstrip("-")) or new.anaphoric


def _kinds_agree(old: Agreement, new: Agreement) -> bool:
    """A headline or caption may call any document an agreement; a text may call its protocol "the document"."""
    if _GROUPS.get(old.kind, old.kind) == _GROUPS.get(new.kind, new.kind):
        return True
    return new.kind in _GENERAL and (new.kind == "other" or new.sentences[0].role in {Role.TITLE, Role.CAPTION})


def _stages_agree(old: Agreement, new: Agreement) -> bool:
    early = {"planned", "proposed"}
    return (old.status in early) == (new.status in early) or new.sentences[0].role is Role.TITLE


def _fold(old: Agreement, new: Agreement) -> None:
    old.sentences += [sentence for sentence in new.sentences if sentence not in old.sentences]
    old.states.update(new.states)
    old.agencies.update(new.agencies)
    old.people.update(new.people)
    old.threats.update(new.threats)
    old.date = old.date or new.date
    old.place = old.place or new.place
    old.quoted = old.quoted and new.quoted
    if new.anaphoric and new.date is not None and new.status == "signed":
        old.date = new.date
    if _STAGES.index(new.status) > _STAGES.index(old.status) and new.sentences[0].role is Role.BODY:
        old.status, old.rule = new.status, new.rule


def link_meetings(agreements: list[Agreement], meetings: list[Meeting]) -> None:
    """A document signed at a gathering that the story tells of shares its day, place and signatories."""
    for agreement in agreements:
        if agreement.rule.startswith("agreement-to-be") and agreement.date is None:
            coming = [meeting for meeting in meetings if meeting.status == "planned" and _told_together(agreement, meeting)]
            agreement.date = coming[0].date if len(coming) == 1 else None
    held = [meeting for meeting in meetings if meeting.status == "held"]
    for agreement in agreements:
        if agreement.status not in {"signed", "approved"} or agreement.quoted:
            continue
        near = [
            meeting for meeting in held if _states_fit(agreement, meeting) and _days_fit(agreement.date, meeting.date)
        ]
        if not near:
            continue
        at = agreement.sentences[0].span.start
        meeting = min(near, key=lambda event: min(abs(sentence.span.start - at) for sentence in event.sentences))
        agreement.meeting = meeting
        if agreement.rule not in _UNDATED and _told_together(agreement, meeting):
            agreement.date = agreement.date or meeting.date
        agreement.place = agreement.place or meeting.place


def _told_together(agreement: Agreement, meeting: Meeting) -> bool:
    return any(abs(one.block - other.block) <= 1 for one in agreement.sentences for other in meeting.sentences)


def _states_fit(agreement: Agreement, meeting: Meeting) -> bool:
    return set(agreement.states) <= set(meeting.states) or not agreement.states


def _days_fit(left: Date | None, right: Date | None) -> bool:
    return left is None or right is None or left.value == right.value
