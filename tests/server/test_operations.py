"""What the operator sees of a running server: health, numbers, the log, what runs, and the interface's description."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import logging
import re
import signal
import threading
import time
import urllib.parse

import pytest

from server.operations import log, metrics
from server.operations.observed import route
from server.operations.openapi import document
from server.settings import Settings

TOKEN = "YWRtaW5hZG1pbg"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
# Runs for long on any data: the product of all statements with themselves, several times.
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r }"


class Server:
    """A `comity serve` and what it says on stderr."""

    def __init__(self, process):
        self.process = process
        self.said: list[str] = []
        while not (found := re.search(r" on http://127.0.0.1:(\d+)/", line := process.stderr.readline())):
            assert line, self.said
            self.said.append(line)
        self.port = int(found[1])
        self._reader = threading.Thread(target=lambda: self.said.extend(process.stderr), daemon=True)
        self._reader.start()

    def ask(self, method, path, body=None, **headers):
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(client):
            client.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = client.getresponse()
            return answer, answer.read()

    def query(self, sparql, **headers):
        return self.ask("GET", "/sparql?" + urllib.parse.urlencode({"query": sparql}), **headers)

    def number(self, name):
        """The value of a series of /metrics."""
        _, body = self.ask("GET", "/metrics")
        found = re.search(rf"^{re.escape(name)} (\S+)$", body.decode(), re.MULTILINE)
        return float(found[1]) if found else None

    def log(self):
        """Stop, and give what was logged, one entry a line."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(20) == 0
        self._reader.join(10)
        return [line.rstrip("\n") for line in self.said]


@pytest.fixture
def serve(start, home, tmp_path):
    """`serve(*options, root=…)`: a running server with an admin token."""
    token = tmp_path / "admin"
    token.write_text(TOKEN)
    started = []

    def run(*options, root=None):
        arguments = ("serve", "--port", "0", "--admin-token-file", token, *options)
        server = Server(start(*arguments, home=root or home.root))
        started.append(server)
        return server

    yield run
    for server in started:
        if server.process.poll() is None:
            server.process.kill()
        server.process.wait()
        server._reader.join(10)
        server.process.stdout.close()
        server.process.stderr.close()


