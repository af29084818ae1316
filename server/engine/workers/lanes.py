"""The leases that run, and the lane that each is in."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.engine.workers.lease import Lease

_SLOW_AFTER = 0.3
"""Seconds after which a query is no quick one, if another client waits."""
_SLOW_BESIDE_OTHERS = 0.05
"""Processor seconds after which it is none, if other clients ask at all."""
_SLOW_ANYWAY = 1.0
"""Processor seconds after which it is none in any case. In place of a worker that was slowed down another one is started,
which costs as much as twenty quick queries."""
_ASKS = 1.0
"""Seconds since its last answer in which a client is taken to be one who asks."""
_LONG = 0.05
"""Seconds after which a query is no quick one for those who would wait for its place."""
_HEAVY = 0.2
"""Seconds of workers' time lately after which a client's queries start in the slow lane, if other clients ask at all."""
_STALLED = 0.05
"""Seconds without taking anything of its answer after which a client's query keeps no place that another waits for."""
_STALLED_LONG = 0.5
_STALLED_MOST = 4
"""So many stalled queries for each worker are kept while others wait; of more, those that rested longest, and that long,
are ended."""
_OF_A_WORKER = 0.1
"""Seconds that a client has had beside the query's own where its worker has to be replaced."""
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

    def slow(self, client: str = "") -> int:
        """How many are in the slow lane, of this client or of all."""
        return sum(
            lease.is_slow and not lease.is_given_up and client in (lease.client, "") for lease in self.leases.values()
        )

    def has_place(self, client: str) -> bool:
        """Whether there is a place for a client, in the fast lane unless it starts in the slow one.

        Who fills the slow lane has one place only in the fast one, or nobody else would get in until its deadline. Who
        has none gets one more, which the spare workers are for, if all are one client's; or, beside those of strangers,
        if the client is known to ask quick queries.
        """
        fast = [lease for lease in self.leases.values() if not (lease.is_slow or lease.is_given_up)]
        if self.starts_slow(client):
            return self._at_work_slowly() < self._places
        own = sum(lease.client == client for lease in fast)
        if len(fast) < self._places:
            return not own or self.slow(client) < self._places
        if own:
            return False
        if len({lease.client for lease in fast}) == 1:
            return len(fast) == self._places
        return self.is_quick(client) and sum(map(self._looks_quick, fast)) < self._places

    def is_crowded(self) -> bool:
        """Whether as many queries are slow as there are places."""
        return self.slow() >= self._places

    def _looks_quick(self, lease: Lease) -> bool:
        return max(lease.worked(), lease.stalled()) < _LONG and self.is_quick(lease.client)

    def is_quick(self, client: str) -> bool:
        """Whether a client has asked lately, and nothing but quick queries."""
        return client in self._spent and self._past(client, time.monotonic()) < _LONG

    def starts_slow(self, client: str) -> bool:
        """Whether a client has had so much lately that it lets others go first from the first moment, and others ask."""
        return self._past(client, time.monotonic()) > _HEAVY and self._others_ask(client)

    def end(self, lease: Lease) -> None:
        """Let go of a lease; what it took of a worker's time is remembered for a while."""
        del self.leases[lease.id]
        now = time.monotonic()
        replaced = _OF_A_WORKER if lease.uses_up_worker else 0.0
        self._spent[lease.client] = self._past(lease.client, now) + _beyond_a_moment(lease) + replaced, now
        self._spent.move_to_end(lease.client)
        if len(self._spent) > _MOST_CLIENTS:
            self._spent.popitem(last=False)

    def costs(self, clients: Iterable[str]) -> dict[str, float]:
        """How many seconds of workers' time each of these clients has had lately, those that it has now included.

        What a query takes in its first moment does not count: who asks many quick ones keeps nobody waiting.
        """
        now = time.monotonic()
        costs = {client: self._past(client, now) for client in clients}
        for lease in self.leases.values():
            if lease.client in costs:
                costs[lease.client] += _beyond_a_moment(lease)
        return costs

    def _past(self, client: str, now: float) -> float:
        seconds, when = self._spent.get(client, (0.0, now))
        return float(seconds * 0.5 ** ((now - when) / _HALF_FORGOTTEN))

    def sort(self, waiting: Iterable[str]) -> None:
        """Move to the slow lane what belongs there.

        Args:
            waiting: the clients who wait for a worker.
        """
        clients = set(waiting)
        if clients:
            self._pass_by_stalled()
        slow = self._at_work_slowly()
        for lease in sorted(self.leases.values(), key=lambda lease: lease.began):
            # It stepped aside while it waited for its client.
            goes_on = lease.is_slow and not lease.worker.is_slowed and not lease.stalled()
            if (goes_on or (not lease.is_slow and slow < self._places)) and self._is_slow(lease, clients):
                lease.slow_down()
                slow += not goes_on

    def _at_work_slowly(self) -> int:
        """How many of the slow lane do not wait for their clients."""
        return sum(lease.is_slow and not lease.is_given_up and not lease.stalled() for lease in self.leases.values())

    def _pass_by_stalled(self) -> None:
        """Let nobody wait for those who do not take their answers."""
        stalled = [lease for lease in self.leases.values() if not lease.is_given_up and lease.stalled() > _STALLED]
        stalled.sort(key=lambda lease: -lease.stalled())
        for lease in stalled:
            lease.step_aside()
        for lease in stalled[: max(0, len(stalled) - _STALLED_MOST * self._places)]:
            if lease.stalled() > _STALLED_LONG:
                lease.give_up()

    def _is_slow(self, lease: Lease, waiting: set[str]) -> bool:
        if waiting - {lease.client} and lease.worked() > _SLOW_AFTER:
            return True
        # Where nobody else waits only the processor counts: on a busy machine the wall clock would say so too early.
        return lease.cpu() > (_SLOW_BESIDE_OTHERS if self._others_ask(lease.client) else _SLOW_ANYWAY)

    def _others_ask(self, client: str) -> bool:
        now = time.monotonic()
        for other, (_, when) in reversed(self._spent.items()):
            if now - when > _ASKS:
                return False
            if other != client:
                return True
        return False


def _beyond_a_moment(lease: Lease) -> float:
    return max(0.0, lease.worked() - _LONG)
