"""What stands on an entity's page, as plain values: facts in both directions, and the sentences that say them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ontology.terms import DCTERMS, OA, ORG, OWL, RDF, RDFS, SCHEMA, SKOS, C
from server.pages.labels import labels, rank, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from server.engine.view import Description, View

# Shown in the order in which the ontology lists its properties; then what is not of Comity but says more than it.
_FIRST = [node.value for node in C.terms().values()]
_ALSO = (
    SCHEMA.datePublished.value,
    SCHEMA.inLanguage.value,
    DCTERMS.source.value,
    DCTERMS.identifier.value,
    SKOS.broader.value,
    SKOS.notation.value,
    ORG.namespace,
)
_TITLES = {RDFS.label.value, SKOS.prefLabel.value, DCTERMS.title.value}
_NAMES = _TITLES | {SKOS.altLabel.value}
_MATCHES = {f"{SKOS.namespace}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
_LINKS = {OWL.sameAs.value, SCHEMA.url.value} | _MATCHES
# What the entity's own statements say too: its evidence, and what holds in both directions.
_SAID_ALREADY = frozenset({C.evidence.value, C.possiblySame.value})
_ARTICLE_SECTIONS = ((C.Agreement, "Agreements"), (C.Meeting, "Meetings"))
_EVENTS = frozenset(type_.value for type_, _ in _ARTICLE_SECTIONS)
_MOST_QUOTES = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """The values of one property."""

    predicate: str
    values: tuple[NamedNode | Literal, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of evidence: the words, and where they stand."""

    iri: str
    article: str
    text: Literal
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reported:
    """Something that an article reports, with the sentences that say it."""

    iri: str
    types: frozenset[str]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything that a page shows about one IRI."""

    iri: str
    label: Literal | None
    types: tuple[str, ...]
    names: tuple[Literal, ...]
    facts: tuple[Facts, ...]
    links: tuple[Facts, ...]
    others: tuple[Facts, ...]
    incoming: tuple[Facts, ...]
    other_incoming: tuple[Facts, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[tuple[str, tuple[Reported, ...]], ...]
    graphs: tuple[str, ...]
    labels: dict[str, Literal] = field(default_factory=dict)

    @property
    def is_event(self) -> bool:
        """Whether the page is of something that sentences report: there they come before everything else."""
        return not _EVENTS.isdisjoint(self.types)


def entity(view: View, iri: str, found: Description, language: str) -> Entity:
    """Arrange the statements about an IRI for its page."""
    out = _grouped((triple.predicate.value, triple.object) for triple in found.outgoing)
    into = _grouped((triple.predicate.value, triple.subject) for triple in found.incoming)
    names = sorted(_literals(out, _NAMES), key=lambda v: rank(v, language))
    titles = _literals(out, _TITLES)
    types = [node.value for node in out.get(RDF.type.value, ()) if isinstance(node, NamedNode)]
    told = _NAMES | _LINKS | {RDF.type.value, C.evidence.value}
    sections = _sections(view, iri) if C.Article.value in types else ()
    evidence = [node.value for node in out.get(C.evidence.value, ()) if isinstance(node, NamedNode)]
    page = Entity(
        iri=iri,
        label=min(titles, key=lambda v: rank(v, language), default=None),
        types=_own_first(types),
        names=tuple(dict.fromkeys(names)),
        facts=_facts(out, lambda p: _is_ours(p) and p not in told),
        links=_facts(out, lambda p: p in _LINKS),
        others=_facts(out, lambda p: not _is_ours(p) and p not in told),
        incoming=_facts(into, lambda p: _is_ours(p) and p not in _SAID_ALREADY),
        other_incoming=_facts(into, lambda p: not _is_ours(p)),
        sentences=_sentences(view, evidence[:_MOST_QUOTES]),
        sections=sections,
        graphs=tuple(found.graphs),
    )
    page.labels.update(labels(view, _mentioned(page), language))
    return page


def _grouped(pairs: Iterable[tuple[str, object]]) -> dict[str, list[NamedNode | Literal]]:
    groups: dict[str, set[NamedNode | Literal]] = defaultdict(set)
    for predicate, value in pairs:
        if isinstance(value, NamedNode | Literal):
            groups[predicate].add(value)
    return {predicate: sorted(values, key=str) for predicate, values in groups.items()}


def _literals(groups: dict[str, list[NamedNode | Literal]], predicates: set[str]) -> list[Literal]:
    return [value for p in predicates for value in groups.get(p, ()) if isinstance(value, Literal)]


def _is_ours(predicate: str) -> bool:
    return predicate in _FIRST or predicate.startswith(_ALSO)


def _facts(groups: dict[str, list[NamedNode | Literal]], chosen: Callable[[str], bool]) -> tuple[Facts, ...]:
    found = sorted(filter(chosen, groups), key=lambda p: (_FIRST.index(p) if p in _FIRST else len(_FIRST), p))
    return tuple(Facts(predicate, tuple(groups[predicate])) for predicate in found)


def _own_first(types: list[str]) -> tuple[str, ...]:
    return tuple(sorted(types, key=lambda type_: (type_ not in _FIRST, type_)))


def _sections(view: View, iri: str) -> tuple[tuple[str, tuple[Reported, ...]], ...]:
    """What an article reports: its agreements, its meetings, then everything else, each in the text's order."""
    graphs = rows(view, f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {NamedNode(iri)} a {C.Article} }} }} ORDER BY ?g")
    reported = [thing for row in graphs for thing in _reported(view, str(row["g"]))]
    rest = [thing for thing in reported if not thing.types & _EVENTS]
    sections = [
        (title, tuple(thing for thing in reported if type_.value in thing.types)) for type_, title in _ARTICLE_SECTIONS
    ]
    return (*sections, ("Also mentioned", tuple(rest)))


