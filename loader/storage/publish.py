"""Published snapshots: what readers open, and how a generation takes the place of the one before.

A snapshot is a RocksDB checkpoint of the working store: hard links to immutable files, made in milliseconds.
It is complete on disk before `HOME/current` names it, so that a kill or a power cut at any moment leaves either
the old generation published or the new one, never half of one.
"""

from __future__ import annotations

import os
import shutil
import time
from itertools import pairwise
from typing import TYPE_CHECKING

from pyoxigraph import Literal, Store

from ontology.terms import C

if TYPE_CHECKING:
    from pathlib import Path

    from ontology.home import Home

KEPT_GENERATIONS = 2
"""The published one, and the one before for readers that are about to open it."""

UNPUBLISHED = "unpublished"
"""A file in HOME that stands there while the working store may hold more than the published snapshot."""


def generation(home: Home) -> int | None:
    """The generation that `HOME/current` names; None where nothing is published (or it is gone)."""
    if not home.current.is_dir():
        return None
    return int(home.current.resolve().name)


def mark_unpublished(home: Home) -> None:
    """Note, before the first change, that the store is about to leave its snapshot behind. Survives power loss."""
    mark = home.root / UNPUBLISHED
    if not mark.exists():
        mark.touch()
        sync(home.root)


def is_published(home: Home) -> bool:
    """Whether the working store says exactly what the published snapshot says."""
    return generation(home) is not None and not (home.root / UNPUBLISHED).exists()


def publish(store: Store, home: Home) -> int:
    """Make what the store holds the published generation; gives its number, counted from 1."""
    number = snapshot(store, home)
    switch(home, number)
    return number


def snapshot(store: Store, home: Home) -> int:
    """Put what the store holds beside the published generation, complete on disk; gives the number it will have."""
    number = max(_generations(home), default=0) + 1
    half_made = home.snapshots / f"{home.snapshot(number).name}.tmp"
    home.snapshots.mkdir(exist_ok=True)
    store.flush()
    store.backup(str(half_made))
    for file in half_made.iterdir():
        sync(file)
    sync(half_made)
    half_made.rename(home.snapshot(number))
    sync(home.snapshots)
    return number


def switch(home: Home, number: int, *, settled: float = 0.0) -> None:
    """Publish a snapshot, and remove old ones.

    Args:
        home: The home.
        number: The snapshot's.
        settled: Seconds for which older generations stay that were still published within them.
    """
    _point_current(home, number)
    (home.root / UNPUBLISHED).unlink(missing_ok=True)
    _prune(home, number, time.time() - settled)


def prune_texts(home: Home) -> None:
    """Remove the texts that no article of a kept generation quotes. Only right after publishing."""
    quoted: set[str] = set()
    for number in _generations(home):
        snapshot = Store.read_only(str(home.snapshot(number)))
        for quad in snapshot.quads_for_pattern(None, C.textSha256, None, None):
            if isinstance(quad.object, Literal):
                quoted.add(quad.object.value)
    for text in home.texts.glob("*.txt"):
        if text.stem not in quoted:
            text.unlink()


def sync(path: Path) -> None:
    """Have a file's content, or a folder's entries, reach the disk (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _generations(home: Home) -> list[int]:
    return (
        [int(folder.name) for folder in home.snapshots.iterdir() if folder.name.isdecimal()]
        if (home.snapshots.is_dir())
        else []
    )


def _point_current(home: Home, number: int) -> None:
    """Replace the link in one step: a reader finds the old snapshot or the new one."""
    link = home.root / "current.tmp"
    link.unlink(missing_ok=True)
    link.symlink_to(home.snapshot(number).relative_to(home.root))
    link.replace(home.current)
    sync(home.root)


def _prune(home: Home, published: int, since: float) -> None:
    """Remove old generations. Whoever has one open goes on reading: its files live until the last close."""
    numbers = sorted(_generations(home))
    kept = {published, *numbers[-KEPT_GENERATIONS:]}
    for number, successor in pairwise(numbers):
        if number not in kept and home.snapshot(successor).stat().st_mtime <= since:
            shutil.rmtree(home.snapshot(number))
