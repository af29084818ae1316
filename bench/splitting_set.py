"""Makes the files that story splitting is fitted and measured with: several stories a file, and one story a file.

Stories come from `bench/stories/items-*.txt` (short, several about the same two states) and from folders of
articles; single ones with sub-headings, questions and lists from `bench/stories/single-*.txt`, and from articles
into which sub-headings are put. All choices are drawn from a seed, so that the files are the same each time.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from layouts import PHRASES, RULES, Layout, draw_layout

from loader.model import Document, Role
from loader.read import read_documents, stories
from loader.read.decode import document

HERE = Path(__file__).parent / "stories"
CHECK = 2
"""The third of the stories that no weight is fitted to."""
LONG = 120
"""Letters of a paragraph that is surely the text's, a Han character for three."""
LANGUAGES = ("en", "ru", "be", "uk", "vi", "zh")


@dataclass(frozen=True, slots=True)
class Article:
    """A single story: what is joined."""

    name: str
    language: str
    title: str
    paragraphs: tuple[str, ...]
    group: int
    """Which third it belongs to; the third (2) is only scored."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file with the places where its further stories may begin: after the last text of one, at the next one's title."""

    name: str
    language: str
    text: str
    starts: tuple[tuple[int, int], ...]


def items() -> list[Article]:
    """The short stories of our own."""
    found = []
    for language in LANGUAGES:
        for number, item in enumerate((HERE / f"items-{language}.txt").read_text(encoding="utf-8").split("%%\n")):
            title, *paragraphs = item.strip().split("\n")
            found.append(Article(f"{language}-{number}", language, title, tuple(paragraphs), number % 3))
    return found


def singles() -> list[tuple[Made, int]]:
    """The single stories of our own with sub-headings, questions and lists, each with its third."""
    return [
        (Made(f"single-{language}-{number}", language, text.strip() + "\n", ()), number % 3)
        for language in LANGUAGES
        for number, text in enumerate((HERE / f"single-{language}.txt").read_text(encoding="utf-8").split("%%%%\n"))
    ]


def texts(folders: list[Path]) -> list[tuple[str, str, str]]:
    """Name, language and text of every article file of the folders whose name is that of a single story."""
    found = []
    for folder in folders:
        for path in sorted(folder.iterdir()):
            documents = (read for read in read_documents([str(path)]) if isinstance(read, Document))
            found += [(read.identifier, stories(read)[0].language or "en", read.text) for read in documents]
    return found


def articles(folders: list[Path]) -> list[Article]:
    """The single stories of folders that have a title."""
    found = []
    for read in read_documents([str(path) for folder in folders for path in sorted(folder.iterdir())]):
        if not isinstance(read, Document) or len(told := stories(read)) > 1:
            continue
        blocks = [(b.role, read.text[b.span.start : b.span.end]) for b in told[0].blocks]
        title = next((text for role, text in blocks if role is Role.TITLE), None)
        paragraphs = _paragraphs([text for role, text in blocks if role is Role.BODY])
        if title is not None and paragraphs and told[0].language in LANGUAGES:
            group = crc32(read.identifier.encode()) % 3
            found.append(Article(read.identifier, told[0].language, title, paragraphs, group))
    return found


def _written_title(article: Article, layout: Layout, number: int) -> str:
    title, language = article.title, article.language
    match layout.title:
        case "upper":
            return title.upper()
        case "stop":
            return title.rstrip(".!?") + ("。" if language == "zh" else ".")
        case "numbered":
            return _numbered(title, number, language)
        case "bullet":
            return f"• {title}"
        case "marked":
            return f"## {title}"
    return title


def _paragraphs(texts: list[str]) -> tuple[str, ...]:
    """The paragraphs from the first long one on: what stands above it is a date, a byline or a deck. None of interviews."""
    if any(text[:1] in "–—-" or text.rstrip().endswith(("?", "？")) for text in texts):
        return ()
    first = next((i for i, text in enumerate(texts) if length(text) >= LONG and text[-1] in '.。»”")'), len(texts))
    return tuple(texts[first:])


def length(text: str) -> int:
    """Letters of a text, a Han character for three."""
    return sum(3 if "\u3400" <= character <= "\u9fff" else 1 for character in text)


def _numbered(text: str, number: int, language: str) -> str:
    return f"{number}、{text}" if language == "zh" else f"{number}. {text}"


def _body(article: Article, layout: Layout, number: int, draw: random.Random) -> str:
    """The paragraphs that are taken, with what the layout sets before and behind them."""
    phrases = PHRASES[article.language]
    body = list(article.paragraphs[: layout.most])
    if layout.dateline:
        body[0] = draw.choice(phrases["datelines"]).replace("{d}", str(draw.randrange(1, 28))) + body[0]
    if layout.number_body:
        body[0] = _numbered(body[0], number, article.language)
    if layout.tag == "brackets":
        body[-1] = f"{body[-1].rstrip()} {draw.choice(phrases['brackets'])}"
    return layout.paragraphs.join(body)


