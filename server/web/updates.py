"""The update operation of the SPARQL 1.1 Protocol, by POST of a form and by direct POST."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from flask import request
from werkzeug.exceptions import MethodNotAllowed

from ontology.errors import QueryError
from server.language.query import QuerySyntaxError
from server.language.update import prepare_update
from server.web import writes
from server.web.asked import LONG
from server.web.site import opened, site

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.datastructures import CombinedMultiDict, MultiDict

UPDATE = "application/sparql-update"
_SAFE = "an update is sent by POST, in the body"


def refuse_safe_method() -> None:
    """Refuse an update that is sent by a method which changes nothing."""
    if request.method != "POST":
        raise MethodNotAllowed(["POST"], _SAFE)


def update_directly() -> Response:
    """Run the update that is the body.

    Raises:
        QueryError: it is not UTF-8, or stands in the URL, too.
    """
    refuse_safe_method()
    writers = writes.authorised()
    if {"update", "query"} & set(request.args):
        raise QueryError("the URL holds a query or an update, and the body another; send one of them")
    request.max_content_length = site().settings.max_upload_bytes
    try:
        text = request.get_data().decode()
    except UnicodeDecodeError as error:
        raise QueryError(f"byte {error.start} of the update is not UTF-8") from None
    return _run(writers, text, request.args)


def update_by_form(parameters: MultiDict[str, str] | CombinedMultiDict[str, str]) -> Response:
    """Run the update that is a parameter.

    Raises:
        QueryError: there are several, or a query, too.
    """
    refuse_safe_method()
    writers = writes.authorised()
    updates = parameters.getlist("update")
    if len(updates) != 1 or "query" in parameters:
        raise QueryError("there are several parameters 'update', or a query beside it; send exactly one")
    return _run(writers, updates[0], parameters)


def _run(writers: writes.Writers, text: str, parameters: MultiDict[str, str] | CombinedMultiDict[str, str]) -> Response:
    known = site()
    using, using_named = parameters.getlist("using-graph-uri"), parameters.getlist("using-named-graph-uri")
    with closing(opened(known, request.environ, None, None)) as reader:
        read = reader.prepare_update if len(text) > LONG else prepare_update
        prepared = read(text, using, using_named, base=known.settings.base, prefixes=known.prefixes)
    try:
        with writes.counted():
            written = writers.writing.update(prepared.text)
    except QuerySyntaxError as error:
        offset = prepared.offset_in_source(error.offset)
        raise QuerySyntaxError(prepared.source, offset, error.reason) from None
    return writes.answered(written)
