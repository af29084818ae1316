"""A server under attack: where it listens, its processes, what they take of memory, and how it is ended."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bombs.client import send
from tests.bombs.model import Request

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.bombs.client import Outcome

ADDRESS_SPACE = 4 << 30
"""Bytes that any one process of a server may reserve, so that a bomb ends the server and not the machine."""
_GRACE = 10
_PATIENCE = 60


@dataclass(slots=True)
class Running:
    """A running server.

    Attributes:
        name: as the tables show it.
        process: its first process.
        address: host and port.
        paths: Comity's path -> this server's, for those that differ.
    """

    name: str
    process: subprocess.Popen[bytes]
    address: tuple[str, int]
    paths: Mapping[str, str] = field(default_factory=dict)

    def ask(self, request: Request, *, source: str = "127.0.0.1", patience: float = 10) -> Outcome:
        """Send a request to the path where this server has what Comity has there."""
        path, mark, rest = request.path.partition("?")
        method, kind = request.method, request.headers.get("Content-Type", "")
        to = self.paths.get(f"{path} {kind}") or self.paths.get(path, path)
        moved = Request(method, to + mark + rest, request.headers, request.body)
        return send(self.address, moved, source=source, patience=patience)

    def alive(self) -> bool:
        """Whether its first process runs."""
        return self.process.poll() is None

    def reset_peak(self) -> None:
        """Let `peak` of the first process count from now (proc(5), clear_refs)."""
        with suppress(OSError):
            Path(f"/proc/{self.process.pid}/clear_refs").write_text("5", encoding="ascii")

    def peak(self) -> int:
        """The most bytes of memory that the first process held."""
        return _status(self.process.pid, "VmHWM")

    def resident(self) -> int:
        """Bytes of memory that all its processes hold now."""
        return sum(_status(pid, "VmRSS") for pid in self.processes())

    def processes(self) -> list[int]:
        """The first process and all below it."""
        found = [self.process.pid]
        for pid in found:
            with suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    found += map(int, (task / "children").read_text(encoding="ascii").split())
        return found

    def processor(self) -> float:
        """Seconds of processor that all its processes have taken, those included that ended and were waited for."""
        ticks = 0
        for pid in self.processes():
            with suppress(OSError):
                after = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
                ticks += sum(map(int, after[11:15]))  # utime, stime, cutime, cstime (proc(5))
        return ticks / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End it, by force if it does not go."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(_GRACE)
        self.kill()

    def kill(self) -> None:
        """End it and what it left behind by force."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def _status(pid: int, row: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith(f"{row}:"):
                return int(line.split()[1]) * 1024
    return 0


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def start(
    name: str,
    command: Sequence[str],
    port: int,
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    paths: Mapping[str, str] | None = None,
    address_space: int = ADDRESS_SPACE,
    patience: float = _PATIENCE,
) -> Running:
    """Start a server and wait until it listens.

    Raises:
        RuntimeError: it ended instead, or did not listen in time; with the end of its log.
    """
    with log.open("ab") as out:
        process = subprocess.Popen(
            ["prlimit", f"--as={address_space}", "--core=0", *command],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True,
            env={**os.environ, **(env or {})},
        )  # fmt: skip
    running = Running(name, process, ("127.0.0.1", port), paths or {})
    until = time.monotonic() + patience
    while time.monotonic() < until and running.alive():
        with suppress(OSError):
            socket.create_connection(running.address, timeout=1).close()
            return running
        time.sleep(0.1)
    running.end()
    raise RuntimeError(f"{name} does not listen: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")


@contextmanager
def watched(running: Running, every: float = 0.05) -> Iterator[list[int]]:
    """Look at the memory of all processes again and again; the list's only member is the most that was seen."""
    most, done = [running.resident()], threading.Event()

    def look() -> None:
        while not done.wait(every):
            most[0] = max(most[0], running.resident())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        done.set()
        thread.join()


def many_files() -> int:
    """Let this process open as many files as it may; gives how many."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
