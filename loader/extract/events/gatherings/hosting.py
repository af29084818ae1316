"""Words that tell of a meeting only with somebody as their object: `called on`, `will host`, `shook hands`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.entities.offices.title_edges import PARTS
from loader.extract.events.doubts.truth import PHRASE_ENDS, reaches
from loader.extract.words import ARTICLES, CLAUSE_ENDS, OF, POSSESSIVE, folded

if TYPE_CHECKING:
    from loader.extract.events.participants.actors import Actors
    from loader.extract.lines import Item, Line

# Tokens from a word to the person behind it.
_REACH = 14
# What may stand between a word and its guest beside the parts of a title: `will receive | his visiting Malian | counterpart`.
_BETWEEN = ARTICLES | POSSESSIVE | OF | folded("with and in at on his her their its our visiting new newly appointed")
_TITLES = PARTS | {"actor", "agency-head", "person"}
_GUESTS = ("person", "counterpart", "post", "agency", "actor")
_GROUPS = ("delegation", "mission", "envoy", "official", "commander", "counterpart")
# Of these verbs only the future and the continuous tell of a guest: `will | host`, `is | receiving`.
_BARE = frozenset({"receive", "host", "welcome", "receiving", "welcoming"})
_LEADS = folded("to will would shall is was are were be soon also")
# `flew to Niger | for another round of | talks`.
_FOR_REACH = 5
_GOALS = frozenset({"to", "in", "into", "at"})
# `to pave the way for | talks`: elsewhere, and later.
_PAVED = frozenset({"way", "ground", "stage"})
_RECEIVED, _RIGHT_BEHIND = frozenset({"received", "receives", "welcomed", "welcomes", "hosted"}), 3
_SHOOK = frozenset({"shook"})
# `Negotiators from Egypt and Sudan | sat down`.
_SEATED = frozenset({"sat", "sits"})
# `was | welcomed | … by`.
_PASSIVES = frozenset({"welcomed", "received", "greeted", "hosted"})
_AUXILIARIES = frozenset({"was", "were", "been", "is", "are"})
_BY = frozenset({"by"})
# `called | Pakistani Prime Minister | Imran Khan`.
_CALLEE_REACH = 6
_NAMING = folded("a an the to for as his her their unacceptable wrong")
# `called | Mr Cole | to discuss`: an aim that wants somebody on the line.
_ON_THE_LINE = folded(
    "discuss congratulate express convey thank inform apologise apologize wish explain assure brief condole talk offer"
)


def addresses(line: Line, cue: Item) -> bool:
    """`called on | Home Secretary Anil Goswami`, but not `called on the minister to resign`."""
    if line.language == "en" and any(date.start == cue.end for date in line.of("date")):
        return False  # `called | on Tuesday | for the dismissal of Minister A`
    held = [guest for guest in line.of("post") if not line.has_between(cue.end, guest.start, ARTICLES)]
    guests = [guest for guest in (*line.of("person", "counterpart"), *held) if 0 <= guest.start - cue.end <= _REACH]
    guests.sort(key=lambda guest: guest.start)
    last = guests[0] if guests else None
    for guest in guests:
        last = guest if last is not None and guest.start - last.end <= 1 else last
    return last is not None and line.norm(last.end) != "to"


def is_reception_by_office(line: Line, cue: Item) -> bool:
    """`The Minister of the Interior | received | the Ambassador of Mali`: a host whose press does not say of which state."""
    if cue.kind != "meeting-verb" or line.norm(cue.start) not in _RECEIVED:
        return False
    hosts = [post for post in line.of("post") if post.end <= cue.start and not post.states]
    guests = [post for post in line.of("post") if 0 <= post.start - cue.end <= _RIGHT_BEHIND and post.states]
    return bool(hosts and guests) and not line.has_between(hosts[-1].end, cue.start, CLAUSE_ENDS)


def has_guest(line: Line, cue: Item) -> bool:
    """`will receive | his Malian counterpart`, and neither `will receive funds` nor `the host, …`."""
    first = line.norm(cue.start)
    if first in _BARE and line.norm(cue.start - 1) not in _LEADS:
        return False
    people = [person for person in line.of("person") if person.end <= cue.start]
    if first in _SHOOK and len(people) >= TWO_SIDES:
        return True
    if (
        first in _SEATED
        and len({state for one in line.of("country") if one.end <= cue.start for state in one.states}) >= TWO_SIDES
    ):
        return True
    if is_received(line, cue):
        return True
    held = {at for item in line.of(*_TITLES) for at in range(item.start, item.end)}
    for guest in line.of(*_GUESTS):
        if guest.kind == "actor" and not line.norm(guest.end - 1).startswith(_GROUPS):
            continue
        if cue.end <= guest.start <= cue.end + _REACH:
            return not _does_something(line, guest, held) and all(
                at in held or line.norm(at) in _BETWEEN or line.is_capital(at) for at in range(cue.end, guest.start)
            )
    return False


def _does_something(line: Line, guest: Item, held: set[int]) -> bool:
    """`welcomed | President A's | decision`, `welcomed | President A | to mediate`: it is what somebody does that is welcome."""
    at = guest.end
    while at in held or (line.is_capital(at) and at < len(line.tokens)):
        at += 1
    comes = line.is_capital(at + 1) or line.norm(at + 1) in ARTICLES | _BETWEEN
    return line.norm(at) in POSSESSIVE or (line.norm(at) == "to" and at + 1 < len(line.tokens) and not comes)


def is_received(line: Line, cue: Item) -> bool:
    """`Minister A was | welcomed | in Nairobi by his host, General B`: the subject is the guest, and who receives stands behind."""
    if line.norm(cue.start) not in _PASSIVES or line.norm(cue.start - 1) not in _AUXILIARIES:
        return False
    guests = [one for one in line.of("person") if one.end <= cue.start and line.norm(one.start - 1) not in OF]
    hosts = [one for one in line.of("person") if one.start >= cue.end]
    return bool(guests and hosts) and line.has_between(cue.end, hosts[0].start, _BY)


def sits_abroad(line: Line, item: Item, found: Actors) -> bool:
    """`arrived in Israel for | talks`, `sent a delegation to Niger to | negotiate`: those whose state is the goal sat there too."""
    if line.language != "en" or len(found.states) != 1 or len(found.hosts) != 1:
        return False
    led = line.norms(max(0, item.start - _FOR_REACH), item.start)
    aim = ("for" in led and _PAVED.isdisjoint(led)) or (item.kind == "meeting-verb" and led[-1:] == ["to"])
    goal = any(
        country.end <= item.start and line.norm(country.start - 1 - (line.norm(country.start - 1) == "the")) in _GOALS
        for country in line.of("country")
        if country.states[:1] == (*found.hosts,)
    )
    return goal and (aim or bool(travels_before(line, item)))


def travels_before(line: Line, item: Item) -> list[Item]:
    """The words of travel that lead to a gathering: `arrived in North Korea and | was received by …`."""
    return [
        verb
        for verb in line.of("meeting-verb")
        if verb.prop("wants") == "place" and verb.end <= item.start and reaches(line, verb)
    ]


def rings(line: Line, cue: Item) -> bool:
    """`called | his Bolivian counterpart`, but not `called | Mr Cole a liar`, nor `called | the minister to resign`."""
    for callee in line.of("person", "counterpart"):
        if 0 <= callee.start - cue.end <= _CALLEE_REACH and not line.has_between(cue.end, callee.start, PHRASE_ENDS):
            spoken = line.norm(callee.end) == "to" and line.norm(callee.end + 1) in _ON_THE_LINE
            return spoken or (line.norm(callee.end) not in _NAMING and not line.is_capital(callee.end))
    return False
