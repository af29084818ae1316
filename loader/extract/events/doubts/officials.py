"""Whether those who met act for a state: an office, a body or the state itself is named; else their meeting is their own affair.

All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.entities.persons.allegiance import RELATIVE
from loader.extract.words import EAST_SLAVIC, PART_ENDS

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.lines import Item, Line

# Items that stand for a state, whoever is named.
_OFFICIAL = ("post", "actor", "agency", "function", "pair-bodies", "pair", "side", "counterpart")
_READ = EAST_SLAVIC | {"vi"}
# Who has no office but these speaks for nobody; `бывший`, `глава` and the like tell nothing alone.
_OF_NOBODY = RELATIVE | {"expert", "former"}
_OF_ANYBODY = frozenset(
    {"profession", "mister", "missis", "doctor", "hero", "comrade", "religious", "accused", "citizen"}
)
# `был | принят президентом`: the cue names the office.
_BY_HEAD = "meeting-verb-received-"
_OF_TWO = frozenset({"meeting", "call"})
# `международная | конференция`, `саммит`: others came, whom the text does not name.
_WORLD_IN_HAN = re.compile(r"国际|世界|全球|各国|多国|峰会|地区|区域|亚太|首脑|外长|代表团")
_OF_SEVERAL = (
    "международн",
    "всемирн",
    "саммит",
    "міжнародн",
    "сусветн",
    "саміт",
    "світов",
    "quốc",
    "thượng",
    "internat",
    "summit",
    "world",
    "global",
    "regional",
    "foreign",
)
_RECEIVING = re.compile(r"(?:при(?:ня[лтв]|ним|ме[тм]|мут)|пры(?:ня|ма|ме|му)|прий(?:ня|ма|ме|му))")
# What one takes without receiving anybody: a decision, a law, an office, a challenge.
_THINGS = (
    "решен", "рашэн", "ріше", "закон", "поправк", "папраўк", "командован", "камандав", "присяг", "прысяг", "резолюц", "рэзалюц", "постановл", "пастанов",
    "постанов", "указ", "внимани", "увагу", "обязательств", "абавяз", "зобов", "вызов", "выклик", "предложен", "прапанов", "пропозиц",
    "заявлен", "заяв", "гражданств", "громадянств", "грамадзянств", "должност", "пасад", "посад", "полномоч", "паўнамоц", "повноваж", "отставк", "адстаўк", "відставк",
    "капитуляц", "поздравлен", "віншав", "вітан", "парад", "экзамен", "препарат", "меры", "мер", "заходы", "заходи", "ислам", "эстафет", "деклар", "дэклар",
)  # fmt: skip
_THING_REACH = 7
# `самого | посещаемого | музея`, `обсуждаемых | кандидатур`: what is usually done to a thing.
_QUALITY = re.compile(
    r"[ео]м(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми|ы|а|ага|аму|ых|ий|ою|і)$|ім(?:ы|ага|аму|ым|ая|ай|ую|ыя|ых|ий|ого|ому|а|і)$"
)
_AIM_REACH = 2
_RESIGNING = ("отставк", "адстаўк", "відставк", "уйти", "уехать", "покинуть")
_GATHERED = ("собра", "сабра", "зібра")


def acts_for_nobody(cluster: Cluster, story: AnnotatedStory) -> bool:
    """Whether only people without an office met: singers, lawyers, somebody's forebears."""
    found = cluster.actors
    language = story.agencies.language
    if found.agencies or found.pair or language not in _READ | {"en"}:
        return False
    official = found.people.keys() & _in_office(story)
    if found.people and len(found.states) < TWO_SIDES and cluster.family in _OF_TWO:
        return len(official) < (1 if language == "en" else TWO_SIDES)
    named = any(
        member.line.of(*_OFFICIAL)
        or (language == "en" and _names_rank(member.line))
        or member.item.concept.code.startswith(_BY_HEAD)
        for member in cluster.members
    )
    travels = all(member.kind == "visit" for member in cluster.members)
    return not named and not official and (bool(found.people) or travels)


def _names_rank(line: Line) -> bool:
    """`| General | Karaca`, but not `| coach | Smith`: who has a rank acts for a state."""
    return any(rank.concepts and rank.concept.code not in _OF_ANYBODY for rank in line.of("honorific"))


def _in_office(story: AnnotatedStory) -> set[str]:
    """The people who hold or held an office, by their slugs."""
    return {
        known.person.slug
        for known in story.people.found
        if known.code or known.person.agency or (known.person.role and not known.posts <= _OF_NOBODY)
    }


def is_of_one_state(cluster: Cluster, story: AnnotatedStory) -> bool:
    """Whether a sitting or conference is told with no other state, union, number or standing body: a court's, a party's, a faculty's."""
    found, language = cluster.actors, story.agencies.language
    han = language == "zh"
    if (
        not (han or language in _READ or (language == "en" and cluster.family == "session"))
        or cluster.ordinal
        or cluster.body
        or cluster.series_kind
        or found.pair
    ):
        return False
    worldly = any(agency.international for agency in found.agencies.values())
    if story.agencies.language == "vi" and not set(found.states) <= {story.states.home}:
        return False  # `Trung Quốc đăng cai phiên họp tới`: another state has guests
    if worldly or len(found.states) >= TWO_SIDES:
        return False
    if han:
        told = any(_WORLD_IN_HAN.search(member.line.glued(0, len(member.line.tokens))) for member in cluster.members)
        return not (told or cluster.planned or found.people.keys() & _in_office(story))
    abroad = any(norm.startswith(_OF_SEVERAL) for member in cluster.members for norm in member.line.vocabulary)
    abroad = abroad or (cluster.place is not None and cluster.place.state not in {None, *found.states})
    return not (abroad and (language == "en" or found.people.keys() & _in_office(story)))


def takes_thing(line: Line, cue: Item) -> bool:
    """`это решение | принял | глава ведомства`, `принял | командование силами`: nobody is received."""
    if line.language not in EAST_SLAVIC or not _RECEIVING.match(line.norm(cue.start)) or cue.end > cue.start + 1:
        return False
    return any(
        line.norm(at).startswith(_THINGS)
        for step in (range(cue.end, cue.end + _THING_REACH), range(cue.start - 1, cue.start - _THING_REACH, -1))
        for at in _phrase(line, step)
    )


def is_quality(line: Line, cue: Item) -> bool:
    """`самого | посещаемого | здания`, `собравшемуся | в отставку`: a quality of somebody or something."""
    if line.language not in EAST_SLAVIC or cue.kind != "meeting-verb":
        return False
    first = line.norm(cue.start)
    behind = line.norms(cue.end, cue.end + _AIM_REACH)
    resigns = first.startswith(_GATHERED) and any(word.startswith(_RESIGNING) for word in behind)
    return resigns or (cue.end == cue.start + 1 and _QUALITY.search(first) is not None)


def _phrase(line: Line, steps: range) -> list[int]:
    """The tokens along a way that belong to the clause."""
    kept: list[int] = []
    for at in steps:
        if not 0 <= at < len(line.tokens) or line.norm(at) in PART_ENDS:
            break
        kept.append(at)
    return kept
