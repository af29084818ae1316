"""Annotated articles: the facts that a careful reader finds, and the same facts as a graph gives them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from ontology.errors import ComityError, UsageError
from ontology.terms import OA, ORG, RDF, RDFS, SKOS, C

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Quad

_STORY = re.compile(r"^(.*\d)([a-z])$")
_ORDER = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Named:
    """An agency or a person: the forms by which it is named, and its state."""

    names: tuple[str, ...]
    state: str | None
    optional: bool = False
    """No word of the text names it: neither a hit nor an error."""


@dataclass(slots=True)
class Record:
    """An agreement or a meeting."""

    kind: str
    status: str
    states: frozenset[str]
    date: str | None
    people: tuple[str, ...]
    threats: frozenset[str]
    about: str
    """Which one it is, for error lists: the annotator's hint, or our label."""
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class Article:
    """The facts of one article."""

    id: str
    language: str
    countries: frozenset[str] = frozenset()
    threats: frozenset[str] = frozenset()
    agencies: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    agreements: tuple[Record, ...] = ()
    meetings: tuple[Record, ...] = ()


@dataclass(slots=True)
class GoldArticle:
    """An annotated article: the file, which of its stories (0 the only one), and its facts."""

    file: Path
    story: int
    facts: Article = field(repr=False)


def read_gold(path: Path) -> Iterator[GoldArticle]:
    """The annotated articles of a `gold.jsonl`, or of the folder that has one beside `articles/`.

    Raises:
        UsageError: There is no such file, or a line is not what the format says.

    """
    file = path / "gold.jsonl" if path.is_dir() else path
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"{file}: no annotations here ({error.strerror}); give gold.jsonl or its folder") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield _gold_article(row, file.parent)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{file}:{number}: not an annotation ({error!r}); see the format in docs/extraction.md"
            ) from error


def _gold_article(row: dict[str, Any], folder: Path) -> GoldArticle:
    match = _STORY.match(row["id"])
    story = _ORDER.index(match[2]) + 1 if match else 0
    name = row.get("file") or f"{match[1] if match else row['id']}.txt"
    facts = Article(
        row["id"],
        row["lang"],
        frozenset(row["countries"]),
        frozenset(row["threats"]) - {"crime"},
        tuple(Named(tuple(agency["names"]), agency["country"]) for agency in row["agencies"]),
        tuple(Named(tuple(person["names"]), person["country"]) for person in row["people"]),
        tuple(_record(record, "signed") for record in row["agreements"]),
        tuple(_record(record, "date") for record in row["meetings"]),
    )
    return GoldArticle(folder / "articles" / name, story, facts)


def _record(row: dict[str, Any], date: str) -> Record:
    people = row.get("people") or row.get("signatories") or ()
    return Record(
        row["kind"], row["status"], frozenset(row["countries"]), row[date], tuple(people),
        frozenset(row["threats"]) - {"crime"}, row.get("hint", ""),
    )  # fmt: skip


def found_facts(id_: str, language: str, quads: tuple[Quad, ...]) -> Article:
    """The same facts, read from an article's graph."""
    about: dict[NamedNode, dict[NamedNode, list[Any]]] = {}
    for quad in quads:
        about.setdefault(_iri(quad.subject), {}).setdefault(quad.predicate, []).append(quad.object)
    of_type = {class_: [node for node, row in about.items() if class_ in row.get(RDF.type, ())] for class_ in
               (C.Country, C.Threat, C.Agency, C.Person, C.Agreement, C.Meeting)}  # fmt: skip
    mentioned = {target for row in about.values() for target in row.get(C.mentions, ())}
    return Article(
        id_,
        language,
        frozenset(_code(node) for node in of_type[C.Country] if node in mentioned),
        frozenset(_code(node) for node in of_type[C.Threat] if node in mentioned) - {"crime"},
        tuple(_named(about[node]) for node in of_type[C.Agency]),
        tuple(_named(about[node]) for node in of_type[C.Person]),
        tuple(
            _found_record(about, node, C.signedOn, C.partyState, C.signatory, C.addresses)
            for node in of_type[C.Agreement]
        ),
        tuple(
            _found_record(about, node, C.heldOn, C.participantState, C.participant, C.discusses)
            for node in of_type[C.Meeting]
        ),
    )


def _iri(term: object) -> NamedNode:
    """A subject of ours, which is never a blank node."""
    if not isinstance(term, NamedNode):
        raise ComityError(f"{term}: an article's graph has a subject that is no IRI; this is a fault of the loader")
    return term


def _code(node: NamedNode) -> str:
    return node.value.rsplit("/", 1)[-1]


def _named(row: dict[NamedNode, list[Any]]) -> Named:
    forms = tuple(label.value for label in row.get(SKOS.altLabel, ()))
    labels = tuple(label.value for label in row.get(RDFS.label, ()))
    states = row.get(C.state) or [None]
    return Named((*forms, *labels), _code(states[0]) if states[0] else None, optional=not forms)


def _found_record(
    about: dict[NamedNode, dict[NamedNode, list[Any]]],
    node: NamedNode,
    date: NamedNode,
    state: NamedNode,
    person: NamedNode,
    threat: NamedNode,
) -> Record:
    row = about[node]
    people = [
        target
        for target in row.get(person, ())
        if ORG.holds in about.get(target, {}) or C.Person in about.get(target, {}).get(RDF.type, ())
    ]
    return Record(
        _code(row[C.kind][0]),
        _code(row[C.status][0]),
        frozenset(_code(target) for target in row.get(state, ())),
        row[date][0].value if row.get(date) else None,
        tuple(label.value for target in people for label in about[target].get(SKOS.altLabel, ())),
        frozenset(_code(target) for target in row.get(threat, ())) - {"crime"},
        f"{row[RDFS.label][0].value} [{row[C.rule][0].value}]",
        tuple(about[target][OA.exact][0].value for target in row.get(C.evidence, ()) if target in about),
    )
