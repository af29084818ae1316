"""A quick look, for loading: says of nearly every graph without a violation that it has none, in a fiftieth of the time.

pySHACL stays the judge. What is accepted here it would accept too; what is not accepted here is for it to judge, and
its report is what people see. The checks are built from the same triples that pySHACL evaluates, so that no rule is
written twice; a constraint that is not known here accepts nothing that it looks at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ontology.terms import NAMES, OA, C
from shapes import core
from shapes.checks import quotations
from shapes.graph import Severity, constraints, lexical, sh, shapes_by_iri
from shapes.queries import query, without_strings
from shapes.told import says, told, told_rows, told_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode, Quad

    from ontology.terms import Names
    from shapes.checks import Texts
    from shapes.core import Described
    from shapes.graph import Term
    from shapes.queries import Query
    from shapes.told import Row, Told

_DOCUMENT, _SOURCE, _DIGEST = map(str, (C.document, OA.hasSource, C.textSha256))
_EXACT, _START, _END = map(str, (OA.exact, OA.start, OA.end))


def accepts(
    quads: Iterable[Quad], *, texts: Callable[[str], str | None] | Mapping[str, str] | None = None, names: Names = NAMES
) -> bool:
    """Whether it is certain that `validate` finds no violation in one graph; if not, it has to be asked.

    Args:
        quads: The graph.
        texts: A document's text by its `c:textSha256`, to compare quotations with; None to leave that out.
        names: The base of the data.

    """
    return _holds(told(quads), texts, names)


def accepts_text(
    text: bytes,
    graph: NamedNode,
    *,
    rows: Collection[Row] | None = None,
    texts: Callable[[str], str | None] | Mapping[str, str] | None = None,
    names: Names = NAMES,
) -> bool:
    """`accepts` for a graph that is at hand as N-Quads, as pyoxigraph writes them.

    Args:
        text: The graph.
        graph: Its name.
        rows: The same statements, each once, if they are at hand.
        texts: A document's text by its `c:textSha256`, to compare quotations with; None to leave that out.
        names: The base of the data.

    """
    return _holds(told_text(text, graph) if rows is None else told_rows(rows, text, graph), texts, names)


def _holds(graph: Told | None, texts: Callable[[str], str | None] | Mapping[str, str] | None, names: Names) -> bool:
    if graph is None or not all(group.holds(graph) for group in _groups(names)):
        return False
    if texts is None:
        return True
    of_digest = texts if callable(texts) else texts.get
    if _quotes_are_right(graph, of_digest):
        return True
    found = quotations(graph.store, of_digest, shapes_by_iri(names))
    return all(result.severity is not Severity.VIOLATION for result in found)


def _quotes_are_right(graph: Told, texts: Texts) -> bool:
    """Whether all that is quoted is what stands there, of one document with one article and one text."""
    digests, documents = graph.of(_DIGEST), graph.of(_DOCUMENT)
    if len(digests) != 1 or len(documents) != 1:
        return False
    ((document, of_document),) = digests.items()
    ((article, of_article),) = documents.items()
    text = texts(says(of_document[0])) if len(of_document) == 1 and list(of_article) == [document] else None
    if text is None:
        return False
    exact, start, end = graph.of(_EXACT), graph.of(_START), graph.of(_END)
    for evidence, sources in graph.of(_SOURCE).items():
        rows = [row.get(evidence, ()) for row in (exact, start, end)]
        if sources != [article] or any(len(row) != 1 for row in rows):
            return False
        quoted, first, last = (says(row[0]) for row in rows)
        if not (first.isdecimal() and last.isdecimal() and text[int(first) : int(last)] == quoted):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Targeted:
    """A shape with targets, whose results are violations."""

    targets: tuple[tuple[str, ...], ...]
    """Nodes, classes, and the properties whose subjects and whose values are looked at."""
    shape: core.Shape
    queries: Sequence[Query]

    def holds(self, graph: Told, focus: Sequence[str]) -> bool:
        """Whether it is certain that these nodes satisfy it."""
        return self.shape.fits(graph.facts, *focus) and all(query.finds_nothing(graph, focus) for query in self.queries)


@dataclass(frozen=True, slots=True)
class _Group:
    """The shapes that look at the same nodes."""

    targets: tuple[tuple[str, ...], ...]
    shapes: Sequence[_Targeted]

    def holds(self, graph: Told) -> bool:
        """Whether it is certain that a graph satisfies all of them."""
        focus = self._focus(graph)
        return not focus or all(shape.holds(graph, focus) for shape in self.shapes)

    def _focus(self, graph: Told) -> tuple[str, ...]:
        nodes, classes, subjects_of, objects_of = self.targets
        found = dict.fromkeys(nodes)
        for cls in classes:
            found.update(dict.fromkeys(graph.by_class.get(cls, ())))
        for predicate in subjects_of:
            found.update(dict.fromkeys(graph.of(predicate)))
        for predicate in objects_of:
            found.update(dict.fromkeys(value for values in graph.of(predicate).values() for value in values))
        return tuple(found)


@cache
def _groups(names: Names) -> tuple[_Group, ...]:
    grouped: defaultdict[tuple[tuple[str, ...], ...], list[_Targeted]] = defaultdict(list)
    for one in _targeted(names):
        grouped[one.targets].append(one)
    return tuple(_Group(targets, shapes) for targets, shapes in grouped.items())


@cache
def _targeted(names: Names) -> tuple[_Targeted, ...]:
    """The shapes to evaluate: those that look for focus nodes, have constraints, and do more than warn."""
    said: defaultdict[Term, defaultdict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in constraints(names):
        said[triple.subject][triple.predicate].append(triple.object)
    shapes = shapes_by_iri(names)
    targeted = (
        _compile(said, iri)
        for iri, words in said.items()
        if not words.keys().isdisjoint(core.TARGETS)
        and not (lexical(iri) in shapes and shapes[lexical(iri)].severity is Severity.WARNING)
    )
    return tuple(one for one in targeted if one.shape.checks or one.queries)


def _compile(said: Described, iri: Term) -> _Targeted:
    targets = tuple(tuple(map(str, said[iri].get(target, ()))) for target in core.TARGETS)
    selects = [lexical(text) for node in said[iri].get(sh("sparql"), ()) for text in said[node][sh("select")]]
    # `$PATH` and the like are replaced before a query is run; only pySHACL does that.
    plain = not any(re.search(r"\$(?!this\b)", without_strings(select)) for select in selects)
    shape = core.shape(said, iri, *([sh("sparql")] if plain else []))
    return _Targeted(targets, shape, [*map(query, selects)])
