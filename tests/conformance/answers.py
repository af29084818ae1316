"""Bodies of answers, read without the library that the server writes them with.

What a suite expects lies in files and is read with pyoxigraph in `expected.py`, so that no reader judges itself.
JSON: https://www.w3.org/TR/sparql11-results-json/, XML: https://www.w3.org/TR/rdf-sparql-XMLres/,
CSV and TSV: https://www.w3.org/TR/sparql11-results-csv-tsv/; triple terms and base directions as in SPARQL 1.2.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import rdflib

from tests.conformance.terms import XSD, Kind, Row, Term, blank, iri, literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

rdflib.NORMALIZE_LITERALS = False
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ITS = "{http://www.w3.org/2005/11/its}"
_TOKEN = re.compile(
    r"""<<\(|\)>>|<(?P<iri>[^<>"{}|^`\\\x00-\x20]*)>|_:(?P<blank>[^\s<>"()]+)
    |"(?P<string>(?:[^"\\\n\r\t]|\\[tbnrf"'\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*)"
     (?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?)|\^\^<(?P<datatype>[^<>\s]*)>)?
    |(?P<double>[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+)|(?P<decimal>[+-]?\d*\.\d+)|(?P<integer>[+-]?\d+)
    |(?P<boolean>true|false)|\s+""",
    re.VERBOSE,
)
_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class Failed(Exception):
    """The server did not do what the test expects; the message says what it did."""


class Unreadable(Failed):
    """A body that is not what its media type says."""


@dataclass(frozen=True)
class Solutions:
    """The solutions of SELECT: a term or None for each variable, in the variables' order."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def sorted(self) -> Solutions:
        """The same with the variables in the order of the alphabet."""
        places = sorted(range(len(self.variables)), key=lambda place: self.variables[place])
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Solutions(tuple(self.variables[place] for place in places), rows)


@dataclass(frozen=True)
class Graph:
    """The triples of CONSTRUCT, DESCRIBE, or of a graph that was asked for."""

    rows: tuple[Row, ...]


Result = bool | Solutions | Graph


def read(media_type: str, body: bytes, base: str = "") -> Result:
    """What the body of an answer says; relative IRIs in it are resolved against the base.

    Raises:
        Unreadable: it is not of that media type, or of none that is known here.
    """
    name = media_type.partition(";")[0].strip().lower()
    if name in _READERS:
        try:
            return _READERS[name](body.decode())
        except (ValueError, KeyError, TypeError, csv.Error, ET.ParseError) as error:
            raise Unreadable(f"{name}: {error!r} in {body[:200]!r}") from error
    if name not in GRAPHS:
        raise Unreadable(f"unexpected media type {media_type!r}")
    return Graph(_triples(body, GRAPHS[name], base))


def _json(body: str) -> Result:
    told = json.loads(body)
    if "boolean" in told:
        return _truth(told["boolean"])
    names = tuple(told["head"]["vars"])
    found = []
    for binding in told["results"]["bindings"]:
        if not set(binding) <= set(names):
            raise ValueError(f"a variable that the head does not name: {binding}")
        found.append(tuple(_json_term(binding[name]) if name in binding else None for name in names))
    return Solutions(names, tuple(found))


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is not a boolean")
    return value


def _json_term(told: dict[str, Any]) -> Term:
    match told["type"]:
        case "uri":
            return iri(told["value"])
        case "bnode":
            return blank(told["value"])
        case "triple":
            parts = (told["value"][part] for part in ("subject", "predicate", "object"))
            return Term(Kind.TRIPLE, "", parts=tuple(map(_json_term, parts)))
        case "literal" | "typed-literal":
            language = told.get("xml:lang", "") + ("--" + told["its:dir"] if "its:dir" in told else "")
            return literal(told["value"], told.get("datatype", ""), language)
    raise ValueError(f"a term of no known type: {told}")


def _xml(body: str) -> Result:
    root = ET.fromstring(body)  # noqa: S314 - the answer of the server under test
    if root.tag != f"{_SRX}sparql":
        raise ValueError(f"the root is {root.tag}")
    if (truth := root.findtext(f"{_SRX}boolean")) is not None:
        return {"true": True, "false": False}[truth.strip()]
    names = tuple(one.attrib["name"] for one in root.iterfind(f"{_SRX}head/{_SRX}variable"))
    found = []
    for row in root.iterfind(f"{_SRX}results/{_SRX}result"):
        binding = {one.attrib["name"]: _xml_term(one[0]) for one in row.iterfind(f"{_SRX}binding")}
        if not set(binding) <= set(names):
            raise ValueError(f"a variable that the head does not name: {binding}")
        found.append(tuple(binding.get(name) for name in names))
    return Solutions(names, tuple(found))


def _xml_term(element: ET.Element) -> Term:
    value = element.text or ""
    match element.tag.removeprefix(_SRX):
        case "uri":
            return iri(value)
        case "bnode":
            return blank(value)
        case "triple":
            parts = (element.find(f"{_SRX}{part}") for part in ("subject", "predicate", "object"))
            return Term(Kind.TRIPLE, "", parts=tuple(_xml_term(part[0]) for part in parts if part is not None))
        case "literal":
            direction = element.get(f"{_ITS}dir")
            language = element.get(f"{_XML}lang", "") + (f"--{direction}" if direction else "")
            return literal(value, element.get("datatype", ""), language)
    raise ValueError(f"a term of no known type: {element.tag}")


def _csv(body: str) -> Result:
    lines = list(csv.reader(io.StringIO(body, newline=""), strict=True))
    names = tuple(lines[0])
    return Solutions(names, tuple(tuple(map(_csv_term, line or [""] * len(names))) for line in lines[1:]))


def _csv_term(cell: str) -> Term:
    return blank(cell[2:]) if cell.startswith("_:") else Term(Kind.TEXT, cell)


def _tsv(body: str) -> Result:
    if not body.endswith("\n"):
        raise ValueError("the last line has no end")
    lines = [line.split("\t") if line else [] for line in body.removesuffix("\n").split("\n")]
    if any(name[:1] not in "?$" for name in lines[0]):
        raise ValueError(f"the head {lines[0]} does not name variables")
    names = tuple(name[1:] for name in lines[0])
    return Solutions(names, tuple(tuple(map(_tsv_term, line or [""] * len(names))) for line in lines[1:]))


def _tsv_term(cell: str) -> Term | None:
    if not cell:
        return None
    (term,) = _parsed(_tokens(cell))
    return term


def _tokens(cell: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(cell):
        found = _TOKEN.match(cell, at)
        if found is None:
            raise ValueError(f"{cell!r} is no term of Turtle")
        at = found.end()
        if not found[0].isspace():
            yield found


def _parsed(tokens: Iterator[re.Match[str]]) -> Iterator[Term]:
    for token in tokens:
        if token[0] == ")>>":
            return
        if token[0] == "<<(":
            yield Term(Kind.TRIPLE, "", parts=tuple(_parsed(tokens)))
        elif token["string"] is not None:
            yield literal(_unescaped(token["string"]), token["datatype"] or "", token["language"] or "")
        elif token.lastgroup == "iri":
            yield iri(token["iri"])
        elif token.lastgroup == "blank":
            yield blank(token["blank"])
        else:
            yield literal(token[0], f"{XSD}{token.lastgroup}")


def _unescaped(string: str) -> str:
    def one(found: re.Match[str]) -> str:
        return _ESCAPES.get(found[0][1]) or chr(int("0x" + found[0][2:], base=0))

    return re.sub(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", one, string)


def _triples(body: bytes, name: str, base: str) -> tuple[Row, ...]:
    graph = rdflib.Graph()
    try:
        graph.parse(data=body, format=name, publicID=base)
    except Exception as error:  # rdflib's parsers raise what they come upon
        raise Unreadable(f"{name}: {error} in {body[:200]!r}") from error
    return tuple((_of(s), _of(p), _of(o)) for s, p, o in graph)


def _of(node: rdflib.term.Node) -> Term:
    if isinstance(node, rdflib.Literal):
        return literal(str(node), str(node.datatype or ""), node.language or "")
    return blank(str(node)) if isinstance(node, rdflib.BNode) else iri(str(node))


_READERS: dict[str, Callable[[str], Result]] = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
}
GRAPHS = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml"}
