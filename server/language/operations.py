"""The operations of a SPARQL update, told from the tokens outside of its brackets.

Specification: SPARQL 1.1 Update, section 3; grammar rules [29] to [49] of SPARQL 1.1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from server.language.terminals import Token

DEFAULT: Final = "DEFAULT"  # the default graph, among the IRIs of graphs; itself no IRI

# Each keyword has a letter, so that an operation is read by a regular expression; t is a term, b a block, ? the rest.
_LETTERS: Final = {
    "INSERT": "I", "DELETE": "D", "DATA": "A", "WHERE": "W", "WITH": "H", "USING": "U", "NAMED": "N", "CLEAR": "C",
    "DROP": "R", "CREATE": "E", "ADD": "P", "MOVE": "M", "COPY": "Y", "LOAD": "O", "SILENT": "S", "GRAPH": "G",
    "DEFAULT": "F", "ALL": "L", "TO": "T",
}  # fmt: skip
_KEYWORD: Final = re.compile("|".join(_LETTERS))
_KINDS: Final = {
    "INSERT DATA": re.compile("IAb"),
    "DELETE DATA": re.compile("DAb"),
    "DELETE WHERE": re.compile("DWb"),
    "MODIFY": re.compile("(?:Ht)?(?:DbIb|Db|Ib)(?:UN?t)*Wb"),
    "CLEAR": re.compile("CS?(?:Gt|[FNL])"),
    "DROP": re.compile("RS?(?:Gt|[FNL])"),
    "CREATE": re.compile("ES?Gt"),
    "ADD": re.compile("PS?(?:F|G?t)T(?:F|G?t)"),
    "MOVE": re.compile("MS?(?:F|G?t)T(?:F|G?t)"),
    "COPY": re.compile("YS?(?:F|G?t)T(?:F|G?t)"),
    "LOAD": re.compile("O.*"),
}


@dataclass(frozen=True, slots=True)
class _Item:
    """A keyword, a term, or a block in braces.

    Attributes:
        letter: see _LETTERS.
        start: its offset.
        token: the term.
        end: where a block ends.
        graphs: of a block, the terms after GRAPH.
        has_triples: whether a block has triples outside of GRAPH.
        is_clear: whether `graphs` can be trusted.
    """

    letter: str
    start: int
    token: Token | None = None
    end: int = 0
    graphs: tuple[Token, ...] = ()
    has_triples: bool = False
    is_clear: bool = True


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation.

    Attributes:
        kind: `INSERT DATA`, `DELETE WHERE`, `MODIFY` (DELETE and INSERT with a WHERE), `CLEAR` …; empty if the tokens
            make none.
        start: the offset of its first token.
        where_at: the offset of its WHERE; -1 without one.
        block: where the last block begins and ends; (0, 0) without one.
        dataset_at: the offset of WITH or USING; -1 without one.
        writes: the graphs that it may change, by IRI or as DEFAULT; None where the text alone does not tell.
    """

    kind: str
    start: int
    where_at: int
    block: tuple[int, int]
    dataset_at: int
    writes: frozenset[str] | None


class _Names:
    """The declarations of a text, in their order, on top of those that the engine is given."""

    def __init__(self, base: str, prefixes: Mapping[str, str]) -> None:
        self.base = base
        self.prefixes = dict(prefixes)

    def resolve(self, token: Token | None) -> str | None:
        """The IRI that the engine makes of a term; None for a variable, and where it makes none."""
        if token is None or token.kind not in ("iri", "name"):
            return None
        if token.kind == "iri":
            return self._absolute(token.text)
        prefix, _, local = token.text.partition(":")
        namespace = self.prefixes.get(prefix)
        return None if namespace is None else namespace + local.replace("\\", "")

    def _absolute(self, reference: str) -> str | None:
        try:
            quad = next(parse(f"{reference} <a:b> <a:b> .", RdfFormat.TURTLE, base_iri=self.base or None))
        except SyntaxError:
            return None  # relative without a base, or no IRI: the engine will say so
        return quad.subject.value if isinstance(quad.subject, NamedNode) else None

    def declare(self, tokens: list[Token]) -> list[Token]:
        """Take the prologue off the front, and remember what it declares."""
        while tokens:
            word, name = tokens[0].text.upper(), tokens[1].text if tokens[1:] else ""
            if word == "BASE":
                self.base, tokens = self._absolute(name) or "", tokens[2:]
            elif word == "VERSION":
                tokens = tokens[2:]
            elif word == "PREFIX":
                self._prefix(name, tokens[2].text if tokens[2:] else "")
                tokens = tokens[3:]
            elif tokens[0].kind == "name" and word.startswith("PREFIX"):  # PREFIXa:<…>
                self._prefix(tokens[0].text[6:], name)
                tokens = tokens[2:]
            else:
                break
        return tokens

    def _prefix(self, name: str, reference: str) -> None:
        self.prefixes.pop(name.rstrip(":"), None)
        if namespace := self._absolute(reference):
            self.prefixes[name.rstrip(":")] = namespace


