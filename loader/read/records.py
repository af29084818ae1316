"""Files of many records: JSON Lines, web archives (WARC) and feeds (RSS, Atom), read one record at a time."""

from __future__ import annotations

import gzip
import io
import json
import re
import warnings
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

import feedparser
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from loader.model import DateSource, Document, PublishedDate
from loader.read.dates import date_in_metadata, date_in_url
from loader.read.decode import MAX_BYTES, Facts, Unreadable, Unusable, decode, document, normalise_text, too_long
from loader.read.markup import page_document, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MARKUP = re.compile(
    r"<(?:p|br|div|a|img|b|i|em|strong|ul|li|h\d|span|figure|table)\b[^>]*>|&#?\w{2,8};", re.IGNORECASE
)
_OK = "200"
_GZIP = b"\x1f\x8b"
_STRINGS = ("url", "title", "date", "lang")


def read_lines(
    file: BinaryIO, *, name: str, source: str, begun: Sequence[bytes] = ()
) -> Iterator[Document | Unreadable]:
    """JSON Lines: on each line an object with `text`, and `url`, `title`, `date`, `lang` where known."""
    count = 0
    records = 0
    pending = iter(begun)
    while line := next(pending, b"") or file.readline(MAX_BYTES + 1):
        count += 1
        place = f"{source}:{count}"
        if len(line) > MAX_BYTES:
            size = len(line)
            while not line.endswith(b"\n") and (line := file.readline(MAX_BYTES)):
                size += len(line)
            yield Unreadable(place, too_long(size))
            records += 1
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            records += 1
            try:
                yield _line_document(line.strip(), identifier=f"{name}:{count}", source=place)
            except Unusable as error:
                yield Unreadable(place, str(error))
    if not records:
        yield Unreadable(source, "is empty; give a file with a JSON object on each line")


def _line_document(line: bytes, *, identifier: str, source: str) -> Document:
    record = _parse(decode(line))
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Unusable('has no "text"; give the article as a string under "text"')
    strings = {key: record[key].strip() for key in _STRINGS if isinstance(record.get(key), str)}
    for value in strings.values():
        normalise_text(value or "-")
    url, title = strings.get("url") or None, " ".join(strings.get("title", "").split()) or None
    tag = strings.get("lang", "")
    facts = Facts(
        url=url,
        title=title,
        published=_published(strings.get("date"), DateSource.RECORD, url),
        language=tag if _LANGUAGE_TAG.fullmatch(tag) else None,
    )
    text = _titled(title, normalise_text(text))
    return document(text, identifier=url or identifier, source=source, raw=line, facts=facts)


def _parse(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise Unusable(f"is not JSON ({error.msg} at column {error.colno}); write one object on one line") from error
    except (ValueError, RecursionError) as error:
        raise Unusable("is not JSON that can be read (too deep, or a number too long); write one object") from error
    if not isinstance(record, dict):
        raise Unusable(f'is a JSON {type(record).__name__} and no object; write {{…}} with a "text"')
    return record


def _published(stamp: str | None, source: DateSource, url: str | None) -> PublishedDate | None:
    value = date_in_metadata(stamp) if stamp else None
    if value:
        return PublishedDate(value, source)
    value = date_in_url(url) if url else None
    return PublishedDate(value, DateSource.URL) if value else None


def _titled(title: str | None, text: str) -> str:
    """The text with its title as first line, for the title says things too."""
    if title is None or " ".join(text[: 4 * len(title)].split()).startswith(title):
        return text
    return f"{title}\n\n{text}"


class _Unzipped(gzip.GzipFile):
    """A gzipped archive that says so when it breaks off; the archive reader itself would take that for its end."""

    def read(self, size: int | None = -1) -> bytes:
        """What is at hand, so that records before a break are read; raises OSError at the break."""
        try:
            return self.read1(-1 if size is None else size)
        except (EOFError, zlib.error) as error:
            raise OSError(str(error)) from error


def read_archive(file: BinaryIO, *, name: str, source: str) -> Iterator[Document | Unreadable]:
    """The successful HTML responses of a web archive (ISO 28500); other records are none of news."""
    pages = 0
    number = 0
    zipped = file.read(2) == _GZIP
    file.seek(0)
    try:
        for number, record in enumerate(ArchiveIterator(_Unzipped(fileobj=file) if zipped else file), start=1):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = record.http_headers.get_header("Content-Type") or ""
            if "html" not in kind.lower() or record.http_headers.get_statuscode() != _OK:
                continue
            pages += 1
            address = record.rec_headers.get_header("WARC-Target-URI") or f"{name}:{number}"
            data = record.content_stream().read(MAX_BYTES + 1)
            record.raw_stream.read()
            if record.raw_stream.limit > 0:
                raise EOFError("a record is shorter than it says")  # noqa: TRY301 - told as other breaks are
            yield _archived_page(data, kind, address, f"{source}:{number}")
    except (ArchiveLoadFailed, EOFError, ValueError, OSError) as error:
        told = " ".join(str(error).split()) or type(error).__name__
        yield Unreadable(source, f"breaks off after record {number} ({told}); fetch the archive again")
        return
    if not pages:
        yield Unreadable(source, "holds no HTML response; give an archive of pages")


def _archived_page(data: bytes, kind: str, address: str, source: str) -> Document | Unreadable:
    charset = re.search(r"""charset\s*=\s*["']?([\w-]+)""", kind, re.IGNORECASE)
    try:
        text = decode(data, markup=True, declared=charset[1] if charset else None)
        return page_document(text, identifier=address, source=source, raw=data, url=address)
    except Unusable as error:
        return Unreadable(source, str(error))


def read_feed(data: bytes, *, name: str, source: str) -> Iterator[Document | Unreadable]:
    """The entries of an RSS or Atom feed that carry a content or a summary."""
    if not data.strip():
        yield Unreadable(source, "is empty; give a feed with entries in it")
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # From memory, so that bytes which look like an address or a path are never opened.
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    if not feed.entries:
        reason = "is XML that breaks off" if feed.bozo and feed.version else "is no RSS or Atom feed with entries"
        yield Unreadable(source, f"{reason}; give a feed, or the page as .html")
        return
    language = feed.feed.get("language")
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{source}:{number}"
        try:
            yield _entry_document(entry, language, identifier=f"{name}:{number}", source=place)
        except Unusable as error:
            yield Unreadable(place, str(error))
    if feed.bozo and not isinstance(feed.bozo_exception, feedparser.CharacterEncodingOverride):
        told = " ".join(str(feed.bozo_exception).split())
        yield Unreadable(source, f"is not well-formed ({told}), so entries may be missing; mend the XML")


def _entry_document(entry: Any, language: str | None, *, identifier: str, source: str) -> Document:
    contents = [part.get("value") or "" for part in entry.get("content", ())] or [entry.get("summary") or ""]
    raw = "\n".join(contents)
    if not raw.strip():
        raise Unusable("is an entry without content or summary; give a feed with the full texts")
    url = entry.get("link") or None
    title = " ".join(page_text(entry.get("title", "")).split()) or None
    text = page_text(raw) if _MARKUP.search(raw) else raw
    tag = entry.get("language") or language or ""
    facts = Facts(
        url=url,
        title=title,
        published=_published(entry.get("published") or entry.get("updated"), DateSource.RECORD, url),
        language=tag if _LANGUAGE_TAG.fullmatch(tag) else None,
    )
    return document(
        _titled(title, normalise_text(text)),
        identifier=url or entry.get("id") or identifier,
        source=source,
        raw=f"{title or ''}\n{raw}".encode("utf-8", "replace"),
        facts=facts,
    )
