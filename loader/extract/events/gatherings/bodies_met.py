"""Offices of a state that meet an international body."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.events.gatherings.candidates import Candidate

_BY_OFFICE = frozenset({"vi"})


def deals_with_body(candidate: Candidate) -> bool:
    """`Thứ trưởng … | tiếp | Trưởng đại diện UNODC`: an office of one state and an international body."""
    if candidate.line.language not in _BY_OFFICE or len(candidate.actors.states) != 1:
        return False
    bodies = (agency for agency in candidate.actors.agencies.values() if agency.international and not agency.implied)
    return next(bodies, None) is not None and bool(candidate.line.of("post"))
