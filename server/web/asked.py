"""What a request for a query asks, read from its parameters and its Accept header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from server.language.query import Dataset, PreparedQuery, prepare
from server.web import answers
from server.web.http.negotiation import HTML, Format, formats_of, negotiate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
FORMAT = ("format", "output", "results")
"""The names by which clients send the format of an answer."""
LONG = 1 << 12
"""Characters of a text beyond which it is read by a worker, not here, where all threads share one interpreter."""
DATASET = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that may run.

    Attributes:
        query: it.
        dataset: the graphs that the request names.
        format: what it is answered in.
    """

    query: PreparedQuery
    dataset: Dataset
    format: Format

    @classmethod
    def of(
        cls,
        text: str,
        values: Callable[[str], Iterable[str]],
        accept: str | None,
        read: Callable[[str], PreparedQuery] = prepare,
    ) -> Self:
        """Read a request.

        Args:
            text: of the query.
            values: of a parameter, by its name.
            accept: the header.
            read: what reads the text.

        Raises:
            QueryError: the query may not run, or a graph has no absolute IRI.
            NotAcceptable: nothing that it can be answered in is accepted.
        """
        query = read(text)
        default, named = DATASET
        dataset = Dataset.of([*values(default)], [*values(named)])
        asked = [value for name in FORMAT for value in values(name)]
        return cls(query, dataset, negotiate(accept, (*formats_of(query.form), HTML), asked))

    def tag(self, view: answers.Versioned, *more: object) -> str:
        """The entity tag of its answer from this generation."""
        return answers.tag(view, "sparql", self.query.text, self.dataset, self.format.name, *more)
