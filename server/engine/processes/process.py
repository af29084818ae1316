"""The server's end of a child process: how it is started, spoken to, ended, and what its death meant."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Protocol, Self

from ontology.errors import ComityError, NotAcceptable, OutOfTime, QueryError, TooMuch
from server.engine.processes.frames import Frame, Reader, frame, message
from server.gate import GATE
from server.language.query import QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TICKS = os.sysconf("SC_CLK_TCK")
_STACK_TOLD = b"overflowed its stack"
_MEMORY_TOLD = (b"memory allocation of", b"MemoryError", b"bad_alloc")
_MOST_WORDS = 1 << 16
_TO_TAKE = 60.0
"""Seconds in which it must take a request."""
_NEVER_BLOCKS = 1 << 16
"""Bytes for which the kernel always has room, since a process is asked when it has nothing else to read."""
# The allocator would reserve 64 MB of address space for each thread; one arena is enough for one query at a time.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1", "RUST_BACKTRACE": "0"}


def environment() -> dict[str, str]:
    """That of a child: the server's, less its secrets; a child has no use for them, and reads what strangers send."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_TOKEN")}
    return {**kept, **_ENVIRONMENT}


def processor(pid: int) -> float:
    """Processor seconds that a process has used, as the kernel counts at this moment; 0 if it is gone."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 — a path of the kernel
            fields = file.read().rpartition(b")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


class Process(Protocol):
    """A process of ours."""

    pid: int

    def kill(self) -> None:
        """End it at once, if it has not ended."""

    def poll(self) -> int | None:
        """How it ended: its exit code, negative for a signal; None as long as it has not."""

    def wait(self) -> int:
        """How it ended, once it has."""

    def cpu(self) -> float:
        """Processor seconds that it has used."""

    def release(self) -> None:
        """Give back what it holds here, once it has ended and nobody asks for it any more."""


class _Started(subprocess.Popen[bytes]):
    """One that was started anew; it holds nothing."""

    def cpu(self) -> float:
        """Processor seconds that it has used, until it is waited for."""
        return processor(self.pid)

    def release(self) -> None:
        """Nothing to give back."""


class Child:
    """A process of ours, started with one end of a pair of sockets.

    It dies with the thread that started it (PDEATHSIG), so only a thread that lives as long as the server starts one.
    """

    def __init__(self, process: Process, connection: socket.socket, words: int) -> None:
        """Take over a process.

        Args:
            process: it.
            connection: our end of the pair of sockets.
            words: the file that is its stderr.
        """
        self._process = process
        self._connection = connection
        self._words = words
        self._reader = Reader(connection)
        self.pid = process.pid

    @classmethod
    def start(cls, module: str, *arguments: object) -> Self:
        """Run a module of ours with the number of its end of the pair and these arguments."""
        here, there = socket.socketpair()
        words = os.memfd_create(module)
        with there:
            # -P: the folder in which the server was started is no place to import from.
            command = [sys.executable, "-P", "-m", module, str(there.fileno()), *map(str, arguments)]
            process = _Started(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                pass_fds=[there.fileno()],
                env=environment(),
            )
        return cls(process, here, words)

    def ask(self, request: Mapping[str, object]) -> None:
        """Send a request. A process that is gone does not hear it; the next `receive` tells.

        Raises:
            TimeoutError: it does not take the request.
        """
        asked = message(b"Q", request)
        if len(asked) > _NEVER_BLOCKS:
            self._wait_at_most(_TO_TAKE)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._connection.sendall(asked)

    def receive(self, seconds: float) -> Frame | None:
        """The next frame; None where the process has ended.

        Raises:
            TimeoutError: none came in that time.
        """
        self._wait_at_most(max(seconds, 0.001))
        with GATE.left():
            return self._reader.next()

    def receive_at_once(self) -> Frame | None:
        """The next frame, if it is there; None where the process has ended.

        Raises:
            BlockingIOError: no whole frame is there.
        """
        self._wait_at_most(0)
        return self._reader.next()

    def fileno(self) -> int:
        """The descriptor that can be read when there is something to receive."""
        return self._connection.fileno()

    def _wait_at_most(self, seconds: float) -> None:
        if seconds != self._connection.gettimeout():  # it is a system call
            self._connection.settimeout(seconds)

    def leave_off(self, seconds: float) -> Frame | None:
        """Have it stop answering; what it says last, and None if it has not said that in time, or has ended."""
        with contextlib.suppress(OSError):  # it has ended, or says nothing
            self._wait_at_most(seconds)
            self._connection.sendall(frame(b"S", b""))
            until = time.monotonic() + seconds
            while (told := self.receive(until - time.monotonic())) is not None and time.monotonic() < until:
                if told.kind != b"D":
                    return told
        return None

    def stop(self) -> None:
        """End it at once; whoever waits for its answer sees that it has gone."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    def kill(self) -> None:
        """End it, and wait until it is gone."""
        self.stop()
        self._process.wait()

    def close(self) -> None:
        """End it, if it has not, and give back what it held here."""
        if self._words < 0:
            return
        self.kill()
        self._process.release()
        self._connection.close()
        os.close(self._words)
        self._words = -1

    def cpu(self) -> float:
        """Processor seconds that it has used, as the kernel counts at this moment."""
        return self._process.cpu()

    def slow_down(self) -> None:
        """Let every other process go first, from now on."""
        with contextlib.suppress(ProcessLookupError):
            try:
                # A niceness of 19 keeps a processor for milliseconds when others wake.
                os.sched_setscheduler(self.pid, os.SCHED_IDLE, os.sched_param(0))
            except (AttributeError, OSError):  # not Linux, or a filter of system calls forbids it
                os.setpriority(os.PRIO_PROCESS, self.pid, 19)

    def has_ended(self) -> bool:
        """Whether it is gone. One that is killed at this moment may still seem to be there."""
        return self._process.poll() is not None

    def exit_code(self) -> int:
        """How it ended, once it has: negative for a signal."""
        return self._process.wait()

    def death(self) -> ComityError:
        """Why it ended by itself, as the error of whoever waited for it."""
        code = self._process.wait()
        words = os.pread(self._words, _MOST_WORDS, 0)
        if code in (-signal.SIGALRM, -signal.SIGXCPU):
            return OutOfTime("the query took longer than it may; ask for less, or add a LIMIT")
        if any(told in words for told in _MEMORY_TOLD) or code == -signal.SIGKILL:
            return TooMuch("the query needs more memory than it may have; ask for less, or in several queries")
        if code == -signal.SIGSEGV or _STACK_TOLD in words:
            return QueryError("the query is nested too deeply for the engine; write it flatter, or in several queries")
        last = words.decode(errors="replace").strip().rpartition("\n")[2]
        return ComityError(f"the engine failed on this query (its process ended with {code}: {last[:200]})")


def revived(told: Mapping[str, Any], text: str) -> Exception:
    """The exception that a child told in a frame of kind E."""
    kind, words = told["error"], told["message"]
    if kind == "QuerySyntaxError":
        return QuerySyntaxError(text, told["offset"], told["reason"])
    if kind == "MemoryError":
        return TooMuch("the query needs more memory than it may have; ask for less, or in several queries")
    return _REVIVED.get(kind, ComityError)(words)


_REVIVED: dict[str, type[Exception]] = {
    kind.__name__: kind for kind in (QueryError, NotAcceptable, ValueError, OSError)
}