def _reported(view: View, graph: str) -> list[Reported]:
    sparql = (
        f"SELECT ?x ?type ?e ?exact ?start ?end WHERE {{ GRAPH {graph} {{ ?x {C.evidence} ?e ; a ?type . "
        f"?e {OA.exact} ?exact ; {OA.start} ?start ; {OA.end} ?end }} }}"
    )
    types: dict[str, set[str]] = defaultdict(set)
    sentences: dict[str, set[Sentence]] = defaultdict(set)
    for row in rows(view, sparql):
        types[row["x"].value].add(row["type"].value)
        sentences[row["x"].value].add(_sentence(row["e"].value, row["exact"], row["start"], row["end"]))
    things = [Reported(x, frozenset(types[x]), _in_order(sentences[x])) for x in sentences]
    return sorted(things, key=lambda thing: (thing.sentences[0].start, thing.iri))


def _sentences(view: View, evidence: list[str]) -> tuple[Sentence, ...]:
    if not evidence:
        return ()
    values = " ".join(str(NamedNode(iri)) for iri in evidence)
    sparql = (
        f"SELECT DISTINCT ?e ?exact ?start ?end WHERE {{ VALUES ?e {{ {values} }} "
        f"?e {OA.exact} ?exact ; {OA.start} ?start ; {OA.end} ?end }}"
    )
    return _in_order({_sentence(r["e"].value, r["exact"], r["start"], r["end"]) for r in rows(view, sparql)})


def _sentence(iri: str, exact: object, start: object, end: object) -> Sentence:
    if not (isinstance(exact, Literal) and isinstance(start, Literal) and isinstance(end, Literal)):
        raise TypeError(f"{iri} has no text or no offsets")
    return Sentence(iri, iri.partition("#")[0], exact, int(start.value), int(end.value))


def _in_order(sentences: set[Sentence]) -> tuple[Sentence, ...]:
    return tuple(sorted(sentences, key=lambda s: (s.article, s.start, s.end)))


def _mentioned(page: Entity) -> set[str]:
    groups = (*page.facts, *page.links, *page.others, *page.incoming, *page.other_incoming)
    found = {page.iri, *page.types, *(facts.predicate for facts in groups)}
    found |= {value.value for facts in groups for value in facts.values if isinstance(value, NamedNode)}
    found |= {sentence.article for sentence in page.sentences}
    for _, things in page.sections:
        found |= {iri for thing in things for iri in (thing.iri, *thing.types)}
    return found
