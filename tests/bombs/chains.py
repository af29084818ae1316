"""Long rows of the same: flat to a reader, but a tree as deep as it is long to a parser, and n⁴ to an optimizer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bombs.model import REFUSED, STOPPED, SURVIVED, Bomb, query, update

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = 15_000
"""The engine's parser dies of 4,000 terms in a row."""
MANY = 50_000
FITTING = 240
"""Under the documented number of operators and patterns."""

# name: what stands around, the first link, and each further link with its number
_CHAINS: dict[str, tuple[str, str, Callable[[int], str]]] = {
    "UNION": ("ASK {@}", "{ ?s ?p ?o }", lambda _: " UNION {}"),
    "OPTIONAL": ("ASK {@}", "", lambda n: f"OPTIONAL {{ ?s{n} ?p ?o }}"),
    "MINUS": ("ASK {@}", "?s ?p ?o", lambda _: " MINUS { ?s ?p ?o }"),
    "groups": ("ASK {@}", "", lambda _: "{}"),
    "FILTER": ("ASK {@}", "", lambda n: f"FILTER({n}=1)"),
    "FILTER EXISTS": ("ASK {@}", "", lambda _: "FILTER EXISTS { ?s ?p ?o }"),
    "BIND": ("ASK {@}", "", lambda n: f"BIND({n} AS ?x{n})"),
    "GRAPH": ("ASK {@}", "", lambda n: f"GRAPH ?g{n} {{}}"),
    "sub-SELECT": ("ASK {@}", "", lambda n: f"{{ SELECT ?s{n} {{ ?s{n} ?p ?o }} LIMIT 1 }}"),
    "||": ("ASK { FILTER(@) }", "1=1", lambda n: f" || {n}=1"),
    "&&": ("ASK { FILTER(@) }", "1=1", lambda n: f" && {n}={n}"),
    "+": ("ASK { FILTER(@) }", "1", lambda _: " + 1"),
    "*": ("ASK { FILTER(@) }", "1", lambda _: " * 1"),
    "!": ("ASK { FILTER(@ true) }", "", lambda _: "!"),
    "-": ("ASK { FILTER(@ 1) }", "", lambda _: "- "),
    "path /": ("ASK { ?s @ ?o }", "<a:p>", lambda _: "/<a:p>"),
    "path |": ("ASK { ?s @ ?o }", "<a:p>", lambda n: f"|<a:p{n}>"),
    "path ^": ("ASK { ?s @ ?o }", "<a:p>", lambda _: "/^<a:p>"),
    "path *": ("ASK { ?s @ ?o }", "<a:p>*", lambda _: "/<a:p>*"),
    "negated path": ("ASK { ?s !(@) ?o }", "<a:p>", lambda n: f"|<a:p{n}>"),
    "objects": ("ASK { ?s ?p @ }", "1", lambda n: f", {n}"),
    "predicates and objects": ("ASK { ?s @ }", "?p 1", lambda n: f"; ?p {n}"),
    "COALESCE arguments": ("ASK { BIND(COALESCE(@) AS ?x) }", "1/0", lambda _: ", 1/0"),
    "collection": ("ASK { ?s ?p (@) }", "1", lambda _: " 1"),
    "CONSTRUCT template": ("CONSTRUCT {@} WHERE { ?s ?p ?o }", "", lambda n: f"?s ?p {n} . "),
    "HAVING": ("SELECT (1 AS ?x) { ?s ?p ?o } HAVING @", "(true)", lambda _: " (true)"),
    "ORDER BY": ("SELECT * { ?s ?p ?o } ORDER BY @", "?s", lambda _: " ?s"),
    "aggregates": ("SELECT @ { ?s ?p ?o }", "", lambda n: f"(SUM(?o) + {n} AS ?x{n}) "),
}
# Rows of which an engine can read any number: refused or answered, both are well.
_ROWS: dict[str, tuple[str, str, Callable[[int], str]]] = {
    "PREFIX": ("@ ASK {}", "", lambda n: f"PREFIX p{n}: <a:{n}> "),
    "FROM": ("SELECT * @ { ?s ?p ?o }", "", lambda n: f"FROM <a:{n}> "),
    "variables": ("SELECT @ {}", "?x", lambda n: f" ?x{n}"),
    "CONCAT arguments": ("ASK { BIND(CONCAT(@) AS ?x) }", '"a"', lambda _: ', "a"'),
    "IN list": ("ASK { FILTER(0 IN (@)) }", "1", lambda n: f", {n}"),
    "VALUES": ("ASK { VALUES ?x { @ } }", "1", lambda n: f" {n}"),
    "comments": ("@ ASK {}", "", lambda _: "# {{{{ (((( \n"),
    "triple patterns with one variable": ("ASK {@}", "", lambda n: f"?s <a:p> {n} . "),
}
_UPDATES: dict[str, tuple[str, str, Callable[[int], str]]] = {
    "operations": ("@", "CLEAR SILENT GRAPH <a:g>", lambda _: "; CLEAR SILENT GRAPH <a:g>"),
    "UNION of an update": ("INSERT { <a:a> <a:b> <a:c> } WHERE {@}", "{}", lambda _: " UNION {}"),
}
_STARS = (30, 50, 70, 100, 200, 500, 1000)
_DISJOINT = (4, 5, 10, 25, 50, 100, 1000)


def chained(chain: tuple[str, str, Callable[[int], str]], length: int) -> str:
    """The text with that many links."""
    around, first, link = chain
    return around.replace("@", first + "".join(map(link, range(length))))


def star(size: int) -> str:
    """That many patterns with one subject, which the optimizer puts in order."""
    return "ASK {" + "".join(f"?s <a:p{n}> ?o{n} . " for n in range(size)) + "}"


def snake(size: int) -> str:
    """That many patterns, each beginning where the one before ends."""
    return "ASK {" + "".join(f"?x{n} ?p{n} ?x{n + 1} . " for n in range(size)) + "}"


def disjoint(size: int) -> str:
    """That many patterns with no variable in common; LIMIT keeps no engine from making them all."""
    return "SELECT * {" + "".join(f"?s{n} ?p{n} ?o{n} . " for n in range(size)) + "} LIMIT 1"


def bombs() -> list[Bomb]:
    """Chains far too long and just short enough; stars; patterns that nothing joins."""
    made = [Bomb("chains", name, query(chained(chain, LONG)), REFUSED) for name, chain in _CHAINS.items()]
    made += [
        Bomb("chains within limits", name, query(chained(chain, FITTING)), SURVIVED) for name, chain in _CHAINS.items()
    ]
    made += [Bomb("chains", name, query(chained(chain, MANY)), SURVIVED | {413}) for name, chain in _ROWS.items()]
    made += [
        Bomb("chains", name, update(chained(chain, LONG)), STOPPED | {413}, writes=True)
        for name, chain in _UPDATES.items()
    ]
    made += [Bomb("stars", f"star of {size}", query(star(size)), SURVIVED) for size in _STARS]
    made += [Bomb("stars", f"snake of {size}", query(snake(size)), SURVIVED) for size in _STARS]
    made += [Bomb("stars", f"{size} disjoint patterns", query(disjoint(size)), SURVIVED) for size in _DISJOINT]
    return made
