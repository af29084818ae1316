"""Scores as a table that a person can read, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.evaluate import Evaluation
    from loader.evaluate.score import Scores, Tally

# The rows with a precision and a recall of their own; in every other, the share of pairs that are right.
SETS = frozenset({
    "countries", "threats", "agencies", "people", "agreements", "meetings",
    "agreements: fully right", "meetings: fully right", "event threats",
})  # fmt: skip


def lines(evaluation: Evaluation, *, by_language: bool, errors: bool) -> Iterator[str]:
    """The table of all articles, of each language if wanted, and the errors if wanted."""
    yield from _table(f"{evaluation.articles} articles", evaluation.all)
    if by_language:
        for language, scores in sorted(evaluation.by_language.items()):
            yield ""
            yield from _table(language, scores)
    for one in evaluation.refused:
        yield f"refused: {one}"
    if errors:
        for article, row, sort, what in sorted(evaluation.all.errors):
            yield f"{article} {row} {sort}: {what}"


def _table(title: str, scores: Scores) -> Iterator[str]:
    yield f"{title:<28}  P     R     F1     gold found"
    for name, tally in sorted(scores.rows.items()):
        yield f"  {name:<26} {_numbers(name, tally)}"


def _numbers(name: str, tally: Tally) -> str:
    if name in SETS:
        return f"{tally.precision:.3f} {tally.recall:.3f} {tally.f1:.3f}  {tally.gold:>4} {tally.found:>4}"
    return f"            {tally.precision:.3f}  {tally.gold:>4}"


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """Counts and scores by row, for all articles and by language."""
    return {
        "articles": evaluation.articles,
        "refused": evaluation.refused,
        "all": _rows(evaluation.all),
        "by_language": {language: _rows(scores) for language, scores in sorted(evaluation.by_language.items())},
    }


def _rows(scores: Scores) -> dict[str, dict[str, float]]:
    return {
        name: {
            "hits": tally.hits, "gold": tally.gold, "found": tally.found,
            "precision": tally.precision, "recall": tally.recall, "f1": tally.f1,
        }
        for name, tally in sorted(scores.rows.items())
    }  # fmt: skip
