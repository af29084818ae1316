"""The working store on disk: who may open it, what is cleaned before, and what happens when it is damaged."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
from typing import TYPE_CHECKING

from pyoxigraph import Store

from loader.storage import publish
from ontology.errors import StoreBusy, StoreDamaged, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from ontology.home import Home

log = logging.getLogger(__name__)


def take_lock(home: Home) -> int:
    """Lock the home for this process. The kernel lets go of it when the process ends, however it ends.

    Raises:
        StoreBusy: Another process holds it.
        UsageError: The home cannot be written.
    """
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise UsageError(f"{home.root}: no home can be made there ({error.strerror}); give another --home") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "unknown"
        os.close(descriptor)
        raise StoreBusy(
            f"{home.lock}: process {holder} is loading into this home; wait until it is done, or give another --home"
        ) from None
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def refuse_own_default_graph(home: Home) -> None:
    """Refuse a home that a load would spoil, because its default graph is not the union of the others.

    Raises:
        UsageError: It is such a home.
    """
    if home.own_default_graph.exists():
        raise UsageError(
            f"{home.root}: its default graph is a graph of its own (a server ran there with --default-graph own); "
            "give another --home"
        )


def sweep(home: Home) -> None:
    """Remove what a killed load left half-made. Only for the holder of the lock.

    RocksDB does not remove the bulk files of a killed bulk load by itself: they stay, unread, at full size.
    """
    for leftover in (
        *home.store.glob("bulk-*.sst"),
        *home.snapshots.glob("*.tmp"),
        *home.texts.glob("*.tmp"),
        *home.rejected.glob("*.tmp"),
        *home.root.glob("*.tmp"),
    ):
        _remove(leftover)


def open_store(home: Home) -> Store:
    """The working store; restored from the published snapshot where it is gone or damaged."""
    published = publish.generation(home) is not None
    if published and not home.store.exists():
        log.warning("%s is missing: restored from the published snapshot", home.store)
        restore(home)
    store = _open(home, published=published)
    if isinstance(store, Store):
        return store
    moved = _move_aside(home)
    log.warning("%s is damaged (%s): moved to %s", home.store, store, moved)
    if published:
        log.warning("%s is restored from the published snapshot; load again what came after it", home.store)
        restore(home)
    return Store(str(home.store))


def _open(home: Home, *, published: bool) -> Store | str:
    """The store as it is, or the damage that it has."""
    try:
        store = Store(str(home.store))
    except (RuntimeError, FileNotFoundError) as error:
        return str(error)
    except OSError as error:
        raise _not_opened(home, error) from error
    if published and not store and _is_filled(home):  # how a store opens whose manifest was cut short
        return "it is empty, and the published snapshot is not"
    return store


def _is_filled(home: Home) -> bool:
    """Whether the published snapshot says anything; one that cannot be read is for `restore` to tell."""
    try:
        return bool(Store.read_only(str(home.current.resolve())))
    except (OSError, RuntimeError):
        return True


def _not_opened(home: Home, error: OSError) -> StoreBusy | StoreDamaged:
    if "lock" in str(error).lower():
        return StoreBusy(f"{home.store}: another program has the working store open ({error}); close it")
    return StoreDamaged(f"{home.store}: the working store cannot be opened ({error}); check the path and its rights")


def restore(home: Home) -> None:
    """Put a copy of the published snapshot where the working store was. There must be no working store.

    Raises:
        StoreDamaged: The snapshot cannot be read either.
    """
    half_made = home.root / "store.tmp"
    try:
        Store.read_only(str(home.current.resolve())).backup(str(half_made))
    except (OSError, RuntimeError) as error:
        raise StoreDamaged(
            f"{home.current}: neither the working store nor the published snapshot can be read ({error}); "
            f"move {home.root} aside and load the documents again"
        ) from error
    half_made.rename(home.store)
    publish.sync(home.root)


def _move_aside(home: Home) -> Path:
    """Move the damaged working store to the first free `HOME/store.damaged-<n>`; gives that path."""
    number = 1
    while (target := home.root / f"store.damaged-{number}").exists():
        number += 1
    home.store.rename(target)
    return target


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
