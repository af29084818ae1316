"""The partners of several documents in one phrase: `agreements with A, B and C` are as many as its partners.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.sides.discourse import voice
from loader.extract.events.verbs.contrasts import CONTRASTS, clause_contrasted, clause_of_contrast, opens_with_partners
from loader.extract.words import AND, EAST_SLAVIC, PHRASE_ENDS, WITH, folded
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
# `A, B and the Republic of | C`.
_LIST_GAP = 4
# `a protocol with | A` where several documents are told, and where one is; `with | the services of A`.
_RIVALS_REACH, _PARTNER_REACH = 4, 12
# `With | Russia | we work under a treaty`.
_AHEAD_REACH = 8
_QUOTES = frozenset('”»"')
_OPENING, _CLOSED = frozenset({"(", "（"}), frozenset({")", "）"})
# `договор | о взаимной правовой помощи по уголовным делам | с Алжиром`.
_SLAVIC_RIVALS_REACH = 9
_CLOSING = AND - {",", "，", "、", "和", "与", "同"}
# Before a Vietnamese document of which there are several; `lần lượt`, one after the other.
_PLURAL_MARKS = folded("những các nhiều")
_IN_TURN = (fold("lần"), fold("lượt"))
_IN_STATES = fold("tại")
# In Chinese 和 joins any two nouns; the other words for "with" introduce a partner.
_HAN_WITH = WITH - {"和"}


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
    introduced = next((index for index in places if line.norm(index) in words), None)
    if introduced is None or _leads_elsewhere(line, introduced):
        return []
    return _state_list(line, introduced + 1)


def whose_partners(story: AnnotatedStory, partners: list[str]) -> str | None:
    """Whose the documents are where nobody is told: the press's own state; in a Vietnamese story of others the first named."""
    states = story.states
    if story.agencies.language != "vi" or states.home in states.counts:
        return states.home
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
    cues = line.of("between", "agreement-verb", "meeting-verb", "agreement-noun")
    return named is not None and any(introduced < cue.start < named for cue in cues)


def _state_list(line: Line, start: int) -> list[str]:
    """A list of states that begins within a few tokens: `… the special services of A, B and C`."""
    states: list[str] = []
    last = start
    closed = False  # by "and": a comma behind the last of a list begins something else
    for item in line.of("country", "agency"):
        if item.start < start or not item.states:
            continue
        gap = _outside_brackets(line.norms(last, item.start))
        if gap & _QUOTES or (line.language == "en" and ";" in gap):
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


