"""From bytes to a `Document`: encodings, limits, and the two ways in which an input cannot be read."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from loader.model import Document, PublishedDate, Span

MAX_BYTES = 10_000_000
"""The largest document (file, record, page) that is read. News stories are a thousand times smaller."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}charset\s*=|<\?xml[^>]{0,100}encoding\s*=)\s*["']?([\w.:-]+)""", re.IGNORECASE
)
_DECLARATION_REACH = 4096
_TEXT_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(?:[lb]e)?|(?:us-)?ascii|iso[-_]?8859[-_]?\d+|latin-?\d|(?:windows|cp|x-cp)-?\d+|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5(?:-hkscs)?|euc-(?:jp|kr|cn)|shift_jis|tis-620|x-mac-cyrillic|mac-cyrillic",
    re.IGNORECASE,
)
# Pages that declare Latin-1 are written in its Windows superset, as browsers know.
_SYNONYMS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
             "gb2312": "gb18030", "gbk": "gb18030", "x-mac-cyrillic": "mac-cyrillic"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input of which no article can be read: where it is, and one line with what is wrong and the remedy."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file in a folder that is passed over because of what it is."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class Unusable(ValueError):
    """Raised inside the reader with the reason of an `Unreadable`."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a document beside its text."""

    url: str | None = None
    title: str | None = None
    published: PublishedDate | None = None
    language: str | None = None
    paragraphs: tuple[Span, ...] | None = None


def decode(data: bytes, *, markup: bool = False, declared: str | None = None) -> str:
    r"""The text of `data` with `\n` newlines and without a byte order mark.

    Args:
        data: the raw bytes.
        markup: whether a `<meta charset>` or XML declaration inside the bytes is honoured.
        declared: the encoding that a protocol header names, trusted before the former.

    Raises:
        Unusable: the bytes are no text, or in an encoding that nothing declares.
    """
    if len(data) > MAX_BYTES:
        raise Unusable(too_long(len(data)))
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if bom:
        text = _strictly(data[len(bom[0]) :], bom[1])
    elif b"\0" in data:
        raise Unusable("holds NUL bytes, so it is binary and not text; give the text itself, in UTF-8")
    else:
        text = _without_bom(data, _declared(data, declared) if markup else None)
    return normalise_text(text)


def normalise_text(text: str) -> str:
    r"""`text` with `\n` newlines; raises Unusable if it could not be written as UTF-8 or is blank."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unusable("holds NUL characters, so it is binary and not text; give the text itself, in UTF-8")
    if not text.strip():
        raise Unusable("is empty; give a file with text in it, or leave it out")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        at = error.start
        raise Unusable(f"holds half of a surrogate pair at character {at}; write the whole character") from error
    return text


def too_long(size: int) -> str:
    """The reason that a document over the limit is set aside with."""
    limit = MAX_BYTES // 1_000_000
    return f"has {size:,} bytes, more than the limit of {limit} MB a document; split it into its articles"


def document(text: str, *, identifier: str, source: str, raw: bytes, facts: Facts | None = None) -> Document:
    """A `Document` of a text that `decode` or `normalise_text` gave; `raw` is what its digest is taken of."""
    facts = facts or Facts()
    return Document(
        identifier=identifier,
        source=source,
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        url=facts.url,
        title=facts.title,
        published=facts.published,
        language=facts.language,
        paragraphs=facts.paragraphs,
    )


def _declared(data: bytes, header: str | None) -> str | None:
    match = _DECLARED.search(data[:_DECLARATION_REACH])
    name = header or (match[1].decode("ascii", "replace") if match else None)
    if name is None or not _TEXT_ENCODINGS.fullmatch(name):
        return None
    name = name.lower()
    return _SYNONYMS.get(name, name)


def _without_bom(data: bytes, declared: str | None) -> str:
    """UTF-8 if it is, for a page may declare wrongly and nothing else passes for UTF-8; else as declared."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared is None or declared.startswith(("utf-8", "utf8")):
            raise Unusable(
                f"is not UTF-8 (byte {data[error.start]:#04x} at offset {error.start}); convert to UTF-8, "
                "for example with iconv -f WINDOWS-1251 -t UTF-8"
            ) from error
    return _strictly(data, declared)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unusable(f"is not the {encoding.upper()} that it declares; convert to UTF-8") from error
