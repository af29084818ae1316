"""English plans: a gathering that the sentence's main verb foretells, that a headline announces, or that was put off to another day.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# From a noun to the verb that foretells it, with what the gathering is about and whose it is between.
_SUBJECT_REACH = 26
_FINITE = folded("is are was were has have had will would which that who whom whose where when while because if")
# `…, | to be attended by A and B, | is scheduled for May`: what opens an aside.
_ASIDES = folded(
    "to attended hosted organised organized initially originally involving bringing including with chaired"
)
_PREPOSITIONS = folded("at after before during following since despite by in")
_HAPPENING = folded(
    "be take takes happen occur begin start open convene meet sit resume reconvene kick get gather discuss focus "
    "review bring follow"
)
_BARE = ("for", "on", "in")
_VERBS = ("meeting-verb", "agreement-verb", "said")
# `talks | set for 18 April`.
_SET, _SET_REACH, _BARE_GAP = folded("set slated scheduled planned due fixed pencilled penciled"), 10, 2
# A headline's `A, B | to hold | third round of …`.
_ANNOUNCED = folded(
    "hold host convene attend co-chair chair open launch stage conduct start begin resume kick receive join"
)
_ANNOUNCED_REACH, _OBJECT_REACH = 7, 14
# `meets | B on 3 June`, `is travelling | to B in late April for talks`.
_GERUNDS = folded("travelling traveling flying heading going visiting hosting meeting convening holding")
_PRESENT = _GERUNDS | folded(
    "meets visits hosts holds travels flies heads opens begins starts takes convenes kicks gets gathers goes leaves receives launches"
)
_PAST = folded("was were had did met held took came went began visited hosted opened last")
_DAY, _YEAR = 10, 4
# `postponed | to May`, `put off | until 3 April`, `moved | to June`.
_DEFERRED = "negation-deferred"
_MOVED, _MOVED_BEFORE = (
    folded("moved shifted delayed brought pushed deferred rescheduled"),
    folded("been was were be is"),
)
_TO, _TO_REACH = folded("to until till for"), 4


def is_foretold_subject(line: Line, noun: Item) -> bool:
    """`The third | session | of the joint commission on water of A and B | is to convene`: the main verb foretells its subject.

    Args:
        line: A sentence.
        noun: A noun of a gathering in it.

    """
    if line.language != "en" or not line.of("planned") or line.norm(noun.start - 1) in _PREPOSITIONS:
        return False
    planned = next((item for item in line.of("planned") if item.start >= noun.end), None)
    if planned is None or planned.start - noun.end > _SUBJECT_REACH or not _tells_happening(line, planned):
        return False
    if any(line.norm(at) in _PREPOSITIONS and line.norm(at + 1) in {"the", "a", "their"} for at in _led_by(line, noun)):
        return False
    return _is_one_phrase(line, noun.end, planned.start)


def _led_by(line: Line, noun: Item) -> range:
    """The tokens between the last comma or the sentence's first word and a noun."""
    start = next((at + 1 for at in range(noun.start - 1, -1, -1) if line.norm(at) in COMMAS | CLAUSE_ENDS), 0)
    return range(start, noun.start)


def _tells_happening(line: Line, planned: Item) -> bool:
    return line.norm(planned.end - 1) in _BARE or not _HAPPENING.isdisjoint(
        line.norms(planned.start + 1, planned.end + 1)
    )


def _is_one_phrase(line: Line, start: int, end: int, own: Item | None = None) -> bool:
    """Whether only a phrase stands between a noun and its verb: no other verb, but an aside between commas."""
    commas = [at for at in range(start, end) if line.norm(at) in COMMAS]
    aside = (
        range(commas[0], end) if commas and commas[-1] == end - 1 and line.norm(commas[0] + 1) in _ASIDES else range(0)
    )
    if len(commas) % 2 and not aside and not _is_list(line, start, end):
        return False
    for at in range(start, end):
        if at in aside:
            continue
        if line.norm(at) in CLAUSE_ENDS | _FINITE:
            return False
    return not any(
        start <= verb.start < end and verb.start not in aside for verb in line.of(*_VERBS) if verb is not own
    )


def _is_list(line: Line, start: int, end: int) -> bool:
    """`of A, B and C`: commas between states part no clauses."""
    ends = {one.end for one in line.of("country", "agency", "place")}
    return all(at in ends for at in range(start, end) if line.norm(at) in COMMAS)


