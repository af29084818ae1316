"""`comity serve`: the application behind the listener, from the first signal of life to the last.

A request is answered in one thread, and its connection is closed when the answer fails half-way, so that no client
takes a part for the whole.
"""

from __future__ import annotations

import logging
import resource
import signal
import sys
from typing import TYPE_CHECKING

from ontology.errors import ComityError
from server.app import BEGIN, close, create_app
from server.listener.loop import Loop
from server.operations.log import install
from server.web.site import KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from server.settings import Settings

log = logging.getLogger(__name__)
_MOST_FILES = 1 << 20  # some systems allow a thousand times that, and then whoever goes through all files takes minutes
_OTHER_FILES = 256  # snapshots, workers, spools
_TURN_OF_A_THREAD = 0.0005
"""Seconds for which a thread may keep the interpreter while others wait for it. The loop needs it a few times for each
request, and a thread that reads a long text never lets go by itself; Python's own 5 ms made a request take fifty."""


def serve(settings: Settings, *, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; requests that run have the time of the setting `grace`.

    Raises:
        ComityError: the address cannot be listened on.
    """
    writer = install(settings)
    try:
        _serve(settings, announce, lambda: writer.dropped)
    finally:
        writer.close()


def _serve(settings: Settings, announce: Callable[[str], None], lost: Callable[[], int]) -> None:
    _raise_limit_of_files(settings.max_connections)
    sys.setswitchinterval(_TURN_OF_A_THREAD)
    app = create_app(settings=settings)
    metrics = app.extensions[KEY].metrics
    try:
        loop = Loop(app, settings, told=metrics.limits.add, begin=app.extensions[BEGIN])
    except (OSError, ValueError) as error:
        close(app)
        where = f"{settings.host}:{settings.port}"
        why = getattr(error, "strerror", None) or error
        raise ComityError(f"cannot listen on {where}: {why}; choose another by --port, or stop what holds it") from None

    def stop(_signal: int, _frame: FrameType | None) -> None:
        loop.stop()

    metrics.measure("comity_connections", "gauge", "Open connections.", lambda: len(loop.connections))
    metrics.measure("comity_log_lines_lost_total", "counter", "Lines that nobody read in time.", lost)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    announce(f"http://{host}:{loop.port}/")
    try:
        loop.run()
    finally:
        close(app)


def _raise_limit_of_files(connections: int) -> None:
    """Allow as many open files as the system lets us, and say so if that is too few."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    if connections + _OTHER_FILES > most:
        log.warning("%d connections are allowed, but only %d open files; raise `ulimit -Hn`", connections, most)
