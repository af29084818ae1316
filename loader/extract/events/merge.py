"""One document, one gathering: what a story tells twice becomes one event with two evidences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.apart import SUMMARIES, joins_another, matters_differ, titles_differ, was_before
from loader.extract.events.documents.introduced import is_another
from loader.extract.events.frames import COMING_FRAMES, DRAFT_FRAMES, TO_BE_IN_FORCE, UNDER
from loader.extract.events.participants.unions import is_of_same_union
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.facts import Agreement, Date, Meeting

# Kinds between which a text passes when it speaks of one document.
_GROUPS = {
    "treaty": "agreement", "agreement": "agreement", "contract": "agreement",
    "programme": "plan", "plan": "plan", "declaration": "statement", "statement": "statement",
}  # fmt: skip
# How far a text has come: of two tellings the later stage holds.
_STAGES = ("planned", "proposed", "approved", "signed", "in-force", "ratified", "terminated")
_EARLY = frozenset({"planned", "proposed"})
_APPROVED = frozenset({"approved"})
_CONCLUDED = frozenset({"signed", "approved"})
_ENDORSED = frozenset({"agreement-draft-approved", "agreement-draft-cleared", "agreement-cleared"})
_DONE = frozenset({"signed", "in-force", "ratified", "terminated"})
_GENERAL = frozenset({"agreement", "other"})
# `Рада ратифікувала угоду`: acts on a signed document that a headline may tell, and the text only how it was signed.
_HEADLINED = frozenset({"ratified", "terminated"})
_PLANS = frozenset({"plan", "programme"})
_CARRIED_OUT = frozenset({"approved", "in-force"})
# What a document is about, up to its parties; words of four letters and more, by their stems.
_ABOUT = re.compile(r"\s(?:об?|про|аб)\s(.+?)(?:,|\s(?:между|паміж|між|от|ад|від|с|со|з|із)\s|$)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
_GENERAL_WORDS = (
    "сотрудн", "супрац", "співроб", "взаимод", "узаема", "взаємод", "взаимн", "област", "сфер", "вобласц", "галуз", "галин", "совмест",
    "сумесн", "спільн", "дальнейш", "развити", "укреплен", "развіцц", "розвит", "понима", "стратег", "партнер", "лини", "вопрос", "пытан", "питан", "борьб", "барац", "боротьб", "противод", "супрацьд", "протид",
)  # fmt: skip
# An event and a document that are told in the same paragraph or the next belong together.
_NEXT_BLOCK = 1


def merge_agreements(found: list[Agreement]) -> list[Agreement]:
    """Fold the tellings of one document into the first, in order; headlines and captions into the body's."""
    merged: list[Agreement] = []
    for agreement in sorted(found, key=lambda event: event.sentences[0].role in SUMMARIES):
        taken_up = agreement.anaphoric or agreement.definite  # "the document" is the one told last
        told = [
            other
            for other in (reversed(merged) if taken_up else merged)
            if not _is_told_beside(other, agreement) and _same(other, agreement)
        ]
        same = next(
            (other for other in told if not taken_up or other.kind == agreement.kind), told[0] if told else None
        )
        if same is None:
            merged.append(agreement)
        else:
            _fold(same, agreement)
    return sorted(merged, key=lambda event: event.sentences[0].span)


def _same(old: Agreement, new: Agreement) -> bool:
    if old.sentences[0] == new.sentences[0]:  # two nouns of one sentence name two documents, unless one is taken up
        days = _dates_agree(old.date, new.date) if new.anaphoric else old.date == new.date
        kinds = new.kind in {old.kind, "other"} or (new.anaphoric and _kinds_agree(old, new))
        apart = _told_apart(old, new)
        return new.bare and kinds and old.states == new.states and days and not apart
    if new.definite and _takes_up(old, new):
        return True
    parties_fit = new.states.keys() <= old.states.keys() and not _is_bilateral_of_several(old, new)
    parties_fit |= is_of_same_union(old, new)
    if _told_apart(old, new) or not (parties_fit or _is_only_used(new)):
        return False
    if new.anaphoric:
        days = not new.dated or _dates_agree(old.date, new.date)
        return days and old.sentences[0].span < new.sentences[0].span
    if not _kinds_agree(old, new) or not _stages_agree(old, new):
        return False
    apart = new.sentences[0].role not in SUMMARIES and _subjects_differ(old, new)
    return not apart and _dates_agree(old.date, new.date)


