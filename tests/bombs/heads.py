"""Requests whose head is the bomb: too long, too many, broken, or at odds with the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bombs.model import Around, Bomb, Fate, Request

if TYPE_CHECKING:
    from collections.abc import Callable

_TOO_LARGE = frozenset({400, 414, 431, Fate.CLOSED})
_ASK = "/sparql?query=ASK%7B%7D"


def bombs() -> list[Bomb]:
    """Heads that are refused before anything else is looked at."""
    # Repeated under one name they would be one entry of a dictionary, so each has its own.
    flood = {f"X-{number}": "a" for number in range(50_000)}
    rows: dict[str, tuple[Request, frozenset[int]]] = {
        "50,000 headers": (Request("GET", _ASK, flood), _TOO_LARGE),
        "a header of 10 MB": (Request("GET", _ASK, {"X-a": "a" * 10_000_000}), _TOO_LARGE),
        "a URL of 10 MB": (Request("GET", _ASK + "&a=" + "a" * 10_000_000, {}), _TOO_LARGE),
        "a URL of percent signs": (Request("GET", _ASK + "&" + "%25" * 3_000_000, {}), _TOO_LARGE),
        "an Accept of 100 KB": (
            Request("GET", _ASK, {"Accept": "a/b;q=0.1," * 10_000}),
            frozenset({200, 400, 406, 431}),
        ),
        "an Accept of parameters": (
            Request("GET", _ASK, {"Accept": "text/csv" + ";a=b" * 20_000}),
            frozenset({200, 400, 406, 431}),
        ),
        "an If-None-Match of 100 KB": (Request("GET", _ASK, {"If-None-Match": 'W/"a", ' * 14_000}), frozenset({200, 400, 431})),
        "an Accept-Language of 100 KB": (Request("GET", "/", {"Accept-Language": "ru;q=0.3," * 11_000}), frozenset({200, 400, 431})),
        "a Range of many parts": (
            Request("GET", _ASK, {"Range": "bytes=" + "0-0," * 20_000}),
            frozenset({200, 206, 400, 416, 431}),
        ),
        "a Cookie of 100 KB": (Request("GET", _ASK, {"Cookie": "a=b; " * 20_000}), frozenset({200, 400, 431})),
        "a Content-Length of 10 TB": (
            Request("POST", "/sparql", {"Content-Type": "application/sparql-query", "Content-Length": str(10**13)}),
            frozenset({413}),
        ),
        "a Content-Length beyond 64 bits": (
            Request("POST", "/sparql", {"Content-Type": "application/sparql-query", "Content-Length": "9" * 4000}),
            frozenset({400, 413, Fate.CLOSED}),
        ),
        "parameters by the ten thousand": (
            Request("GET", "/sparql?" + "a=&" * 10_000 + "query=ASK%7B%7D", {}),
            frozenset({200, 400, 414, 431}),
        ),
        "graphs by the thousand": (
            Request("GET", _ASK + "".join(f"&default-graph-uri=a:{n}" for n in range(5_000)), {}),
            frozenset({200, 400, 414, 431}),
        ),
    }  # fmt: skip
    return [Bomb("heads", name, _as_is(request), statuses) for name, (request, statuses) in rows.items()]


def _as_is(request: Request) -> Callable[[Around], Request]:
    return lambda _: request
