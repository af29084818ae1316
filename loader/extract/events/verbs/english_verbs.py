"""English participles, perfects and additions: which document a participle is of, and which one comes on top.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.words import AND, COMMAS, JOINS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `the | signed | documents`: before a participle that stands before its noun.
_BEFORE_ATTRIBUTE = folded("the these those already newly recently previously all other duly")
# `a protocol | to | the agreement signed in 2019`: both may have been signed then.
_TO = frozenset({"to"})
_DATED_REACH = 6
# `followed | in | 2013 by a new joint | memorandum`.
_LEADING, _LEADING_REACH = frozenset({"in", "on"}), 5
# `has | also | signed`, `had | previously | signed`: words of a sentence that looks back.
_HAVE, _HAD = frozenset({"has", "have"}), "had"
_BACK = frozenset({"also", "already", "previously", "since", "earlier", "long"})
_PERFECT_REACH = 2
# `They | also | signed`, `A protocol was | also | signed`: tokens between the word and the act or the document.
_ALSO = frozenset({"also", "addition", "likewise", "furthermore", "moreover"})
_ALSO_REACH = 4
# `was approved | , too`.
_TOO, _TOO_REACH = frozenset({"too", "likewise"}), 3
_ANOTHER = frozenset({"another", "separate", "further", "additional"})
_SECOND = frozenset({"second", "third", "fourth"})
_ANOTHER_REACH = 5
_NEXT_PARAGRAPH, _ANYWHERE = 1, 1000
# Between an indefinite article and its document stand adjectives only.
_INDEFINITE, _ARTICLE_REACH = frozenset({"a", "an"}), 5
_PARTING = (
    AND | COMMAS | folded("the this that its their his her of on in for with to by from at as was were is are has have")
)
_ITS, _COMMON = frozenset({"a", "the", "their", "its"}), ("joint", "common", "communique", "communiqué")
# `replaced in 2010 | by | a new joint | protocol`.
_SUCCEEDED = frozenset({"replaced", "superseded", "supplemented", "complemented", "succeeded"})
_SUCCEEDED_REACH, _BY_REACH = 6, 5
_HANDED = frozenset({"readmission", "extradited", "returned", "deported", "surrendered", "transferred", "handed"})
_ENDED = frozenset({"concluded", "ended", "closed", "culminated", "wrapped", "wound", "capped"})


def is_of_other(line: Line, verb: Item, noun: Item) -> bool:
    """`the protocol completes the agreement | signed in 2023`, `the | signed | documents, including …`: of another document."""
    if line.language != "en" or not line.norm(verb.end - 1).endswith("ed"):
        return False
    for other in line.of("agreement-noun"):
        if other is noun:
            continue
        behind = other.end == verb.start and verb.end <= noun.start
        if behind and any(one.end <= other.start for one in line.of("agreement-verb")):
            return True  # `carry out the treaty | signed | in 2001 and the protocol of 1998`
        if other.end == verb.start and noun.end <= other.start:
            between = line.norms(noun.end, other.start)
            return not line.has_between(noun.end, other.start, JOINS) and _TO.isdisjoint(between)
        if other.start == verb.end and line.norm(verb.start - 1) in _BEFORE_ATTRIBUTE:
            return True
    return False


def dates_itself(line: Line, noun: Item) -> bool:
    """`the agreement | signed in November 2023`: the phrase tells the day by which the document is known."""
    if line.language != "en":
        return False
    verb = next((verb for verb in line.of("agreement-verb") if verb.start == noun.end), None)
    if verb is None or not line.norm(verb.end - 1).endswith("ed"):
        return False
    return any(0 <= date.start - verb.end <= _DATED_REACH for date in line.of("date"))


def looks_back(line: Line, verb: Item) -> bool:
    """`Australia has also | signed an agreement with Japan`: a perfect that tells of another time than the story's."""
    if line.language != "en":
        return False
    before = line.norms(max(0, verb.start - _PERFECT_REACH - 1), verb.start)
    return not _BACK.isdisjoint(before) and not (_HAVE | {_HAD}).isdisjoint(before)


