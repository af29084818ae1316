"""Documents of a union of states: `the SCO convention`, `Программа сотрудничества государств — участников СНГ`.

Its members are parties only where the text names them. All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, DASHES, EAST_SLAVIC, STOPS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Agency, Agreement
    from loader.extract.lines import Item, Line

_UNIONS = frozenset({
    "un", "sco", "cis", "csto", "eaeu", "brics", "asean", "african-union", "arab-league",
    "gcc", "oic", "saarc", "bimstec", "eco", "apec", "oas", "celac", "ecowas",
    "eccas", "mercosur", "sadc", "east-african-community", "igad", "caricom", "andean-community", "pacific-islands-forum", "council-of-europe",
    "osce", "guam", "bsec", "organization-turkic-states", "cica", "sica",
})  # fmt: skip
"""Codes of organisations whose documents their members adopt."""
# `Конвенция | о противодействии экстремизму | ШОС`; `《上海合作组织 | 反极端主义 | 公约》`.
_BEHIND = 8
_BEFORE = 1
_HAN_BEFORE = 12
_HAN_APART = COMMAS | STOPS | folded("与 同 和 在 于 》")
# What stands between a document and a union that is no owner of it: a place, an occasion, a partner.
_APART = (
    WITH
    | COMMAS
    | STOPS
    | folded(
        "at in on during between within under by to from and в на во в рамках между под при и к для у ў на ў рамках паміж пад і "
        "в на у під між і tại trong giữa ở bởi và"
    )
)
_MEMBERS = (
    ("member", "states"), ("member", "countries"), ("государств", "членов"), ("государств", "участников"), ("стран", "участниц"),
    ("стран", "членов"), ("государствами", "членами"), ("государствами", "участниками"), ("дзяржаў", "удзельніц"), ("дзяржаў", "членаў"),
    ("держав", "членів"), ("держав", "учасниць"), ("nước", "thành"), ("quốc", "gia", "thành"),
)  # fmt: skip
_STATES_OF = frozenset(words[0] for words in _MEMBERS)
_MEMBERS_REACH = 12
# What "the two" are that are no bodies of states, and the sentences back in which they were told.
_ORGANISATIONS = folded(
    "organisations organizations institutions bodies agencies организации организаций арганізацыі організації"
)
_TOLD_BEFORE = 3
_TWO = 2
# What a state's own bodies do to a union's document, and in which languages its own press tells of it.
_OF_ONE = frozenset({"ratified", "terminated"})
_OWN_BODIES = frozenset({"parliament", "upper-house", "government", "council-of-ministers"})
_OF_HOME = EAST_SLAVIC | {"en"}
# `утверждена | решением Совета глав государств`.
_COUNCIL = ("совет", "рад")
_OF_HEADS = ("глав", "кіраўн", "коллективн", "калектыўн")
_COUNCIL_REACH = 4


def told_organisations(line: Line, pair: Item, story: AnnotatedStory) -> list[Agency]:
    """`The two organizations`: the two international bodies of the last sentence that names so many; none if none does."""
    if line.norm(pair.end - 1) not in _ORGANISATIONS:
        return []
    for told in reversed(story.lines[max(0, line.index - _TOLD_BEFORE) : line.index]):
        found = {body.slug: body for item in told.of("agency") for body in item.value or () if body.international}
        organs = {body.parent for body in found.values()}
        found = {slug: body for slug, body in found.items() if slug not in organs}
        if len(found) == _TWO:
            return list(found.values())
    return []


def subject_body(story: AnnotatedStory) -> Agency | None:
    """The international body that the story's first sentences tell of, where no press of a state tells it."""
    if story.states.home_told:
        return None
    named = (item for line in story.lines[:_TWO] for item in line.of("agency"))
    return next((body for item in named for body in item.value or () if body.international), None)


def is_of_union(line: Line, noun: Item) -> bool:
    """Whether a document is told as that of a union, or of its member states."""
    return any(_owns(line, item, noun) for item in line.of("agency") if _is_union(item)) or _is_of_members(line, noun)


def adopted_by_council(line: Line, noun: Item) -> bool:
    """`программа, утверждённая | Советом глав государств`: of a document that an organ of a union adopted earlier."""
    if line.language not in EAST_SLAVIC:
        return False
    verb = next((verb for verb in line.of("agreement-verb") if verb.start >= noun.end), None)
    words = line.norms(verb.end, verb.end + _COUNCIL_REACH) if verb is not None else []
    return any(left.startswith(_COUNCIL) and right.startswith(_OF_HEADS) for left, right in pairwise(words))


def own_act(line: Line, story: AnnotatedStory, status: str | None) -> str | None:
    """`parliament denounced the CIS convention`: the state whose chamber or government acts, where the text names no other."""
    states = story.states
    if (acting := _capital_acting(line)) is not None:
        return acting
    if status == "ratified" and states.home_told and line.language in _OF_HOME:
        return states.home
    acts = any(item.concept.code in _OWN_BODIES for item in line.of("function"))
    alone = len(states.counts) == 1 and status in _OF_ONE
    return next(iter(states.counts)) if acts and alone else None


_PLACED = folded("в у ў на из з зі із до да к от ад від по in at from to near of tại ở từ 在 于 从")


def _capital_acting(line: Line) -> str | None:
    """`Трёхсторонняя граница: | Бишкек | ратифицировал договор`: the capital whose government or parliament acts."""
    capitals = [item for item in line.of("place") if item.prop("seat") and line.norm(item.start - 1) not in _PLACED]
    acting = (item for item in capitals for verb in line.of("agreement-verb") if verb.start == item.end)
    return next((str(item.prop("state")) for item in acting), None)


def is_of_same_union(old: Agreement, new: Agreement) -> bool:
    """`the region's first extradition agreement … . Vietnam signed the ASEAN Extradition Agreement`: one joins what was told of all."""
    shared = bool(old.agencies) and old.agencies.keys() <= new.agencies.keys()
    return not old.states and shared and bool(old.matters & new.matters)


def owners_of_others(line: Line, noun: Item) -> list[str]:
    """`the progress of the Union State's programme and … a plan`: the international bodies whose another document is, by slug."""
    others = {at for other in line.of("agreement-noun") if other is not noun for at in (other.end, other.end + 1)}
    owners = [
        item for item in line.of("agency") if item.start in others and noun.end not in {item.start, item.start - 1}
    ]
    return [agency.slug for item in owners for agency in item.value or () if agency.international]


def _is_union(item: Item) -> bool:
    return any(agency.slug in _UNIONS for agency in item.value or ())


def _owns(line: Line, union: Item, noun: Item) -> bool:
    """Whether a union stands before a document as its adjective, or behind it as its owner."""
    if union.end <= noun.start:
        between = set(line.norms(union.end, noun.start))
        if line.language == "zh":
            meeting = any(union.end <= item.start < noun.start for item in line.of("meeting-noun", "agreement-verb"))
            return noun.start - union.end <= _HAN_BEFORE and not between & _HAN_APART and not meeting
        return line.language in {"en", "vi"} and noun.start - union.end <= _BEFORE and not between & _APART
    return 0 <= union.start - noun.end <= _BEHIND and not set(line.norms(noun.end, union.start)) & _APART


def _is_of_members(line: Line, noun: Item) -> bool:
    if line.vocabulary.isdisjoint(_STATES_OF):
        return False
    words = [word for word in line.norms(noun.end, noun.end + _MEMBERS_REACH) if word not in DASHES]
    return any(tuple(words[at : at + len(members)]) == members for members in _MEMBERS for at in range(len(words)))
