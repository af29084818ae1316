"""The Graph Store Protocol: graphs that are read, replaced, enlarged and removed as a whole.

A graph is named by `/store?graph=<IRI>`, the default graph by `/store?default`; a graph whose IRI begins with
`<base>graph/` also by its own URL, `/graph/…`, of which `server.pages.views` answers the reading.

Specification: SPARQL 1.1 Graph Store HTTP Protocol; conditions: RFC 9110, section 13.
"""

from __future__ import annotations

import json
import tempfile
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat

from ontology.errors import NotFound, UsageError
from server.language.query import prepare
from server.language.targets import DEFAULT
from server.web import answers, writes
from server.web.http.bodies import parts
from server.web.http.negotiation import GRAPHS, negotiate
from server.web.site import keep_view, own_url, site, view

if TYPE_CHECKING:
    from server.engine.writes.change import GraphOperation
    from server.engine.writes.outcome import Written

blueprint = Blueprint("store", __name__)

_OPERATIONS: dict[str, GraphOperation] = {"PUT": "put", "POST": "post", "DELETE": "delete"}
_ALL = "{ ?s ?p ?o }"


@blueprint.get("/store")
def get() -> Response:
    """The triples of the graph that the request names.

    Raises:
        NotFound: there is no such graph.
    """
    name = _named()
    chosen = negotiate(request.headers.get("Accept"), GRAPHS, request.args.getlist("format"))
    pinned = view(site().settings.dump_timeout)
    if same := answers.unchanged(answers.tag(pinned, "graph", name, chosen.name)):
        return same
    if name != DEFAULT and not _exists(name):
        raise NotFound(f"there is no graph {name}")
    engine = chosen.engine
    if not isinstance(engine, RdfFormat):
        raise TypeError(f"{chosen.name} is no format of graphs")
    where = _ALL if name == DEFAULT else f"{{ GRAPH {NamedNode(name)} {_ALL} }}"
    pieces = pinned.query(prepare(f"CONSTRUCT {_ALL} WHERE {where}")).pieces(engine)
    response, whole = answers.streamed(pieces, chosen, most=site().settings.max_dump_bytes, close=pinned.close)
    if whole is None:
        keep_view()
    # Made now: the first question may have been answered by a later generation than the one published before.
    return answers.tagged(response, answers.tag(pinned, "graph", name, chosen.name))


@blueprint.route("/store", methods=["PUT", "POST", "DELETE"])
def change() -> Response:
    """Change the graph that the request names; a POST that names none makes a new one."""
    writers = writes.authorised()
    if request.method != "POST" or {"graph", "default"} & set(request.args):
        return _changed(writers, _named())
    slug = uuid.uuid4().hex
    written = _written(writers, f"{site().settings.base}graph/{slug}")
    response = writes.answered(written, 201)
    response.headers["Location"] = own_url(f"/graph/{slug}")
    return response


@blueprint.route("/graph/<path:slug>", methods=["PUT", "POST", "DELETE"])
def change_direct(slug: str) -> Response:
    """Change the graph whose URL this is."""
    return _changed(writes.authorised(), _valid(f"{site().settings.base}graph/{slug}"))


def _changed(writers: writes.Writers, name: str) -> Response:
    written = _written(writers, name)
    return writes.answered(written, 201 if written.created else 200)


def _written(writers: writes.Writers, name: str) -> Written:
    pin = site().current()
    condition = writes.condition(
        [
            tag
            for format_ in GRAPHS
            for tag in (
                answers.tag(pin, "graph", name, format_.name),
                answers.tag(pin, request.path, name, format_.name),
            )
        ],
        pin,
    )
    operation = _OPERATIONS[request.method]
    if operation == "delete":
        with writes.counted():
            return writers.writing.graph(operation, name, condition=condition)
    with writes.counted(), ExitStack() as stack:
        body = parts(stack, most=site().settings.max_upload_bytes)
        triples = stack.enter_context(tempfile.NamedTemporaryFile(suffix=".nt"))
        writers.uploads.read(body, name or request.base_url, triples)
        return writers.writing.graph(operation, name, Path(triples.name), condition)


def _named() -> str:
    """The graph that the query string names; `DEFAULT` for the default graph.

    Raises:
        UsageError: it names none, or several, or what is no IRI.
    """
    graphs = request.args.getlist("graph")
    if len(graphs) + ("default" in request.args) != 1:
        raise UsageError("name one graph: by ?graph= and its absolute IRI, or the default graph by ?default")
    if not graphs:
        return DEFAULT
    own = own_url("/graph/")
    if graphs[0].startswith(own):  # a graph's URL here, such as the Location of a new one, is as good as its IRI
        return _valid(f"{site().settings.base}graph/{graphs[0].removeprefix(own)}")
    return _valid(graphs[0])


def _valid(iri: str) -> str:
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise UsageError(f"{iri[:200]!r} names no graph: {error}") from None


def _exists(name: str) -> bool:
    """Whether there is a graph of that name, if only an empty one."""
    asked = view().query(prepare(f"ASK {{ GRAPH {NamedNode(name)} {_ALL} }}"))
    found = json.loads(b"".join(asked.pieces(QueryResultsFormat.JSON)))
    return bool(found["boolean"]) or name in view().graphs()
