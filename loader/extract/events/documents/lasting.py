"""Documents signed long ago that still hold: `an agreement signed in 2010 regulates …`.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.days.dating import name_date, nearest_date
from loader.extract.events.verbs.links import negated
from loader.extract.words import CLAUSE_ENDS, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Date
    from loader.extract.lines import Item, Line

# `under an agreement | signed in 1998`, `the implementation of … and of the treaty | signed in 2015`.
_UNDER_REACH = 24
# A day so many months before the publication is long ago.
_MONTHS_A_YEAR = 12
_OLD_MONTHS = 3
_YEAR_LENGTH, _MONTH_LENGTH = 4, 7
# `, | он | действует`.
_IT, _BEFORE_IT = folded("он она оно ён яна яно він вона воно"), 2
# `он | предусматривал | совместную группу`.
_PAST_TENSE = re.compile(r"(?:[аиі]л[аоиі]?|л(?:ся|ась|ось|ись|ися|іся)|[аі]у|[аи]в)$")


def is_lasting(line: Line, noun: Item, verb: Item | None, story: AnnotatedStory) -> bool:
    """`an agreement signed in 2010 regulates …`, `under a treaty signed in 1998`: signed long ago, it is in force."""
    if line.language in EAST_SLAVIC and _still_holds(line, noun):
        return True
    effects = [item for item in line.of("effect") if item.start >= noun.end or item.end <= noun.start]
    effects = [item for item in effects if not negated(line, item) and not _is_told_as_past(line, item)]
    if any(not item.prop("weak") for item in effects if item.start >= noun.end):
        return True
    under = _is_under(line, noun, verb)
    if not (effects or under):
        return False
    date = name_date(line, noun)
    if date is None and verb is not None:
        stated = nearest_date(line, verb, [])
        date = stated.value if stated is not None else None
    if date is not None and line.story.published is None and len(date.value) == _MONTH_LENGTH:
        return line.language in EAST_SLAVIC and under  # of what they report news tell a day
    return date is not None and _is_old(date, story)


def _still_holds(line: Line, noun: Item) -> bool:
    """`Меморандум подписали в 2016 году, он | действует`: a pronoun takes up the document to tell that it is in force."""
    return any(
        verb.prop("status") == "in-force"
        and line.norm(verb.start - 1) in _IT
        and line.norm(verb.start - _BEFORE_IT) in PART_ENDS
        and not any(noun.end <= other.start < verb.start for other in line.of("agreement-noun"))
        for verb in line.of("agreement-verb")
        if noun.end < verb.start
    )


def _is_told_as_past(line: Line, effect: Item) -> bool:
    """`он | предусматривал | совместную группу`: what an East Slavic document did when it was made."""
    return line.language in EAST_SLAVIC and _PAST_TENSE.search(line.norm(effect.end - 1)) is not None


def _is_under(line: Line, noun: Item, verb: Item | None) -> bool:
    """Whether the document is one that something is done under, and the verb behind it only tells when it was signed."""
    if verb is None or verb.start < noun.end:
        return False
    return any(
        item.prop("status") == "in-force"
        and bool(item.prop("weak"))
        and 0 <= noun.start - item.end <= _UNDER_REACH
        and not line.has_between(item.end, noun.start, CLAUSE_ENDS)
        for item in line.of("agreement-verb")
    )


def _is_old(date: Date, story: AnnotatedStory) -> bool:
    """Whether a day lies months before the publication; a bare year is old unless the page says otherwise."""
    published = story.lines[0].story.published
    if date.value.startswith("--"):
        return False
    if published is None or len(date.value) == _YEAR_LENGTH:
        return len(date.value) == _YEAR_LENGTH and (published is None or date.value < published.value[:_YEAR_LENGTH])
    return _months(published.value) - _months(date.value) > _OLD_MONTHS


def _months(value: str) -> int:
    """Months since the year nought; a bare year counts as its beginning."""
    month = value[_YEAR_LENGTH + 1 : _MONTH_LENGTH]
    return int(value[:_YEAR_LENGTH]) * _MONTHS_A_YEAR + int(month or 1)
