"""What the read workers of a server may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What a pool may use.

    Attributes:
        workers: queries that run at the same time in the fast lane; as many more may run in the slow one.
        queue: requests that may wait for a worker.
        queue_seconds: how long one waits.
        seconds: how long a lease may keep a worker working, if nothing else is said.
        memory: address space of a worker, in bytes.
        allocator: the shared library that a worker has its memory from; none for the C library's own.
    """

    workers: int
    queue: int
    queue_seconds: float
    seconds: float
    memory: int
    allocator: str = ""
