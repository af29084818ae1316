"""JSON Lines, feeds and web archives are read record by record, and a bad record stops nothing."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from read_support import PAGE, put, read, refused

from loader.model import DateSource, Document, PublishedDate
from loader.read import Unreadable, read_documents

if TYPE_CHECKING:
    from pathlib import Path


def _archived(address: str, kind: str, body: bytes) -> bytes:
    """One response record of a WARC file (ISO 28500)."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {address}",
        f"WARC-Record-ID: <urn:uuid:{len(body)}>",
        "WARC-Date: 2019-08-02T10:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
        "\r\n",
    ]
    return "\r\n".join(head).encode() + answer + b"\r\n\r\n"


def test_json_lines_go_on_after_a_bad_line(tmp_path: Path) -> None:
    record = {
        "url": "https://example.org/1",
        "title": "Ministers meet",
        "text": "They met.",
        "date": "2019-08-02T10:00:00Z",
        "lang": "en",
    }
    lines = [
        json.dumps(record),
        '{"text": ',
        json.dumps({"url": "https://example.org/2"}),
        "[1, 2]",
        '{"text": "half \\ud800"}',
        '{"text": 5}',
        "[" * 100_000,
        "",
        json.dumps({"text": "No address at all."}),
    ]
    path = put(tmp_path, "news.jsonl", "\n".join(lines))
    first, *broken, last = read(path)
    assert isinstance(first, Document)
    assert first.identifier == first.url == "https://example.org/1"
    assert first.text == "Ministers meet\n\nThey met."
    assert first.published == PublishedDate("2019-08-02", DateSource.RECORD)
    assert [r.source for r in broken] == [f"{path}:{n}" for n in (2, 3, 4, 5, 6, 7)]
    assert "column" in broken[0].reason
    assert '"text"' in broken[1].reason
    assert isinstance(last, Document)
    assert last.identifier == "news.jsonl:9"


def test_json_lines_are_not_held_in_memory(tmp_path: Path) -> None:
    line = json.dumps({"text": "The ministers met in Minsk. " * 400})
    path = put(
        tmp_path, "news.jsonl", "\n".join(line[:-1] + f', "url": "https://example.org/{n}"}}' for n in range(3_000))
    )
    tracemalloc.start()
    count = sum(isinstance(reading, Document) for reading in read_documents([str(path)]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000
    assert peak < path.stat().st_size / 4


def test_a_json_line_over_the_limit_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    path = put(tmp_path, "n.jsonl", json.dumps({"text": "a" * 12_000_000}) + "\n" + json.dumps({"text": "They met."}))
    long, document = read(path)
    assert isinstance(long, Unreadable)
    assert "10 MB" in long.reason
    assert isinstance(document, Document)


def test_a_feed_gives_its_entries(tmp_path: Path) -> None:
    feed = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Wire</title>
    <language>en</language><item><title>Ministers meet</title><link>https://example.org/1</link>
    <pubDate>Fri, 02 Aug 2019 10:00:00 GMT</pubDate>
    <description>&lt;p&gt;The ministers met.&lt;/p&gt;&lt;p&gt;They signed.&lt;/p&gt;</description></item>
    <item><title>Nothing more</title><link>https://example.org/2</link></item></channel></rss>"""
    document, empty = read(put(tmp_path, "feed.xml", feed))
    assert isinstance(document, Document)
    assert document.text == "Ministers meet\n\nThe ministers met.\n\nThey signed."
    assert document.identifier == "https://example.org/1"
    assert document.published == PublishedDate("2019-08-02", DateSource.RECORD)
    assert isinstance(empty, Unreadable)
    assert "content" in empty.reason


def test_a_feed_that_looks_like_an_address_is_not_fetched(tmp_path: Path) -> None:
    assert "RSS" in refused(put(tmp_path, "feed.xml", "http://localhost:1/feed.xml")).reason


@pytest.mark.parametrize("zipped", [False, True])
def test_an_archive_gives_its_pages(tmp_path: Path, zipped: bool) -> None:
    records = [
        _archived("https://example.org/1", "text/html; charset=utf-8", PAGE.format(charset="utf-8").encode()),
        _archived("https://example.org/a.jpg", "image/jpeg", b"\xff\xd8\xff"),
        _archived("https://example.org/2", "text/html", b"<html></html>"),
    ]
    whole = b"".join(gzip.compress(record) if zipped else record for record in records)
    name = "a.warc.gz" if zipped else "a.warc"
    document, empty = read(put(tmp_path, name, whole))
    assert isinstance(document, Document)
    assert document.identifier == document.url == "https://example.org/1"
    assert isinstance(empty, Unreadable)
    first, *_, cut = read(put(tmp_path, f"cut-{name}", whole[:-10]))
    assert isinstance(first, Document)
    assert isinstance(cut, Unreadable)
    assert "breaks off" in cut.reason
