"""Vietnamese hosts told by their office alone: `Bộ trưởng đã gặp song phương Bộ trưởng Nội vụ Malaysia`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.participants.actors import actors
from loader.extract.words import CLAUSE_ENDS, JOINS, PART_ENDS, folded
from loader.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line

# Sentences back in which the holder of the office was named.
_TOLD_BEFORE = 5
_NAMED = ("person", "country", "agency", "function", "pair")
# Between an office and its verb: `Bộ trưởng | cũng đã có các | cuộc gặp`.
_BETWEEN = folded(
    "đã đến tới cũng sẽ còn lần lượt có vừa tiếp tục cùng ngày sáng chiều tối hôm nay buổi các những một số nhiều"
)
_BETWEEN_REACH = 8
# `lần lượt | gặp A và B`, `có các | cuộc gặp song phương với A, B`: one meeting with each.
_SEVERAL, _BILATERAL = folded("các những nhiều lượt"), folded("song phương")
# What they met for or about names no guest.
_TOPICS = folded("để nhằm bàn trong qua trước bên tại ở trao thảo")


def bare_host(line: Line, item: Item, story: AnnotatedStory) -> Person | None:
    """Who holds the office that is the subject of a meeting, and was named before; None where nobody or more is told.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.
        story: The story, of whose own state the host is.

    """
    if line.language != "vi" or line.role is not Role.BODY or line.sentence.quoted or not _is_bare(line, item):
        return None
    for before in reversed(story.lines[max(0, line.index - _TOLD_BEFORE) : line.index]):
        people: list[Person] = [one.value for one in before.of("person") if before.role is Role.BODY]
        own = [one for one in people if one.state == story.states.home]
        if own:
            return own[0]
    return None


def _is_bare(line: Line, item: Item) -> bool:
    """Whether the last office before a cue has neither name nor state, and opens its clause."""
    posts = [post for post in line.of("post") if post.end <= item.start]
    if not posts or item.start - posts[-1].end > _BETWEEN_REACH:
        return False
    if any(line.norm(at) not in _BETWEEN for at in range(posts[-1].end, item.start)):
        return False
    start = next((at + 1 for at in range(posts[-1].start - 1, -1, -1) if line.norm(at) in PART_ENDS), 0)
    return not any(start <= one.start < item.start for one in line.of(*_NAMED))


def each_guest(line: Line, item: Item, found: Actors, story: AnnotatedStory) -> Iterator[Actors]:
    """`lần lượt gặp Bộ trưởng A và đại diện của B`: the host with the guests of each state; nothing where it was one meeting.

    Args:
        line: A sentence.
        item: A cue of a meeting in it.
        found: Who took part, as the whole sentence tells.
        story: The story.

    """
    words = line.norms(item.start - 1, item.end + len(_BILATERAL))
    if line.language != "vi" or (_SEVERAL.isdisjoint(words) and not set(words) >= _BILATERAL):
        return
    home = story.states.home
    ahead = [one.value for one in line.of("person") if one.end <= item.start]
    hosts = [person for person in (*found.people.values(), *ahead) if person.state == home]
    last = len(line.tokens)
    end = next((at for at in range(item.end, last) if line.norm(at) in CLAUSE_ENDS | _TOPICS), last)
    guests = [one for one in line.of("country", "agency", "person") if item.end <= one.start < end]
    cuts = _cuts(line, guests, home)
    if not hosts or len(cuts) <= 1:
        return
    for start, stop in zip(cuts, [*cuts[1:], end], strict=True):
        both = actors(line, story, start, stop)
        for host in hosts:
            both.add_person(host)
        yield both


def _cuts(line: Line, guests: list[Item], home: str | None) -> list[int]:
    """Where the guests of each other state begin: behind the comma or conjunction before them."""
    states: list[str] = []
    cuts: list[int] = []
    edge = guests[0].start if guests else 0
    for one in guests:
        state = _state_of(one)
        if state is None or state == home or state in states:
            continue
        marks = [at + 1 for at in range(edge, one.start) if line.norm(at) in JOINS]
        if states and not marks:
            return []
        cuts.append(marks[-1] if states else guests[0].start)
        states.append(state)
        edge = one.end
    return cuts


def _state_of(one: Item) -> str | None:
    if one.kind == "country":
        return next(iter(one.states), None)
    if one.kind == "person":
        state: str | None = one.value.state
        return state
    return next((body.state for body in one.value or () if body.state), None)
