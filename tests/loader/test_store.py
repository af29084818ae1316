"""The working store through its writer: replacing documents, publishing, the lock, and damage."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from loader.model import ArticleGraph
from loader.storage import publish
from loader.storage.store import BULK_QUADS, Change, Replacement, Writer
from ontology import terms
from ontology.errors import StoreBusy, StoreDamaged
from ontology.home import Home

ROOT = Path(__file__).parent.parent.parent
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def node(path: str) -> NamedNode:
    return NamedNode(f"https://example.org/{path}")


def article(document: str, story: int, version: str, size: int = 3) -> ArticleGraph:
    name, subject = node(f"graph/{document}-{story}"), node(f"article/{document}-{story}")
    quads = [
        Quad(subject, terms.C.document, node(document), name),
        Quad(subject, terms.PROV.wasGeneratedBy, node(f"activity/{version}"), name),
        Quad(subject, node("version"), Literal(version), name),
        Quad(subject, node("note"), Literal('C:\\users "\n\\u0041', language="zh-Hans"), name),
        *(Quad(subject, node(f"p{i}"), Literal(f"0{i}", datatype=INTEGER), name) for i in range(size)),
    ]
    return ArticleGraph.of(name, subject, f"{document}#{story}", quads)


def document(name: str, version: str, stories: int = 2, kept: frozenset[NamedNode] = frozenset()) -> Replacement:
    return Replacement(node(name), tuple(article(name, n, version) for n in range(stories)), kept)


def versions(home: Path) -> dict[str, set[str]]:
    """What readers see: document -> versions of its articles."""
    seen: dict[str, set[str]] = {}
    store = Store.read_only(str((home / "current").resolve()))
    for quad in store.quads_for_pattern(None, terms.C.document, None, None):
        for made in store.quads_for_pattern(quad.subject, node("version"), None, quad.graph_name):
            seen.setdefault(quad.object.value, set()).add(made.object.value)
    return seen


def test_what_is_published_is_what_was_written(home, published):
    with Writer(Home(home)) as store:
        assert store.replace([document("a", "1"), document("b", "1")]) == Change(added=4)
        assert store.publish() == 1
    memory = Store()
    memory.extend(q for name in "ab" for graph in document(name, "1").graphs for q in graph.quads)
    assert published(home) == sorted(map(str, memory))


def test_a_statement_of_two_articles_is_counted_once_and_stays_until_both_are_gone(home, published):
    shared = (node("country/BY"), node("label"), Literal("Belarus"))

    def telling(name: str) -> Replacement:
        graph = article(name, 0, "1")
        return Replacement(
            node(name),
            (ArticleGraph.of(graph.name, graph.article, graph.identifier, (*graph.quads, Quad(*shared, graph.name))),),
        )

    def counted() -> int:
        published(home)  # asserts that the default graph is the union
        store = Store.read_only(str((home / "current").resolve()))
        return len(list(store.query(f"SELECT * {{ {shared[0]} {shared[1]} ?o }}")))

    for change, left in (
        ([telling("a"), telling("b")], 1),
        ([Replacement(node("a"), ())], 1),
        ([Replacement(node("b"), ())], 0),
    ):
        with Writer(Home(home)) as store:
            store.replace(change)
            store.publish()
        assert counted() == left


def test_the_same_again_changes_and_publishes_nothing(home):
    for expected in (Change(added=2), Change(unchanged=2)):
        with Writer(Home(home)) as store:
            assert store.replace([document("a", "1")]) == expected
            assert store.publish() == 1
    assert [folder.name for folder in (home / "snapshots").iterdir()] == ["00000001"]


def test_a_changed_document_with_fewer_stories_replaces_all_of_them(home):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1", stories=3), document("b", "1")])
        assert store.replace([document("a", "2", stories=1)]) == Change(replaced=1, dropped=2)
        store.publish()
        assert list(store.activities(node("a")).values()) == [node("activity/2")]
    assert versions(home) == {node("a").value: {"2"}, node("b").value: {"1"}}
    graphs = list(Store.read_only(str((home / "current").resolve())).named_graphs())
    assert sorted(graph.value for graph in graphs) == [node(f"graph/{x}").value for x in ("a-0", "b-0", "b-1")]


def test_a_kept_graph_stays_as_it_was(home):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1")])
        change = store.replace([document("a", "2", stories=1, kept=frozenset({node("graph/a-1")}))])
        assert change == Change(replaced=1)
        assert sorted(map(str, store.activities(node("a")).values())) == [
            str(node("activity/1")),
            str(node("activity/2")),
        ]


def test_reference_graphs_are_replaced_only_when_they_differ(home):
    def words(*labels: str) -> list[Quad]:
        return [Quad(node("x"), node("label"), Literal(label, language="en"), node("reference")) for label in labels]

    with Writer(Home(home)) as store:
        assert store.replace_reference(words("a", "b"))
        assert not store.replace_reference(words("b", "a"))
        assert store.publish() == 1
        assert store.replace_reference(words("b", "c"))
        assert store.publish() == 2
    found = {quad.object.value for quad in Store.read_only(str((home / "current").resolve()))}
    assert found == {"b", "c"}


def test_two_generations_are_kept_and_open_readers_survive(home):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1")])
        store.publish()
        reader = Store.read_only(str((home / "current").resolve()))
        for version in ("2", "3", "4"):
            store.replace([document("a", version)])
            store.publish()
    assert sorted(folder.name for folder in (home / "snapshots").iterdir()) == ["00000003", "00000004"]
    assert (home / "current").readlink() == Path("snapshots/00000004")
    seen = {quad.object.value for quad in reader.quads_for_pattern(None, node("version"), None, None)}
    assert seen == {"1"}


def test_a_second_writer_is_told_who_holds_the_lock(home):
    with Writer(Home(home)), pytest.raises(StoreBusy, match=rf"process {os.getpid()} .*wait"), Writer(Home(home)):
        pass
    with Writer(Home(home)):
        pass


def test_what_a_killed_load_left_is_removed(home, published):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1")])
        store.publish()
    before = published(home)
    leftovers = [home / "store" / "bulk-17.sst", home / "texts" / "ab.tmp", home / "current.tmp"]
    folders = [home / "snapshots" / "00000002.tmp", home / "rejected" / "x.tmp", home / "store.tmp"]
    for folder in (*folders, home / "texts"):
        folder.mkdir(parents=True, exist_ok=True)
    for file in (*leftovers, folders[0] / "CURRENT"):
        file.write_bytes(b"half")
    with Writer(Home(home)) as store:
        assert store.publish() == 1
    assert not [path for path in (*leftovers, *folders) if path.exists()]
    assert published(home) == before


DAMAGE = {
    "no CURRENT": lambda store: (store / "CURRENT").unlink(),
    "empty CURRENT": lambda store: os.truncate(store / "CURRENT", 0),
    "no manifest": lambda store: next(store.glob("MANIFEST-*")).unlink(),
    "cut manifest": lambda store: os.truncate(next(store.glob("MANIFEST-*")), 200),
    "no tables": lambda store: [path.unlink() for path in store.glob("*.sst")],
    "cut table": lambda store: os.truncate(max(store.glob("*.sst"), key=lambda path: path.stat().st_size), 500),
    "store gone": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_store_is_restored_from_the_snapshot_with_a_warning(home, published, caplog, damage):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1")])
        store.publish()
    before = published(home)
    copy_apart(home / "store")
    damage(home / "store")
    with Writer(Home(home)) as store:
        assert "restored" in caplog.text
        assert store.replace([document("a", "1"), document("b", "1")]) == Change(added=2, unchanged=2)
        store.publish()
    assert set(published(home)) > set(before)
    assert (home / "store.damaged-1").exists() == (damage is not shutil.rmtree)


def copy_apart(store: Path) -> None:
    """End the sharing of files with the snapshots, so that damage is to this copy alone."""
    shutil.copytree(store, store.with_name("apart"))
    shutil.rmtree(store)
    store.with_name("apart").rename(store)


def test_a_store_and_snapshot_that_are_both_damaged_are_an_error_with_a_remedy(home):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1")])
        store.publish()
    for folder in (home / "store", home / "current"):
        (folder / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreDamaged, match=r"move .* aside and load the documents again"), Writer(Home(home)):
        pass


def test_a_load_that_was_killed_before_publishing_is_published_by_the_next(home):
    with Writer(Home(home)) as store:
        store.replace([document("a", "1")])
    assert publish.generation(Home(home)) is None
    with Writer(Home(home)) as store:
        assert store.replace([document("a", "1")]) == Change(unchanged=2)
        assert store.publish() == 1


ENDLESS = f"""
import itertools, sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]
from test_store import document
from loader.storage.store import Writer
from ontology.home import Home

