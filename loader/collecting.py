"""The garbage collector during a load: it looks rarely, and not at what was there before.

Reading makes many short-lived objects and hardly any cycles; as it is set by default the collector takes a sixth of the
time, much of it for walking through the lexicon.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RARELY = (50_000, 20, 100)
"""New objects before the youngest generation is looked at; collections of each before the next one's turn."""


def collect_rarely() -> None:
    """Set the collector for the rest of the process."""
    gc.freeze()
    gc.set_threshold(*_RARELY)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Set the collector for a while."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
