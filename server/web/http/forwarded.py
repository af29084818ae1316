"""What proxies tell about a request: believed if the setting `trusted_proxies` names them, else taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from server.listener.wellformed import is_host

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication

    from server.listener.addresses import Proxies

_FOR, _HOST, _PROTO = "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO"
_OTHERS = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX",
    "HTTP_X_FORWARDED_BY",
    "HTTP_X_REAL_IP",
)
_SETTLED = "comity.settled"


class Forwarded:
    """WSGI middleware: REMOTE_ADDR, host and scheme become the client's if a trusted proxy sent the request."""

    def __init__(self, application: WSGIApplication, proxies: Proxies) -> None:
        self._application = application
        self._proxies = proxies

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Call the application. It never sees the headers themselves."""
        self.settle(environ)
        return self._application(environ, start_response)

    def settle(self, environ: dict[str, Any]) -> None:
        """Put what is believed in its place, once for each request."""
        if environ.get(_SETTLED):
            return
        environ[_SETTLED] = True
        told = {name: environ.pop(name, "") for name in (_FOR, _HOST, _PROTO, *_OTHERS)}
        given_id = environ.pop("HTTP_X_REQUEST_ID", "")
        peer = environ.get("REMOTE_ADDR", "")
        if self._proxies.trusted(peer):
            environ["REMOTE_ADDR"] = self._proxies.client(peer, told[_FOR])
            environ["HTTP_X_REQUEST_ID"] = given_id
            if is_host(host := _last(told[_HOST])):
                environ["HTTP_HOST"] = host
            if (scheme := _last(told[_PROTO]).lower()) in ("http", "https"):
                environ["wsgi.url_scheme"] = scheme


def _last(header: str) -> str:
    # The nearest proxy wrote last. What stands before it may have come with the request.
    return header.rpartition(",")[2].strip()
