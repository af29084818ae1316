"""Terms, rows of terms, and when two bags of rows say the same.

A graph is a bag of rows of three terms; the solutions of a query are a bag of rows, a term or nothing for each variable.
Blank nodes are compared by a bijection: https://www.w3.org/TR/rdf11-concepts/#graph-isomorphism.
"""

from __future__ import annotations

import enum
import hashlib
import re
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{XSD}string"
_INTEGERS = re.compile(
    f"{XSD}(integer|(unsigned(?=[A-Z]))?([Ll]ong|[Ii]nt|[Ss]hort|[Bb]yte)|(non)?([Nn]egative|[Pp]ositive)Integer)"
)
_FLOATS = frozenset((f"{XSD}double", f"{XSD}float"))
_MOMENTS = frozenset((f"{XSD}dateTime", f"{XSD}time", f"{XSD}date"))


class Kind(enum.Enum):
    """The kinds of RDF terms; TEXT is a cell of CSV, which does not tell its kind."""

    IRI = "iri"
    BLANK = "blank"
    LITERAL = "literal"
    TRIPLE = "triple"
    TEXT = "text"


class Term(NamedTuple):
    """An RDF term. `language` has the base direction behind it, if there is one: `ar--rtl`."""

    kind: Kind
    value: str
    datatype: str = ""
    language: str = ""
    parts: tuple[Term, ...] = ()

    def __str__(self) -> str:
        """As in Turtle, a blank node without its label."""
        match self.kind:
            case Kind.IRI:
                return f"<{self.value}>"
            case Kind.BLANK:
                return "[]"
            case Kind.TRIPLE:
                return f"<<( {' '.join(map(str, self.parts))} )>>"
            case Kind.TEXT:
                return self.value
        tail = f"@{self.language}" if self.language else f"^^{self.datatype.removeprefix(XSD)}"
        return f'"{self.value}"' + ("" if self.datatype == XSD_STRING else tail)


Row = tuple[Term | None, ...]


class Match(enum.Enum):
    """How an answer compares with what is expected."""

    EXACT = "exact"
    BY_VALUE = "by value"
    NONE = "none"


def iri(value: str) -> Term:
    """An IRI."""
    return Term(Kind.IRI, value)


def blank(label: str) -> Term:
    """A blank node."""
    return Term(Kind.BLANK, label)


def literal(value: str, datatype: str = XSD_STRING, language: str = "") -> Term:
    """A literal; one with a language has the datatype that follows from it, which is left out."""
    return Term(Kind.LITERAL, value, "" if language else datatype or XSD_STRING, language)


def text(term: Term | None) -> Term:
    """The cell of CSV that stands for a term, https://www.w3.org/TR/sparql11-results-csv-tsv/#csv-terms."""
    if term is None:
        return Term(Kind.TEXT, "")
    return term if term.kind is Kind.BLANK else Term(Kind.TEXT, term.value)


def by_value(term: Term | None) -> Term | None:
    """The same term with its value in one canonical spelling: `01` is `1`, `EN` is `en`."""
    if term is None or term.kind in {Kind.IRI, Kind.BLANK}:
        return term
    if term.kind is Kind.TRIPLE:
        return term._replace(parts=tuple(by_value(part) or part for part in term.parts))
    return term._replace(value=_spelling(term), language=term.language.lower())


def _spelling(term: Term) -> str:
    value, datatype = term.value, term.datatype
    try:
        if _INTEGERS.fullmatch(datatype):
            value = str(int(value))
        elif datatype in _FLOATS or term.kind is Kind.TEXT:
            value = repr(float(value))
        elif datatype == f"{XSD}decimal":
            value = format(Decimal(value).normalize(), "f")
        elif datatype == f"{XSD}boolean":
            value = {"1": "true", "0": "false"}.get(value, value)
        elif datatype in _MOMENTS:
            value = re.sub(r"[+-]00:00$", "Z", value)
    except (ValueError, InvalidOperation):
        return value  # a literal that its datatype does not allow has no other spelling
    return value


def compare(expected: Sequence[Row], actual: Sequence[Row], *, ordered: bool = False, as_text: bool = False) -> Match:
    """How the rows of an answer compare with those expected: as bags, or in their order; or only as cells of CSV."""
    told = _texts(expected) if as_text else expected
    if _alike(told, actual, ordered=ordered):
        return Match.EXACT
    valued = _valued(_texts(_valued(expected)) if as_text else expected)
    return Match.BY_VALUE if _alike(valued, _valued(actual), ordered=ordered) else Match.NONE


