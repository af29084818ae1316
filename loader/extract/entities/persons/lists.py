"""People who are listed in the order of their states: `the presidents of A and B, X and Y`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import AND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.entities.countries.states import States
    from loader.extract.lines import Item, Line

_LISTING = AND | {","}
# Tokens between a list of states and the list of their people: a comma, a dash, a word.
_BESIDE = 3
_OFFICE_KINDS = frozenset({"honorific", "post"})
_BRACKETS, _CLOSING = frozenset({"(", "（"}), frozenset({")", "）", ",", ";"})
_SEVERAL = 2
# Sentences back in which the states of a list may stand.
_BACK = 2
# People who are listed in a sentence of these stand for their states; others may be of one.
_EVENTS = ("meeting-verb", "meeting-noun", "agreement-verb", "agreement-noun")


def share_out(line: Line) -> dict[int, str]:
    """The states of people who are listed as their states are: `the presidents of A and B, X and Y`; by the start of each name."""
    if len(line.of("person")) < _SEVERAL:
        return {}
    people = _runs(line, line.of("person"), _LISTING)
    places = _runs(line, [item for item in line.of("country", "agency") if item.states], _LISTING)
    found: dict[int, str] = {}
    for run in people:
        for listed in places:
            states = [state for item in listed for state in (item.states if item.kind == "agency" else item.states[:1])]
            if len(run) >= _SEVERAL and len(states) == len(run) == len(set(states)) and _beside(line, listed, run):
                found.update({item.start: state for item, state in zip(run, states, strict=True)})
    return found


def bracketed_states(line: Line) -> dict[int, str]:
    """`Р. Жаксылыков (Республика Казахстан)`: the states behind names of people; by the start of each name."""
    if _BRACKETS.isdisjoint(line.vocabulary):
        return {}
    behind = {
        state.start - 1: state.states[0]
        for state in line.of("country")
        if line.norm(state.start - 1) in _BRACKETS and line.norm(state.end) in _CLOSING and state.states
    }
    return {person.start: behind[person.end] for person in line.of("person") if person.end in behind}


def share_out_loosely(line: Line, lines: Sequence[Line], states: States, free: set[int]) -> dict[int, str]:
    """The states of people listed without titles of their own where the sentence, or one before, names as many states.

    Of two, where the state of one is told, the other is of the story's other state.
    """
    found: dict[int, str] = {}
    if not line.of(*_EVENTS):
        return found
    for run in _runs(line, line.of("person"), _LISTING):
        told = [item.value.state for item in run]
        if len(run) < _SEVERAL or any(item.start not in free and not item.value.state for item in run):
            continue
        if all(told):
            continue
        if any(told):
            other = [state for state in states.pair if state not in told]
            if len(run) == _SEVERAL and len(states.pair) == _SEVERAL and len(other) == 1:
                found.update({item.start: other[0] for item in run if item.start in free and not item.value.state})
            continue
        listed = _listed(line, lines, len(run)) or (states.both if len(run) == _SEVERAL else ())
        if len(listed) == len(run):
            found.update({item.start: state for item, state in zip(run, listed, strict=True)})
    return found


def _listed(line: Line, lines: Sequence[Line], number: int) -> tuple[str, ...]:
    """As many states as there are people, in the order in which the sentence or one before names them."""
    for old in (line, *reversed(lines[max(0, line.index - _BACK) : line.index])):
        told = dict.fromkeys(state for item in old.of("country", "agency") for state in item.states)
        if len(told) < number:
            told.update(dict.fromkeys(str(item.prop("state")) for item in old.of("place") if item.prop("state")))
        if len(told) == number:
            return tuple(told)
        if told:
            break
    return ()


def _runs(line: Line, items: Sequence[Item], between: frozenset[str]) -> list[list[Item]]:
    """Items in runs, within which only words of a list and ranks stand."""
    ranks = {index for item in line.of("honorific") for index in range(item.start, item.end)}
    runs: list[list[Item]] = []
    for item in items:
        gap = range(runs[-1][-1].end, item.start) if runs else range(0)
        if (
            runs
            and gap
            and all(index in ranks or line.norm(index) in between or line.norm(index) == "the" for index in gap)
        ):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _beside(line: Line, states: list[Item], people: list[Item]) -> bool:
    """Whether the list of people follows that of the states at once, ranks between them left out."""
    ranks = {index for item in line.of(*_OFFICE_KINDS) for index in range(item.start, item.end)}
    gap = [index for index in range(states[-1].end, people[0].start) if index not in ranks]
    near = len(gap) <= _BESIDE or len(people) > _SEVERAL
    return states[-1].end <= people[0].start and near
