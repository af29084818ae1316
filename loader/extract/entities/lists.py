"""People who are listed in the order of their states: `the presidents of A and B, X and Y`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import AND

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_LISTING = AND | {","}
# Tokens between a list of states and the list of their people: a comma, a dash, a word.
_BESIDE = 3
_OFFICE_KINDS = frozenset({"honorific", "post"})
_SEVERAL = 2


def share_out(line: Line) -> dict[int, str]:
    """The states of people who are listed as their states are: `the presidents of A and B, X and Y`; by the start of each name."""
    people = _runs(line, line.of("person"), _LISTING)
    places = _runs(line, [item for item in line.of("country", "agency") if item.states], _LISTING)
    found: dict[int, str] = {}
    for run in people:
        for listed in places:
            states = [state for item in listed for state in (item.states if item.kind == "agency" else item.states[:1])]
            if len(run) >= _SEVERAL and len(states) == len(run) == len(set(states)) and _beside(line, listed, run):
                found.update({item.start: state for item, state in zip(run, states, strict=True)})
    return found


def _runs(line: Line, items: list[Item], between: frozenset[str]) -> list[list[Item]]:
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
