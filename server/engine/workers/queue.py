"""Who waits for a worker, and whose turn it is: the client who has had least, so that many cannot keep one out."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

from ontology.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_LATER = 5  # seconds
_LOOK = 0.25
"""Seconds between two looks whether the client of a request that waits is still there."""
_FEW = 2  # of fewer there is nothing to choose


class Ticket:
    """A request that waits.

    Attributes:
        client: whom it is for.
        is_displaced: whether it lost its place to a client who had fewer in the queue.
        called: notified when there is something to look at. One that is woken with all others wakes them in vain.
    """

    __slots__ = ("called", "client", "is_displaced")

    def __init__(self, client: str, lock: threading.Lock) -> None:
        self.client = client
        self.is_displaced = False
        self.called = threading.Condition(lock)

    def wait(self, deadline: float) -> bool:
        """Wait until it is called, or for a moment; False where the deadline, of the monotonic clock, has passed.

        Raises:
            Unavailable: its place is lost.
        """
        if self.is_displaced:
            raise Unavailable("too many requests of this client wait already; come back later", retry_after=_LATER)
        left = deadline - time.monotonic()
        if left > 0:
            self.called.wait(min(_LOOK, left))
        return left > 0


class Queue:
    """The requests that wait, in the order of their coming. Its owner guards it by a lock, which tickets wait with."""

    def __init__(self, lock: threading.Lock) -> None:
        self._lock = lock
        self._tickets: dict[Ticket, None] = {}

    def __len__(self) -> int:
        return len(self._tickets)

    def join(self, client: str, most: int) -> Ticket:
        """Wait, if fewer than `most` do; else in the place of the last of the client who has the most in the queue.

        Raises:
            Unavailable: that is this client, or nobody has more than one in it.
        """
        ticket = Ticket(client, self._lock)
        if len(self._tickets) >= most:
            waiting = Counter(ticket.client for ticket in self._tickets)
            other, count = waiting.most_common(1)[0] if waiting else (client, 0)
            if count <= waiting[client] + 1:
                raise Unavailable(f"{len(self._tickets)} requests wait already; come back later", retry_after=_LATER)
            last = next(ticket for ticket in reversed(self._tickets) if ticket.client == other)
            last.is_displaced = True
            last.called.notify()
            del self._tickets[last]
        self._tickets[ticket] = None
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Wait no longer."""
        self._tickets.pop(ticket, None)

    def clients(self) -> set[str]:
        """Whose requests wait."""
        return {ticket.client for ticket in self._tickets}

    def next(self, costs: Callable[[Iterable[str]], Mapping[str, float]], may: Callable[[str], bool]) -> Ticket | None:
        """Whose turn it is; None if nobody waits who may have a turn.

        Args:
            costs: how much each of some clients has had lately.
            may: whether a client may have a turn now.
        """
        waiting = Counter(other.client for other in self._tickets)
        turns = {client for client in waiting if may(client)}
        if len(turns) < _FEW:
            return next((ticket for ticket in self._tickets if ticket.client in turns), None)
        # In tenths: who had a moment comes before those who have had nothing and ask for more at once.
        had = {client: int(10 * seconds) for client, seconds in costs(turns).items()}
        return min(
            (ticket for ticket in self._tickets if ticket.client in turns),
            key=lambda ticket: (had[ticket.client], waiting[ticket.client]),
        )

    def call_all(self) -> None:
        """Have everybody look."""
        for ticket in self._tickets:
            ticket.called.notify()
