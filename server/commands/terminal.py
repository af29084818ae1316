"""A query's answer as a table for people at a terminal."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from typing import IO, TYPE_CHECKING

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse_query_results,
)

from ontology.terms import PREFIXES
from server.pages.display import date_in_words, plain
from server.web.site import compact

if TYPE_CHECKING:
    from server.engine.view import Answer
    from server.language.lexer import Form

_GAP = "  "
_NARROWEST = 12


def write_table(answer: Answer, form: Form, output: IO[str]) -> None:
    """Write solutions as a table, a boolean as yes or no, and a graph as Turtle."""
    with tempfile.TemporaryFile() as file:
        if form not in ("SELECT", "ASK"):
            answer.write(file, RdfFormat.TURTLE)
            file.seek(0)
            output.write(file.read().decode())
            return
        answer.write(file, QueryResultsFormat.JSON)
        file.seek(0)
        results = parse_query_results(file, QueryResultsFormat.JSON)
        if isinstance(results, QueryBoolean):
            output.write("yes\n" if results else "no\n")
        elif isinstance(results, QuerySolutions):
            names = [variable.value for variable in results.variables]
            rows = [[_cell(row[name]) for name in names] for row in results]
            _write_rows(names, rows, output)


def _cell(term: object) -> str:
    if isinstance(term, NamedNode):
        return plain(compact(term.value, PREFIXES))
    if isinstance(term, Literal):
        return plain(date_in_words(term) or term.value)
    return "" if term is None else plain(str(term))


def _write_rows(names: list[str], rows: list[list[str]], output: IO[str]) -> None:
    widths = [max([_width(name), *(_width(row[i]) for row in rows)]) for i, name in enumerate(names)]
    if output.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    for cells in (names, ["─" * width for width in widths], *rows):
        padded = [_padded(cell, width) for cell, width in zip(cells, widths, strict=True)]
        output.write(_GAP.join(padded).rstrip() + "\n")
    output.write(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}\n")


def _fitted(widths: list[int], room: int) -> list[int]:
    """Narrow the widest columns until the line fits, but none below what can still be read."""
    widths = list(widths)
    while sum(widths) + len(_GAP) * (len(widths) - 1) > room and max(widths, default=0) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _width(text: str) -> int:
    """Columns on a terminal: two for wide characters, none for marks that sit on another."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _padded(text: str, width: int) -> str:
    if _width(text) > width:
        while text and _width(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - _width(text))
