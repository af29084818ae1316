"""Gatherings of a series: the next one is of those who sat at the one told before, and of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.gatherings.kinds import FAMILIES, GATHERINGS
from loader.extract.words import EAST_SLAVIC, POSSESSIVE, folded
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Facts, Meeting

# How a text names the gathering that follows the one it tells of, by where the word stands.
_BEFORE = folded(
    "next follow subsequent следующий следующая следующее следующую следующего следующей следующем очередной очередная очередное "
    "очередную очередного наступны наступная наступнае наступную наступнага наступнай чарговы чарговая чарговае чарговую чарговага "
    "наступний наступна наступне наступну наступного наступної чергова чергове чергову чергового черговий",
)
_BEHIND = frozenset(
    tuple(map(fold, words.split())) for words in ("tiếp theo", "lần tới", "kế tiếp", "lần sau", "kỳ tới")
)
_HAN = frozenset({"届", "次", "轮", "一", "回"})
# `next | week`: the word dates the gathering, and does not number it.
_PERIODS = folded("week month year spring summer autumn fall winter")
_JOINT = ("совмест", "сумесн", "спільн")
# `заседание | межправительственной | комиссии`: which bodies two states have in common, by their stems.
_COMMON = (
    "совмест",
    "двусторон",
    "смешан",
    "межправ",
    "межгосуд",
    "межвед",
    "сумесн",
    "двухбак",
    "змешан",
    "міжурад",
    "міждзярж",
    "міжвед",
    "спільн",
    "двосторон",
    "змішан",
    "міжурядов",
    "міждерж",
    "міжвідом",
)
_BODIES = ("комисс", "комитет", "групп", "камісі", "камітэт", "груп", "комісі", "комітет")
_COMMON_REACH = 4
_REACH = 3
_HAN_REACH = 6
_BEHIND_REACH = 6
_FEW = 4
"""A gathering of more states than these is one of an organisation, whose members the next one need not bring together."""


def take_participants(cluster: Cluster, facts: Facts) -> bool:
    """`Следующая встреча пройдёт в Ташкенте`: those who sat at the gathering told before; whether there is one.

    Args:
        cluster: A gathering; its participants and kind are completed.
        facts: What was found so far, with all that was held.

    """
    if not cluster.planned:
        return False
    named = any(is_next(member) or _is_joint(member) for member in cluster.members)
    fitting = [meeting for meeting in held_by_few(cluster, facts) if _follows(cluster, meeting, named=named)]
    if not fitting:
        return False
    last = max(fitting, key=lambda meeting: (FAMILIES[meeting.kind] == cluster.family, len(meeting.sentences)))
    sit_as(cluster, last)
    return True


def held_by_few(cluster: Cluster, facts: Facts) -> Iterator[Meeting]:
    """The gatherings of few states that were held and told, which had those of a gathering among them."""
    own = cluster.actors.states.keys()
    for meeting in facts.meetings:
        few = TWO_SIDES <= len(meeting.states) <= _FEW
        if meeting.status == "held" and not meeting.quoted and few and own <= meeting.states.keys():
            yield meeting


def sit_as(cluster: Cluster, other: Meeting) -> None:
    """Give a gathering the participants of another of its series, and its kind where it has none of its own."""
    cluster.actors.add_states(*other.states)
    if FAMILIES[other.kind] in GATHERINGS and cluster.family == "meeting":
        cluster.series_kind = other.kind


def take_body(cluster: Cluster, facts: Facts) -> None:
    """`Следующее заседание пройдёт в 2025 году`, `the next session`: of the body whose session was told before, if nobody is named."""
    if not cluster.planned or cluster.actors.agencies or cluster.actors.people:
        return
    if not (cluster.family in GATHERINGS or cluster.family == "meeting") or not any(map(is_next, cluster.members)):
        return
    held = [one for one in facts.meetings if one.status == "held" and FAMILIES[one.kind] in GATHERINGS]
    last = next((one for one in held if any(body.international for body in one.agencies.values())), None)
    if last is None:
        return
    cluster.actors.agencies |= {slug: body for slug, body in last.agencies.items() if body.international}
    if len(last.states) == 1:  # `the dialogue of the EU and | Jordan`
        cluster.actors.add_states(*last.states)
    cluster.series_kind = last.kind


def add_host(cluster: Cluster) -> None:
    """`Саммит ШОС пройдёт в 2025 году | в Таджикистане`: the state in which a gathering is to be held will receive it."""
    if not cluster.planned or cluster.family not in GATHERINGS | {"exercise"}:
        return
    for member in cluster.members:
        named = {state for item in member.line.of("country") for state in item.states[:1]}
        cluster.actors.add_states(*(state for state in member.actors.hosts if state in named))


def _follows(cluster: Cluster, meeting: Meeting, *, named: bool) -> bool:
    """Whether the text calls it the next one of such gatherings, or its number is the next."""
    family = FAMILIES[meeting.kind]
    if cluster.family == "exercise" and named and len(meeting.states) == TWO_SIDES:
        return True
    if len(meeting.states) == TWO_SIDES and any(is_of_joint_body(member) for member in cluster.members):
        return True
    if cluster.family not in {family, "meeting"} and not {cluster.family, family} <= GATHERINGS:
        return False
    if cluster.ordinal and meeting.ordinal:
        return cluster.ordinal == meeting.ordinal + 1
    return named or (cluster.ordinal or 0) > 1  # `商定第二次会议于2026年1月举行`


def _is_joint(member: Candidate) -> bool:
    """`планируются | совместные учения`: of those who met."""
    return member.family == "exercise" and member.line.norm(member.item.start).startswith(_JOINT)


def is_of_joint_body(member: Candidate) -> bool:
    """`В июне состоится заседание | совместной рабочей группы`: of a body of two states that the sentence does not name."""
    line, item = member.line, member.item
    if line.language not in EAST_SLAVIC or member.family != "session" or line.of("country", "agency"):
        return False
    near = line.norms(item.start - _COMMON_REACH, item.end + _COMMON_REACH)
    return any(norm.startswith(_COMMON) for norm in near) and any(norm.startswith(_BODIES) for norm in near)


def is_of_series(member: Candidate) -> bool:
    """`Следующая встреча пройдёт в Белграде`: of those who sat before, and not of whom the sentence before it told."""
    if member.line.language == "en":
        return member.planned and is_next(member) and not member.actors.number
    return member.line.language in EAST_SLAVIC and member.planned and (is_next(member) or is_of_joint_body(member))


def is_next(member: Candidate) -> bool:
    """Whether a word that counts on stands with a cue, or within it."""
    line, item = member.line, member.item
    if line.language == "zh":
        places = range(max(0, item.start - _HAN_REACH), item.end)
        return any(line.norm(at) == "下" and line.norm(at + 1) in _HAN for at in places)
    if line.language == "vi":
        places = range(item.start, item.end + _BEHIND_REACH)
        return any((line.norm(at), line.norm(at + 1)) in _BEHIND for at in places)
    if (
        line.language == "en"
        and item.kind == "meeting-verb"
        and not _BEFORE.isdisjoint(line.norms(item.start, item.end + 1))
    ):
        return line.norm(item.end + 1) not in _PERIODS  # `is due to | meet | next in Baghdad`
    places = range(max(0, item.start - _REACH), item.end)
    return any(
        line.norm(at) in _BEFORE and (line.norm(at + 1) not in _PERIODS or line.norm(at + 2) in POSSESSIVE)
        for at in places
    )


def mark_second(clusters: list[Cluster]) -> None:
    """Mark the gatherings that the story's day is not told of.

    It is that of another, beside or after which they met; or they are an earlier one of the series.
    """
    held = [cluster for cluster in clusters if not cluster.planned]
    days = {cluster.date.value for cluster in held if cluster.date is not None}
    days |= {day.value for cluster in held if cluster.ordinal and (day := cluster.narrated_day) is not None}
    latest = max((cluster.ordinal or 0 for cluster in held), default=0)
    for cluster in clusters:
        day = cluster.narrated_day
        if cluster.date is not None or day is None or day.value not in days:
            continue
        cluster.second = cluster.family not in GATHERINGS or 0 < (cluster.ordinal or 0) < latest
