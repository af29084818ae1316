"""The bench runs from end to end, on articles that are the same each time. How fast it was is nobody's test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def python(*arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, env=environment, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_bench_of_loading_tells_each_part_and_takes_every_article() -> None:
    told = python("bench/load.py", "--articles", "12", "--profile", "2")
    for part in ("extraction", "extraction and triples", "whole load"):
        assert re.search(rf"^{part} +[0-9.]+ articles/s", told, re.MULTILINE), told
    assert "12 articles added, 0 set aside" in told
    assert "function calls" in told


def test_generated_articles_are_the_same_each_time_and_no_two_alike() -> None:
    program = (
        "import sys; sys.path.insert(0, 'bench'); from corpus import articles, length\n"
        "from ontology.lexicon import load_lexicon\n"
        "made = list(articles(load_lexicon(), 30))\n"
        "print(len({one.text for one in made}), len({one.language for one in made}))\n"
        "print(sum(length(one.text) for one in made) // 30, hash(tuple(one.text for one in made)))\n"
    )
    os.environ["PYTHONHASHSEED"] = "0"
    first = python("-c", program)
    assert first == python("-c", program)
    assert first.startswith("30 6\n")
    seeds = [len(path.read_text(encoding="utf-8")) for path in (ROOT / "seeds").glob("*.txt")]
    mean = int(first.split()[2])
    assert abs(mean - sum(seeds) / len(seeds)) < 400
