"""What is compiled from the package's files, kept between runs in the user's cache; it may be deleted at any time."""

from __future__ import annotations

import hashlib
import marshal
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def compiled(name: str, version: int, contents: Sequence[bytes], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `make` gives of a table's files, kept under their digest.

    Args:
        name: of the table.
        version: of the compiled form; to be raised when it changes.
        contents: of the files.
        make: what compiles them, to plain data throughout.

    """
    digest = hashlib.sha256(b"\0".join([f"comity-{name}-{version}".encode(), *contents])).hexdigest()[:16]
    return cached(f"{name}-{digest}", make)


def cached(name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What was kept under a name, which tells the version of its sources; else what `make` gives, plain data throughout."""
    kept = _read(name)
    if kept is None:
        kept = make()
        _keep(name, kept)
    return kept


def _file(name: str) -> Path:
    root = os.environ.get("COMITY_CACHE") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(root).expanduser() / "comity" / f"{name}.marshal"


def _read(name: str) -> dict[str, Any] | None:
    try:
        loaded: dict[str, Any] = marshal.loads(_file(name).read_bytes())  # noqa: S302  # our own file
    except (OSError, ValueError, EOFError, TypeError):
        return None  # nothing kept, or by another Python: compile again
    return loaded


def _keep(name: str, compiled: dict[str, Any]) -> None:
    """Keep it if there is a place for it; a read-only machine compiles each time."""
    path = _file(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(marshal.dumps(compiled))
        Path(file.name).replace(path)
    except OSError:
        return
