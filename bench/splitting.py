"""How well files of several stories are cut: joins articles in many layouts, and puts sub-headings into single ones.

    python bench/splitting.py FOLDER [--only LAYOUT] [--show]
FOLDER holds articles, one story a file (.txt or .html); files of several stories are left out. A join is
right when it comes out as that many stories with those titles; an article with sub-headings when it stays one.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import click

from loader.model import Document, Role
from loader.read import read_documents, stories
from loader.read.decode import document

JOINS = 150
"""Joins in each layout."""
RULES = ("* * *", "-----------------")
DIGESTS = {
    "en": ("News in brief", "Week in review", "WEEKLY DIGEST", "Security news, 12–18 May"),
    "ru": ("Коротко", "Дайджест", "Хроника недели", "Новости одной строкой"),
    "be": ("Коратка", "Дайджэст навін", "Хроніка тыдня"),
    "vi": ("Tin vắn", "Điểm tin", "Tin tức trong tuần"),
    "zh": ("简讯", "要闻"),
}
DATELINES = {
    "en": ("MINSK, 5 March – ", "TASHKENT, July 11. ", "Hanoi (VNA) – ", "BEIJING, Apr. 10 (Xinhua) -- "),
    "ru": ("МИНСК, 5 марта – ", "ТАШКЕНТ, 11 июля. ", "Москва. 3 мая. ИНТЕРФАКС - "),
    "be": ("МІНСК, 5 сакавіка – ", "Гродна, 11 ліпеня. "),
    "vi": ("Hà Nội (TTXVN) – ", "(TTXVN) - ", "Bắc Kinh, ngày 5/3 - "),
    "zh": ("（新华社北京4月10日电）", "新华社明斯克3月5日电 ", "本报讯 "),
}
DATES = {"en": "12 May 2019", "ru": "12 мая 2019", "be": "12.05.2019", "vi": "12/05/2019", "zh": "2019年5月12日"}
BYLINES = {
    "en": ("By Anna Smith", "Photo: BelTA", "BelTA"),
    "ru": ("Источник: БЕЛТА", "Анна Иванова", "Фото: БЕЛТА"),
    "be": ("Крыніца: БЕЛТА", "Ганна Іванова"),
    "vi": ("Nguồn: TTXVN", "Minh Anh"),
    "zh": ("来源：新华社", "记者 王明"),
}
SUBHEADINGS = {
    "en": (
        "Background",
        "What comes next",
        "A long road to agreement",
        "Figures speak for themselves",
        "Experts warn of growing threats at the border",
        "Cooperation between security agencies of the two countries",
        "On the development of bilateral cooperation",
        "Fighting crime together remains a priority",
    ),
    "ru": (
        "Что дальше",
        "Сотрудничество специальных служб двух стран продолжается",
        "Вопросы безопасности на первом месте",
        "О подготовке кадров",
        "Стороны намерены и дальше укреплять сотрудничество",
    ),
    "be": ("Што далей", "Супрацоўніцтва спецыяльных службаў дзвюх краін", "Пра барацьбу са злачыннасцю"),
    "vi": (
        "Bối cảnh",
        "Hợp tác giữa lực lượng an ninh hai nước ngày càng chặt chẽ",
        "Về phương hướng hợp tác thời gian tới",
    ),
    "zh": ("背景", "两国安全部门合作不断深化", "下一步怎么办", "共同打击跨国犯罪仍是重点"),
}


@dataclass(frozen=True, slots=True)
class Article:
    """A single story: what is joined."""

    name: str
    language: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How stories are set one below the other."""

    between: str = "\n\n"
    under_title: str = "\n\n"
    paragraphs: str = "\n\n"
    title: str = "plain"
    """plain, upper, stop (a full stop behind), asks, numbered, bullet, marked (##)."""
    digest: bool = False
    """Whether a title of the whole stands on top."""
    dateline: bool = False
    date: bool = False
    """Whether a line with a date stands below the headline."""
    byline: bool = False
    """Whether a source or author stands below each story."""


PLAIN = Layout()
GLUED = Layout(paragraphs="\n")
TIGHT = Layout(under_title="\n", paragraphs="\n")
SOLID = Layout(between="\n", under_title="\n", paragraphs="\n")
LAYOUTS = {
    "blank lines everywhere": PLAIN,
    "paragraphs directly below each other": GLUED,
    "stories as one lump each": TIGHT,
    "headline directly above": Layout(under_title="\n"),
    "no blank line at all": SOLID,
    "two blank lines": Layout(between="\n\n\n"),
    "rule": Layout(between="rule"),
    "upper case": replace(PLAIN, title="upper"),
    "upper case, glued": replace(GLUED, title="upper"),
    "full stop": replace(PLAIN, title="stop"),
    "full stop, glued": replace(GLUED, title="stop"),
    "question": replace(PLAIN, title="asks"),
    "numbered": replace(PLAIN, title="numbered"),
    "numbered, glued": replace(GLUED, title="numbered"),
    "numbered, no blank line": replace(SOLID, title="numbered"),
    "bullet": replace(PLAIN, title="bullet"),
    "marked": replace(PLAIN, title="marked"),
    "digest": replace(PLAIN, digest=True),
    "digest, glued": replace(GLUED, digest=True),
    "digest, numbered": replace(PLAIN, digest=True, title="numbered"),
    "digest, lumps": replace(TIGHT, digest=True),
    "dateline": replace(PLAIN, dateline=True),
    "dateline, no blank line": replace(SOLID, dateline=True),
    "date": replace(PLAIN, date=True),
    "byline": replace(PLAIN, byline=True),
    "byline, glued": replace(GLUED, byline=True),
}


