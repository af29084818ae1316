"""The vocabulary: every IRI that Python writes is a constant here or is minted by `Names`.

A constant is spelled as in Turtle: `C.partyState` is `c:partyState`. Terms under `c:` are those of `comity.ttl`, all
of them; of other vocabularies only what Python uses stands here.
"""
# ruff: noqa: N815 — a term is spelled as its vocabulary spells it, so that a search finds both

from __future__ import annotations

from pyoxigraph import NamedNode

from ontology.names import DATA, NAMES, Names

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


class Vocabulary:
    """A namespace. Each annotation of a subclass becomes the term of that name."""

    namespace: str

    def __init_subclass__(cls, *, namespace: str) -> None:
        cls.namespace = namespace
        for name in cls.__annotations__:
            setattr(cls, name, NamedNode(namespace + name))

    @classmethod
    def terms(cls) -> dict[str, NamedNode]:
        """The terms by their local names, as listed."""
        return {name: getattr(cls, name) for name in cls.__annotations__}


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
    ordinalValue: NamedNode
    numberValue: NamedNode
    dayPart: NamedNode
    holder: NamedNode
    office: NamedNode
    since: NamedNode
    until: NamedNode
    attestedUntil: NamedNode


class RDF(Vocabulary, namespace="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """RDF 1.1 Concepts."""

    first: NamedNode
    langString: NamedNode
    nil: NamedNode
    rest: NamedNode
    type: NamedNode


class RDFS(Vocabulary, namespace="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema 1.1."""

    comment: NamedNode
    label: NamedNode
    subClassOf: NamedNode
    subPropertyOf: NamedNode


class OWL(Vocabulary, namespace="http://www.w3.org/2002/07/owl#"):
    """OWL 2."""

    sameAs: NamedNode
    versionInfo: NamedNode


class XSD(Vocabulary, namespace="http://www.w3.org/2001/XMLSchema#"):
    """XML Schema Datatypes."""

    boolean: NamedNode
    date: NamedNode
    dateTime: NamedNode
    gMonthDay: NamedNode
    gYear: NamedNode
    gYearMonth: NamedNode
    integer: NamedNode
    string: NamedNode


class SKOS(Vocabulary, namespace="http://www.w3.org/2004/02/skos/core#"):
    """SKOS."""

    Concept: NamedNode
    altLabel: NamedNode
    broader: NamedNode
    definition: NamedNode
    hiddenLabel: NamedNode
    inScheme: NamedNode
    notation: NamedNode
    prefLabel: NamedNode


class SCHEMA(Vocabulary, namespace="https://schema.org/"):
    """schema.org, in its https form."""

    datePublished: NamedNode
    jobTitle: NamedNode
    inLanguage: NamedNode
    url: NamedNode


class ORG(Vocabulary, namespace="http://www.w3.org/ns/org#"):
    """The Organization Ontology."""

    holds: NamedNode
    postIn: NamedNode
    role: NamedNode
    subOrganizationOf: NamedNode


class PROV(Vocabulary, namespace="http://www.w3.org/ns/prov#"):
    """PROV-O."""

    Activity: NamedNode
    SoftwareAgent: NamedNode
    used: NamedNode
    wasDerivedFrom: NamedNode
    wasAssociatedWith: NamedNode
    wasGeneratedBy: NamedNode


class DCTERMS(Vocabulary, namespace="http://purl.org/dc/terms/"):
    """DCMI Metadata Terms."""

    identifier: NamedNode
    source: NamedNode
    title: NamedNode


class OA(Vocabulary, namespace="http://www.w3.org/ns/oa#"):
    """Web Annotation Vocabulary: what selects a stretch of text."""

    end: NamedNode
    exact: NamedNode
    hasSource: NamedNode
    prefix: NamedNode
    start: NamedNode
    suffix: NamedNode


class SH(Vocabulary, namespace="http://www.w3.org/ns/shacl#"):
    """SHACL: what a validation report is made of."""

    conforms: NamedNode
    focusNode: NamedNode
    result: NamedNode
    resultMessage: NamedNode
    resultPath: NamedNode
    resultSeverity: NamedNode
    sourceShape: NamedNode
    value: NamedNode


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
