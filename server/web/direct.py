"""Answers to small questions that are here by the time that the application would be asked: given without waking it.

Flask's own work on a request is three times what is left to do for such an answer. The headers are those that the
application gives to the same request; whatever is not plain is left to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.operations.observed import TOLD, Told
from server.web.answers import KEPT
from server.web.http.coding import WORTH_IT
from server.web.repeated import WHOLE, Whole
from server.web.site import BEGUN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from server.web.ahead import Begun
    from server.web.site import Site


class Direct:
    """Puts what has arrived before an application.

    Args:
        app: the application.
        site: its parts.
    """

    def __init__(self, app: WSGIApplication, site: Site) -> None:
        self._app = app
        self._site = site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a GET whose answer is whole, small and tagged; leave every other request to the application."""
        begun: Begun | None = environ.get(BEGUN)
        if begun is None or begun.tag is None or environ["REQUEST_METHOD"] != "GET":
            return self._app(environ, start_response)
        body = begun.whole()
        if body is None or not self._is_plain(begun, body, environ):
            return self._app(environ, start_response)
        start_response("200 OK", self._headers(begun, begun.tag, body, environ))
        return (body,)

    def _is_plain(self, begun: Begun, body: bytes, environ: WSGIEnvironment) -> bool:
        """Whether nothing has to be packed or refused."""
        settings = self._site.settings
        is_sent_as_it_is = len(body) < WORTH_IT or "HTTP_ACCEPT_ENCODING" not in environ
        is_within = len(body) <= settings.max_result_bytes and len(begun.asked.query.text) <= settings.max_query_chars
        return is_sent_as_it_is and is_within

    def _headers(self, begun: Begun, tag: str, body: bytes, environ: WSGIEnvironment) -> list[tuple[str, str]]:
        """Those of the answer; remembers it, and gives its worker back."""
        view = begun.take()
        try:
            lease = view.lease
            if lease is None:
                raise TypeError("an answer that has arrived has come from a worker")
            if self._site.cache.get(tag) is None:  # which counts as asked for, as in the application
                self._site.cache.put(tag, body, len(body))
            environ[WHOLE] = Whole(view.version, tag, body)
            told: Told = environ.get(TOLD) or Told()
            told.generation, told.query, told.lease = view.generation, begun.asked.query.text, lease
            return [
                ("Content-Type", begun.asked.format.content_type),
                ("Content-Length", str(len(body))),
                ("ETag", f'W/"{tag}"'),
                ("Cache-Control", KEPT),
                ("Vary", "Accept, Accept-Encoding"),
                *self._site.budget.headers(environ.get("REMOTE_ADDR", "")).items(),
                ("X-Comity-Generation", str(view.generation)),
                ("Server-Timing", lease.timing()),
            ]
        finally:
            view.close()
