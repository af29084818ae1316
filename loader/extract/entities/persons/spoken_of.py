"""Whose officer an English person is by what was told before: `its director`, `And Brazil?`, the state of a counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
_WITH_NOUNS = frozenset({"en", "ru", "be", "uk"})
# Tokens of a title in which such a noun stands, sentences back to its body, letters of it that stay the same in all cases.
_TITLE_REACH, _NOUN_BEFORE, _STEM = 8, 4, 6
_ANY_BODY = ("agency", "ведомс", "ведамс", "відомс", "органи")
_HEADS = (
    "committee", "ministry", "service", "agency", "department", "directorate", "bureau", "commission", "inspectorate", "council", "authority",
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
    for word in range(at, min(name, at + _TITLE_REACH)):
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
