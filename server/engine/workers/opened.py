"""A worker process and the generation that it has open, and how it comes to be."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ontology.errors import ComityError, StoreDamaged
from server.engine.pin import NOTHING, Pin
from server.engine.processes.forks import ForkServer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.engine.processes.frames import Frame
    from server.engine.processes.limits import Limits
    from server.engine.processes.process import Child

log = logging.getLogger(__name__)

_LOST_IN_A_ROW = 3
"""So many processes that end before they have opened what is published mean that they cannot."""
_TO_OPEN = 30.0
"""Seconds in which a worker must have opened a snapshot."""


class Opened:
    """A worker process and what it has open.

    Attributes:
        child: the process.
        pin: the generation.
        cpu: processor seconds that it has used, as it has told.
        memory: the most bytes that it has had, as it has told.
        is_slowed: whether it lets all other processes go first, which cannot be undone.
        rests_since: when it became idle, of the monotonic clock.
    """

    def __init__(self, child: Child) -> None:
        self.child = child
        self.pin = NOTHING
        self.cpu = 0.0
        self.memory = 0
        self.is_slowed = False
        self.rests_since = 0.0
        self._opening = NOTHING

    def ask_to_open(self, pin: Pin, request: Mapping[str, object]) -> None:
        """Have it open a generation; `await_opening` waits for it."""
        self._opening = pin
        self.child.ask({**request, "seconds": _TO_OPEN})

    def await_opening(self) -> None:
        """Wait until it has opened what it was asked to. If it cannot, it is ended.

        Raises:
            ChildProcessError: the process ended.
            OSError: the snapshot is gone or cannot be read.
        """
        told = self.child.receive(_TO_OPEN)
        if told is None:
            self.child.close()
            raise ChildProcessError("its process ended")
        if told.kind != b"Z":
            self.child.close()
            raise OSError(str(told.json()["message"]))
        self.pin = self._opening
        self.note(told)

    def slow_down(self) -> None:
        """Let all other processes go first, from now on."""
        self.is_slowed = True
        self.child.slow_down()

    def note(self, told: Frame) -> None:
        """Take down what it says it has used."""
        cost: dict[str, Any] = told.json()
        self.cpu, self.memory = float(cost["cpu"]), int(cost["memory"])


def start_all(
    number: int, fork: Callable[[], Child], pin: Pin, request: Mapping[str, object]
) -> tuple[list[Opened], OSError | None]:
    """Start so many workers and have them open a generation, all at the same time.

    Args:
        number: of them.
        fork: gives a new process.
        pin: the generation.
        request: what has them open it.

    Returns:
        Those that have it open, and why the first of the others has not.
    """
    problem: OSError | None = None
    fresh: list[Opened] = []
    opened: list[Opened] = []
    try:
        for _ in range(number):
            fresh.append(Opened(fork()))
            fresh[-1].ask_to_open(pin, request)
    except OSError as error:
        problem = error
    for worker in fresh:
        try:
            worker.await_opening()
        except OSError as error:
            worker.child.close()
            problem = problem or error
        else:
            opened.append(worker)
    return opened, problem


class Starter:
    """Starts workers that have open what is published.

    Args:
        limits: what each may use.
        current: tells what is published at this moment.
        base: base IRI of the data.
        prefixes: known without declaration.
    """

    def __init__(self, limits: Limits, current: Callable[[], Pin], base: str, prefixes: dict[str, str]) -> None:
        self._memory = limits.memory
        self._forks = ForkServer(limits.allocator)
        self._current = current
        self._known = {"base": base, "prefixes": prefixes}
        self._lost = 0
        self._told = ""

    def close(self) -> None:
        """Start none any more; those that are there end with this."""
        self._forks.close()

    def _fork(self) -> Child:
        return self._forks.fork(self._memory)

    def opening(self, pin: Pin) -> dict[str, object]:
        """The request that has a worker open a generation."""
        found = {"generation": pin.generation, "version": pin.version, "path": pin.path}
        return {"do": "open", **found, **self._known}

    def move(self, worker: Opened, pin: Pin) -> bool:
        """Have a worker open a generation; whether it could. If not, it is ended."""
        try:
            worker.ask_to_open(pin, self.opening(pin))
            worker.await_opening()
        except OSError as error:
            log.info("a worker could not open generation %d: %s", pin.generation, error)
            return False
        return True

    def start(self, number: int) -> tuple[list[Opened], ComityError | None]:
        """Start so many. Gives those that have it open, and what to tell those who wait for one, if that is no chance."""
        started: list[Opened] = []
        error: ComityError | OSError | None
        try:
            pin = self._current()
            started, error = start_all(number, self._fork, pin, self.opening(pin))
        except (ComityError, OSError) as caught:
            error = caught
        problem = self._problem_of(error)
        told = "" if problem is None else str(problem)
        if error and told != self._told:  # the next try is a moment away, and told only if it differs
            log.warning("no worker could be started: %s", error)
        self._told = told
        return started, problem

    def _problem_of(self, error: ComityError | OSError | None) -> ComityError | None:
        """Nothing the first times that a process ended: somebody may have killed it."""
        ended = isinstance(error, ChildProcessError)
        self._lost = self._lost + 1 if ended else 0
        if error is None or (ended and self._lost < _LOST_IN_A_ROW):
            return None
        return error if isinstance(error, ComityError) else StoreDamaged(str(error))
