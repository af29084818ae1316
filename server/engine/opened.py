"""A worker process and the generation that it has open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.engine.pin import NOTHING, Pin
from server.engine.process import Child

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.engine.frames import Frame

_TO_OPEN = 30.0
"""Seconds in which a worker must have opened a snapshot."""


class Opened:
    """A worker process and what it has open."""

    def __init__(self, child: Child) -> None:
        self.child = child
        self.pin = NOTHING
        self.cpu = 0.0
        self.memory = 0
        self._opening = NOTHING

    @classmethod
    def start(cls, memory: int) -> Opened:
        """Start a worker process with so much address space."""
        return cls(Child("server.engine.worker", memory))

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

    def note(self, told: Frame) -> None:
        """Take down what it says it has used."""
        cost: dict[str, Any] = told.json()
        self.cpu, self.memory = float(cost["cpu"]), int(cost["memory"])


def start_all(number: int, memory: int, pin: Pin, request: Mapping[str, object]) -> tuple[list[Opened], OSError | None]:
    """Start so many workers and have them open a generation, all at the same time.

    Returns:
        Those that have it open, and why the first of the others has not.
    """
    problem: OSError | None = None
    fresh: list[Opened] = []
    opened: list[Opened] = []
    try:
        for _ in range(number):
            fresh.append(Opened.start(memory))
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


def opening(pin: Pin, base: str, prefixes: dict[str, str]) -> dict[str, object]:
    """The request that has a worker open a generation of data with this base IRI and these prefixes."""
    return {
        "do": "open",
        "generation": pin.generation,
        "version": pin.version,
        "path": pin.path,
        "base": base,
        "prefixes": prefixes,
    }
