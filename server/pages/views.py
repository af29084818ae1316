"""What the server answers beside SPARQL: entities, in RDF or as pages; the dumps; and the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, render_template, request
from pyoxigraph import RdfFormat

from ontology.errors import NotFound
from ontology.terms import C
from server.pages.entities import entity
from server.pages.labels import rows
from server.pages.resources import Resource, answer, path_of, serialised
from server.web import answers
from server.web.http.negotiation import DUMPS, GRAPHS, HTML, TEXT
from server.web.site import keep_view, language, site, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode

    from server.engine.view import Description

blueprint = Blueprint("pages", __name__)

_COUNTED = (("articles", C.Article), ("agreements", C.Agreement), ("meetings", C.Meeting))
_ROBOTS = "User-agent: *\nDisallow: /sparql?\nDisallow: /dump.\n"


@blueprint.get("/")
def home() -> Response:
    """The home page; with another Accept than HTML still the home page, for there is nothing else here."""
    etag = answers.tag(view(), "home", language(), "lang" in request.args)
    if same := answers.unchanged(etag):
        return same
    page = render_template("home.html", counts=_counts(), examples=site().examples, dumps=DUMPS)
    return answers.tagged(Response(page, content_type=HTML.content_type), etag)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Crawlers should read the pages, not run the queries."""
    return Response(_ROBOTS, content_type=TEXT.content_type)


@blueprint.get("/dump.<extension>")
def dump_all(extension: str) -> Response:
    """Everything, in the format of the extension: the same bytes as `comity dump`.

    Raises:
        NotFound: there is no such format.
    """
    chosen = next((format_ for format_ in DUMPS if format_.extension == extension), None)
    if chosen is None or not isinstance(chosen.engine, RdfFormat):
        offer = ", ".join(f"/dump.{format_.extension}" for format_ in DUMPS)
        raise NotFound(f"there is no dump of that name; there are {offer}")
    engine, known = chosen.engine, site()
    pinned = view(known.settings.dump_timeout)
    etag = answers.tag(pinned, "dump", extension)
    if same := answers.unchanged(etag):
        return same
    pieces = pinned.all_pieces(engine)
    response, whole = answers.streamed(pieces, chosen, most=known.settings.max_dump_bytes, close=pinned.close)
    if whole is None:
        keep_view()
    return answers.tagged(response, answers.tag(pinned, "dump", extension))


@blueprint.get("/id/<path:name>")
def thing(name: str) -> Response:
    """An entity or a code list, by the path of its IRI, with or without the extension of a format.

    Raises:
        NotFound: nothing is said about it.
    """

    def page(iri: str, found: Description) -> str:
        shown = entity(view(), iri, found, language())
        return render_template(
            "entity.html",
            entity=shown,
            labels=shown.labels,
            mentions=C.mentions.value,
            formats=GRAPHS,
            path=path_of(iri),
        )

    def pieces(_: str, found: Description, engine: RdfFormat) -> Iterator[bytes]:
        return serialised(sorted({*found.outgoing, *found.incoming}, key=str), engine)

    return answer(f"id/{name}", Resource(_about, pieces, page))


def _about(iri: str) -> Description:
    return view().describe(iri, incoming=site().settings.page_links)


def _counts() -> dict[str, int]:
    """How many things of each kind there are; counted once a generation."""
    cache: dict[str, dict[str, int]] = current_app.extensions.setdefault("comity.counts", {})
    version = view().version
    if version not in cache:
        cache.clear()
        cache[version] = {name: _count(class_) for name, class_ in _COUNTED}
    return cache[version]


def _count(class_: NamedNode) -> int:
    (row,) = rows(view(), f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a {class_} }}")
    return int(row["n"].value)
