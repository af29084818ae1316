"""The vocabulary: every IRI that Python writes is a constant here or is minted by `Names`.

A constant is spelled as in Turtle: `C.partyState` is `c:partyState`. Terms under `c:` are those of `comity.ttl`, all
of them; of other vocabularies only what Python uses stands here.
"""
# ruff: noqa: N815 — a term is spelled as its vocabulary spells it, so that a search finds both

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.names import DATA, NAMES, Names
from ontology.vocabularies import DCTERMS, OA, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SH, SKOS, XSD, Vocabulary

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

_TYPES = ("agency", "country", "function", "person", "place", "threat")
_LISTS = ("agreement-kind", "agreement-status", "date-basis", "meeting-kind", "meeting-status")
__all__ = [
    "DATA",
    "DCTERMS",
    "NAMES",
    "OA",
    "ORG",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SH",
    "SKOS",
    "XSD",
    "C",
    "Names",
    "Vocabulary",
    "prefixes",
]


class C(Vocabulary, namespace="https://w3id.org/comity#"):
    """The words of Comity itself, as `comity.ttl` defines them: classes, then properties."""

    Article: NamedNode
    Document: NamedNode
    Meeting: NamedNode
    Agreement: NamedNode
    Agency: NamedNode
    Threat: NamedNode
    Person: NamedNode
    Post: NamedNode
    Country: NamedNode
    Place: NamedNode
    Evidence: NamedNode
    Likeness: NamedNode
    Function: NamedNode
    PostType: NamedNode
    AgencyHead: NamedNode
    Honorific: NamedNode
    NameList: NamedNode
    Cue: NamedNode
    CalendarTerm: NamedNode
    Tenure: NamedNode
    party: NamedNode
    partyState: NamedNode
    signatory: NamedNode
    signedOn: NamedNode
    signedAt: NamedNode
    addresses: NamedNode
    concludedAt: NamedNode
    participant: NamedNode
    participantState: NamedNode
    heldOn: NamedNode
    heldAt: NamedNode
    discusses: NamedNode
    ordinal: NamedNode
    kind: NamedNode
    status: NamedNode
    dateBasis: NamedNode
    dateNote: NamedNode
    quoted: NamedNode
    rule: NamedNode
    evidence: NamedNode
    possiblySame: NamedNode
    likens: NamedNode
    identifiedBy: NamedNode
    state: NamedNode
    function: NamedNode
    capital: NamedNode
    isoCode: NamedNode
    mentions: NamedNode
    document: NamedNode
    sha256: NamedNode
    textSha256: NamedNode
    lexiconVersion: NamedNode
    softwareVersion: NamedNode
    cameoCode: NamedNode
    ploverCode: NamedNode
    demonym: NamedNode
    inhabitant: NamedNode
    combiningForm: NamedNode
    shortForm: NamedNode
    wording: NamedNode
    head: NamedNode
    deputy: NamedNode
    headOfState: NamedNode
    diplomat: NamedNode
    cueType: NamedNode
    weak: NamedNode
    masks: NamedNode
    wants: NamedNode
    month: NamedNode
    weekday: NamedNode
    dayOffset: NamedNode
    dayFromTold: NamedNode
    dayWithin: NamedNode
    ordinalValue: NamedNode
    numberValue: NamedNode
    dayPart: NamedNode
    holder: NamedNode
    office: NamedNode
    since: NamedNode
    until: NamedNode
    attestedUntil: NamedNode


def prefixes(names: Names) -> dict[str, str]:
    """Prefixes for Turtle output and for queries: the vocabularies, and the types of data under that base."""
    return {
        **{cls.__name__.lower(): cls.namespace for cls in (C, DCTERMS, OA, ORG, OWL, PROV, RDF, RDFS)},
        **{cls.__name__.lower(): cls.namespace for cls in (SCHEMA, SH, SKOS, XSD)},
        "foaf": "http://xmlns.com/foaf/0.1/",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        **{type_: names.entity(type_, "").value for type_ in _TYPES + _LISTS},
    }


PREFIXES = prefixes(NAMES)
