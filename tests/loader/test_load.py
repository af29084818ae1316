"""A load as a whole: what goes in, what stays, what is set aside, and what the user is told."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Store

from loader.articles import article_graphs
from loader.model import ArticleGraph
from loader.run import load
from loader.storage.compaction import FRESH_SHARE
from loader.storage.store import Writer
from ontology.errors import ComityError
from ontology.home import Home
from ontology.lexicon import load_lexicon
from ontology.terms import NAMES, OA, SCHEMA, C


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


@pytest.fixture
def news(tmp_path, seeds) -> Path:
    """A folder with two of the seeds, to change at will."""
    folder = tmp_path / "news"
    folder.mkdir()
    for seed in sorted(seeds.glob("00[03]_*.txt")):
        shutil.copy(seed, folder)
    return folder


def summary(result) -> dict:
    return json.loads(result.out)


def test_the_seeds_load_and_the_second_load_changes_nothing(comity, seeds, home, published):
    first = summary(comity("load", seeds, "--json"))
    assert (first["documents"], first["unchanged_documents"], first["generation"]) == (5, 0, 1)
    before = published(home)
    second = summary(comity("load", seeds, "--json"))
    assert (second["documents"], second["unchanged_documents"], second["generation"]) == (5, 5, 1)
    assert [second[key] for key in ("added", "replaced", "unchanged", "dropped")] == [0, 0, 0, 0]
    assert published(home) == before
    assert second["articles"] == first["articles"] == first["added"] > 5


def test_two_homes_and_any_number_of_jobs_give_the_same_statements(tmp_path, seeds, published, lexicon):
    for name, jobs in (("one", 1), ("three", 3)):
        assert load([str(seeds)], Home(tmp_path / name), lexicon=lexicon, names=NAMES, jobs=jobs).exit_code == 0
    assert published(tmp_path / "one") == published(tmp_path / "three")


def sizes_of(folder):
    """The files that hold statements, each with its size: the engine merges small ones whenever it likes."""
    return {file.name: file.stat().st_size for file in folder.glob("*.sst")}


def share_of(names, sizes):
    """How much of the bytes are in files with these names."""
    return sum(size for name, size in sizes.items() if name in names) / sum(sizes.values())


def test_a_load_is_published_compacted_and_a_small_one_does_not_rewrite_everything(comity, news, home):
    comity("load", news)
    first = sizes_of(home / "current")
    assert share_of((home / "compacted").read_text().split(), first) > 1 - FRESH_SHARE
    file = next(news.glob("000_*"))
    file.write_text(file.read_text(encoding="utf-8") + "\nA new last paragraph.\n", encoding="utf-8")
    comity("load", news)
    assert share_of(first, sizes_of(home / "current")) > 1 - FRESH_SHARE, "what was there before is still in use"
    (home / "compacted").unlink()
    file.write_text(file.read_text(encoding="utf-8") + "\nAnother one.\n", encoding="utf-8")
    comity("load", news)
    assert share_of(first, sizes_of(home / "current")) < FRESH_SHARE, (
        "merged anew where nothing is known to be compacted"
    )


def test_the_summary_is_readable(comity, news):
    result = comity("load", news)
    assert "2 documents read, 0 of them unchanged" in result.out
    assert "2 articles added" in result.out
    assert "Published generation 1: 2 articles" in result.out


def test_a_changed_document_replaces_its_graph(comity, news, home, published):
    comity("load", news)
    before = published(home)
    file = next(news.glob("000_*"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\nA new last paragraph that says nothing in particular.\n", encoding="utf-8")
    changed = summary(comity("load", news, "--json"))
    assert (changed["replaced"], changed["unchanged_documents"], changed["generation"]) == (1, 1, 2)
    assert published(home) != before
    file.write_text(text, encoding="utf-8")
    comity("load", news)
    assert published(home) == before


def test_stories_that_are_gone_are_dropped(comity, news, seeds, home):
    file = news / "paper.txt"
    shutil.copy(next(seeds.glob("002_*")), file)
    first = summary(comity("load", file, "--json"))
    assert first["articles"] == 4
    shutil.copy(next(seeds.glob("000_*")), file)
    second = summary(comity("load", file, "--json"))
    assert (second["articles"], second["added"] + second["replaced"]) == (1, 1)
    assert second["dropped"] == 4 - second["replaced"]


def test_evidence_is_the_text_at_its_offsets(comity, seeds, home):
    comity("load", seeds)
    store = Store.read_only(str((home / "current").resolve()))
    digests = {quad.graph_name: quad.object.value for quad in store.quads_for_pattern(None, C.textSha256, None, None)}
    checked = 0
    for quad in store.quads_for_pattern(None, OA.exact, None, None):
        if quad.graph_name == DefaultGraph():
            continue
        start, end = (
            int(next(iter(store.quads_for_pattern(quad.subject, term, None, quad.graph_name))).object.value)
            for term in (OA.start, OA.end)
        )
        text = (home / "texts" / f"{digests[quad.graph_name]}.txt").read_bytes().decode()
        assert text[start:end] == quad.object.value
        checked += 1
    assert checked > 10


def test_texts_that_nothing_quotes_any_more_are_removed(comity, news, home):
    comity("load", news)
    file = next(news.glob("000_*"))
    for edit in range(3):
        file.write_text(file.read_text(encoding="utf-8") + f"\nOne more sentence, number {edit}.\n", encoding="utf-8")
        comity("load", news)
    assert len(list((home / "texts").iterdir())) == 3  # one unchanged, two versions of the other


def without_language(document, lexicon, names) -> tuple[ArticleGraph, ...]:
    """What a bug would do: a second story without its language."""
    graphs = article_graphs(document, lexicon, names)
    return tuple(
        ArticleGraph.of(
            graph.name,
            graph.article,
            graph.identifier,
            (q for q in graph.quads if at != 1 or q.predicate != SCHEMA.inLanguage),
        )
        for at, graph in enumerate(graphs)
    )


def broken_for_000(document, lexicon, names) -> tuple[ArticleGraph, ...]:
    if document.identifier.startswith("000_"):
        raise LookupError("a rule that is wrong")
    return article_graphs(document, lexicon, names)


def test_an_article_that_violates_is_set_aside_and_its_siblings_go_in(seeds, home, lexicon):
    paper = [str(next(seeds.glob("002_*")))]
    result = load(paper, Home(home), lexicon=lexicon, names=NAMES, build=without_language)
    assert (result.exit_code, result.added, len(result.rejected), result.articles) == (3, 3, 1, 3)
    folder = Path(result.rejected[0].report)
    assert sorted(path.name for path in folder.iterdir()) == [
        "article.ttl", "document.txt", "identifier.txt", "report.ttl", "report.txt",
    ]  # fmt: skip
    assert "[Article-inLanguage]" in (folder / "report.txt").read_text(encoding="utf-8")
    again = load(paper, Home(home), lexicon=lexicon, names=NAMES, build=without_language)
    assert (again.exit_code, again.unchanged, again.generation) == (3, 3, 1)
    good = load(paper, Home(home), lexicon=lexicon, names=NAMES)
    assert (good.exit_code, good.added, good.unchanged, good.articles) == (0, 1, 3, 4)
    assert not folder.exists()


def test_an_article_that_violates_after_a_change_keeps_its_earlier_version(seeds, home, lexicon, published):
    paper = home.parent / "paper.txt"
    shutil.copy(next(seeds.glob("002_*")), paper)
    load([str(paper)], Home(home), lexicon=lexicon, names=NAMES)
    second = next(line for line in published(home) if f"{C.document} " in line and "paper-txt-2" in line)
    paper.write_text("\n" + paper.read_text(encoding="utf-8"), encoding="utf-8")
    result = load([str(paper)], Home(home), lexicon=lexicon, names=NAMES, build=without_language)
    assert (len(result.rejected), result.replaced, result.dropped, result.articles) == (1, 3, 0, 4)
    assert second in published(home)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_in_one_document_does_not_lose_the_others(news, home, lexicon, jobs):
    result = load([str(news)], Home(home), lexicon=lexicon, names=NAMES, build=broken_for_000, jobs=jobs)
    assert (result.exit_code, result.added, len(result.rejected)) == (3, 1, 1)
    assert "LookupError: a rule that is wrong" in result.rejected[0].reason
    report = (Path(result.rejected[0].report) / "report.txt").read_text(encoding="utf-8")
    assert "Traceback" in report
    assert "broken_for_000" in report


def test_a_failure_keeps_the_earlier_version(news, home, lexicon, published):
    load([str(news)], Home(home), lexicon=lexicon, names=NAMES)
    before = published(home)
    file = next(news.glob("000_*"))
    file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    result = load([str(news)], Home(home), lexicon=lexicon, names=NAMES, build=broken_for_000)
    assert (result.exit_code, result.dropped, result.generation) == (3, 0, 1)
    assert published(home) == before


def test_a_home_that_is_being_written_is_left_alone_with_a_clear_line(comity, news, home):
    with Writer(Home(home)):
        result = comity("load", news, code=1)
    assert f"process {os.getpid()} is loading into this home" in result.err
    assert "Traceback" not in result.err
    comity("load", news)


def test_nothing_to_load_is_said(comity, tmp_path, home):
    (tmp_path / "empty").mkdir()
    result = comity("load", tmp_path / "empty", code=4)
    assert "nothing to load" in result.err
    assert not home.exists()


def test_a_folder_with_bad_files_among_good_ones(comity, news, home):
    bad = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
        "huge.txt": b"A sentence of no importance. " * 1_800_000,
        "lines.jsonl": b'{"url": "https://example.org/1", "text": "Good."}\n{"url": \n',
        "nothing.html": b"<html><head><title>x</title></head></html>",
    }
    for name, content in bad.items():
        (news / name).write_bytes(content)
    (news / "loop.txt").symlink_to("loop.txt")
    (news / "latin-1.txt").write_bytes("Le ministre de l'Intérieur a été reçu à Minsk.\n".encode("latin-1"))
    result = comity("load", news, "--json", code=3)
    told = summary(result)
    assert told["articles"] >= 2
    for name in (*bad, "loop.txt"):
        lines = [line for line in result.err.splitlines() if name in line]
        assert lines, f"not a word about {name}"
    assert any("lines.jsonl:2" in line for line in result.err.splitlines())
    assert "Traceback" not in result.err
    for line in result.err.splitlines():
        assert len(line) < 500


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_load_publishes_what_is_done_and_goes_on_later(
    comity, seeds, home, tmp_path, published, lexicon, number, code, jobs
):
    many = tmp_path / "many"
    many.mkdir()
    for copy in range(4):
        for seed in seeds.glob("*.txt"):
            shutil.copy(seed, many / f"{copy}-{seed.name}")
    with comity.start("load", many, "--jobs", jobs) as process:
        wait_for_a_text(home, process)
        os.killpg(process.pid, number)
        out, err = process.communicate(timeout=60)
    assert process.returncode == code, err.decode()[:2000]
    assert b"run the same command again to go on" in out
    assert b"Traceback" not in err
    done = published(home)
    load([str(many)], Home(home), lexicon=lexicon, names=NAMES)
    load([str(many)], Home(tmp_path / "undisturbed"), lexicon=lexicon, names=NAMES)
    assert set(done) < set(published(home))
    assert published(home) == published(tmp_path / "undisturbed")


def kill_the_worker(document, lexicon, names) -> tuple[ArticleGraph, ...]:
    """What the system does to a process when memory runs out."""
    if document.identifier.startswith("003_"):
        os.kill(os.getpid(), signal.SIGKILL)
    return article_graphs(document, lexicon, names)


def test_a_worker_that_is_killed_ends_the_load_with_a_clear_line(news, home, lexicon):
    with pytest.raises(ComityError, match=r"worker process was killed.*fewer --jobs"):
        load([str(news)], Home(home), lexicon=lexicon, names=NAMES, build=kill_the_worker, jobs=2)
    assert load([str(news)], Home(home), lexicon=lexicon, names=NAMES).articles == 2


def wait_for_a_text(home, process):
    """Until the first document is done."""
    while not list((home / "texts").glob("*.txt")) and process.poll() is None:
        time.sleep(0.01)


def test_workers_do_not_outlive_a_killed_parent(comity, seeds, home):
    with comity.start("load", seeds, "--jobs", 2) as process:
        wait_for_a_text(home, process)
        process.kill()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("workers go on after their parent was killed")


def test_the_published_store_and_good_files_conform(comity, seeds):
    comity("load", seeds)
    assert "conforms" in comity("validate").out.lower()
    told = json.loads(comity("validate", "--format", "json").out)
    assert told["conforms"] is True


def test_a_file_that_violates_is_named_with_its_shape(comity, tmp_path):
    file = tmp_path / "bad.ttl"
    file.write_text(
        "@prefix c: <https://w3id.org/comity#> .\n<https://w3id.org/comity/id/meeting/x> a c:Meeting .\n",
        encoding="utf-8",
    )
    result = comity("validate", file, code=3)
    assert "Meeting-kind" in result.out
    assert "sh:ValidationReport" in comity("validate", file, "--format", "turtle", code=3).out
    assert json.loads(comity("validate", file, "--format", "json", code=3).out)["conforms"] is False


def test_a_text_that_was_tampered_with_is_a_violation(comity, seeds, home):
    comity("load", seeds)
    text = max((home / "texts").iterdir(), key=lambda path: path.stat().st_size)
    text.write_text("x" + text.read_text(encoding="utf-8"), encoding="utf-8")
    comity("validate", code=3)


def test_validate_without_a_store_says_so(comity):
    assert "comity load" in comity("validate", code=4).err
