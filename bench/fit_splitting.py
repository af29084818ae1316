"""Fits the log-odds with which documents are cut into stories, and writes them to loader/read/weights.toml.

    python bench/fit_splitting.py [FOLDER ...]
FOLDER holds articles, one story a file. Logistic regression by gradient descent with a pull towards zero, on two
thirds of the stories; the last third is for measuring (bench/splitting.py).
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import click
from splitting_set import CHECK, Made, articles, items, several, singles, texts
from subheadings import with_subheadings

from loader.read.boundaries import Page, company, look_at, observed
from loader.read.candidates import candidates
from loader.read.decode import document
from loader.read.layout import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

PULL = 0.002
ROUNDS = 400
TAIL = 40
"""Letters below a story's last text that still are its own."""
SINGLE = 8.0
SET = {"blank line alone": -2.5, "space below above the first alone": -1.0}
"""Log-odds that are not fitted, since in the made files stories that nothing but a blank line parts are as frequent as
others: the least that leaves nearly all articles whole whose paragraphs stand in blocks, at no cost to the rest. Nor is
that headlines of one file look alike: the made files' captions and sub-headings stand where real ones seldom do."""
HEAD = """\
# Log-odds of a new story. Written by bench/fit_splitting.py.
bias = {bias:.2f}

# What the other places of a document lend, for each of their log-odds.
[company]
{company}

# For a feature that is there, or for each unit of it.
[weights]
{weights}
"""
TABLE = Path(__file__).parents[1] / "loader" / "read" / "weights.toml"
Sample = tuple[dict[str, float], bool, float]


@dataclass(frozen=True, slots=True)
class Places:
    """A file's places where a story may begin: their features, whether one does, and what they look like."""

    page: Page
    features: dict[int, dict[str, float]]
    truth: dict[int, bool]
    importance: float


def places(made: Made, importance: float) -> Places:
    """The places of a file, each compared with the story that it truly would end."""
    lines = read_lines(document(made.text, identifier="made", source="made", raw=b""))
    page = look_at(lines, tuple(candidates(lines)))
    ends = [lines[p.after - 1].span.end if p.after else 0 for p in page.places]
    bodies = [lines[p.body].span.start for p in page.places]

    def is_start(n: int, _: float = 0.0) -> bool:
        return any(low - TAIL <= ends[n] <= high <= bodies[n] for low, high in made.starts)

    features = {n: found for n, _, found in observed(page, is_start)}
    return Places(page, features, {n: is_start(n) for n in features}, importance)


def fitted(data: Sequence[Sample]) -> dict[str, float]:
    """Weights by name, that of the empty name being the bias."""
    names = sorted({name for features, _, _ in data for name in features} - SET.keys())
    weights = dict.fromkeys(names, 0.0) | SET
    bias = 0.0
    rows = [([(n, float(v)) for n, v in f.items() if v], truth, w) for f, truth, w in data]
    total = sum(w for _, _, w in rows)
    speed = dict.fromkeys([*names, ""], 1e-8)
    for _ in range(ROUNDS):
        slope = {name: PULL * weights[name] for name in weights}
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


def training(folders: list[Path]) -> list[Places]:
    """The files that are not for measuring; articles and our own single ones count more than those made by drawing."""
    draw = random.Random(0)  # noqa: S311 - the same each time
    pool = [article for article in articles(folders) if article.group != CHECK]
    own = [item for item in items() if item.group != CHECK]
    files = [*several(own, 600, 11), *several(pool, 900, 12), *several(pool + own, 400, 13)]
    bodies = [article for article in pool + own if len(article.paragraphs) > 1]
    files += [with_subheadings(article, draw) for article in bodies for _ in range(3)]
    single = [made for made, third in singles() if third != CHECK]
    single += [Made(n, lang, t, ()) for n, lang, t in texts(folders) if crc32(n.encode()) % 3 != CHECK]
    return [places(made, 1.0) for made in files] + [places(made, SINGLE) for made in single]


def company_samples(files: Sequence[Places], weights: dict[str, float]) -> list[Sample]:
    """What a place says by itself and what others of its look lend it."""
    data = []
    for file in files:
        local = {n: score(weights, features) for n, features in file.features.items()}
        for n, lent in company(file.page, local).items():
            data.append((lent | {"local": local[n]}, file.truth[n], file.importance))
    return data


def score(weights: dict[str, float], features: dict[str, float]) -> float:
    """The log-odds of features."""
    return weights[""] + sum(weights.get(name, 0.0) * value for name, value in features.items())


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--doubt", default=0.0, help="Log-odds to take off, so that in doubt a document stays whole.")
def main(folders: tuple[Path, ...], doubt: float) -> None:
    """Prints how well the samples are told apart, and writes the table."""
    files = training(list(folders))
    data = [(f.features[n], f.truth[n], f.importance) for f in files for n in f.features]
    weights = fitted(data)
    second = company_samples(files, weights)
    beside = fitted(second)
    scale = beside["local"]
    scored = [(score(beside, features) / scale - doubt, truth) for features, truth, _ in second]
    right = sum(truth and z > 0 for z, truth in scored) / sum(truth for _, truth in scored)
    wrong = sum(not truth and z > 0 for z, truth in scored) / sum(not truth for _, truth in scored)
    click.echo(f"{len(data)} places, {sum(t for _, t in scored)} stories; found {right:.3f}, falsely {wrong:.3f}")
    TABLE.write_text(written(weights, beside, doubt), encoding="utf-8")


def written(weights: dict[str, float], beside: dict[str, float], doubt: float) -> str:
    """The table, the weightiest first."""
    scale = beside.pop("local")
    beside["always"] += beside.pop("") - doubt * scale
    return HEAD.format(bias=weights.pop(""), company=table(beside, scale), weights=table(weights))


def table(weights: dict[str, float], scale: float = 1.0) -> str:
    """Lines of TOML, the weightiest first."""
    heaviest = sorted(weights.items(), key=lambda item: -item[1])
    return "\n".join(f'"{name}" = {value / scale:.2f}' for name, value in heaviest)


if __name__ == "__main__":
    main()
