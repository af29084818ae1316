"""What `comity doctor` looks at in the home."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from loader.storage.publish import UNPUBLISHED
from ontology.errors import ComityError
from ontology.home import Home
from server.engine.pin import pinned
from server.operations.checks import Found, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.settings import Settings

_LITTLE = 1 << 30  # bytes; a working store's write buffers and a scratch copy need some hundred MB
_TOO_LITTLE = 1 << 28
_LEFT = ("*.tmp", "store.damaged-*", "snapshots/*.tmp", "store/bulk-*.sst")


def home(settings: Settings) -> Iterator[Found]:
    """Whether the folder is there, is ours, and lies on a file system that can do what is needed."""
    root = settings.home
    if not root.is_dir():
        yield Found("home", "fail", f"{root} is not there; run `comity load PATH`, or set COMITY_HOME")
        return
    if not os.access(root, os.R_OK | os.X_OK):
        yield Found("home", "fail", f"{root} cannot be read by uid {os.getuid()}; chown it to the service's user")
        return
    if root.stat().st_mode & stat.S_IWOTH:
        yield Found("home", "warn", f"{root} can be changed by everybody; chmod o-w {root}")
    if os.access(root, os.W_OK):
        yield _links_and_locks(root)
    else:
        yield Found(
            "home", "warn", f"{root} cannot be written by uid {os.getuid()}: fine to serve, not to load or write"
        )
    free = shutil.disk_usage(root).free
    state: State = "ok" if free > _LITTLE else "warn" if free > _TOO_LITTLE else "fail"
    yield Found("disk", state, f"{free >> 20} MiB are free at {root}{'' if state == 'ok' else '; make room'}")


def _links_and_locks(root: Path) -> Found:
    with tempfile.TemporaryDirectory(dir=root, prefix=".doctor-") as folder:
        one = Path(folder) / "one"
        try:
            with one.open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                (Path(folder) / "two").hardlink_to(one)
        except OSError as error:
            text = f"the file system of {root} knows no hard links or no locks ({error.strerror}); move the home"
            return Found("home", "fail", f"{text} to a local one, such as ext4 or xfs")
    return Found("home", "ok", f"{root} can be written, and knows hard links and locks")


def lock(settings: Settings) -> Iterator[Found]:
    """Who writes."""
    path = Home(settings.home).lock
    if not path.exists():
        return
    try:
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield Found("lock", "ok", f"{path} is held: a load or a write is running")
    except OSError as error:
        yield Found("lock", "warn", f"{path} cannot be opened: {error.strerror}; writes need it; chown it")
    else:
        yield Found("lock", "ok", f"{path} is free")


def snapshot(settings: Settings) -> Iterator[Found]:
    """Whether the published snapshot is there and opens, and whether the working store agrees with it."""
    place = Home(settings.home)
    try:
        pin = pinned(place)
    except (ComityError, OSError) as error:
        yield Found("snapshot", "fail", f"{error}; run `comity load` to publish anew")
        return
    if not pin.generation:
        yield Found("snapshot", "warn", "nothing has been published yet; run `comity load PATH`")
        return
    try:
        Store.read_only(pin.path)
    except OSError as error:
        text = f"generation {pin.generation} cannot be opened ({error}); run `comity load` to publish anew"
        yield Found("snapshot", "fail", text)
        return
    yield Found("snapshot", "ok", f"generation {pin.generation} opens")
    if (place.root / UNPUBLISHED).exists():
        text = "the working store holds more than is published; a load or write is running, or was killed"
        yield Found("store", "warn", f"{text}: the next one settles it")
    elif place.store.is_dir():
        yield Found("store", "ok", "the working store agrees with what is published")
    else:
        yield Found("store", "ok", "there is no working store; the next load restores it from the snapshot")


def leftovers(settings: Settings) -> Iterator[Found]:
    """What a kill has left behind."""
    found = sorted(path for pattern in _LEFT for path in settings.home.glob(pattern))
    for path in found:
        if path.name.startswith("store.damaged-"):
            yield Found("leftovers", "warn", f"{path} was set aside as damaged; remove it when you no longer need it")
        else:
            yield Found("leftovers", "warn", f"{path} was left by a kill; the next `comity load` removes it")
    if not found:
        yield Found("leftovers", "ok", "nothing was left half-made")
