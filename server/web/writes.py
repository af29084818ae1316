"""Who may write, under which condition, and how a write is answered."""

from __future__ import annotations

from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask, Response, current_app, jsonify, request
from pyoxigraph import RdfFormat, parse

from ontology.errors import ComityError, NotAcceptable
from ontology.home import Home
from server.engine.rdf import write_rdf
from server.engine.writes import uploads, writing
from server.engine.writes.outcome import Condition, Configuration, PreconditionFailed, ShapesViolated, as_json
from server.engine.writes.uploads import Uploads
from server.engine.writes.writing import Writing
from server.web import answers
from server.web.http import problems
from server.web.http.negotiation import GRAPHS, HTML, PROBLEM, TEXT, negotiate
from server.web.http.tokens import require
from server.web.site import site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.engine.pin import Pin
    from server.engine.writes.outcome import Written
    from server.settings import Settings

_KEY = "comity.writers"


class Writers(NamedTuple):
    """What stands behind the requests that write."""

    writing: Writing
    uploads: Uploads


def install(app: Flask, settings: Settings, prefixes: dict[str, str]) -> None:
    """Let the application write, if the settings have a token.

    Raises:
        UsageError: the home's default graph is not what the settings say.
    """
    home = Home(settings.home)
    own = settings.default_graph == "own"
    writing.hold_default_graph(home, own=own)
    app.register_error_handler(ShapesViolated, _violated)
    if not settings.write_token:
        return
    limits = writing.Limits(settings.write_timeout, settings.write_memory, settings.queue_timeout)
    reading = uploads.Limits(settings.query_memory, settings.query_timeout, settings.max_upload_bytes)
    app.extensions[_KEY] = Writers(
        Writing(home, Configuration(str(settings.home), settings.base, prefixes, own), limits),
        Uploads(reading, queue_seconds=settings.queue_timeout),
    )


def close(app: Flask) -> None:
    """End what `install` began; a write that runs is finished."""
    found: Writers | None = app.extensions.pop(_KEY, None)
    if found is not None:
        found.writing.close()


def authorised() -> Writers:
    """What writes, if this request may: by the token of RFC 6750, in the header and nowhere else.

    A browser sends no such header by itself, so no page can have its reader's browser write.
    """
    require(site().settings.write_token, "write_token")
    found: Writers = current_app.extensions[_KEY]
    return found


def condition(tags: Iterable[str], pin: Pin) -> Condition:
    """What If-Match and If-None-Match ask for. The tags are those of the current state, in every format.

    A weak tag counts here, too: ours are weak only because the bytes were packed.

    Raises:
        PreconditionFailed: the current state is not the one that is named.
    """
    known = list(tags)
    wanted, unwanted = request.if_match, request.if_none_match
    exists: bool | None = None
    generation: int | None = None
    if wanted:
        exists = True
        if not wanted.star_tag:
            if not any(wanted.contains_weak(tag) for tag in known):
                raise PreconditionFailed("this is not the state that If-Match names; read it again")
            generation = pin.generation
    if unwanted.star_tag:
        exists = False
    elif unwanted and any(unwanted.contains_weak(tag) for tag in known):
        raise PreconditionFailed("this is still the state that If-None-Match names")
    return Condition(exists, generation)


@contextmanager
def counted() -> Iterator[None]:
    """Count what is done in it among the writes, by the status that it ends with."""
    status = HTTPStatus.OK.value
    try:
        yield
    except ComityError as error:
        status = error.http_status
        raise
    finally:
        site().metrics.writes.add(str(status))


def answered(written: Written, status: int = 200) -> Response:
    """What a write did, as JSON; its generation is the `min-version` of whoever wants to read it."""
    response: Response = jsonify(as_json(written))
    response.status_code = status
    response.headers["X-Comity-Generation"] = str(written.generation)
    response.cache_control.no_store = True
    return response


def _violated(error: ShapesViolated) -> Response:
    """The report as a problem, or as RDF for those who prefer that."""
    try:
        chosen = negotiate(request.headers.get("Accept"), (PROBLEM, TEXT, HTML, *GRAPHS))
    except NotAcceptable:
        chosen = PROBLEM
    engine = chosen.engine
    if not isinstance(engine, RdfFormat):
        return problems.answer(error.http_status, str(error), {"report": error.report})
    triples = [quad.triple for quad in parse(error.report.encode(), RdfFormat.TURTLE)]
    most = site().settings.max_result_bytes
    response = answers.spooled(lambda output: write_rdf(triples, output, engine, site().prefixes), chosen, most=most)
    response.status_code = error.http_status
    response.cache_control.no_store = True
    return response