start = int(sys.argv[2])
with Writer(Home(Path(sys.argv[1]))) as store:
    print("open", flush=True)
    for version in itertools.count(start):
        store.replace([document(name, str(version), stories=1 + version % 3) for name in "abcdefgh"])
        store.publish()
"""


def test_kill_at_any_moment_leaves_whole_documents_published(home):
    chance = random.Random(20170409)  # noqa: S311 - a fixed sequence is the point
    with Writer(Home(home)) as store:
        started = time.monotonic()
        store.replace([document(name, "0", stories=1) for name in "abcdefgh"])
        store.publish()
        span = max(0.15, 6 * (time.monotonic() - started))  # a busy machine is slower: a few publications long
    newest = 0
    for kill in range(30):
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, home, str((kill + 1) * 1000)], stdout=subprocess.PIPE, text=True
        )
        with process:
            assert process.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0, span))
            process.send_signal(signal.SIGKILL)
        seen = versions(home)
        assert len(seen) == 8
        (version,) = set.union(*seen.values())
        assert int(version) >= newest, "a published generation was lost"
        newest = int(version)
    assert newest > 20_000, "the kills came before anything was published"


BULKY = f"""
import sys
from pathlib import Path
sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]
from test_store import BULKY_SIZE, article, node
from loader.storage.store import Replacement, Writer
from ontology.home import Home

start = int(sys.argv[2])
with Writer(Home(Path(sys.argv[1]))) as store:
    print("open", flush=True)
    for number in range(start, start + 200):
        store.replace([Replacement(node(f"{{number}}"), (article(f"{{number}}", 0, "1", BULKY_SIZE),))])
"""
BULKY_SIZE = BULK_QUADS


def test_kill_while_writing_in_bulk_leaves_whole_documents(home):
    chance = random.Random(20230706)  # noqa: S311 - a fixed sequence is the point
    written = 0
    for kill in range(8):
        process = subprocess.Popen(
            [sys.executable, "-c", BULKY, home, str(kill * 1000)], stdout=subprocess.PIPE, text=True
        )
        with process:
            assert process.stdout.readline() == "open\n"
            time.sleep(chance.uniform(0.1, 1.5))
            process.send_signal(signal.SIGKILL)
        with Writer(Home(home)) as writer:
            assert not list(Home(home).store.glob("bulk-*"))
            sizes = Counter(quad.graph_name for quad in writer._store)
        in_union = sizes.pop(DefaultGraph(), 0)
        assert set(sizes.values()) <= {BULKY_SIZE + 4}, "a part of a document was written"
        assert in_union == sum(sizes.values())
        written = len(sizes)
    assert written > 8, "the kills came before anything was written"
