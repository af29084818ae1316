"""Requests to the server under test, as they stand: no header is added that a test does not name."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS = 60
UPDATE = "application/sparql-update"
QUERY = "application/sparql-query"


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def told(self) -> str:
        """The status and the first words of the body, for a report."""
        return f"{self.status} {' '.join(self.body[:160].decode(errors='replace').split())}".strip()


@dataclass
class Endpoint:
    """Where a server answers: queries and updates at one URL, graphs at another, by `?graph=` and by their own URLs."""

    sparql: str
    store: str
    direct: str
    token: str | None = None
    _connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        """Requests may be sent until the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def send(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """Send one request over a connection that is kept.

        Raises:
            OSError, http.client.HTTPException: there was no complete answer.
        """
        parts = urlsplit(url)
        connection = self._connection or http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
        self._connection = connection
        given = {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **(headers or {})}
        target = f"{parts.path or '/'}?{parts.query}" if "?" in url else parts.path or "/"
        try:
            connection.putrequest(method, target, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            if body is not None or method in {"POST", "PUT"}:
                connection.putheader("Content-Length", str(len(body or b"")))
            connection.endheaders(body)
            response = connection.getresponse()
            answered = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, answered, response.read(), url)
        except BaseException:
            connection.close()
            self._connection = None
            raise

    def query(self, text: bytes, accept: str) -> Answer:
        """Ask a query, posted as it is."""
        return self.send("POST", self.sparql, {"Content-Type": QUERY, "Accept": accept}, text)

    def update(self, text: bytes) -> Answer:
        """Send an update, posted as it is."""
        return self.send("POST", self.sparql, {"Content-Type": UPDATE}, text)

    def graph_url(self, graph: str | None) -> str:
        """Where a graph is read and written; None is the default graph."""
        return f"{self.store}?default" if graph is None else f"{self.store}?graph={quote(graph, safe='')}"

    def located(self, answer: Answer) -> str | None:
        """The URL that an answer's Location names."""
        value = answer.headers.get("location")
        return urljoin(answer.url, value) if value else None
