"""Whose officer an English person is by what was told before: `its director`, `And Brazil?`, the state of a counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.persons.known import Known
    from loader.extract.lines import Line

NOBODYS = ""
"""What a way answers that finds a person to serve no state; None if it cannot tell."""
# `Its then | chief`: tokens from the word to the title.
_ITS_REACH = 2
_DIPLOMATS, _ASKED_BEFORE = frozenset({"ambassador", "consul", "envoy", "high-commissioner"}), 3
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
