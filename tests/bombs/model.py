"""What a bomb is: a request that a stranger may send, and the statuses that are documented for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


class Fate(IntEnum):
    """What befell a request that got no whole answer. Stands where else the HTTP status stands."""

    CUT = -1
    """A status came, then the connection was ended before the body was: no client takes it for whole."""
    CLOSED = -2
    """The connection was ended without a status."""
    HUNG = -3
    """Nothing more came while the client had patience."""
    DEAD = -4
    """Nobody listens any more."""


def told(status: int) -> str:
    """A status or a fate, as the tables show it."""
    return Fate(status).name.lower() if status < 0 else str(status)


REFUSED = frozenset({400})
"""Seen to be too deep, too long or forbidden before anything runs."""
STOPPED = frozenset({400, 504, 507})
"""Refused, or ended by the deadline or by the bound of memory or answer."""
STREAMED = STOPPED | {Fate.CUT}
"""The same; but the first rows may be out, and then the connection is ended."""
SURVIVED = STREAMED | {200}
"""Within all limits: it may also be answered. What counts is the time, the memory, and that the server lives."""
NOT_TAKEN = frozenset({400, 413, 422, 504, 507})
"""A body that is not stored: broken, too large, against the shapes, or too costly to read."""
UPLOADED = NOT_TAKEN | {200, 201, 204}
"""An upload that is harmless if it is taken."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a bomb is aimed with.

    Attributes:
        trap: http://host:port of a socket that must never see a connection.
        token: the token that allows writes.
    """

    trap: str
    token: str


class Request(NamedTuple):
    """One HTTP request; the path is Comity's, other servers have theirs."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Bomb:
    """A request, made only when it is sent because some are large.

    Attributes:
        kind: the group in the tables.
        name: unique in its kind.
        request: makes it.
        statuses: the documented outcomes.
        writes: whether it needs a server that takes writes.
        tested: whether the test suite sends it; the bench sends all.
    """

    kind: str
    name: str
    request: Callable[[Around], Request]
    statuses: frozenset[int]
    writes: bool = field(default=False, kw_only=True)
    tested: bool = field(default=True, kw_only=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def query(text: str | Callable[[Around], str], **parameters: str) -> Callable[[Around], Request]:
    """A query by direct POST, as long ones are sent."""
    suffix = f"?{urlencode(parameters)}" if parameters else ""

    def make(around: Around) -> Request:
        said = text if isinstance(text, str) else text(around)
        return Request("POST", f"/sparql{suffix}", {"Content-Type": QUERY}, said.encode())

    return make


def update(text: str | Callable[[Around], str]) -> Callable[[Around], Request]:
    """An update by someone who has the token."""

    def make(around: Around) -> Request:
        said = text if isinstance(text, str) else text(around)
        headers = {"Content-Type": UPDATE, "Authorization": f"Bearer {around.token}"}
        return Request("POST", "/sparql", headers, said.encode())

    return make


def upload(
    body: Callable[[Around], bytes], media: str, *, method: str = "PUT", path: str = "", **headers: str
) -> Callable[[Around], Request]:
    """A graph sent to the Graph Store Protocol by someone who has the token."""
    where = path or f"/store?{urlencode({'graph': 'https://w3id.org/comity/graph/bomb'})}"

    def make(around: Around) -> Request:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        allowed = {"Content-Type": media, "Authorization": f"Bearer {around.token}"}
        return Request(method, where, allowed | named, body(around))

    return make
