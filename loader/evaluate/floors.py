"""The quality gate: scores below which extraction may not fall, pinned to the corpus on which they were measured."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loader.evaluate.gold import read_gold
from loader.evaluate.report import SETS
from ontology.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from loader.evaluate import Evaluation
    from loader.evaluate.score import Scores, Tally

# A row with fewer gold facts moves by too much with one of them.
_LEAST_GOLD = 10
_DIGITS = 1000


@dataclass(frozen=True, slots=True)
class Fall:
    """A score below its floor."""

    group: str
    """`all`, or a language."""
    row: str
    floor: float
    score: float

    def __str__(self) -> str:
        return f"{self.group}: {self.row} fell to {self.score:.3f}, below its floor {self.floor:.3f}"


def fingerprint(gold: Path) -> str:
    """A digest of the annotations and of the articles that they are on."""
    digest = hashlib.sha256()
    files = sorted({article.file for article in read_gold(gold)})
    annotations = gold / "gold.jsonl" if gold.is_dir() else gold
    for path in (annotations, *files):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def falls(evaluation: Evaluation, floors: Path, corpus: str) -> list[Fall]:
    """The scores that are below their floors.

    Raises:
        UsageError: The floors are missing, or were measured on another corpus.

    """
    pinned = _read(floors)
    if pinned["corpus"] != corpus:
        raise UsageError(f"{floors}: its floors were measured on other annotations; measure anew with --raise-floors")
    measured = dict(_measured(evaluation))
    return [
        Fall(group, row, floor, measured.get((group, row), 0.0))
        for group, rows in pinned["floors"].items()
        for row, floor in rows.items()
        if measured.get((group, row), 0.0) < floor
    ]


def raise_floors(evaluation: Evaluation, floors: Path, corpus: str) -> None:
    """Pin today's scores as the floors; on the same corpus none is lowered.

    Raises:
        UsageError: A score is below its present floor.

    """
    if floors.exists() and _read(floors)["corpus"] == corpus and (fallen := falls(evaluation, floors, corpus)):
        raise UsageError(f"{fallen[0]}; a floor is never lowered, mend the rules instead")
    rows: dict[str, dict[str, float]] = {}
    for (group, row), score in _measured(evaluation):
        rows.setdefault(group, {})[row] = math.floor(score * _DIGITS) / _DIGITS
    floors.write_text(json.dumps({"corpus": corpus, "floors": rows}, indent=1) + "\n", encoding="utf-8")


def _read(floors: Path) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = json.loads(floors.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{floors}: no floors here ({error}); write them with --raise-floors") from error
    return loaded


def _measured(evaluation: Evaluation) -> Iterator[tuple[tuple[str, str], float]]:
    yield from _rows("all", evaluation.all)
    for language, scores in sorted(evaluation.by_language.items()):
        yield from _rows(language, scores)


def _rows(group: str, scores: Scores) -> Iterator[tuple[tuple[str, str], float]]:
    for row, tally in sorted(scores.rows.items()):
        if tally.gold < _LEAST_GOLD:
            continue
        if row == "invented dates":
            yield (group, "no invented dates"), 1 - tally.precision
        else:
            yield (group, row), _score(row, tally)


def _score(row: str, tally: Tally) -> float:
    return tally.f1 if row in SETS else tally.precision
