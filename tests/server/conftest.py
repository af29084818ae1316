"""A small real store, published as the loader publishes, and the application over it."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from ontology.home import Home
from server.app import create_app
from server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).with_name("data.trig")


def publish(root: Path, quads: list[Quad], generation: int = 1) -> Home:
    """Write the store, take a snapshot, and point `current` at it by an atomic rename."""
    home = Home(root)
    root.mkdir(parents=True, exist_ok=True)
    home.snapshots.mkdir(exist_ok=True)
    store = Store(str(home.store))
    store.clear()
    store.extend(quads)
    store.flush()
    store.backup(str(home.snapshot(generation)))
    del store
    link = root / "current.new"
    link.symlink_to(Path("snapshots") / home.snapshot(generation).name)
    link.replace(home.current)
    return home


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return list(parse(DATA.read_bytes(), RdfFormat.TRIG))


@pytest.fixture(scope="session")
def home(tmp_path_factory, quads) -> Home:
    return publish(tmp_path_factory.mktemp("home") / "data", quads)


@pytest.fixture(scope="session")
def home_with_union(tmp_path_factory, quads) -> Home:
    """The same, but the union of the graphs stands in the default graph, too."""
    union = [Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads]
    return publish(tmp_path_factory.mktemp("union") / "data", [*quads, *union])


class Client(FlaskClient):
    """Reads and closes each answer at once, as a server does."""

    def open(self, *args, **kwargs):
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture(scope="session")
def client_of():
    """`client_of(home.root, **settings)`: a client of an application over that home."""

    def make(root: Path, **settings) -> FlaskClient:
        app = create_app(root, Settings(**settings))
        app.test_client_class = Client
        return app.test_client()

    return make


@pytest.fixture(scope="session")
def shared_client(client_of, home):
    return client_of(home.root)


@pytest.fixture
def client(shared_client):
    return shared_client


@pytest.fixture
def empty_client(client_of, tmp_path):
    return client_of(tmp_path / "nothing")


@pytest.fixture(name="publish", scope="session")
def publish_fixture():
    """`publish(root, quads, generation)`, see above."""
    return publish


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


def _command(args: tuple[object, ...]) -> list[str]:
    return [sys.executable, "-c", "from server.cli import main; main()", *map(str, args)]


def _environment(home: Path | None) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    return {**kept, "PYTHONPATH": str(ROOT), **({"COMITY_HOME": str(home)} if home else {})}


@pytest.fixture(scope="session")
def run():
    """`run(*arguments, home=…, stdin=…)`: the command in a process of its own."""

    def runs(*args: object, home: Path | None = None, stdin: str = "") -> Result:
        done = subprocess.run(
            _command(args), input=stdin.encode(), capture_output=True, env=_environment(home), timeout=60, check=False
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return runs


@pytest.fixture(scope="session")
def start():
    """`start(*arguments, home=…, **settings)`: the same, left running; the settings go by way of the environment."""

    def starts(*args: object, home: Path, **settings: object) -> subprocess.Popen[str]:
        told = {f"COMITY_{name.upper()}": str(value) for name, value in settings.items()}
        return subprocess.Popen(
            _command(args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment(home) | told
        )

    return starts


@dataclass(frozen=True)
class Answered:
    """What a server sent: its status, its headers in lower case, and its body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Served:
    """A running `comity serve`."""

    process: subprocess.Popen[str]
    host: str
    port: int

    def send(self, method: str, path: str, body: bytes | None = None, seconds: float = 60, **headers: str) -> Answered:
        """One request on a connection of its own; `Content_Type` names the header Content-Type."""
        connection = HTTPConnection(self.host, self.port, timeout=seconds)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.getheaders()}
            return Answered(response.status, told, response.read())
        finally:
            connection.close()

    def query(self, sparql: str, **parameters: str) -> Answered:
        """Ask by GET, for JSON."""
        path = f"/sparql?{urlencode({'query': sparql, **parameters})}"
        return self.send("GET", path, Accept="application/sparql-results+json")

    def workers(self) -> list[int]:
        """The process ids of its read workers."""
        return [worker for fork in self.fork_servers() for worker in _children(fork)]

    def fork_servers(self) -> list[int]:
        """The process id of what forks them."""
        return _children(self.process.pid)


def _children(parent: int) -> list[int]:
    """Those of a process that fork workers, or are workers."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = status.read_text()
            command = status.with_name("cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if f"\nPPid:\t{parent}\n" in told and b"server.engine.processes.forkserver" in command:
            found.append(int(status.parent.name))
    return found


@pytest.fixture
def serving(start):
    """`serving(home, *options)`: a running server; it is stopped at the end."""
    running: list[tuple[subprocess.Popen[str], threading.Thread]] = []

    def serves(root: Path, *options: object) -> Served:
        process = start("serve", "--port", 0, *options, home=root)
        told = []
        for line in process.stderr:
            told.append(line)
            if found := re.search(r"http://(127\.0\.0\.1):(\d+)", line):
                # Whatever it logs must not fill the pipe and stop it.
                drain = threading.Thread(target=process.stderr.read)
                drain.start()
                running.append((process, drain))
                return Served(process, found[1], int(found[2]))
        raise AssertionError(f"the server ended before it said where it listens: {told}")

    yield serves
    for process, drain in running:
        process.kill()
        drain.join()
        process.communicate()


class Reply(NamedTuple):
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def generation(self) -> int:
        return int(self.headers["X-Comity-Generation"])


@dataclass(frozen=True)
class Live:
    """A running `comity serve`."""

    url: str
    process: subprocess.Popen[str]

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """One request on a connection of its own; `Content_Type="…"` and the like are headers."""
        host, port = self.url.removeprefix("http://").strip("/").split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=60)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body.encode() if isinstance(body, str) else body, told)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())
        finally:
            connection.close()


@pytest.fixture(scope="session")
def live(start):
    """A server on a free port, for as long as the block lasts that `with` makes of it."""

    @contextmanager
    def serving(home: Path, **settings: object) -> Iterator[Live]:
        process = start("serve", "--port", "0", home=home, **settings)
        drain = threading.Thread(target=process.stderr.read)  # what it logs must not fill the pipe and stop it
        try:
            told = []
            for line in process.stderr:
                told.append(line)
                if " on http://" in line:
                    break
            else:
                raise AssertionError(f"the server ended before it said where it listens: {told}")
            drain.start()
            yield Live(line.split(" on ")[1].split()[0], process)
        finally:
            process.terminate()
            process.wait(timeout=30)
            if drain.is_alive():
                drain.join()
            process.communicate()

    return serving
