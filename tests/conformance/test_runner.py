"""The runner of the W3C's suites, on suites made up for it: it passes what is right and finds each thing that is wrong."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import threading
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest
import rdflib

from tests.conformance import __main__ as runner
from tests.conformance import source
from tests.conformance.manifest import Checkout
from tests.conformance.stand_in import standing_in

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).with_name("sample")
QUERIES = {"bag", "order", "truth", "graph", "named", "right", "wrong"}
UPDATES = {"move", "right-update", "wrong-update"}


def run(endpoint, *arguments: str) -> int:
    url = ["--endpoint", endpoint.sparql, "--store", endpoint.store]
    return runner.main(["--tests", str(SAMPLE), *url, *map(str, arguments)])


def is_select(asked) -> bool:
    return "SELECT ?house" in asked.body or "SELECT ?door" in asked.body


def replaced(old: bytes, new: bytes, only=lambda _: True):
    def fault(asked, right):
        assert isinstance(right.body, bytes)
        return right._replace(body=right.body.replace(old, new)) if only(asked) else right

    return fault


def status(wrong: int, only):
    return lambda asked, right: right._replace(status=wrong) if only(asked, right) else right


def without_last_line(asked, right):
    if "csv" not in right.media_type or not is_select(asked):
        return right
    return right._replace(body=right.body[: right.body[:-2].rindex(b"\n") + 1])


def doubled_row(asked, right):
    if "tab-separated" not in right.media_type or not is_select(asked):
        return right
    return right._replace(body=right.body + right.body[:-1].rpartition(b"\n")[2] + b"\n")


def turned(asked, right):
    """The rows from last to first."""
    if "csv" not in right.media_type:
        return right
    head, *rows = right.body.splitlines(keepends=True)
    return right._replace(body=b"".join([head, *reversed(rows)]))


def one_blank(asked, right):
    """All blank nodes made one."""
    lines = right.body.split(b"\n") if right.media_type in {"application/n-triples", "text/turtle"} else []
    merged = [b" ".join(b"_:b" if word.startswith(b"_:") else word for word in line.split(b" ")) for line in lines]
    return right._replace(body=b"\n".join(merged)) if lines else right


def kept_old_graph(asked, right):
    if "DISTINCT ?g" not in asked.body:
        return right
    old = b'{"bindings":[{"g":{"type":"uri","value":"https://made.example/old"}},'
    return right._replace(body=right.body.replace(b'{"bindings":[', old))


FAULTS = {
    "a row is missing": (without_last_line, {"bag", "order"}),
    "a row is there twice": (doubled_row, {"bag", "order"}),
    "another order": (turned, {"order"}),
    "another value": (replaced(b'"3"', b'"4"'), {"bag", "move"}),
    "another datatype": (replaced(b"#integer", b"#decimal"), {"bag", "move"}),
    "another language": (replaced(b"@be", b"@ru"), {"move"}),
    "no for yes": (replaced(b'"boolean":true', b'"boolean":false'), {"truth", "named", "form"}),
    "another variable": (replaced(b"colour", b"color", is_select), {"bag"}),
    "blank nodes made one": (one_blank, {"graph", "move", "there-and-back"}),
    "a body that is cut off": (lambda _, right: right._replace(body=right.body[:-1]) if "json" in right.media_type else right, QUERIES - {"graph", "wrong", "right"} | {"move", "form"}),
    "another media type": (lambda _, right: right._replace(media_type=right.media_type.replace("results+xml", "results+html")), {"bag", "order", "truth", "named"}),
    "500 for a text that is wrong": (status(500, lambda _, right: right.status == 400), {"wrong", "wrong-update"}),
    "200 for a text that is wrong": (status(200, lambda _, right: right.status == 400), {"wrong", "wrong-update"}),
    "a text that is right is refused": (status(400, lambda asked, _: "DROP GRAPH <nothing" in asked.body), {"right-update"}),
    "an update that does nothing": (lambda asked, right: right._replace(status=500) if "MOVE" in asked.body else right, {"move"}),
    "a graph that should be gone": (kept_old_graph, {"move"}),
    "200 for a new graph": (status(200, lambda _, right: right.status == 201), {"there-and-back", "new"}),
    "HEAD without its type": (lambda asked, right: right._replace(media_type="") if asked.method == "HEAD" else right, {"there-and-back"}),
    "no Location": (lambda _, right: right._replace(location=""), {"new"}),
    "a query of no type is taken": (status(200, lambda _, right: right.status == 415), {"missing-type"}),
    "a description of another endpoint": (replaced(b"/sparql>", b"/query>", lambda asked: asked.method == "GET"), {"has-endpoint-triple"}),
    "a graph without a name": (replaced(b"sd:name ", b"sd:label "), {"conforms-to-schema"}),
    "a description in HTML": (lambda asked, right: right._replace(media_type="text/html") if asked.method == "GET" and asked.path == "/sparql" else right, {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}),
}  # fmt: skip


def failed(told: str) -> set[str]:
    return {line.split()[1].rpartition("/")[2] for line in told.splitlines() if line.startswith("UNEXPLAINED")}


def test_right_answers_pass(capsys) -> None:
    with standing_in() as endpoint:
        assert run(endpoint) == 0
    told = capsys.readouterr().out
    for name, count in {
        "Protocol": 2,
        "Graph Store Protocol": 2,
        "Service Description": 3,
        "query": 7,
        "update": 3,
    }.items():
        assert any(line.split() == f"SPARQL 1.1 {name} {count} {count} 0 0".split() for line in told.splitlines()), told


@pytest.mark.parametrize("name", FAULTS)
def test_a_wrong_answer_fails_the_tests_that_it_touches(capsys, name) -> None:
    fault, expected = FAULTS[name]
    with standing_in(fault) as endpoint:
        assert run(endpoint) == 1
    assert failed(capsys.readouterr().out) == expected


def test_a_dead_server_fails_every_test(capsys) -> None:
    with standing_in() as endpoint:
        pass
    assert run(endpoint, "--suite", "query") == 1
    assert failed(capsys.readouterr().out) == QUERIES


def deviations(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "deviations.toml"
    path.write_text(text, encoding="utf-8")
    return path


WRONG = '[[deviation]]\nreason = "It cannot \\"parse\\" them."\ntests = ["sparql11/wrong"]\n'


def test_a_deviation_with_a_reason_is_told_and_passes_one_that_is_over_fails(capsys, tmp_path) -> None:
    listed, report = deviations(tmp_path, WRONG), tmp_path / "earl.ttl"
    arguments = ["--suite", "query", "--deviations", listed, "--earl", report]
    with standing_in(FAULTS["500 for a text that is wrong"][0]) as endpoint:
        assert run(endpoint, *arguments) == 0
    assert '1 deviations: It cannot "parse" them.\n  sparql11/wrong' in capsys.readouterr().out
    earl = rdflib.Graph().parse(report, format="turtle")
    outcomes = sorted(
        str(outcome).rpartition("#")[2]
        for outcome in earl.objects(None, rdflib.URIRef("http://www.w3.org/ns/earl#outcome"))
    )
    assert outcomes == ["failed", *["passed"] * 6]
    with standing_in() as endpoint:
        assert run(endpoint, *arguments) == 1
    assert "PASSES, but is listed as a deviation: sparql11/wrong" in capsys.readouterr().out


def test_a_reason_must_be_given_and_once(tmp_path) -> None:
    for text in (WRONG + WRONG, WRONG.replace('It cannot \\"parse\\" them.', "")):
        with standing_in() as endpoint, pytest.raises(ValueError, match="listed twice, or without a reason"):
            run(endpoint, "--suite", "query", "--deviations", deviations(tmp_path, text))


def test_an_empty_run_fails(capsys) -> None:
    with standing_in() as endpoint:
        assert run(endpoint, "--only", "no such test") == 1


def test_comity_answers_the_suites_made_up_for_the_runner() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RDF_TESTS": str(SAMPLE)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.conformance"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert failed(done.stdout) == set()
    assert "SPARQL 1.1 query                      7   7" in done.stdout


def test_without_the_suites_it_says_so_in_one_line_and_fails(tmp_path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "RDF_TESTS": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.conformance"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is no checkout of" in done.stderr


def test_the_suites_are_fetched_once_and_nothing_is_left_of_a_fetch_that_fails(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("COMITY_CACHE", str(tmp_path / "cache"))
    with pytest.raises(source.Missing, match="cannot be fetched"):
        source.checkout(None, "http://127.0.0.1:9/{}.tar.gz")
    assert not list((tmp_path / "cache").rglob("*.ttl"))
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(SAMPLE / "sparql", f"rdf-tests-{source.COMMIT}/sparql")
    (tmp_path / f"{source.COMMIT}.tar.gz").write_bytes(packed.getvalue())
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with HTTPServer(("127.0.0.1", 0), partial(handler, directory=str(tmp_path))) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/{{}}.tar.gz"
        fetched = [source.checkout(None, url) for _ in range(2)]
        thread.join()
    assert fetched[0] == fetched[1]
    assert [case.key for case in fetched[0].cases("query")] == [case.key for case in Checkout(SAMPLE).cases("query")]
