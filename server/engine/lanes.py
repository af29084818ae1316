"""The leases that run, and the lane that each is in."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.engine.lease import Lease

_SLOW_AFTER = 0.3
"""Seconds after which a query is no quick one, if another client waits."""
_SLOW_ANYWAY = 1.0
"""Processor seconds after which it is none if only its own client waits, or nobody: a worker that was slowed down has to be
replaced, and a new one costs as much as a hundred quick queries."""
_STALLED = 0.2
"""Seconds without taking anything of its answer after which a client's query keeps no place that another waits for."""
_STALLED_MOST = 4
"""So many stalled queries for each worker are kept while others wait; of more, the one that rested longest is ended."""


_HALF_FORGOTTEN = 20.0
"""Seconds after which half of what a client took is forgotten."""
_MOST_CLIENTS = 10_000


class Lanes:
    """Leases by their names. Its owner guards it against other threads.

    Args:
        places: of each lane.
    """

    def __init__(self, places: int) -> None:
        self.leases: dict[str, Lease] = {}
        self._places = places
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def fast(self) -> int:
        """How many are in the fast lane."""
        return sum(not (lease.is_slow or lease.is_given_up) for lease in self.leases.values())

    def slow(self) -> int:
        """How many are in the slow lane."""
        return sum(lease.is_slow and not lease.is_given_up for lease in self.leases.values())

    def is_free(self) -> bool:
        """Whether the fast lane has a place."""
        return self.fast() < self._places

    def end(self, lease: Lease) -> None:
        """Let go of a lease; what it took of a worker's time is remembered for a while."""
        del self.leases[lease.id]
        now = time.monotonic()
        self._spent[lease.client] = self._past(lease.client, now) + now - lease.began, now
        self._spent.move_to_end(lease.client)
        if len(self._spent) > _MOST_CLIENTS:
            self._spent.popitem(last=False)

    def costs(self, clients: Iterable[str]) -> dict[str, float]:
        """For how many seconds each of these clients has kept workers lately, those that it keeps now included."""
        now = time.monotonic()
        costs = {client: self._past(client, now) for client in clients}
        for lease in self.leases.values():
            if lease.client in costs:
                costs[lease.client] += now - lease.began
        return costs

    def _past(self, client: str, now: float) -> float:
        seconds, when = self._spent.get(client, (0.0, now))
        return float(seconds * 0.5 ** ((now - when) / _HALF_FORGOTTEN))

    def sort(self, waiting: Iterable[str]) -> bool:
        """Move to the slow lane what belongs there; gives whether a place became free.

        Args:
            waiting: the clients who wait for a worker.
        """
        clients = set(waiting)
        moved = self._pass_by_stalled() if clients else False
        slow = sum(lease.is_slow and not lease.is_given_up and not lease.stalled() for lease in self.leases.values())
        for lease in sorted(self.leases.values(), key=lambda lease: lease.began):
            if not lease.is_slow and slow < self._places and _is_slow(lease, clients):
                lease.slow_down()
                slow += 1
                moved = True
        return moved

    def _pass_by_stalled(self) -> bool:
        """Let nobody wait for those who do not take their answers."""
        stalled = [lease for lease in self.leases.values() if not lease.is_given_up and lease.stalled() > _STALLED]
        stalled.sort(key=lambda lease: -lease.stalled())
        for lease in stalled:
            if not lease.is_slow:
                lease.slow_down()
        for lease in stalled[: max(0, len(stalled) - _STALLED_MOST * self._places)]:
            lease.give_up()
        return bool(stalled)


def _is_slow(lease: Lease, waiting: set[str]) -> bool:
    if waiting - {lease.client}:
        return lease.worked() > _SLOW_AFTER
    # Where nobody else waits only the processor counts: on a busy machine the wall clock would say so too early.
    return lease.cpu() > _SLOW_ANYWAY
