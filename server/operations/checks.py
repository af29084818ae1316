"""What `comity doctor` looks at: settings, the system, and the home. Nothing is changed; the network is not used."""

from __future__ import annotations

import difflib
import os
import platform
import resource
import socket
import stat
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal, NamedTuple

from ontology.errors import UsageError
from server.engine.processes import allocator as allocators
from server.engine.processes import sandbox
from server.kinds import SECRET
from server.settings import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.settings import Settings

State = Literal["ok", "warn", "fail"]
_SHORTEST_TOKEN = 20  # characters; `openssl rand -base64 24` makes 32
_OTHER_FILES = 256
_OLDEST_PYTHON = (3, 11)
_OLDEST_ENGINE = (0, 5, 13)
_OTHER_VARIABLES = ("COMITY_CACHE",)
_TRY_FILTER = (
    "import socket\nfrom server.engine.processes import sandbox\nsandbox.restrict(memory=1 << 32)\n"
    "try:\n    socket.socket()\nexcept PermissionError:\n    print('refused')\n"
)


class Found(NamedTuple):
    """What one check found.

    Attributes:
        check: its name.
        state: `warn` is worth a look, with `fail` the server would not work.
        text: what is so, and what to do about it.
    """

    check: str
    state: State
    text: str


def variables(_: Settings) -> Iterator[Found]:
    """Whether each COMITY_ variable of the environment is one that is read."""
    known = [row.env for row in table()]
    for name in sorted(os.environ):
        if name.startswith("COMITY_") and name not in (*known, *_OTHER_VARIABLES):
            near = difflib.get_close_matches(name, known, n=1)
            yield Found("variables", "warn", f"{name} is not read by anything{f'; meant {near[0]}?' if near else ''}")


def tokens(settings: Settings) -> Iterator[Found]:
    """Whether tokens are long, and their files closed to others."""
    for row in table():
        if row.kind is not SECRET:
            continue
        token, path = getattr(settings, row.name), getattr(settings, f"{row.name}_file")
        if path is not None and (path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH | stat.S_IWGRP)):
            yield Found("tokens", "warn", f"{path} can be read or changed by others; chmod 600 {path}")
        if token and len(token) < _SHORTEST_TOKEN:
            yield Found("tokens", "warn", f"{row.name} has {len(token)} characters and could be guessed; take 32")
        elif token:
            yield Found("tokens", "ok", f"{row.name} is set")
        else:
            yield Found("tokens", "ok", f"{row.name} is not set: what it allows is off")
    if settings.config is not None and settings.config.stat().st_mode & stat.S_IWOTH:
        yield Found("tokens", "warn", f"{settings.config} can be changed by everybody; chmod 644 {settings.config}")


def sense(settings: Settings) -> Iterator[Found]:
    """Whether the settings fit each other."""
    running = 2 * settings.workers + 1  # both lanes and a spare
    if settings.threads <= settings.queue + 2 * settings.workers:
        need = settings.queue + 2 * settings.workers + 1
        text = f"threads={settings.threads} is fewer than wait and run; pages wait for queries; set {need} or more"
        yield Found("settings", "warn", text)
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    if running * settings.query_memory > memory:
        text = (
            f"{running} workers of {settings.query_memory >> 20} MiB could take more than the {memory >> 20} MiB here"
        )
        yield Found("settings", "warn", f"{text}; lower query_memory or workers, or bound the whole (MemoryMax)")
    if not settings.client_seconds or not settings.client_queries:
        yield Found("settings", "warn", "client_seconds or client_queries is 0: one client may take everything")
    if settings.public_url and not settings.trusted_proxies:
        text = "public_url is set, but no trusted_proxies: all clients of the proxy count as one"
        yield Found("settings", "warn", f"{text}; name the proxy's address")


def versions(_: Settings) -> Iterator[Found]:
    """Whether Python and the engine are new enough."""
    engine = version("pyoxigraph")
    new = sys.version_info >= _OLDEST_PYTHON and tuple(map(int, engine.split(".")[:3])) >= _OLDEST_ENGINE
    text = f"Comity {version('comity')}, Python {platform.python_version()}, pyoxigraph {engine}"
    remedy = "" if new else "; install what requirements.txt names"
    yield Found("versions", "ok" if new else "fail", text + remedy)


def limits(settings: Settings) -> Iterator[Found]:
    """Whether the system lets the server open and map what it needs."""
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    need = settings.max_connections + _OTHER_FILES
    if files != resource.RLIM_INFINITY and files < need:
        text = f"{files} open files are allowed, {need} may be needed; raise LimitNOFILE, or lower max_connections"
        yield Found("limits", "warn", text)
    _, space = resource.getrlimit(resource.RLIMIT_AS)
    if space != resource.RLIM_INFINITY and space < settings.query_memory:
        yield Found("limits", "fail", f"address space is limited to {space} bytes, below query_memory; raise ulimit -v")
    else:
        yield Found("limits", "ok", f"{'any number of' if files == resource.RLIM_INFINITY else files} open files")


def allocator(settings: Settings) -> Iterator[Found]:
    """Whether the allocator that is set can be loaded."""
    try:
        allocators.check(settings.allocator)
    except UsageError as error:
        yield Found("allocator", "fail", str(error))
    else:
        if settings.allocator:
            yield Found("allocator", "ok", f"queries' processes have their memory from {settings.allocator}")


def seccomp(_: Settings) -> Iterator[Found]:
    """Whether a worker can be kept from the network by the kernel."""
    if not sandbox.is_available():
        text = "seccomp is not at hand here: only the lexer refuses SERVICE and LOAD; run on Linux, x86-64 or arm64"
        yield Found("seccomp", "warn", text)
        return
    command = [sys.executable, "-c", _TRY_FILTER]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environ)
    if done.stdout.strip() == "refused":
        yield Found("seccomp", "ok", "a worker cannot open a connection")
    else:
        last = (done.stderr.strip().splitlines() or ["a socket could be opened"])[-1]
        yield Found("seccomp", "fail", f"a worker cannot be kept from the network: {last}; allow seccomp and prctl")


def port(settings: Settings) -> Iterator[Found]:
    """Whether the address can be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    where = f"{settings.host}:{settings.port}"
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            text = f"{where} cannot be listened on: {error.strerror}; fine if that is Comity itself, else set port"
            yield Found("port", "warn", text)
        else:
            yield Found("port", "ok", f"{where} is free")
