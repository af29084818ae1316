"""Short texts with endless answers: products, paths over everything, strings that double, expressions that explode."""

from __future__ import annotations

from tests.bombs.model import NOT_TAKEN, STOPPED, STREAMED, SURVIVED, Bomb, query, update

_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
_PRODUCTS = {
    "COUNT": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    "COUNT DISTINCT": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {_CROSS} }}",
    "ORDER BY": f"SELECT * {{ {_CROSS} }} ORDER BY ?l ?a",
    "ORDER BY with LIMIT 1": f"SELECT * {{ {_CROSS} }} ORDER BY DESC(?c) LIMIT 1",
    "ORDER BY RAND": f"SELECT * {{ {_CROSS} }} ORDER BY RAND()",
    "DISTINCT": f"SELECT DISTINCT ?a ?f ?i {{ {_CROSS} }} OFFSET 1000000000",
    "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?x) {{ {_CROSS} }}",
    "GROUP_CONCAT by subject": f"SELECT ?a (GROUP_CONCAT(?f) AS ?x) {{ {_CROSS} }} GROUP BY ?a",
    "GROUP BY all": f"SELECT ?a ?c ?f ?i (COUNT(*) AS ?n) {{ {_CROSS} }} GROUP BY ?a ?c ?f ?i",
    "AVG of an expression": f"SELECT (AVG(STRLEN(CONCAT(STR(?a), STR(?f)))) AS ?x) {{ {_CROSS} }}",
    "MINUS": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f MINUS { ?a ?x ?y . ?z ?v ?f } }",
    "OPTIONAL": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } }",
    "UNION": "SELECT (COUNT(*) AS ?n) { { ?a ?b ?c } UNION { ?d ?e ?f } ?g ?h ?i . ?j ?k ?l }",
    "inequality": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a < ?d && ?d < ?g) }",
    "never true": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) = CONCAT(STR(?d), STR(?g), 'x')) }",
    "EXISTS": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?f = ?a && ?i = ?b && ?h = ?c) } }",
    "sub-SELECT": f"SELECT (SUM(?n) AS ?x) {{ ?a ?b ?c {{ SELECT ?d (COUNT(*) AS ?n) {{ {_CROSS} }} GROUP BY ?d }} }}",
    "LATERAL": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c LATERAL { ?d ?e ?f LATERAL { ?g ?h ?i } } }",
    "graphs": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } }",
}
_STREAMS = {
    "all rows": f"SELECT * {{ {_CROSS} }}",
    "all statements": f"CONSTRUCT {{ ?a ?e ?l }} WHERE {{ {_CROSS} }}",
    "DESCRIBE": f"DESCRIBE ?a ?d ?g {{ {_CROSS} }}",
    "huge LIMIT": f"SELECT * {{ {_CROSS} }} LIMIT 18446744073709551615",
    "huge LIMIT and OFFSET": f"SELECT * {{ {_CROSS} }} LIMIT 9223372036854775807 OFFSET 9223372036854775807",
    "LIMIT beyond 64 bits": f"SELECT * {{ {_CROSS} }} LIMIT {'9' * 400}",
    "huge OFFSET": f"SELECT * {{ {_CROSS} }} OFFSET 9999999999999",
    "wide rows": "SELECT * { ?a ?b ?c . ?d ?e ?f "
    + " ".join(f"BIND(CONCAT(STR(?a), STR(?c), STR(?f)) AS ?x{n})" for n in range(80))
    + "}",
}
_PATHS = {
    "all pairs": "SELECT (COUNT(*) AS ?n) { ?s (!<a:no>)* ?o }",
    "both ways": "SELECT (COUNT(*) AS ?n) { ?s (!<a:no>|^!<a:no>)* ?o }",
    "one after another": "SELECT (COUNT(*) AS ?n) { ?s (!<a:no>)+ ?x . ?x (!<a:no>)+ ?y . ?y (!<a:no>)+ ?o }",
    "stars in stars": "SELECT (COUNT(*) AS ?n) { ?s (((!<a:no>)*/(!<a:no>)*)*)* ?o }",
    "steps": f"SELECT (COUNT(*) AS ?n) {{ ?s {'/'.join(['(!<a:no>|^!<a:no>)'] * 12)} ?o }}",
    "optional steps": f"SELECT (COUNT(*) AS ?n) {{ ?s {'/'.join(['(!<a:no>|^!<a:no>)?'] * 20)} ?o }}",
    "in every graph": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s (!<a:no>|^!<a:no>)+ ?o } }",
    "ordered": "SELECT * { ?s (!<a:no>|^!<a:no>)* ?o } ORDER BY ?o ?s",
}


def _doubled(expression: str, seed: str, times: int) -> str:
    """Each BIND makes the next from the one before, named ?y."""
    steps = " ".join(f"BIND({expression.replace('?y', f'?x{n}')} AS ?x{n + 1})" for n in range(times))
    return f"SELECT (STRLEN(?x{times}) AS ?n) {{ BIND({seed} AS ?x0) {steps} }}"


def _area(geometry: str, datatype: str) -> str:
    """A literal that the engine parses when it is a geometry."""
    literal = f'"{geometry}"^^<http://www.opengis.net/ont/geosparql#{datatype}>'
    return f"SELECT (<http://www.opengis.net/def/function/geosparql/area>({literal}) AS ?x) {{}}"


