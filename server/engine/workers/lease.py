"""One worker at the service of one request."""

from __future__ import annotations

import itertools
import secrets
import signal
import time
from collections import deque
from typing import TYPE_CHECKING

from ontology.errors import Cancelled, OutOfTime
from server.engine.processes.process import revived
from server.engine.running import GoneError, LostError, Running
from server.engine.workers.spent import Spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ontology.errors import ComityError
    from server.engine.pin import Pin
    from server.engine.processes.frames import Frame
    from server.engine.workers.opened import Opened

_LOOK = 0.05
"""Seconds between two looks whether the client is still there."""
_BEGUN = 0.05
"""Seconds in which no query takes so much that the kernel would kill its process for it."""
_TO_LEAVE_OFF = 0.1
"""Seconds in which a worker has to have left off sending, or it is ended."""
_SHORT = 1 << 16
"""Bytes of an answer that are taken before anybody has asked for them."""
_here = secrets.token_hex(4)
_counter = itertools.count(1)


class Lease:
    """The use of a worker until `close`. Several requests may follow each other; together they have the time.

    Attributes:
        ending: why the worker cannot be used again; empty if it can.
        queued: seconds for which the request waited for a worker.
        is_slow: whether it is in the slow lane.
        uses_up_worker: whether its worker, which was a good one, serves none but slow clients afterwards, or nobody.
        is_given_up: whether it was ended because its client takes nothing; it has no place any more.
    """

    def __init__(
        self, worker: Opened, give_back: Callable[[Lease], None], *, client: str, text: str, seconds: float
    ) -> None:
        self.id = f"{next(_counter)}-{_here}"  # one of an earlier server is not meant
        self.worker = worker
        self.client = client
        self.text = text
        self.began = time.monotonic()
        self.queued = 0.0
        self.ending = ""
        self.is_slow = worker.is_slowed
        self.uses_up_worker = False
        self.is_given_up = False
        self._give_back = give_back
        self._spent = Spent(worker, seconds)
        self._offered: float | None = None
        self._cancelled = self._has_begun = self._closed = self._is_asking = False
        self._begun: Mapping[str, object] | None = None
        self._held: deque[Frame] = deque()

    def reopen(self, pin: Pin, request: Mapping[str, object]) -> None:
        """Have the worker open another generation.

        Raises:
            OSError: it is not there any more.
        """
        try:
            self.worker.ask_to_open(pin, request)
            self.worker.await_opening()
        except OSError:
            self.ending = "unopened"
            self.close()
            raise

    def ask(
        self, request: Mapping[str, object], *, text: str = "", is_gone: Callable[[], bool] = lambda: False
    ) -> Iterator[bytes]:
        """The pieces of the answer to a request, as they come.

        Args:
            request: what to do.
            text: the query in it, for the place of an error.
            is_gone: whether the client has gone, looked at a few times a second.

        Raises:
            ComityError: of the kind that fits what happened.
        """
        if self._begun is None:
            self.begin(request)
        elif self._begun != request:
            raise RuntimeError("another request was begun")
        self._begun = None
        self._spent.settle()
        while (told := self._next(is_gone)).kind == b"D":
            self._offered = time.monotonic()
            self._has_begun = True
            yield told.body
            self._offered = None
        self._end_asking(told)
        if told.kind == b"E":
            raise revived(told.json(), text)

    def begin(self, request: Mapping[str, object]) -> None:
        """Send a request and wait for nothing: `ask` for the same goes on from here."""
        self._is_asking = True
        self._begun = request
        self.worker.child.ask({**request, "seconds": self._spent.left})
        self._spent.wait()

    def fileno(self) -> int:
        """What can be read when there is more of an answer."""
        return self.worker.child.fileno()

    def has_arrived(self) -> bool | None:
        """Whether the whole answer to what was begun is here; with that the worker is given back. Never waits.

        None if it has to be waited for in `ask`: it is long, or the worker has ended.
        """
        try:
            while sum(len(held.body) for held in self._held) < _SHORT:
                told = self.worker.child.receive_at_once()
                if told is None:
                    return None
                self._held.append(told)
                if told.kind != b"D":
                    self._spent.settle()
                    self._end_asking(told)
                    self.close()  # whenever somebody reads what it has told
                    return True
        except BlockingIOError:
            return False
        return None

    def whole(self) -> bytes | None:
        """The answer to what was begun, if it has arrived and is one; else `ask` waits for it, or raises what is wrong."""
        if not self._held or self._held[-1].kind != b"Z":
            return None
        return b"".join(held.body for held in self._held if held.kind == b"D")

    def close(self) -> None:
        """Give the worker back. One that is still busy is ended, unless it leaves off at once."""
        if self._closed:
            return
        self._closed = True
        is_busy = self._is_asking and not (self._has_begun and self._leaves_off())
        if (is_busy or self._cancelled) and not self.ending:
            self._end("cancelled" if self._cancelled else "abandoned")
        self._spent.close()
        self._give_back(self)

    def cancel(self) -> None:
        """End what runs, from another thread."""
        self._cancelled = True
        self.worker.child.stop()

    def stalled(self) -> float:
        """Seconds for which the client has taken nothing of what is there for it."""
        offered = self._offered
        return 0.0 if offered is None else time.monotonic() - offered

    def give_up(self) -> None:
        """End what runs for a client that takes nothing, so that others can have its place."""
        self.is_given_up = True
        self.cancel()

    def step_aside(self) -> None:
        """Move to the slow lane, as it is: it waits for its client and takes nothing from others."""
        self.is_slow = True

    def slow_down(self) -> None:
        """Move to the slow lane, and let all others go first."""
        self.is_slow = self.uses_up_worker = True
        self.worker.slow_down()

    def worked(self) -> float:
        """Seconds for which the worker has been waited for, now included."""
        return self._spent.worked()

    def cpu(self) -> float:
        """Processor seconds that it has cost so far."""
        return self._spent.cpu(is_busy=self._is_asking)

    def memory(self) -> int:
        """The most memory that its worker has had, in bytes, as far as that has told."""
        return self._spent.memory()

    def timing(self) -> str:
        """What it took until now, in milliseconds, as the header Server-Timing tells it (W3C Server Timing)."""
        parts = {"queue": self.queued, "exec": self.worked(), "cpu": self.cpu()}
        return ", ".join(f"{name};dur={1000 * seconds:.1f}" for name, seconds in parts.items())

    def told(self) -> Running:
        """What it is about, for people who look at what runs."""
        seconds = time.monotonic() - self.began
        return Running(self.id, self.client, self.text, seconds, self.cpu(), self.worker.pin.generation, self.is_slow)

    def _leaves_off(self) -> bool:
        """Whether the worker stops answering for a word. One that sends does, and need not be replaced; one that works does not hear it."""
        told = None if self._cancelled else self.worker.child.leave_off(_TO_LEAVE_OFF)
        if told is None:
            return False
        self._is_asking = False
        self.worker.note(told)
        return True

    def _end_asking(self, told: Frame) -> None:
        self._is_asking = False
        if not self._closed:
            self.worker.note(told)

    def _next(self, is_gone: Callable[[], bool]) -> Frame:
        """The next frame. Only the time for which the worker is waited for counts, not the client's."""
        while True:
            told, timed_out = self._received()
            if told is not None:
                return told
            if self._cancelled:
                raise self._failed("cancelled", Cancelled("the query was cancelled by the operator"))
            if not timed_out:
                if self._is_lost():
                    raise self._failed("killed", LostError("the worker was killed; ask again"))
                death = self.worker.child.death()
                raise self._failed(type(death).__name__, death)
            if self._spent.left <= 0:
                late = f"the query took longer than {self._spent.allowed:g} seconds; ask for less, or add a LIMIT"
                raise self._failed("OutOfTime", OutOfTime(late))
            if is_gone():
                raise self._failed("gone", GoneError("the client has gone"))

    def _received(self) -> tuple[Frame | None, bool]:
        """What comes next, and whether nothing came in time; else nothing means that the worker has ended."""
        if self._held:
            return self._held.popleft(), False
        self._spent.wait()
        try:
            return self.worker.child.receive(min(_LOOK, self._spent.left)), False
        except TimeoutError:
            return None, True
        finally:
            self._spent.settle()

    def _is_lost(self) -> bool:
        killed = self.worker.child.exit_code() == -signal.SIGKILL
        return killed and not self._has_begun and self.worked() < _BEGUN and not self.is_given_up

    def _failed(self, ending: str, error: ComityError) -> ComityError:
        self._end(ending)
        return error

    def _end(self, ending: str) -> None:
        self.ending = ending
        self.uses_up_worker = True
        self.worker.cpu = max(self.worker.cpu, self.worker.child.cpu())
        self.worker.child.kill()
        self._is_asking = False
