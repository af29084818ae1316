"""The names on disk: what lies where under HOME.

The loader writes there and the server reads there; this module is all that both know of it.

    HOME/store/                    the working store, opened by one loader at a time
    HOME/snapshots/<generation>/   what was published; never written to again
    HOME/current                   symbolic link to the published snapshot
    HOME/texts/<sha256>.txt        each document's text as read
    HOME/rejected/<slug>/          an article that was set aside, with its report
    HOME/lock                      held by the one writer
    HOME/compacted                 which files of the working store need no compaction
    HOME/own-default-graph         stands there if the default graph is no union of the others
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

GENERATION_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Home:
    """A Comity home directory. Creates nothing by itself."""

    CURRENT: ClassVar[str] = "current"
    """The name of the link to what is published."""

    root: Path

    @property
    def store(self) -> Path:
        """The working store."""
        return self.root / "store"

    @property
    def snapshots(self) -> Path:
        """The folder of published snapshots."""
        return self.root / "snapshots"

    @property
    def current(self) -> Path:
        """The link that names the published snapshot."""
        return self.root / self.CURRENT

    @property
    def texts(self) -> Path:
        """The folder of document texts."""
        return self.root / "texts"

    @property
    def rejected(self) -> Path:
        """The folder of articles that were set aside."""
        return self.root / "rejected"

    @property
    def compacted(self) -> Path:
        """The names of the working store's files after it was last compacted."""
        return self.root / "compacted"

    @property
    def lock(self) -> Path:
        """The writer's lock file."""
        return self.root / "lock"

    @property
    def own_default_graph(self) -> Path:
        """The mark of a home whose default graph is a graph of its own. A loaded one has none."""
        return self.root / "own-default-graph"

    def snapshot(self, generation: int) -> Path:
        """The folder of one published generation (counted from 1)."""
        return self.snapshots / f"{generation:0{GENERATION_DIGITS}d}"

    def text(self, sha256: str) -> Path:
        """The file of the document text with this digest."""
        return self.texts / f"{sha256}.txt"
