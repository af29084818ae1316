"""Forks read workers: `python -m server.engine.processes.forkserver DESCRIPTOR`, with one end of a pair of sockets.

A new interpreter that imports the engine takes a tenth of a second of processor, a fork of one that has done so a
hundredth of that. This process has imported everything, reads nothing that strangers send, and has one thread, so a fork
of it is as good as new.

It gets one message for each worker: the bytes of address space that it may have, in eight bytes, with three descriptors:
the worker's end of a pair of sockets, its stderr, and a pipe. It answers with the worker's number and a descriptor of its
process (pidfd_open(2)), or with an error number, negative, and none. To the pipe it writes how the worker ended, once it
has, and what it had used. When the other side hangs up, it ends, and its workers with it.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import select
import signal
import socket
import struct
import sys
import traceback

from server.engine.processes import sandbox
from server.engine.workers import worker

ORDER = struct.Struct("!Q")
"""What a worker may have."""
STARTED = struct.Struct("!i")
"""Its number."""
ENDED = struct.Struct("!id")
"""How it ended: its exit code, negative for a signal, and the processor seconds that it had used."""
_DESCRIPTORS = 3
_MOST_FILES = 1 << 20
_STDERR = 2
_UNCAUGHT = 1


def main() -> None:
    """Fork what is asked for until the other side hangs up."""
    control = socket.socket(fileno=int(sys.argv[1]))
    sandbox.end_with_parent()
    sandbox.confine()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server decides who ends
    wakes, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    gc.freeze()  # what is never collected need not be copied
    pipes: dict[int, int] = {}
    while True:
        readable, _, _ = select.select([control.fileno(), wakes], [], [])
        if wakes in readable:
            os.read(wakes, 4096)
            _tell_ends(pipes)
        if control.fileno() in readable:
            order, descriptors, _, _ = socket.recv_fds(control, ORDER.size, _DESCRIPTORS)
            if not order:
                return
            _start(control, pipes, ORDER.unpack(order)[0], descriptors)


def _start(control: socket.socket, pipes: dict[int, int], memory: int, descriptors: list[int]) -> None:
    connection, stderr, pipe = descriptors
    try:
        pid = _forked(connection, stderr, memory)
    except OSError as error:  # no more processes; those that are there go on
        control.send(STARTED.pack(-(error.errno or errno.EAGAIN)))
        os.close(pipe)
    else:
        pipes[pid] = pipe
        process = os.pidfd_open(pid)
        socket.send_fds(control, [STARTED.pack(pid)], [process])
        os.close(process)
    os.close(connection)
    os.close(stderr)


def _tell_ends(pipes: dict[int, int]) -> None:
    while pipes:
        pid, status, used = os.wait4(-1, os.WNOHANG)
        if not pid:
            return
        pipe = pipes.pop(pid)
        with contextlib.suppress(BrokenPipeError):  # nobody wants to know
            os.write(pipe, ENDED.pack(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime))
        os.close(pipe)


def _forked(connection: int, stderr: int, memory: int) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid:
        return pid
    code = _UNCAUGHT
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.dup2(stderr, _STDERR)
        os.closerange(_STDERR + 1, connection)
        os.closerange(connection + 1, _MOST_FILES)
        sandbox.limit_memory(memory)
        sandbox.end_with_parent()
        if os.getppid() == parent:  # else it ended before we were bound to its life
            worker.serve(socket.socket(fileno=connection))
        code = 0
    except SystemExit:
        code = 0
    except BaseException:  # noqa: BLE001 — told where the server looks for it; a fork must never go on in its parent's place
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
