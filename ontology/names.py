"""IRIs of data: how things, graphs, code lists and pieces of evidence are named.

A name depends on nothing but the base and the raw fields it is minted from, so two loads give the same names.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ontology.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA = "https://w3id.org/comity/"
"""The default base of data, under which the committed Turtle files name things."""
BASE_SETTING = "COMITY_BASE_IRI"
# Long enough to recognise a file by; with the digest and the longest base it stays a legal file name.
_READABLE = 48
_ARTICLE_DIGITS = 10
_EVENT_DIGITS = 16
_SLUG_DIGITS = 10
# The one letter of our languages' Latin alphabets that NFKD leaves whole.
_WHOLE_LETTERS = str.maketrans({"đ": "d", "Đ": "D"})


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs of data under one base."""

    base: str = DATA

    def __post_init__(self) -> None:
        """Refuse a base under which no IRI could be minted.

        Raises:
            UsageError: The base is no absolute IRI, or does not end in `/` or `#`.

        """
        if not self.base.endswith(("/", "#")):
            raise UsageError(f"{BASE_SETTING}: '{self.base}' does not end in / or #; add the one that you mean")
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise UsageError(f"{BASE_SETTING}: '{self.base}' is not an IRI ({error}); give an absolute one") from error

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Names:
        """The names under the base that COMITY_BASE_IRI sets, else under the default.

        Raises:
            UsageError: The setting is no base.

        """
        return cls(environment.get(BASE_SETTING) or DATA)

    def entity(self, type_: str, slug: str) -> NamedNode:
        """`id/<type>/<slug>`; the slug has to be one already."""
        return NamedNode(f"{self.base}id/{type_}/{slug}")

    def scheme(self, scheme: str) -> NamedNode:
        """`id/<scheme>`: a code list itself."""
        return NamedNode(f"{self.base}id/{scheme}")

    def code(self, scheme: str, code: str) -> NamedNode:
        """`id/<scheme>/<code>`: a member of a code list."""
        return self.entity(scheme, code)

    def graph(self, slug: str) -> NamedNode:
        """`graph/<slug>`: an article's named graph, or one of ontology, codes, reference and shapes."""
        return NamedNode(f"{self.base}graph/{slug}")

    def article(self, slug: str) -> NamedNode:
        """`id/article/<slug>`."""
        return self.entity("article", slug)

    def document(self, identifier: str) -> NamedNode:
        """`id/document/<slug>`, the slug minted from the document's identifier as an article's is."""
        return self.entity("document", self.article_slug(identifier))

    def evidence(self, article: NamedNode, start: int, end: int) -> NamedNode:
        """The article's IRI with `#char=<start>,<end>` (RFC 5147).

        Under a base that ends in `#` the IRI has its fragment already, so `/` stands for the second `#`.
        """
        return NamedNode(f"{article.value}{'/' if '#' in article.value else '#'}char={start},{end}")

    def parts(self, iri: NamedNode) -> tuple[str, str] | None:
        """The type and slug of an entity's IRI; None if it is not one of these names."""
        start = f"{self.base}id/"
        if not iri.value.startswith(start):
            return None
        type_, _, slug = iri.value.removeprefix(start).partition("/")
        return (type_, slug) if type_ and slug and not {"/", "#"} & set(type_ + slug) else None

    def rebase(self, iri: NamedNode) -> NamedNode:
        """The same entity or graph under this base, if the IRI names one under the default base; else the IRI."""
        path = iri.value.removeprefix(DATA)
        named = iri.value.startswith(DATA) and path.startswith(("id/", "graph/"))
        return NamedNode(self.base + path) if named and self.base != DATA else iri

    @staticmethod
    def article_slug(identifier: str) -> str:
        """The readable part of an identifier, cut to 48 characters, and 10 hexadecimal digits of its SHA-256."""
        readable, _ = _ascii(identifier)
        readable = readable[:_READABLE].strip("-")
        digits = _digest(identifier, _ARTICLE_DIGITS)
        return f"{readable}-{digits}" if readable else digits

    @staticmethod
    def event_slug(*fields: str) -> str:
        """16 hexadecimal digits of the SHA-256 of the raw fields, in this order, joined by NUL."""
        return _digest("\0".join(fields), _EVENT_DIGITS)

    @staticmethod
    def slug(text: str) -> str:
        """An ASCII slug: marks stripped, lower case, everything else a hyphen; nothing is transliterated.

        Letters and digits of other scripts cannot stand in it, so a name that has any gets 10 hexadecimal digits for
        the whole of it: else "КГБ 2" and "МВД 2" would be one.
        """
        readable, whole = _ascii(text)
        if readable and whole:
            return readable
        digits = _digest(unicodedata.normalize("NFC", text).lower(), _SLUG_DIGITS)
        return f"{readable}-{digits}" if readable else digits


def _ascii(text: str) -> tuple[str, bool]:
    """The ASCII letters and digits of a text, hyphens between, and whether these are all that it has."""
    letters = unicodedata.normalize("NFKD", text.translate(_WHOLE_LETTERS)).lower()
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    whole = all(char.isascii() for char in bare if char.isalnum())
    return re.sub("[^a-z0-9]+", "-", bare).strip("-"), whole


def _digest(text: str, digits: int) -> str:
    # A file's name need not be Unicode; Python then keeps its bytes as lone surrogates.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:digits]


NAMES = Names()
