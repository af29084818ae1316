"""Brackets in brackets: each level costs a recursive parser, optimizer or evaluator some stack, and ends its process."""

from __future__ import annotations

from tests.bombs.model import NOT_TAKEN, REFUSED, SURVIVED, Bomb, query, update

DEEP = 12_000
"""The engine's parser dies of 3,000 groups and of 5,000 parentheses on a stack of 8 MB."""
SHALLOW = 95
"""Under the limit that the server documents: this has to run, and must not hurt."""
OPEN_ENDED = 300_000

# name: (what opens a level, the innermost, what closes a level, what stands around, with @ for it)
_LEVELS = {
    "parentheses": ("(", "1=1", ")", "ASK { FILTER(@) }"),
    "negations": ("!(", "1=1", ")", "ASK { FILTER(@) }"),
    "signs": ("-(", "1", ")", "ASK { FILTER(@) }"),
    "functions": ("ABS(", "1", ")", "ASK { FILTER(@) }"),
    "IF": ("IF(true, 1, ", "1", ")", "ASK { FILTER(@) }"),
    "COALESCE": ("COALESCE(1/0, ", "1", ")", "ASK { FILTER(@) }"),
    "CONCAT": ('CONCAT("a", ', '"b"', ")", "ASK { BIND(@ AS ?x) }"),
    "casts": ("<http://www.w3.org/2001/XMLSchema#string>(", "1", ")", "ASK { BIND(@ AS ?x) }"),
    "IN lists": ("1 IN (", "1", ")", "ASK { FILTER(@) }"),
    "groups": ("{", "", "}", "ASK {@}"),
    "OPTIONAL": ("OPTIONAL {", "?s ?p ?o", "}", "ASK {@}"),
    "OPTIONAL with patterns": ("?s ?p ?o OPTIONAL {", "?s ?p ?o", "}", "ASK {@}"),
    "MINUS": ("?s ?p ?o MINUS {", "?s ?p ?o", "}", "ASK {@}"),
    "UNION": ("{} UNION {", "", "}", "ASK {@}"),
    "LATERAL": ("?s ?p ?o LATERAL {", "?s ?p ?o", "}", "ASK {@}"),
    "sub-SELECT": ("{ SELECT * {", "?s ?p ?o", "}}", "ASK {@}"),
    "EXISTS": ("FILTER EXISTS {", "?s ?p ?o", "}", "ASK {@}"),
    "NOT EXISTS": ("?s ?p ?o FILTER NOT EXISTS {", "?s ?p ?o", "}", "ASK {@}"),
    "GRAPH": ("GRAPH ?g {", "?s ?p ?o", "}", "ASK {@}"),
    "HAVING EXISTS": ("{ SELECT (1 AS ?a) { ?s ?p ?o } HAVING(EXISTS {", "?s ?p ?o", "}) }", "ASK {@}"),
    "collections": ("(", "1", ")", "ASK { @ ?p ?o }"),
    "wide collections": ("(1 (2) ", "1", ")", "ASK { ?s ?p @ }"),
    "blank nodes": ("[ <a:p> ", "1", "]", "ASK { @ ?p ?o }"),
    "collections of blank nodes": ("( [ <a:p> ", "1", "] )", "ASK { ?s ?p @ }"),
    "triple terms": ("<<( ?s ?p ", "?o", " )>>", "ASK { ?a ?b @ }"),
    "triple terms as functions": ("TRIPLE(<a:a>, <a:b>, ", "1", ")", "ASK { BIND(@ AS ?x) }"),
    "triple terms in VALUES": ("<<( <a:a> <a:b> ", "1", " )>>", "ASK { VALUES ?x { @ } }"),
    "reified triples": ("<< ?s ?p ", "?o", " >>", "ASK { @ ?p ?o }"),
    "annotations": ("{| ?p ?o ", "", " |}", "ASK { ?s ?p ?o @ }"),
    "paths": ("(", "<a:p>", ")", "ASK { ?s @ ?o }"),
    "repeated paths": ("(", "<a:p>", "*)*", "ASK { ?s @ ?o }"),
    "inverse paths": ("^(", "<a:p>", ")", "ASK { ?s @ ?o }"),
    "alternative paths": ("(<a:p>|", "<a:p>", ")", "ASK { ?s @ ?o }"),
    "CONSTRUCT template": ("[ <a:p> ", "1", "]", "CONSTRUCT { ?s ?p @ } WHERE { ?s ?p ?o }"),
    "aggregates": ("SUM(", "1", ")", "SELECT (@ AS ?x) {}"),
    "ORDER BY": ("(", "?s", ")", "SELECT * { ?s ?p ?o } ORDER BY @"),
    "GROUP BY": ("(", "1", ")", "SELECT (1 AS ?y) { ?s ?p ?o } GROUP BY (@ AS ?x)"),
}
_UPDATES = {
    "INSERT DATA": ("<<( <a:a> <a:b> ", "1", " )>>", "INSERT DATA { <a:a> <a:b> @ }"),
    "INSERT template": ("[ <a:p> ", "1", "]", "INSERT { ?s ?p @ } WHERE { ?s ?p ?o }"),
    "DELETE WHERE": ("OPTIONAL {", "?s ?p ?o", "}", "DELETE { ?s ?p ?o } WHERE {@}"),
    "groups of an update": ("{", "", "}", "INSERT { <a:a> <a:b> <a:c> } WHERE {@}"),
}
# Never closed: a parser that looks for the end before it refuses takes the longest here.
_UNCLOSED = {
    "( unclosed": "ASK { FILTER" + "(" * OPEN_ENDED,
    "{ unclosed": "ASK " + "{" * OPEN_ENDED,
    "[ unclosed": "ASK { ?s ?p " + "[ <a:p> " * (OPEN_ENDED // 8),
    "<< unclosed": "ASK { " + "<<" * OPEN_ENDED,
    ") unopened": "ASK { FILTER" + ")" * OPEN_ENDED,
    "string unclosed": 'ASK { ?s ?p "' + "a" * OPEN_ENDED,
    "comment unclosed": "ASK #" + "{" * OPEN_ENDED,
}


def nested(level: tuple[str, str, str, str], depth: int) -> str:
    """The text with that many levels."""
    opens, innermost, closes, around = level
    return around.replace("@", opens * depth + innermost + closes * depth)


def bombs() -> list[Bomb]:
    """Every kind of bracket, far too deep, and just under the limit."""
    made = [Bomb("nesting", name, query(nested(level, DEEP)), REFUSED) for name, level in _LEVELS.items()]
    made += [
        Bomb("nesting within limits", name, query(nested(level, SHALLOW)), SURVIVED) for name, level in _LEVELS.items()
    ]
    made += [Bomb("nesting", name, query(text), REFUSED) for name, text in _UNCLOSED.items()]
    made += [
        Bomb("nesting", name, update(nested(level, DEEP)), NOT_TAKEN, writes=True) for name, level in _UPDATES.items()
    ]
    return made
