"""What one graph says, with its terms as N-Triples writes them: text is compared in a fifth of the time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse, serialize

from ontology.terms import RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pyoxigraph import BlankNode, Quad

Row = Sequence[str]
"""Subject, predicate and object of a statement, as N-Triples writes them."""
Facts = dict[str, dict[str, list[str]]]
"""Predicate -> subject -> values, each once."""
_AS_STORED = re.compile(
    r'"(?:'
    rf"(?:0|-?[1-9]\d{{0,16}})\"\^\^{re.escape(str(XSD.integer))}"
    rf"|[12]\d{{3}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\"\^\^{re.escape(str(XSD.date))}"
    rf"|--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\"\^\^{re.escape(str(XSD.gMonthDay))}"
    rf"|--(?:0[1-9]|1[0-2])\"\^\^{re.escape(str(XSD.gMonth))}"
    rf"|[12]\d{{3}}-(?:0[1-9]|1[0-2])\"\^\^{re.escape(str(XSD.gYearMonth))}"
    rf"|[12]\d{{3}}\"\^\^{re.escape(str(XSD.gYear))}"
    rf"|(?:true|false)\"\^\^{re.escape(str(XSD.boolean))})",
    re.ASCII,
).fullmatch
"""Typed values that a store gives back as they are; others it may write in another way."""
_TAG = re.compile(r'"@[a-z0-9]+(?:-[a-z0-9]+)*\Z').search
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TYPE, _SUBCLASS = str(RDF.type), str(RDFS.subClassOf)


@dataclass(frozen=True)
class Told:
    """What one graph says."""

    facts: Facts
    text: bytes = field(repr=False)
    """The graph as N-Quads."""

    @cached_property
    def by_class(self) -> Mapping[str, Sequence[str]]:
        """Class -> what has it as its type."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for node, types in self.facts.get(_TYPE, {}).items():
            for cls in types:
                found[cls].append(node)
        return found

    @cached_property
    def store(self) -> Store:
        """The graph, to be queried."""
        return _stored(self.text)

    def of(self, predicate: str) -> Mapping[str, Sequence[str]]:
        """Subject -> values of a property."""
        return self.facts.get(predicate, {})


def told(quads: Iterable[Quad]) -> Told | None:
    """What a graph says; None for what is not looked at here: several graphs, blank nodes, subclasses, literals as types."""
    given = [*quads]
    return told_text(serialize(given, format=RdfFormat.N_QUADS) or b"", given[0].graph_name if given else None)


def told_text(text: bytes, graph: NamedNode | BlankNode | DefaultGraph | None) -> Told | None:
    """What `told` gives, of N-Quads as pyoxigraph writes them.

    Args:
        text: The statements.
        graph: The name of the graph that they are in, if they are in one.

    """
    rows = _rows(text.decode(), graph)
    if rows is None:
        store = _stored(text)  # it writes "01"^^xsd:integer as "1", and language tags in lower case
        rows = _rows((serialize([*store], format=RdfFormat.N_QUADS) or b"").decode(), graph, stored=True)
    return None if rows is None else _told(rows, text)


def told_rows(rows: Collection[Row], text: bytes, graph: NamedNode) -> Told | None:
    """What `told_text` gives, where the statements need not be read from the text.

    Args:
        rows: The statements, each once.
        text: The same as N-Quads.
        graph: The name of the graph that they are in.

    """
    return _told(rows, text) if _are_looked_at(rows, stored=False) else told_text(text, graph)


def _told(rows: Iterable[Row], text: bytes) -> Told | None:
    facts: Facts = {}
    for subject, predicate, value in rows:
        of_predicate = facts.get(predicate)
        if of_predicate is None:
            of_predicate = facts[predicate] = {}
        if subject in of_predicate:
            of_predicate[subject].append(value)
        else:
            of_predicate[subject] = [value]
    odd = any(cls[0] == '"' for types in facts.get(_TYPE, {}).values() for cls in types)
    return None if odd or _SUBCLASS in facts else Told(facts, text)


def _stored(text: bytes) -> Store:
    store = Store()
    store.extend(parse(text, format=RdfFormat.N_QUADS, lenient=True))
    return store


def _rows(
    text: str, graph: NamedNode | BlankNode | DefaultGraph | None, *, stored: bool = False
) -> list[list[str]] | None:
    """Subject, predicate and object of each statement once; None where they are not of one graph, or not what is looked at.

    Args:
        text: The statements, as N-Quads.
        graph: The name of their graph.
        stored: Whether a store has written them; if not, it must be certain that it would not write them in another way.

    """
    end = f" {graph} .\n" if graph is not None and graph != DefaultGraph() else " .\n"
    said = text.split(end)
    if len(said) != text.count("\n") + 1:
        return None
    rows = [*map(str.split, dict.fromkeys(said[:-1]), repeat(" "), repeat(2))]
    return rows if _are_looked_at(rows, stored=stored) else None


def _are_looked_at(rows: Collection[Row], *, stored: bool) -> bool:
    """Whether all terms are of kinds that are looked at here, and written as a store writes them."""
    named = {subject for subject, _, _ in rows}.union([predicate for _, predicate, _ in rows])
    values = {value for _, _, value in rows} - named
    return all(map(_is_iri, named)) and all(_is_iri(value) or _is_literal(value, stored=stored) for value in values)


def _is_iri(term: str) -> bool:
    return term[0] == "<" and term[1] != "<" and term[-1] == ">" and " " not in term


def _is_literal(term: str, *, stored: bool) -> bool:
    """Whether a term is a literal that a store gives back as it is."""
    if term[0] != '"':
        return False
    if term[-1] == '"':
        return True
    return (stored or _AS_STORED(term) is not None) if term[-1] == ">" else _TAG(term) is not None


def says(term: str) -> str:
    """What a term says, without its quotes, brackets, language and datatype."""
    if term[0] == "<":
        return term[1:-1]
    said = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, said) if "\\" in said else said


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])


def is_plain(term: str) -> bool:
    """Whether a term is an xsd:string."""
    return term[0] == '"' == term[-1]


def named(term: str) -> NamedNode:
    """The IRI that a text writes."""
    return NamedNode(term[1:-1])
