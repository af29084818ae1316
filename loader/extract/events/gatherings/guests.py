"""Several meetings told in one phrase: `các cuộc gặp song phương với A của X và B của Y` are one with each guest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.gatherings.bare_hosts import bare_host, each_guest
from loader.extract.events.participants.actors import Actors, actors
from loader.extract.words import AND, CLAUSE_ENDS, EAST_SLAVIC, PART_ENDS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.events.gatherings.candidates import Candidate
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line

# Before the cue, or in it where the language has a plural: `các | cuộc gặp`, `lần lượt | tiếp`, `bilateral meetings`.
_SEVERAL = folded(
    "meetings các những nhiều lượt separate several отдельные двусторонние раздельные ряд серию асобныя двухбаковыя окремі двосторонні"
)
_ONE_EACH = frozenset({"bilateral", "separate", "individual", "one-on-one"})
# `провёл | встречи | с`: so many words without an adjective, where the plural alone tells.
_PLURAL = folded("встречи беседы сустрэчы гутаркі зустрічі бесіди")
_HELD = folded(
    "провел провела провели проведет проведут прошли состоялись правеу правяла правялі прайшлі адбыліся правядзе "
    "провів провела провели пройшли відбулися проведе проведуть"
)
# `分别会见了`, `与A、B分别举行 | 会谈`.
_ONE_BY_ONE = frozenset({("分", "别"), ("先", "后")})
_APART = frozenset("别先")
_ONE_BY_ONE_REACH = 16
_HAN_WITH = frozenset({"与", "同", "和"})
_OF_TWO = frozenset({"meeting", "call"})


def with_each_guest(candidate: Candidate, story: AnnotatedStory) -> list[Candidate]:
    """The candidate, or one for each guest where it tells of several meetings."""
    line, item = candidate.line, candidate.item
    if line.language == "zh":
        found = _han_guests(line, item, story)
    elif line.language == "vi" and candidate.family in _OF_TWO:
        candidate = _with_bare_host(candidate, story)
        found = list(each_guest(line, item, candidate.actors, story)) or _guests_of_states(candidate, story)
    else:
        found = _guests_of_states(candidate, story)
    found = found or _unnamed_guests(candidate, story)
    return [replace(candidate, actors=each) for each in found] or [candidate]


def _with_bare_host(candidate: Candidate, story: AnnotatedStory) -> Candidate:
    """`Bộ trưởng đã gặp Bộ trưởng Nội vụ Malaysia`: with who holds the office, where nobody of that side is named."""
    host = bare_host(candidate.line, candidate.item, story)
    if host is None or host.state in candidate.actors.states:
        return candidate
    both = candidate.actors.copy()
    both.add_person(host)
    return replace(candidate, actors=both)


def _guests_of_states(candidate: Candidate, story: AnnotatedStory) -> list[Actors]:
    """The hosts with each of several guests, of as many states; nothing where it was one meeting."""
    line, item = candidate.line, candidate.item
    told = {line.norm(item.start - 1), *line.norms(item.start, item.end + 1)}
    beside = line.language in EAST_SLAVIC and bool(line.of("sidelines"))
    apart = line.language == "en" and _with_each(line, item)
    if candidate.family not in _OF_TWO or (told.isdisjoint(_SEVERAL) and not (beside or apart)):
        return []
    hosts = [person.value for person in line.of("person") if person.end <= item.start]
    if line.language != "en":
        hosts = [host for host in hosts if host.state]
    own = {host.state for host in hosts}
    named = [person.value for person in line.of("person") if person.start >= item.end and person.value.state]
    guests = {guest.slug: guest for guest in named if guest.state not in own}
    states = {guest.state for guest in guests.values()}
    if not hosts or len(own) != 1 or len(guests) < TWO_SIDES or len(states) != len(guests):
        return []
    return [_of(hosts, guest, story) for guest in guests.values()]


def _with_each(line: Line, item: Item) -> bool:
    """`held talks with A's minister B, on migration, and | with | C's minister D`: whether "with" is said again."""
    end = next((at for at in range(item.end, len(line.tokens)) if line.norm(at) in CLAUSE_ENDS), len(line.tokens))
    said = [at for at in range(item.end - 1, end) if line.norm(at) in WITH]
    return len(said) >= TWO_SIDES and any(line.norm(at - 1) in AND for at in said[1:])


def _unnamed_guests(candidate: Candidate, story: AnnotatedStory) -> list[Actors]:
    """`провёл двусторонние встречи с | коллегами из A и B`: the hosts with each of the states of guests without a name."""
    line, item = candidate.line, candidate.item
    if candidate.family != "meeting" or line.norm(item.end) not in WITH:
        return []
    if line.language == "en" and _ONE_EACH.isdisjoint(line.norms(item.start - 1, item.end)):
        return []
    if line.language not in EAST_SLAVIC | {"en"}:
        return []
    beside = item.kind == "meeting-verb" and bool(
        line.of("sidelines")
    )  # `на полях форума переговорил | с коллегами из A и B`
    plural = beside or (
        line.norm(item.start) in _PLURAL and not _HELD.isdisjoint(line.norms(item.start - 2, item.start))
    )
    if not plural and _SEVERAL.isdisjoint(line.norms(item.start - 2, item.end)):
        return []
    end = next((at for at in range(item.end, len(line.tokens)) if line.norm(at) in CLAUSE_ENDS), len(line.tokens))
    behind = [one for one in line.of("country", "agency", "person") if item.end <= one.start < end]
    own = {person.value.state for person in line.of("person") if person.end <= item.start} - {None}
    bodies = [body for one in behind if one.kind == "agency" for body in one.value]
    named = [state for one in behind if one.kind == "country" for state in one.states[:1]]
    guests = list(dict.fromkeys([*(body.state for body in bodies if body.state), *named]))
    hosts = [person.value for person in line.of("person") if person.end <= item.start and person.value.state]
    if len(own) != 1 or len(guests) < TWO_SIDES or own & {*guests} or any(one.kind == "person" for one in behind):
        return []
    found = []
    for guest in guests:
        both = _of_hosts(hosts, story)
        both.add_states(guest)
        for body in bodies:
            if body.state == guest:
                both.add_agency(body)
        found.append(both)
    return found


def _of(hosts: list[Person], guest: Person, story: AnnotatedStory) -> Actors:
    return _of_hosts([*hosts, guest], story)


def _of_hosts(people: list[Person], story: AnnotatedStory) -> Actors:
    """People with the bodies that they speak for."""
    found = Actors()
    for person in people:
        found.add_person(person)
        body = story.agencies.found.get(person.agency or "")
        if body is not None:
            found.add_agency(body)
    return found


def _han_guests(line: Line, cue: Item, story: AnnotatedStory) -> list[Actors]:
    """`分别会见了A和B`, `与A、B分别举行 | 会谈`: who took part in each of the gatherings; nothing where it was one."""
    if line.language != "zh" or _APART.isdisjoint(line.vocabulary):
        return []
    start = next(
        (at for at in range(cue.start, max(0, cue.start - _ONE_BY_ONE_REACH * 4), -1) if _is_apart(line, at)), None
    )
    if start is None:
        return []
    guests = [item for item in line.of("person", "agency") if item.kind == "person" or item.form != "title"]
    behind = [item for item in guests if item.start >= cue.end and not line.has_between(cue.end, item.start, PART_ENDS)]
    if len(behind) >= TWO_SIDES:
        return _each(line, story, start, behind)
    opens = [at for at in range(cue.start) if line.norm(at) in _HAN_WITH and at > _last_comma(line, start)]
    met = [item for item in guests if opens and opens[0] < item.start and item.end <= cue.start]
    return _each(line, story, opens[0], met) if len(met) >= TWO_SIDES else []


def _is_apart(line: Line, at: int) -> bool:
    return (line.norm(at), line.norm(at + 1)) in _ONE_BY_ONE


def _last_comma(line: Line, end: int) -> int:
    return max((at for at in range(end) if line.norm(at) in PART_ENDS), default=-1)


def _each(line: Line, story: AnnotatedStory, start: int, guests: list[Item]) -> list[Actors]:
    """Whoever stands before a token together with each of the guests."""
    people = [item for item in guests if item.kind == "person"]
    found = []
    edge = start
    for guest in people if len(people) >= TWO_SIDES else guests:
        both = actors(line, story, 0, start)
        both.merge(actors(line, story, edge, guest.end))
        edge = guest.end
        found.append(both)
    return found
