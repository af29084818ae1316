"""Clients that only want an answer: they ask small questions again and again and note how long each took.

A process of its own, so that neither the attackers' work nor that of the bench is taken for the server's.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
import threading
import time
from typing import NamedTuple, Self

CLIENTS = 4
_PAUSE = 0.01
_PATIENCE = 5.0


class Latency(NamedTuple):
    """What the innocents saw: how many answers, how many that failed, and the 99th percentile in seconds."""

    answers: int
    failures: int
    p99: float


class Innocents:
    """The process of the innocents, seen from the bench."""

    def __init__(self, address: tuple[str, int], path: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.innocents", address[0], str(address[1]), path],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.told()

    def told(self) -> Latency:
        """What they saw since they were asked last."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the innocents have no pipes")
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return Latency(*json.loads(self._process.stdout.readline()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


class _Asking:
    """Threads that ask, in the process of the innocents."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self.host, self.port, self.path = host, port, path
        self.lock, self.taken, self.failed = threading.Lock(), list[float](), 0
        self.waiting: dict[int, float] = {}
        for number in range(CLIENTS):
            threading.Thread(target=self.ask, args=(number,), daemon=True).start()

    def ask(self, number: int) -> None:
        count = 0
        while True:
            connection = http.client.HTTPConnection(
                self.host, self.port, timeout=_PATIENCE, source_address=(f"127.0.2.{1 + number}", 0)
            )
            with contextlib.suppress(OSError, http.client.HTTPException):
                while True:
                    count += 1
                    self.once(connection, number, f"{self.path}{number}-{count}")
                    time.sleep(_PAUSE)
            connection.close()
            time.sleep(_PAUSE)

    def once(self, connection: http.client.HTTPConnection, number: int, path: str) -> None:
        began = self.waiting[number] = time.monotonic()
        good = False
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            good = response.status == 200
        finally:
            with self.lock:
                self.taken.append(time.monotonic() - began)
                self.failed += not good
                del self.waiting[number]

    def told(self) -> Latency:
        """Since the last time; who waits now has waited at least so long."""
        with self.lock:
            taken, failed, now = self.taken, self.failed, time.monotonic()
            self.taken, self.failed = [], 0
            taken = sorted([*taken, *(now - began for began in self.waiting.values() if now - began > 1)])
        return Latency(len(taken), failed, taken[int(len(taken) * 0.99)] if taken else float("inf"))


def main() -> None:
    """Ask until the bench ends; for each line on stdin tell what was seen since the one before."""
    host, port, path = sys.argv[1:]
    asking = _Asking(host, int(port), path)
    for _ in sys.stdin:
        sys.stdout.write(json.dumps(asking.told()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
