"""The working store taken aside, so that a change can be tried on it before anybody sees it.

While it is aside there is no `HOME/store`: whoever comes after a kill restores it from the published snapshot
(`loader.storage.working`), so the working store is never ahead of the snapshot, nor behind it, at whatever moment the kill
came. A change is committed when `HOME/current` names its snapshot, and at no other moment.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pyoxigraph import Store

from loader.storage import publish, working
from ontology.errors import StoreDamaged

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self

    from ontology.home import Home

SETTLED = 10.0
"""Seconds for which a generation stays after it was replaced. Writes may follow each other faster than readers open."""


class Scratch:
    """What the published generation says, open for changes that nobody sees. Holds HOME/lock until it is closed.

    Raises on making:
        StoreBusy: Another process is writing.
        StoreDamaged: Neither the working store nor the published snapshot can be read.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._path = home.root / "store-aside.tmp"  # `working.sweep` removes it after a kill
        self._opened: Store | None = None
        self._lock = working.take_lock(home)
        try:
            working.sweep(home)
            self._publish_the_rest()
            if home.store.exists():
                home.store.rename(self._path)
                publish.sync(home.root)
                self._opened = Store(str(self._path))
        except BaseException:
            self._opened = None
            os.close(self._lock)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def store(self) -> Store:
        """The store. Its reference must not be kept: the directory moves when this closes."""
        if self._opened is None:
            self._opened = self._copied()
        return self._opened

    @property
    def generation(self) -> int:
        """The published generation; 0 before the first."""
        return publish.generation(self._home) or 0

    def commit(self, announce: Callable[[int], None]) -> int:
        """Publish what the store holds; gives the generation.

        Args:
            announce: Is told the number when the snapshot is complete on disk, right before it is published.
        """
        number = publish.snapshot(self.store, self._home)
        announce(number)
        publish.switch(self._home, number, settled=SETTLED)
        return number

    def discard(self) -> None:
        """Forget all changes since the last commit."""
        self._opened = None  # RocksDB closes with the last reference
        working.sweep(self._home)

    def close(self) -> None:
        """Put the working store back, and let go of the lock. What was not committed must have been discarded."""
        try:
            if self._opened is not None:
                self._opened = None
                self._path.rename(self._home.store)
                publish.sync(self._home.root)
            elif self.generation:
                working.restore(self._home)
        finally:
            os.close(self._lock)

    def _publish_the_rest(self) -> None:
        """Publish what a killed load left unpublished: here the working store must say what the snapshot says."""
        store = working.open_store(self._home)
        if not publish.is_published(self._home) and (self.generation or store):
            publish.publish(store, self._home)

    def _copied(self) -> Store:
        if self.generation:
            snapshot = self._home.current.resolve()
            try:
                Store.read_only(str(snapshot)).backup(str(self._path))
            except (OSError, RuntimeError) as error:
                raise StoreDamaged(f"{snapshot} cannot be copied: {error}") from error
        return Store(str(self._path))