def until(true, seconds=20.0):
    """Whether it becomes true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    return None


def test_it_is_alive_before_anything_is_published_but_not_ready(serve, tmp_path):
    server = serve(root=tmp_path / "nothing")
    answer, body = server.ask("GET", "/health")
    assert (answer.status, json.loads(body)) == (200, {"status": "alive"})
    answer, body = server.ask("GET", "/ready")
    assert answer.status == 503
    assert json.loads(body)["reason"] == "nothing has been published yet"


def test_it_is_alive_with_a_damaged_store(serve, tmp_path):
    root = tmp_path / "damaged"
    root.mkdir()
    (root / "current").write_text("no link")
    server = serve(root=root)
    assert server.ask("GET", "/health")[0].status == 200
    answer, body = server.ask("GET", "/ready")
    assert answer.status == 503
    assert "not a snapshot" in json.loads(body)["reason"]


def test_it_is_ready_when_a_worker_is(serve):
    server = serve()
    assert until(lambda: server.ask("GET", "/ready")[0].status == 200)
    answer, body = server.ask("GET", "/ready")
    assert json.loads(body) == {"status": "ready", "generation": 1}
    assert answer.headers["Cache-Control"] == "no-store"


def test_numbers_count_what_happens(serve):
    server = serve()
    for _ in range(3):
        assert server.query("ASK { ?s ?p ?o }")[0].status == 200
    assert server.query("ASK {")[0].status == 400
    assert server.ask("GET", "/no/such/page")[0].status == 404
    assert server.number('comity_requests_total{route="sparql",method="GET",status="200"}') == 3
    assert server.number('comity_requests_total{route="sparql",method="GET",status="400"}') == 1
    assert server.number('comity_requests_total{route="other",method="GET",status="404"}') == 1
    assert server.number("comity_query_seconds_count") >= 1
    assert server.number("comity_query_cpu_seconds_total") > 0
    assert server.number("comity_generation") == 1
    assert server.number('comity_workers{state="idle"}') >= 1
    assert server.number("comity_queue_length") == 0
    assert server.number("process_resident_memory_bytes") > 1 << 20


def test_every_line_of_the_numbers_is_well_formed(serve):
    _, body = serve().ask("GET", "/metrics")
    value = r"(-?\d+(\.\d+)?(e[+-]?\d+)?|[+-]Inf|NaN)"
    series = re.compile(rf'\w+(\{{\w+="([^"\\\n]|\\[\\n"])*"(,\w+="([^"\\\n]|\\[\\n"])*")*\}})? {value}')
    for line in body.decode().splitlines():
        assert re.match(r"# (HELP|TYPE) \w+ ", line) or series.fullmatch(line), line
    typed = re.findall(r"^# TYPE (\w+)", body.decode(), re.MULTILINE)
    assert len(typed) == len(set(typed)) > 15


def test_labels_are_escaped_and_bounded():
    numbers = metrics.Metrics()
    numbers.writes.add('a"b\\c\nd')
    assert r'comity_writes_total{outcome="a\"b\\c\nd"} 1' in numbers.text()
    for number in range(5000):
        numbers.writes.add(str(number))
    assert numbers.text().count("comity_writes_total{") <= 1001
    assert re.search(r'comity_writes_total\{outcome="other"\} \d{4}', numbers.text())


def test_a_histogram_is_cumulative():
    numbers = metrics.Metrics()
    for seconds in (0.0005, 0.02, 0.02, 7.0, 1000.0):
        numbers.query_seconds.observe(seconds)
    text = numbers.text()
    for bound, count in (("0.001", 1), ("0.01", 1), ("0.05", 3), ("10", 4), ("60", 4), ("+Inf", 5)):
        assert f'comity_query_seconds_bucket{{le="{bound}"}} {count}\n' in text


def test_the_log_is_one_json_object_a_request(serve):
    server = serve("--log-format", "json")
    answer, body = server.query("ASK { ?s ?p ?o }")
    server.query("ASK { ?s ?p ?o }")
    server.ask("GET", "/id/country/BY?secret=1", **BEARER)
    server.query("ASK {")
    lines = server.log()
    told = [json.loads(line) for line in lines]
    first, again, page, wrong = [entry for entry in told if "path" in entry]
    assert first["id"] == answer.headers["X-Request-Id"]
    assert (first["method"], first["path"], first["status"], first["outcome"]) == ("GET", "/sparql", 200, "done")
    assert (first["client"], first["generation"], first["bytes"]) == ("127.0.0.1", 1, len(body))
    assert re.fullmatch(r"[0-9a-f]{16}", first["query"])
    assert first["wall_ms"] > 0
    assert first["cpu_ms"] >= 0
    assert first["memory"] > 1 << 20
    assert first["queue_ms"] >= 0
    assert (again["query"], again["generation"], again["bytes"]) == (first["query"], 1, len(body))
    assert "cpu_ms" not in again, "from memory"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first["time"])
    assert (page["path"], wrong["status"]) == ("/id/country/BY", 400)
    assert TOKEN not in "".join(lines)
    assert "?s ?p ?o" not in "".join(lines)


def test_the_text_of_a_query_is_logged_at_debug_only(serve):
    server = serve("--log-level", "debug", "--log-format", "json")
    server.query("ASK { ?s ?p ?o }")
    assert any(json.loads(line).get("text") == "ASK { ?s ?p ?o }" for line in server.log())


def test_the_plain_log_stays_one_line_a_request(serve):
    server = serve()
    server.ask("GET", "/no%0Asuch%22thing%20=")
    (line,) = [line for line in server.log() if "path=" in line]
    assert r'path="/no\nsuch\"thing ="' in line
    assert " status=404 " in line


def test_no_requests_are_logged_at_warning(serve):
    server = serve("--log-level", "warning")
    server.query("ASK {}")
    assert server.log() == []


def test_an_id_comes_from_a_trusted_proxy_only(serve):
    given = {"X_Request_Id": "from-the-proxy.1"}
    answer, _ = serve().ask("GET", "/health", **given)
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])
    proxied = serve("--trusted-proxies", "127.0.0.1")
    assert proxied.ask("GET", "/health", **given)[0].headers["X-Request-Id"] == "from-the-proxy.1"
    answer, _ = proxied.ask("GET", "/health", X_Request_Id="two words")
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])


def test_who_does_not_read_the_log_loses_lines_and_no_answers(start, home):
    process = start("serve", "--port", "0", "--log-level", "debug", home=home.root)
    try:
        port = int(process.stderr.readline().split(" on ")[1].split()[0].rstrip("/").rpartition(":")[2])
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        path = "/" + "x" * 190
        for _ in range(700):  # far more than a pipe holds
            client.request("GET", path)
            assert client.getresponse().read()
        client.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()


def test_what_runs_is_listed_and_can_be_cancelled(serve):
    server = serve()
    answers: list[int] = []
    asker = threading.Thread(target=lambda: answers.append(server.query(LONG)[0].status))
    asker.start()
    (running,) = until(lambda: json.loads(server.ask("GET", "/queries", **BEARER)[1])["queries"])
    assert (running["client"], running["text"], running["generation"]) == ("127.0.0.1", LONG, 1)
    assert re.fullmatch(r"[0-9a-f]{16}", running["query"])
    assert server.ask("DELETE", "/queries/none", **BEARER)[0].status == 404
    assert server.ask("DELETE", f"/queries/{running['id']}", **BEARER)[0].status == 204
    asker.join(20)
    assert answers == [503]
    assert json.loads(server.ask("GET", "/queries", **BEARER)[1]) == {"queries": []}


@pytest.mark.parametrize(("method", "path"), [("GET", "/queries"), ("DELETE", "/queries/x")])
def test_what_runs_is_told_to_the_operator_only(serve, start, home, method, path):
    server = serve()
    answer, _ = server.ask(method, path)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer realm=comity")
    assert server.ask(method, path, Authorization="Basic x")[0].status == 401
    assert server.ask(method, path, Authorization="Bearer wrong")[0].status == 403


def test_without_a_token_nobody_is_the_operator(client):
    assert client.get("/queries", headers={"Authorization": "Bearer "}).status_code == 403
    assert client.get("/queries").status_code == 403


def test_one_client_cannot_take_it_all(serve):
    server = serve("--client-seconds", "0.02", "--query-timeout", "1s")
    answer, _ = server.query(LONG)
    assert answer.status == 504
    answer, body = server.query(LONG + " # again")
    assert answer.status == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.headers["RateLimit"].startswith('"cpu-seconds";r=0;t=')
    assert "processor seconds" in json.loads(body)["detail"]
    assert server.ask("GET", "/health")[0].status == 200
    assert server.number('comity_limits_total{limit="client_seconds"}') == 1


def test_one_client_runs_only_so_many_at_once(serve):
    server = serve("--client-queries", "1", "--query-timeout", "8s", "--queue-timeout", "1s")
    asker = threading.Thread(target=lambda: server.query(LONG))
    asker.start()
    assert until(lambda: json.loads(server.ask("GET", "/queries", **BEARER)[1])["queries"])
    answer, body = server.query("ASK { ?s ?p ?o }")
    assert answer.status == 429
    assert "1 queries of yours are running" in json.loads(body)["detail"]
    asker.join(20)
    assert server.query("ASK { ?s ?p ?o }")[0].status == 200


def template(rule):
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def test_the_description_has_all_routes_and_no_others(client):
    described = {
        (path, method.upper()) for path, item in client.get("/openapi.json").json["paths"].items() for method in item
    }
    served = {
        (template(rule.rule), method)
        for rule in client.application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS", "QUERY"}  # OpenAPI 3.1 has no QUERY
    }
    assert described == served


def test_the_description_is_openapi(client):
    told = client.get("/openapi.json").json
    assert told["openapi"].startswith("3.1.")
    for path, item in told["paths"].items():
        for operation in item.values():
            placed = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
            assert placed == set(re.findall(r"{(\w+)}", path))
            assert operation["summary"]
            assert "default" in operation["responses"]
    assert document("https://x.org/")["servers"] == [{"url": "https://x.org/"}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/", "home"), ("/sparql", "sparql"), ("/dump.nq", "dump"), ("/ontology.ttl", "ontology"), ("/x/y", "other")],
)
def test_routes_are_few(path, expected):
    assert route(path) == expected


def test_the_log_never_breaks_a_line():
    record = logging.LogRecord("x", logging.INFO, "", 0, "a\nb \x1b[31m %s", ("\r\n",), None)
    for formatter in (log.Json(), log.Text()):
        assert not set(formatter.format(record)) & set("\n\r\x1b")


def test_the_log_goes_where_the_settings_say(monkeypatch):
    root = logging.getLogger()
    before, level, names = root.handlers[:], root.level, ("waitress", "waitress.queue")
    levels = [logging.getLogger(name).level for name in names]
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    handler = log.install(Settings(log_format="json"))
    try:
        logging.getLogger("some").warning("told")
        handler.close()
    finally:
        root.handlers, root.level = before, level
        for name, old in zip(names, levels, strict=True):
            logging.getLogger(name).setLevel(old)
    assert json.loads(written.getvalue())["message"] == "told"