def articles(folder: Path) -> list[Article]:
    """The single stories of a folder that have a title."""
    found = []
    for read in read_documents([str(path) for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".html")]):
        if not isinstance(read, Document) or len(told := stories(read)) > 1:
            continue
        texts = [(block.role, read.text[block.span.start : block.span.end]) for block in told[0].blocks]
        title = next((text for role, text in texts if role is Role.TITLE), None)
        if title is not None:
            paragraphs = tuple(text for role, text in texts if role is not Role.TITLE)
            found.append(Article(read.identifier, told[0].language, title, paragraphs))
    return found


def headline(article: Article, layout: Layout, number: int) -> str:
    """The title as the layout writes it."""
    stop, ask = "。？" if article.language == "zh" else ".?"
    bare = article.title.rstrip(".!?")
    written = {
        "plain": article.title,
        "upper": article.title.upper(),
        "stop": bare + stop,
        "asks": bare + ask,
        "numbered": f"{number}. {article.title}",
        "bullet": f"• {article.title}",
        "marked": f"## {article.title}",
    }
    return written[layout.title]


def joined(chosen: list[Article], layout: Layout, draw: random.Random) -> str:
    """The articles one below the other."""
    language = chosen[0].language
    parts = []
    for number, article in enumerate(chosen, start=1):
        head = headline(article, layout, number)
        if layout.date:
            head += f"\n{DATES[language]}"
        body = list(article.paragraphs)
        if layout.dateline:
            body[0] = draw.choice(DATELINES[language]) + body[0]
        if layout.byline:
            body.append(draw.choice(BYLINES[language]))
        parts.append(head + layout.under_title + layout.paragraphs.join(body))
    between = f"\n\n{draw.choice(RULES)}\n\n" if layout.between == "rule" else layout.between
    top = draw.choice(DIGESTS[language]) + "\n\n" if layout.digest else ""
    return top + between.join(parts) + "\n"


def titles(text: str) -> list[str]:
    """The titles that a text comes out with."""
    return [story.title or "" for story in stories(document(text, identifier="join", source="join", raw=b""))]


def with_subheadings(article: Article, draw: random.Random) -> list[str]:
    """The article with one sub-heading at each place, and with general ones above every second paragraph."""
    paragraphs = article.paragraphs
    texts = []
    for place, heading in product(range(1, len(paragraphs)), (*SUBHEADINGS[article.language], None)):
        own = paragraphs[place][:14] if article.language == "zh" else " ".join(paragraphs[place].split()[:7])
        put = heading or own
        if put[-1] not in ".,:;–。，":
            for gap, under in (("\n\n", "\n\n"), ("\n", "\n\n"), ("\n", "\n")):
                above, below = gap.join(paragraphs[:place]), gap.join(paragraphs[place:])
                texts.append(f"{article.title}\n\n{above}\n\n{put}{under}{below}\n")
    for gap in ("\n\n", "\n") * (4 if len(paragraphs) > 3 else 0):
        usual = draw.sample(SUBHEADINGS[article.language], len(SUBHEADINGS[article.language]))
        parts = [article.title]
        for i, paragraph in enumerate(paragraphs):
            parts += [usual.pop()] if i and i % 2 == 0 and usual else []
            parts.append(paragraph)
        texts.append(gap.join(parts) + "\n")
    return texts


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--only", help="Measure this layout alone.")
@click.option("--show", is_flag=True, help="Print the joins and articles that come out wrong.")
def main(folder: Path, only: str | None, *, show: bool) -> None:
    """Prints for each layout how many joins came out exactly, with too few and with too many stories."""
    single = articles(folder)
    total: Counter[str] = Counter()
    for name, layout in LAYOUTS.items():
        if only and name != only:
            continue
        draw = random.Random(name)  # noqa: S311 - the same joins each time
        counts: Counter[str] = Counter()
        for _ in range(JOINS):
            language = draw.choice(["en", "en", "en", "en", "ru", "ru", "ru", "vi", "vi", "zh", "zh", "be"])
            chosen = draw.sample([a for a in single if a.language == language], draw.choice((2, 3)))
            found = titles(text := joined(chosen, layout, draw))
            less = len(found) < len(chosen)
            verdict = "exact" if len(found) == len(chosen) else "too few" if less else "too many"
            if verdict == "exact" and any(a.title.lower() not in t.lower() for a, t in zip(chosen, found, strict=True)):
                verdict = "other title"
            counts[verdict] += 1
            if show and verdict != "exact":
                click.echo(f"{verdict}: {[a.name for a in chosen]} {found}\n{text if only else ''}")
        total += counts
        click.echo(f"{name:40} {counts['exact'] / JOINS:4.0%}  {dict(counts)}")
    click.echo(f"{'all':40} {total['exact'] / max(1, total.total()):4.0%}")
    if not only:
        draw = random.Random(0)  # noqa: S311
        texts = [text for article in single for text in with_subheadings(article, draw)]
        cut = [found for text in texts if len(found := titles(text)) > 1]
        click.echo(f"cut at a sub-heading: {len(cut)} of {len(texts)}")
        if show:
            for heading, count in Counter(found[1] for found in cut).most_common(60):
                click.echo(f"  {count} {heading}")


if __name__ == "__main__":
    main()
