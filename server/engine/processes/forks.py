"""The server's end of the fork server, and processes that it forked."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import threading

from server.engine.processes import allocator as allocators
from server.engine.processes.forkserver import ENDED, ORDER, STARTED
from server.engine.processes.process import Child, environment, processor

_PATIENCE = 30.0
"""Seconds in which it must have started, and forked."""


class Forked:
    """A `Process` that another one of ours has forked, and waits for.

    Args:
        pid: its number.
        process: a descriptor of it, which is of no other process even after its end (pidfd_open(2)).
        told: the pipe in which stands how it ended, once it has.
    """

    def __init__(self, pid: int, process: int, told: int) -> None:
        self.pid = pid
        self._process = process
        self._told = told
        os.set_blocking(told, False)
        self._waiting = threading.Lock()
        self._code: int | None = None
        self._used = 0.0

    def kill(self) -> None:
        """End it at once, if it has not ended."""
        with self._waiting:
            if self._code is None:
                with contextlib.suppress(ProcessLookupError):
                    signal.pidfd_send_signal(self._process, signal.SIGKILL)

    def poll(self) -> int | None:
        """How it ended: its exit code, negative for a signal; None as long as it has not."""
        with self._waiting:
            if self._code is None:
                with contextlib.suppress(BlockingIOError):
                    told = os.read(self._told, ENDED.size)
                    # Without a word the fork server was killed, and its children are killed with it.
                    self._code, self._used = ENDED.unpack(told) if told else (-signal.SIGKILL, 0.0)
            return self._code

    def wait(self) -> int:
        """How it ended, once it has."""
        ends = select.poll()  # select(2) knows no descriptors beyond 1,023
        ends.register(self._told, select.POLLIN)
        while (code := self.poll()) is None:  # outside of the lock, since somebody may have to kill it meanwhile
            ends.poll()
        return code

    def cpu(self) -> float:
        """Processor seconds that it has used."""
        used = processor(self.pid) if self.poll() is None else 0.0
        # If it has ended meanwhile, its number may be another's.
        return used if self.poll() is None else self._used

    def release(self) -> None:
        """Give back what it holds here, once nobody asks for it any more."""
        os.close(self._told)
        os.close(self._process)


class ForkServer:
    """Starts read workers. For one thread, which must live as long as they: they die with it.

    Args:
        allocator: the shared library that they have their memory from; none for the C library's own.
    """

    def __init__(self, allocator: str = "") -> None:
        self._environment = {**environment(), **allocators.variables(allocator)}
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def fork(self, memory: int) -> Child:
        """A new worker with so much address space.

        Raises:
            OSError: none can be started.
        """
        with contextlib.ExitStack() as theirs, contextlib.ExitStack() as ours:
            here, there = socket.socketpair()
            ours.enter_context(here)
            theirs.enter_context(there)
            words = os.memfd_create("worker")
            ours.callback(os.close, words)
            told, tells = os.pipe()
            ours.callback(os.close, told)
            theirs.callback(os.close, tells)
            pid, process = self._forked(memory, [there.fileno(), words, tells])
            ours.pop_all()  # the child keeps them
            return Child(Forked(pid, process, told), here, words)

    def close(self) -> None:
        """End it, and all that it forked."""
        if self._process is not None and self._control is not None:
            self._control.close()
            self._process.kill()
            self._process.wait()
        self._process = self._control = None

    def _forked(self, memory: int, descriptors: list[int]) -> tuple[int, int]:
        try:
            answer, received = self._asked(memory, descriptors)
        except OSError:
            self.close()  # somebody may have killed it; another one is started, once
            answer, received = self._asked(memory, descriptors)
        (pid,) = STARTED.unpack(answer)
        if not received:
            raise OSError(-pid, os.strerror(-pid))
        return pid, received[0]

    def _asked(self, memory: int, descriptors: list[int]) -> tuple[bytes, list[int]]:
        control = self._started()
        socket.send_fds(control, [ORDER.pack(memory)], descriptors)
        answer, received, _, _ = socket.recv_fds(control, STARTED.size, 1)
        if not answer:
            raise ChildProcessError("the process that forks the workers has ended")
        return answer, received

    def _started(self) -> socket.socket:
        if self._control is None:
            here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            here.settimeout(_PATIENCE)
            with there:
                command = [sys.executable, "-P", "-m", "server.engine.processes.forkserver", str(there.fileno())]
                # A session of its own: where Linux shares the processor between sessions (sched(7), "The autogroup
                # feature"), all workers together get no more of it than the server, which makes them wait less.
                self._process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=[there.fileno()],
                    env=self._environment, start_new_session=True,
                )  # fmt: skip
            self._control = here
        return self._control
