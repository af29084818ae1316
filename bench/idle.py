"""What connections that rest cost those that work: `python bench/idle.py [CONNECTIONS]`.

Starts `comity serve` over an empty home and asks one small thing again and again on a kept connection: without company,
with resting connections, and without again. Told are the times and, because machines differ, their ratios.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REQUESTS = 2000
PATH = "/static/icon.svg"


def times(port: int) -> list[float]:
    """Seconds of each request."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    taken = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        client.request("GET", PATH)
        client.getresponse().read()
        taken.append(time.perf_counter() - began)
    client.close()
    return sorted(taken)


def processor(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(name: str, port: int, pid: int) -> list[Any]:
    """A row of the table: p50, p99 and the server's processor time of a request, in ms."""
    before = processor(pid)
    taken = times(port)
    used = (processor(pid) - before) / REQUESTS
    return [name, taken[REQUESTS // 2] * 1000, taken[REQUESTS * 99 // 100] * 1000, used * 1000]


def main() -> None:
    """Measure."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as home, contextlib.ExitStack() as stack:
        bounds = ["--max-connections", str(number + 10), "--client-connections", str(number + 10)]
        serve = [sys.executable, "-m", "server.cli", "serve", "--home", home, "--port", "0", "--log-level", "warning"]
        server = subprocess.Popen(
            [*serve, *bounds, "--idle-timeout", "600"], stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        stack.callback(server.wait)
        stack.callback(server.terminate)
        port = int(server.stderr.readline().split(" on ")[1].split()[0].rstrip("/").rpartition(":")[2])
        times(port)
        rows = [measured("alone", port, server.pid)]
        with contextlib.ExitStack() as resting:
            for _ in range(number):
                resting.enter_context(socket.create_connection(("127.0.0.1", port)))
            rows.append(measured(f"beside {number}", port, server.pid))
        rows.append(measured("alone again", port, server.pid))
    print(f"{'':14} {'p50':>16} {'p99':>16} {'processor':>16}")
    for name, *values in rows:
        cells = [f"{value:8.2f} ms {value / first:.2f}×" for value, first in zip(values, rows[0][1:], strict=True)]
        print(f"{name:14} {' '.join(f'{cell:>16}' for cell in cells)}")


if __name__ == "__main__":
    main()
