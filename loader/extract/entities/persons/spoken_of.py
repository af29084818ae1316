"""Whose officer an English person is by what was told before: `its director`, `And Brazil?`, the state of a counterpart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import POSSESSIVE, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.persons.known import Known
    from loader.extract.lines import Item, Line

NOBODYS = ""
"""What a way answers that finds a person to serve no state; None if it cannot tell."""
# `Its then | chief`: tokens from the word to the title.
_ITS_REACH = 2
_DIPLOMATS, _ASKED_BEFORE = frozenset({"ambassador", "consul", "envoy", "high-commissioner"}), 3
_OF_WORLD_BODIES = frozenset(
    {"executive director", "deputy executive director", "secretary-general", "secretary general"}
)
# Offices of missions and projects, which their bodies leave out once they are told.
_OF_MISSIONS = re.compile(
    r"(?!deputy chief)(?:deputy |acting )?(?:(?:regional|resident|country|field|special) (?:representative|coordinator|director)|(?:head|chief) of (?:the )?(?:mission|office|delegation|field office)|"
    r"(?:project|programme|program) (?:manager|coordinator|officer|director)|executive secretary)$"
    r"|(?:регионал\w+|рэгіянальн\w+|регіональн\w+) (?:представител|прадстаўн|представн|директор|дырэктар)|(?:координатор|каардынатар)\w*[ -]р[еэ]з[иі]д"
    r"|(?:глав|руководител|кіраўнік|керівн|голов)\w* (?:миссии|представительства|офиса|бюро|місіі|прадстаўніцтва|офіса|місії|представництва|офісу)$"
    r"|(?:исполнительн|выканаўч|виконавч)\w+ (?:секретар|сакратар|директор|дырэктар)"
)
_GUESTS = folded(
    "guests visitors visiting delegation группа группу гостей гости делегацию делегация гасцей госці дэлегацыю дэлегацыя делегацію гостів"
)
_LEADING, _LED_REACH = ("led", "head", "возглав", "узначал", "узначаль", "очол", "руковод"), 5
_WITH_NOUNS = frozenset({"en", "ru", "be", "uk"})
# Tokens of a title in which such a noun stands, sentences back to its body, letters of it that stay the same in all cases.
_TITLE_REACH, _NOUN_BEFORE, _STEM = 8, 4, 6
# `the | centre's | director`: tokens before the title in which its owner stands.
_OWNER_REACH = 3
_ANY_BODY = ("agency", "ведомс", "ведамс", "відомс", "органи")
_HEADS = (
    "centre", "center", "academy", "institute", "committee", "ministry", "service", "agency", "department", "directorate", "bureau", "commission", "inspectorate", "council", "authority",
    "комитет", "министерств", "служб", "ведомств", "департамент", "управлени", "агентств", "инспекци", "камітэт", "міністэрств", "ведамств",
    "дэпартамент", "упраўленн", "агенцтв", "комітет", "міністерств", "відомств", "управлінн", "агентств",
)  # fmt: skip
_REGIONS = (
    "region",
    "province",
    "област",
    "края",
    "крае",
    "регион",
    "вобласц",
    "рэгіён",
    "регіон",
    "провинци",
    "правінцы",
    "провінці",
)
# Sentences back in which the counterpart's state is named.
_NAMED_BEFORE = 2


def of_its_body(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`Its then | chief, X`, `the centre rests on a treaty, its | director Y recalled`: of the body that was told before, in English."""
    if agencies.language != "en" or known.first is None:
        return None
    line, at = known.first
    led = line.norms(max(0, at - _ITS_REACH), at)
    if "its" not in led:
        return None
    earlier = [*lines[max(0, line.index - 1) : line.index], line]
    bodies = [
        item.value[0]
        for old in earlier
        for item in old.of("agency")
        if item.value and (old is not line or item.end <= at)
    ]
    here = [item.value[0] for item in line.of("agency") if item.value and item.end <= at]
    told = next(iter(here or bodies), None)
    return None if told is None else told.state or NOBODYS


