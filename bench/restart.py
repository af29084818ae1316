"""How long a server takes to come back after `kill -9`: `python -m bench.restart HOME [ROUNDS]`.

Works on a copy of a loaded home. In each round it writes a statement, kills the server in the middle of the next write,
starts another, and waits until that is ready and has the statement. Told are the seconds of each round, those of a start
of the Python interpreter with the server's modules for comparison, and the ratio of the two.
"""

from __future__ import annotations

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from bench.servers import ROOT
from tests.bombs.model import Request
from tests.bombs.running import free_port, start

if TYPE_CHECKING:
    from tests.bombs.running import Running

TOKEN = "a-token-of-the-bench"  # noqa: S105 — of a server that lives for a second
_HEADERS = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}


def imported() -> float:
    """Seconds that a process takes to import the server and end."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import server.app, server.engine.writes.writing"], check=True)
    return time.perf_counter() - began


def served(home: Path, folder: Path) -> Running:
    """A server over a home, as soon as it listens."""
    port = free_port()
    command = [sys.executable, "-c", "from server.cli import main; main()", "serve", "--port", str(port)]
    env = {"COMITY_HOME": str(home), "COMITY_WRITE_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    return start("comity", command, port, log=folder / "comity.log", env=env)


def until_ready(running: Running) -> None:
    """Wait until it answers queries."""
    host, port = running.address
    while running.alive():
        with suppress(OSError), urllib.request.urlopen(f"http://{host}:{port}/ready", timeout=1) as ready:
            if ready.status == HTTPStatus.OK:
                return
        time.sleep(0.02)
    raise RuntimeError("the server ended instead of being ready")


def written(running: Running, text: str) -> None:
    """Have something written."""
    outcome = running.ask(Request("POST", "/sparql", _HEADERS, f"INSERT DATA {{ {text} }}".encode()))
    if outcome.status != HTTPStatus.OK:
        raise RuntimeError(f"the write was not answered: {outcome}")


def main() -> None:
    """Measure."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    chance = random.Random(5)  # noqa: S311 — a fixed sequence is the point
    taken: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = folder / "home"
        shutil.copytree(sys.argv[1], home, symlinks=True)
        running = served(home, folder)
        for number in range(rounds):
            written(running, f"<a:k> <a:p> {number}")
            request = Request("POST", "/sparql", _HEADERS, b"INSERT DATA { <a:k> <a:q> 1 }")
            threading.Thread(target=running.ask, args=(request,), daemon=True).start()
            time.sleep(chance.random() / 5)
            running.kill()
            began = time.perf_counter()
            running = served(home, folder)
            until_ready(running)
            taken.append(time.perf_counter() - began)
            ask = Request("GET", f"/sparql?query=ASK%7B%3Ca:k%3E%3Ca:p%3E{number}%7D&format=csv", {})
            if b"true" not in running.ask(ask).body:
                raise RuntimeError(f"write {number} is lost")
        running.end()
    importing = statistics.median(imported() for _ in range(5))
    print("seconds:", " ".join(f"{seconds:.2f}" for seconds in taken))
    print(f"most {max(taken):.2f}, importing alone {importing:.2f}, ratio {max(taken) / importing:.1f}")


if __name__ == "__main__":
    main()