def single_partner(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """`a protocol with Serbia and an agreement with Iran`: in a sentence of several states each document has its own partner."""
    rivals = [other for other in line.of("agreement-noun") if other is not noun]
    home = story.states.home
    if (ahead := _partner_ahead(line, noun, story)) is not None:
        return ahead
    speaker = _speaker_of_partner(line, noun, story)
    if home is None or not (
        speaker
        or opens_with_partners(line)
        or len(actors(line, story).states) > TWO_SIDES
        or _are_all_partners(line, rivals, noun, story)
    ):
        return None
    if partner := _partner_before(line, noun, story) or _han_partner(line, noun, story):
        return partner
    own = speaker or _own_state(line, noun, rivals, story)
    if own is None:
        return None
    following = min((other.start for other in rivals if other.start > noun.end), default=len(line.tokens))
    near = _SLAVIC_RIVALS_REACH if line.language in EAST_SLAVIC else _RIVALS_REACH
    reach = near if rivals else _PARTNER_REACH
    for index in range(noun.end, min(noun.end + reach, following)):
        if line.norm(index) in WITH:
            end = clause_contrasted(
                line, index + 1, min(index + 1 + _PARTNER_REACH, _verb_behind(line, index, following))
            )
            if speaker is not None:
                end = next((at for at in range(index + 1, end) if line.norm(at) in PHRASE_ENDS), end)
            partner = actors(line, story, index + 1, end)
            if len(partner.states) == 1 and own not in partner.states:
                partner.add_states(own)
                return partner
    return None


def _own_state(line: Line, noun: Item, rivals: list[Item], story: AnnotatedStory) -> str | None:
    """Who has the partners of the documents of a sentence; None where two have them together."""
    home = story.states.home
    if rivals:
        subjects = actors(line, story, 0, min(noun.start, *(other.start for other in rivals))).states
        return next(iter(subjects)) if len(subjects) == 1 and line.language == "en" else home
    if line.language == "en" and _act_together(line, noun):
        return None
    return next(iter(actors(line, story, 0, noun.start).states), home)


def _partner_ahead(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """`With Russia | we work under the 2006 treaty, | with China | under that of 2010`: the partner opens the clause of its document."""
    start = max((at for at in range(noun.start) if line.norm(at) in PHRASE_ENDS), default=-1) + 1
    start += not line.norm(start).isalnum()
    if line.language != "en" or line.norm(start) != "with":
        return None
    partner = actors(line, story, start + 1, min(start + 1 + _AHEAD_REACH, noun.start))
    own = voice(line, story) or story.states.home
    if len(partner.states) != 1 or own is None or own in partner.states:
        return None
    partner.add_states(own)
    return partner


def _speaker_of_partner(line: Line, noun: Item, story: AnnotatedStory) -> str | None:
    """`“We renewed our | arrangement with Norway, and Estonia has asked for a plan”`: who speaks, where the sentence names only others."""
    if line.norm(noun.end) not in WITH:
        return None
    told = actors(line, story).states
    own = voice(line, story) if len(told) == TWO_SIDES else None
    return own if own not in told else None


def _verb_behind(line: Line, start: int, end: int) -> int:
    """Where the clause of an English partner turns to what became of the document: `that with Brazil | has been initialled, C said`."""
    cues = line.of("agreement-verb") if line.language == "en" else []
    return next((cue.start for cue in cues if start < cue.start < end), end)


def _act_together(line: Line, noun: Item) -> bool:
    """`Turkey and Qatar signed | an agreement with Somalia`: two states in one breath before the document are both parties."""
    states = [state for state in line.of("country") if state.end <= noun.start]
    return any(line.norms(left.end, right.start) == ["and"] for left, right in pairwise(states))


def _han_partner(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """`白方与阿曼完成了引渡条约谈判；| 同赤道几内亚的 | 移管协定草案正在研究`: in Chinese each clause names its partner before the document."""
    if line.language != "zh":
        return None
    start = max((at for at in range(noun.start) if line.norm(at) in PHRASE_ENDS), default=-1) + 1
    index = next((at for at in range(noun.start - 1, start - 1, -1) if line.norm(at) in _HAN_WITH), None)
    if index is None:
        return None
    partner = actors(line, story, index + 1, noun.start)
    subjects = actors(line, story, start, index).states or actors(line, story, 0, start).states
    own = next((state for state in subjects if state not in partner.states), None)
    if len(partner.states) != 1 or own is None:
        return None
    partner.add_states(own)
    return partner


def _are_all_partners(line: Line, rivals: list[Item], noun: Item, story: AnnotatedStory) -> bool:
    """`одобрило проект соглашения с Испанией и меморандум с Нидерландами`: nobody acts before the first of several documents."""
    if not rivals or line.language not in EAST_SLAVIC:
        return False
    states = actors(line, story).states
    first = min(noun.start, *(other.start for other in rivals))
    return len(states) == TWO_SIDES and story.states.home not in states and not actors(line, story, 0, first).states


def _partner_before(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """`с Китаем действует договор 1996 года, | а с Монголией подписан | новый`: in a sentence of contrasts whom the clause names."""
    start, end = clause_of_contrast(line, noun)
    index = next((at for at in range(noun.start - 1, start - 1, -1) if line.norm(at) in WITH), None)
    if start < 0:
        return None
    if index is None:  # `Азербайджан и Турция продлили декларацию, | а с Пакистаном …`: a clause that names both itself
        both = actors(line, story, start, end)
        return both if len(both.states) == TWO_SIDES and end < len(line.tokens) else None
    partner = actors(line, story, index + 1, min(index + 1 + _RIVALS_REACH, noun.start))
    own = next(
        (state for state in actors(line, story, 0, noun.start).states if state not in partner.states), story.states.home
    )
    if len(partner.states) != 1 or own in partner.states:
        return None
    partner.add_states(own)
    return partner
