"""What validation found: values that sort, print and serialise."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from ontology.terms import NAMES, RDF, SH, XSD, prefixes
from shapes.graph import SHAPES, Severity, sh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ontology.terms import Names

_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that is wrong. A blank node, which has no name outside its graph, appears as the literal `_:id`."""

    severity: Severity
    focus: NamedNode | Literal
    shape: NamedNode
    component: NamedNode
    """The kind of constraint, such as `sh:MinCountConstraintComponent`."""
    message: str
    path: NamedNode | None = None
    value: NamedNode | Literal | None = None
    label: str | None = None
    """The focus node's label in its graph, if it has one."""
    graph: NamedNode | None = None
    """The named graph; None for the default graph."""

    def order(self) -> tuple[str, ...]:
        """Violations first, then by graph, focus node, shape and value."""
        return (
            self.severity.value,
            str(self.graph or ""),
            str(self.focus),
            self.shape.value,
            str(self.value or ""),
            self.message,
        )

    def line(self) -> str:
        """Severity, focus node, message, and in brackets the shape and the value that broke it."""
        focus = f"<{self.focus.value}>" if isinstance(self.focus, NamedNode) else self.focus.value
        about = f"{self.label} {focus}" if self.label else focus
        found = "" if self.value is None else f": {' '.join(str(self.value).split())}"
        return f"{self.severity:<9}  {about}  {self.message} [{self.shape.value.removeprefix(SHAPES)}{found}]"


@dataclass(frozen=True, slots=True)
class Report:
    """All results, in their order."""

    results: tuple[Result, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is violated. Warnings are told, but do not keep a graph out."""
        return not self.violations

    @property
    def violations(self) -> tuple[Result, ...]:
        """The results that keep the graph out."""
        return tuple(result for result in self.results if result.severity is Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[Result, ...]:
        """The results that only ask for a look."""
        return tuple(result for result in self.results if result.severity is Severity.WARNING)

    def text(self) -> str:
        """For a reader: a line for each result, violations first, and a line that counts them."""
        count = f"{_count(self.violations, 'violation')}, {_count(self.warnings, 'warning')}"
        return "".join(f"{line}\n" for line in (*(result.line() for result in self.results), count))

    def quads(self, names: Names = NAMES) -> tuple[Quad, ...]:
        """The same as an `sh:ValidationReport` in the default graph; equal results give equal IRIs, no blank nodes."""
        return tuple(self._quads(names))

    def turtle(self, names: Names = NAMES) -> bytes:
        """The same in Turtle."""
        known = {**prefixes(names), "s": SHAPES}
        triples = (quad.triple for quad in self.quads(names))
        lines = (serialize(triples, format=RdfFormat.TURTLE, prefixes=known) or b"").splitlines(keepends=True)
        # pyoxigraph writes prefixes in another order in each run.
        return b"".join(sorted(lines[: len(known)]) + lines[len(known) :])

    def _quads(self, names: Names) -> Iterator[Quad]:
        said = "\n".join("\t".join(result.order()) for result in self.results)
        report = names.entity("report", hashlib.sha256(said.encode()).hexdigest()[:_DIGITS])
        yield Quad(report, RDF.type, sh("ValidationReport"))
        yield Quad(report, SH.conforms, Literal(str(self.conforms).lower(), datatype=XSD.boolean))
        for number, result in enumerate(self.results, start=1):
            node = NamedNode(f"{report.value}/{number}")
            yield Quad(report, SH.result, node)
            yield from _result_quads(node, result)


def _result_quads(node: NamedNode, result: Result) -> Iterator[Quad]:
    yield Quad(node, RDF.type, sh("ValidationResult"))
    yield Quad(node, SH.resultSeverity, result.severity.iri)
    yield Quad(node, SH.focusNode, result.focus)
    yield Quad(node, SH.sourceShape, result.shape)
    yield Quad(node, sh("sourceConstraintComponent"), result.component)
    yield Quad(node, SH.resultMessage, Literal(result.message, language="en"))
    if result.path is not None:
        yield Quad(node, SH.resultPath, result.path)
    if result.value is not None:
        yield Quad(node, SH.value, result.value)


def _count(results: tuple[Result, ...], what: str) -> str:
    return f"{len(results)} {what}{'' if len(results) == 1 else 's'}"
