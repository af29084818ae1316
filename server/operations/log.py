"""The log: one line an event on stderr, as `key=value` or as one JSON object. No line ever holds a token.

Lines are written by a thread of their own from a bounded queue: whoever does not read stderr loses lines, not answers.
"""

from __future__ import annotations

import contextlib
import json
import logging
import queue
import re
import sys
import threading
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.settings import Settings

REQUESTS = "comity.requests"
_FIELDS = "comity_fields"
_WAITING = 10_000  # lines
_GATHERED = 0.02  # seconds
_PATIENCE = 1.0  # seconds for the last lines at the end
_SIMPLE = re.compile(r"[!#-<>-~]+")  # of ASCII, what is printed, less the space, the quote and the equals sign
_current = threading.local()


def request_id() -> str:
    """The id of the request that this thread answers; empty if it answers none."""
    return str(getattr(_current, "id", ""))


def begin_request(name: str) -> None:
    """Give the id to all that this thread logs from now on."""
    _current.id = name


def tell(fields: Mapping[str, object], level: int = logging.INFO) -> None:
    """Log what became of a request."""
    logging.getLogger(REQUESTS).log(level, "request", extra={_FIELDS: dict(fields)})


class _Queued(logging.Handler):
    """Hands lines to a thread that writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0
        self._queue: queue.Queue[str | None] = queue.Queue(_WAITING)
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._thread.start()

    def emit(self, record: logging.LogRecord) -> None:
        """Queue a line, made here: the thread of the request knows its id."""
        try:
            self._queue.put_nowait(self.format(record))
        except queue.Full:
            self.dropped += 1

    def _write(self) -> None:
        line = self._queue.get()
        while line is not None:
            # The others of this moment go with it: to wake this thread for each would cost as much as a small query.
            time.sleep(_GATHERED)
            lines = [line]
            with contextlib.suppress(queue.Empty):
                while (line := self._queue.get_nowait()) is not None:
                    lines.append(line)
            sys.stderr.write("\n".join([*lines, ""]))
            sys.stderr.flush()
            if line is not None:
                line = self._queue.get()

    def close(self) -> None:
        """Write what waits, as far as somebody reads it."""
        try:
            self._queue.put(None, timeout=_PATIENCE)
        except queue.Full:
            self.dropped += 1
        self._thread.join(_PATIENCE)
        super().close()


@lru_cache(2)
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().removesuffix("+00:00")


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    seconds = int(record.created)
    moment = f"{_second(seconds)}.{int(1000 * (record.created - seconds)):03}Z"
    told: dict[str, Any] = {"time": moment, "level": record.levelname.lower()}
    if name := request_id():
        told["id"] = name
    own = getattr(record, _FIELDS, None)
    if own is None:
        told["message"] = record.getMessage()
    else:
        told |= own
    if record.exc_info:
        told["trace"] = logging.Formatter().formatException(record.exc_info)
    return told


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line. Everything that could end it is escaped."""
        return json.dumps(_fields(record))


class Text(logging.Formatter):
    """`time level key=value …`; a value with a space or a quote stands in quotes, as JSON writes it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = _fields(record)
        words = [told.pop("time"), told.pop("level")]
        return " ".join([*words, *(f"{key}={_plain(value)}" for key, value in told.items())])


def _plain(value: object) -> str:
    text = str(value)
    return text if _SIMPLE.fullmatch(text) else json.dumps(text)


def install(settings: Settings) -> _Queued:
    """Log to stderr as the settings say, until `close`."""
    # What no line of ours tells need not be looked up for each (the manual of `logging`, "Optimization").
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # noqa: SLF001
    handler = _Queued()
    handler.setFormatter(Json() if settings.log_format == "json" else Text())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(settings.log_level.upper())
    # That a client left or a queue is long is told by our own line for the request, and by the metrics.
    logging.getLogger("waitress").setLevel(logging.WARNING)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    return handler
