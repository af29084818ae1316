"""What each bomb does to `comity serve`, to `oxigraph serve` and to `rdflib-endpoint`, side by side.

    python -m bench.bombs [--only TEXT] [--server NAME] [--deadline S] [--others VENV]

For each bomb: the status, the seconds until it came, the most memory that all processes of the server held, whether
the server lives, and the 99th percentile of four innocent clients' waiting as a multiple of what it was just before.
A server that died, or that no longer answers, is started again for the next bomb.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from bench.innocents import Innocents
from bench.servers import NAMES, ROOT, Servers, others
from loader.run import load
from ontology.home import Home
from ontology.lexicon import load_lexicon
from ontology.names import NAMES as IRIS
from tests.bombs.client import Trap
from tests.bombs.model import Around, Bomb, Fate, Request, told
from tests.bombs.running import watched
from tests.bombs.sieges import SIEGES, Siege
from tests.bombs.suite import BOMBS

if TYPE_CHECKING:
    from bench.innocents import Latency
    from tests.bombs.running import Running

TOKEN = "a-token-for-the-bombs"  # noqa: S105 - it opens nothing but the servers of this bench
_SMALL = quote("SELECT ?o { <https://w3id.org/comity/id/country/BY> a ?o } # ")
_ATTACKER = "127.0.0.66"
_BUSY = 0.5
_PEACE = Siege("nothing, to compare", 0, lambda _, __: [], lambda _, __: None)
"""Tells how far two measurements of the innocents lie apart if nobody sends anything."""
_GIVES_WAY = 10
"""The niceness of who sends the bombs: in the world they have machines of their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one bomb did to one server.

    Attributes:
        status: of the first answer, or its fate.
        seconds: until it came.
        memory: the most bytes that all processes held.
        alive: whether the server answers afterwards.
        reached: whether it knocked at the trap.
        ratio: the innocents' p99 with the bomb in multiples of the one without; infinite if they got no answer.
    """

    status: int
    seconds: float
    memory: int
    alive: bool
    reached: bool
    ratio: float

    def __str__(self) -> str:
        state = ("reached out" if self.reached else "") if self.alive else "GONE"
        return f"{told(self.status):>6} {self.seconds:5.1f}s {self.memory / 1e6:5.0f}M {self.ratio:6.1f}x {state:<14}"


class Range:
    """One server at a time, and everything that is fired at it."""

    def __init__(self, servers: Servers, name: str, trap: Trap, window: float) -> None:
        self.servers, self.name, self.trap, self.window = servers, name, trap, window
        self.patience = servers.deadline + 8
        self.stack = ExitStack()
        self.running: Running | None = None
        self.attacker = ThreadPoolExecutor(1, initializer=_give_way)

    def ready(self) -> tuple[Running, Innocents]:
        """The server, started again if it is gone, silent or still busy with the bomb before."""
        if self.running is None or not self._answers(self.running) or _busy(self.running):
            self.stack.close()
            # One client sends all bombs: its allowance of processor time is not what is measured.
            self.running = self.servers.start(self.name, client_seconds="1000000")
            self.stack.callback(self.running.kill)
            path = self.running.paths.get("/sparql", "/sparql")
            self.innocents = self.stack.enter_context(Innocents(self.running.address, f"{path}?query={_SMALL}"))
            time.sleep(self.window)
        return self.running, self.innocents

    def fire(self, bomb: Bomb | Siege) -> Row:
        """Measure the innocents without it, then with it."""
        running, innocents = self.ready()
        innocents.told()
        time.sleep(self.window)
        without = innocents.told()
        self.trap.seen.clear()
        with watched(running) as most:
            began = time.monotonic()
            status = self.attacker.submit(self._fired, running, bomb).result()
            seconds = self.seconds if isinstance(bomb, Bomb) else time.monotonic() - began
            within = innocents.told()
        alive = self._answers(running)
        return Row(status, seconds, most[0], alive, bool(self.trap.seen), _ratio(without, within))

    def _fired(self, running: Running, bomb: Bomb | Siege) -> int:
        return self._siege(running, bomb) if isinstance(bomb, Siege) else self._repeated(running, bomb)

    def _repeated(self, running: Running, bomb: Bomb) -> int:
        """The bomb again and again until the window is over; the first answer counts."""
        request, until = bomb.request(Around(self.trap.url, TOKEN)), time.monotonic() + self.window
        first = running.ask(request, source=_ATTACKER, patience=self.patience)
        self.seconds = first.seconds
        while time.monotonic() < until and running.alive():
            running.ask(request, source=_ATTACKER, patience=self.patience)
        return first.status

    def _siege(self, running: Running, siege: Siege) -> int:
        """The siege for two windows; the status is that of a small question meanwhile."""
        with siege.around(running):
            time.sleep(2 * self.window)
            return running.ask(Request("GET", "/sparql?query=ASK%7B%7D", {}), patience=self.patience).status

    def _answers(self, running: Running) -> bool:
        asked = Request("GET", "/sparql?query=ASK%7B%7D", {})
        return running.alive() and running.ask(asked, patience=3).status == 200


def _give_way() -> None:
    """Let the server and the innocents go first, from this thread on and all that it starts."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _GIVES_WAY)


