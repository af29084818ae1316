"""Where the suites come from, and the server that is tested if none is named."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conformance.client import Endpoint
from tests.conformance.manifest import SUITES, Checkout

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
COMMIT = "ad541a5f0479f0798608c4801369d97b8e08b36f"
HOME = "https://github.com/w3c/rdf-tests/archive/{}.tar.gz"
_SECONDS_TO_START = 60


class Missing(Exception):
    """The suites are not at hand, or there is no server to test; the message says which and why."""


def checkout(root: Path | None, home: str = HOME) -> Checkout:
    """The folder that the user names, else the one in the cache, fetched at first.

    Raises:
        Missing: it is not one of rdf-tests, or could not be fetched.
    """
    if root is None:
        cache = Path(os.environ.get("COMITY_CACHE") or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        root = cache / "comity" / f"rdf-tests-{COMMIT}"
        if not root.is_dir():
            _fetch(home.format(COMMIT), root)
    if not any((root / path).is_file() for _, path in SUITES.values()):
        raise Missing(f"{root} is no checkout of https://github.com/w3c/rdf-tests (setting RDF_TESTS)")
    return Checkout(root.resolve())


def _fetch(url: str, folder: Path) -> None:
    """Unpack the suites of SPARQL beside the folder, and move them there when they are complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            packed = answer.read()
        with tempfile.TemporaryDirectory(dir=folder.parent) as unpacked:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                wanted = [one for one in archive.getmembers() if one.name.partition("/")[2].startswith("sparql/")]
                archive.extractall(unpacked, wanted, filter="data")
            (top,) = Path(unpacked).iterdir()
            top.rename(folder)
    except (OSError, tarfile.TarError, ValueError) as error:
        raise Missing(
            f"the W3C's test suites are not at hand and cannot be fetched from {url} ({error}); "
            "name a checkout of rdf-tests: make conformance RDF_TESTS=/path"
        ) from error


@contextmanager
def comity() -> Iterator[Endpoint]:
    """A `comity serve` of its own over a fresh home, with a token that may write.

    Raises:
        Missing: it did not start.
    """
    with tempfile.TemporaryDirectory(prefix="comity-conformance-") as folder:
        token = Path(folder, "token")
        token.write_text("conformance\n")
        token.chmod(0o600)
        arguments = ["--home", str(Path(folder, "home")), "serve", "--port", "0"]
        arguments += ["--default-graph", "own", "--write-token-file", str(token)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
        log = Path(folder, "log")
        with log.open("wb") as told:
            process = subprocess.Popen(
                [sys.executable, "-c", "from server.cli import main; main()", *arguments],
                stderr=told,
                env={**kept, "PYTHONPATH": str(ROOT)},
            )
        try:
            url = _address(process, log)
            yield Endpoint(f"{url}/sparql", f"{url}/store", f"{url}/graph", token.read_text().strip())
        finally:
            process.terminate()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    """The URL that the server tells on stderr when it listens."""
    until = time.monotonic() + _SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        if found := re.search(r"http://[^\s/]+", log.read_text()):
            return found[0]
        time.sleep(0.05)
    raise Missing(f"`comity serve` did not start: {' '.join(log.read_text().split())[-500:]}")
