"""The texts that offsets point into: on the disk when a load says so, each once."""

from __future__ import annotations

import hashlib

import pytest

from loader.model import Document
from loader.storage.texts import Texts
from ontology.home import Home


def document(name: str, text: str) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(identifier=name, source=name, text=text, sha256=digest, text_sha256=digest)


def test_equal_texts_are_one_file_and_all_are_there_after_waiting(tmp_path):
    home = Home(tmp_path)
    given = [document(f"{number}.txt", f"Note {number % 20}: «зацверджана».\n") for number in range(60)]
    with Texts(home) as texts:
        for one in given:
            texts.keep(one)
        texts.wait()
        assert {file.name for file in home.texts.iterdir()} == {f"{one.text_sha256}.txt" for one in given}
        assert all(home.text(one.text_sha256).read_bytes() == one.text.encode() for one in given)


def test_a_text_that_cannot_be_written_is_told_before_its_articles_are_stored(tmp_path):
    home = Home(tmp_path)
    home.texts.write_text("a file where the folder should be", encoding="utf-8")
    with Texts(home) as texts:
        texts.keep(document("a.txt", "Nobody will read this.\n"))
        with pytest.raises(OSError, match=r"[Ee]xists|[Nn]ot a directory"):
            texts.wait()
