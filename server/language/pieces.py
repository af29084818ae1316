"""Pieces of a SPARQL text: where they end, how they are replaced, what their names stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from server.language.terminals import Token


def end_of(token: Token) -> int:
    """Where a token ends in the text."""
    return token.start + len(token.text)


def edited(text: str, start: int, end: int, edits: Sequence[tuple[int, int, str]]) -> str:
    """A stretch of the text with these replacements, which are in order and do not overlap."""
    pieces = []
    for first, last, new in edits:
        pieces += [text[start:first], new]
        start = last
    return "".join([*pieces, text[start:end]])


def resolved(prologue: str, terms: Sequence[str], base: str, prefixes: Mapping[str, str]) -> set[str] | None:
    """The IRIs that these terms stand for: Turtle reads them, and the prologue, as SPARQL does."""
    if not terms:
        return set()
    known = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items())
    document = f"{known}{prologue}\n<a:a> <a:a> {', '.join(terms)} ."
    try:
        found = {quad.object for quad in parse(document, RdfFormat.TURTLE, base_iri=base)}
    except SyntaxError:
        return None
    return {term.value for term in found if isinstance(term, NamedNode)}
