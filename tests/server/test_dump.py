"""Dumps: complete, ordered, the same bytes from the command and over HTTP, and from any order of loading."""

from __future__ import annotations

import io
import random

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ontology.terms import PREFIXES
from server.engine import dump as module
from server.engine.dump import dump
from server.engine.view import Snapshots
from server.web.http.negotiation import DUMPS

FORMATS = {format_.extension: format_.engine for format_ in DUMPS}


def view_of(home):
    return Snapshots(home.root, base="https://w3id.org/comity/", prefixes=PREFIXES).published()


def dumped(home, format_):
    output = io.BytesIO()
    dump(view_of(home).write_lines, format_, output, prefixes=PREFIXES)
    return output.getvalue()


@pytest.mark.parametrize("extension", FORMATS)
def test_http_and_command_give_the_same_bytes(client, home, extension, run):
    response = client.get(f"/dump.{extension}")
    assert response.status_code == 200
    file = home.root / f"out.{extension}"
    assert run("dump", "-o", file, home=home.root).code == 0
    assert file.read_bytes() == response.data
    assert client.get(f"/dump.{extension}", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("extension", FORMATS)
def test_nothing_is_lost_and_nothing_doubled(home, quads, extension):
    back = list(parse(dumped(home, FORMATS[extension]), FORMATS[extension]))
    if FORMATS[extension].supports_datasets:
        assert sorted(map(str, back)) == sorted(map(str, Store_of(quads)))
    else:
        assert sorted(str(quad.triple) for quad in back) == sorted({str(quad.triple) for quad in Store_of(quads)})


def Store_of(quads):  # noqa: N802 — what the engine makes of the literals
    store = Store()
    store.extend(quads)
    return list(store)


@pytest.mark.parametrize("extension", FORMATS)
def test_the_order_of_loading_leaves_no_trace(home, quads, publish, tmp_path, extension):
    shuffled = random.Random(7).sample(quads, len(quads))  # noqa: S311 — an order, not a secret
    other = publish(tmp_path / "other", shuffled, 5)
    assert dumped(other, FORMATS[extension]) == dumped(home, FORMATS[extension])


def test_a_materialised_union_is_not_dumped_again(home, home_with_union):
    for format_ in FORMATS.values():
        assert dumped(home_with_union, format_) == dumped(home, format_)


def test_lines_are_sorted(home):
    lines = dumped(home, RdfFormat.N_TRIPLES).splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines))


def test_merging_runs_on_disk_gives_the_same(home, monkeypatch):
    whole = {name: dumped(home, format_) for name, format_ in FORMATS.items()}
    for size in (1, 2, 7, len(whole["nt"].splitlines())):
        monkeypatch.setattr(module, "_LINES", size)
        assert {name: dumped(home, format_) for name, format_ in FORMATS.items()} == whole


def test_prefixes_are_declared_in_order(home):
    lines = dumped(home, RdfFormat.TURTLE).decode().splitlines()
    declared = [line for line in lines if line.startswith("@prefix")]
    assert declared == sorted(declared)
    assert lines[: len(declared)] == declared


def test_the_default_graph_alone_is_no_data_of_its_own(publish, tmp_path, quads):
    only = publish(tmp_path / "only", [Quad(*quads[0].triple, DefaultGraph())])
    assert dumped(only, RdfFormat.N_QUADS) == b""


def test_triple_terms_are_told_before_a_dump_as_json_ld_begins(publish, client_of, tmp_path, quads):
    last = NamedNode("https://w3id.org/comity/graph/zzz")
    term = Triple(NamedNode("urn:x:a"), NamedNode("urn:x:b"), Literal("<<( "))
    with_term = publish(tmp_path / "terms", [*quads, Quad(NamedNode("urn:x:z"), NamedNode("urn:x:z"), term, last)])
    client = client_of(with_term.root)
    assert {name: client.get(f"/dump.{name}").status_code for name in FORMATS} == {
        name: 406 if name == "jsonld" else 200 for name in FORMATS
    }
    without = publish(tmp_path / "none", [*quads, Quad(*term, last)])
    assert client_of(without.root).get("/dump.jsonld").status_code == 200


def test_unknown_extension_is_404(client):
    response = client.get("/dump.docx")
    assert response.status_code == 404
    assert "/dump.ttl" in response.json["detail"]
