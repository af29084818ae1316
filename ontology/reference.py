"""What is stored beside the articles: the ontology, the code lists, and what is known beforehand.

Also what follows from the ontology: types and statements in other vocabularies, written out so that queries in their
terms find what is said in ours.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import ComityError
from ontology.terms import OWL, RDF, RDFS, SKOS, C

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ontology.terms import Names

_FOLDER = Path(__file__).parent
ONTOLOGY = _FOLDER / "comity.ttl"
CODES = _FOLDER / "codes.ttl"
LEXICON = _FOLDER / "lexicon"
# What only serves to read texts. It stays out of the store: nobody asks for it, and it is most of the lexicon.
_LEXICAL_CLASSES = frozenset({C.AgencyHead, C.CalendarTerm, C.Cue, C.Honorific, C.NameList})
_LEXICAL_PROPERTIES = frozenset({SKOS.hiddenLabel, C.combiningForm, C.demonym, C.inhabitant, C.shortForm, C.wording})


def reference_quads(names: Names) -> Iterator[Quad]:
    """The graphs ontology, codes and reference, their data under the base of `names`; the same order each time.

    Raises:
        ComityError: A Turtle file of the package is missing, is not Turtle, or has a blank node.

    """
    codes = _triples(CODES)
    graphs: dict[str, Iterable[Triple]] = {
        "ontology": _triples(ONTOLOGY),
        "codes": materialise(codes),
        "reference": materialise(_displayed(_known(), codes)),
    }
    for slug, triples in graphs.items():
        graph = names.graph(slug)
        for triple in triples:
            value = triple.object
            rebased = value if isinstance(value, Literal) else names.rebase(_named(value))
            yield Quad(names.rebase(_named(triple.subject)), triple.predicate, rebased, graph)


def reference_version(names: Names) -> Quad:
    """What a store that has the reference graphs of this software says of them: a digest of all that they come from."""
    digest = hashlib.sha256(f"{version()} {names.base}".encode())
    for path in (ONTOLOGY, CODES, *sorted(LEXICON.glob("*.ttl"))):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    graph = names.graph("reference")
    return Quad(graph, OWL.versionInfo, Literal(digest.hexdigest()[:16]), graph)


def materialise(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples, each once and followed by those that it implies by the ontology's subclasses and subproperties."""
    seen: set[Triple] = set()
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        classes = superclasses(value) if predicate == RDF.type and isinstance(value, NamedNode) else (value,)
        implied = [Triple(subject, predicate, cls) for cls in classes]
        implied += [Triple(subject, above, value) for above in superproperties(predicate)[1:]]
        for one in implied:
            if one not in seen:
                seen.add(one)
                yield one


@cache
def superclasses(cls: NamedNode) -> tuple[NamedNode, ...]:
    """A class, and all that stand above it in the ontology, nearest first."""
    return cls, *_upward(RDFS.subClassOf).get(cls, ())


@cache
def superproperties(predicate: NamedNode) -> tuple[NamedNode, ...]:
    """A property, and all that stand above it in the ontology, nearest first."""
    return predicate, *_upward(RDFS.subPropertyOf).get(predicate, ())


@cache
def version() -> str:
    """The version of the software, as its package declares it."""
    return metadata.version("comity")


def _known() -> list[Triple]:
    """The lexicon's triples, without what only serves to read texts."""
    triples = [triple for path in sorted(LEXICON.glob("*.ttl")) for triple in _triples(path)]
    lexical = {
        triple.subject for triple in triples if triple.predicate == RDF.type and triple.object in _LEXICAL_CLASSES
    }
    return [
        triple for triple in triples if triple.subject not in lexical and triple.predicate not in _LEXICAL_PROPERTIES
    ]


def _displayed(triples: Iterable[Triple], codes: Iterable[Triple]) -> Iterator[Triple]:
    """The triples with `rdfs:label` beside each preferred label.

    A code has its display names in the code lists: SKOS allows one preferred label a language, and none that is an
    alternative label too. So what the lexicon prefers for a code becomes an alternative, unless it is the same.
    A person has one display name, as in every article: who met whom should not come in six rows.
    """
    triples = list(triples)
    persons = {triple.subject for triple in triples if triple.predicate == RDF.type and triple.object == C.Person}
    displayed = {(triple.subject, triple.object) for triple in codes if triple.predicate == SKOS.prefLabel}
    coded = {subject for subject, _ in displayed}
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if predicate not in (SKOS.prefLabel, SKOS.altLabel) or subject not in coded:
            yield triple
            if predicate == SKOS.prefLabel and (subject not in persons or _language(value) == "en"):
                yield Triple(subject, RDFS.label, value)
        elif (subject, value) not in displayed:
            yield Triple(subject, SKOS.altLabel, value)


def _language(value: object) -> str | None:
    return value.language if isinstance(value, Literal) else None


@cache
def _upward(relation: NamedNode) -> Mapping[NamedNode, tuple[NamedNode, ...]]:
    """Each term of the ontology with all that stands above it by the relation, nearest first."""
    above: dict[NamedNode, list[NamedNode]] = {}
    for triple in _triples(ONTOLOGY):
        if triple.predicate == relation:
            above.setdefault(_named(triple.subject), []).append(_named(triple.object))
    closure = {}
    for term in above:
        reached = [term]
        for one in reached:  # grows as it is walked
            reached += sorted(set(above.get(one, ())) - set(reached), key=str)
        closure[term] = tuple(reached[1:])
    return closure


def _triples(path: Path) -> tuple[Triple, ...]:
    try:
        return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise ComityError(f"{path}: a file of Comity itself cannot be read ({error}); install it anew") from error


def _named(term: object) -> NamedNode:
    if isinstance(term, NamedNode):
        return term
    raise ComityError(f"{term}: no IRI where one belongs in a Turtle file of Comity; name it")
