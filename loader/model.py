"""What travels through the loader: frozen values, from a document to its articles' graphs.

All offsets count Unicode code points in `Document.text`, the end not included.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Quad, RdfFormat, parse, serialize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pyoxigraph import NamedNode


@dataclass(frozen=True, slots=True)
class Document:
    """One input as read: a file, a JSON line, a feed entry, an archived page."""

    identifier: str
    """The file's name, or the url for records: what `dcterms:identifier` is made from."""
    source: str
    """Where it was read, for messages: the path as given, with `:<line>` for a record."""
    text: str
    """The text that offsets point into; newlines are `\\n`."""
    sha256: str
    """Digest of the raw input bytes (of the record's bytes, for records)."""
    text_sha256: str
    """Digest of `text` in UTF-8: the name of its file under HOME/texts."""
    url: str | None = None
    title: str | None = None
    published: PublishedDate | None = None
    language: str | None = None
    """The language that the input declares (BCP 47), if it does."""
    paragraphs: tuple[Span, ...] | None = None
    """The blocks that the markup tells apart; None where only the text can tell."""


class Span(NamedTuple):
    """A stretch of a document's text."""

    start: int
    end: int


class DateSource(StrEnum):
    """Where a publication date was read, the most trusted first."""

    HEADER = "header"
    METADATA = "metadata"
    URL = "url"
    DATELINE = "dateline"
    FOOT = "foot"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class PublishedDate:
    """When an article says that it was published: `2017-11-09`, `2017-11` or `2017`."""

    value: str
    source: DateSource


class Role(StrEnum):
    """What a block of a story is."""

    TITLE = "title"
    CAPTION = "caption"
    SPEAKER = "speaker"
    """A line `Name, office:` that says who speaks in the next block."""
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, headline or caption of a story."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Story:
    """One article: a document, or one of the several stories that it holds. Furniture is left out."""

    document: Document
    number: int
    """From 1 in a document of several stories; 0 where it is the only one."""
    blocks: tuple[Block, ...]
    language: str
    """en ru be uk vi zh, or another BCP 47 code, of most of its text."""
    title: str | None = None
    url: str | None = None
    published: PublishedDate | None = None

    @property
    def identifier(self) -> str:
        """`dcterms:identifier` of the article: the document's, with `#<n>` for the n-th of several."""
        return f"{self.document.identifier}#{self.number}" if self.number else self.document.identifier


class Sentence(NamedTuple):
    """A sentence of a story, with its place in the block structure."""

    span: Span
    block: int
    """Index of its block in `Story.blocks`."""
    role: Role
    quoted: bool = False
    """Whether it lies wholly inside a quotation."""


@dataclass(frozen=True, slots=True)
class ArticleGraph:
    """The triples that one article says, ready for its shapes."""

    name: NamedNode
    """The named graph."""
    article: NamedNode
    identifier: str
    text: bytes = field(repr=False)
    """Its statements as N-Quads, one a line, each once: what is stored and sent between processes is text."""
    rows: Collection[tuple[str, str, str]] | None = field(default=None, repr=False, compare=False)
    """Subject, predicate and object of each, as N-Triples writes them, until it has been checked."""

    @classmethod
    def of(cls, name: NamedNode, article: NamedNode, identifier: str, quads: Iterable[Quad]) -> ArticleGraph:
        """The graph with these statements."""
        return cls(name, article, identifier, serialize(quads, format=RdfFormat.N_QUADS) or b"")

    @classmethod
    def of_rows(
        cls, name: NamedNode, article: NamedNode, identifier: str, rows: Collection[tuple[str, str, str]]
    ) -> ArticleGraph:
        """The graph with these statements, each of which is given once; its text is sorted."""
        return cls(name, article, identifier, f" {name} .\n".join([*sorted(map(" ".join, rows)), ""]).encode(), rows)

    def checked(self) -> ArticleGraph:
        """The same without what only a check needs."""
        return replace(self, rows=None)

    @property
    def quads(self) -> tuple[Quad, ...]:
        """The statements, read anew each time."""
        return tuple(parse(self.text, format=RdfFormat.N_QUADS, lenient=True))

    @property
    def size(self) -> int:
        """How many statements there are."""
        return self.text.count(b"\n")
