"""The query operation of the SPARQL 1.1 Protocol, by GET, by POST of a form, and by direct POST; updates are passed on."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from flask import Blueprint, Response, abort, g, render_template, request
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
)
from werkzeug.datastructures import CombinedMultiDict, MultiDict

from ontology.errors import QueryError, UnsupportedMedia
from server.engine.cache import remembered
from server.engine.rdf import write_rdf
from server.language.query import prepare
from server.pages.labels import labels
from server.pages.tables import first_rows
from server.web import answers
from server.web.asked import DATASET, FORM, LONG, QUERY, Asked
from server.web.description import SD, service_description
from server.web.http.negotiation import GRAPHS, HTML, formats_of, negotiate
from server.web.site import BEGUN, keep_view, language, own_url, site, view
from server.web.updates import UPDATE, refuse_safe_method, update_by_form, update_directly

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import QuerySolution

    from server.language.query import Dataset, PreparedQuery
    from server.web.http.negotiation import Format

blueprint = Blueprint("sparql", __name__)

ACCEPTED = f"{QUERY}, {UPDATE}, {FORM}"
_SHOWN_TURTLE = 200_000

Parameters = MultiDict[str, str] | CombinedMultiDict[str, str]


@blueprint.get("/sparql")
def get() -> Response:
    """Run `query=`; without it, describe the service, or show the form to a browser."""
    if "update" in request.args:
        refuse_safe_method()
    if "query" not in request.args:
        if of_a_query := [name for name in DATASET if name in request.args]:
            raise QueryError(f"there is a parameter '{of_a_query[0]}' and no query; send it as the parameter 'query'")
        return describe_service()
    return run(_only_query(request.args), request.args)


@blueprint.route("/sparql", methods=["POST", "QUERY"])
def post() -> Response:
    """Run a query that stands in a form or is the body itself; the URL's parameters count too.

    QUERY is a POST that changes nothing (draft-ietf-httpbis-safe-method-w-body).
    """
    media = request.mimetype
    if media not in (FORM, QUERY, UPDATE):
        raise UnsupportedMedia(f"a body of type {media or 'none'} is not read here; send {ACCEPTED}")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise UnsupportedMedia(f"the charset {charset} is not read here; send UTF-8")
    if media == UPDATE:
        return update_directly()
    if media == FORM:
        parameters: Parameters = CombinedMultiDict([request.args, request.form])
        if "update" in parameters:
            return update_by_form(parameters)
        return run(_only_query(parameters), parameters)
    if "query" in request.args:
        raise QueryError("the query stands in the URL and in the body; send it once")
    try:
        return run(request.get_data().decode(), request.args)
    except UnicodeDecodeError as error:
        raise QueryError(f"byte {error.start} of the query is not UTF-8") from None


def _only_query(parameters: Parameters) -> str:
    queries = parameters.getlist("query")
    if len(queries) != 1:
        raise QueryError(f"there are {len(queries)} parameters 'query'; send exactly one")
    return queries[0]


def run(text: str, parameters: Parameters) -> Response:
    """Answer one query."""
    most = site().settings.max_query_chars
    if len(text) > most:
        abort(413, f"the query has {len(text)} characters; at most {most} are read")
    g.asked = text
    begun = request.environ.get(BEGUN)
    read = view().prepare if len(text) > LONG else prepare
    asked: Asked = begun.asked if begun else Asked.of(text, parameters.getlist, request.headers.get("Accept"), read)
    more = (language(), "lang" in request.args) if asked.format is HTML else ()
    pinned = view()
    tags: dict[str, str] = {}

    def etag() -> str:
        # Asked again after the answer has begun: it may be of a later generation than was published a moment before.
        if pinned.version not in tags:
            tags[pinned.version] = asked.tag(pinned, *more)
        return tags[pinned.version]

    if asked.query.is_volatile:
        response = _answered(asked)
        response.cache_control.no_store = True
        response.vary.add("Accept")
        return response
    # Weak, because the engine orders rows as its hash tables fall.
    if same := answers.unchanged(etag(), weak=True):
        return same
    if known := site().cache.get(etag()):
        return answers.tagged(Response(known, content_type=asked.format.content_type), etag(), weak=True)
    response = _answered(asked, etag)
    return answers.tagged(response, etag(), weak=True)


def _answered(asked: Asked, etag: Callable[[], str] | None = None) -> Response:
    """The answer, which is remembered under its tag, if it has one."""
    engine = asked.format.engine
    if engine is None:
        return _page(asked.query, asked.dataset)
    pieces = view().query(asked.query, asked.dataset).pieces(engine)
    if etag is not None:
        pieces = remembered(site().cache, etag, pieces)
    most = site().settings.max_result_bytes
    response, whole = answers.streamed(pieces, asked.format, most=most, close=view().close)
    if whole is None:
        keep_view()
    return response


def describe_service() -> Response:
    """The service description, or the query form for those who prefer HTML."""
    chosen = negotiate(request.headers.get("Accept"), (*GRAPHS, HTML), request.args.getlist("format"))
    endpoint = own_url("/sparql")
    parts = (language(), "lang" in request.args) if chosen is HTML else (endpoint,)
    etag = answers.tag(view(), "service", chosen.name, *parts)
    if same := answers.unchanged(etag):
        return same
    engine = chosen.engine
    if not isinstance(engine, RdfFormat):
        page = render_template("query.html", query="", examples=site().examples)
        return answers.tagged(Response(page, content_type=HTML.content_type), etag)
    prefixes = {"sd": SD, "formats": "http://www.w3.org/ns/formats/"}

    def write(output: IO[bytes]) -> None:
        write_rdf(service_description(view(), endpoint), output, engine, prefixes)

    return answers.tagged(answers.spooled(write, chosen, most=site().settings.max_result_bytes), etag)


def _page(query: PreparedQuery, dataset: Dataset) -> Response:
    """The result as a page: a table with labels, a yes or no, or Turtle. Of a long one, its beginning."""
    engine = QueryResultsFormat.JSON if query.form in ("SELECT", "ASK") else RdfFormat.TURTLE
    formats = formats_of(query.form)
    with answers.scratch() as file:
        pieces = view().query(query, dataset).pieces(engine)
        is_whole = answers.beginning(pieces, file, most=site().settings.max_result_bytes)
        length = file.tell()
        file.seek(0)
        if isinstance(engine, RdfFormat):
            turtle = file.read(_SHOWN_TURTLE).decode(errors="ignore")
            return _rendered(query, formats, turtle=turtle, more=not is_whole or length > _SHOWN_TURTLE)
        results = parse_query_results(file, engine)
        if isinstance(results, QueryBoolean):
            return _rendered(query, formats, boolean=bool(results))
        if not isinstance(results, QuerySolutions):
            raise TypeError("a table was expected")
        rows, more = first_rows(results, site().settings.page_rows, is_whole=is_whole)
        names = [variable.value for variable in results.variables]
    # Where the worker was left in the middle of its answer, it has no ear for questions about labels.
    return _rendered(
        query, formats, columns=names, rows=rows, more=more, labels=_labels(rows, names) if is_whole else {}
    )


def _labels(rows: list[QuerySolution], names: list[str]) -> dict[str, object]:
    nodes = (row[name] for row in rows for name in names)
    base = site().settings.base
    iris = {node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(base)}
    return dict(labels(view(), iris, language()))


def _rendered(query: PreparedQuery, formats: tuple[Format, ...], **result: object) -> Response:
    example = next((example for example in site().examples if example.sparql.split() == query.text.split()), None)
    page = render_template("result.html", query=query.text, formats=formats, example=example, **result)
    return Response(page, content_type=HTML.content_type)
