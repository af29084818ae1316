"""The SPARQL constraints of the shapes: judged by plain functions where they are of a known form, else by the engine.

A form tells only that a query certainly finds nothing. Whatever it does not know is asked of the engine, so that a
query that is rewritten in its `.ttl` file may become slow, but never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import QuerySolutions, Variable

from ontology.terms import RDF, XSD
from shapes.told import is_plain, named, says

if TYPE_CHECKING:
    from shapes.graph import Term
    from shapes.told import Told

FindsNothing = Callable[["Told", Iterable[str]], bool]
_THIS = Variable("this")
_TYPE = str(RDF.type)
_INTEGER = f"^^{XSD.integer}"


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL constraint: each solution is a violation."""

    select: str
    at_once: bool
    """Whether one run finds for each focus node what a run for it alone would."""
    quick: FindsNothing | None = None
    """Whether it is certain, without the engine, that it finds nothing."""

    def finds_nothing(self, told: Told, focus: Iterable[str]) -> bool:
        """Whether it has no solution for these focus nodes."""
        if self.quick is not None and self.quick(told, focus):
            return True
        if self.at_once:
            wanted = set(focus)
            return all(str(solution["this"]) not in wanted for solution in self._solutions(told, {}))
        return not any(True for node in focus for _ in self._solutions(told, {_THIS: named(node)}))

    def _solutions(self, told: Told, given: dict[Variable, Term]) -> QuerySolutions:
        found = told.store.query(self.select, use_default_graph_as_union=True, substitutions=given)
        if not isinstance(found, QuerySolutions):
            raise TypeError(f"sh:select is no SELECT: {self.select}")
        return found


def query(select: str) -> Query:
    """A constraint, ready to be evaluated."""
    return Query(select, _binds_this(select), _quick(select))


def without_strings(select: str) -> str:
    """A query with empty strings in the place of its strings."""
    return re.sub(r'"[^"]*"', '""', select)


def _binds_this(select: str) -> bool:
    """Whether each group of a query begins with a pattern of `$this`, so that no filter in it meets it unbound."""
    groups = re.findall(r"(\w*)\s*\{\s*(\S+)", without_strings(select))
    return all(before.upper() == "EXISTS" or begins in {"$this", "{"} for before, begins in groups)


