"""The partner of each of several documents in a sentence: `a protocol with Serbia and an agreement with Iran`.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.events.sides.own_partners import partner_end, tells_subject
from loader.extract.events.sides.voices import voice
from loader.extract.events.verbs.contrasts import clause_contrasted, clause_of_contrast, opens_with_partners
from loader.extract.words import COMMAS, EAST_SLAVIC, PHRASE_ENDS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

# `A, B and the Republic of | C`.
_LIST_GAP = 4
# `a protocol with | A` where several documents are told, and where one is; `with | the services of A`.
_RIVALS_REACH, _PARTNER_REACH = 4, 12
# `With | Russia | we work under a treaty`.
_AHEAD_REACH = 8
# What opens an occasion or a reason behind a partner.
_SUBORDINATE = folded(
    "after following amid because despite before when where who which that после из-за который которая которое пасля які якая після через який яка"
)
# `договор | о взаимной правовой помощи по уголовным делам | с Алжиром`.
_SUBJECT_REACH = 9
# In Chinese 和 joins any two nouns; the other words for "with" introduce a partner.
_HAN_WITH = WITH - {"和"}


def single_partner(line: Line, noun: Item, story: AnnotatedStory) -> Actors | None:
    """`a protocol with Serbia and an agreement with Iran`: in a sentence of several states each document has its own partner."""
    rivals = [other for other in line.of("agreement-noun") if other is not noun]
    home = story.states.subject
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
    near = _SUBJECT_REACH if line.language in EAST_SLAVIC or tells_subject(line, noun) else _RIVALS_REACH
    reach = near if rivals else _PARTNER_REACH
    for index in range(noun.end, min(noun.end + reach, following)):
        if line.norm(index) in WITH:
            end = _partner_end(line, index + 1, min(index + 1 + _PARTNER_REACH, _verb_behind(line, index, following)))
            if rivals and line.language == "en":
                end = partner_end(line, index, end)
            partner = actors(line, story, index + 1, end)
            if len(partner.states) == 1 and own not in partner.states:
                partner.add_states(own)
                return partner
    return None


def _own_state(line: Line, noun: Item, rivals: list[Item], story: AnnotatedStory) -> str | None:
    """Who has the partners of the documents of a sentence; None where two have them together."""
    home = voice(line, story) or story.states.subject
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
    own = voice(line, story) or story.states.subject
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


def _partner_end(line: Line, start: int, end: int) -> int:
    """Where a partner ends: `with Trinidad and Tobago | after the arrival of a US warship`, `с Вьетнамом, | сообщил …`; a list of states goes on."""
    stop = clause_contrasted(line, start, end)
    for at in range(start, stop):
        norm = line.norm(at)
        listed = (
            norm in COMMAS
            and line.norm(at + 1) != "and"
            and any(0 < item.start - at <= _LIST_GAP for item in line.of("country", "agency"))
        )
        if norm in _SUBORDINATE or (norm in PHRASE_ENDS and not listed):
            return at
    return stop


def _verb_behind(line: Line, start: int, end: int) -> int:
    """Where the clause of an English partner turns to what became of the document: `that with Brazil | has been initialled, C said`."""
    cues = line.of("agreement-verb") if line.language == "en" else []
    return next((cue.start for cue in cues if start < cue.start < end), end)


def _act_together(line: Line, noun: Item) -> bool:
    """`Turkey and Qatar signed | an agreement with Somalia`: two states in one breath before the document are both parties."""
    states = [state for state in line.of("country") if state.end <= noun.start]
    return any(line.norms(left.end, right.start) in (["and"], ["and", "the"]) for left, right in pairwise(states))


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
    others = {state for item in line.of("country") if line.norm(item.start - 1) in WITH for state in item.states}
    subjects = (state for state in actors(line, story, 0, noun.start).states if state not in others)
    own = next(subjects, voice(line, story) or story.states.subject)
    if len(partner.states) != 1 or own in partner.states:
        return None
    partner.add_states(own)
    return partner