def reduced(expected: Sequence[Row], actual: Sequence[Row]) -> Match:
    """How the rows of an answer to SELECT REDUCED compare: each row expected is there once or up to as often."""
    few = len(actual) <= len(expected)
    return compare(list(dict.fromkeys(expected)), list(dict.fromkeys(actual))) if few else Match.NONE


def difference(expected: Sequence[Row], actual: Sequence[Row]) -> str:
    """For people: the rows that only one of the two has, without regard to the labels of blank nodes."""
    bags = [
        Counter(" ".join("-" if term is None else str(term) for term in row) for row in rows)
        for rows in (expected, actual)
    ]
    told = [", ".join(list((one - other).elements())[:3]) or "nothing" for one, other in (bags, bags[::-1])]
    return f"{len(expected)} rows expected, {len(actual)} came; only expected: {told[0]}; only in the answer: {told[1]}"


def _texts(rows: Sequence[Row]) -> list[Row]:
    return [tuple(map(text, row)) for row in rows]


def _valued(rows: Sequence[Row]) -> list[Row]:
    return [tuple(map(by_value, row)) for row in rows]


def _alike(expected: Sequence[Row], actual: Sequence[Row], *, ordered: bool) -> bool:
    if len(expected) != len(actual):
        return False
    left, right = _painted(expected, _colours(expected)), _painted(actual, _colours(actual))
    if Counter(left) != Counter(right):
        return False
    candidates: dict[Row, list[Row]] = defaultdict(list)
    for painted, row in zip(right, actual, strict=True):
        candidates[painted].append(row)
    if ordered:
        if left != right:
            return False
        pairs = [(row, [other]) for row, other in zip(expected, actual, strict=True)]
    else:
        pairs = [(row, candidates[painted]) for painted, row in zip(left, expected, strict=True)]
    return _bijection([(row, others) for row, others in pairs if any(_blanks(row))])


def _bijection(pairs: Sequence[tuple[Row, list[Row]]]) -> bool:
    """Whether each row can be given one of its candidates so that blank nodes go one to one; depth first."""
    stack: list[tuple[int, dict[str, str], frozenset[tuple[int, int]]]] = [(0, {}, frozenset())]
    while stack:
        at, mapping, taken = stack.pop()
        if at == len(pairs):
            return True
        row, others = pairs[at]
        for place, other in enumerate(others):
            if (id(others), place) not in taken and (longer := _unify(row, other, mapping)) is not None:
                stack.append((at + 1, longer, taken | {(id(others), place)}))
    return False


def _unify(row: Row, other: Row, mapping: Mapping[str, str]) -> dict[str, str] | None:
    longer = dict(mapping)
    backwards = {there: here for here, there in mapping.items()}
    for here, there in zip(_blanks(row), _blanks(other), strict=True):
        if longer.setdefault(here, there) != there or backwards.setdefault(there, here) != here:
            return None
    return longer


def _blanks(row: Row | tuple[Term, ...]) -> Iterator[str]:
    for term in row:
        if term is not None and term.kind is Kind.BLANK:
            yield term.value
        elif term is not None:
            yield from _blanks(term.parts)


def _colours(rows: Sequence[Row]) -> dict[str, str]:
    """A colour for each blank node that depends on nothing but where it stands."""
    colours = {label: "" for row in rows for label in _blanks(row)}
    known = 0
    while known != len(set(colours.values())):
        known = len(set(colours.values()))
        seen: dict[str, list[str]] = defaultdict(list)
        for row, painted in zip(rows, _painted(rows, colours), strict=True):
            for place, label in enumerate(_blanks(row)):
                seen[label].append(f"{place} {painted!r}")
        colours = {label: _digest(colours[label], sorted(seen[label])) for label in colours}
    return colours


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _painted(rows: Sequence[Row], colours: Mapping[str, str]) -> list[Row]:
    return [tuple(_paint(term, colours) for term in row) for row in rows]


def _paint(term: Term | None, colours: Mapping[str, str]) -> Term | None:
    if term is None or term.kind in {Kind.IRI, Kind.LITERAL, Kind.TEXT}:
        return term
    if term.kind is Kind.BLANK:
        return term._replace(value=colours[term.value])
    return term._replace(parts=tuple(_paint(part, colours) or part for part in term.parts))
