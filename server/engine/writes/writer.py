"""The writer: the one process of a server that changes the store, one write after the other.

Started as `python -m server.engine.writes.writer DESCRIPTOR MEMORY SETTINGS`, with one end of a pair of sockets. A write is
made on the store taken aside (`loader.storage.scratch`), held against the shapes, and published; any failure, and any kill
before the publication, leaves everything as it was. The lock of the home is kept for a moment after a write, so that
writes that follow each other are quick, and then given back, so that `comity load` can work.
"""

from __future__ import annotations

import errno
import json
import re
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loader.storage.scratch import Scratch
from ontology.errors import ComityError, NotFound, TooMuch
from ontology.home import Home
from ontology.terms import Names
from server.engine.graphs import graph_name
from server.engine.processes import sandbox
from server.engine.processes.frames import Reader, message
from server.engine.writes.change import Changer
from server.engine.writes.outcome import Configuration, PreconditionFailed, ShapesViolated, Written, as_json, failure
from shapes import SHAPES, Report, accepts, validate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

    from server.engine.writes.change import Changes

LINGER = 0.5
"""Seconds for which the lock is kept after a write."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Writer:
    """The loop of the process."""

    def __init__(self, connection: socket.socket, configuration: Configuration) -> None:
        self._connection = connection
        self._told = configuration
        self._home = Home(Path(configuration.home))
        self._names = Names(configuration.base)
        self._scratch: Scratch | None = None

    def run(self) -> None:
        """Answer requests until the server hangs up."""
        accepts([], names=self._names)  # compiles the shapes
        self._connection.sendall(message(b"Z", {}))  # ready
        reader = Reader(self._connection)
        while True:
            self._connection.settimeout(LINGER if self._scratch else None)
            try:
                frame = reader.next()
            except TimeoutError:
                self._rest()
                continue
            self._connection.settimeout(None)
            if frame is None:
                break
            self._connection.sendall(self._answer(frame.json()))
        self._rest()

    def _answer(self, asked: dict[str, Any]) -> bytes:
        if asked["do"] == "rest":
            self._rest()
            return message(b"Z", {})
        try:
            return message(b"Z", as_json(self._write(asked)))
        except ComityError as error:
            told = failure(error)
        except MemoryError:
            told = failure(TooMuch("the write needs more memory than it may have; write less at once"))
        except (OSError, RuntimeError) as error:
            traceback.print_exc()
            is_full = getattr(error, "errno", None) in _FULL or "No space left" in str(error)
            told = failure(TooMuch("there is no room left on the disk; nothing was written") if is_full else error)
        except Exception as error:  # noqa: BLE001 — told to the server, and nothing has been published
            traceback.print_exc()
            told = failure(error)
        # Only now: the error's traceback would have kept the store open.
        if self._scratch is not None:
            self._scratch.discard()
        return message(b"E", told)

    def _write(self, asked: dict[str, Any]) -> Written:
        if self._scratch is None:
            self._scratch = Scratch(self._home)
        scratch = self._scratch
        if asked["generation"] not in (None, scratch.generation):
            raise PreconditionFailed("something was written since the state that If-Match names; read it again")
        changer = self._changer(scratch.store)
        if asked["do"] == "update":
            changer.update(asked["text"])
        else:
            self._change_graph(changer, asked)
        changes = changer.changes
        generation = scratch.generation
        if changes:
            self._hold_against_shapes(scratch.store, changes)
            generation = scratch.commit(lambda number: self._connection.sendall(message(b"D", {"publishing": number})))
        return Written(generation, changes.inserted, changes.deleted, created=changes.created > 0)

    def _changer(self, store: Store) -> Changer:
        told = self._told
        default = None if told.own else self._names.graph("default")
        aside = self._home.root / "store-before.tmp"
        return Changer(store, default=default, base=told.base, prefixes=told.prefixes, aside=aside)

    def _change_graph(self, changer: Changer, asked: dict[str, Any]) -> None:
        name, operation = asked["graph"], asked["do"]
        exists = changer.exists(name)
        if asked["exists"] not in (None, exists):
            what = "there is such a graph already" if exists else "there is no such graph"
            raise PreconditionFailed(f"{what}: {name}")
        if operation == "delete" and not exists:
            raise NotFound(f"there is no graph {name}")
        changer.graph(operation, name, Path(asked["file"]) if asked["file"] else None)

    def _hold_against_shapes(self, store: Store, changes: Changes) -> None:
        results = [result for name in sorted(changes.graphs) for result in self._check(store, name).violations]
        if results:
            report = Report(tuple(results))
            raise ShapesViolated.told(report, report.turtle(self._names))

    def _check(self, store: Store, name: str) -> Report:
        quads = list(store.quads_for_pattern(None, None, None, graph_name(name)))
        if accepts(quads, texts=self._text, names=self._names):
            return Report()
        report = validate(quads, texts=self._text, names=self._names)
        if not self._told.own:
            return report
        # A dataset of its own may hold what others wrote, and they may use blank nodes.
        return Report(tuple(result for result in report.results if result.shape.value != f"{SHAPES}NodeNames"))

    def _text(self, sha256: str) -> str | None:
        path = self._home.text(sha256)
        # The digest comes from the data: only if it is one, it may become part of a path.
        if not _DIGEST.fullmatch(sha256) or not path.is_file():
            return None
        return path.read_bytes().decode(errors="replace")

    def _rest(self) -> None:
        """Put the working store back and let go of the lock."""
        if self._scratch is not None:
            scratch, self._scratch = self._scratch, None
            scratch.close()


def main(arguments: Iterable[str]) -> None:
    """Run the writer on the descriptor, with the address space and the settings that the command line tells."""
    descriptor, memory, told = arguments
    for ignored in (signal.SIGINT, signal.SIGTERM):  # they reach the whole group; the server decides who ends
        signal.signal(ignored, signal.SIG_IGN)
    sandbox.restrict(memory=int(memory))
    Writer(socket.socket(fileno=int(descriptor)), Configuration(**json.loads(told))).run()


if __name__ == "__main__":
    main(sys.argv[1:])