def _is_told_beside(old: Agreement, new: Agreement) -> bool:
    """Whether the text tells one beside the other: entries of a list, `They also signed a protocol`."""
    if (new.listed >= 0 and new.listed == old.listed) or is_another(old, new):
        return True
    told = old.sentences[0]
    body = told.role is Role.BODY and new.sentences[0].role is Role.BODY
    return body and told.span < new.sentences[0].span and new.sentences[0].block - told.block <= new.apart


def _takes_up(old: Agreement, new: Agreement) -> bool:
    """`Договор подписан в Москве`: of the same kind as one told before, of which it says no other day of the same act."""
    kinds = new.kind == "other" or _GROUPS.get(old.kind, old.kind) == _GROUPS.get(new.kind, new.kind)
    days = _dates_agree(old.date, new.date) or old.status != new.status
    return kinds and days and not old.papers and old.sentences[0].span < new.sentences[0].span


def _told_apart(old: Agreement, new: Agreement) -> bool:
    """Whether year, number, name or matter tells two documents apart: last year's plan is not this year's."""
    other_period = bool(old.period and new.period) and old.period != new.period
    return (
        other_period
        or joins_another(old, new)
        or _is_several_of_one(old, new)
        or titles_differ(old, new)
        or matters_differ(old, new)
    )


def _is_only_used(new: Agreement) -> bool:
    """`Under the agreement, the first officers came from …`: who is named there profits by a document that was told before."""
    return new.anaphoric and new.rule == UNDER


def _is_several_of_one(old: Agreement, new: Agreement) -> bool:
    """`a draft agreement … . Eight documents were signed`: documents that are counted are not the one told before."""
    return new.several and not old.several and not new.anaphoric and new.sentences[0].role is Role.BODY


def _dates_agree(left: Date | None, right: Date | None) -> bool:
    """Whether the less exact date is part of the other, or either is unknown."""
    return left is None or right is None or left.agrees_with(right)


def _subjects_differ(old: Agreement, new: Agreement) -> bool:
    """`соглашение о пограничном сотрудничестве` is not `договор о выдаче`: what they are about has no word in common."""
    left, right = _subject(old.label), _subject(new.label)
    if left and right:
        return left.isdisjoint(right)
    if old.kind == new.kind:
        return False  # else `договор о правовой помощи` and `соглашение о сотрудничестве`
    left, right = _subject(old.label, whole=True), _subject(new.label, whole=True)
    return bool(left and right) and left.isdisjoint(right)


def _subject(label: str, *, whole: bool = False) -> frozenset[str]:
    """The stems of the words that tell what an East Slavic document is about, with words of no weight if it is whole."""
    match = _ABOUT.search(label.lower())
    words = _WORD.findall(match[1]) if match else []
    return frozenset(word[:_STEM] for word in words if whole or not word.startswith(_GENERAL_WORDS))


def _is_bilateral_of_several(old: Agreement, new: Agreement) -> bool:
    """Whether one is of two states and the other of more: a treaty of two is not that of three."""
    several = len(old.states) > len(new.states) > 1 and new.status != old.status
    return several and not new.anaphoric and new.sentences[0].role not in SUMMARIES


def _kinds_agree(old: Agreement, new: Agreement) -> bool:
    """A headline or caption may call any document an agreement; a text may call its protocol "the document"."""
    if old.kind != new.kind and {old.status, new.status} == _CARRIED_OUT and {old.kind, new.kind} == _PLANS:
        return False  # a plan is approved where they look at how the programme is carried out
    if old.letter != new.letter and "other" in {old.kind, new.kind} and old.kind != new.kind:
        return False  # `thông qua một kế hoạch`, and beside it `ký ý định thư`
    if _GROUPS.get(old.kind, old.kind) == _GROUPS.get(new.kind, new.kind):
        return True
    told_above = new.sentences[0].role in SUMMARIES
    if told_above and old.kind == "other" and not (old.several or old.papers):
        return True  # `подписали протокол о границе`, and below: `документ подписали министры`
    return new.kind == "other" or (new.kind in _GENERAL and told_above)


