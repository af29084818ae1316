"""Gatherings of the two states that a story is about, where their sentence does not name both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.gatherings.focus import add_focus
from loader.extract.events.gatherings.receptions import is_reception
from loader.extract.events.participants.actors import actors
from loader.extract.events.sessions.series import is_next, is_of_joint_body
from loader.extract.events.verbs.han_clauses import has_object
from loader.extract.events.verbs.slavic_verbs import is_taken_up
from loader.extract.words import EAST_SLAVIC, WITH, folded
from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.events.gatherings.clusters import Cluster
    from loader.extract.facts import Facts

# `встреча, | на которой …`.
_WHICH = ("котор", "якой", "якім", "якій", "якому")
_WHICH_REACH = 5
# Sentences back in which those who met may have been named.
_TOLD_BEFORE = 4
_WENT = folded(
    "lasted were was took focused centred centered covered ended began ran concluded dealt touched produced yielded"
)
_OF_STATES = frozenset({"meeting", "call"})
_OCCASIONS = frozenset({"after", "during", "at", "following"})


def take_pair(cluster: Cluster, story: AnnotatedStory, facts: Facts) -> None:
    """Talks and visits in a story of two states are theirs: `переговоры прошли за закрытыми дверями`; of more, where more met before."""
    add_focus(cluster, story)
    _add_home(cluster, story)
    _add_object(cluster, story)
    pair = set(story.states.pair)
    if not story.states.bilateral or not cluster.actors.states.keys() <= pair:
        return
    for member in cluster.members:
        if member.quoted or member.weak or member.line.role is Role.TITLE or not _may_be_of_pair(member, cluster):
            continue
        paragraph = [line for line in story.lines if member.line.sentence.block == line.sentence.block]
        named = {state for line in paragraph for state in actors(line, story).states}
        if (
            pair <= named
            or member.family == "exercise"
            or _has_guest(member)
            or _signs_there(member)
            or _is_told(member, story)
            or is_of_joint_body(member)
            or is_reception(member)
            or (member.planned and not member.actors.number and is_next(member))
        ):
            cluster.actors.add_states(*_all_who_met(pair, member, facts) or story.states.pair)
            return


def _all_who_met(pair: set[str], member: Candidate, facts: Facts) -> list[str]:
    """`На совещании A, B, C и D приняли план. 26 ноября состоялась встреча министров`: the states of the gathering of several told before."""
    told = [one for one in facts.meetings if one.status == "held" and one.sentences[0].span < member.line.sentence.span]
    return list(told[-1].states) if told and pair < told[-1].states.keys() and not member.actors.pair else []


def _is_told(member: Candidate, story: AnnotatedStory) -> bool:
    """`Во время встречи дипломаты обсудили …`: what is taken up is of those who were named before, of each state one."""
    opens = member.item.start == 0 and member.item.kind == "meeting-noun" and member.line.language in EAST_SLAVIC
    opens = opens or _goes_on(member) or _is_occasion(member)
    if not (opens or is_taken_up(member.line, member.item)):
        return False
    before = story.lines[max(0, member.line.index - _TOLD_BEFORE) : member.line.index]
    told = (*before, member.line) if member.line.language == "en" else before
    people = {item.value.state for line in told if line.role is not Role.TITLE for item in line.of("person")}
    return set(story.states.pair) <= people


def _is_occasion(member: Candidate) -> bool:
    """`B told reporters after the | meeting`: an English gathering that was told before, when something was said."""
    line, at = member.line, member.item.start
    noun = member.item.kind == "meeting-noun" and member.item.end - at == 1
    return noun and line.language == "en" and line.norm(at - 1) == "the" and line.norm(at - 2) in _OCCASIONS


def _goes_on(member: Candidate) -> bool:
    """`| Talks | lasted six hours`: an English sentence that opens with what was told before, and says how it went."""
    line, item = member.line, member.item
    opens = item.start == 0 or (item.start == 1 and line.norm(0) == "the")
    return line.language == "en" and opens and item.kind == "meeting-noun" and line.norm(item.end) in _WENT


def _may_be_of_pair(member: Candidate, cluster: Cluster) -> bool:
    """Whether a gathering may be of the two states of its story: a session of their joint body, too."""
    return _is_of_states(member, cluster) or is_of_joint_body(member)


def _has_guest(member: Candidate) -> bool:
    """`Заўтра запланавана | сустрэча з | міністрам …`: in a story of two states whoever receives a guest is of the other one."""
    line, end = member.line, member.item.end
    guest = bool(member.actors.people or member.actors.agencies)
    return guest and line.language in EAST_SLAVIC and member.item.kind == "meeting-noun" and line.norm(end) in WITH


def _add_home(cluster: Cluster, story: AnnotatedStory) -> None:
    """`Витебские таможенники встретились с коллегами из Латвии`: colleagues of a state's own officials, whom its press names no further."""
    home = story.states.home if story.states.home_told else None
    found = cluster.actors
    if (
        home is None
        or len(found.states) != 1
        or home in found.states
        or any(one.international for one in found.agencies.values())
    ):
        return
    lines = [member.line for member in cluster.members]
    if any(line.of("counterpart") and line.language in EAST_SLAVIC and not line.sentence.quoted for line in lines):
        found.add_states(home)


def _add_object(cluster: Cluster, story: AnnotatedStory) -> None:
    """`泰国外交部副部长访问内罗毕。当天，肯尼亚外交部副部长 | 与他 | 举行会谈`: whom the sentence before names as its only state."""
    for member in cluster.members:
        before = story.previous(member.line)
        if (
            before is None
            or member.quoted
            or len(member.actors.states) != 1
            or not has_object(member.line, member.item)
        ):
            continue
        named = actors(before, story).states.keys() - member.actors.states.keys()
        if len(named) == 1:
            cluster.actors.add_states(*named)
            return


def _signs_there(member: Candidate) -> bool:
    """`встреча, на которой планируется подписать соглашение`: who signs a document there are the two states of the story."""
    line, end = member.line, member.item.end
    if line.language not in EAST_SLAVIC or not member.planned or not line.of("agreement-noun"):
        return False
    relative = any(line.norm(at).startswith(_WHICH) for at in range(end, end + _WHICH_REACH))
    return relative and any(verb.prop("status") in {"signed", "planned"} for verb in line.of("agreement-verb"))


def _is_of_states(member: Candidate, cluster: Cluster) -> bool:
    """Whether a gathering may be of the two states of its story: talks; a session of which one of them is named."""
    bilateral = (
        member.family == "session"
        and not cluster.planned
        and cluster.body is None
        and len(cluster.actors.states) == 1
        and not any(agency.international for agency in cluster.actors.agencies.values())
    )
    with_others = member.family == "exercise" and bool(member.line.of("counterpart"))
    return member.family in _OF_STATES or bilateral or with_others