def _section(article: Article, layout: Layout, number: int, draw: random.Random) -> tuple[str, str, str]:
    """What stands above a story's title, the story from its title on, and what stands below its text."""
    phrases = PHRASES[article.language]
    address = f"https://news.example.org/{article.language}/{draw.randrange(1000, 9999)}/"
    date = draw.choice(phrases["dates"]).replace("{d}", str(draw.randrange(1, 28)))
    byline = draw.choice(phrases["bylines"])
    title = "" if layout.title == "none" else _written_title(article, layout, number)
    above = [
        *([draw.choice(phrases["menu"])] if layout.menu else []),
        *([address] if layout.url == "above" else []),
        *(["-" * 40] if layout.url == "above" and layout.url_rule else []),
        *([date] if layout.date == "above" else []),
    ]
    head = [
        *([title] if title else []),
        *(["-" * 40] if layout.title_rule else []),
        *([date] if layout.date == "below" else []),
        *([byline] if layout.byline == "above" else []),
    ]
    foot = [
        *([byline] if layout.byline == "below" else []),
        *([draw.choice(phrases["sources"])] if layout.tag == "line" else []),
        *([address] if layout.url == "below" else []),
        *(phrases["footer"] if layout.menu else []),
    ]
    shown = "\n".join(head) + layout.under_title if head else ""
    text = shown + _body(article, layout, number, draw)
    return "".join(line + "\n" for line in above), text, "".join(layout.paragraphs + line for line in foot)


def page_head(language: str, draw: random.Random) -> str:
    """What stands on top of a saved page: its address, menu and date, or some of them."""
    phrases = PHRASES[language]
    date = draw.choice(phrases["dates"]).replace("{d}", str(draw.randrange(1, 28)))
    address = f"https://news.example.org/{language}/{draw.randrange(1000, 9999)}/\n{'-' * 17}"
    lines = [line for line in (address, draw.choice(phrases["menu"]), date) if draw.random() < 0.6]
    return "\n".join(lines) + "\n\n" if lines else ""


def joined(chosen: list[Article], layout: Layout, draw: random.Random) -> Made:
    """The articles one below the other, in a layout."""
    language = chosen[0].language
    phrases = PHRASES[language]
    text = page_head(language, draw) if layout.page else ""
    if layout.digest:
        text += draw.choice(phrases["digests"]) + "\n\n"
    if layout.contents:
        text += "\n".join(f"{layout.contents}{article.title}" for article in chosen) + "\n\n"
    starts = []
    ended = len(text)
    for number, article in enumerate(chosen, start=1):
        if number > 1:
            between = layout.between
            if between == "rule":
                between = f"\n\n{draw.choice(RULES)}\n\n"
            elif between == "related":
                others = "\n".join(f"- {a.title}" for a in chosen if a is not article)
                between = f"\n\n{draw.choice(phrases['related'])}:\n{others}\n\n"
            text += between
        above, body, foot = _section(article, layout, number, draw)
        if number > 1:
            starts.append((ended, len(text) + len(above)))
        text += above + body
        ended = len(text)
        text += foot
    name = f"{'+'.join(a.name for a in chosen)} {layout.told()}"
    foot = "\n\n" + "\n".join(phrases["footer"]) if layout.page else ""
    return Made(name, language, text + foot + "\n", tuple(starts))


def several(pool: list[Article], count: int, seed: int) -> list[Made]:
    """Files of two to five stories each, languages in turn; half of them of neighbours, which share their states."""
    draw = random.Random(seed)  # noqa: S311 - the same files each time
    made = []
    by_language = {language: [a for a in pool if a.language == language] for language in LANGUAGES}
    for number in range(count):
        ours = by_language[LANGUAGES[number % len(LANGUAGES)]]
        size = min(draw.choice((2, 2, 3, 3, 4, 5)), len(ours))
        if size < 2:
            continue
        if draw.random() < 0.5:
            first = draw.randrange(len(ours) - size + 1)
            chosen = ours[first : first + size]
            draw.shuffle(chosen)
        else:
            chosen = draw.sample(ours, size)
        made.append(joined(chosen, draw_layout(draw, size), draw))
    return made


def found_starts(made: Made) -> list[int]:
    """Where the second and further stories of a file are seen to begin: at their first block."""
    told = stories(document(made.text, identifier="made", source="made", raw=b""))
    return [story.blocks[0].span.start for story in told[1:]]