def of_noun_taken_up(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`Deputy chairman | of the committee | X`, `прокурор | области | Y`: of the body or region that was told before by that noun."""
    if known.first is None or not known.titled or agencies.language not in _WITH_NOUNS:
        return None
    line, at = known.first
    name = next((person.start for person in line.of("person") if person.value is known.person), at)
    held = {word for item in line.of("agency", "place", "country") for word in range(item.start, item.end)}
    first = at - _OWNER_REACH if line.norm(at - 1) in POSSESSIVE else at
    for word in range(max(0, first), min(name, at + _TITLE_REACH)):
        norm = line.norm(word)
        if word in held or not norm.startswith(_HEADS + _REGIONS):
            continue
        earlier = [*reversed(lines[max(0, line.index - _NOUN_BEFORE) : line.index])]
        told = [
            (old, item) for old in (line, *earlier) for item in reversed(old.items) if old is not line or item.end <= at
        ]
        if norm.startswith(_REGIONS):
            return _state_of_region(told, norm[:_STEM])
        return _state_of_named([item for _, item in told if item.kind == "agency"], norm[:_STEM])
    return None


def _state_of_region(told: Sequence[tuple[Line, Item]], stem: str) -> str | None:
    """The state of the region told last in whose name the noun stands: `Нижегородская | область`."""
    regions = (item for old, item in told if item.kind == "place" and stem in old.words(item).lower())
    return next((str(item.prop("state")) for item in regions if item.prop("state")), None)


def _state_of_named(items: Sequence[Item], stem: str) -> str | None:
    """The state of the body told last whose name has a noun; any name fits "the agency" and the like."""
    bodies = [body for item in items for body in item.value or () if not body.international]
    named = [
        body for body in bodies if stem.startswith(_ANY_BODY) or any(stem in name.text.lower() for name in body.names)
    ]
    return named[0].state if named else None


def of_the_world(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """A secretary general or executive director of nothing is of an international body in the story; a regional representative of one told before."""
    role = str(known.person.role).lower()
    if "secretary-general" in known.posts or role in _OF_WORLD_BODIES:
        return NOBODYS if any(body.international for body in agencies.found.values()) else None
    if known.first is None or not _OF_MISSIONS.match(role):
        return None
    line, at = known.first
    told = [item for old in lines[max(0, line.index - _NOUN_BEFORE) : line.index] for item in old.of("agency")]
    told += [item for item in line.of("agency") if item.end <= at]
    return NOBODYS if any(body.international for item in told for body in item.value or ()) else None


def of_guests(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`… received a delegation of Zimbabwe's customs. The guests were led by | commissioner X`: the only foreign state of the sentence before."""
    if known.first is None or agencies.language not in _WITH_NOUNS or known.first[0].vocabulary.isdisjoint(_GUESTS):
        return None
    line, at = known.first
    led = line.norms(max(0, at - _LED_REACH), at)
    if _GUESTS.isdisjoint(line.norms(0, at)) or not any(norm.startswith(_LEADING) for norm in led):
        return None
    before = lines[line.index - 1] if line.index else None
    named = [item for item in before.of("country", "agency") if item.states] if before is not None else []
    foreign = {item.states[0] for item in named} - {agencies.states.home}
    return foreign.pop() if len(foreign) == 1 else None


def asked_about(known: Known, lines: Sequence[Line], agencies: Agencies) -> str | None:
    """`And Brazil?` `Our chairman received | Ambassador X`: an ambassador is of the only state about which an English interviewer asked."""
    if agencies.language != "en" or known.first is None or known.posts.isdisjoint(_DIPLOMATS):
        return None
    line = known.first[0]
    for old in reversed(lines[max(0, line.index - _ASKED_BEFORE) : line.index]):
        if old.norm(len(old.tokens) - 1) == "?":
            named = {state for item in old.of("country") for state in item.states[:1]}
            return named.pop() if len(named) == 1 else None
    return None


def named_before(known: Known, lines: Sequence[Line], told: str) -> str | None:
    """`Vanuatu's cabinet put it off. Prime Minister A and his counterpart | B …`: the only other state of the sentences before."""
    line = known.first[0] if known.first is not None else None
    for old in reversed(lines[max(0, line.index - _NAMED_BEFORE) : line.index]) if line is not None else ():
        others = {state for item in old.of("country") for state in item.states[:1]} - {told}
        if others:
            return others.pop() if len(others) == 1 else None
    return None
