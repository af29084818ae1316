"""How fast articles are read: extraction alone, with triples, and the whole load, on one core.

    python bench/load.py [--articles N] [--seed N] [--jobs N] [--profile N]
The articles are generated (corpus.py), as long as the seeds. Each part tells articles a second, and the same in units of
two yardsticks that are run before and after it: machines differ, and one machine differs from hour to hour. The whole
load tells the memory after every 500 articles, which has to stay where it is.
"""

from __future__ import annotations

import cProfile
import gc
import os
import pstats
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from corpus import articles

from loader.articles import article_graphs
from loader.collecting import collecting_rarely
from loader.extract import extract
from loader.model import Document
from loader.read import read_documents, sentences, stories
from loader.run import load
from ontology.home import Home
from ontology.lexicon import load_lexicon
from ontology.names import NAMES
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from loader.summary import Refusal, Summary
    from ontology.lexicon import Lexicon

EVERY = 500
"""Articles between two readings of the memory."""
SHOWN = 15
"""Functions of a profile that are printed."""
LOOP = 200_000


@dataclass(slots=True)
class Yardstick:
    """What the machine does in the same minutes: a loop in pure Python, and a scan of the articles for their words."""

    texts: list[str]
    loops: list[float] = field(default_factory=list)
    scans: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Run both once; seconds."""
        started = time.process_time()
        sum(number * number for number in range(LOOP))
        looped = time.process_time()
        for text in self.texts:
            tokenize(text)
        self.loops.append(looped - started)
        self.scans.append((time.process_time() - looped) / len(self.texts))


@dataclass(slots=True)
class Watch:
    """The progress of a load: notes the memory as it goes."""

    memory: list[tuple[int, float]] = field(default_factory=list)

    def advance(self, summary: Summary, source: str) -> None:
        """One more document is done."""
        del source
        if summary.documents % EVERY == 0:
            self.memory.append((summary.documents, resident()))

    def refuse(self, what: str, refusal: Refusal) -> None:
        """A document was not taken."""
        click.echo(f"{refusal.source}: {what}: {refusal.reason}", err=True)


def resident() -> float:
    """The memory of this process that is in use now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def documents(folder: Path) -> Iterator[Document]:
    """The generated articles as the loader reads them."""
    for read in read_documents([str(folder)]):
        if isinstance(read, Document):
            yield read


def extraction(folder: Path, lexicon: Lexicon) -> None:
    """From the file to facts."""
    with collecting_rarely():
        for document in documents(folder):
            for story in stories(document):
                extract(story, sentences(story), lexicon)


def triples(folder: Path, lexicon: Lexicon) -> None:
    """From the file to quads."""
    with collecting_rarely():
        for document in documents(folder):
            article_graphs(document, lexicon, NAMES)


def whole(folder: Path, home: Home, lexicon: Lexicon, jobs: int, watch: Watch) -> Summary:
    """From the file to what is published."""
    return load([str(folder)], home, lexicon=lexicon, names=NAMES, jobs=jobs, progress=watch)


def timed(what: str, count: int, yardstick: Yardstick, work: Callable[[], object]) -> None:
    """Run a part once, between two measurements of the yardstick, and print how fast it was."""
    gc.collect()
    yardstick.measure()
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    yardstick.measure()
    loop, scan = (min(seconds[-2:]) for seconds in (yardstick.loops, yardstick.scans))
    click.echo(
        f"{what:<24} {count / wall:7.1f} articles/s   {1000 * processor / count:6.2f} ms of processor each"
        f" = {processor / count / loop:5.2f} loops = {processor / count / scan:5.1f} scans"
    )


def profiled(folder: Path, home: Path, lexicon: Lexicon) -> None:
    """Print the functions in which a load spends its time."""
    profile = cProfile.Profile()
    profile.runcall(load, [str(folder)], Home(home), lexicon=lexicon, names=NAMES)
    pstats.Stats(profile, stream=sys.stdout).strip_dirs().sort_stats("tottime").print_stats(SHOWN)


def write(folder: Path, lexicon: Lexicon, count: int, seed: int) -> list[str]:
    """Write the articles as files; gives the texts of the first, for the yardstick."""
    folder.mkdir()
    texts = []
    for article in articles(lexicon, count, seed):
        (folder / article.name).write_text(article.text, encoding="utf-8")
        texts.append(article.text)
    if len(set(texts)) != count:
        raise click.ClickException("two articles are alike: change the templates")
    click.echo(f"{count} articles, {sum(map(len, texts)) / count:.0f} characters each; Python {sys.version.split()[0]}")
    return texts[:60]


@click.command()
@click.option("--articles", "count", default=3000, show_default=True, help="How many articles.")
@click.option("--seed", default=1, show_default=True, help="Other articles with another number.")
@click.option("--jobs", default=1, show_default=True, help="Worker processes of the whole load.")
@click.option("--profile", default=120, show_default=True, help="Articles to profile; 0 for none.")
def main(count: int, seed: int, jobs: int, profile: int) -> None:
    """Prints articles a second for each part, the memory over the load, and the functions that take the time."""
    if hasattr(os, "sched_setaffinity") and jobs == 1:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    lexicon, watch = load_lexicon(), Watch()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        yardstick = Yardstick(write(folder, lexicon, count, seed))
        timed("extraction", count, yardstick, lambda: extraction(folder, lexicon))
        timed("extraction and triples", count, yardstick, lambda: triples(folder, lexicon))
        home = Home(Path(name) / "home")
        # What is loaded once into an empty home, ontology and reference data, is no part of the rate.
        load([str(Path(__file__).parent.parent / "seeds")], home, lexicon=lexicon, names=NAMES)
        summaries: list[Summary] = []
        timed("whole load", count, yardstick, lambda: summaries.append(whole(folder, home, lexicon, jobs, watch)))
        click.echo(f"{summaries[0].added} articles added, {len(summaries[0].rejected)} set aside")
        for done, used in watch.memory:
            click.echo(f"{done:>7} articles: {used:6.0f} MB")
        click.echo(f"yardsticks: loop {1000 * min(yardstick.loops):.2f} ms, scan {1000 * min(yardstick.scans):.2f} ms")
        if profile:
            few = Path(name) / "few"
            write(few, lexicon, profile, seed)
            profiled(few, Path(name) / "profiled", lexicon)


if __name__ == "__main__":
    main()
