"""`comity explain` shows each stage; a word added at run time makes a new fact."""

from __future__ import annotations

import json

from loader.explain import GUARDS
from loader.extract.events.frames import AGREEMENT_FRAMES, MEETING_FRAMES
from loader.extract.facts import Objection

DEBRIS = """
@prefix c: <https://w3id.org/comity#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix threat: <https://w3id.org/comity/id/threat/> .
threat:space-debris a c:Threat, skos:Concept ; skos:notation "space-debris" ; skos:broader threat:crime ;
    skos:prefLabel "space debris"@en .
"""
NEWS = "Talks in Hanoi\n\nThe coast guards of Vietnam and Indonesia held talks in Hanoi on 4 May 2021 on the fight against space debris.\n"


def test_every_stage_is_shown(comity, seeds):
    told = comity("explain", next(seeds.glob("000_*"))).out
    for stage in (
        "DOCUMENT 000_16326f9810dc3022.txt",
        "title: Belarus' and China's law enforcement agencies need closer cooperation",
        "language: en; published: not stated",
        "MENTIONS, sentence by sentence",
        "signed → agreement-verb",
        "PEOPLE: ",
        "MEETING Meeting between Belarus and China, 10 April",
        "AGREEMENT Programme between Belarus and China, signed 9 April",
        "rule agreement-signed, cue “signed … co-operation program”",
        "evidence [2570–2657]: On April 9, the Prosecutors General",
        "TRIPLES in <https://w3id.org/comity/graph/",
        "c:signedOn",
    ):
        assert stage in told
    missed = comity("explain", "--no-triples", next(seeds.glob("001_*"))).out
    assert "NEAR MISSES" in missed
    assert "the word alone tells of no event" in missed
    assert "TRIPLES" not in comity("explain", "--no-triples", next(seeds.glob("000_*"))).out


def test_every_guard_says_why():
    guards = {frame.id for frame in (*AGREEMENT_FRAMES, *MEETING_FRAMES) if frame.status is None}
    assert guards | set(Objection) == GUARDS.keys()


def test_what_is_only_empowered_is_explained(comity, tmp_path):
    text = "The justice minister of Belarus was authorised to meet his counterpart from Vietnam.\n"
    (tmp_path / "mandate.txt").write_text(text, encoding="utf-8")
    assert GUARDS[Objection.MANDATED] in comity("explain", tmp_path / "mandate.txt").out


def test_what_cannot_be_read_is_told_and_the_rest_explained(comity, seeds, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    result = comity("explain", empty, next(seeds.glob("003_*")), code=3)
    assert str(empty) in result.err
    assert "STORY 003_4f993f6459ddb4bf.txt" in result.out


def test_a_threat_in_a_file_of_ones_own_is_found_and_stored(comity, tmp_path):
    news, words = tmp_path / "talks.txt", tmp_path / "space-debris.ttl"
    news.write_text(NEWS, encoding="utf-8")
    words.write_text(DEBRIS, encoding="utf-8")
    query = "SELECT ?threat { ?meeting a c:Meeting ; c:discusses ?threat }"
    comity("load", news)
    assert json.loads(comity("query", "--format", "json", query).out)["results"]["bindings"] == []
    comity("load", "--lexicon", words, news)
    (row,) = json.loads(comity("query", "--format", "json", query).out)["results"]["bindings"]
    assert row["threat"]["value"].endswith("/id/threat/space-debris")


def test_a_lexicon_that_is_no_turtle_is_told(comity, seeds, tmp_path):
    words = tmp_path / "words.ttl"
    words.write_text("threat:space-debris a", encoding="utf-8")
    result = comity("explain", "--lexicon", words, seeds, code=2)
    assert f"{words}: the lexicon is not Turtle" in result.err
    assert (
        "no/words.ttl: the lexicon cannot be read" in comity("explain", "--lexicon", "no/words.ttl", seeds, code=2).err
    )
