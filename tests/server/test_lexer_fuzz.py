"""Made-up and damaged texts: only documented errors, no dead engine, no connection.

What passes the scan runs in a process of its own, on a store with a few statements. A socket listens at the address
that stands in the texts.
"""

from __future__ import annotations

import json
import random
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ontology.errors import QueryError
from server.language.lexer import MAX_DEPTH
from server.language.query import prepare
from server.language.update import prepare_update

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGINE = """
import json, signal, sys
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
seconds, texts = json.load(sys.stdin)
a = NamedNode("http://e/a")
for number, (kind, text) in enumerate(texts):
    print(number, flush=True)
    store = Store()
    store.extend([Quad(a, a, a, graph) for graph in (a, DefaultGraph())])
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        if kind == "update":
            store.update(text, base_iri="http://x/")
        else:
            results = store.query(text, base_iri="http://x/")
            bool(results) if hasattr(results, "__bool__") else [None for _ in results]
    except (SyntaxError, ValueError, RuntimeError, OSError):
        pass
print(len(texts), flush=True)
"""
_SECONDS = 1.0


class Listener:
    """A socket that counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=512)
        self._socket.settimeout(0)
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def connections(self) -> int:
        count = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return count
            count += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def run(texts: list[tuple[str, str]]) -> list[str]:
    """Let the engine have the texts; those that kill it otherwise than by the alarm are returned."""
    killers = []
    while texts:
        done = subprocess.run(
            [sys.executable, "-c", _ENGINE],
            input=json.dumps([_SECONDS, texts]),
            capture_output=True,
            text=True,
            check=False,
        )
        reached = int(done.stdout.split()[-1])
        if reached < len(texts) and done.returncode != -signal.SIGALRM:
            killers.append(f"{done.returncode} {done.stderr[-200:]} {texts[reached][1][:300]}")
        texts = texts[reached + 1 :]
    return killers


def passes(kind: str, text: str) -> bool:
    try:
        prepare_update(text, [], [], base="http://x/") if kind == "update" else prepare(text)
    except QueryError:
        return False
    return True


_PROLOGUE = (
    "PREFIX e: <http://e/> PREFIX : <http://e/#> PREFIX n: <NET> PREFIX SERVICE: <http://e/> "
    "PREFIX h: <http://h:> PREFIX services: <http://e/> "
)
_SEEDS = [
    ("query", "SELECT * { ?s ?p ?o . OPTIONAL { ?o e:p 'x'@en , 1.5 ; a e:C } FILTER(?s < 3 && ?o > <http://e/a>) }"),
    ("query", "ASK { ?s e:a/^e:b*|!(e:c|^a) ?o . VALUES (?x ?y) { (1 UNDEF) (<http://e/a#b> 'y') } }"),
    ("query", "CONSTRUCT { ?s ?p << e:a e:b e:c >> } { ?s ?p ?o {| e:q 1 |} . BIND(<<( e:a e:b ?o )>> AS ?t) }"),
    (
        "query",
        "SELECT (COUNT(*) AS ?n) FROM <http://e/a> { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s HAVING (?n > 1) LIMIT 5",
    ),
    (
        "query",
        "SELECT * { { SELECT ?s { ?s ?p '''long\n''' } } UNION { [] e:p ( 1 [ e:q 'x' ] ) } MINUS { ?s ?p e:a.b } }",
    ),
    ("update", "INSERT DATA { e:a e:b 'x' . GRAPH e:g { e:a a e:C } } ; DELETE WHERE { ?s e:p ?o } ; CLEAR DEFAULT"),
    (
        "update",
        "WITH e:g DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } USING NAMED e:h WHERE { ?s ?p ?o FILTER(?o != 'WHERE') }",
    ),
    ("update", "COPY e:g TO e:h ; ADD DEFAULT TO e:g # comment\n; DROP SILENT GRAPH e:g"),
]
_PIECES = [
    "SERVICE <NET> {}", " SERVICE n:x { ?a ?b ?c } ", "SERVICE SILENT <NET> { }", "SERVICEn:x {}", "services:x {}", "SERVICE:x {}",
    "LOAD <NET>", ";LOAD n:x;", "LOADn:x", "h:SERVICE <NET> {}", "h:SERVICEn:x {}", "e:a.b.SERVICE <NET> {}", ":SERVICEn:a\\#b {}",
    "e:x\u00b7\\'", "e:\\'", "'", '"', '"""', "'''", "\\", "\\u0027", "\\q", "#", "\n", "<", ">", "<<", ">>", "<<(", ")>>", "{|", "|}",
    "{", "}", "(", ")", "[", "]", ".", ";", ",", "?a<?b", "true", "1e5", "1.", "_:b", "@en", "@en--ltr", "^^", "~", "\u00b7", "\u0301",
    "UNION", "FILTER", "EXISTS", "GRAPH", "VALUES ?x {", "INSERT DATA {", "DATA", "WHERE", "OPTIONAL {", "\ufeff", "\x00", "%", "e:%41",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    kind, text = draw(st.sampled_from(_SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        away = draw(st.integers(0, 3))
        text = text[:at] + draw(st.sampled_from(_PIECES)) + text[at + away :]
    return kind, draw(st.sampled_from([_PROLOGUE, _PROLOGUE, ""])) + text


def test_the_watch_sees_a_connection(listener):
    assert run([("query", f"SELECT * {{ SERVICE <{listener.url}> {{}} }}")]) == []
    assert listener.connections() == 1


def test_a_damaged_text_is_refused_or_runs_without_harm(listener):
    texts: list[tuple[str, str]] = []

    @settings(deadline=None, max_examples=1500, suppress_health_check=list(HealthCheck))
    @given(damaged())
    def collect(made: tuple[str, str]) -> None:
        kind, text = made[0], made[1].replace("NET", listener.url)
        if passes(kind, text):
            texts.append((kind, text))

    collect()
    assert run(texts) == []
    assert listener.connections() == 0
    assert len(texts) > 100


_EXPRESSIONS = [
    ("(", ")"), ("STR(", ")"), ("-(", ")"), ("IF(true,1,", ")"), ("COALESCE(1,", ")"), ("1 IN (", ")"), ("CONCAT('a',", ")"),
    ("EXISTS{?s ?p ?o FILTER(", ")}"), ("NOT EXISTS{FILTER(", ")}"), ("EXISTS{{SELECT*{BIND(", "AS ?b)}}}"), ("xsd:int(", ")"),
]  # fmt: skip
_GROUPS = [
    ("{", "}"), ("{?s ?p ?o}UNION{", "}"), ("OPTIONAL{", "}"), ("MINUS{", "}"), ("GRAPH ?g{", "}"), ("LATERAL{", "}"),
    ("{SELECT*{", "}}"), ("FILTER EXISTS{", "}"), ("{SELECT(COUNT(*) AS ?n){", "}GROUP BY ?s}"),
]  # fmt: skip
_OBJECTS = [("(", ")"), ("[?p ", "]"), ("<<(?s ?p ", ")>>"), ("<<?s ?p ", ">>"), ("1{|?p ", "|}")]
_PATHS = [("(", ")"), ("^(", ")"), ("(", ")*"), ("(<a:b>|", ")+"), ("(<a:b>/", ")")]
_NESTED = [
    (_EXPRESSIONS, "PREFIX xsd:<http://www.w3.org/2001/XMLSchema#>ASK{?s ?p ?o FILTER(", "1", ")}"),
    (_GROUPS, "ASK{", "?s ?p ?o", "}"),
    (_OBJECTS, "ASK{?s ?p ", "?o", "}"),
    (_PATHS, "ASK{?s ", "<a:b>", " ?o}"),
]


def nested(chance: random.Random) -> Iterator[str]:
    """Texts that nest as deep as is allowed, of one kind of bracket and of all kinds mixed."""
    for pairs, head, core, tail in _NESTED:
        for choice in [*([pair] for pair in pairs), pairs, pairs]:
            made = [chance.choice(choice) for _ in range(MAX_DEPTH)]
            for count in range(MAX_DEPTH, 0, -1):
                text = (
                    head
                    + "".join(o for o, _ in made[:count])
                    + core
                    + "".join(c for _, c in reversed(made[:count]))
                    + tail
                )
                if passes("query", text):
                    yield text
                    break


def test_the_deepest_texts_that_pass_do_not_kill_the_engine():
    texts = [("query", text) for text in nested(random.Random(1))]  # noqa: S311 - a seed, so that each run nests alike
    assert len(texts) == sum(len(pairs) + 2 for pairs, *_ in _NESTED)
    assert run(texts) == []
