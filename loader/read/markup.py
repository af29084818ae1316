"""From an HTML page to the text of its article, paragraph by paragraph, and what its head says about it.

trafilatura votes for the paragraphs that are the article's; the text itself is taken from the
page's own blocks in their order, because trafilatura drops captions and now and then a short lead.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import etree

from loader.model import DateSource, Document, PublishedDate, Span
from loader.read.dates import date_in_metadata, date_in_url
from loader.read.decode import Facts, Unusable, document, normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
_SKIPPED = frozenset((
    "head", "script", "style", "noscript", "template", "iframe", "svg", "nav", "aside", "footer", "form", "button",
    "select", "textarea", "object", "audio", "video", "canvas", "map", "dialog",
))
# fmt: on
_CONTAINERS = frozenset(("article", "main"))
_PROSE = re.compile(r"[.!?…。！？][\"'’”»)\]」』]*$")
_PROSE_LENGTH = 40
_ENOUGH = 0.6
"""If less than this share of a page's densest prose was voted for, trafilatura has missed the article."""

# fmt: off
_DATE_NAMES = (
    "article:published_time", "datepublished", "og:article:published_time", "dc.date.issued", "dcterms.issued",
    "pubdate", "publish-date", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date",
    "dcterms.date", "article.published", "date",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    tag: str
    container: int
    """Number of the element whose paragraphs these are: the nearest article or main, else the parent."""
    linked: float
    """Share of the characters that are links."""

    @property
    def is_prose(self) -> bool:
        length = len(self.text) * (2 if "\u3400" <= self.text[-1:] <= "\u9fff" or self.text[-1:] in "。！？" else 1)
        return length >= _PROSE_LENGTH and self.linked < 0.5 and bool(_PROSE.search(self.text))  # noqa: PLR2004


def page_document(page: str, *, identifier: str, source: str, raw: bytes, url: str | None = None) -> Document:
    """The document of a whole page; raises Unusable if it holds no article text."""
    root = _parse(page)
    blocks = list(_blocks(root)) if root is not None else []
    kept = _article(blocks, page)
    if root is None or not kept:
        raise Unusable("is a page without a text; give the page of an article, or its text as .txt")
    facts = _facts(root, blocks, url)
    paragraphs = [block.text for block in kept]
    if facts.title and facts.title not in paragraphs:
        paragraphs.insert(0, facts.title)
    text = normalise_text("\n\n".join(paragraphs))
    spans = tuple(_spans(paragraphs))
    facts = Facts(facts.url, facts.title, facts.published, facts.language, spans)
    return document(text, identifier=identifier, source=source, raw=raw, facts=facts)


def page_text(fragment: str) -> str:
    """The text of a piece of HTML (a feed entry's), one paragraph a block; empty if there is none."""
    root = _parse(fragment)
    return "\n\n".join(block.text for block in _blocks(root)) if root is not None else ""


def _parse(page: str) -> etree._Element | None:
    if not page.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    root: etree._Element | None = etree.fromstring(page.encode("utf-8"), parser)
    return root


def _spans(paragraphs: list[str]) -> Iterator[Span]:
    start = 0
    for paragraph in paragraphs:
        yield Span(start, start + len(paragraph))
        start += len(paragraph) + 2


class _Collector:
    """Gathers the text of the innermost open block while the page is walked."""

    def __init__(self, root: etree._Element) -> None:
        self._open = [root]
        self._pieces: list[str] = []
        self._linked = 0
        self._homes: dict[etree._Element, int] = {}
        self.links = 0

    def add(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._linked += len(text) if self.links else 0

    def enter(self, element: etree._Element) -> None:
        self._open.append(element)

    def leave(self) -> None:
        self._open.pop()

    def finish(self) -> Iterator[_Block]:
        """The block that ends here, if it has any text."""
        text = " ".join("".join(self._pieces).split())
        if text:
            element = self._open[-1]
            home = next((e for e in reversed(self._open) if e.tag in _CONTAINERS), element.getparent())
            number = self._homes.setdefault(element if home is None else home, len(self._homes))
            yield _Block(text, str(element.tag), number, min(1.0, self._linked / len(text)))
        self._pieces.clear()
        self._linked = 0


def _blocks(root: etree._Element) -> Iterator[_Block]:
    """The page's blocks in order, without scripts, menus and the like."""
    collector = _Collector(root)
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        starts = event == "start"
        if skipping is None and element.tag in _BLOCKS and element.tag not in _SKIPPED:
            yield from collector.finish()
            if starts:
                collector.enter(element)
            else:
                collector.leave()
        if starts and skipping is None:
            skipping = element if element.tag in _SKIPPED else None
            if skipping is None:
                collector.links += element.tag == "a"
                collector.add(element.text)
        elif not starts and (skipping is None or skipping is element):
            collector.links -= skipping is None and element.tag == "a"
            skipping = None
            collector.add(element.tail if element is not root else None)
    yield from collector.finish()


def _article(blocks: list[_Block], page: str) -> list[_Block]:
    """The blocks that are the article's: from the first to the last voted for, and what lies between."""
    voted = _votes(blocks, page)
    densest = _densest(blocks)
    prose = sum(len(blocks[i].text) for i in densest)
    found = sum(len(blocks[i].text) for i in voted if blocks[i].is_prose)
    chosen = voted if found and found >= _ENOUGH * prose else sorted({*voted, *densest})
    if not chosen:
        return [block for block in blocks if block.linked < 0.5]  # noqa: PLR2004
    marked = set(chosen)
    inside = {blocks[i].container for i in chosen}
    captions = (i for i in range(chosen[0]) if blocks[i].tag == "figcaption" and blocks[i].container in inside)
    first = next(captions, chosen[0])
    return [
        block
        for i, block in enumerate(blocks[first : chosen[-1] + 1], start=first)
        if i in marked or block.tag == "figcaption" or (i >= chosen[0] and block.is_prose)
    ]


def _votes(blocks: list[_Block], page: str) -> list[int]:
    extracted = trafilatura.extract(
        page.encode("utf-8"), include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
    )
    whole = {" ".join(line.split()).lstrip("-| ") for line in (extracted or "").splitlines()}
    joined = "\n".join(whole)
    return [i for i, block in enumerate(blocks) if block.text in whole or (block.is_prose and block.text in joined)]


def _densest(blocks: list[_Block]) -> list[int]:
    """The prose of the container that has most of it."""
    prose: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.is_prose:
            prose.setdefault(block.container, []).append(i)
    return max(prose.values(), key=lambda group: sum(len(blocks[i].text) for i in group), default=[])


def _facts(root: etree._Element, blocks: list[_Block], url: str | None) -> Facts:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.lower(), (meta.get("content") or "").strip())
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    url = next((u for u in (url, canonical, metas.get("og:url")) if u and re.match(r"https?://", u)), None)
    published = _published(root, metas, url)
    return Facts(url=url, title=_title(root, blocks, metas), published=published, language=root.get("lang"))


def _title(root: etree._Element, blocks: list[_Block], metas: dict[str, str]) -> str | None:
    """The headline: the page's own h1 where the head agrees, else what the head says, without the site's name."""
    headings = [block.text for block in blocks if block.tag == "h1"]
    named = " ".join((metas.get("og:title") or next((t.text or "" for t in root.iter("title")), "")).split())
    for heading in headings:
        if heading in named or named in heading:
            return heading
    if metas.get("og:title") or not headings:
        return re.sub(r"\s+[|—–»-]\s+[^|—–»]{1,40}$", "", named) or None
    return headings[0]


def _published(root: etree._Element, metas: dict[str, str], url: str | None) -> PublishedDate | None:
    stamps = [metas[name] for name in _DATE_NAMES if name in metas]
    stamps += _linked_data(root)
    times = (time for time in root.iter("time") if not any(a.tag in _SKIPPED for a in time.iterancestors()))
    stamps += [time.get("datetime", "") for time in times]
    value = next((value for value in map(date_in_metadata, stamps) if value), None)
    if value:
        return PublishedDate(value, DateSource.METADATA)
    value = date_in_url(url) if url else None
    return PublishedDate(value, DateSource.URL) if value else None


def _linked_data(root: etree._Element) -> list[str]:
    """Every datePublished in the page's JSON-LD."""
    found: list[str] = []
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json":
            try:
                waiting: list[Any] = [json.loads(script.text or "")]
            except (ValueError, RecursionError):
                continue  # pages are full of broken JSON-LD; their other dates are still good
            while waiting:
                node = waiting.pop()
                if isinstance(node, dict):
                    found += [node["datePublished"]] if isinstance(node.get("datePublished"), str) else []
                    waiting += node.values()
                elif isinstance(node, list):
                    waiting += node
    return found
