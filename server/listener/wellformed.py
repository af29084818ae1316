"""What HTTP/1.1 asks of a head beyond what waitress looks at. Who reads a head otherwise than a proxy does is deceived.

Specification: RFC 9112, sections 3.2 (targets), 3.3 (the host), 6.1 (Transfer-Encoding); RFC 3986, section 3.2.2.
"""

from __future__ import annotations

import re
from typing import Final

_LABEL: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9_\-]{0,61}[A-Za-z0-9_])?"
_HOST: Final = re.compile(rf"(?:\[[0-9A-Fa-f:.]{{2,45}}\]|(?P<name>{_LABEL}(?:\.{_LABEL})*)\.?)(?::[0-9]{{0,5}})?")
_LONGEST_NAME: Final = 253
_TARGET: Final = re.compile(r"[!-~]+")
_ABSOLUTE: Final = re.compile(r"https?://", re.IGNORECASE)
_CODINGS: Final = re.compile(rb"\r\nTransfer-Encoding:([^\r\n]*)", re.IGNORECASE)


def is_host(given: str) -> bool:
    """Whether it is the name or the address of a host, with or without a port."""
    match = _HOST.fullmatch(given)
    if match is None:
        return False
    name = match["name"] or ""
    if len(name) > _LONGEST_NAME:
        return False
    try:
        name.encode("ascii").decode("idna")  # as whoever makes links of it will
    except UnicodeError:
        return False
    return True


def is_target(method: str, target: str) -> bool:
    """Whether it names something here: by its path, by an absolute URL, or all by an asterisk."""
    if target == "*":
        return method == "OPTIONS"
    return bool(_TARGET.fullmatch(target)) and (target.startswith("/") or bool(_ABSOLUTE.match(target)))


def is_chunked_once(head: bytes) -> bool:
    """Whether a head whose body is in no coding but chunks says so once, and plainly."""
    codings = b",".join(_CODINGS.findall(head))
    return codings.strip(b" \t").lower() == b"chunked"


def says_transfer_encoding(head: bytes) -> bool:
    """Whether there is a Transfer-Encoding, if only an empty one."""
    return bool(_CODINGS.search(head))
