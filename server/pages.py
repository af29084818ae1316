"""What the IRIs answer: entities, graphs and the ontology, in RDF or as pages; the dumps; and the home page."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from flask import Blueprint, Response, current_app, render_template, request
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology.errors import NotFound
from ontology.terms import RDFS, C, Names
from server import answers
from server.dump import dump
from server.entities import entity
from server.labels import labels, rank, rows
from server.negotiation import DUMPS, GRAPHS, HTML, TEXT, Format, named, negotiate
from server.rdf import sorted_triples, used_prefixes, write_rdf
from server.site import language, local, site, view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

blueprint = Blueprint("pages", __name__)

_PAGE_FORMATS = (*GRAPHS, HTML)
_COUNTED = (("articles", C.Article), ("agreements", C.Agreement), ("meetings", C.Meeting))
_ROBOTS = "User-agent: *\nDisallow: /sparql?\nDisallow: /dump.\n"
_SHOWN_STATEMENTS = 500


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
    engine, pinned = chosen.engine, view()
    return _tagged(
        ("dump", extension), chosen, lambda output: dump(pinned, engine, output, prefixes=site().prefixes)
    )


@blueprint.get("/id/<path:name>")
def thing(name: str) -> Response:
    """An entity or a code list, by the path of its IRI, with or without the extension of a format.

    Raises:
        NotFound: nothing is said about it.
    """
    iri, quads, chosen = _found(f"id/{name}", _about)

    def page() -> str:
        found = entity(view(), iri, quads, language())
        return render_template("entity.html", entity=found, labels=found.labels, formats=GRAPHS, path=_path(iri))

    return _resource(iri, chosen, lambda: sorted_triples(quads), page)


@blueprint.get("/graph/<path:slug>")
def graph(slug: str) -> Response:
    """All statements of one named graph.

    Raises:
        NotFound: there is no such graph.
    """
    iri, quads, chosen = _found(f"graph/{slug}", _statements)

    def page() -> str:
        shown = sorted_triples(quads)[:_SHOWN_STATEMENTS]
        known = labels(view(), _iris(shown), language())
        return render_template(
            "graph.html", iri=iri, triples=shown, total=len(quads), labels=known, formats=GRAPHS, path=_path(iri)
        )

    return _resource(iri, chosen, lambda: sorted_triples(quads), page)


@blueprint.get("/ontology")
@blueprint.get("/ontology.<extension>")
def ontology(extension: str = "") -> Response:
    """The document that defines the words (hash namespace), as RDF or as a glossary."""
    iri = Names(site().settings.base).graph("ontology").value
    quads = _statements(iri)
    chosen = named(extension, _PAGE_FORMATS) if extension else _negotiated()
    if not quads or chosen is None:
        raise NotFound("the ontology is published with the data: run `comity load PATH`, then ask for it again")
    return _resource(iri, chosen, lambda: sorted_triples(quads), lambda: _glossary(quads))


def _glossary(quads: list[Quad]) -> str:
    terms: dict[str, dict[str, list[object]]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            terms.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    ours = {iri: terms[iri] for iri in (node.value for node in C.terms().values()) if iri in terms}
    known = labels(view(), [*terms, *_iris([quad.triple for quad in quads])], language())
    return render_template("ontology.html", terms=ours, labels=known, rdfs=RDFS, best=_best, formats=GRAPHS)


def _best(values: list[object]) -> Literal | None:
    """Of several literals the one in the reader's language."""
    literals = [value for value in values if isinstance(value, Literal)]
    return min(literals, key=lambda value: rank(value, language()), default=None)


def _found(path: str, read: Callable[[str], list[Quad]]) -> tuple[str, list[Quad], Format]:
    """The IRI of a path, its statements and the format: a known IRI as it stands, else without its extension."""
    base = site().settings.base
    try:
        if quads := read(base + path):
            return base + path, quads, _negotiated()
        stem, _, extension = path.rpartition(".")
        chosen = named(extension, _PAGE_FORMATS) if stem else None
        if chosen and (quads := read(base + stem)):
            return base + stem, quads, chosen
    except ValueError as error:
        raise NotFound(f"/{path} is not the path of an IRI: {error}") from None
    raise NotFound(f"nothing is known about {base}{path}")


def _negotiated() -> Format:
    return negotiate(request.headers.get("Accept"), _PAGE_FORMATS, request.args.getlist("format"))


def _about(iri: str) -> list[Quad]:
    return view().describe(iri, incoming=site().settings.page_links)


def _statements(iri: str) -> list[Quad]:
    with answers.scratch() as file:
        view().write_graph(iri, file)
        file.seek(0)
        return list(parse(file, RdfFormat.N_TRIPLES))


def _resource(iri: str, chosen: Format, triples: Callable[[], list[Triple]], page: Callable[[], str]) -> Response:
    path = _path(iri)
    engine = chosen.engine
    if isinstance(engine, RdfFormat):
        rdf = engine

        def write(output: IO[bytes]) -> None:
            written = triples()
            write_rdf(written, output, rdf, used_prefixes(written, site().prefixes))

        response = _tagged((iri,), chosen, write)
    else:
        parts = ("page", iri, language(), "lang" in request.args)
        etag = answers.tag(view(), *parts)
        response = answers.unchanged(etag) or answers.tagged(Response(page(), content_type=HTML.content_type), etag)
        response.vary.add("Accept-Language")
    response.headers["Content-Location"] = f"{request.script_root}{path}.{chosen.extension}"
    links = [f'<{iri}>; rel="canonical"'] if iri.isascii() else []
    links += [f'<{path}.{f.extension}>; rel="alternate"; type="{f.media_types[0]}"' for f in _PAGE_FORMATS]
    response.headers["Link"] = ", ".join(links)
    return response


def _tagged(parts: tuple[str, ...], chosen: Format, write: Callable[[IO[bytes]], None]) -> Response:
    etag = answers.tag(view(), *parts, chosen.name)
    if same := answers.unchanged(etag):
        return same
    return answers.tagged(answers.spooled(write, chosen, most=site().settings.max_result_bytes), etag)


def _path(iri: str) -> str:
    """The path of one of our IRIs, percent-encoded, without the reader's language."""
    names = Names(site().settings.base)
    if iri == names.graph("ontology").value and request.path.startswith("/ontology"):
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
