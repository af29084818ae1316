"""Random updates: the default graph stays the union, and no graph changes that is not told as changed."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Store

from server.engine.writes.change import Changer

BASE = "https://b.example/"
DEFAULT = NamedNode(f"{BASE}graph/default")
GRAPHS = ["<a:g1>", "<a:g2>", str(DEFAULT)]
FILLED = "INSERT DATA { GRAPH <a:g1> { <a:s0> <a:p> 0, 1, 2 . <a:s1> <a:p> 1 } GRAPH <a:g2> { <a:s0> <a:p> 1 } }"

MOVING = "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { ?s <a:q> ?o GRAPH <a:g3> { ?s ?p ?o } }"
SPREADING = "DELETE { ?s ?p ?o } INSERT { ?s ?p 7 GRAPH ?s { ?s ?p ?o } }"


def quads(chance):
    triple = f"<a:s{chance.randrange(3)}> <a:p> {chance.randrange(3)}"
    return chance.choice([f"{triple} .", f"GRAPH {chance.choice(GRAPHS)} {{ {triple} }}"])


def operation(chance):
    graph, number = chance.choice(GRAPHS), chance.randrange(3)
    copied = f"{chance.choice(['DEFAULT', graph])} TO {chance.choice(['DEFAULT', '<a:g2>', 'GRAPH <a:g3>'])}"
    return chance.choice(
        [
            f"INSERT DATA {{ {quads(chance)} {quads(chance)} }}",
            f"DELETE DATA {{ {quads(chance)} {quads(chance)} }}",
            f"DELETE WHERE {{ <a:s{number}> ?p ?o }}",
            f"DELETE WHERE {{ GRAPH ?g {{ <a:s{number}> ?p ?o }} }}",
            f"{MOVING} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?o = {number}) }}",
            f"WITH {graph} {SPREADING} WHERE {{ ?s ?p ?o FILTER(?o > {number}) }}",
            "INSERT { GRAPH ?s { ?s ?p 9 } } USING <a:g1> WHERE { ?s ?p ?o }",
            "INSERT { GRAPH ?g { <a:s> <a:p> 9 } } WHERE { BIND(IRI(CONCAT('a:', STRUUID())) AS ?g) }",
            f"{chance.choice(['CLEAR', 'DROP'])} SILENT {chance.choice(['DEFAULT', 'NAMED', 'ALL', f'GRAPH {graph}'])}",
            f"{chance.choice(['ADD', 'COPY', 'MOVE'])} SILENT {copied}",
        ]
    )


def contents(store):
    return {str(name): set(store.quads_for_pattern(None, None, None, name)) for name in store.named_graphs()}


@pytest.mark.parametrize("seed", range(80))
def test_random_updates(tmp_path, seed):
    chance = random.Random(seed)  # noqa: S311 — fixed sequences are the point
    store = Store(str(tmp_path / "store"))
    store.update(FILLED)
    before = contents(store)
    text = " ;\n".join(operation(chance) for _ in range(chance.randint(1, 4)))
    changer = Changer(store, default=DEFAULT, base=BASE, prefixes={}, aside=tmp_path / "aside")
    changer.update(text)
    after = contents(store)
    told = {f"<{name}>" for name in changer.changes.graphs}
    emptied = {name for name in before if not after.get(name)}  # CLEAR ALL does not tell what was there
    changed = {name for name in {*before, *after} if before.get(name, set()) != after.get(name, set())}
    assert changed <= told | emptied, text
    union = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    assert union == {quad.triple for graph in after.values() for quad in graph}, text
