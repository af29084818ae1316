"""A SPARQL update before it runs: read once, held against the limits, and given the dataset of the request.

Specification: SPARQL 1.1 Protocol, section 2.2; SPARQL 1.1 Update, section 3.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import NamedNode

from ontology.errors import QueryError
from server.language.lexer import scan, tokens
from server.language.operations import DEFAULT, Operation, operations
from server.language.query import SERVICE_REFUSED, QuerySyntaxError, explain_syntax_error

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFAULT", "PreparedUpdate", "explain_update_error", "prepare_update"]

_LOAD_REFUSED = (
    "LOAD is refused: this endpoint fetches nothing; send the data by INSERT DATA or the Graph Store Protocol"
)
_CONFLICT = "the request names graphs by using-graph-uri, so the update may not have WITH or USING; use one of both"


@dataclass(frozen=True, slots=True)
class _Splice:
    """A piece that stands in the text to run and not in the one that was sent.

    Attributes:
        start: its offset in the text to run.
        text: the piece.
        copied_from: the offset in the sent text that its first character stands for.
        copied: how many of its characters are a copy of that place; the rest is new.
    """

    start: int
    text: str
    copied_from: int
    copied: int


@dataclass(frozen=True, slots=True)
class PreparedUpdate:
    """An update that may run. Only `prepare_update` makes one.

    Attributes:
        text: what the engine is to run.
        source: what the client sent.
        operations: their kinds in order: INSERT DATA, DELETE DATA, DELETE WHERE, MODIFY, CLEAR, DROP, CREATE, ADD,
            MOVE, COPY; an empty string where the tokens make none, which the engine will refuse.
        touched: the graphs that it may change, by IRI or as DEFAULT; None where the text alone does not tell.
        splices: what was put in, by place.
    """

    text: str
    source: str
    operations: tuple[str, ...]
    touched: frozenset[str] | None
    splices: tuple[_Splice, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain values, of which `of` makes the same again."""
        return asdict(self) | {"touched": None if self.touched is None else sorted(self.touched)}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """The update of which `as_json` made these values."""
        touched, splices = told["touched"], tuple(_Splice(**splice) for splice in told["splices"])
        kinds = tuple(told["operations"])
        return cls(told["text"], told["source"], kinds, None if touched is None else frozenset(touched), splices)

    def offset_in_source(self, offset: int) -> int:
        """Where in the sent text an offset of the text to run lies."""
        put_in = 0
        for splice in self.splices:
            if offset < splice.start:
                break
            within = offset - splice.start
            if within < len(splice.text):
                return splice.copied_from + min(within, splice.copied)
            put_in += len(splice.text)
        return offset - put_in


def prepare_update(
    text: str,
    using: list[str],
    using_named: list[str],
    *,
    base: str = "",
    prefixes: Mapping[str, str] | None = None,
) -> PreparedUpdate:
    """Read an update, refuse what this endpoint does not run, and put in the graphs that the request names.

    Args:
        text: the update; may be empty.
        using: the IRIs of `using-graph-uri`.
        using_named: the IRIs of `using-named-graph-uri`.
        base: the base IRI that the engine will be given.
        prefixes: the prefixes that the engine will be given.

    Raises:
        QuerySyntaxError: a query, SERVICE, LOAD, WITH or USING beside the request's graphs, or no operation to give
            them to.
        QueryError: a name that is no absolute IRI, or a text beyond the limits of `server.language.lexer`.
    """
    found = scan(text)
    if found.form not in (None, "UPDATE"):
        start = next(token.start for token in tokens(text) if found.form in token.text.upper() and token.kind == "word")
        raise QuerySyntaxError(text, start, f"this is a query ({found.form}), not an update; send it as query=")
    if found.service_at >= 0:
        raise QuerySyntaxError(text, found.service_at, SERVICE_REFUSED)
    steps = tuple(operations(found.outline, base, prefixes or {}))
    if load := next((step for step in steps if step.kind == "LOAD"), None):
        raise QuerySyntaxError(text, load.start, _LOAD_REFUSED)
    clauses = _clauses(using, using_named)
    run, splices = _spliced(text, steps, clauses) if clauses else (text, ())
    graphs = [step.writes for step in steps]
    touched = frozenset(graph for writes in graphs if writes for graph in writes)
    return PreparedUpdate(
        text=run,
        source=text,
        operations=tuple(step.kind for step in steps),
        touched=None if None in graphs else touched,
        splices=splices,
    )


def _clauses(using: list[str], using_named: list[str]) -> str:
    try:
        default = [f"USING {NamedNode(iri)} " for iri in using]
        return "".join([*default, *(f"USING NAMED {NamedNode(iri)} " for iri in using_named)])
    except ValueError as error:
        raise QueryError(f"using-graph-uri and using-named-graph-uri take absolute IRIs: {error}") from None


def _spliced(text: str, steps: tuple[Operation, ...], clauses: str) -> tuple[str, tuple[_Splice, ...]]:
    parts: list[str] = []
    splices: list[_Splice] = []
    end = length = 0
    for step in steps:
        if step.dataset_at >= 0:
            raise QuerySyntaxError(text, step.dataset_at, _CONFLICT)
        if not step.kind:
            raise QuerySyntaxError(text, step.start, "this is no operation that could be given the request's graphs")
        if step.where_at < 0:
            continue
        # DELETE WHERE {P} is short for DELETE {P} WHERE {P}, and only the long form takes USING.
        start, stop = step.block if step.kind == "DELETE WHERE" else (step.where_at, step.where_at)
        piece = f"{text[start:stop]} {clauses}"
        parts += [text[end : step.where_at], piece]
        length += step.where_at - end
        splices.append(_Splice(length, piece, start, stop - start))
        length += len(piece)
        end = step.where_at
    return "".join([*parts, text[end:]]), tuple(splices)


def explain_update_error(update: PreparedUpdate, error: SyntaxError, prefixes: dict[str, str]) -> QuerySyntaxError:
    """Turn the engine's message into one with the place in the text that the client sent."""
    problem = explain_syntax_error(update.text, error, prefixes)
    if match := re.search(r"blank node (_:\S+) cannot be shared", problem.reason):
        at = max(update.source.rfind(match[1]), 0)
        return QuerySyntaxError(update.source, at, f"the blank node {match[1]} stands in several operations")
    return QuerySyntaxError(update.source, update.offset_in_source(problem.offset), problem.reason)
