"""`comity query`, `dump` and `serve`, run as a user runs them."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

HEADLINE = """PREFIX status: <https://w3id.org/comity/id/agreement-status/>
SELECT DISTINCT ?agreement ?label ?date WHERE {
  ?agreement a c:Agreement ; c:status status:signed ; rdfs:label ?label ; c:partyState country:BY, country:CN .
  OPTIONAL { ?agreement c:signedOn ?date }
}"""


def test_query_as_a_table(run, home):
    result = run("query", "--format", "table", HEADLINE, home=home.root)
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0].split() == ["agreement", "label", "date"]
    assert "Programme of Belarus and China against terrorism, signed" in lines[2]
    assert "9 April, year not stated" in lines[2]
    assert lines[-1] == "1 row"
    assert result.err == ""


def test_wide_characters_keep_the_columns(run, home):
    query = "SELECT ?l ('|' AS ?end) { country:CN rdfs:label ?l } ORDER BY ?l"
    lines = run("query", "--format", "table", query, home=home.root).out.splitlines()
    assert "中国   |" in lines[-2] or "中国  |" in lines[-2]


@pytest.mark.parametrize(
    ("format_", "query", "start"),
    [
        ("json", "ASK {}", '{"head":{},"boolean":true}'),
        ("csv", "SELECT (1 AS ?x) {}", "x\r\n1"),
        ("tsv", "SELECT (1 AS ?x) {}", "?x\n1"),
        ("xml", "SELECT (1 AS ?x) {}", "<?xml"),
        ("turtle", "DESCRIBE country:BY", "@prefix agency:"),
        ("nt", "DESCRIBE country:BY", "<https://"),
        ("jsonld", "DESCRIBE country:BY", "[{"),
        ("rdfxml", "DESCRIBE country:BY", "<?xml"),
        ("table", "ASK {}", "yes\n"),
        ("table", "DESCRIBE country:BY", "@prefix agency:"),
    ],
)
def test_query_formats(run, home, format_, query, start):
    result = run("query", "--format", format_, query, home=home.root)
    assert result.code == 0
    assert result.out.startswith(start)


def test_query_from_file_and_from_standard_input(run, home, tmp_path):
    file = tmp_path / "q.rq"
    file.write_text("ASK {}", encoding="utf-8")
    assert run("query", "-f", file, home=home.root).out == "true"
    assert run("query", "-", home=home.root, stdin="ASK {}").out == "true"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["query", "SELECT * { ?s ?p ?o"], 2, "comity: line 1, column 20: the text ends too early"),
        (["query", "ASK { SERVICE <http://x/> {} }"], 2, "SERVICE is refused"),
        (["query", "CLEAR ALL"], 2, "this is an update"),
        (["query", "--format", "csv", "DESCRIBE country:BY"], 2, "cannot be written as csv"),
        (["query"], 2, "give the query"),
        (["query", "-f", "/nonexistent.rq"], 2, "cannot be read"),
        (["query", "--format", "docx", "ASK {}"], 2, "Invalid value for '--format'"),
        (["dump", "-o", "x.docx"], 2, "names no format"),
        (["dump", "-o", "/nonexistent/x.ttl"], 1, "cannot be written"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_errors_are_one_line_and_a_code(run, home, arguments, code, message):
    result = run(*arguments, home=home.root)
    assert result.code == code
    assert message in result.err
    assert "Traceback" not in result.err
    assert result.out == ""


@pytest.mark.parametrize("command", [["query", "ASK {}"], ["dump"]])
def test_nothing_loaded_is_code_4_with_the_remedy(run, tmp_path, command):
    result = run(*command, home=tmp_path)
    assert result.code == 4
    assert result.err == f"comity: nothing has been loaded into {tmp_path} yet: run `comity load PATH`\n"


def test_a_link_to_nothing_is_told(run, tmp_path):
    (tmp_path / "current").symlink_to("snapshots/00000001")
    result = run("query", "ASK {}", home=tmp_path)
    assert result.code == 1
    assert "run `comity load` again" in result.err


def test_home_may_stand_before_or_after_the_command(run, home):
    assert run("--home", home.root, "query", "ASK {}").out == "true"
    assert run("query", "--home", home.root, "ASK {}").out == "true"


def test_verbose_shows_the_traceback(run, home):
    assert "Traceback" in run("--verbose", "query", "ASK {", home=home.root).err


def test_version_and_help(run):
    assert run("--version").out.startswith("comity ")
    assert {"serve", "query", "dump"} <= set(run("--help").out.split())


def test_dump_to_standard_output_is_trig(run, home):
    result = run("dump", home=home.root)
    assert "<https://w3id.org/comity/graph/one> {" in result.out


def test_a_failed_dump_leaves_the_old_file(run, tmp_path):
    file = tmp_path / "x.ttl"
    file.write_text("old", encoding="utf-8")
    assert run("dump", "-o", file, home=tmp_path).code == 4
    assert file.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.ttl"]


@pytest.fixture
def served(start, home):
    process = start("serve", "--port", "0", home=home.root)
    line = process.stderr.readline()
    yield process, line.split(" on ")[1].split()[0]
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_serve_answers_and_stops_at_ctrl_c(served):
    process, url = served
    with urllib.request.urlopen(f"{url}sparql?query=ASK%7B%7D", timeout=10) as response:
        assert json.load(response)["boolean"] is True
        assert response.headers["Server"] == "comity"
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_serve_head_over_a_socket(served):
    _, url = served
    request = urllib.request.Request(f"{url}sparql?query=ASK%7B%7D", method="HEAD")
    with urllib.request.urlopen(request, timeout=10) as response:
        assert response.headers["Content-Length"] == "26"
        assert response.read() == b""


def test_many_readers_at_once(served):
    _, url = served
    query = "sparql?query=SELECT%20*%20%7B?s%20?p%20?o%7D"
    script = (
        "import sys,urllib.request,concurrent.futures as f\n"
        "with f.ThreadPoolExecutor(8) as pool:\n"
        "    lengths={*pool.map(lambda i: len(urllib.request.urlopen(sys.argv[1]).read()), range(100))}\n"
        "print(len(lengths))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, url + query], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "1\n"


def test_a_busy_port_is_one_clear_line(run, home):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        result = run("serve", "--port", busy.getsockname()[1], home=home.root)
    assert result.code == 1
    assert result.err.startswith("comity: cannot listen on 127.0.0.1:")
    assert len(result.err.splitlines()) == 1


def test_a_new_generation_is_served_without_a_restart(start, publish, quads, tmp_path):
    root = tmp_path / "live"
    process = start("serve", "--port", "0", home=root)
    url = process.stderr.readline().split(" on ")[1].split()[0]
    try:
        seen = []
        for generation in (0, 1, 2):
            if generation:
                publish(root, quads[: 10 * generation], generation)
            with urllib.request.urlopen(f"{url}dump.nq", timeout=10) as response:
                seen.append((response.headers["X-Comity-Generation"], len(response.read().splitlines())))
        assert seen == [("0", 0), ("1", 10), ("2", 20)]
    finally:
        process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + 10
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        process.communicate()
    assert process.returncode == 0