def _ratio(without: Latency, within: Latency) -> float:
    if within.answers == within.failures or not without.p99:
        return float("inf")
    return within.p99 / without.p99


def _busy(running: Running) -> bool:
    """Whether it still works on what nobody waits for any more: the innocents take far less."""
    before = running.processor()
    time.sleep(_BUSY)
    return running.processor() - before > 0.8 * _BUSY


def summary(name: str, bombs: list[Bomb | Siege], rows: list[Row]) -> str:
    """One line about a server."""
    rows = [row for bomb, row in zip(bombs, rows, strict=True) if bomb is not _PEACE]
    bombs = [bomb for bomb in bombs if bomb is not _PEACE]
    as_said = sum(row.status in bomb.statuses for bomb, row in zip(bombs, rows, strict=True) if isinstance(bomb, Bomb))
    single = sum(isinstance(bomb, Bomb) for bomb in bombs)
    return (
        f"{name:<9} as documented {as_said} of {single}; gone after {sum(not row.alive for row in rows)}; "
        f"hung {sum(row.status == Fate.HUNG for row in rows)}; reached out {sum(row.reached for row in rows)}; "
        f"p99 at most doubled {sum(row.ratio <= 2 for row in rows)} of {len(rows)}; "
        f"most memory {max(row.memory for row in rows) / 1e6:.0f} MB"
    )


@click.command()
@click.option("--only", default="", help="Only bombs with this in their name.")
@click.option("--every", default=1, show_default=True, help="Only each so many-th bomb of a kind.")
@click.option("--server", "names", multiple=True, type=click.Choice(NAMES), help="Only this server; may be repeated.")
@click.option("--deadline", default=2.0, show_default=True, help="Seconds a query may take.")
@click.option("--window", default=2.0, show_default=True, help="Seconds the innocents are watched.")
@click.option("--others", "venv", default="", help="A virtual environment with oxigraph and rdflib-endpoint.")
@click.option("--home", "given", default="", help="A loaded home; without it the seeds are loaded into a new one.")
def main(only: str, every: int, names: tuple[str, ...], deadline: float, window: float, venv: str, given: str) -> None:
    """Prints the matrix and a summary; on stderr each row as it comes."""
    fired_at = [bomb for bomb in [*some(every), *SIEGES] if only in str(bomb)]
    chosen = [_PEACE, *fired_at[: len(fired_at) // 2], _PEACE, *fired_at[len(fired_at) // 2 :], _PEACE]
    with tempfile.TemporaryDirectory() as scratch, Trap() as trap:
        folder = Path(scratch)
        home = Path(given) if given else folder / "loaded"
        if not given:
            load([str(ROOT / "seeds")], Home(home), lexicon=load_lexicon(), names=IRIS)
        servers = Servers(home, folder, others(venv, folder), deadline=deadline, token=TOKEN)
        rows = {name: fired(Range(servers, name, trap, window), chosen) for name in names or NAMES}
    click.echo(f"{'':<52}" + "".join(f" {name:<39}" for name in rows))
    for number, bomb in enumerate(chosen):
        click.echo(f"{bomb!s:<52}" + "".join(f" {seen[number]}" for seen in rows.values()))
    for name, seen in rows.items():
        click.echo(summary(name, chosen, seen))


def some(every: int) -> list[Bomb]:
    """The first of each kind, and then each so many-th."""
    kinds: dict[str, list[Bomb]] = {}
    for bomb in BOMBS:
        kinds.setdefault(bomb.kind, []).append(bomb)
    return [bomb for bombs in kinds.values() for bomb in bombs[::every]]


def fired(at: Range, bombs: list[Bomb | Siege]) -> list[Row]:
    """Everything at one server, told on stderr as it goes."""
    rows = []
    with at.stack:
        for bomb in bombs:
            rows.append(at.fire(bomb))
            click.echo(f"{at.name:<9} {bomb!s:<52} {rows[-1]}", err=True)
    return rows


if __name__ == "__main__":
    main()
