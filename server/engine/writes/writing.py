"""The server's side of its writer process: writes go in, one after the other, and what they did comes out."""

from __future__ import annotations

import json
import logging
import signal
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from loader.storage import publish
from ontology.errors import ComityError, OutOfTime, QueryError, StoreBusy, TooMuch, Unavailable, UsageError
from server.engine.processes.process import Child
from server.engine.writes.outcome import ANY, Condition, Configuration, Written, revived
from server.language.targets import DEFAULT

if TYPE_CHECKING:
    from pathlib import Path

    from ontology.home import Home
    from server.engine.writes.change import GraphOperation

log = logging.getLogger(__name__)

_WAITING = 32
_STARTING = 60.0
# What is complete on disk is about to be published: the writer gets this much more time to say so.
_PUBLISHING = 30.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a write may take.

    Attributes:
        seconds: from its start to its publication.
        memory: address space of the writer, in bytes.
        queue_seconds: the longest wait for earlier writes.
    """

    seconds: float
    memory: int
    queue_seconds: float


def hold_default_graph(home: Home, *, own: bool) -> None:
    """Have the home's default graph be what the setting says: only an empty home may choose.

    Raises:
        UsageError: the home was filled with the other kind of default graph.
    """
    is_own = home.own_default_graph.exists()
    if own == is_own:
        return
    if is_own:
        raise UsageError(f"{home.root}: its default graph is a graph of its own; serve it with --default-graph own")
    if home.current.is_symlink() or home.store.exists():
        raise UsageError(
            f"{home.root}: its default graph is the union of the others, as a load leaves it; serve it with "
            "--default-graph union, or give an empty --home"
        )
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        home.own_default_graph.touch()
    except OSError as error:
        raise UsageError(f"{home.root}: no home can be made there ({error.strerror}); give another --home") from None


class Writing:
    """The door to the writer. Threads may share it; their writes are done in the order in which they came.

    All methods that write raise:
        StoreBusy: another process writes into this home, or too many writes wait.
        QueryError: the update does not parse, or cannot be carried out.
        PreconditionFailed: the condition does not hold.
        ShapesViolated: a changed graph would violate the shapes.
        OutOfTime, TooMuch: it needs more than it may have.
        Unavailable: the writer was ended from outside. As with all others, nothing was written then.
    """

    def __init__(self, home: Home, configuration: Configuration, limits: Limits) -> None:
        self._home = home
        self._configuration = json.dumps(asdict(configuration))
        self._limits = limits
        self._child: Child | None = None
        self._waiting = 0
        self._counting = threading.Lock()
        # One thread that lives as long as this: the order of writes, and the parent of the writer's process.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._thread.submit(self._started)

    def update(self, text: str, condition: Condition = ANY) -> Written:
        """Run a SPARQL update, all of it or nothing."""
        return self._do("update", condition, text=text)

    def graph(
        self, operation: GraphOperation, name: str, triples: Path | None = None, condition: Condition = ANY
    ) -> Written:
        """Replace (`put`), enlarge (`post`) or remove (`delete`) a graph.

        Args:
            operation: which of them.
            name: its IRI; empty for the default graph.
            triples: a file of N-Triples, as `server.engine.writes.uploads` makes it; none for `delete`.
            condition: what must hold.

        Raises:
            NotFound: there is no such graph to remove.
        """
        return self._do(operation, condition, graph=name or DEFAULT, file=str(triples) if triples else "")

    def close(self) -> None:
        """End the writer, after the write that runs."""
        self._thread.submit(self._stop).result()
        self._thread.shutdown()

    def _do(self, operation: str, condition: Condition, **more: str) -> Written:
        with self._counting:
            if self._waiting >= _WAITING:
                raise StoreBusy(f"{self._waiting} writes wait already; come back later", retry_after=5)
            self._waiting += 1
        asked = {"do": operation, **asdict(condition), **more}
        future = self._thread.submit(self._exchange, asked)
        future.add_done_callback(self._left)
        try:
            return future.result(self._limits.queue_seconds)
        except TimeoutError:
            if future.done():
                raise
            if future.cancel():
                waited = f"{self._limits.queue_seconds:g} seconds"
                raise StoreBusy(f"earlier writes took more than {waited}; come back later", retry_after=5) from None
        return future.result()  # it runs, and has its own deadline

    def _left(self, _: Future[Written]) -> None:
        with self._counting:
            self._waiting -= 1

    def _started(self) -> Child:
        """The writer's process, ready for a write."""
        if self._child is not None and self._child.has_ended():
            self._child.close()
            self._child = None
        if self._child is None:
            child = Child.start("server.engine.writes.writer", self._limits.memory, self._configuration)
            try:
                ready = child.receive(_STARTING)
            except TimeoutError:
                ready = None
            if ready is None:
                child.kill()
                problem = child.death()
                child.close()
                raise Unavailable(f"the writer does not start ({problem}); nothing was written", retry_after=5)
            self._child = child
        return self._child

    def _exchange(self, asked: dict[str, str]) -> Written:
        child = self._started()
        deadline = time.monotonic() + self._limits.seconds
        publishing = 0
        is_late = False
        child.ask(asked)
        while True:
            try:
                frame = child.receive(deadline - time.monotonic())
            except TimeoutError:
                is_late = True
                child.kill()
                deadline += _PUBLISHING  # what it said before is still to be read
                continue
            if frame is None:
                return self._after_death(child, publishing, is_late=is_late)
            told: dict[str, Any] = frame.json()
            if frame.kind == b"Z":
                return Written(**told)
            if frame.kind == b"E":
                raise revived(told, asked.get("text", ""))
            publishing = told["publishing"]
            deadline += _PUBLISHING

    def _after_death(self, child: Child, publishing: int, *, is_late: bool) -> Written:
        """What became of the write during which the writer died: the link `current` is the judge."""
        self._child = None
        code, reason = child.exit_code(), child.death()
        child.close()
        self._thread.submit(self._started)
        log.warning("the writer ended with %d", code)
        published = publish.generation(self._home) or 0
        if publishing and published == publishing:
            return Written(publishing)
        if publishing and published > publishing:
            raise ComityError(
                "the writer ended while it published, and another has published since; read what is there"
            )
        raise _explained(code, reason, is_late=is_late)

    def _stop(self) -> None:
        if self._child is None:
            return
        self._child.ask({"do": "rest"})
        try:
            while (frame := self._child.receive(self._limits.seconds)) is not None and frame.kind == b"D":
                continue
        except TimeoutError:
            log.warning("the writer did not come to rest; it is killed")
        self._child.close()
        self._child = None


def _explained(code: int, reason: ComityError, *, is_late: bool) -> ComityError:
    if is_late or isinstance(reason, OutOfTime):
        return OutOfTime("the write took longer than it may; nothing was written; write less at once")
    if code == -signal.SIGKILL:
        return Unavailable("the writer was ended from outside; nothing was written; try again", retry_after=2)
    if isinstance(reason, TooMuch):
        return TooMuch("the write needs more memory than it may have; nothing was written; write less at once")
    if isinstance(reason, QueryError):
        return QueryError("the update is nested too deeply for the engine; nothing was written; write it flatter")
    return ComityError(f"the writer failed, and nothing was written ({reason})")
