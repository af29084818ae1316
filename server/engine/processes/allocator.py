"""Another allocator than the C library's for the processes that answer queries, by LD_PRELOAD (ld.so(8)).

Only they get it: they have one thread, and the engine in them asks for memory all the time. The process in front has many
threads, for each of which such libraries reserve address space.
"""

from __future__ import annotations

import os
import subprocess
import sys

from ontology.errors import UsageError

_PATIENCE = 30.0


def variables(library: str) -> dict[str, str]:
    """What the environment of a process needs to have its memory from there; nothing for the C library's own."""
    return {"LD_PRELOAD": library} if library else {}


def check(library: str) -> None:
    """See that the system's loader takes the library: where it does not, it says so and goes on without.

    Raises:
        UsageError: it is none, or none for this machine.
    """
    if not library:
        return
    command = [sys.executable, "-I", "-S", "-c", ""]
    environ = {**os.environ, **variables(library)}
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, env=environ, timeout=_PATIENCE, check=False
    )
    if done.returncode or done.stderr:
        raise UsageError(
            f"the setting allocator={library!r} is no shared library that can be loaded here;"
            " install it (Debian has libmimalloc2.0, as libmimalloc.so.2), or leave the setting out"
        )
