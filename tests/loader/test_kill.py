"""kill -9 at any moment of a load: nothing that was published is lost, and the next load ends as if undisturbed."""

from __future__ import annotations

import random
import shutil
import time

import pytest

KILLS = 30


@pytest.fixture
def base(comity, seeds, home, tmp_path):
    """A home in which two documents are published, one of them in an older version; gives a copy to start from."""
    old = tmp_path / "old"
    old.mkdir()
    for seed in sorted(seeds.glob("00[03]_*.txt")):
        text = seed.read_text(encoding="utf-8")
        (old / seed.name).write_text(text + ("\nAn older ending.\n" if seed.name < "001" else ""), encoding="utf-8")
    comity("load", old)
    copy = tmp_path / "base"
    shutil.copytree(home, copy, symlinks=True)
    return copy


def test_thirty_kills_lose_nothing(comity, seeds, home, base, published):
    before = published(home)
    started = time.monotonic()
    comity("load", seeds)
    seconds = time.monotonic() - started
    after = published(home)
    assert after != before
    chance = random.Random(19920210)  # noqa: S311 - a fixed sequence is the point
    reset(home, base)
    interrupted = 0
    for kill in range(KILLS):
        with comity.start("load", seeds) as process:
            time.sleep(seconds * (kill + chance.random()) / KILLS)
            process.kill()
        interrupted += process.returncode == -9
        if process.returncode != -9:
            seconds *= 0.9  # the machine was busier at first
        assert published(home) in (before, after), f"kill {kill} left something else published"
        if published(home) == after:
            reset(home, base)
    assert interrupted > KILLS / 2, "most loads were over before their kill"
    comity("load", seeds)
    assert published(home) == after
    assert not list((home / "snapshots").glob("*.tmp"))
    assert not list((home / "store").glob("bulk-*"))


def reset(home, base):
    shutil.rmtree(home)
    shutil.copytree(base, home, symlinks=True)
