"""The statements of one article as they are collected, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from ontology.reference import superclasses, superproperties
from ontology.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.model import Sentence, Span, Story
    from ontology.lexicon import Lexicon
    from ontology.terms import Names

_TYPE = str(RDF.type)


@dataclass(slots=True)
class Graph:
    """The statements of one article as they are collected."""

    story: Story
    sentences: Sequence[Sentence]
    lexicon: Lexicon
    names: Names
    article: NamedNode
    rows: set[tuple[str, str, str]] = field(default_factory=set)
    """Subject, predicate and object as N-Triples writes them, with what follows by the ontology.

    Text, because pyoxigraph takes 4 µs to make a triple or quad with a literal, and because nobody needs one as a rule.
    """
    quoted: dict[Span, NamedNode] = field(default_factory=dict)
    """The evidence that is described already."""
    states: set[str] = field(default_factory=set)
    """The codes of the states that are described already."""
    subject: NamedNode | None = None
    """What the last statement was about: most statements are about what the one before was."""
    start: str = ""
    """The same as N-Triples writes it."""

    def add(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal | None) -> None:
        """Add a statement, if there is a value."""
        if value is None:
            return
        if subject is not self.subject:
            self.subject, self.start = subject, str(subject)
        above = _said(predicate)
        if not above and isinstance(value, NamedNode):
            self.rows.update([(self.start, _TYPE, cls) for cls in _typed(value)])
            return
        end = str(value)
        for said in above:
            self.rows.add((self.start, said, end))


@cache
def _said(predicate: NamedNode) -> tuple[str, ...]:
    """A property and those above it, as N-Triples writes them; none for the type, which says more by its class."""
    return () if predicate == RDF.type else tuple(map(str, superproperties(predicate)))


@cache
def _typed(cls: NamedNode) -> tuple[str, ...]:
    """A class and those above it, as N-Triples writes them."""
    return tuple(map(str, superclasses(cls)))
