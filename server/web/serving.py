"""`comity serve`: the application behind waitress.

waitress calls the application and iterates its answer in one thread, as the engine's thread-bound results demand, and
closes the connection when an answer fails half-way, so that no client takes a part for the whole.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from waitress.server import create_server

from ontology.errors import ComityError
from server.app import close, create_app

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from server.settings import Settings

_LONGEST_HEADER = 1 << 17  # long queries in the URL; a longer one gets 431 and should be sent by POST
_SLOWEST_CLIENT = 60  # seconds without a byte


def serve(settings: Settings, *, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; requests that run are finished.

    Raises:
        ComityError: the address cannot be listened on.
    """
    app = create_app(settings=settings)
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident="comity",
            channel_timeout=_SLOWEST_CLIENT,
            max_request_header_size=_LONGEST_HEADER,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        )
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise ComityError(
            f"cannot listen on {where}: {error.strerror or error}; choose another by --port, or stop what holds it"
        ) from None
    signal.signal(signal.SIGTERM, _stop)
    port = getattr(server, "effective_port", settings.port)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    announce(f"http://{host}:{port}/")
    try:
        server.run()  # ends by itself at KeyboardInterrupt and SystemExit, after the running requests
    finally:
        server.close()
        close(app)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
