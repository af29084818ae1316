"""How a setting's value may be written: as a flag or environment variable (always text), or in a TOML file."""

from __future__ import annotations

import hmac
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SIZES = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40}
_TIMES = {"ms": 0.001, "": 1.0, "s": 1.0, "min": 60.0, "h": 3600.0}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)")


class Secret:
    """A password or token. It is compared and never shown: neither `str` nor `repr` tell what it is."""

    __slots__ = ("_bytes",)

    def __init__(self, text: str = "") -> None:
        self._bytes = text.encode()

    def __bool__(self) -> bool:
        return bool(self._bytes)

    def __len__(self) -> int:
        return len(self._bytes)

    def __repr__(self) -> str:
        return "Secret(set)" if self else "Secret()"

    def matches(self, presented: str) -> bool:
        """Whether this is what a client presented, in a time that tells nothing of it. No secret matches nothing."""
        same = hmac.compare_digest(self._bytes, presented.encode(errors="surrogateescape"))
        return same and bool(self)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value.

    Attributes:
        name: what documents call it.
        wanted: completes "… must be".
        read: makes the value of a text or of what TOML gave; raises ValueError or TypeError.
        show: writes a value so that `read` understands it.
    """

    name: str
    wanted: str
    read: Callable[[object], object]
    show: Callable[[object], str] = str


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)


def _bytes(value: object) -> int:
    if not isinstance(value, str):
        return _whole(value)
    number, unit = _amount(value)
    return int(number * _SIZES[unit])


def _seconds(value: object) -> float:
    if isinstance(value, str):
        number, unit = _amount(value)
        return number * _TIMES[unit]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError
    return float(value)


def _amount(text: str) -> tuple[float, str]:
    found = _AMOUNT.fullmatch(text.strip())
    if found is None or found[2] not in (_SIZES | _TIMES):
        raise ValueError(text)
    return float(found[1]), found[2]


def _path(value: object) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise TypeError
    return Path(value)


def _list(value: object) -> tuple[str, ...]:
    words = re.split(r"[\s,]+", value.strip()) if isinstance(value, str) else value
    if not isinstance(words, list | tuple):
        raise TypeError
    return tuple(_text(word) for word in words if word)


def _secret(value: object) -> Secret:
    text = _text(value)
    if not all("!" <= char <= "~" for char in text):  # no header could carry it
        raise ValueError
    return Secret(text)


def _show_bytes(value: object) -> str:
    size = _whole(value)
    unit = next((unit for unit, factor in reversed(_SIZES.items()) if size and size % factor == 0), "")
    return f"{size // _SIZES[unit]}{unit}"


TEXT = Kind("text", "text", _text)
INT = Kind("number", "a whole number", _whole)
BYTES = Kind("bytes", "a number of bytes, or such as 64MiB or 2GiB", _bytes, _show_bytes)
SECONDS = Kind("seconds", "a number of seconds, or such as 500ms or 2min", _seconds, lambda value: f"{value:g}")
PATH = Kind("path", "a path", _path, lambda value: "" if value is None else str(value))
LIST = Kind("list", "a list, in text separated by commas", _list, lambda value: ",".join(_list(value)))
SECRET = Kind("secret", "visible ASCII characters without spaces", _secret, lambda _: "")
