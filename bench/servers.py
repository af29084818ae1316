"""The servers that the benches compare, each over the same statements: `comity serve`, `oxigraph serve`, `rdflib-endpoint`.

The other two are no dependencies of Comity. They are taken from a virtual environment that `others` makes, or that is
given.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.bombs.running import ADDRESS_SPACE, free_port, start

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.bombs.running import Running

ROOT = Path(__file__).parent.parent
NAMES = ("comity", "oxigraph", "rdflib")
PINNED = ("oxigraph==0.5.13", "rdflib-endpoint[cli]==0.6.3")
_OXIGRAPH = {
    "/sparql": "/query",
    "/sparql application/sparql-update": "/update",
}
_RDFLIB = {"/sparql": "/", "/store": "/"}
_LOADING = 600
"""Seconds that rdflib may take to read a large data set; it keeps all of it in memory."""


def others(given: str, folder: Path) -> Path:
    """The `bin` of a virtual environment with the other two; made in the folder if none is given."""
    if given:
        return Path(given) / "bin"
    environment = folder / "others"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    subprocess.run([*pip, *PINNED], check=True)
    return environment / "bin"


class Servers:
    """Starts each of them over one home of Comity; all that they write is in the folder."""

    def __init__(
        self,
        home: Path,
        folder: Path,
        others: Path,
        *,
        deadline: float,
        token: str = "",
        timed: bool = True,
        address_space: int = ADDRESS_SPACE,
    ) -> None:
        self.home, self.folder, self.others = home, folder, others
        self.deadline, self.token, self.timed, self.address_space = deadline, token, timed, address_space

    def start(self, name: str, **settings: str) -> Running:
        """A fresh server on a copy of the data; for Comity with these settings, too."""
        return {"comity": self._comity, "oxigraph": self._oxigraph, "rdflib": self._rdflib}[name](settings)

    def _comity(self, settings: Mapping[str, str]) -> Running:
        port = free_port()
        home = self._copy(self.home, f"home-{port}")
        limit = f"{self.deadline:g}"
        said = {"query_timeout": limit, "write_timeout": limit, "write_token": self.token, **settings}
        env = {f"COMITY_{name.upper()}": value for name, value in said.items() if value}
        command = [sys.executable, "-c", "from server.cli import main; main()", "serve", "--port", str(port)]
        return start(
            "comity", command, port, log=self.folder / "comity.log",
            env={**env, "COMITY_HOME": str(home), "PYTHONPATH": str(ROOT)},
            address_space=self.address_space,
        )  # fmt: skip

    def _oxigraph(self, _: Mapping[str, str]) -> Running:
        # A snapshot is a store of the same engine, in which the default graph holds the union already.
        port, store = free_port(), self._copy((self.home / "current").resolve(), "store")
        command = [str(self.others / "oxigraph"), "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
        # It keeps a thread for each query until then, also when it is answered: of thousands a second most would fail.
        command += ["--timeout-s", f"{self.deadline:g}"] if self.timed else []
        return start(
            "oxigraph",
            command,
            port,
            log=self.folder / "oxigraph.log",
            paths=_OXIGRAPH,
            address_space=self.address_space,
        )

    def _rdflib(self, _: Mapping[str, str]) -> Running:
        port, quads = free_port(), self.folder / "all.nq"
        if not quads.exists():
            dump = [sys.executable, "-c", "from server.cli import main; main()", "--home", str(self.home), "dump"]
            subprocess.run([*dump, "--format", "n-quads", "--output", quads], check=True, cwd=ROOT)
            click.echo(f"{sum(1 for _ in quads.open('rb')):,} quads", err=True)
        command = [str(self.others / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", "--port", str(port)]
        command += ["--enable-update", str(quads)]
        return start(
            "rdflib",
            command,
            port,
            log=self.folder / "rdflib.log",
            paths=_RDFLIB,
            patience=_LOADING,
            address_space=self.address_space,
        )

    def _copy(self, folder: Path, name: str) -> Path:
        to = self.folder / name
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(folder, to, symlinks=True)
        return to
