"""The web application: its parts put together."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, current_app, g, request

from ontology.errors import UsageError
from ontology.home import Home
from ontology.terms import Names, prefixes
from server.configuration import configured
from server.engine.cache import Cache
from server.engine.pin import pinned
from server.engine.processes import allocator
from server.engine.processes.limits import Limits
from server.engine.workers.pool import Pool
from server.language.terminals import compile_patterns
from server.listener.addresses import Proxies
from server.listener.ahead import READY, Ready
from server.operations import routes as operations
from server.operations.gauges import measure
from server.operations.metrics import Metrics
from server.operations.observed import TOLD, Observed, Told, is_own
from server.pages import graphs, views
from server.pages.display import register_filters
from server.pages.examples import examples
from server.web import ahead, endpoint, graph_store, writes
from server.web.direct import Direct
from server.web.http import problems
from server.web.http.coding import encoded, unpack
from server.web.http.fairness import Budget, Line
from server.web.http.forms import PatientRequest
from server.web.http.forwarded import Forwarded
from server.web.repeated import WHOLE, Repeated, Whole
from server.web.site import BEGUN, Site, install, release, site

if TYPE_CHECKING:
    from pathlib import Path
    from wsgiref.types import WSGIEnvironment

    from server.settings import Settings

# Nothing is loaded from elsewhere, no script runs, no other site frames a page or is told where a reader came from.
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# The data is public and nobody logs in, so every origin may read.
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, ETag, Link, Location, RateLimit, Retry-After, Server-Timing, X-Comity-Generation, X-Request-Id",
}
BEGIN = "comity.begin"
"""The extension of the application that begins the answer to a request, given its environment, and never waits."""
# A part of the threads, one in so many, may stand in the lines of clients that have too many queries running; as many
# may wait for a generation.
_LINES = 6
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Encoding, Content-Type, If-None-Match",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST, QUERY",
    "Access-Control-Max-Age": "86400",
}


def create_app(home: Path | None = None, settings: Settings | None = None) -> Flask:
    """The application over one home directory; the home may be empty, and be filled while it runs.

    Args:
        home: overrides the settings' home.
        settings: default is what the environment says.

    Raises:
        UsageError: a setting has an impossible value.
        StoreDamaged: an example query lacks its header.
    """
    compile_patterns()
    given = settings or configured()
    if home is not None:
        given = replace(given, home=home)
    app = Flask(__name__, static_folder="static", template_folder="templates")
    app.request_class = PatientRequest
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = given.max_query_bytes
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 3600
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.strict_slashes = False
    parts = _site(given)
    with app.app_context():
        install(parts)
        writes.install(app, given, parts.prefixes)
    app.register_blueprint(endpoint.blueprint)
    app.register_blueprint(operations.blueprint)
    app.register_blueprint(graph_store.blueprint)
    app.register_blueprint(views.blueprint)
    app.register_blueprint(graphs.blueprint)
    problems.register(app)
    register_filters(app)
    app.before_request(_refuse_undecodable)
    app.before_request(_unpack)
    app.after_request(_finish)
    app.teardown_request(release)
    # Flask's own way to put something before an application. The first in the chain is the last here.
    published = Home(given.home)
    remembering = Repeated(Direct(app.wsgi_app, parts), lambda: pinned(published), Cache(given.cache_bytes // 2))
    observed = Observed(remembering, app.wsgi_app, parts.metrics, [*_SECURITY.items(), *_CORS.items()])
    forwarded = Forwarded(observed, Proxies.of(given.trusted_proxies))
    app.wsgi_app = forwarded  # type: ignore[method-assign]

    def begin(environ: WSGIEnvironment, may_wait: bool) -> ahead.Begun | Ready | None:
        forwarded.settle(environ)
        if is_own(environ):
            return None
        if remembering.at_hand(environ):
            return READY
        environ[BEGUN] = begun = ahead.begin(parts, environ, may_wait=may_wait)
        return begun

    app.extensions[BEGIN] = begin
    return app


def _site(settings: Settings) -> Site:
    known = prefixes(Names(settings.base))
    home = Home(settings.home)
    allocator.check(settings.allocator)
    limits = Limits(
        workers=settings.workers,
        queue=settings.queue,
        queue_seconds=settings.queue_timeout,
        seconds=settings.query_timeout,
        memory=settings.query_memory,
        allocator=settings.allocator,
    )
    pool = Pool(limits, lambda: pinned(home), base=settings.base, prefixes=known)
    metrics = Metrics()
    budget = Budget(
        seconds=settings.client_seconds,
        queries=settings.client_queries,
        patience=settings.queue_timeout,
        room=settings.threads // _LINES,
        told=metrics.limits.add,
    )
    line = Line(settings.threads // _LINES)
    made = Site(settings, pool, Cache(settings.cache_bytes // 2), known, examples(), budget, line, metrics)
    measure(made)
    return made


def close(app: Flask) -> None:
    """End the application's workers; what they run fails. A write that runs is finished."""
    writes.close(app)
    with app.app_context():
        site().pool.close()


def _refuse_undecodable() -> None:
    # Werkzeug leaves what is not UTF-8 as it is, and another query would be answered than was sent.
    try:
        unquote_to_bytes(request.query_string).decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"byte {error.start} of the URL's parameters, decoded, is not UTF-8") from None


def _unpack() -> None:
    most = current_app.config["MAX_CONTENT_LENGTH"]
    if most is None:
        raise TypeError("MAX_CONTENT_LENGTH is set when the application is made")
    if request.blueprint != graph_store.blueprint.name:  # which has its bodies unpacked elsewhere
        unpack(most)


def _finish(response: Response) -> Response:
    response = encoded(response)
    if request.method == "OPTIONS":
        response.headers.update(_PREFLIGHT)
        if request.path == "/sparql":
            response.headers["Accept-Query"] = response.headers["Accept-Post"] = endpoint.ACCEPTED
    told: Told = request.environ.get(TOLD) or Told()
    told.query = g.get("asked", "")
    if "view" in g:
        if g.view.lease is not None or response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.headers.update(site().budget.headers(request.remote_addr or ""))
        told.generation, told.lease = g.view.generation, g.view.lease
        response.headers["X-Comity-Generation"] = str(g.view.generation)
        if g.view.lease is not None:
            response.headers["Server-Timing"] = g.view.lease.timing()
        etag, _ = response.get_etag()
        if etag and response.status_code == HTTPStatus.OK and not response.is_streamed:
            request.environ[WHOLE] = Whole(g.view.version, etag, response.get_data())
    return response
