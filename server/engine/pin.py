"""Which generation is published: one look at the link HOME/current."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.errors import StoreDamaged

if TYPE_CHECKING:
    from ontology.home import Home


@dataclass(frozen=True, slots=True)
class Pin:
    """A published generation.

    Attributes:
        generation: the number of the publication; 0 before the first.
        version: differs whenever the data may differ, also between two stores with the same generation number.
        path: the folder of the snapshot; empty before the first publication.
    """

    generation: int
    version: str
    path: str


NOTHING = Pin(0, "0", "")


def pinned(home: Home) -> Pin:
    """The generation that is published at this moment. It takes two system calls: each request asks it.

    Raises:
        StoreDamaged: the link points to something that is not a snapshot.
        FileNotFoundError: the snapshot was removed while we looked; look again.
    """
    root = str(home.root)  # pathlib keeps it; to join paths takes longer than all the rest here
    link = f"{root}/{home.CURRENT}"
    try:
        target = os.readlink(link)  # noqa: PTH115 — pathlib takes ten times as long
    except FileNotFoundError:
        return NOTHING
    except OSError:
        target = link  # a folder or a file, where a link should be
    name = target.rpartition("/")[2]
    if not name.isdecimal():
        raise StoreDamaged(f"{link} points to {target}, which is not a snapshot; run `comity load` to publish anew")
    # The folder's time, because a home that was removed and filled again counts from 1 again.
    changed = os.stat(link).st_mtime_ns  # noqa: PTH116 — as above
    return Pin(int(name), f"{name}-{changed:x}", os.path.join(root, target))  # noqa: PTH118


def damaged(home: Home, problem: object) -> StoreDamaged:
    """What is said where the published snapshot cannot be opened."""
    return StoreDamaged(f"{home.current} cannot be opened ({problem}); run `comity load` again to publish anew")
