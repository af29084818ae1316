"""The constraints of SHACL Core that the shapes use, as plain functions (SHACL, section 4).

Each says whether value nodes satisfy a constraint. Where pySHACL could judge otherwise, as on ill-typed literals, it
says that they do not: then pySHACL is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from ontology.terms import RDF, XSD
from shapes.graph import Term, lexical, sh
from shapes.told import Facts, is_plain, says

if TYPE_CHECKING:
    from collections.abc import Iterator

Check = Callable[[Facts, str, Sequence[str]], bool]
"""Whether a focus node with these value nodes satisfies a constraint."""
Described = Mapping[Term, Mapping[NamedNode, Sequence[Term]]]
"""The shapes: subject -> predicate -> values."""

TARGETS = tuple(sh(local) for local in ("targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"))
_INTEGER = re.compile(rf'"([+-]?[0-9]+)"\^\^{re.escape(str(XSD.integer))}\Z')
_TYPE = str(RDF.type)
_LANGUAGE = re.compile(r'"@([a-z0-9-]+)\Z')


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape's constraints, but for its queries."""

    path: str | None
    checks: Sequence[Check]

    def fits(self, facts: Facts, *nodes: str) -> bool:
        """Whether it is certain that focus nodes satisfy them."""
        of_path = facts.get(self.path, {}) if self.path is not None else {}
        for node in nodes:
            values = (node,) if self.path is None else of_path.get(node, ())
            for check in self.checks:
                if not check(facts, node, values):
                    return False
        return True


def shape(said: Described, iri: Term, *apart: NamedNode) -> Shape:
    """Compile a shape; a parameter that is not known here becomes a check that nothing passes.

    Args:
        said: The shapes.
        iri: The shape.
        apart: Parameters that the caller sees to.

    """
    words = said[iri]
    path = next(iter(words.get(sh("path"), ())), None)
    leaves = {sh("path"), *TARGETS, *apart}
    checks = [
        CHECKS[parameter](said, values) if parameter in CHECKS else unknown
        for parameter, values in words.items()
        if parameter not in leaves
    ]
    return Shape(
        None if path is None else str(path), [*checks, unknown] if path in said else checks
    )  # a path that is described has several steps


def unknown(_facts: Facts, _node: str, _values: Sequence[str]) -> bool:
    """Not for us to judge."""
    return False


def _number(term: str) -> int | None:
    """An xsd:integer; None for anything else."""
    whole = _INTEGER.match(term)
    return int(whole[1]) if whole else None


def _min_count(_said: Described, given: Sequence[Term]) -> Check:
    least = max(map(int, map(lexical, given)))
    return lambda _facts, _node, values: len(values) >= least


def _max_count(_said: Described, given: Sequence[Term]) -> Check:
    most = min(map(int, map(lexical, given)))
    return lambda _facts, _node, values: len(values) <= most


def _min_length(_said: Described, given: Sequence[Term]) -> Check:
    least = max(map(int, map(lexical, given)))
    return lambda _facts, _node, values: all(len(says(value)) >= least for value in values)


def _pattern(_said: Described, given: Sequence[Term]) -> Check:
    patterns = [re.compile(lexical(one)).search for one in given]
    return lambda _facts, _node, values: all(found(says(value)) for value in values for found in patterns)


def _datatype(_said: Described, given: Sequence[Term]) -> Check:
    (datatype,) = given
    if datatype == XSD.integer:
        return lambda _facts, _node, values: all(_number(value) is not None for value in values)
    if datatype == XSD.string:
        return lambda _facts, _node, values: all(map(is_plain, values))
    if datatype == RDF.langString:
        return lambda _facts, _node, values: all(_LANGUAGE.search(value) for value in values)
    return unknown  # it is not known here which lexical forms it has


def _node_kind(_said: Described, given: Sequence[Term]) -> Check:
    if list(given) != [sh("IRI")]:
        return unknown
    return lambda _facts, _node, values: all(value[0] == "<" for value in values)


def _in(said: Described, given: Sequence[Term]) -> Check:
    allowed = [frozenset(map(str, _members(said, one))) for one in given]
    return lambda _facts, _node, values: all(value in codes for value in values for codes in allowed)


def _has_value(_said: Described, given: Sequence[Term]) -> Check:
    wanted = [*map(str, given)]
    return lambda _facts, _node, values: all(one in values for one in wanted)


def _class(_said: Described, given: Sequence[Term]) -> Check:
    classes = [*map(str, given)]

    def check(facts: Facts, _node: str, values: Sequence[str]) -> bool:
        types = facts.get(_TYPE, {})
        return all(cls in types.get(value, ()) for value in values for cls in classes)

    return check


def _unique_language(_said: Described, given: Sequence[Term]) -> Check:
    def check(_facts: Facts, _node: str, values: Sequence[str]) -> bool:
        tags = [tag[1] for tag in map(_LANGUAGE.search, values) if tag]
        return len(tags) == len(set(tags))

    return check if list(map(lexical, given)) == ["true"] else unknown


def _min_inclusive(_said: Described, given: Sequence[Term]) -> Check:
    least = max(map(int, map(lexical, given)))
    return lambda _facts, _node, values: all(number is not None and number >= least for number in map(_number, values))


def _less_than_or_equals(_said: Described, given: Sequence[Term]) -> Check:
    others = [*map(str, given)]

    def check(facts: Facts, node: str, values: Sequence[str]) -> bool:
        low = [_number(value) for value in values]
        high = [_number(value) for other in others for value in facts.get(other, {}).get(node, ())]
        return all(a is not None and b is not None and a <= b for a in low for b in high)

    return check


def _or(said: Described, given: Sequence[Term]) -> Check:
    choices = [[shape(said, iri) for iri in _members(said, one)] for one in given]
    return lambda facts, _node, values: all(
        any(one.fits(facts, value) for one in shapes) for value in values for shapes in choices
    )


def _node(said: Described, given: Sequence[Term]) -> Check:
    shapes = [shape(said, iri) for iri in given]
    return lambda facts, _node, values: all(one.fits(facts, *values) for one in shapes)


def _members(said: Described, node: Term) -> Iterator[Term]:
    """The members of an RDF list."""
    while node != RDF.nil:
        (first,), (node,) = said[node][RDF.first], said[node][RDF.rest]
        yield first


CHECKS: dict[NamedNode, Callable[[Described, Sequence[Term]], Check]] = {
    sh("class"): _class,
    sh("datatype"): _datatype,
    sh("hasValue"): _has_value,
    sh("in"): _in,
    sh("lessThanOrEquals"): _less_than_or_equals,
    sh("maxCount"): _max_count,
    sh("minCount"): _min_count,
    sh("minInclusive"): _min_inclusive,
    sh("minLength"): _min_length,
    sh("node"): _node,
    sh("nodeKind"): _node_kind,
    sh("or"): _or,
    sh("pattern"): _pattern,
    sh("uniqueLang"): _unique_language,
}
