"""Fits the log-odds with which documents are cut into stories, and writes them to loader/read/weights.toml.

    python bench/fit_splitting.py [FOLDER ...]
FOLDER holds articles, one story a file. Logistic regression by gradient descent with a pull towards zero, on two
thirds of the stories; the last third is for measuring (bench/splitting.py).
"""

from __future__ import annotations

import math
import random
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import click
from splitting_set import CHECK, Article, Made, articles, items, several, singles, texts, with_subheadings

from loader.read.boundaries import look_at, observed
from loader.read.decode import document
from loader.read.layout import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

PULL = 0.002
ROUNDS = 400
TABLE = Path(__file__).parents[1] / "loader" / "read" / "weights.toml"
Sample = tuple[dict[str, float], bool, float]


def samples(made: Made, importance: float) -> list[Sample]:
    """The features of each place in a file where a story may begin, and whether one does."""
    lines = read_lines(document(made.text, identifier="made", source="made", raw=b""))
    page = look_at(lines)
    text_ends = [lines[p.after - 1].span.end if p.after else 0 for p in page.places]

    def is_start(n: int, _: float = 0.0) -> bool:
        body = lines[page.places[n].body].span.start
        return any(
            low <= text_ends[n] + 40 and text_ends[n] <= high and low <= body and high <= body
            for low, high in made.starts
        )

    return [(features, is_start(n), importance) for n, _, features in observed(page, is_start)]


def fitted(data: Sequence[Sample]) -> dict[str, float]:
    """Weights by name, that of the empty name being the bias."""
    names = sorted({name for features, _, _ in data for name in features})
    weights = dict.fromkeys(names, 0.0)
    bias = 0.0
    rows = [([(n, float(v)) for n, v in f.items() if v], truth, w) for f, truth, w in data]
    total = sum(w for _, _, w in rows)
    speed = dict.fromkeys([*names, ""], 1e-8)
    for _ in range(ROUNDS):
        slope = {name: PULL * weights[name] for name in names}
        slope_bias = 0.0
        for features, truth, w in rows:
            z = bias + sum(weights[n] * v for n, v in features)
            error = w * (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - truth) / total
            slope_bias += error
            for n, v in features:
                slope[n] += error * v
        for name in names:  # AdaGrad: rare features move as far as frequent ones
            speed[name] += slope[name] ** 2
            weights[name] -= 0.5 * slope[name] / math.sqrt(speed[name])
        speed[""] += slope_bias**2
        bias -= 0.5 * slope_bias / math.sqrt(speed[""])
    return weights | {"": bias}


def training(folders: list[Path]) -> list[Sample]:
    """The samples of the files that are not for measuring."""
    draw = random.Random(0)  # noqa: S311 - the same each time
    pool: list[Article] = [a for a in articles(folders) if a.group != CHECK]
    own = [a for a in items() if a.group != CHECK]
    files = [*several(own, 600, 11), *several(pool, 900, 12), *several(pool + own, 400, 13)]
    data = [sample for made in files for sample in samples(made, 1.0)]
    for article in [*pool, *(a for a in own if len(a.paragraphs) > 1)]:
        data += [s for _ in range(3) for s in samples(with_subheadings(article, draw), 1.0)]
    data += [s for made, third in singles() if third != CHECK for s in samples(made, 8.0)]
    data += [
        s
        for name, language, text in texts(folders)
        if crc32(name.encode()) % 3 != CHECK
        for s in samples(Made(name, language, text, ()), 8.0)
    ]
    return data


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--bias", default=0.0, help="Log-odds to take off, so that in doubt a document stays whole.")
def main(folders: tuple[Path, ...], bias: float) -> None:
    """Prints how well the samples are told apart, and writes the table."""
    data = training(list(folders))
    weights = fitted(data)
    start = weights.pop("")
    scored = [(start + sum(weights[n] * v for n, v in f.items()), truth) for f, truth, _ in data]
    right = sum(truth and z > bias for z, truth in scored) / sum(truth for _, truth in scored)
    wrong = sum(not truth and z > bias for z, truth in scored) / sum(not truth for _, truth in scored)
    click.echo(f"{len(data)} places, {sum(t for _, t in scored)} stories; found {right:.3f}, falsely {wrong:.3f}")
    lines = [f'"{name}" = {value:.2f}' for name, value in sorted(weights.items(), key=lambda item: -item[1])]
    head = "# Log-odds of a new story, for a feature that is there or for each unit of it. Written by bench/fit_splitting.py.\n"
    TABLE.write_text(
        f"{head}bias = {start - bias:.2f}\n# What others of the same look lend, for each of their log-odds; what it costs to have none.\n"
        f"company = 0.4\nalone = 0.0\n\n[weights]\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
