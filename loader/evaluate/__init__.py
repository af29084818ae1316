"""Measure extraction against annotated articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loader.articles import article_graphs
from loader.evaluate import report
from loader.evaluate.gold import GoldArticle, found_facts, read_gold
from loader.evaluate.score import Scores, Tally, score
from loader.examine import Extraction, examine
from loader.model import Document
from loader.read import Unreadable, read_documents
from ontology.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from loader.model import ArticleGraph
    from ontology.lexicon import Lexicon
    from ontology.terms import Names

__all__ = ["Evaluation", "GoldArticle", "Scores", "Tally", "evaluate", "in_check_half", "report"]

_THIRD = 3


@dataclass(slots=True)
class Evaluation:
    """The scores over all articles, and by language."""

    all: Scores
    by_language: dict[str, Scores]
    articles: int
    refused: list[str]
    """The articles that no load would store, each with the shapes' reason; their facts count as not found."""


def in_check_half(files: Sequence[Path]) -> frozenset[Path]:
    """Every third file by name: the articles at which nobody looks while writing rules."""
    return frozenset(path for at, path in enumerate(sorted(set(files))) if at % _THIRD == _THIRD - 1)


def evaluate(
    path: Path,
    lexicon: Lexicon,
    names: Names,
    keep: Callable[[GoldArticle, frozenset[Path]], bool] = lambda _article, _half: True,
) -> Evaluation:
    """Extract the annotated articles and score them.

    Args:
        path: A `gold.jsonl`, or its folder.
        lexicon: The lexicon.
        names: The names of data.
        keep: Chooses articles, given each and the files of the check half.

    Raises:
        UsageError: The annotations or one of the articles cannot be read.

    """
    gold = list(read_gold(path))
    half = in_check_half([article.file for article in gold])
    evaluation = Evaluation(Scores(), {}, 0, [])
    extraction = Extraction(lexicon, names, article_graphs)
    graphs: dict[Path, tuple[ArticleGraph, ...]] = {}
    for article in gold:
        if not keep(article, half):
            continue
        if article.file not in graphs:
            examined = examine(_document(article.file), extraction)
            graphs[article.file] = examined.accepted
            evaluation.refused += [f"{article.file}{one.story}: {one.reason}" for one in examined.rejected]
        found = found_facts(article.facts.id, article.facts.language, _quads(graphs[article.file], article))
        score(evaluation.all, article.facts, found)
        score(evaluation.by_language.setdefault(article.facts.language, Scores()), article.facts, found)
        evaluation.articles += 1
    return evaluation


def _document(file: Path) -> Document:
    for document in read_documents([str(file)], None):
        if isinstance(document, Unreadable):
            raise UsageError(f"{document.source}: {document.reason}")
        if isinstance(document, Document):
            return document
    raise UsageError(f"{file}: no article here; the annotations name it")


def _quads(graphs: tuple[ArticleGraph, ...], article: GoldArticle) -> tuple[Quad, ...]:
    """The graph of the annotated story; a story that was not told apart is empty."""
    wanted = [graph for graph in graphs if not article.story or graph.identifier.endswith(f"#{article.story}")]
    if not article.story:
        return tuple(quad for graph in wanted for quad in graph.quads)
    return wanted[0].quads if wanted else ()