def is_set_for_day(line: Line, noun: Item) -> bool:
    """`A police chiefs' | meeting | set for 18 April`, `talks slated for May`: a participle that gives a gathering its day to come."""
    if line.language != "en" or not line.of("date"):
        return False
    for at in range(noun.end, noun.end + _SET_REACH):
        if line.norm(at) in CLAUSE_ENDS | COMMAS | _FINITE:
            return False
        if line.norm(at) in _SET and line.norm(at + 1) in _BARE:
            return any(0 <= date.start - at - _BARE_GAP <= 1 for date in line.of("date"))
    return False


def is_announced(line: Line, noun: Item) -> bool:
    """`A, B | to hold | third round of talks`: a headline announces by an infinitive."""
    if line.language != "en" or line.role is not Role.TITLE or "to" not in line.vocabulary:
        return False
    for at in range(noun.start - 1, max(0, noun.start - _ANNOUNCED_REACH), -1):
        if line.norm(at) in CLAUSE_ENDS:
            return False
        if line.norm(at) in _ANNOUNCED and line.norm(at - 1) == "to":
            return True
    return False


def is_object_of_plan(line: Line, noun: Item) -> bool:
    """`Doha | will host | the fifth A-B Joint Commission | meeting`: what somebody will hold is still to come."""
    if line.language != "en":
        return False
    for planned in line.of("planned"):
        verb = planned.end - (line.norm(planned.end - 1) in _ANNOUNCED)
        if line.norm(verb) not in _ANNOUNCED or not 0 < noun.start - verb <= _OBJECT_REACH:
            continue
        if _is_one_phrase(line, verb + 1, noun.start, own=noun):
            return True
    return False


def is_present_ahead(line: Line, cue: Item) -> bool:
    """`A | meets | B on 3 June`, `is travelling to C in late April for | talks`: a present that a later day makes a plan."""
    published = line.story.published
    if (
        line.language != "en"
        or published is None
        or len(published.value) < _DAY
        or _PRESENT.isdisjoint(line.vocabulary)
    ):
        return False
    for date in line.of("date"):
        value = date.value.value
        ahead = (
            len(value) > _YEAR and not value.startswith("--") and value[_YEAR:] > published.value[_YEAR : len(value)]
        )
        if ahead and value[:_YEAR] >= str(int(published.value[:_YEAR]) - 1) and _is_told_now(line, cue, date):
            return True
    return False


def _is_told_now(line: Line, cue: Item, date: Item) -> bool:
    """Whether a verb of the present stands with a gathering and a day, and none of the past."""
    first, last = min(cue.start, date.start), max(cue.end, date.end)
    first = max(0, first - _ANNOUNCED_REACH)
    if last - first > _SUBJECT_REACH or line.has_between(first, last, CLAUSE_ENDS | _PAST):
        return False
    if any(norm.endswith("ed") for norm in line.norms(cue.end, date.start)):
        return False
    return any(
        line.norm(at) in _PRESENT and (line.norm(at) not in _GERUNDS or line.norm(at - 1) in {"is", "are"})
        for at in range(first, last)
    )


def put_off_to(line: Line, cue: Item) -> Item | None:
    """The new day of what was put off: `The visit has been | postponed | to | May 2024`; None where none is told."""
    if line.language != "en" or not line.of("date") or _TO.isdisjoint(line.vocabulary):
        return None
    for end in _deferrals(line, cue):
        to = next((at for at in range(end, end + _TO_REACH) if line.norm(at) in _TO), None)
        date = None if to is None else next((one for one in line.of("date") if 0 < one.start - to <= _TO_REACH), None)
        if date is not None and not line.has_between(end, date.start, CLAUSE_ENDS | COMMAS):
            return date
    return None


def _deferrals(line: Line, cue: Item) -> list[int]:
    """Where words end that tell that a gathering was put off: behind its noun, or as the verb right before it."""
    words = [(one.start, one.end) for one in line.of("negation") if one.concept.code == _DEFERRED]
    words += [
        (at, at + 1) for at, norm in enumerate(line.folded) if norm in _MOVED and line.norm(at - 1) in _MOVED_BEFORE
    ]
    return [end for start, end in words if _is_of(line, cue, start, end)]


def _is_of(line: Line, cue: Item, start: int, end: int) -> bool:
    """Whether no other cue stands between words of putting off and a gathering."""
    if cue.start >= end:
        return cue.start - end <= _TO_REACH and cue.kind == "meeting-noun"
    between = (one for one in line.of("meeting-noun", "meeting-verb") if cue.end <= one.start < start)
    return (
        cue.kind == "meeting-noun"
        and start - cue.end <= _SUBJECT_REACH
        and all(_is_in_name(line, one) for one in between)
    )


def _is_in_name(line: Line, cue: Item) -> bool:
    """`the session of the A-B Counter-Terrorism | Dialogue`: a word of a body's name."""
    return line.is_capital(cue.start)
