"""SERVICE, LOAD and everything else that would make the server knock at a door. The trap must see nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.bombs.model import NOT_TAKEN, REFUSED, UPLOADED, Around, Bomb, Request, query, update, upload

if TYPE_CHECKING:
    from collections.abc import Callable

# @ stands for the trap's IRI.
_SERVICE = {
    "body": "SELECT * { SERVICE @ { ?s ?p ?o } }",
    "SILENT": "SELECT * { SERVICE SILENT @ { ?s ?p ?o } }",
    "OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE @ { ?s ?p ?o } } }",
    "UNION": "SELECT * { {} UNION { SERVICE @ { ?s ?p ?o } } }",
    "MINUS": "SELECT * { ?s ?p ?o MINUS { SERVICE @ { ?s ?p ?o } } }",
    "EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE @ { ?s ?p ?o } } }",
    "NOT EXISTS": "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE @ { ?s ?p ?o } } }",
    "EXISTS in BIND": "SELECT * { ?s ?p ?o BIND(EXISTS { SERVICE @ { ?s ?p ?o } } AS ?x) }",
    "EXISTS in SELECT": "SELECT (EXISTS { SERVICE @ { ?s ?p ?o } } AS ?x) {}",
    "EXISTS in HAVING": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING(EXISTS { SERVICE @ { ?s ?p ?o } })",
    "EXISTS in ORDER BY": "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE @ { ?s ?p ?o } })",
    "EXISTS in an aggregate": "SELECT (COUNT(EXISTS { SERVICE @ { ?s ?p ?o } }) AS ?n) { ?s ?p ?o }",
    "sub-SELECT": "SELECT * { { SELECT * { SERVICE @ { ?s ?p ?o } } } }",
    "GRAPH": "SELECT * { GRAPH ?g { SERVICE @ { ?s ?p ?o } } }",
    "LATERAL": "SELECT * { ?s ?p ?o LATERAL { SERVICE @ { ?s ?p ?o } } }",
    "SERVICE in SERVICE": "SELECT * { SERVICE @ { SERVICE @ { ?s ?p ?o } } }",
    "ASK": "ASK { SERVICE @ { ?s ?p ?o } }",
    "CONSTRUCT": "CONSTRUCT WHERE { SERVICE @ { ?s ?p ?o } }",
    "CONSTRUCT template": "CONSTRUCT { ?s ?p ?o } { SERVICE @ { ?s ?p ?o } }",
    "DESCRIBE": "DESCRIBE ?s { SERVICE @ { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?e { @ } SERVICE ?e { ?s ?p ?o } }",
    "variable from BIND": "SELECT * { BIND(IRI(CONCAT(STR(@), '')) AS ?e) SERVICE SILENT ?e { ?s ?p ?o } }",
    "prefix": "PREFIX e: @ SELECT * { SERVICE e: { ?s ?p ?o } }",
    "prefix named service": "PREFIX service: @ SELECT * { SERVICE service: { ?s ?p ?o } }",
    "base": "BASE @ SELECT * { SERVICE <> { ?s ?p ?o } }",
    "mixed case": "SELECT * { sErViCe @ { ?s ?p ?o } }",
    "no space before": "SELECT * { ?s ?p 1SERVICE@{ ?s ?p ?o } }",
    "after true": "SELECT * { FILTER(true)SERVICE@{ ?s ?p ?o } }",
    "after a dot": "SELECT * { ?s ?p ?o.SERVICE@{ ?s ?p ?o } }",
    "after a comment": "SELECT * { # {'\n SERVICE @ { ?s ?p ?o } }",
    "after a comment with a return": "SELECT * { # ' \r SERVICE @ { ?s ?p ?o } }",
    "after a string": "SELECT * { BIND('''a'b\"''' AS ?x) SERVICE @ { ?s ?p ?o } }",
    "after a comparison": "SELECT * { ?s ?p ?a, ?b FILTER(?a<?b)SERVICE @ { ?s ?p ?o } FILTER(1>0) }",
    "escaped": r"SELECT * { \u0053ERVICE @ { ?s ?p ?o } }",
    "in VALUES of triple terms": "SELECT * { VALUES ?x { <<( @ @ @ )>> } SERVICE @ { ?s ?p ?o } }",
}
_LOADS = {
    "LOAD": "LOAD @",
    "LOAD SILENT": "LOAD SILENT @",
    "LOAD INTO": "LOAD @ INTO GRAPH <a:g>",
    "LOAD SILENT INTO": "load silent @ into graph <a:g>",
    "LOAD after another": "CLEAR SILENT GRAPH <a:g> ; LOAD @",
    "LOAD before another": "LOAD SILENT @ ; CLEAR SILENT GRAPH <a:g>",
    "LOAD after PREFIX": "PREFIX a: @ LOAD a:",
    "LOAD after BASE": "BASE @ LOAD <>",
    "LOAD after a comment": "# INSERT '\nLOAD @",
    "LOAD of a file": "LOAD <file:///etc/passwd> INTO GRAPH <https://w3id.org/comity/graph/bomb>",
    "SERVICE in INSERT": "INSERT { ?s ?p ?o } WHERE { SERVICE @ { ?s ?p ?o } }",
    "SERVICE in DELETE": "DELETE { ?s ?p ?o } WHERE { SERVICE SILENT @ { ?s ?p ?o } }",
    "SERVICE in DELETE WHERE": "DELETE WHERE { SERVICE @ { ?s ?p ?o } }",
    "SERVICE in WITH": "WITH <a:g> INSERT { ?s ?p ?o } WHERE { SERVICE @ { ?s ?p ?o } }",
    "SERVICE in USING": "INSERT { ?s ?p ?o } USING @ WHERE { FILTER EXISTS { SERVICE @ { ?s ?p ?o } } }",
}
_JSON_LD = "application/ld+json"
_RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
_UPLOADS: dict[str, tuple[str, str]] = {
    "JSON-LD context": (_JSON_LD, '{"@context": "@", "@id": "a:a", "http://a/b": "c"}'),
    "JSON-LD contexts": (_JSON_LD, '{"@context": ["@", {"@import": "@"}], "@id": "a:a", "http://a/b": "c"}'),
    "JSON-LD import": (_JSON_LD, '{"@context": {"@version": 1.1, "@import": "@"}, "@id": "a:a", "http://a/b": "c"}'),
    "JSON-LD scoped context": (
        _JSON_LD,
        '{"@context": {"t": {"@id": "http://a/t", "@context": "@"}}, "@id": "a:a", "t": {"http://a/b": "c"}}',
    ),
    "external entity": (
        "application/rdf+xml",
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "@">]>{_RDF}<rdf:Description rdf:about="a:a"><a:b>&x;</a:b></rdf:Description></rdf:RDF>',
    ),
    "external DTD": (
        "application/rdf+xml",
        f'<!DOCTYPE r SYSTEM "@">{_RDF}<rdf:Description rdf:about="a:a"><a:b>c</a:b></rdf:Description></rdf:RDF>',
    ),
    "external parameter entity": (
        "application/rdf+xml",
        f'<!DOCTYPE r [<!ENTITY % x SYSTEM "@"> %x;]>{_RDF}</rdf:RDF>',
    ),
    "base and prefixes": ("text/turtle", "@base <@> . @prefix a: <@> . a:a a:b <c> ."),
}


def _aimed(text: str) -> Callable[[Around], str]:
    return lambda around: text.replace("@", f"<{around.trap}/>")


def _carrying(text: str) -> Callable[[Around], bytes]:
    # A keyword of Turtle begins with @, so only the @ in quotation marks or angle brackets is the trap.
    def make(around: Around) -> bytes:
        return text.replace('"@"', f'"{around.trap}/"').replace("<@>", f"<{around.trap}/>").encode()

    return make


def _named(method: str, parameter: str, text: str = "") -> Callable[[Around], Request]:
    def make(around: Around) -> Request:
        query_string = f"query={quote(text)}&{parameter}={quote(around.trap, safe='')}"
        return Request(method, f"/sparql?{query_string}", {})

    return make


def _graph_of_the_trap(around: Around) -> Request:
    return Request("GET", f"/store?graph={quote(around.trap, safe='')}", {})


def bombs() -> list[Bomb]:
    """Everything that names another server, wherever SPARQL, its protocols or the formats let one be named."""
    everything = "SELECT * { ?s ?p ?o } LIMIT 1"
    made = [Bomb("SERVICE", name, query(_aimed(text)), REFUSED) for name, text in _SERVICE.items()]
    made += [Bomb("LOAD", name, update(_aimed(text)), REFUSED, writes=True) for name, text in _LOADS.items()]
    made += [
        Bomb("remote", name, upload(_carrying(text), media), UPLOADED, writes=True)
        for name, (media, text) in _UPLOADS.items()
    ]
    made += [
        Bomb("remote", "FROM", query(_aimed("SELECT * FROM @ { ?s ?p ?o }")), frozenset({200})),
        Bomb("remote", "FROM NAMED", query(_aimed("SELECT * FROM NAMED @ { GRAPH ?g { ?s ?p ?o } }")), frozenset({200})),
        Bomb("remote", "default-graph-uri", _named("GET", "default-graph-uri", everything), frozenset({200})),
        Bomb("remote", "named-graph-uri", _named("GET", "named-graph-uri", everything), frozenset({200})),
        Bomb("remote", "graph of the store", _graph_of_the_trap, frozenset({404})),
        Bomb("remote", "DESCRIBE", query(_aimed("DESCRIBE @")), frozenset({200})),
        Bomb("remote", "GRAPH", query(_aimed("SELECT * { GRAPH @ { ?s ?p ?o } }")), frozenset({200})),
        Bomb("remote", "USING", update(_aimed("DELETE { ?s ?p ?o } USING @ WHERE { ?s ?p ?o }")),
             NOT_TAKEN | {200, 204}, writes=True),
    ]  # fmt: skip
    return made
