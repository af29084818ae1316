"""What has been asked before: answered from memory, before the application is woken.

A dashboard asks the same thirty queries all day. An answer that carries an entity tag depends on the generation and on
the parts of the request that are the key here, so the same key under the same generation has the same answer; and a
client that has it already is told so (RFC 9110, section 13.1.2) at the same price.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

from werkzeug.http import parse_etags

from server.operations.observed import TOLD, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from server.engine.cache import Cache
    from server.engine.pin import Pin

_SAFE = frozenset({"GET", "HEAD"})
# Everything by which answers of one generation differ: what they vary by, and the host that links are made for.
_TOLD = (
    "REQUEST_METHOD",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_HOST",
    "SCRIPT_NAME",
    "wsgi.url_scheme",
)
_NOT_AGAIN = frozenset({"content-length", "content-type", "content-encoding"})


_SHORT = 1 << 16
"""Bytes of an answer that a connection may hold for a client that does not take them."""
_FOUND = "comity.found"
PIN = "comity.pin"
"""Where in the WSGI environment the application finds what was published when the request came."""
WHOLE = "comity.whole"
"""Where in the WSGI environment the application leaves what may be kept of its answer."""


class Whole(NamedTuple):
    """What an application says of a complete answer (200) that it has tagged."""

    version: str
    etag: str
    body: bytes


# What tells of one request and of nothing else.
_ONCE = frozenset({"server-timing", "ratelimit", "ratelimit-policy", "x-request-id"})


class Kept(NamedTuple):
    """A complete answer."""

    headers: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]
    """Those of them that "unchanged" has, too."""
    etag: str
    body: bytes
    told: Told
    """What the log says of the query."""

    def is_known(self, tags: str) -> bool:
        """Whether a client has it, by its header If-None-Match."""
        return tags in (f'"{self.etag}"', f'W/"{self.etag}"') or parse_etags(tags).contains_weak(self.etag)


class _Found(NamedTuple):
    key: str
    version: str
    kept: Kept | None


class Repeated:
    """Puts a memory before an application.

    Args:
        app: the application.
        published: what is published at this moment; raises what it likes.
        kept: the memory.
    """

    def __init__(self, app: WSGIApplication, published: Callable[[], Pin], kept: Cache[Kept]) -> None:
        self._app = app
        self._published = published
        self._kept = kept

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or ask the application and remember."""
        found = environ.get(_FOUND) or self._look(environ)
        if found is None:
            return self._app(environ, start_response)
        # While this one waited for a thread, another may have brought the answer.
        kept = found.kept or self._kept.get(found.key)
        if kept is not None:
            return _again(kept, environ, start_response)
        return self._asked(found, environ, start_response)

    def at_hand(self, environ: WSGIEnvironment) -> bool:
        """Whether the answer is in memory. Notes in the environment what is published."""
        environ[_FOUND] = found = self._look(environ)
        return found is not None and found.kept is not None

    def _look(self, environ: WSGIEnvironment) -> _Found | None:
        """What memory has for a request; None if it is none that is remembered."""
        if environ["REQUEST_METHOD"] not in _SAFE or "HTTP_AUTHORIZATION" in environ:
            return None
        try:
            environ[PIN] = pin = self._published()
        except Exception:  # noqa: BLE001 — the application meets it too, and knows how to tell
            return None
        key = "\0".join((pin.version, *(str(environ.get(name, "")) for name in _TOLD)))
        return _Found(key, pin.version, self._kept.get(key, is_last=False))

    def _asked(self, found: _Found, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Ask the application, and keep the answer if it says that it is complete and of this generation."""
        told: list[list[tuple[str, str]]] = []

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            told.append(headers)
            return start_response(status, headers, *error)

        answer = self._app(environ, start)
        whole: Whole | None = environ.get(WHOLE)
        if whole is not None and whole.version == found.version and told:
            headers = [(n, v) for n, v in told[0] if n.lower() not in _ONCE]
            known: Told = environ.get(TOLD) or Told()
            unchanged = [(n, v) for n, v in headers if n.lower() not in _NOT_AGAIN]
            kept = Kept(headers, unchanged, whole.etag, whole.body, Told(known.generation, known.query))
            self._kept.put(found.key, kept, len(whole.body) + len(known.query))
        return answer


def _again(kept: Kept, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    environ[TOLD] = kept.told
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and kept.is_known(asked):
        start_response("304 NOT MODIFIED", kept.unchanged)
        return ()
    start_response("200 OK", kept.headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        return ()
    if len(kept.body) <= _SHORT:
        return (kept.body,)
    # As a file, which all who are being answered share: as bytes, each connection would hold a copy until it is read.
    wrapper = environ.get("wsgi.file_wrapper")
    body: Iterable[bytes] = wrapper(io.BytesIO(kept.body)) if wrapper else (kept.body,)
    return body
