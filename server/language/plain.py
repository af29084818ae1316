"""Plain triples among the tokens of a query: a subject, a predicate, an object, each one term.

What is none (paths, collections, `[ … ]`, triple terms, numbers with a sign) is left where it stands, with its predicate
and all that follows.

Specification: SPARQL 1.1 Query Language, section 19.8 (grammar, from TriplesBlock on).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from server.language.terminals import Token

_NAMED: Final = ("variable", "iri", "name")


class Pattern(NamedTuple):
    """A triple pattern, its terms as they are written."""

    subject: str
    predicate: str
    object: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of its variables, in order, each once."""
        return tuple(dict.fromkeys(term[1:] for term in self if term[0] in "?$"))

    @property
    def has_blank_nodes(self) -> bool:
        """Whether it can only be joined within its basic graph pattern."""
        return any(term.startswith("_:") for term in self)


class Plain(NamedTuple):
    """A stretch of plain triples.

    Attributes:
        triples: the triples, in the order of the text.
        after: where among the tokens the first one behind them stands.
        subject: of which the text behind them says more; empty if that begins with a subject of its own.
    """

    triples: list[Pattern]
    after: int
    subject: str


def plain_triples(tokens: list[Token], at: int) -> Plain:
    """The plain triples that begin with this token, as many as there are."""
    found = Plain([], at, "")
    while at < len(tokens) and tokens[at].kind in _NAMED:
        triples, after = _of_one_subject(tokens, at)
        found.triples.extend(triples)
        if triples and not _may_end(tokens, after):
            return found._replace(after=after, subject=tokens[at].text)
        if not triples:
            break
        at = after + (tokens[after].text == ".")
        found = found._replace(after=at)
        if tokens[after].text != ".":
            break
    return found


def _may_end(tokens: list[Token], at: int) -> bool:
    token = tokens[at] if at < len(tokens) else None
    return token is not None and (token.text in (".", "{", "}") or (token.kind == "word" and token.text != "a"))


def _of_one_subject(tokens: list[Token], at: int) -> tuple[list[Pattern], int]:
    """The plain triples of a subject, and where what is said of it behind them stands, or the end of it."""
    triples: list[Pattern] = []
    subject = tokens[at].text
    at += 1
    while at < len(tokens) and (tokens[at].kind in _NAMED or tokens[at].text == "a"):
        said, after = _objects(tokens, Pattern(subject, tokens[at].text, ""), at + 1)
        more = after < len(tokens) and tokens[after].text == ";"
        if not said or not (more or _may_end(tokens, after)):
            break  # a path, a collection, an annotation: it stays with its predicate
        triples += said
        at = _behind(tokens, after, ";")
        if not more:
            break
    return triples, at


def _objects(tokens: list[Token], pattern: Pattern, at: int) -> tuple[list[Pattern], int]:
    """The triples of a subject and a predicate, none if one of their objects is not plain."""
    said: list[Pattern] = []
    while found := _term(tokens, at):
        said.append(pattern._replace(object=found[0]))
        at = found[1]
        if at >= len(tokens) or tokens[at].text != ",":
            return said, at
        at += 1
    return [], at


def _behind(tokens: list[Token], at: int, text: str) -> int:
    while at < len(tokens) and tokens[at].text == text:
        at += 1
    return at


def _term(tokens: list[Token], at: int) -> tuple[str, int] | None:
    """A plain term, and where the first token behind it stands."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    is_number = token.kind == "number" and not token.text.endswith(".")
    if token.kind in _NAMED or is_number or token.text in ("true", "false"):
        return token.text, at + 1
    if token.kind != "string":
        return None
    after = [following.kind for following in tokens[at + 1 : at + 3]]
    if after[:1] == ["language"]:
        return token.text + tokens[at + 1].text, at + 2
    if after[1:] in (["iri"], ["name"]) and tokens[at + 1].text == "^^":
        return f"{token.text}^^{tokens[at + 2].text}", at + 3
    return token.text, at + 1