def _stages_agree(old: Agreement, new: Agreement) -> bool:
    """A headline may tell of a plan as done; a text tells plans and documents apart."""
    if old.rule in _ENDORSED and new.status == "planned":
        return True  # `одобрило проект соглашения. Его планируется подписать в феврале`
    if old.rule in _ENDORSED and new.status in _DONE and new.date is not None:
        return False  # `одобрило проект соглашения. В 2021 году подписали соглашение о …`
    return (old.status in _EARLY) == (new.status in _EARLY) or new.sentences[0].role is Role.TITLE


def _fold(old: Agreement, new: Agreement) -> None:
    """Add what a second telling says; where they differ, the first telling or the later stage holds."""
    old.kind = new.kind if old.kind == "other" and not old.several else old.kind
    old.sentences += [sentence for sentence in new.sentences if sentence not in old.sentences]
    if not new.definite and not _is_only_used(new):
        old.states |= new.states
        old.agencies |= new.agencies
    old.people |= new.people
    old.threats |= new.threats
    takes_up_signing = (new.anaphoric or new.definite) and new.date is not None and new.status == "signed"
    exacter = old.date is not None and new.date is not None and new.date.value.startswith(old.date.value)
    if not (old.rule in _ENDORSED and new.status == "planned"):  # of a draft the day to come is not told
        old.date = new.date if takes_up_signing or exacter else old.date or new.date
    old.place = old.place or new.place
    old.period = old.period or new.period
    old.matters |= new.matters
    old.quoted = old.quoted and new.quoted
    later = _STAGES.index(new.status) > _STAGES.index(old.status)
    told = new.sentences[0].role is Role.BODY or new.status in _HEADLINED
    only_used = (
        new.cited or new.rule == UNDER
    ) and old.status in _CONCLUDED  # "under the agreement" that was just signed
    if later and not only_used and told and not _only_coming(old, new) and not was_before(old, new):
        old.status, old.rule = new.status, new.rule


def _only_coming(old: Agreement, new: Agreement) -> bool:
    """`планируется подписать протокол. Документ вступит в силу с момента подписания`: that it will hold makes no draft signed."""
    return new.rule == TO_BE_IN_FORCE and (new.anaphoric or new.kind == "other") and old.status in _EARLY | _APPROVED


def link_meetings(agreements: list[Agreement], meetings: list[Meeting]) -> None:
    """A document signed at a gathering that the story tells of shares its place; one to be signed at it, its day."""
    planned = [meeting for meeting in meetings if meeting.status == "planned"]
    held = [meeting for meeting in meetings if meeting.status == "held"]
    for agreement in agreements:
        if agreement.rule in COMING_FRAMES and agreement.date is None:
            coming = [meeting for meeting in planned if _told_together(agreement, meeting)]
            agreement.date = coming[0].date if len(coming) == 1 else None
        if agreement.status in _CONCLUDED:
            _link(agreement, [meeting for meeting in held if _fits(agreement, meeting)])


def _link(agreement: Agreement, fitting: list[Meeting]) -> None:
    """Place a document at the fitting gathering that is told nearest to it."""
    if not fitting:
        return
    at = agreement.sentences[0].span.start
    meeting = min(fitting, key=lambda event: min(abs(sentence.span.start - at) for sentence in event.sentences))
    agreement.meeting = meeting
    agreement.place = agreement.place or meeting.place
    if agreement.rule not in DRAFT_FRAMES and any(sentence in meeting.sentences for sentence in agreement.sentences):
        agreement.date = agreement.date or meeting.date  # `right after the talks the ministers signed …`


def _told_together(agreement: Agreement, meeting: Meeting) -> bool:
    return any(
        abs(one.block - other.block) <= _NEXT_BLOCK for one in agreement.sentences for other in meeting.sentences
    )


def _fits(agreement: Agreement, meeting: Meeting) -> bool:
    """Whether a document's states all met, and no day tells the two apart."""
    days = {date.value for date in (agreement.date, meeting.date) if date is not None}
    return agreement.states.keys() <= meeting.states.keys() and len(days) <= 1
