"""What the tests share: a home of their own, and the real command run as a user runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import DefaultGraph, Store

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"


@dataclass(frozen=True)
class Comity:
    """The `comity` command on one home, each time in a process of its own."""

    home: Path

    def __call__(self, *args: object, code: int | None = 0, stdin: str | bytes = b"", timeout: float = 300) -> Result:
        """Run it to its end; `code` is the exit code it must have, None for any."""
        entered = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            self.command(*args), input=entered, capture_output=True, env=self.env(), timeout=timeout, check=False
        )
        result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
        told = f"{result.out}\n{result.err}"[:4000]
        assert code is None or result.code == code, f"exit code {result.code}, not {code}\n{told}"
        return result

    def start(self, *args: object) -> subprocess.Popen[bytes]:
        """Start it, in a process group of its own, and come back at once."""
        return subprocess.Popen(
            self.command(*args),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env(),
            start_new_session=True,
        )

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Run `comity serve`; gives the address, without a slash at its end."""
        with self.start("serve", "--port", 0) as server:
            try:
                for line in server.stderr or ():
                    if found := re.search(r"http://127\.0\.0\.1:\d+", line.decode()):
                        break
                else:
                    raise AssertionError("the server ended before it said where it listens")
                yield found[0]
            finally:
                server.terminate()

    def command(self, *args: object) -> list[str]:
        return [sys.executable, "-c", "from server.cli import main; main()", *map(str, args)]

    def env(self) -> dict[str, str]:
        return {**os.environ, "COMITY_HOME": str(self.home), "PYTHONPATH": str(ROOT)}


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def comity(home: Path) -> Comity:
    """The command, on `home`."""
    return Comity(home)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five documents."""
    return SEEDS


def published(home: Path) -> list[str]:
    """What readers of a home see: its statements as N-Quads lines, sorted; the default graph is their union."""
    quads = set(Store.read_only(str((home / "current").resolve())))
    named = {quad for quad in quads if quad.graph_name != DefaultGraph()}
    assert {quad.triple for quad in quads - named} == {quad.triple for quad in named}
    return sorted(map(str, named))


@pytest.fixture(name="published", scope="session")
def published_fixture():
    """`published(home)`: what readers of a home see, as sorted N-Quads lines."""
    return published


@pytest.fixture(scope="session")
def seeds_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which the command has loaded the seeds."""
    home = tmp_path_factory.mktemp("seeds") / "home"
    Comity(home)("load", SEEDS)
    return home


@pytest.fixture(scope="session")
def seeds_comity(seeds_home: Path) -> Comity:
    """The command, on the home with the seeds."""
    return Comity(seeds_home)
