"""What one client may take: processor seconds in a minute, and queries at once. Nobody is counted by more than that."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter, OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from ontology.errors import TooManyRequests, Unavailable
from server.gate import GATE
from server.listener.addresses import group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

_WINDOW = 60.0  # seconds
_MOST_CLIENTS = 50_000  # about 10 MB
_TRY_AGAIN = 1  # seconds, when a running query has to end first


@dataclass(slots=True)
class _Account:
    """What is left to a client, as of a moment, and what it runs.

    Those of its queries that wait have a condition of their own: if all that wait were woken by the end of each query,
    the clients that fill their lines would keep the interpreter busy for everybody.
    """

    left: float
    at: float
    running: int = 0
    waiting: int = 0
    freed: threading.Condition | None = None


class Turn:
    """One query's time in the budget, from `enter` to the end of the `with`."""

    def __init__(self, leave: Callable[[float], None]) -> None:
        self._leave = leave
        self._spent = 0.0

    def spend(self, cpu_seconds: float) -> None:
        """Charge what the query has cost."""
        self._spent += max(0.0, cpu_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave(self._spent)


class Line:
    """Those who wait for what may never come. Each holds a thread, so they are so many at most, and half of them one's."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._standing: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def place(self, client: str) -> Iterator[None]:
        """A place in the line for as long as the block lasts.

        Raises:
            Unavailable: the line is full, or the client's part of it.
        """
        name = group(client)
        with self._lock:
            if self._standing.total() >= self._room or self._standing[name] >= max(1, self._room // 2):
                raise Unavailable("too many requests wait for a generation already; ask again")
            self._standing[name] += 1
        try:
            yield
        finally:
            with self._lock:
                self._standing[name] -= 1
                self._standing += Counter()  # forgets whom it counts no more


class Budget:
    """A bucket of processor seconds for each client, filled evenly: what is taken comes back within a minute.

    A client that runs as many queries as it may waits for one of them to end, for a while and in a short line of its
    own: a program with a few more threads than that is slowed down, not turned away.

    A query is let in while anything is left and charged when it has ended, so that the bucket can be in debt by what
    its last queries cost; the client waits until that is paid. An IPv6 client is its /64. When there are too many
    clients to remember, those that were seen least recently and run nothing are forgotten.
    """

    def __init__(
        self,
        *,
        seconds: float,
        queries: int,
        patience: float = 0.0,
        room: int = 0,
        told: Callable[[str], None] = lambda _: None,
        most: int = _MOST_CLIENTS,
    ) -> None:
        """An empty book.

        Args:
            seconds: of processor time in a minute; 0 is no bound.
            queries: at once; 0 is no bound. Twice as many may wait.
            patience: seconds for which a query waits for others of its client to end.
            room: how many wait so in all, of whatever clients: each holds a thread.
            told: is called with `client_seconds` or `client_queries` when a query is turned away.
            most: clients that are remembered.
        """
        self._seconds = seconds
        self._queries = queries
        self._patience = patience
        self._room = room
        self._waiting = 0
        self._told = told
        self._most = most
        self._accounts: OrderedDict[str, _Account] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._accounts)

    def enter(self, client: str) -> Turn:
        """Let a client's query in.

        Args:
            client: its address.

        Raises:
            TooManyRequests: it runs as many as it may, or has used up its time.
        """
        name = group(client)
        with GATE.left(), self._lock:
            account = self._account(name)
            if self._queries and account.running >= self._queries and not self._awaits(account):
                self._told("client_queries")
                text = f"{account.running} queries of yours are running, which is the most; wait until one has ended"
                raise TooManyRequests(text, retry_after=_TRY_AGAIN)
            if self._seconds and account.left <= 0:
                self._told("client_seconds")
                wait = self._until_positive(account)
                text = f"your queries have used the {self._seconds:g} processor seconds a minute that one client has"
                raise TooManyRequests(f"{text}; wait {wait} seconds", retry_after=wait)
            account.running += 1
        return Turn(lambda spent: self._leave(name, spent))

    def enter_at_once(self, client: str) -> Turn | None:
        """Let a client's query in if it need not wait; else None, and `enter` waits or says why."""
        name = group(client)
        with self._lock:
            account = self._account(name)
            full = self._queries and (account.running >= self._queries or account.waiting)
            if full or (self._seconds and account.left <= 0):
                return None
            account.running += 1
        return Turn(lambda spent: self._leave(name, spent))

    def _awaits(self, account: _Account) -> bool:
        """Whether another query of the client has ended in time."""
        if account.waiting >= 2 * self._queries or self._waiting >= self._room:
            return False
        account.waiting += 1
        self._waiting += 1
        try:
            account.freed = account.freed or threading.Condition(self._lock)
            return account.freed.wait_for(lambda: account.running < self._queries, self._patience)
        finally:
            account.waiting -= 1
            self._waiting -= 1

    def headers(self, client: str) -> dict[str, str]:
        """What is left, as draft-ietf-httpapi-ratelimit-headers tells it; nothing if there is no bound."""
        if not self._seconds:
            return {}
        with self._lock:
            account = self._account(group(client))
            left = max(0, math.floor(account.left))
            whole = math.ceil((self._seconds - account.left) * _WINDOW / self._seconds)
        return {
            "RateLimit-Policy": f'"cpu-seconds";q={self._seconds:g};w={_WINDOW:g}',
            "RateLimit": f'"cpu-seconds";r={left};t={whole}',
        }

    def _leave(self, name: str, spent: float) -> None:
        with self._lock:
            account = self._account(name)
            account.running = max(0, account.running - 1)
            if account.freed is not None:
                account.freed.notify_all()
            if self._seconds:
                account.left -= spent

    def _until_positive(self, account: _Account) -> int:
        return math.floor(-account.left * _WINDOW / self._seconds) + 1

    def _account(self, name: str) -> _Account:
        """The client's account, up to date."""
        now = time.monotonic()
        account = self._accounts.get(name)
        if account is None:
            account = self._accounts[name] = _Account(self._seconds, now)
            self._forget()
        account.left = min(self._seconds, account.left + (now - account.at) * self._seconds / _WINDOW)
        account.at = now
        self._accounts.move_to_end(name)
        return account

    def _forget(self) -> None:
        if len(self._accounts) > self._most:
            oldest = next((name for name, account in self._accounts.items() if not account.running), None)
            if oldest is not None:
                del self._accounts[oldest]
