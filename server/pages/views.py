"""What the IRIs answer: entities, graphs and the ontology, in RDF or as pages; the dumps; and the home page."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003 — a dataclass names it
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from flask import Blueprint, Response, current_app, render_template, request
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ontology.errors import NotAcceptable, NotFound
from ontology.terms import RDFS, C, Names
from server.engine.rdf import sorted_triples, used_prefixes, write_rdf
from server.pages.entities import entity
from server.pages.labels import labels, rank, rows
from server.web import answers
from server.web.negotiation import DUMPS, GRAPHS, HTML, TEXT, Format, named, negotiate
from server.web.site import keep_view, language, local, site, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.engine.view import Description

blueprint = Blueprint("pages", __name__)

_PAGE_FORMATS = (*GRAPHS, HTML)
_COUNTED = (("articles", C.Article), ("agreements", C.Agreement), ("meetings", C.Meeting))
_ROBOTS = "User-agent: *\nDisallow: /sparql?\nDisallow: /dump.\n"
_SHOWN_STATEMENTS = 500

T = TypeVar("T")


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
            path=_path(iri),
        )

    def triples(found: Description) -> list[Triple]:
        return sorted({*found.outgoing, *found.incoming}, key=str)

    return _answer(f"id/{name}", Resource(_about, triples, page))


@blueprint.get("/graph/<path:slug>")
def graph(slug: str) -> Response:
    """All statements of one named graph.

    Raises:
        NotFound: there is no such graph.
    """

    def page(iri: str, triples: list[Triple]) -> str:
        shown = triples[:_SHOWN_STATEMENTS]
        known = labels(view(), _iris(shown), language())
        return render_template(
            "graph.html", iri=iri, triples=shown, total=len(triples), labels=known, formats=GRAPHS, path=_path(iri)
        )

    return _answer(f"graph/{slug}", Resource(_statements, list, page))


@blueprint.get("/ontology")
@blueprint.get("/ontology.<extension>")
def ontology(extension: str = "") -> Response:
    """The document that defines the words (hash namespace), as RDF or as a glossary.

    Raises:
        NotFound: nothing has been loaded yet, and the ontology is published with the data.
    """
    return _answer(f"graph/ontology{'.' if extension else ''}{extension}", Resource(_statements, list, _glossary))


def _glossary(_: str, triples: list[Triple]) -> str:
    terms: dict[str, dict[str, list[object]]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            terms.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    ours = {iri: terms[iri] for iri in (node.value for node in C.terms().values()) if iri in terms}
    known = labels(view(), _iris(triples), language())
    return render_template("ontology.html", terms=ours, labels=known, rdfs=RDFS, best=_best, formats=GRAPHS)


def _best(values: list[object]) -> Literal | None:
    """Of several literals the one in the reader's language."""
    literals = [value for value in values if isinstance(value, Literal)]
    return min(literals, key=lambda value: rank(value, language()), default=None)


@dataclass(frozen=True, slots=True)
class Resource(Generic[T]):
    """How an IRI is answered: what is read about it, as triples, and as a page."""

    read: Callable[[str], T]
    triples: Callable[[T], list[Triple]]
    page: Callable[[str, T], str]


def _answer(path: str, resource: Resource[T]) -> Response:
    """Answer for the IRI of a path: as it stands, else without the extension that names a format."""
    candidates = list(_candidates(path))
    for iri, chosen in candidates:
        # Only something that was found has ever been tagged, so a known tag needs no look at the data.
        if same := answers.unchanged(_tag(iri, chosen)):
            return _linked(same, iri, chosen)
    for iri, chosen in candidates:
        try:
            found = resource.read(iri)
        except ValueError as error:
            raise NotFound(f"/{path} is not the path of an IRI: {error}") from None
        if found:
            response = _written(iri, chosen, found, resource)
            return _linked(answers.tagged(response, _tag(iri, chosen)), iri, chosen)
    raise NotFound(f"nothing is known about {site().settings.base}{path}")


def _candidates(path: str) -> Iterator[tuple[str, Format]]:
    base = site().settings.base
    stem, _, extension = path.rpartition(".")
    by_extension = named(extension, _PAGE_FORMATS) if stem else None
    try:
        yield base + path, negotiate(request.headers.get("Accept"), _PAGE_FORMATS, request.args.getlist("format"))
    except NotAcceptable:
        if by_extension is None:
            raise
    if by_extension:
        yield base + stem, by_extension


def _tag(iri: str, chosen: Format) -> str:
    reader = (language(), "lang" in request.args) if chosen is HTML else ()
    return answers.tag(view(), request.path, iri, chosen.name, *reader)


def _written(iri: str, chosen: Format, found: T, resource: Resource[T]) -> Response:
    engine = chosen.engine
    if not isinstance(engine, RdfFormat):
        return Response(resource.page(iri, found), content_type=HTML.content_type)
    triples = resource.triples(found)
    known = used_prefixes(triples, site().prefixes)
    most = site().settings.max_result_bytes
    return answers.spooled(lambda output: write_rdf(triples, output, engine, known), chosen, most=most)


def _linked(response: Response, iri: str, chosen: Format) -> Response:
    path = _path(iri)
    links = [f'<{iri}>; rel="canonical"'] if iri.isascii() else []
    links += [f'<{path}.{f.extension}>; rel="alternate"; type="{f.media_types[0]}"' for f in _PAGE_FORMATS]
    response.headers["Link"] = ", ".join(links)
    response.headers["Content-Location"] = f"{path}.{chosen.extension}"
    if chosen is HTML:
        response.vary.add("Accept-Language")
    return response


def _about(iri: str) -> Description:
    return view().describe(iri, incoming=site().settings.page_links)


def _statements(iri: str) -> list[Triple]:
    with answers.scratch() as file:
        view().write_graph(iri, file)
        file.seek(0)
        return sorted_triples(parse(file, RdfFormat.N_TRIPLES))


def _path(iri: str) -> str:
    """The path of one of our IRIs, percent-encoded, without the reader's language."""
    names = Names(site().settings.base)
    if iri == names.graph("ontology").value and request.path.startswith(f"{request.script_root}/ontology"):
        return "/ontology"
    return local("/" + iri.removeprefix(names.base)).partition("?")[0]


def _iris(triples: Iterable[Triple]) -> set[str]:
    nodes = (node for triple in triples for node in (triple.subject, triple.predicate, triple.object))
    return {node.value for node in nodes if isinstance(node, NamedNode)}


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
