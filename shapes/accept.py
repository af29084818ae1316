"""A quick look, for loading: says of nearly every graph without a violation that it has none, in a tenth of the time.

pySHACL stays the judge. What is accepted here it would accept too; what is not accepted here is for it to judge, and
its report is what people see. The checks are built from the same triples that pySHACL evaluates, so that no rule is
written twice; a constraint that is not known here accepts nothing that it looks at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Variable

from ontology.terms import NAMES, RDF, RDFS
from shapes import core
from shapes.checks import quotations
from shapes.graph import Severity, constraints, lexical, sh, shapes_by_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pyoxigraph import Quad

    from ontology.terms import Names
    from shapes.core import Described, Facts
    from shapes.graph import Term

_THIS = Variable("this")
_MOST_FINE = 100_000


def accepts(
    quads: Iterable[Quad], *, texts: Callable[[str], str | None] | Mapping[str, str] | None = None, names: Names = NAMES
) -> bool:
    """Whether it is certain that `validate` finds no violation in one graph; if not, it has to be asked.

    Args:
        quads: The graph.
        texts: A document's text by its `c:textSha256`, to compare quotations with; None to leave that out.
        names: The base of the data.

    """
    store = Store()
    store.extend(quads)  # since it writes "01"^^xsd:integer as "1", and that is what pySHACL is given
    facts = _facts(store)
    if facts is None or not all(targeted.holds(store, facts) for targeted in _targeted(names)):
        return False
    if texts is None:
        return True
    found = quotations(store, texts if callable(texts) else texts.get, shapes_by_iri(names))
    return all(result.severity is not Severity.VIOLATION for result in found)


def _facts(store: Store) -> Facts | None:
    """What the graph says; None for what is not looked at here: several graphs, blank nodes, subclasses, literals as types."""
    facts: defaultdict[Term, defaultdict[Term, list[Term]]] = defaultdict(lambda: defaultdict(list))
    graphs = set()
    for subject, predicate, value, graph in store:
        if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
            return None
        facts[predicate][subject].append(value)
        graphs.add(graph)
    odd = any(isinstance(cls, Literal) for types in facts[RDF.type].values() for cls in types)
    return None if odd or len(graphs) > 1 or RDFS.subClassOf in facts else facts


@dataclass(frozen=True, slots=True)
class _Targeted:
    """A shape with targets, whose results are violations."""

    nodes: Sequence[Term]
    classes: Sequence[Term]
    subjects_of: Sequence[Term]
    objects_of: Sequence[Term]
    shape: core.Shape
    queries: Sequence[_Query]

    def holds(self, store: Store, facts: Facts) -> bool:
        focus = self._focus(facts)
        return not focus or (
            all(self.shape.fits(facts, node) for node in focus)
            and all(query.finds_nothing(store, facts, focus) for query in self.queries)
        )

    def _focus(self, facts: Facts) -> set[Term]:
        found = set(self.nodes)
        for cls in self.classes:
            found.update(node for node, types in facts.get(RDF.type, {}).items() if cls in types)
        for predicate in self.subjects_of:
            found.update(facts.get(predicate, ()))
        for predicate in self.objects_of:
            found.update(value for values in facts.get(predicate, {}).values() for value in values)
        return found


@dataclass(frozen=True, slots=True)
class _Query:
    """A SPARQL constraint: each solution is a violation."""

    select: str
    at_once: bool
    """Whether one run finds for each focus node what a run for it alone would."""
    judged: Term | None = None
    """The property whose values are all that the query looks at, each by itself."""
    fine: set[Term] = field(default_factory=set, compare=False)
    """Such values in which it found nothing, for it takes longest to be read and compiled."""

    def finds_nothing(self, store: Store, facts: Facts, focus: set[Term]) -> bool:
        if self.judged is None:
            return self._finds_nothing(store, focus)
        values = facts.get(self.judged, {})
        looked_at = {value for node in focus for value in values.get(node, ())}
        if looked_at <= self.fine:
            return True
        found_nothing = self._finds_nothing(store, focus)
        if found_nothing and len(self.fine) < _MOST_FINE:
            self.fine.update(looked_at)
        return found_nothing

    def _finds_nothing(self, store: Store, focus: set[Term]) -> bool:
        if self.at_once:
            return all(solution["this"] not in focus for solution in self._solutions(store, {}))
        return not any(True for node in focus for _ in self._solutions(store, {_THIS: node}))

    def _solutions(self, store: Store, given: dict[Variable, Term]) -> QuerySolutions:
        found = store.query(self.select, use_default_graph_as_union=True, substitutions=given)
        if not isinstance(found, QuerySolutions):
            raise TypeError(f"sh:select is no SELECT: {self.select}")
        return found


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
    nodes, classes, subjects, objects = (tuple(said[iri].get(target, ())) for target in core.TARGETS)
    selects = [lexical(text) for node in said[iri].get(sh("sparql"), ()) for text in said[node][sh("select")]]
    # `$PATH` and the like are replaced before a query is run; only pySHACL does that.
    plain = not any(re.search(r"\$(?!this\b)", _without_strings(select)) for select in selects)
    shape = core.shape(said, iri, *([sh("sparql")] if plain else []))
    queries = [_Query(select, _binds_this(select), _judged(select)) for select in selects]
    return _Targeted(nodes, classes, subjects, objects, shape, queries)


def _binds_this(select: str) -> bool:
    """Whether each group of a query begins with a pattern of `$this`, so that no filter in it meets it unbound."""
    groups = re.findall(r"(\w*)\s*\{\s*(\S+)", _without_strings(select))
    return all(before.upper() == "EXISTS" or begins in {"$this", "{"} for before, begins in groups)


def _judged(select: str) -> Term | None:
    """The property of a query that has one pattern, `$this` property `?value`, and a filter of no more than `?value`."""
    plain = _without_strings(select)
    pattern = re.search(r"WHERE\s*\{\s*\$this\s+(\w+):(\w+)\s+\?value\s+FILTER\b(.*)\}\s*\Z", plain, re.DOTALL)
    if pattern is None or re.search(r"EXISTS|BIND|SELECT|SERVICE|GRAPH|[$]|[{;]|\?(?!value\b)", pattern[3]):
        return None
    prefix = re.search(rf"PREFIX\s+{pattern[1]}:\s*<([^>]*)>", select)
    return NamedNode(prefix[1] + pattern[2]) if prefix else None


def _without_strings(select: str) -> str:
    return re.sub(r'"[^"]*"', '""', select)