_STRINGS = {
    "CONCAT doubling": _doubled("CONCAT(?y, ?y)", '"aaaaaaaaaa"', 45),
    "CONCAT tenfold": _doubled(f"CONCAT({', '.join(['?y'] * 10)})", '"aaaaaaaaaa"', 14),
    "CONCAT of everything": _doubled("CONCAT(?y, STR(?s), ?y)", "STR(?s)", 45).replace("{ BIND", "{ ?s ?p ?o BIND", 1),
    "REPLACE tenfold": _doubled('REPLACE(?y, "a", "aaaaaaaaaa")', '"a"', 14),
    "REPLACE by groups": _doubled('REPLACE(?y, "(.+)", "$1$1$1$1$1")', '"a"', 20),
    "REPLACE of nothing": _doubled('REPLACE(?y, "", "aaaa")', '"a"', 20),
    "ENCODE_FOR_URI": _doubled("ENCODE_FOR_URI(CONCAT(?y, ?y))", '"%"', 40),
    "UCASE": _doubled("UCASE(CONCAT(?y, ?y))", '"\u0149\u1e96\ufb03"', 40),
    "SHA512 of a long string": _doubled("CONCAT(?y, ?y)", '"aaaaaaaaaa"', 27).replace("STRLEN(?x27)", "SHA512(?x27)"),
    "decimals": _doubled("?y * ?y + ?y", "1.0000000000000000001", 60),
    "doubling in a product": "SELECT (MAX(STRLEN(?y)) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?a), STR(?d)) AS ?y) }",
}
_EXPRESSIONS = {
    "regex of many states": 'ASK { ?s ?p ?o FILTER(REGEX(STR(?s), "((((a{1,100}){1,100}){1,100}){1,100})x")) }',
    "regex with backtracking": f'ASK {{ FILTER(REGEX("{"a" * 5000}!", "^(a+)+(a*)*(a|aa)+$")) }}',
    "regex of many classes": f'ASK {{ ?s ?p ?o FILTER(REGEX(STR(?s), "{chr(92) * 2}p{{L}}{{200}}" , "i")) }}',
    "regex deep": f'ASK {{ ?s ?p ?o FILTER(REGEX(STR(?s), "{"(" * 20_000}a{")" * 20_000}")) }}',
    "regex long": f'ASK {{ ?s ?p ?o FILTER(REGEX(STR(?s), "{"(a|b)?" * 40_000}")) }}',
    "regex from the data": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(REGEX(STR(?a), STR(?f))) }",
    "number of many digits": f"ASK {{ FILTER({'9' * 400_000} > {'9' * 400_000}) }}",
    "exponents": "ASK { FILTER(1e999999999 * 1e-999999999 > 1) }",
    "geometry deep": _area("GEOMETRYCOLLECTION(" * 40_000 + "POINT(1 1)" + ")" * 40_000, "wktLiteral"),
    "geometry in JSON deep": _area(
        r"{\"type\":\"GeometryCollection\",\"geometries\":[" * 15_000 + "]}" * 15_000, "geoJSONLiteral"
    ),
    "geometries of each other": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    "FILTER(<http://www.opengis.net/def/function/geosparql/sfIntersects>(?c, ?f)) }",
}
_UPDATES = {
    "INSERT of a product": f"INSERT {{ ?a ?e ?l }} WHERE {{ {_CROSS} }}",
    "DELETE of a product": f"DELETE {{ ?a ?e ?l }} WHERE {{ {_CROSS} FILTER(STR(?a) = CONCAT(STR(?d), STR(?g))) }}",
    "INSERT of long strings": "INSERT { <a:a> <a:b> ?x40 } WHERE { BIND('aaaaaaaaaa' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + "}",
    "INSERT of new nodes": "INSERT { [] ?b ?c ; ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "paths": "INSERT { ?s <a:b> ?o } WHERE { ?s (!<a:no>|^!<a:no>)* ?o }",
}


def _values(variables: int, rows: int) -> str:
    """That many VALUES of so many rows each, joined with nothing."""
    row = " ".join(map(str, range(rows)))
    return " ".join(f"VALUES ?v{n} {{ {row} }}" for n in range(variables))


_VALUES = {
    "COUNT": f"SELECT (COUNT(*) AS ?n) {{ {_values(6, 300)} }}",
    "DISTINCT": f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {_values(4, 300)} BIND(?v0 * ?v1 + ?v2 * ?v3 AS ?x) }}",
    "FILTER": f"ASK {{ {_values(5, 300)} FILTER(?v0 + ?v1 + ?v2 + ?v3 + ?v4 < 0) }}",
    "ORDER BY": f"SELECT * {{ {_values(4, 300)} }} ORDER BY ?v3",
    "EXISTS": f"ASK {{ {_values(3, 300)} FILTER NOT EXISTS {{ {_values(3, 300)} }} }}",
}


def bombs() -> list[Bomb]:
    """All of them: what cannot be answered has to be stopped; what can, may be."""
    made = [Bomb("products", name, query(text), STOPPED) for name, text in _PRODUCTS.items()]
    made += [Bomb("streams", name, query(text), STREAMED) for name, text in _STREAMS.items()]
    made += [Bomb("VALUES", name, query(text), STOPPED) for name, text in _VALUES.items()]
    made += [Bomb("paths", name, query(text), SURVIVED) for name, text in _PATHS.items()]
    made += [Bomb("strings", name, query(text), SURVIVED) for name, text in _STRINGS.items()]
    made += [Bomb("expressions", name, query(text), SURVIVED) for name, text in _EXPRESSIONS.items()]
    made += [Bomb("updates", name, update(text), NOT_TAKEN, writes=True) for name, text in _UPDATES.items()]
    return made
