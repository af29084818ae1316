"""Files, folders and standard input are read, and each way in which they can be broken is told in one line."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_support import PAGE, TEXT, one, put, read, refused

from loader.model import DateSource, Document, PublishedDate
from loader.read import Unreadable, stories

FRAGMENTS = (
    "<p>", "</p>", "<div>", "</div>", "<a href=x>", "</a>", "<!-- ", " -->", "<script>", "</script>", "<br>", "&nbsp;",
    "<article>", "</article>", "<rss><channel>", "<item>", "<description>", "The ministers met in Minsk. ", "<h1>",
    '{"text": "a"}', "\n", "\x01", "<meta charset=utf-7>", "<nav>", "</nav>", "</body>", "<title>", "<?xml ", "]]>",
)  # fmt: skip
_ANY = st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS)).map("".join))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "crlf", "cr"],
)
def test_a_text_is_decoded_and_its_newlines_made_one(tmp_path: Path, data: bytes) -> None:
    document = one(put(tmp_path, "a.txt", data))
    assert document.text == TEXT
    assert document.identifier == "a.txt"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.html", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.xml", b"", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        ("a.txt", "Министры подписали соглашение".encode("cp1251"), "convert to UTF-8"),
        ("a.txt", "Le ministre a signé".encode("latin-1"), "convert to UTF-8"),
        ("a.html", "<html><body><p>Министры подписали</p></body></html>".encode("cp1251"), "convert to UTF-8"),
        ("a.html", b"<html><head><title>T</title></head><body></body></html>", "without a text"),
        ("a.html", b"<html></html>", "without a text"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "without a text"),
        ("a.pdf", b"%PDF", ".txt"),
        ("a.xml", b"<root><x/></root>", "RSS"),
        ("a.xml", b"no xml at all", "RSS"),
        ("a.warc", b"not an archive", "archive"),
        ("a.warc", b"", "archive"),
    ],
)
def test_a_broken_file_is_told_with_its_remedy(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = put(tmp_path, name, data)
    reading = refused(path)
    assert reading.source == str(path)
    assert said in reading.reason


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.xml"])
def test_a_file_over_the_limit_is_told_with_the_limit(tmp_path: Path, name: str) -> None:
    reading = refused(put(tmp_path, name, b"word " * 10_000_000))
    assert "50,000,000 bytes" in reading.reason
    assert "10 MB" in reading.reason


def test_a_missing_path_and_an_empty_glob_are_told(tmp_path: Path) -> None:
    assert "does not exist" in refused(tmp_path / "none.txt").reason
    assert "matches no file" in refused(tmp_path / "*.txt").reason


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "cannot be read" in refused(tmp_path / "a.txt").reason


def test_a_folder_is_read_in_order_and_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", TEXT + "b")
    put(tmp_path, "a/c.TXT", TEXT + "c")
    put(tmp_path, "a.txt", b"\xfa\xfb\0")
    put(tmp_path, ".hidden.txt", TEXT)
    put(tmp_path, ".git/config.txt", TEXT)
    put(tmp_path, "notes.md", "notes")
    kinds = [(type(r).__name__, Path(r.source).name) for r in read(tmp_path)]
    assert kinds == [("Unreadable", "a.txt"), ("Document", "b.txt"), ("Ignored", "notes.md"), ("Document", "c.TXT")]


def test_a_glob_is_expanded(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT + "b")
    assert [d.source for d in read(tmp_path / "*.txt")] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_two_contents_with_one_identifier_are_told_and_the_same_bytes_passed_over(tmp_path: Path) -> None:
    first = put(tmp_path, "x/a.txt", TEXT)
    same = put(tmp_path, "y/a.txt", TEXT)
    other = put(tmp_path, "z/a.txt", TEXT + "other")
    document, clash = read(first, same, other, first)
    assert isinstance(document, Document)
    assert isinstance(clash, Unreadable)
    assert clash.source == str(other)
    assert str(first) in clash.reason


def test_standard_input_is_a_text_a_page_or_json_lines() -> None:
    assert one("-", stdin=TEXT.encode()).text == TEXT
    assert one("-", stdin=b"\n" + json.dumps({"text": TEXT}).encode()).text == TEXT
    assert one("-", stdin=PAGE.format(charset="utf-8").encode()).title == "Ministers meet in Minsk"
    assert "empty" in refused("-", stdin=b"").reason
    assert "no" in refused("-").reason


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "utf-16"])
def test_a_page_gives_its_article_with_captions_and_without_menus(tmp_path: Path, charset: str) -> None:
    document = one(put(tmp_path, "a.html", PAGE.format(charset=charset).encode(charset)))
    assert document.title == "Ministers meet in Minsk"
    assert document.published == PublishedDate("2019-08-02", DateSource.METADATA)
    assert document.language == "en"
    assert "— Kubrakov and Zhao —" in document.text
    assert document.paragraphs is not None
    assert [document.text[s.start : s.end].split(".")[0][:20] for s in document.paragraphs] == [
        "Ministers meet in Mi",
        "The ministers shake ",
        "The ministers of Bel",
        "They will meet again",
    ]
    (story,) = stories(document)
    assert [block.role.value for block in story.blocks] == ["title", "caption", "body", "body"]


def test_a_short_page_is_not_lost(tmp_path: Path) -> None:
    page = "<html><head><title>Short</title></head><body><p>Minsk and Hanoi signed it.</p></body></html>"
    assert "Minsk and Hanoi signed it." in one(put(tmp_path, "a.html", page)).text


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    path = put(tmp_path, "a.html", PAGE.format(charset="utf-8"))
    assert read(path) == read(path)


@settings(max_examples=150, deadline=None)
@given(_ANY, st.sampled_from(["a.html", "a.xml", "a.jsonl", "a.txt"]))
def test_no_input_whatever_is_more_than_unreadable(
    tmp_path_factory: pytest.TempPathFactory, text: str, name: str
) -> None:
    for reading in read(put(tmp_path_factory.mktemp("any"), name, text.encode("utf-8", "replace"))):
        assert isinstance(reading, Unreadable | Document)
        if isinstance(reading, Document):
            assert stories(reading)


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "told.txt"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=(TEXT,))
    writer.start()
    assert one(path).text == one(put(tmp_path, "same.txt", TEXT.encode())).text
    writer.join()
