"""Names for IRIs, in the reader's language."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from ontology.terms import DCTERMS, RDFS, SKOS
from server.query import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution

    from server.view import View

_AT_ONCE = 200
_NAMING = (RDFS.label, SKOS.prefLabel, DCTERMS.title)
_UNTAGGED = 50
LANGUAGE_NAMES = {
    "en": "English",
    "ru": "Русский",
    "be": "Беларуская",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


def rows(view: View, sparql: str) -> list[QuerySolution]:
    """The solutions of a SELECT query of ours; small ones, for they are held in memory."""
    output = io.BytesIO()
    view.query(prepare(sparql)).write(output, QueryResultsFormat.JSON)
    results = parse_query_results(output.getvalue(), QueryResultsFormat.JSON)
    return list(results) if isinstance(results, QuerySolutions) else []


def labels(view: View, iris: Iterable[str], language: str) -> dict[str, Literal]:
    """The best label of each IRI that has any."""
    wanted = iter(sorted(set(iris)))
    found: dict[str, Literal] = {}
    while some := list(islice(wanted, _AT_ONCE)):
        for row in rows(view, _query(some)):
            node, label = row["x"], row["label"]
            if not (isinstance(node, NamedNode) and isinstance(label, Literal)):
                continue
            known = found.get(node.value)
            if known is None or rank(label, language) < rank(known, language):
                found[node.value] = label
    return found


def rank(label: Literal, language: str) -> tuple[int, str, str]:
    """How far a label is from the reader: own language, English, untagged, our other languages, any; then by text."""
    tag = (label.language or "").partition("-")[0]
    order = (language, "en", "", *LANGUAGE_NAMES)
    return (order.index(tag) if tag in order else _UNTAGGED, tag, label.value)


def _query(iris: list[str]) -> str:
    # Every article says again how the things that it mentions are called.
    return "SELECT DISTINCT ?x ?label WHERE {" + " UNION ".join(_branches(iris)) + "}"


def _branches(iris: list[str]) -> Iterator[str]:
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    for naming in _NAMING:
        yield f"{{ VALUES ?x {{ {values} }} ?x {naming} ?label }}"
