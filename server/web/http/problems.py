"""Errors as answers: one place where exceptions become statuses, as problem+json (RFC 9457), text or HTML."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology.errors import ComityError, NotAcceptable, TooManyRequests, Unavailable
from server.language.query import QuerySyntaxError
from server.web.http.negotiation import HTML, PROBLEM, TEXT, negotiate

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
_UNKNOWN = "something went wrong here; the server's log has the details"


def register(app: Flask) -> None:
    """Let the application answer every exception by this module."""
    app.register_error_handler(ComityError, _of_comity)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _of_anything)


def _of_comity(error: ComityError) -> Response:
    if error.http_status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s: %s", request.method, request.path, error)
    more: dict[str, object] = {}
    if isinstance(error, QuerySyntaxError):
        more = {"line": error.line, "column": error.column, "excerpt": error.excerpt}
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, Unavailable | TooManyRequests) else {}
    return answer(error.http_status, str(error), more, headers)


def _of_http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:  # a redirect is an exception to Werkzeug, not to us
        return Response(status=status, headers=[*error.get_headers()], response=error.get_body())
    kept = {name: value for name, value in error.get_headers() if name in _KEPT}
    return answer(status, error.description or "", headers=kept)


def _of_anything(error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, _UNKNOWN)


def answer(
    status: int, detail: str, more: Mapping[str, object] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """An error's answer in the best of three formats; problem+json if the client accepts none of them."""
    title = HTTPStatus(status).phrase
    problem = {"type": "about:blank", "title": title, "status": int(status), "detail": detail, **(more or {})}
    try:
        chosen = negotiate(request.headers.get("Accept"), (PROBLEM, TEXT, HTML))
    except NotAcceptable:
        chosen = PROBLEM
    if chosen is HTML:
        body = render_template("problem.html", problem=problem, query=_query())
    elif chosen is TEXT:
        body = "\n".join(filter(None, (f"{status} {title}", detail, str(problem.get("excerpt", ""))))) + "\n"
    else:
        body = json.dumps(problem, ensure_ascii=False, indent=1) + "\n"
    response = Response(body, status=status, content_type=chosen.content_type, headers=dict(headers or {}))
    response.vary.add("Accept")
    response.cache_control.no_store = True
    return response


def _query() -> str:
    # The form shows a refused query again. A body that cannot be parsed may be what the error is about.
    try:
        return request.values.get("query", "")
    except HTTPException:
        return ""
