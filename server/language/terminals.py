r"""The tokens of SPARQL, as the engine reads them and not as one might wish.

What the engine reads as text and a scan as comment, or the other way round, is a hole, so each piece here is the
engine's own, down to its oddities:

* Above ASCII every character counts as part of a name. The engine takes fewer, and nothing else outside of strings,
  IRIs and comments, so that the rest are syntax errors to it.
* A local name has dots in one place only: `ex:a.b.c` is `ex:a.b`, a dot, and the word `c`.
* A string with an escape that does not exist is no string to the engine, which then tries the empty string in front of
  a long one. Such a text is refused here; so is a string that is never closed.
* `<<` opens a triple term or a reified triple, unless its second character begins an IRI: `?a<<b>`.

Specification: SPARQL 1.2 Query Language, section 19.8 (grammar, terminals).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ontology.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Possessive quantifiers (*+, ++, ?+): nothing gives back what it took, so that every piece is linear.
_SPACE: Final = r"(?:[ \t\r\n]++|\#[^\r\n]*+)"
_IRI: Final = r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>"""
_ESCAPE: Final = r"""\\(?:[tbnrf"'\\]|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|U(?:0000(?![Dd][89A-Fa-f])|000[1-9A-Fa-f]|0010)[0-9A-Fa-f]{4})"""
_STRING: Final = rf"""(?:'''(?:[^'\\]|'(?!'')|{_ESCAPE})*+'''|\"""(?:[^"\\]|"(?!"")|{_ESCAPE})*+\"""
    |'(?!'')(?:[^'\\\r\n]|{_ESCAPE})*+'|"(?!"")(?:[^"\\\r\n]|{_ESCAPE})*+")"""
_CHARACTER: Final = r"0-9A-Za-z_\u0080-\U0010ffff"
_LOCAL: Final = rf"(?:[{_CHARACTER}:\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_BEFORE_COLON: Final = rf"[A-Za-z_\u0080-\U0010ffff][{_CHARACTER}\-]*+(?:\.++[{_CHARACTER}\-]++)*+"
_NAME: Final = (
    rf"(?:_:[{_CHARACTER}][{_CHARACTER}\-]*+(?:\.++[{_CHARACTER}\-]++)*+"
    rf"|(?:{_BEFORE_COLON})?:(?:(?!-){_LOCAL}++(?:\.++{_LOCAL}++)?+)?+)"
)
_NUMBER: Final = r"(?:(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+)"
_LANGUAGE: Final = r"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+)"

# Compiled when they are first needed: it takes as long as all else that a process does before it can be asked.
# What lies behind a token is taken with it, since every other token would else be white space.
_TOKEN: Final = rf"""(?:
    (?P<space> {_SPACE}++ )
  | (?P<iri> {_IRI} )
  | (?P<string> {_STRING} )
  | (?P<quote> ["'] )
  | (?P<variable> [?$][{_CHARACTER}]++ )
  | (?P<language> {_LANGUAGE} )
  | (?P<number> {_NUMBER} )
  | (?P<name> {_NAME} )
  | (?P<word> {_BEFORE_COLON} | [{_CHARACTER}] )
  | (?P<open> \{{\| | [({{\[] | <(?!{_IRI})< )
  | (?P<close> \|\}} | [)}}\]] | >> )
  | (?P<operator> \|\| | && | \^\^ | [<>!]= | [!|/^+\-*=<>] )
  | (?P<separator> [,;.] )
  | (?P<other> [\s\S] )
    ){_SPACE}*+"""
_DATA_WORD: Final = rf"(?:a|true|false|UNDEF)(?![{_CHARACTER}.\-])"
_EMPTY: Final = r"\[[ \t\r\n]*+\]|\([ \t\r\n]*+\)"
_DATA: Final = (
    rf"(?:{_SPACE}|{_IRI}|{_STRING}|{_LANGUAGE}|{_NUMBER}|{_NAME}|{_DATA_WORD}|{_EMPTY}|\^\^|[-+,;.]){{0,20000}}+"
)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE)


@cache
def space() -> re.Pattern[str]:
    """White space and comments, as many as there are."""
    return re.compile(rf"{_SPACE}*+", re.VERBOSE)


@cache
def data() -> re.Pattern[str]:
    """What lies between two brackets of a data block, read without a look at each token; in parts, so that threads run."""
    return re.compile(_DATA, re.VERBOSE)


def compile_patterns() -> None:
    """Compile all patterns now. Whoever answers many at once would else have each thread do it at the first requests."""
    for pattern in (_token, space, data):
        pattern()


class Token(NamedTuple):
    """A piece of the text that is neither white space nor comment."""

    kind: str
    text: str
    start: int


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both counted from 1, in characters."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def token_at(text: str, offset: int) -> tuple[Token | None, int]:
    """The token that begins at an offset, None for white space, and where the next one begins.

    Raises:
        QueryError: a string begins here that does not end, or holds an escape that does not exist.
    """
    match = _token().match(text, offset)
    if match is None:
        raise IndexError(f"{offset} lies beyond the text")
    kind = match.lastgroup or "other"
    if kind == "quote":
        line, column = place(text, offset)
        raise QueryError(
            f"line {line}, column {column}: the string that opens here is never closed, or has a backslash that escapes "
            "nothing; write a backslash as \\\\"
        )
    return None if kind == "space" else Token(kind, match[kind], offset), match.end()


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a SPARQL text, from left to right.

    Raises:
        QueryError: as `token_at`.
    """
    offset = 0
    while offset < len(text):
        token, offset = token_at(text, offset)
        if token:
            yield token
