"""What is told of a query that runs, and how it can end without anybody's mistake."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.errors import ComityError


class GoneError(ComityError):
    """The client went away before its answer was complete; nobody reads this."""


class LostError(ComityError):
    """The worker was killed by somebody before it had begun; another one can be asked."""


@dataclass(frozen=True, slots=True)
class Running:
    """A query that runs.

    Attributes:
        id: names it for `cancel`.
        client: whom it is for.
        text: what was asked.
        seconds: for how long.
        cpu: processor seconds so far.
        generation: of the data that it reads.
        is_slow: whether it is in the slow lane.
    """

    id: str
    client: str
    text: str
    seconds: float
    cpu: float
    generation: int
    is_slow: bool
