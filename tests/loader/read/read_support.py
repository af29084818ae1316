"""What the tests of the reader share: their case files, and ways to read an input."""

from __future__ import annotations

import io
from pathlib import Path

from loader.model import Document
from loader.read import Ignored, Unreadable, read_documents
from loader.read.decode import document

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parents[3] / "seeds"
TEXT = "Ministers meet in Minsk\n\nThe ministers of Belarus and China met in Minsk and signed a memorandum.\n"
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Ministers meet in Minsk | Wire</title>
<meta property="og:title" content="Ministers meet in Minsk">
<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"2019-08-02T23:14:00-05:00"}}</script></head>
<body><nav><a href="/">Home</a> <a href="/p">Politics</a></nav><main><article><h1>Ministers meet in Minsk</h1>
<figure><img src="a.jpg"><figcaption>The ministers shake hands in Minsk. Photo: Wire</figcaption></figure>
<p>The ministers of Belarus and China — Kubrakov and Zhao — met in Minsk&nbsp;and signed a memorandum.</p>
<p>They will meet again in Beijing next year, the ministry told reporters on Friday.</p>
</article></main><aside><h3>Read also</h3><p>Prices of potatoes have gone up again in the whole country.</p></aside>
<footer><p>© 2019 Wire. All rights reserved by the owner of this site.</p></footer></body></html>"""


def lines_of(name: str) -> list[str]:
    """The lines of a case file without comments and empty lines."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def document_of(text: str) -> Document:
    return document(text, identifier="case.txt", source="case.txt", raw=text.encode())


def read(*paths: object, stdin: bytes | None = None) -> list[Document | Unreadable | Ignored]:
    return list(read_documents([str(path) for path in paths], io.BytesIO(stdin) if stdin is not None else None))


def one(*paths: object, stdin: bytes | None = None) -> Document:
    (document,) = read(*paths, stdin=stdin)
    assert isinstance(document, Document), document
    return document


def refused(*paths: object, stdin: bytes | None = None) -> Unreadable:
    (reading,) = read(*paths, stdin=stdin)
    assert isinstance(reading, Unreadable), reading
    assert "\n" not in str(reading)
    return reading


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
