"""Words that only look like a gathering in English: a parliament, a body named after one, an appeal, troops on the move.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.doubts.vietnamese_seeming import seems_in_vietnamese
from loader.extract.words import ARTICLES, CLAUSE_ENDS, COMMAS, ENGLISH_ORDINAL_SUFFIXES, POSSESSIVE, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `pressure | from | Congress`, `| members of | Congress`: before a parliament's name stands no article.
_PARLIAMENT = "congress"
_BEFORE_A_NAME = folded(
    "from by in to of for with that and as when while if before through against when while but or ,"
)
_OF_A_GATHERING = frozenset({"of", "on"})
# `a call to | release`, `calls for`: behind these words an appeal tells what is asked for.
_CALLS = frozenset({"call", "calls", "called", "calling"})
_SPOKEN_TO = (
    ARTICLES
    | POSSESSIVE
    | folded(
        "his her their its discuss congratulate express convey thank inform apologise apologize wish offer explain assure"
    )
)
# `fellow with Mali's | Forum for …`, `decision by the World … | Forum`: whose word or office it is.
_NAMED = frozenset({"conference", "forum", "summit", "congress"})
_OFFICES = (
    "director", "fellow", "president", "chair", "member", "founder", "head", "spokes", "expert", "analyst", "report", "decision", "statement",
)  # fmt: skip
_OFFICE_REACH = 4
_OFFICE_LINKS = frozenset({"of", "with", "at", "by", "from"})
_SPEAKING = folded("said says told announced warned ranks ranked estimates estimated published")
# `6,000 troops, most of them marines, | arrived in`: from a force to its verb.
_FORCE_REACH = 14
_ABOARD, _CARRIED_REACH = folded("by aboard on in"), 3
_TOLD, _TOLD_REACH = folded("told said speaking reached contacted interviewed confirmed"), 6
_TRAVEL_NOUNS = frozenset({"travel", "trips"})
_ABOUT_TRAVEL = folded("against on of for from about all ban banned nonessential essential restrict restricts")
# `met with | unexpectedly stiff resistance`.
_MET = folded("met meets meet meeting")
_MET_REACH = 5
_WHO = ("person", "post", "agency", "country", "counterpart", "function")
# `a deal | negotiated | by`, `the | negotiated | settlement`: a participle of the document.
_BY = frozenset({"by", "under"})
_OF_TRUCES = ("ceasefire", "cease-fire", "truce", "deal", "settlement", "fire", "release", "price")
_BEFORE_A_PARTICIPLE = ARTICLES | folded("was were been be being is are newly recently the previously")
# `months of tough | negotiations`, `after weeks of | deliberations`: how long something took.
_LONG = folded("months weeks years")
_LONG_REACH = 4
_PARTNERED = WITH | {"between"}

# `received | an invitation | from …`; `hosts | 40,000 refugees`.
_RECEIVING = folded("received receives receive receiving")
_HOSTING = folded("host hosts hosted hosting")
_FROM, _COMES = frozenset({"from"}), frozenset({"from", "delegation", "guests", "visitors"})
_SITES, _SITE_REACH = folded("shrine shop shops house grave cemetery tomb church temple mosque museum exhibition"), 4
# `took part in | the | Baltops drills`: tokens to the gathering, and to its name.
_WHOSE = folded("the their its")
_ROUNDS_OF, _ROUND_REACH = (
    folded("mechanism dialogue consultations commission committee group format council process platform force board"),
    8,
)
_TAKING = folded("take takes took taken taking")
_PART_REACH, _NAMED_REACH = 8, 4
_KNOWN = ("country", "place", "person", "post", "agency")  # a capital of these names no gathering


def only_seems(line: Line, cue: Item) -> bool:
    """Whether an English or Vietnamese word that may tell of a gathering tells of something else.

    Args:
        line: A sentence.
        cue: A cue of a meeting in it.

    """
    if line.language == "vi":
        return seems_in_vietnamese(line, cue)
    return line.language == "en" and any(test(line, cue) for test in _TESTS)


def _is_parliament(line: Line, cue: Item) -> bool:
    """`Chile's | Congress`, `pressure from | Congress`, but not `the third | Congress of …`."""
    if line.norm(cue.start) != _PARLIAMENT or cue.end - cue.start > 1 or line.norm(cue.end) in _OF_A_GATHERING:
        return False
    before = line.norm(cue.start - 1)
    of_state = any(state.end in {cue.start, cue.start - (before in POSSESSIVE)} for state in line.of("country"))
    named = before in ARTICLES and line.is_capital(cue.start)
    return cue.start == 0 or of_state or named or before in _BEFORE_A_NAME


def _is_body(line: Line, cue: Item) -> bool:
    """`a fellow with the Asian | Forum for …`, `the World Trade | Forum said`: a body that is called after a gathering."""
    if line.norm(cue.end - 1) not in _NAMED or not (line.is_capital(cue.start) and line.is_capital(cue.start - 1)):
        return False
    first = cue.start
    while line.is_capital(first - 1) or line.norm(first - 1) in ENGLISH_ORDINAL_SUFFIXES:
        first -= 1
    last = cue.end + (3 if line.norm(cue.end) == "(" else 0)
    if line.norm(last) in _SPEAKING or (line.norm(last) == "for" and line.is_capital(last + 1)):
        return True
    led = line.norms(max(0, first - _OFFICE_REACH), first)
    return not _OFFICE_LINKS.isdisjoint(led) and any(norm.startswith(_OFFICES) for norm in led)


def _is_appeal(line: Line, cue: Item) -> bool:
    """`a Kenyan | call to | release prisoners`: what is asked for in public, with nobody on the line."""
    if line.norm(cue.start) not in _CALLS or line.norm(cue.end - 1) != "to":
        return False
    return not line.is_capital(cue.end) and line.norm(cue.end) not in _SPOKEN_TO and not _who_at(line, cue.end)


def _who_at(line: Line, at: int) -> bool:
    return any(item.start == at for item in line.of(*_WHO))


def _is_of_force(line: Line, cue: Item) -> bool:
    """`Chadian troops | arrived in | Niger`, `sent fighter jets | to fly to`: who is sent there visits nobody."""
    if cue.prop("wants") != "place":
        return False
    forces = [
        force for force in line.of("force") if 0 <= cue.start - force.end <= _FORCE_REACH and not _carries(line, force)
    ]
    if not forces:
        return False
    between = any(forces[-1].end <= one.start < cue.start for one in line.of("person", "post"))
    return not between and not line.has_between(forces[-1].end, cue.start, CLAUSE_ENDS)


def _carries(line: Line, force: Item) -> bool:
    """`aboard a military | plane`, `the president's | plane`: what somebody travels in."""
    led = line.norms(max(0, force.start - _CARRIED_REACH), force.start)
    owner = any(one.end in {force.start - 1, force.start - _CARRIED_REACH} for one in line.of("person", "post"))
    return not _ABOARD.isdisjoint(led) or (owner and not POSSESSIVE.isdisjoint(led))


def _is_told_to_press(line: Line, cue: Item) -> bool:
    """`told Reuters | by telephone`, `reached | by phone`: somebody speaks to journalists."""
    if cue.prop("kind") != "call" or line.norm(cue.start) != "by":
        return False
    told = next((at for at in range(cue.start - 1, cue.start - _TOLD_REACH, -1) if line.norm(at) in _TOLD), None)
    return told is not None and not any(
        told < one.start < cue.start for one in line.of("person", "post", "counterpart")
    )


def _is_travel(line: Line, cue: Item) -> bool:
    """`advised against | travel to`, `a ban on | travel to`: journeys in general."""
    return line.norm(cue.start) in _TRAVEL_NOUNS and line.norm(cue.start - 1) in _ABOUT_TRAVEL


def _meets_thing(line: Line, cue: Item) -> bool:
    """`was | met with | fierce resistance`, `| met | the deadline`: nobody is met."""
    if line.norm(cue.start) not in _MET or cue.kind != "meeting-verb":
        return False
    things = [thing for thing in line.of("unmet") if 0 <= thing.start - cue.end < _MET_REACH]
    if not things:
        return False
    who = any(cue.end <= item.start < things[0].start for item in line.of("person", "post", "agency", "counterpart"))
    return not who and not line.has_between(
        cue.end, things[0].start, COMMAS | CLAUSE_ENDS | {"to", "on", "in", "at", "and"}
    )


def _is_participle(line: Line, cue: Item) -> bool:
    """`a truce | negotiated | by Oman`, `a | negotiated | settlement`: it describes what came of talks."""
    if line.norm(cue.start) != "negotiated" or cue.end - cue.start > 1:
        return False
    if line.norm(cue.start - 1).endswith(_OF_TRUCES) or any(
        noun.end == cue.start for noun in line.of("agreement-noun")
    ):
        return True  # `fears for the truce | negotiated | in spring by …`
    return line.norm(cue.end) in _BY or line.norm(cue.start - 1) in _BEFORE_A_PARTICIPLE


def _took_long(line: Line, cue: Item) -> bool:
    """`after months of tough | negotiations`: how long it took, and not that two sat together."""
    if cue.prop("kind") != "talks" or cue.kind != "meeting-noun" or line.norm(cue.end) in _PARTNERED:
        return False
    led = line.norms(max(0, cue.start - _LONG_REACH), cue.start)
    return any(long in _LONG and led[at + 1 : at + 2] == ["of"] for at, long in enumerate(led))


def _is_received_thing(line: Line, cue: Item) -> bool:
    """`received | an invitation from President A`, `hosts | 40,000 refugees`: what came was no guest."""
    first = line.norm(cue.start)
    if first in _HOSTING:
        crowd = any(0 <= force.start - cue.end <= _MET_REACH for force in line.of("force"))
        return crowd or line.norm(cue.end)[:1].isdecimal()
    if first not in _RECEIVING or line.norm(cue.end - 1) in _COMES:
        return False
    guests = [who.start for who in line.of("person", "post", "counterpart", "actor") if who.start >= cue.end]
    return line.has_between(cue.end, min(guests, default=len(line.tokens)), _FROM)


def _is_round_of_other(line: Line, cue: Item) -> bool:
    """`the second | round of the | election`: of a dialogue or a body it is a gathering; where talks are named, they tell of it."""
    if line.norm(cue.start) != "round" or line.norm(cue.end - 1) not in _WHOSE:
        return False
    behind = range(cue.end, cue.end + _ROUND_REACH)
    named = any(noun.start in behind for noun in line.of("meeting-noun"))
    return named or _ROUNDS_OF.isdisjoint(line.norms(behind.start, behind.stop))


def _visits_site(line: Line, cue: Item) -> bool:
    """`ministers | visited | a shrine`: with no state or city behind it, a sight or a house is seen, and nobody is met."""
    if cue.kind != "meeting-verb" or not line.norm(cue.start).startswith("visit"):
        return False
    behind = line.norms(cue.end, cue.end + _SITE_REACH)
    seen = not _SITES.isdisjoint(behind) and not any(norm in COMMAS for norm in behind[:2])
    return seen and not any(one.start >= cue.end for one in line.of("place", "country", "person", "post", "agency"))


def _takes_part_elsewhere(line: Line, cue: Item) -> bool:
    """`| took part in | the strike`, `for taking part in a coup`: what they took part in is no gathering of states."""
    if line.norm(cue.start) not in _TAKING or line.norm(cue.start + 1) != "part":
        return False
    gatherings = (noun for noun in line.of("meeting-noun") if 0 <= noun.start - cue.end <= _PART_REACH)
    known = {at for item in line.of(*_KNOWN) for at in range(item.start, item.end)}
    named = (line.is_capital(at) and at not in known for at in range(cue.end, cue.end + _NAMED_REACH))
    return not any(gatherings) and not any(named)


_TESTS = (
    _is_round_of_other,
    _takes_part_elsewhere,
    _visits_site,
    _is_received_thing,
    _is_parliament,
    _is_body,
    _is_appeal,
    _is_of_force,
    _is_told_to_press,
    _is_travel,
    _meets_thing,
    _is_participle,
    _took_long,
)
