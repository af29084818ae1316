"""How fast the same questions are answered by `comity serve`, `oxigraph serve` and `rdflib-endpoint`, over the same data.

    python -m bench.endpoint [--articles N | --home DIR] [--seconds S] [--rounds N] [--connections N] [--others VENV]

Each question is asked by wrk: cold (Comity keeps no answers, and each request differs by a comment), repeated (the same
request again and again) and, of Comity alone, repeated with the entity tag that the answer had. Then come the ratios
that are aimed at, each with whether it was reached.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import click
from pyoxigraph import RdfFormat, parse

from bench.corpus import articles
from bench.goals import Measured, judged
from bench.servers import NAMES, ROOT, Servers, others
from loader.run import load
from ontology.home import Home
from ontology.lexicon import load_lexicon
from ontology.names import NAMES as IRIS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bombs.running import Running

_PREFIXES = "PREFIX c: <https://w3id.org/comity#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"
_PATIENCE = 120
_ENOUGH = 20  # answers one after the other, so that slow ones are counted, too
_LONGEST = 40
_SLOW = 1.0  # seconds; who takes longer is asked in the first round only
_PAUSE = 0.2
_BUSY = 0.2  # of a processor
_ROOM = 12 << 30  # rdflib keeps all statements in memory
_COLD = {"cache_bytes": "0"}
# One client asks everything here: its allowance is not what is measured.
_UNBOUNDED = {"client_queries": "0", "client_seconds": "0", "client_connections": "1000"}


class Crowd(NamedTuple):
    """How many ask at the same time, and for how many seconds."""

    connections: int
    seconds: float


class Question(NamedTuple):
    """What is asked.

    Attributes:
        text: the query.
        accept: the media type of its answer.
        small: a look-up, as against what joins or scans.
    """

    text: str
    accept: str = _JSON
    small: bool = False


def questions() -> dict[str, Question]:
    """The six questions."""
    headline = (ROOT / "server" / "queries" / "01-agreements-belarus-china.rq").read_text(encoding="utf-8")
    return {
        "single entity": Question(
            "SELECT ?p ?o { <https://w3id.org/comity/id/agreement-status/signed> ?p ?o }", small=True
        ),
        "selective join": Question(
            _PREFIXES + "SELECT ?meeting ?label { ?meeting a c:Meeting ; rdfs:label ?label ; c:participantState"
            " <https://w3id.org/comity/id/country/BY>, <https://w3id.org/comity/id/country/VN> }",
            small=True,
        ),
        "headline": Question(_PREFIXES + "\n".join(line for line in headline.splitlines() if not line.startswith("#"))),
        "group by": Question(
            _PREFIXES
            + "SELECT ?state (COUNT(DISTINCT ?agreement) AS ?n) { ?agreement a c:Agreement ; c:partyState ?state }"
            " GROUP BY ?state ORDER BY DESC(?n)"
        ),
        "20,000 rows": Question(_PREFIXES + "SELECT * { ?evidence a c:Evidence ; ?p ?o } LIMIT 20000"),
        "CONSTRUCT": Question(
            _PREFIXES + "CONSTRUCT { ?a c:party ?p ; rdfs:label ?l } { ?a a c:Agreement ; c:party ?p ; rdfs:label ?l }",
            _TURTLE,
        ),
    }


def asked(running: Running, question: Question, crowd: Crowd, *, cold: bool, tag: str = "") -> Measured:
    """What wrk sees of one question at one server."""
    path = f"{running.paths.get('/sparql', '/sparql')}?query={quote(question.text)}" + ("%0A%23" if cold else "")
    host, port = running.address
    command = ["wrk", "-t1", f"-c{crowd.connections}", f"-d{crowd.seconds:.0f}s", f"--timeout={_PATIENCE}s"]
    command += ["-s", str(Path(__file__).with_suffix(".lua")), f"http://{host}:{port}", path, tag, question.accept]
    before = running.processor()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    used = running.processor() - before
    told = json.loads(done.stdout.splitlines()[-1])
    count = told["requests"]
    return Measured(count / told["seconds"], told["p50"], told["p99"], used / max(count, 1), told["failed"])


def once(running: Running, question: Question) -> tuple[int, str]:
    """Ask once, so that nothing is measured that does not work: the rows or statements, and the entity tag."""
    host, port = running.address
    path = f"{running.paths.get('/sparql', '/sparql')}?query={quote(question.text)}"
    request = urllib.request.Request(f"http://{host}:{port}{path}", headers={"Accept": question.accept})
    with urllib.request.urlopen(request, timeout=_PATIENCE) as response:
        body, tag = response.read(), response.headers.get("ETag", "")
    if question.accept == _JSON:
        return len(json.loads(body)["results"]["bindings"]), tag
    return sum(1 for _ in parse(body, RdfFormat.TURTLE)), tag


def in_turns(
    servers: Sequence[tuple[Running, bool]], crowd: Crowd, rounds: int
) -> dict[tuple[str, str, str], Measured]:
    """All questions at all servers; (question, way of asking, server) -> what was seen.

    Args:
        servers: each with whether it is asked cold.
        crowd: who asks in one round.
        rounds: in each of which every server is asked, so that a machine that becomes slower does so for all.
    """
    seen: dict[tuple[str, str, str], Measured] = {}
    for name, question in questions().items():
        asking = [one for running, cold in servers for one in _ways(running, question, crowd, rounds, cold=cold)]
        measured: list[list[Measured]] = [[] for _ in asking]
        for number in range(rounds):
            for one, found in zip(asking, measured, strict=True):
                if number == 0 or not one.is_slow:
                    found.append(asked(one.running, question, one.crowd, cold=one.way == "cold", tag=one.tag))
                    _rests(one.running)
        for one, found in zip(asking, measured, strict=True):
            seen[name, one.way, one.running.name] = whole = Measured.of(found)
            click.echo(f"{name:<16} {one.rows:>7} {one.way:<10} {one.running.name:<10} {whole}")
    return seen


class _Way(NamedTuple):
    """One way of asking one server a question."""

    running: Running
    way: str
    tag: str
    rows: int
    crowd: Crowd
    is_slow: bool


def _ways(running: Running, question: Question, crowd: Crowd, rounds: int, *, cold: bool) -> list[_Way]:
    began = time.monotonic()
    rows, tag = once(running, question)
    took = time.monotonic() - began
    is_slow = took > _SLOW
    enough = min(_LONGEST, _ENOUGH * took) / (1 if is_slow else rounds)
    longer = Crowd(crowd.connections, max(crowd.seconds, enough))
    ways = {"cold": ""} if cold else {"repeated": ""} | ({"unchanged": tag} if tag else {})
    return [_Way(running, way, sent, rows, longer, is_slow) for way, sent in ways.items()]


def _rests(running: Running) -> None:
    """Wait until a server has ended what wrk left behind: it would be taken from the next one."""
    until = time.monotonic() + _PATIENCE
    before, now = -1.0, running.processor()
    while now - before > _BUSY * _PAUSE and time.monotonic() < until:
        time.sleep(_PAUSE)
        before, now = now, running.processor()


def loaded(folder: Path, count: int) -> Home:
    """A home with so many generated articles."""
    lexicon, texts = load_lexicon(), folder / "articles"
    texts.mkdir()
    for article in articles(lexicon, count):
        (texts / article.name).write_text(article.text, encoding="utf-8")
    home = Home(folder / "loaded")
    load([str(ROOT / "seeds"), str(texts)], home, lexicon=lexicon, names=IRIS)
    return home


@click.command()
@click.option("--articles", "count", default=1000, show_default=True, help="How many articles to generate and load.")
@click.option("--home", "given", default="", help="A loaded home instead.")
@click.option("--seconds", default=5.0, show_default=True, help="How long each question is asked in a round.")
@click.option("--rounds", default=3, show_default=True, help="How many times; all servers take turns.")
@click.option("--connections", default=4, show_default=True, help="How many ask at the same time.")
@click.option("--others", "venv", default="", help="A virtual environment with oxigraph and rdflib-endpoint.")
@click.option("--server", "chosen", multiple=True, type=click.Choice(NAMES), help="Only this one; may be repeated.")
def main(
    count: int, given: str, seconds: float, rounds: int, connections: int, venv: str, chosen: tuple[str, ...]
) -> None:
    """Prints what was seen, a line for each question, way of asking and server, and then the ratios."""
    if not shutil.which("wrk"):
        raise click.ClickException("wrk is needed: https://github.com/wg/wrk, on Debian the package wrk")
    crowd = Crowd(connections, seconds)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = Path(given) if given else loaded(folder, count).root
        servers = Servers(home, folder, others(venv, folder), deadline=_PATIENCE, timed=False, address_space=_ROOM)
        click.echo(f"{'question':<16} {'rows':>7} {'asked':<10} {'server':<10} {Measured.HEAD}")
        with ExitStack() as stack:
            running = []
            for name in chosen or NAMES:
                for cold, settings in ((True, _COLD), (False, {})) if name == "comity" else ((True, {}),):
                    running.append((servers.start(name, **_UNBOUNDED, **settings), cold))
                    stack.callback(running[-1][0].end)
            seen = in_turns(running, crowd, rounds)
    small = {name for name, question in questions().items() if question.small}
    for line in judged(seen, small, {"single entity"}):
        click.echo(line)


if __name__ == "__main__":
    main()
