"""Answers that are begun in the loop, and end there if they come soon; else a thread waits for them."""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from server.listener.channel import Channel

_PATIENCE = 0.5
"""Seconds after which a thread waits for an answer. Nobody else has to wait meanwhile, and most have come by then."""
_LOOK = 0.02
"""Seconds between two tries to begin what waits: a thread that frees what it waits for does not tell."""
_FOR_NOBODY = 0.01
"""Seconds in which an answer may end whose client has left: to end it earlier costs a worker."""
_MOST_WAITING = 8
_TO_BEGIN = 0.05
"""Seconds for which an answer may wait here until it can be begun. The pool does not see it: only who waits in a thread
has slow queries step aside, and ends those whose clients take nothing."""


class Begun(Protocol):
    """An answer that is being made elsewhere. It is dropped when its request has been answered."""

    def fileno(self) -> int:
        """The descriptor that can be read when there is more of it; -1 as long as it is not begun."""

    def has_arrived(self) -> bool | None:
        """Whether the whole is here; None if a thread has to see to it. Begins it if it can. Never waits."""

    def drop(self) -> None:
        """Let go of what nobody has taken."""


class Ready:
    """An answer that need not be made."""

    def fileno(self) -> int:
        """There is nothing to be read."""
        return -1

    def has_arrived(self) -> bool:
        """It is here."""
        return True

    def drop(self) -> None:
        """It holds nothing."""


READY = Ready()


@dataclass(frozen=True, slots=True, eq=False)
class Awaited:
    """A connection, and the answer that its request waits for since a moment of the monotonic clock."""

    channel: Channel
    begun: Begun
    since: float


class Ahead:
    """The answers that the loop waits for. Only the loop's thread uses it."""

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self._selector = selector
        # Those that were begun, or came, first are in front. Of those that were begun, what the selector knows them by:
        # the answer itself may have let go of it by the time that it has arrived.
        self._begun: dict[Awaited, int] = {}
        self._waiting: deque[Awaited] = deque()

    def has_room(self) -> bool:
        """Whether one more answer may wait here until it can be begun. Of many, threads see whose turn it is."""
        return len(self._waiting) < _MOST_WAITING

    def take(self, channel: Channel, begun: Begun | None) -> None:
        """See to a request whose answer the application begins; if it does not, that is for a thread."""
        if begun is None:
            channel.server.add_task(channel)
            return
        if begun is not READY and _has_left(channel):
            begun.drop()
            channel.handle_close()
            return
        awaited = Awaited(channel, begun, time.monotonic())
        if self._waiting or not self._proceeds(awaited):
            if self.has_room():
                self._waiting.append(awaited)
            else:
                channel.server.add_task(channel)

    def look(self, awaited: Awaited) -> None:
        """See what has come of an answer."""
        arrived = _arrived(awaited)
        if arrived is not False:
            self._forget(awaited)
            self._begin_next()  # whoever made this one need not wait until it is sent
            _settle(awaited, has_arrived=arrived is True)

    def patience(self, most: float) -> float:
        """Seconds until something has to be done here, at most so many."""
        if self._waiting:
            return min(most, _LOOK)
        first = next(iter(self._begun), None)
        if first is None:
            return most
        if any(awaited.channel.socket is None for awaited in self._begun):
            return min(most, _LOOK)
        return min(most, max(0.0, first.since + _PATIENCE - time.monotonic()))

    def go_on(self, now: float) -> None:
        """Begin what can be begun now; let threads wait for what has not come in time."""
        while self._waiting and self._waiting[0].since + _TO_BEGIN <= now:
            _settle(self._waiting.popleft(), has_arrived=False)
        self._begin_next()
        for awaited in [*self._begun]:
            has_left = awaited.channel.socket is None
            if awaited.since + (_FOR_NOBODY if has_left else _PATIENCE) <= now:
                self._forget(awaited)
                _settle(awaited, has_arrived=False)

    def _begin_next(self) -> None:
        while self._waiting:
            first = self._waiting.popleft()
            if not self._proceeds(first):
                self._waiting.appendleft(first)
                break

    def _proceeds(self, awaited: Awaited) -> bool:
        """Whether an answer has been begun, and has been seen to."""
        arrived = _arrived(awaited)
        if arrived is not False:
            _settle(awaited, has_arrived=arrived is True)
        elif awaited.begun.fileno() >= 0:
            self._begun[awaited] = awaited.begun.fileno()
            self._selector.register(self._begun[awaited], selectors.EVENT_READ, awaited)
        else:
            return False
        return True

    def _forget(self, awaited: Awaited) -> None:
        self._selector.unregister(self._begun.pop(awaited))


def _has_left(channel: Channel) -> bool:
    """Whether the client has closed its side already; seen without reading on."""
    try:
        return not channel.socket.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True


def _arrived(awaited: Awaited) -> bool | None:
    try:
        return awaited.begun.has_arrived()
    except Exception:  # told; the thread that goes on from here meets what is wrong
        awaited.channel.logger.exception("an answer that was begun failed")
        return None


def _settle(awaited: Awaited, *, has_arrived: bool) -> None:
    if not has_arrived:
        awaited.channel.server.add_task(awaited.channel)
        return
    try:
        awaited.channel.answer_here()
    except Exception:  # noqa: BLE001 — told, and costs this connection, as where its bytes have just arrived
        awaited.channel.handle_error()
