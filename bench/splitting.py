"""How well files of several stories are cut, and single ones left whole.

    python bench/splitting.py [FOLDER ...] [--part check] [--show]
FOLDER holds articles, one story a file (.txt or .html). A cut is right where the next story's first block lies
between the last text of one story and the title of the next. The check part is the third that no weight was fitted to.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from zlib import crc32

import click
from splitting_set import (
    CHECK,
    LANGUAGES,
    Made,
    articles,
    found_starts,
    items,
    several,
    singles,
    texts,
)
from subheadings import in_blocks, with_subheadings

FILES = 240
"""Files of several stories from each pool."""
SEEDS = {"work": 1, "check": 99}


def made_files(folders: list[Path], part: str) -> dict[str, list[Made]]:
    """The files of a part by what they try."""

    def ours(third: int) -> bool:
        return (third == CHECK) == (part == "check")

    seed = SEEDS[part]
    draw = random.Random(seed)  # noqa: S311 - the same files each time
    short = [item for item in items() if ours(item.group)]
    long = [article for article in articles(folders) if ours(article.group)]
    bodies = [article for article in (*long, *short) if len(article.paragraphs) > 1]
    return {
        "several: short ones of the same states": several(short, FILES, seed),
        "several: articles": several(long, FILES, seed + 1),
        "several: both": several(long + short, FILES, seed + 2),
        "single: sub-headings, lists, interviews": [made for made, third in singles() if ours(third)],
        "single: articles with sub-headings put in": [with_subheadings(body, draw) for body in bodies for _ in (0, 1)],
        "single: articles in blocks of paragraphs": [in_blocks(body, draw) for body in bodies for _ in (0, 1)],
        "single: articles": [Made(n, lang, t, ()) for n, lang, t in texts(folders) if ours(crc32(n.encode()) % 3)],
    }


def count(made: Made) -> Counter[str]:
    """How many cuts there are, were found and were found falsely, and whether all is right."""
    found = found_starts(made)
    hits = sum(any(low <= place <= high for place in found) for low, high in made.starts)
    right = hits == len(made.starts) == len(found)
    return Counter(files=1, cuts=len(made.starts), hits=hits, false=len(found) - hits, right=int(right))


def told(name: str, counts: Counter[str]) -> str:
    """One line of the report."""
    right = counts["right"] / max(1, counts["files"])
    recall = f"recall {counts['hits'] / counts['cuts']:.3f}" if counts["cuts"] else ""
    return f"{name:45} {counts['files']:4} files, {right:.3f} exactly right; {counts['false']:3} false cuts {recall}"


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--part", type=click.Choice(["work", "check"]), default="work", help="The two thirds, or the last.")
@click.option("--by-language", is_flag=True, help="A line for each language, too.")
@click.option("--show", is_flag=True, help="Print the files that come out wrong (of the work part only).")
def main(folders: tuple[Path, ...], part: str, *, by_language: bool, show: bool) -> None:
    """Prints for each kind of file how many come out right."""
    for name, files in made_files(list(folders), part).items():
        counted = [(made, count(made)) for made in files]
        click.echo(told(name, sum((c for _, c in counted), Counter())))
        for language in LANGUAGES if by_language else ():
            ours = (c for made, c in counted if made.language == language)
            click.echo(told(f"  {language}", sum(ours, Counter())))
        for made, c in counted if show and part == "work" else ():
            if not c["right"]:
                starts = [made.text[at : at + 60] for at in found_starts(made)]
                click.echo(f"--- {made.name}\n{made.text}\nfound: {starts}")


if __name__ == "__main__":
    main()
