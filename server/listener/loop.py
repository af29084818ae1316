"""The loop that serves all connections.

waitress asks each connection before each wait what it waits for, so a thousand that rest make every request dearer.
Here the kernel remembers. Only a connection with a request or an answer on its way is asked again: one that rests
changes its wishes by nothing but bytes that arrive.
"""

from __future__ import annotations

import selectors
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.task import ThreadedTaskDispatcher

from server.listener.addresses import Proxies
from server.listener.ahead import Ahead, Awaited
from server.listener.channel import Channel
from server.listener.connections import Connections
from server.listener.events import Event, fairest_first, flags
from server.listener.grants import Grants
from server.listener.head import Bounds
from server.listener.sockets import Listener
from server.listener.turns import Idle, Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.listener.ahead import Begun
    from server.settings import Settings

_TICK = 0.25  # seconds between looks at the deadlines
_PAUSE = 0.25  # seconds without accepting, if the system has no more files
_A_MOMENT = 0.001  # seconds of a turn for the events of clients, and as many for requests that they sent ahead
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
            begin: begins a short answer, given its environment and whether it may be begun later; else None. Never waits.

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
        self.grants = Grants()
        self._changed: deque[Channel] = deque()
        self._asked_in_vain = 0
        self.serving = threading.local()
        self.connections = Connections(
            most=settings.max_connections,
            share=settings.client_connections,
            exempt=Proxies.of(settings.trusted_proxies).trusted,
            told=told,
        )
        self._threads = ThreadedTaskDispatcher()
        self.turns = self._threads.queue = Turns(settings.threads)
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
        ticked, self._thread = 0.0, threading.get_ident()
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
        self.grants.begin()
        has_more = self._ask_some()
        arrived = self._selector.select(0 if has_more else self.ahead.patience(_TICK))
        self.grants.go_on()
        self._handle(arrived)
        now = time.monotonic()
        self.ahead.go_on(now)
        if now - ticked < _TICK:
            return ticked
        self._look_at_deadlines(now)
        return now

    def _handle(self, arrived: list[tuple[selectors.SelectorKey, int]]) -> None:
        """See to events: first to the loop's own, then to those of clients, for a moment."""
        began, of_clients = time.monotonic(), []
        for key, told in arrived:
            handler = key.data
            if isinstance(handler, Channel):
                of_clients.append(Event(handler, key.fd, flags(told)))
            elif isinstance(handler, Awaited):
                self.ahead.look(handler)
                self._see(handler.channel)
            elif handler._fileno == key.fd:  # noqa: SLF001 — waitress's only name for it
                wasyncore.readwrite(handler, flags(told))
        of_clients = fairest_first(of_clients)
        until = max(began + _A_MOMENT, 3 * time.monotonic() - 2 * began)  # to sort takes a third at most
        for channel, descriptor, possible in of_clients:
            if channel._fileno == descriptor:  # noqa: SLF001 — else closed by what came before it in this turn
                wasyncore.readwrite(channel, possible)
                self._see(channel)
                channel.handled = time.monotonic()
                if channel.handled > until:
                    break  # the kernel tells of the others again

    def _ask_some(self) -> bool:
        """See to connections that have changed; have others read what they sent ahead, for a moment; whether more may."""
        for _ in range(len(self._changed)):
            self._see(self._changed.popleft())
        until = time.monotonic() + _A_MOMENT
        for channel in list(self._busy):
            try:
                has_taken = channel.take_next()
            except Exception:  # noqa: BLE001 — it is told and costs this connection, as where bytes have just arrived
                has_taken = True
                channel.handle_error()
            self._asked_in_vain = 0 if has_taken else self._asked_in_vain + 1
            self._watch_for(channel)
            if time.monotonic() > until:
                break
        return self._asked_in_vain < len(self._busy)

    def _see(self, channel: Channel) -> None:
        """Look at a connection to which something has happened."""
        self._watch_for(channel)
        if channel.has_sent_ahead():
            self._asked_in_vain = 0

    def changed(self, channel: Channel | None = None) -> None:
        """Have the loop look at a connection, or at the one that the calling thread works for."""
        if channel := channel or getattr(self.serving, "channel", None):
            self._changed.append(channel)

    def _look_at_deadlines(self, now: float) -> None:
        crowded = self.turns.is_crowded()
        for channel in self.connections.all():
            if isinstance(channel, Channel) and (reason := channel.overdue(now, crowded=crowded)):
                if reason != "idle_timeout":
                    self._told(reason)
                channel.expire(reason)
        for listener in [paused for paused, until in self._paused.items() if now > until]:
            del self._paused[listener]
            self.watch(listener, selectors.EVENT_READ)

    def pause(self, listener: Listener) -> None:
        """Accept nothing for a moment: what waits would wake the loop again and again."""
        self._paused[listener] = time.monotonic() + _PAUSE
        self.unwatch(listener)

    def _watch_for(self, channel: Channel) -> None:
        """Tell the kernel what a connection waits for."""
        self._busy.pop(channel, None)
        if channel.socket is None:
            return
        if channel.is_busy():
            self._busy[channel] = None  # behind the others
        wanted = (selectors.EVENT_READ if channel.readable() else 0) | (
            selectors.EVENT_WRITE if channel.writable() else 0
        )
        if wanted == channel.watched:
            return
        if not channel.watched:
            self.watch(channel, wanted)
        elif not wanted:
            self.unwatch(channel)
        else:
            self._selector.modify(channel.socket, wanted, channel)
        channel.watched = wanted

    def watch(self, handler: Any, events: int) -> None:
        """Wait for events of a handler."""
        self._selector.register(handler._fileno, events, handler)  # noqa: SLF001 — waitress has no other name for it

    def unwatch(self, handler: Any) -> None:
        """Wait for them no longer."""
        self._selector.unregister(handler._fileno)  # noqa: SLF001

    def opened(self, channel: Channel) -> None:
        """Take in a new connection."""
        self.connections.opened(channel)
        self.changed(channel)

    def closed(self, channel: Channel) -> None:
        """Let go of a connection that is about to be closed."""
        self.connections.closed(channel)
        self._busy.pop(channel, None)
        if channel.watched:
            channel.watched = 0
            self.unwatch(channel)
