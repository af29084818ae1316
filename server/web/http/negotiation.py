"""The formats that the server writes, and the one function that chooses among them (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, RdfFormat
from werkzeug.http import parse_accept_header

from ontology.errors import NotAcceptable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from server.language.lexer import Form


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """A way to write an answer.

    Attributes:
        name: as given to `--format` and `format=`.
        media_types: the first is the one that is sent; the others are accepted for it.
        extension: of files and of URLs, without the dot.
        aliases: other names that clients send.
        engine: the engine's own format; None for what templates write.
    """

    name: str
    media_types: tuple[str, ...]
    extension: str
    aliases: tuple[str, ...] = ()
    engine: RdfFormat | QueryResultsFormat | None = None

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        kind = self.media_types[0]
        # RFC 8259, N-Triples and their kin are UTF-8 by definition; text/* would else be guessed by clients.
        return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind

    @property
    def names(self) -> frozenset[str]:
        """Everything that names it in a parameter."""
        return frozenset({self.name, self.extension, *self.aliases, *self.media_types})


_R, _Q = RdfFormat, QueryResultsFormat
JSON = Format("json", ("application/sparql-results+json", "application/json"), "json", (), _Q.JSON)
XML = Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "xml", (), _Q.XML)
CSV = Format("csv", ("text/csv",), "csv", (), _Q.CSV)
TSV = Format("tsv", ("text/tab-separated-values",), "tsv", (), _Q.TSV)
TURTLE = Format("turtle", ("text/turtle", "application/x-turtle"), "ttl", ("n3",), _R.TURTLE)
N_TRIPLES = Format("n-triples", ("application/n-triples", "text/plain"), "nt", ("ntriples",), _R.N_TRIPLES)
JSON_LD = Format("json-ld", ("application/ld+json", "application/json"), "jsonld", ("json",), _R.JSON_LD)
RDF_XML = Format(
    "rdf/xml", ("application/rdf+xml", "application/xml", "text/xml"), "rdf", ("rdfxml", "rdf+xml", "xml"), _R.RDF_XML
)
TRIG = Format("trig", ("application/trig",), "trig", (), _R.TRIG)
N_QUADS = Format("n-quads", ("application/n-quads",), "nq", ("nquads",), _R.N_QUADS)
HTML = Format("html", ("text/html", "application/xhtml+xml"), "html")
PROBLEM = Format("problem", ("application/problem+json", "application/json"), "json")
TEXT = Format("text", ("text/plain",), "txt")

TABLES = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
DUMPS = (TURTLE, TRIG, N_TRIPLES, N_QUADS, JSON_LD, RDF_XML)


def formats_of(form: Form) -> tuple[Format, ...]:
    """What a query of this form can be answered in; the first is the default."""
    return TABLES if form in ("SELECT", "ASK") else GRAPHS


def named(name: str, offered: Iterable[Format]) -> Format | None:
    """The format of that name, extension or media type; None if it is not offered."""
    return next((format_ for format_ in offered if name.strip().lower() in format_.names), None)


def negotiate(accept: str | None, offered: Sequence[Format], asked: Iterable[str] = ()) -> Format:
    """Choose a format.

    Args:
        accept: the Accept header. Missing or empty, it stands for `*/*`.
        offered: what can be written, the server's favourite first; it wins among equals.
        asked: values of `format=` and its like. They win over the header; unknown ones are ignored, because clients
            send them to every endpoint alike.

    Raises:
        NotAcceptable: the header excludes everything on offer.
    """
    for name in asked:
        if (chosen := named(name, offered)) is not None:
            return chosen
    return _preferred(accept or "*/*", tuple(offered))


@lru_cache(256)  # clients send the same few headers, and to read one takes as long as to read a small query
def _preferred(accept: str, offered: tuple[Format, ...]) -> Format:
    accepted = _ranges(accept)
    best = max(offered, key=lambda format_: _quality(format_, accepted))  # the first among equals
    if _quality(best, accepted) <= 0:
        offer = ", ".join(format_.media_types[0] for format_ in offered)
        raise NotAcceptable(f"none of {accept} can be written here; choose among {offer}")
    return best


def _ranges(accept: str) -> dict[str, float]:
    """The media ranges of the header, each with its quality.

    Read without Werkzeug's class for them: its time grows with the square of a row of blanks, and with the number of ranges
    times that of the types that are looked up.
    """
    ranges: dict[str, float] = {}
    for given, quality in parse_accept_header(accept):
        # `text/turtle; charset=utf-8` is text/turtle: parameters of a media type choose nothing here.
        name = given.partition(";")[0].strip().lower()
        ranges[name] = max(quality, ranges.get(name, 0.0))
    return ranges


def _quality(format_: Format, accepted: dict[str, float]) -> float:
    # The type's own name outranks an alias of equal quality by a hair: application/json is also a name of JSON-LD.
    own, *others = format_.media_types
    return max(_of_type(own, accepted), *(_of_type(other, accepted) - 1e-6 for other in others), 0.0)


def _of_type(media_type: str, accepted: dict[str, float]) -> float:
    """The quality that the most specific range gives it. `*` alone is what Java's own client sends for `*/*`."""
    names = (media_type, media_type.partition("/")[0] + "/*", "*/*", "*")
    return next((accepted[name] for name in names if name in accepted), 0.0)
