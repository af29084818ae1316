"""Compaction: the files of the working store merged into few, so that whoever reads them looks in few places.

RocksDB merges files in the background while a store is open, but a load ends before that is done. Read from a snapshot
that is not compacted, a join takes three to four times the processor time.
"""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ontology.home import Home

log = logging.getLogger(__name__)

FRESH_SHARE = 1 / 8
"""Of the bytes of a store: when more than that is not in files that are known as compacted, it is compacted again.

To compact takes as long as to write everything once, so a statement costs at most eight times its writing."""


def compact(store: Store, home: Home) -> bool:
    """Merge the files of a home's working store, if enough of it is new; gives whether it was done.

    Args:
        store: The working store, open for writing.
        home: The home.
    """
    store.flush()
    mark = home.compacted
    known = set(mark.read_text(encoding="ascii").split()) if mark.exists() else set()
    sizes = _files(home)
    fresh = sum(size for name, size in sizes.items() if name not in known)
    if fresh <= FRESH_SHARE * sum(sizes.values()):
        return False
    log.info("compacting %d files of %s", len(sizes), home.store)
    store.optimize()
    half_written = mark.with_name(f"{mark.name}.tmp")
    half_written.write_text("\n".join(sorted(_files(home))), encoding="ascii")
    half_written.replace(mark)
    return True


def _files(home: Home) -> dict[str, int]:
    """The files of the working store that hold statements, each with its size in bytes."""
    sizes: dict[str, int] = {}
    for file in home.store.glob("*.sst"):
        with contextlib.suppress(FileNotFoundError):  # the engine has just merged it into another
            sizes[file.name] = file.stat().st_size
    return sizes
