"""The numbers that other parts keep, told to Prometheus when it asks."""

from __future__ import annotations

import os
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import ComityError

if TYPE_CHECKING:
    from server.web.site import Site

_FIELD_OF_RSS = 1  # of /proc/self/statm, in pages
_STARTED = time.time()


def measure(site: Site) -> None:
    """Have the site's metrics tell of its workers, its memory of answers, what is published, and this process."""
    pool, add = site.pool, site.metrics.measure
    add("comity_info", "gauge", "The version that runs.", lambda: {version("comity"): 1}, "version")
    add("comity_workers", "gauge", "Worker processes by what they do.", lambda: _workers(pool.counts()), "state")
    add("comity_queue_length", "gauge", "Requests that wait for a worker.", lambda: pool.counts()["waiting"])
    add("comity_workers_ended_total", "counter", "Worker processes that ended.", pool.ended, "reason")
    add("comity_cache_hits_total", "counter", "Queries answered from memory.", lambda: site.cache.hits)
    add("comity_cache_misses_total", "counter", "Queries that were not in memory.", lambda: site.cache.misses)
    add(
        "comity_generation",
        "gauge",
        "The generation that is published; -1 if it cannot be read.",
        lambda: _generation(site),
    )
    add("comity_clients", "gauge", "Clients that are remembered for fair use.", lambda: len(site.budget))
    add("process_resident_memory_bytes", "gauge", "Memory of the parent process.", _memory)
    add("process_cpu_seconds_total", "counter", "Processor time of the parent process.", time.process_time)
    add("process_start_time_seconds", "gauge", "When it was started, in seconds since 1970.", lambda: _STARTED)
    add("process_open_fds", "gauge", "Open files of the parent process.", _files)


def _workers(counts: dict[str, int]) -> dict[str, float]:
    return {state: number for state, number in counts.items() if state != "waiting"}


def _generation(site: Site) -> float:
    try:
        return site.current().generation
    except ComityError:
        return -1


def _memory() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[_FIELD_OF_RSS]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _files() -> float:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 — only the number counts
