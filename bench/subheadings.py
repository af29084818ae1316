"""Makes the single stories with sub-headings that no cut may be made at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layouts import PAGES, PHRASES
from splitting_set import Article, Made, length, page_head

if TYPE_CHECKING:
    import random


def _own_words(paragraph: str, language: str, draw: random.Random) -> str:
    """Some words of a paragraph in a row, as a sub-heading may have them: seldom those of its first sentence."""
    words = list(paragraph) if language == "zh" else paragraph.split()
    size = draw.randrange(6, 14) if language == "zh" else draw.randrange(3, 8)
    start = 0 if draw.random() < 0.05 else draw.randrange(len(words) // 3, max(len(words) // 3 + 1, len(words) - size))
    own = ("" if language == "zh" else " ").join(words[start : start + size]).strip('.,:;–—-()。，、：；（）«»“”" ')
    return own[:1].upper() + own[1:] if length(own) >= 12 else ""


def with_subheadings(article: Article, draw: random.Random) -> Made:
    """The article with sub-headings above some of its paragraphs: general ones, or words of what follows."""
    phrases = PHRASES[article.language]
    usual = draw.sample(phrases["subheadings"], len(phrases["subheadings"]))
    gap, under = draw.choice((("\n\n", "\n\n"), ("\n\n", "\n"), ("\n", "\n\n"), ("\n", "\n")))
    upper, numbered = draw.random() < 0.15, draw.random() < 0.2
    text = page_head(article.language, draw) if draw.random() < 2 * PAGES else ""
    text += article.title + "\n\n" + article.paragraphs[0]
    number = 0
    for paragraph in article.paragraphs[1:]:
        own = _own_words(paragraph, article.language, draw)
        put = usual.pop() if usual and (draw.random() < 0.6 or not own) else own
        if put and draw.random() < 0.45:
            number += 1
            put = f"{number}. {put}" if numbered else put.upper() if upper else put
            text += gap + put + under + paragraph
        else:
            text += gap + paragraph
    return Made(f"{article.name} {gap!r}{under!r}", article.language, text + "\n", ())


def in_blocks(article: Article, draw: random.Random) -> Made:
    """The article with line breaks between its paragraphs, and now and then a blank line: what is left of pasted ones."""
    apart = draw.choice((0.2, 0.35, 0.5))
    text = article.title + draw.choice(("\n", "\n\n")) + article.paragraphs[0]
    for paragraph in article.paragraphs[1:]:
        text += ("\n\n" if draw.random() < apart else "\n") + paragraph
    return Made(f"{article.name} {apart}", article.language, text + "\n", ())
