"""Limits that a process of ours puts on itself before it touches anything that a stranger sent.

The engine resolves SERVICE and LOAD by itself and has no switch against it; the kernel has: a seccomp filter refuses
the system calls that open a connection or start a program, for this process and all its threads, for ever. What else
can go wrong ends the process: memory by RLIMIT_AS, time by RLIMIT_CPU and an interval timer, an orphan by PDEATHSIG.

Sources: seccomp(2), prctl(2), Linux's Documentation/userspace-api/seccomp_filter.rst.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from typing import NamedTuple

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2
_LOAD_WORD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_ALLOW = 0x7FFF0000
_REFUSE = 0x00050000 | 13  # SECCOMP_RET_ERRNO | EACCES
_KILL = 0x80000000  # SECCOMP_RET_KILL_PROCESS
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE = 0, 4  # in struct seccomp_data
_X32 = 0x40000000  # the second numbering of x86-64, which would go round a filter of the first


class _Machine(NamedTuple):
    audit: int
    refused: tuple[int, ...]


# socket, connect, bind, listen, accept, accept4, execve, execveat, ptrace, process_vm_readv, process_vm_writev,
# io_uring_setup (which opens connections without any of the others). socketpair stays: it reaches nobody.
_MACHINES = {
    "x86_64": _Machine(0xC000003E, (41, 42, 49, 50, 43, 288, 59, 322, 101, 310, 311, 425)),
    "aarch64": _Machine(0xC00000B7, (198, 203, 200, 201, 202, 242, 221, 281, 117, 270, 271, 425)),
}


def is_available() -> bool:
    """Whether this system can refuse system calls: Linux, on a processor whose numbers are known here."""
    return sys.platform == "linux" and platform.machine() in _MACHINES


def restrict(*, memory: int) -> None:
    """Bind this process to its parent's life, to so many bytes of address space, and keep it from the network.

    Raises:
        OSError: the kernel refuses the filter.
    """
    limit_memory(memory)
    end_with_parent()
    confine()


def limit_memory(most: int) -> None:
    """Let this process have so many bytes of address space, and leave no core."""
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent() -> None:
    """Bind this process to its parent's life, where the system can (Linux). A fork does not inherit it."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def confine() -> None:
    """Keep this process, and what it forks, from the network and from starting programs.

    Where the system has no seccomp, the lexer alone refuses SERVICE and LOAD.

    Raises:
        OSError: the kernel refuses the filter.
    """
    if is_available():
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        _install(_program(_MACHINES[platform.machine()]))


def limit_cpu(seconds: float) -> None:
    """End this process (SIGXCPU) when it has used so much more processor time than now; rounded up to seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _program(machine: _Machine) -> bytes:
    """The filter: another architecture is killed, the numbers listed are refused with EACCES, all else may pass."""
    refused = machine.refused
    lines = [
        (_LOAD_WORD, 0, 0, _OFFSET_ARCHITECTURE),
        (_EQUAL, 1, 0, machine.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD_WORD, 0, 0, _OFFSET_NUMBER),
        (_AT_LEAST, len(refused) + 1, 0, _X32),
    ]
    lines += [(_EQUAL, len(refused) - index, 0, number) for index, number in enumerate(refused)]
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _install(program: bytes) -> None:
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of instructions, and where they are.
    described = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    pointer = ctypes.create_string_buffer(described, len(described))
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(pointer))


def _prctl(option: int, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_ulong(argument) for argument in (*arguments, 0, 0, 0, 0)[:4]]
    if libc.prctl(option, *given) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}): {os.strerror(ctypes.get_errno())}")
