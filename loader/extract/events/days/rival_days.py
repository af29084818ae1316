"""Days that belong to another event of their sentence: a drill that a plan is for, a document that those who met had signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.verbs.links import is_planned
from loader.extract.words import CLAUSE_ENDS, COMMAS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# Tokens from the verb of a clause to its day: `which the presidents | signed | in Bishkek on | 13 March`.
_REACH = 6
_RELATIVE = frozenset({"which", "that"})
# `the stopover during | which | they signed …` is of the day of the stopover.
_EASTERN, _GATHERING = frozenset({"zh", "vi"}), frozenset({"meeting-noun", "meeting-verb"})
_PARTING = COMMAS | folded("và")
_PARTING_CLAUSES = _PARTING | CLAUSE_ENDS
_AT_WHICH = frozenset({"during", "at", "on", "in", "after"})


def is_of_other_gathering(line: Line, date: Item, anchor: Item, rivals: list[Item], *, coming: bool | None) -> bool:
    """Whether a day is that of a gathering to come behind a cue, or of one held before it."""
    ahead = not coming and is_of_coming_gathering(line, date, anchor, rivals)
    return ahead or is_of_held_before(line, date, anchor, rivals)


def is_of_coming_gathering(line: Line, date: Item, anchor: Item, rivals: list[Item]) -> bool:
    """`подписали протокол с графиком | учений, которые пройдут | 15 мая`: a day ahead that stands behind another gathering."""
    published = line.story.published
    value: str = date.value.value
    if published is None or not date.value.guessed or date.start < anchor.end:
        return False
    length = min(len(value), len(published.value))
    if value[:length] <= published.value[:length]:
        return False
    return any(
        anchor.end <= rival.start and rival.end <= date.start for rival in rivals if rival.kind == "meeting-noun"
    )


def is_of_held_before(line: Line, date: Item, anchor: Item, rivals: list[Item]) -> bool:
    """`9月12日举行工作会晤，双方同意再次 | 举行会晤`: the day of what was held is not that of the next one, foretold in a later clause."""
    if line.language not in _EASTERN or date.end > anchor.start:
        return False
    if not line.has_between(date.end, anchor.start, _PARTING) or not is_planned(line, anchor):
        return False
    return any(
        rival.kind in _GATHERING
        and rival.end <= anchor.start
        and not line.has_between(min(date.end, rival.end), max(date.start, rival.start), _PARTING_CLAUSES)
        and line.has_between(rival.end, anchor.start, _PARTING)
        and not is_planned(line, rival)
        for rival in rivals
    )


def is_of_english_clause(line: Line, date: Item, anchor: Item) -> bool:
    """`before the summit they exchanged the treaty | which the presidents signed on | 13 March`: the document's day."""
    if line.language != "en" or date.start <= anchor.end or _RELATIVE.isdisjoint(line.vocabulary):
        return False
    opens = [at for at in range(anchor.end + 1, date.start) if line.norm(at) in _RELATIVE]
    if not opens or line.norm(opens[-1] - 1) in _AT_WHICH:
        return False
    told = line.of("agreement-verb", "meeting-noun", "meeting-verb")
    cues = [cue for cue in told if opens[-1] < cue.start and cue.end <= date.start]
    return bool(cues) and cues[-1].kind == "agreement-verb" and date.start - cues[-1].end <= _REACH


def is_in_vietnamese_name(line: Line, anchor: Item, date: Item) -> bool:
    """`Cuộc họp | nhằm triển khai Bản ghi nhớ ký ngày 30/1/2024`: the day with which a Vietnamese document is cited."""
    for noun in line.of("agreement-noun") if line.language == "vi" else ():
        verbs = [verb for verb in line.of("agreement-verb") if noun.end <= verb.start < date.start]
        near = len(verbs) == 1 and verbs[0].prop("status") == "signed" and date.start - verbs[0].end <= _REACH
        if anchor.end <= noun.start and near and verbs[0].start - noun.end <= 1:
            return True
    return False
