"""Articles that were set aside: a folder each under HOME/rejected, until a later load takes them.

- article.ttl: its triples, if they could be built
- report.txt: what is wrong, for a reader
- report.ttl: the sh:ValidationReport, if a shape is violated
- document.txt: the text that its offsets point into
- identifier.txt: the identifier of the document that it is from
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from ontology import terms

if TYPE_CHECKING:
    from pathlib import Path

    from loader.model import ArticleGraph, Document
    from ontology.home import Home


@dataclass(frozen=True, slots=True)
class Rejected:
    """An article that is not stored, or a document of which no article could be built."""

    slug: str
    story: str
    """`#<n>` for the n-th of several in a document; else empty."""
    reason: str
    """In one line."""
    report: str
    shacl: bytes | None = None
    graph: ArticleGraph | None = None


def documents(home: Home) -> dict[str, set[str]]:
    """What is set aside: document identifier -> slugs of the folders."""
    found: dict[str, set[str]] = {}
    for folder in home.rejected.glob("*"):
        name = folder / "identifier.txt"
        if name.is_file():
            found.setdefault(name.read_bytes().decode(), set()).add(folder.name)
    return found


def write(home: Home, rejected: Rejected, document: Document) -> Path:
    """Set an article aside, in place of an earlier version of it; gives its folder."""
    folder = home.rejected / rejected.slug
    half_made = home.rejected / f"{rejected.slug}.tmp"
    half_made.mkdir(parents=True)
    (half_made / "identifier.txt").write_bytes(document.identifier.encode())
    (half_made / "document.txt").write_bytes(document.text.encode())
    (half_made / "report.txt").write_text(rejected.report, encoding="utf-8")
    if rejected.shacl is not None:
        (half_made / "report.ttl").write_bytes(rejected.shacl)
    if rejected.graph is not None:
        _write_turtle(half_made / "article.ttl", rejected.graph)
    remove(home, rejected.slug)
    half_made.rename(folder)
    return folder


def remove(home: Home, slug: str) -> None:
    """Forget what was set aside under this slug, if anything was."""
    shutil.rmtree(home.rejected / slug, ignore_errors=True)


def _write_turtle(path: Path, graph: ArticleGraph) -> None:
    triples = sorted({Triple(q.subject, q.predicate, q.object) for q in graph.quads}, key=str)
    serialize(triples, str(path), format=RdfFormat.TURTLE, prefixes=terms.PREFIXES)
