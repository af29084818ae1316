"""The partners of several documents in one phrase: `agreements with A, B and C` are as many as its partners.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.verbs.contrasts import CONTRASTS
from loader.extract.words import AND, EAST_SLAVIC, WITH, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

# Between a document and the word that introduces its partners.
_WITH_REACH = 12
# Chinese puts its partners before the noun, with what the document is about between.
_HAN_REACH = 40
# `agreements with | the special services of | A`.
_LIST_REACH = 8
_QUOTES = frozenset('”»"')
_OPENING, _CLOSED = frozenset({"(", "（"}), frozenset({")", "）"})
_CLOSING = AND - {",", "，", "、", "和", "与", "同"}
# Before a Vietnamese document of which there are several; `lần lượt`, one after the other.
_PLURAL_MARKS = folded("những các nhiều")
_IN_TURN = (fold("lần"), fold("lượt"))
_IN_STATES = fold("tại")
# `A, B and the Republic of | C`.
_LIST_GAP = 4
# In Chinese 和 joins any two nouns; the other words for "with" introduce a partner.
_HAN_WITH = WITH - {"和"}
# `з | урядом A`, but `з | кібербезпеки`, `з | охорони кордону`, which is what the document is about.
_INSTRUMENTAL = ("м", "ю", "ми", "мі", "ой", "ей", "ай", "яй")
_FIGHT = ("борьб", "барацьб", "боротьб")
_UNLIKE = "不"  # `与A | 不同，B和C签署了协定`


def partner_list(line: Line, noun: Item) -> list[str]:
    """The states of `agreements with A, B and C`, if the noun may be plural; none or at least two."""
    if line.language == "en" and not line.norm(noun.end - 1).endswith("s"):
        return []
    if line.language == "zh":  # `同白俄罗斯、俄罗斯的引渡条约`: partners in a list before the noun
        places, words = range(noun.start - 1, max(-1, noun.start - _HAN_REACH), -1), _HAN_WITH
    else:
        places, words = range(noun.end, min(noun.end + _WITH_REACH, len(line.tokens))), WITH
    if line.language == "vi" and _is_plural_in_vietnamese(line, noun):
        return _vietnamese_partners(line, noun, places)
    introduced = next((at for at in places if line.norm(at) in words and line.norm(at - 1) != _UNLIKE), None)
    if introduced is None or _leads_elsewhere(line, introduced):
        return []
    return _state_list(line, introduced + 1)


def whose_partners(story: AnnotatedStory, partners: list[str]) -> str | None:
    """Whose the documents are where nobody is told: the press's own state; in a Vietnamese story of others the first named."""
    states = story.states
    if story.agencies.language != "vi" or states.home in states.counts:
        return states.subject
    return next((state for state in states.ranked if state not in partners), states.home)


def _is_plural_in_vietnamese(line: Line, noun: Item) -> bool:
    """`những | thỏa thuận`, `lần lượt ký | thỏa thuận`: several of a kind, one with each partner."""
    return line.norm(noun.start - 1) in _PLURAL_MARKS or _IN_TURN in pairwise(line.norms(0, noun.start))


def _vietnamese_partners(line: Line, noun: Item, behind: range) -> list[str]:
    """`với | A, B và C … ký | thỏa thuận`, `các | thỏa thuận | … được áp dụng tại A, B và C`: a list before the document or behind."""
    for at in (*behind, *(at for at in range(noun.start) if line.norm(at) in WITH)):
        if line.norm(at) in WITH or (line.norm(at) == _IN_STATES and at >= noun.end):
            states = _state_list(line, at + 1)
            if states:
                return states
    return []


def _leads_elsewhere(line: Line, introduced: int) -> bool:
    """`о борьбе | с | преступностью между A и B`, `… с преступностью подписали A и B`: who comes next is no partner introduced by that word."""
    if line.language not in EAST_SLAVIC:
        return False
    named = next((item.start for item in line.of("country", "agency") if item.start > introduced and item.states), None)
    cues = line.of("between", "agreement-verb", "meeting-verb", "agreement-noun", "threat")
    if named is None or any(introduced < cue.start < named for cue in cues):
        return named is not None
    if line.norm(introduced - 1).startswith(_FIGHT):
        return True
    return introduced + 1 < named and not line.norm(introduced + 1).endswith(_INSTRUMENTAL)


def _state_list(line: Line, start: int) -> list[str]:
    """A list of states that begins within a few tokens: `… the special services of A, B and C`."""
    states: list[str] = []
    last = start
    closed = False  # by "and": a comma behind the last of a list begins something else
    for item in line.of("country", "agency"):
        if item.start < start or not item.states:
            continue
        gap = _outside_brackets(line.norms(last, item.start))
        if gap & _QUOTES or (line.language == "en" and ";" in gap) or (not states and "，" in gap):
            break  # `“…với Cuba”, Bộ trưởng Belarus nói`
        listed = (
            gap & AND and not gap & CONTRASTS and len(gap) <= _LIST_GAP if states else item.start - start <= _LIST_REACH
        )
        if not listed or (closed and not gap & _CLOSING):
            break
        closed = bool(states and gap & _CLOSING)
        states += [state for state in item.states if state not in states]
        last = item.end
    return states if len(states) >= TWO_SIDES else []


def _outside_brackets(norms: list[str]) -> set[str]:
    """The words of a gap in a list, without what stands in brackets: `Germany | (2015), | Austria`, `老挝（2002年）、柬埔寨`."""
    outside, depth = set(), 0
    for norm in norms:
        depth += norm in _OPENING
        if not depth:
            outside.add(norm)
        depth -= norm in _CLOSED and depth > 0
    return outside