def _quick(select: str) -> FindsNothing | None:
    """The function of a query that is of a known form."""
    prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]*)>", select))

    def iri(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"<{prefixes[prefix]}{local}>"

    pattern = select[select.index("SELECT") :]
    for form, build in _FORMS:
        if found := form.fullmatch(pattern):
            return build(iri, found)
    return None


def _of_class(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """Each value matches a pattern or has one of some classes."""
    path, like = iri(found["path"]), re.compile(found["like"]).search
    classes = [iri(name) for name in found["classes"].split(", ")]

    def finds_nothing(told: Told, focus: Iterable[str]) -> bool:
        values, types = told.of(path), told.of(_TYPE)
        return all(
            like(says(value)) or any(cls in types.get(value, ()) for cls in classes)
            for node in focus
            for value in values.get(node, ())
        )

    return finds_nothing


def _derived(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """Each value of a property that is of a sort, and what a second property says of any value, are values of a third."""
    path, step, whole, part = iri(found["path"]), iri(found["step"]), iri(found["whole"]), found["part"]

    def finds_nothing(told: Told, focus: Iterable[str]) -> bool:
        values, steps, wholes = told.of(path), told.of(step), told.of(whole)
        for node in focus:
            kept = wholes.get(node, ())
            for value in values.get(node, ()):
                if (part in says(value) and value not in kept) or any(one not in kept for one in steps.get(value, ())):
                    return False
        return True

    return finds_nothing


def _typed(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """Each value is of one of some datatypes, and written as that demands."""
    path = iri(found["path"])
    pairs = re.findall(r'DATATYPE\(\?value\) = (\S+) && REGEX\(STR\(\?value\), "([^"]*)"\)', found["cases"])
    written = {iri(name): re.compile(like).search for name, like in pairs}

    def fits(value: str) -> bool:
        _, typed, datatype = value.rpartition('"^^')
        # `$` of a regular expression of Python also stands before a line's end, which N-Triples writes as an escape.
        return bool(typed) and datatype in written and "\\" not in value and bool(written[datatype](says(value)))

    return lambda told, focus: all(fits(value) for node in focus for value in told.of(path).get(node, ()))


def _described(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """Each value has a type and a label."""
    path, label = iri(found["path"]), iri(found["label"])

    def finds_nothing(told: Told, focus: Iterable[str]) -> bool:
        values, types, labels = told.of(path), told.of(_TYPE), told.of(label)
        return all(value in types and value in labels for node in focus for value in values.get(node, ()))

    return finds_nothing


def _last_part(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """The focus node ends in each value."""
    path = iri(found["path"])
    return lambda told, focus: all(
        says(node).endswith(f"/{says(value)}") for node in focus for value in told.of(path).get(node, ())
    )


def _placed(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """The focus node is named after source, start and end, of which it has one each."""
    paths = [iri(found[part]) for part in ("source", "start", "end")]

    def fits(node: str, rows: list[tuple[str, ...]]) -> bool:
        if any(len(row) != 1 for row in rows):
            return False
        source, start, end = (says(row[0]) for row in rows)
        return says(node) in {f"{source}#char={start},{end}", f"{source}/char={start},{end}"}

    return lambda told, focus: all(fits(node, [tuple(told.of(path).get(node, ())) for path in paths]) for node in focus)


def _as_long(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """The one text is as long as from the one start to the one end."""
    paths = [iri(found[part]) for part in ("path", "start", "end")]

    def fits(rows: list[tuple[str, ...]]) -> bool:
        if any(len(row) != 1 for row in rows):
            return False
        (text,), (start,), (end,) = rows
        if not (is_plain(text) and start.endswith(_INTEGER) and end.endswith(_INTEGER)):
            return False
        first, last = says(start), says(end)
        return first.isdecimal() and last.isdecimal() and len(says(text)) == int(last) - int(first)

    return lambda told, focus: all(fits([tuple(told.of(path).get(node, ())) for path in paths]) for node in focus)


def _has_any(iri: Callable[[str], str], found: re.Match[str]) -> FindsNothing:
    """The focus node has a value of one of two properties."""
    paths = [iri(found["path"]), iri(found["other"])]
    return lambda told, focus: all(any(node in told.of(path) for path in paths) for node in focus)


_CASE = r'\(DATATYPE\(\?value\) = \S+ && REGEX\(STR\(\?value\), "[^"]*"\)\)'
_NAME = r"[\w-]+:[\w-]+"
_PARTS = {"cases": rf"{_CASE}(?: \|\| {_CASE})*", "like": r"[^\"]*", "part": r"[^\"]*", "classes": r"[^()]+"}


def _form(text: str) -> re.Pattern[str]:
    """A pattern for queries: `<word>` stands for a prefixed name, or for what the tables say; the same word for the same."""
    pattern, known = "", set[str]()
    for piece in re.split(r"(<\w+>)", text):
        word = piece[1:-1]
        if not re.fullmatch(r"<\w+>", piece):
            pattern += re.escape(piece)
        elif word in known:
            pattern += f"(?P={word})"
        else:
            pattern += f"(?P<{word}>{_PARTS.get(word, _NAME)})"
            known.add(word)
    return re.compile(pattern)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Callable[[str], str], re.Match[str]], FindsNothing]], ...] = tuple(
    (_form(f"SELECT {text} }}"), build)
    for text, build in (
        (
            (
                '$this ?value WHERE { $this <path> ?value FILTER(!REGEX(STR(?value), "<like>")) '
                "FILTER NOT EXISTS { ?value a ?class FILTER(?class IN (<classes>)) }"
            ),
            _of_class,
        ),
        (
            (
                '$this ?value WHERE { { $this <path> ?value FILTER CONTAINS(STR(?value), "<part>") } '
                "UNION { $this <path>/<step> ?value } FILTER NOT EXISTS { $this <whole> ?value }"
            ),
            _derived,
        ),
        ("$this ?value WHERE { $this <path> ?value FILTER(!( <cases> ))", _typed),
        ("$this ?value WHERE { $this <path> ?value FILTER NOT EXISTS { ?value a ?type ; <label> ?label }", _described),
        (
            '$this ?value WHERE { $this <path> ?value FILTER(!STRENDS(STR($this), CONCAT("/", STR(?value))))',
            _last_part,
        ),
        (
            (
                "$this WHERE { $this <source> ?source ; <start> ?start ; <end> ?end "
                'BIND(CONCAT("char=", STR(?start), ",", STR(?end)) AS ?place) FILTER(STR($this) NOT IN '
                '(CONCAT(STR(?source), "#", ?place), CONCAT(STR(?source), "/", ?place)))'
            ),
            _placed,
        ),
        (
            (
                "$this ?value WHERE { $this <path> ?value ; <start> ?start ; <end> ?end "
                "FILTER(STRLEN(?value) != ?end - ?start)"
            ),
            _as_long,
        ),
        ("$this WHERE { $this a <class> FILTER NOT EXISTS { $this <path>|<other> ?anybody }", _has_any),
    )
)
