"""Extraction does not fall below the quality that was measured: `comity evaluate --floors`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
GOLD = TESTS / "gold"
FLOORS = TESTS / "cases" / "floors.json"
NEWS = sorted(folder for folder in (TESTS / "news").iterdir() if folder.is_dir())


def test_no_score_falls_below_its_floor(comity):
    comity("evaluate", GOLD, "--floors", FLOORS)


@pytest.mark.parametrize("corpus", NEWS, ids=lambda folder: folder.name)
def test_no_score_on_made_up_news_falls_below_its_floor(comity, corpus):
    comity("evaluate", corpus, "--floors", corpus / "floors.json")


@pytest.mark.parametrize("corpus", [GOLD, *NEWS], ids=lambda folder: folder.name)
def test_every_annotated_article_can_be_stored_and_explained(comity, corpus):
    assert json.loads(comity("evaluate", corpus, "--json").out)["refused"] == []
    told = comity("explain", "--no-triples", *sorted((corpus / "articles").iterdir())).out
    assert told.count("DOCUMENT ") == len(list((corpus / "articles").iterdir()))


def test_a_score_below_its_floor_is_told_and_no_floor_is_lowered(comity, tmp_path):
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    floors["floors"]["all"]["meetings"] = 1.0
    high = tmp_path / "floors.json"
    high.write_text(json.dumps(floors), encoding="utf-8")
    fallen = comity("evaluate", GOLD, "--floors", high, code=3)
    assert "all: meetings fell to" in fallen.err
    refused = comity("evaluate", GOLD, "--floors", high, "--raise-floors", code=2)
    assert "a floor is never lowered" in refused.err
    assert json.loads(high.read_text(encoding="utf-8")) == floors


def test_floors_of_another_corpus_do_not_count(comity, tmp_path):
    other = tmp_path / "floors.json"
    other.write_text(json.dumps({"corpus": "another", "floors": {}}), encoding="utf-8")
    assert "measured on other annotations" in comity("evaluate", GOLD, "--floors", other, code=2).err


def test_the_scores_by_language_and_as_json(comity):
    assert "precision" in comity("evaluate", GOLD, "--json").out
    told = comity("evaluate", GOLD, "--by-language", "--split", "check").out
    assert "agreements: fully right" in told
    assert "\nru " in told


def test_missing_annotations_are_told(comity, tmp_path):
    assert "no annotations here" in comity("evaluate", tmp_path, code=2).err
