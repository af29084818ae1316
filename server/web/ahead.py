"""Queries that are begun as soon as their request has arrived: by the time that somebody answers it, the rows are here.

A thread that waits for a worker has to be woken twice, and all threads share one interpreter: of four milliseconds for
a small question three went that way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from ontology.errors import ComityError
from server.web.asked import DATASET, FORM, FORMAT, QUERY, Asked
from server.web.repeated import PIN
from server.web.site import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import QueryResultsFormat, RdfFormat

    from server.engine.remote import RemoteView
    from server.web.site import Site

_LONGEST = 1 << 11
"""Characters of a query that is read here, where everybody waits for it: some milliseconds."""
_MOST = 2 * _LONGEST
"""Characters of its parameters, in which some of them are written by three."""
_NOT_PLAIN = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_CONTENT_ENCODING", "HTTP_TRANSFER_ENCODING"})
_PARAMETERS = frozenset({"query", *DATASET, *FORMAT, "lang"})


class Begun:
    """A query that runs, or has run, before anybody answers the request.

    Attributes:
        asked: what it is.
        tag: the entity tag of its answer; None if no two answers to it are the same.
    """

    def __init__(self, asked: Asked, tag: str | None, engine: RdfFormat | QueryResultsFormat, view: RemoteView) -> None:
        self.asked = asked
        self.tag = tag
        self._engine = engine
        self._view = view
        self._is_taken = False

    def fileno(self) -> int:
        """The descriptor that can be read when there is more of the answer; -1 as long as no worker was idle."""
        return -1 if self._view.lease is None else self._view.lease.fileno()

    def has_arrived(self) -> bool | None:
        """Whether the whole answer is here; None if it has to be waited for by a thread."""
        if self._view.lease is None:
            has_begun = self._view.begin(self.asked.query, self.asked.dataset, self._engine)
            return None if has_begun is None else False
        return self._view.lease.has_arrived()

    def whole(self) -> bytes | None:
        """The answer, if the whole of it is here and it is no error."""
        return None if self._view.lease is None else self._view.lease.whole()

    def take(self) -> RemoteView:
        """The view that it is read from; whoever takes it closes it."""
        self._is_taken = True
        return self._view

    def drop(self) -> None:
        """Close the view, if nobody has taken it."""
        if not self._is_taken:
            self._view.close()


def begin(site: Site, environ: Mapping[str, Any], *, may_wait: bool) -> Begun | None:
    """Begin the query of a request, if it is a plain and short one.

    Never waits, and never raises: what is wrong with a request is told where it is answered.

    Args:
        site: the parts of the application.
        environ: the request's environment of WSGI.
        may_wait: whether it is of use if no worker is idle at this moment.
    """
    if environ["PATH_INFO"] != "/sparql" or not environ.keys().isdisjoint(_NOT_PLAIN):
        return None
    if not may_wait and not site.pool.has_idle():
        return None
    try:
        parameters = _parameters(environ)
        texts = parameters.get("query", [])
        if len(texts) != 1 or len(texts[0]) > _LONGEST or not parameters.keys() <= _PARAMETERS:
            return None
        asked = Asked.of(texts[0], lambda name: parameters.get(name, []), environ.get("HTTP_ACCEPT"))
        pin = environ.get(PIN) or site.current()
    except (ComityError, ValueError):
        return None
    tag = None if asked.query.is_volatile else asked.tag(pin)
    if asked.format.engine is None or (tag is not None and tag in site.cache):
        return None
    return Begun(asked, tag, asked.format.engine, opened(site, environ, None, pin))


def _parameters(environ: Mapping[str, Any]) -> dict[str, list[str]]:
    """Those of a short URL and a short body; none where the request is of another kind."""
    in_url, method = environ["QUERY_STRING"], environ["REQUEST_METHOD"]
    if len(in_url) > _MOST or method not in ("GET", "POST"):
        return {}
    given = parse_qsl(in_url, keep_blank_values=True, errors="strict")
    if method == "POST":
        media, _, more = environ.get("CONTENT_TYPE", "").partition(";")
        is_plain = media in (FORM, QUERY) and more.strip().lower() in ("", "charset=utf-8")
        if not is_plain or not 0 < int(environ.get("CONTENT_LENGTH") or 0) <= _MOST:
            return {}
        sent = environ["wsgi.input"].read()
        environ["wsgi.input"].seek(0)  # before anything can go wrong: the application reads it again, and tells
        body = sent.decode()
        given += [("query", body)] if media == QUERY else parse_qsl(body, keep_blank_values=True, errors="strict")
    parameters: dict[str, list[str]] = {}
    for name, value in given:
        parameters.setdefault(name, []).append(value)
    return parameters
