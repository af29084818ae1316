"""The loop that serves all connections.

waitress asks each connection before each wait what it waits for, so a thousand that rest make every request dearer.
Here the kernel remembers. Only a connection with a request or an answer on its way is asked again: one that rests
changes its wishes by nothing but bytes that arrive.
"""

from __future__ import annotations

import select
import selectors
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.task import ThreadedTaskDispatcher

from server.listener.addresses import Proxies, group
from server.listener.ahead import Ahead, Awaited
from server.listener.channel import Channel
from server.listener.connections import Connections
from server.listener.head import Bounds
from server.listener.sockets import Listener
from server.listener.turns import Idle, Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.listener.ahead import Begun
    from server.settings import Settings

_TICK = 0.25  # seconds between looks at the deadlines
_BACKLOG_PAUSE = 0.25  # seconds without accepting, if the system has no more files
_AT_A_TIME = 32  # requests of one client that are read before others have their turn
_A_WHILE = 0.02  # seconds of a turn in which a client may have more than one request read
_LAST_THREADS = 1.0  # seconds for the threads of cancelled requests to notice


class Loop:
    """Serves until it is stopped."""

    def __init__(
        self,
        application: Any,
        settings: Settings,
        told: Callable[[str], None],
        begin: Callable[[dict[str, Any], bool], Begun | None] = lambda _, __: None,
    ) -> None:
        """Listen; nothing is accepted before `run`.

        Args:
            application: of WSGI.
            settings: addresses and limits.
            told: is called with the name of a limit each time one takes effect.
            begin: begins the answer to a request, given its environment and whether it may be begun a little later, if
                the application expects it to be short; else None. Must not wait.

        Raises:
            OSError: the address cannot be listened on.
            ValueError: the host has no address.
        """
        bounds = Bounds(settings)
        self._grace = settings.grace
        self._told = told
        self.begin = begin
        self._thread = 0
        self._selector = selectors.DefaultSelector()
        self._busy: dict[Channel, None] = {}
        self._paused: dict[Listener, float] = {}
        self._stop_asked = 0
        self._granted: Counter[str] = Counter()
        self._greedy_until = 0.0
        self.connections = Connections(
            most=settings.max_connections,
            share=settings.client_connections,
            exempt=Proxies.of(settings.trusted_proxies).trusted,
            told=told,
        )
        self._threads = ThreadedTaskDispatcher()
        self.turns = self._threads.queue = Turns()
        self._threads.queue_cv = Idle(self._threads.lock)
        self._threads.set_thread_count(settings.threads)
        self.listeners = [Listener(application, self, bounds, self._threads, address) for address in bounds.listen]
        self.ahead = Ahead(self._selector)
        for listener in self.listeners:
            self.watch(listener, selectors.EVENT_READ)

    @property
    def port(self) -> int:
        """The port of the first socket."""
        return int(self.listeners[0].effective_port)

    def run(self) -> None:
        """Serve, until `stop`; then finish what runs, as far as its time allows."""
        ticked = 0.0
        self._thread = threading.get_ident()
        while not self._stop_asked:
            ticked = self._turn(ticked)
        for listener in self.listeners:
            self.unwatch(listener)
            listener.socket.close()
        deadline = time.monotonic() + self._grace
        while self._stop_asked == 1 and time.monotonic() < deadline and self._close_resting():
            ticked = self._turn(ticked)
        for channel in self.connections.all():
            if isinstance(channel, Channel):
                channel.expire("stop")
        self._threads.shutdown(timeout=_LAST_THREADS)
        self._selector.close()
        if not self._threads.threads:  # one that is left would write to whatever has the pipe's number by then
            for listener in self.listeners:
                listener.trigger.close()

    def grants(self, address: str) -> bool:
        """Whether a client may have one more request read in this turn."""
        client = group(address)
        self._granted[client] += 1
        granted = self._granted[client]
        return granted == 1 or (granted <= _AT_A_TIME and time.monotonic() < self._greedy_until)

    def is_here(self) -> bool:
        """Whether the caller is the loop itself."""
        return threading.get_ident() == self._thread

    def stop(self) -> None:
        """Let `run` end; called twice, at once. May be called by a signal's handler or another thread."""
        self._stop_asked += 1  # seen within a tick; a trigger that is pulled now may be closed by then

    def _close_resting(self) -> bool:
        """Close what rests; whether anything is left."""
        for channel in self.connections.all():
            if channel.is_resting():
                channel.handle_close()
        return len(self.connections) > 0

    def _turn(self, ticked: float) -> float:
        """One wait and what it brought; the time of the last look at the deadlines."""
        taken = False
        self._granted.clear()
        self._greedy_until = time.monotonic() + _A_WHILE
        for channel in list(self._busy):
            taken |= self._ask(channel)
        arrived = self._selector.select(0 if taken else self.ahead.patience(_TICK))
        self._greedy_until = time.monotonic() + _A_WHILE
        for key, events in arrived:
            handler = key.data
            if isinstance(handler, Awaited):
                self._busy[handler.channel] = None
                self.ahead.look(handler)
                continue
            if handler._fileno != key.fd:  # noqa: SLF001 — closed by what came before it in this turn
                continue
            flags = (select.POLLIN if events & selectors.EVENT_READ else 0) | (
                select.POLLOUT if events & selectors.EVENT_WRITE else 0
            )
            wasyncore.readwrite(handler, flags)
            if isinstance(handler, Channel) and handler.socket is not None:
                self._busy[handler] = None
        now = time.monotonic()
        self.ahead.go_on(now)
        if now - ticked < _TICK:
            return ticked
        self._look_at_deadlines(now)
        return now

    def _look_at_deadlines(self, now: float) -> None:
        crowded = len(self.turns) > 0
        for channel in self.connections.all():
            if isinstance(channel, Channel) and (reason := channel.overdue(now, crowded=crowded)):
                if reason != "idle_timeout":
                    self._told(reason)
                channel.expire(reason)
        for listener, until in list(self._paused.items()):
            if now > until:
                del self._paused[listener]
                self.watch(listener, selectors.EVENT_READ)

    def pause(self, listener: Listener) -> None:
        """Accept nothing for a moment. What waits would else wake the loop again and again."""
        self._paused[listener] = time.monotonic() + _BACKLOG_PAUSE
        self.unwatch(listener)

    def _ask(self, channel: Channel) -> bool:
        """Have a connection read what it sent ahead, and tell the kernel what it waits for; whether it read anything."""
        taken = False
        try:
            taken = channel.socket is not None and channel.take_next()
        except Exception:  # noqa: BLE001 — it is told and costs this connection, as where bytes have just arrived
            channel.handle_error()
        if channel.socket is None:
            self._busy.pop(channel, None)
            return taken
        self._busy.pop(channel, None)
        if channel.is_busy():
            self._busy[channel] = None  # behind the others
        wanted = (selectors.EVENT_READ if channel.readable() else 0) | (
            selectors.EVENT_WRITE if channel.writable() else 0
        )
        if wanted == channel.watched:
            return taken
        if not channel.watched:
            self.watch(channel, wanted)
        elif not wanted:
            self.unwatch(channel)
        else:
            self._selector.modify(channel.socket, wanted, channel)
        channel.watched = wanted
        return taken

    def watch(self, handler: Any, events: int) -> None:
        """Wait for events of a handler."""
        self._selector.register(handler._fileno, events, handler)  # noqa: SLF001 — waitress has no other name for it

    def unwatch(self, handler: Any) -> None:
        """Wait for them no longer."""
        self._selector.unregister(handler._fileno)  # noqa: SLF001

    def opened(self, channel: Channel) -> None:
        """Take in a new connection."""
        self.connections.opened(channel)
        self._busy[channel] = None

    def closed(self, channel: Channel) -> None:
        """Let go of a connection that is about to be closed."""
        self.connections.closed(channel)
        self._busy.pop(channel, None)
        if channel.watched:
            channel.watched = 0
            self.unwatch(channel)
