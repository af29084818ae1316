"""Vocabularies of others: the terms of theirs that Python uses, spelled as in Turtle. `ontology.terms` gives them on."""
# ruff: noqa: N815 — a term is spelled as its vocabulary spells it, so that a search finds both

from __future__ import annotations

from pyoxigraph import NamedNode


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
    gMonth: NamedNode
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
