"""How the IRIs of data answer: by the best of RDF's formats or a page, with a tag, and links to the other formats."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator  # noqa: TC003 — a dataclass names them
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from flask import Response, request
from pyoxigraph import RdfFormat

from ontology.errors import NotAcceptable, NotFound
from ontology.terms import Names
from server.engine.rdf import used_prefixes, write_rdf
from server.web import answers
from server.web.http.negotiation import GRAPHS, HTML, Format, named, negotiate
from server.web.site import keep_view, language, local, site, view

if TYPE_CHECKING:
    from pyoxigraph import Triple

PAGE_FORMATS = (*GRAPHS, HTML)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Resource(Generic[T]):
    """How an IRI is answered: what is read about it; from that, the pieces of its RDF, and a page."""

    read: Callable[[str], T]
    pieces: Callable[[str, T, RdfFormat], Iterator[bytes]]
    page: Callable[[str, T], str]


def answer(path: str, resource: Resource[T]) -> Response:
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
    by_extension = named(extension, PAGE_FORMATS) if stem else None
    try:
        yield base + path, negotiate(request.headers.get("Accept"), PAGE_FORMATS, request.args.getlist("format"))
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
    most = site().settings.max_result_bytes
    response, whole = answers.streamed(resource.pieces(iri, found, engine), chosen, most=most, close=view().close)
    if whole is None:
        keep_view()
    return response


def serialised(triples: list[Triple], engine: RdfFormat) -> Iterator[bytes]:
    """These few triples, in their order, with the prefixes that they use."""
    output = io.BytesIO()
    write_rdf(triples, output, engine, used_prefixes(triples, site().prefixes))
    yield output.getvalue()


def _linked(response: Response, iri: str, chosen: Format) -> Response:
    path = path_of(iri)
    links = [f'<{iri}>; rel="canonical"'] if iri.isascii() else []
    links += [f'<{path}.{f.extension}>; rel="alternate"; type="{f.media_types[0]}"' for f in PAGE_FORMATS]
    response.headers["Link"] = ", ".join(links)
    response.headers["Content-Location"] = f"{path}.{chosen.extension}"
    if chosen is HTML:
        response.vary.add("Accept-Language")
    return response


def path_of(iri: str) -> str:
    """The path of one of our IRIs, percent-encoded, without the reader's language."""
    names = Names(site().settings.base)
    if iri == names.graph("ontology").value and request.path.startswith(f"{request.script_root}/ontology"):
        return "/ontology"
    return local("/" + iri.removeprefix(names.base)).partition("?")[0]