def operations(outline: Iterable[Token], base: str, prefixes: Mapping[str, str]) -> Iterator[Operation]:
    """The operations of an update, in their order.

    Args:
        outline: what `server.language.lexer.scan` found.
        base: the base IRI that the engine will be given; may be empty.
        prefixes: the prefixes that the engine will be given.
    """
    names = _Names(base, prefixes)
    for tokens in _between_semicolons(outline):
        if rest := names.declare(tokens):
            yield _operation(list(_items(rest)), names)


def _between_semicolons(outline: Iterable[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in outline:  # a semicolon inside of a block is not in the outline
        if token.text == ";":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _items(tokens: list[Token]) -> Iterator[_Item]:
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.text == "{":
            end = next((at for at in range(index, len(tokens)) if tokens[at].text == "}"), len(tokens))
            yield _block(token, tokens[index:end], tokens[end].start + 1 if end < len(tokens) else token.start)
            index = end + 1
        elif token.kind in ("iri", "name", "variable"):
            yield from _glued(token) or [_Item("t", token.start, token)]
        else:
            yield from _glued(token) or [_Item("?", token.start)]


def _glued(token: Token) -> list[_Item]:
    """The keywords of a word; the engine asks for no space between them."""
    text, offset, found = token.text.upper(), 0, []
    while token.kind == "word" and (match := _KEYWORD.match(text, offset)):
        found.append(_Item(_LETTERS[match[0]], token.start + offset))
        offset = match.end()
    if token.kind == "name" and text.startswith("LOAD"):
        return [_Item("O", token.start)]  # LOAD:x; elsewhere than in front it is a term, and then no LOAD
    return found if offset == len(text) else []


def _block(opening: Token, inside: list[Token], end: int) -> _Item:
    graphs: list[Token] = []
    is_clear = True
    for before, token in zip([opening, *inside], inside, strict=False):
        if token.text == "{" and token.kind == "open":
            is_clear &= bool(graphs) and before is graphs[-1]
        elif before.text.upper() == "GRAPH":
            graphs.append(token)
    has_triples = any(token.kind == "triples" for token in inside)
    return _Item("b", opening.start, None, end, tuple(graphs), has_triples, is_clear)


def _operation(items: list[_Item], names: _Names) -> Operation:
    code = "".join(item.letter for item in items)
    kind = next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(code)), "")
    block = next(((item.start, item.end) for item in reversed(items) if item.letter == "b"), (0, 0))
    return Operation(
        kind=kind,
        start=items[0].start,
        where_at=next((item.start for item in items if item.letter == "W"), -1),
        block=block,
        dataset_at=next((item.start for item in items if item.letter in "HU"), -1),
        writes=_writes(kind, items, names),
    )


def _writes(kind: str, items: list[_Item], names: _Names) -> frozenset[str] | None:
    terms = [names.resolve(item.token) if item.letter == "t" else DEFAULT for item in items if item.letter in "tF"]
    written: list[str | None] = []
    if kind in ("INSERT DATA", "DELETE DATA", "DELETE WHERE", "MODIFY"):
        default = terms[0] if items[0].letter == "H" else DEFAULT
        blocks = [item for item in items if item.letter == "b"]
        for block in blocks[:-1] if kind == "MODIFY" else blocks:
            written += [names.resolve(graph) for graph in block.graphs]
            written += [default] if block.has_triples else []
            written += [] if block.is_clear else [None]
    elif kind in ("ADD", "COPY"):
        written = terms[1:]
    elif terms:
        written = [*terms]
    else:
        return None  # CLEAR ALL, DROP NAMED, or no operation at all
    known = frozenset(graph for graph in written if graph is not None)
    return known if None not in written else None
