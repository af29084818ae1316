"""Names for IRIs, in the reader's language."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from ontology.terms import DCTERMS, ORG, OWL, RDFS, SCHEMA, SKOS, C
from server.language.query import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QuerySolution

    from server.engine.view import View

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
# What the pages call the properties of other vocabularies, which have no label in our data.
_FOREIGN = {
    ORG.holds.value: "holds the post",
    ORG.postIn.value: "post in",
    ORG.subOrganizationOf.value: "organ of",
    DCTERMS.identifier.value: "identifier",
    DCTERMS.source.value: "source",
    SCHEMA.datePublished.value: "published on",
    SCHEMA.inLanguage.value: "language",
    SCHEMA.url.value: "address",
    SKOS.broader.value: "broader",
    SKOS.notation.value: "code",
    OWL.sameAs.value: "same as",
    f"{SKOS.namespace}exactMatch": "means the same as",
    f"{SKOS.namespace}closeMatch": "close to",
    f"{SKOS.namespace}broadMatch": "narrower than",
}
# A property read from its value: what the value is to those that have it.
_INVERSE = {
    C.party.value: "party to",
    C.partyState.value: "state of a party to",
    C.signatory.value: "signatory of",
    C.signedAt.value: "place of signing of",
    C.addresses.value: "addressed by",
    C.concludedAt.value: "occasion of",
    C.participant.value: "took part in",
    C.participantState.value: "state of a participant in",
    C.heldAt.value: "place of",
    C.discusses.value: "discussed at",
    C.state.value: "state of",
    C.kind.value: "kind of",
    C.status.value: "status of",
    C.function.value: "function of",
    C.capital.value: "capital of",
    C.mentions.value: "mentioned in",
    C.document.value: "article read from it",
    ORG.holds.value: "held by",
    ORG.postIn.value: "its posts",
    ORG.subOrganizationOf.value: "its organs",
    SKOS.broader.value: "narrower",
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


def words_for(property_: str, known: dict[str, Literal], *, inverse: bool = False) -> str:
    """What a page calls a property, seen from its subject or (`inverse`) from its value; empty if nothing is known.

    The phrases of the inverse are English, as the pages' own words are; a label in another language gets an arrow.
    """
    label = known.get(property_)
    name = label.value if label else _FOREIGN.get(property_, "")
    if not inverse:
        return name
    own_language = label is not None and label.language not in (None, "en")
    return f"← {name}" if own_language or (name and property_ not in _INVERSE) else _INVERSE.get(property_, "")


def _query(iris: list[str]) -> str:
    # Every article says again how the things that it mentions are called.
    return "SELECT DISTINCT ?x ?label WHERE {" + " UNION ".join(_branches(iris)) + "}"


def _branches(iris: list[str]) -> Iterator[str]:
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    for naming in _NAMING:
        yield f"{{ VALUES ?x {{ {values} }} ?x {naming} ?label }}"
