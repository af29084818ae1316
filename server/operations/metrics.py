"""Numbers for Prometheus, in its text format (version 0.0.4). No label ever names a client."""

from __future__ import annotations

import bisect
import math
import threading
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0, 60.0)
_MOST_SERIES = 1000  # a label that a client can choose must not fill the memory
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


class _Metric(Protocol):
    def lines(self) -> Iterator[str]: ...


def _series(name: str, labels: Mapping[str, str], value: float) -> str:
    inner = ",".join(f'{label}="{text.translate(_ESCAPES)}"' for label, text in labels.items())
    number = str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)
    return f"{name}{{{inner}}} {number}" if inner else f"{name} {number}"


def _head(name: str, kind: str, help_: str) -> str:
    text = help_.replace("\\", r"\\").replace("\n", r"\n")
    return f"# HELP {name} {text}\n# TYPE {name} {kind}"


class Counter:
    """Counts up, for each combination of labels."""

    def __init__(self, name: str, help_: str, labels: Sequence[str] = ()) -> None:
        self._name, self._help, self._labels = name, help_, tuple(labels)
        self._lock = threading.Lock()
        self._values: dict[tuple[str, ...], float] = {} if labels else {(): 0.0}

    def add(self, *labels: str, by: float = 1.0) -> None:
        """Count."""
        with self._lock:
            if labels not in self._values and len(self._values) >= _MOST_SERIES:
                labels = ("other",) * len(self._labels)
            self._values[labels] = self._values.get(labels, 0.0) + by

    def lines(self) -> Iterator[str]:
        """What Prometheus reads."""
        with self._lock:
            values = sorted(self._values.items())
        yield _head(self._name, "counter", self._help)
        for labels, value in values:
            yield _series(self._name, dict(zip(self._labels, labels, strict=True)), value)


class Histogram:
    """How many observations were up to each bound."""

    def __init__(self, name: str, help_: str, bounds: Sequence[float] = _SECONDS) -> None:
        self._name, self._help, self._bounds = name, help_, tuple(bounds)
        self._lock = threading.Lock()
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0

    def observe(self, value: float) -> None:
        """Take one observation in."""
        with self._lock:
            self._counts[bisect.bisect_left(self._bounds, value)] += 1
            self._sum += value

    def lines(self) -> Iterator[str]:
        """What Prometheus reads."""
        with self._lock:
            counts, total = list(self._counts), self._sum
        yield _head(self._name, "histogram", self._help)
        running = 0
        for bound, count in zip((*self._bounds, math.inf), counts, strict=True):
            running += count
            upper = "+Inf" if bound == math.inf else f"{bound:g}"
            yield _series(f"{self._name}_bucket", {"le": upper}, running)
        yield _series(f"{self._name}_sum", {}, total)
        yield _series(f"{self._name}_count", {}, running)


class Measured:
    """Values that somebody else keeps, read when they are asked for: one, or one for each value of a label."""

    def __init__(
        self, name: str, kind: str, help_: str, read: Callable[[], float | Mapping[str, float]], label: str = ""
    ) -> None:
        self._name, self._kind, self._help, self._read, self._label = name, kind, help_, read, label

    def lines(self) -> Iterator[str]:
        """What Prometheus reads."""
        found = self._read()
        yield _head(self._name, self._kind, self._help)
        if isinstance(found, int | float):
            yield _series(self._name, {}, found)
        else:
            for text, value in sorted(found.items()):
                yield _series(self._name, {self._label: text}, value)


class Metrics:
    """The numbers of one server."""

    def __init__(self) -> None:
        self._further: list[_Metric] = []
        self.requests = Counter("comity_requests_total", "Requests answered.", ("route", "method", "status"))
        self.request_seconds = Histogram("comity_request_seconds", "Time from a request's head to its answer's end.")
        self.query_seconds = Histogram("comity_query_seconds", "Time that a worker took for a request.")
        self.query_cpu = Counter("comity_query_cpu_seconds_total", "Processor time of the workers.")
        self.sent_bytes = Counter("comity_sent_bytes_total", "Bytes of answers' bodies.")
        self.limits = Counter("comity_limits_total", "How often a limit took effect.", ("limit",))
        self.writes = Counter("comity_writes_total", "Writes, by what became of them.", ("outcome",))

    def measure(
        self, name: str, kind: str, help_: str, read: Callable[[], float | Mapping[str, float]], label: str = ""
    ) -> None:
        """Add what somebody else keeps, see `Measured`. `kind` is `gauge` or `counter`."""
        self._further.append(Measured(name, kind, help_, read, label))

    def text(self) -> str:
        """All of them, as Prometheus reads them."""
        own: list[_Metric] = [
            self.requests,
            self.request_seconds,
            self.query_seconds,
            self.query_cpu,
            self.sent_bytes,
            self.limits,
            self.writes,
        ]
        return "".join(f"{line}\n" for metric in (*own, *self._further) for line in metric.lines())
