"""Documents that a state makes with a body of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.events.sides.parties import Named


def has_world_body(named: Named) -> bool:
    """Whether an international body acts: beside it one state is enough."""
    sitting = named.sitting is not None and bool(named.sitting.agencies)
    return sitting or any(agency.international for agency in named.sentence.agencies.values())