def apart_from(line: Line, noun: Item, verb: Item | None) -> int:
    """So many paragraphs back documents are others: `They also signed a protocol`, `another agreement`; -1 if it may be any."""
    if line.language != "en":
        return -1
    before = line.norms(max(0, noun.start - _ANOTHER_REACH), noun.start)
    if not _ANOTHER.isdisjoint(before) or any(
        left in {"a", "the"} and word in _SECOND for left, word in pairwise(before)
    ):
        return _ANYWHERE
    if verb is None:
        return -1
    start, end = min(verb.start, noun.start), max(verb.end, noun.end)
    told = line.norms(max(0, start - _ALSO_REACH), end)
    adds = (
        not _ALSO.isdisjoint(told)
        or line.has_between(end, end + _TOO_REACH, _TOO)
        or line.norms(0, 2) in (["so", "was"], ["so", "were"])
    )
    return _NEXT_PARAGRAPH if adds else -1


def own_date(line: Line, noun: Item, verb: Item | None) -> Item | None:
    """`signed a protocol in 2011, | a memorandum in 2013`: the date of one of several documents of a verb."""
    if line.language != "en" or verb is None or verb.start > noun.start:
        return None
    nouns = [one for one in line.of("agreement-noun") if one.start >= verb.end]
    if noun not in nouns:
        return None
    if noun is not nouns[0] and (led := _leading_date(line, noun, nouns[0])) is not None:
        return led
    ends = [*(one.start for one in nouns[1:]), len(line.tokens)]
    dates = [
        next((date for date in line.of("date") if one.end <= date.start and date.end <= end), None)
        for one, end in zip(nouns, ends, strict=True)
    ]
    told = [date for date in dates if date is not None]
    return dates[nouns.index(noun)] if len(told) > 1 and len(told) == len(nouns) else None


def _leading_date(line: Line, noun: Item, first: Item) -> Item | None:
    """`signed a protocol in 2011, followed | in 2013 by | a memorandum`: the day right before a later one of several documents."""
    date = next(
        (d for d in line.of("date") if first.end <= d.start and 0 <= noun.start - d.end <= _LEADING_REACH), None
    )
    if date is None or line.norm(date.start - 1) not in _LEADING or line.has_between(date.end, noun.start, JOINS):
        return None
    cues = line.of("agreement-noun", "agreement-verb", "meeting-verb", "meeting-noun")
    return None if any(date.end <= cue.start < noun.start for cue in cues) else date


def is_issued(line: Line, noun: Item) -> bool:
    """`In a joint statement, Iraq and Turkey called …`, `ended their talks with a joint statement`: it has been made."""
    if line.language != "en" or noun.prop("kind") != "statement":
        return False
    before = line.norm(noun.start - 1)
    before = line.norm(noun.start - 2) if before in _ITS else before
    ended = before == "with" and not _ENDED.isdisjoint(line.vocabulary)
    return (before == "in" or ended) and line.norm(noun.start) in _COMMON


def is_successor(line: Line, noun: Item) -> bool:
    """`It was replaced two years later by | a memorandum`: what takes a document's place, or adds to it, has been signed."""
    if line.language != "en" or _SUCCEEDED.isdisjoint(line.vocabulary):
        return False
    by = next((at for at in range(noun.start - 1, noun.start - 1 - _BY_REACH, -1) if line.norm(at) == "by"), None)
    return by is not None and line.has_between(max(0, by - _SUCCEEDED_REACH), by, _SUCCEEDED)


def is_introduced(line: Line, noun: Item) -> bool:
    """`a | bilateral extradition | treaty`: a document that the text has not told before."""
    if line.language != "en":
        return False
    for at in range(noun.start - 1, max(-1, noun.start - 1 - _ARTICLE_REACH), -1):
        if line.norm(at) in _INDEFINITE:
            return True
        if line.norm(at) in _PARTING:
            return False
    return False


def hands_over(line: Line) -> bool:
    """`Spain returned 12 men to | Morocco under …`: where somebody is handed to is the document's other party."""
    return line.language == "en" and not _HANDED.isdisjoint(line.vocabulary)
