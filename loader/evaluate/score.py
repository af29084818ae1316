"""Scores: counts of hits, misses and false finds for each kind of fact, and what follows from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loader.evaluate.match import greedy, is_named, kind_group, pair_up

if TYPE_CHECKING:
    from loader.evaluate.gold import Article, Named, Record


@dataclass(slots=True)
class Tally:
    """Hits among what the gold has and among what was found."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    def add(self, hits: int, gold: int, found: int) -> None:
        """Count some more."""
        self.hits += hits
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 1 where there is none."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two; for a mere share of pairs, that share."""
        total = self.gold + self.found
        return 2 * self.hits / total if total else 1.0


@dataclass(slots=True)
class Scores:
    """Tallies by the name of the row, and the errors behind them."""

    rows: dict[str, Tally] = field(default_factory=dict)
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)
    """(article, row, `missed` or `false` or `differs`, what)."""

    def row(self, name: str) -> Tally:
        """The tally of a row."""
        return self.rows.setdefault(name, Tally())

    def error(self, article: Article, row: str, sort: str, what: str) -> None:
        """Note an error for `--errors`."""
        self.errors.append((article.id, row, sort, what))


def score(scores: Scores, gold: Article, found: Article) -> None:
    """Add one article to the scores."""
    for name in ("countries", "threats"):
        _codes(scores, gold, name, getattr(gold, name), getattr(found, name))
    _names(scores, gold, "agencies", gold.agencies, found.agencies)
    _names(scores, gold, "people", gold.people, found.people)
    _records(scores, gold, "agreements", gold.agreements, found.agreements)
    _records(scores, gold, "meetings", gold.meetings, found.meetings)


def _codes(scores: Scores, article: Article, name: str, gold: frozenset[str], found: frozenset[str]) -> None:
    scores.row(name).add(len(gold & found), len(gold), len(found))
    for code in sorted(gold - found):
        scores.error(article, name, "missed", code)
    for code in sorted(found - gold):
        scores.error(article, name, "false", code)


def _names(scores: Scores, article: Article, name: str, gold: tuple[Named, ...], found: tuple[Named, ...]) -> None:
    pairs = greedy(gold, found, is_named)
    hit = [id(right) for _, right in pairs]
    counted = [entry for entry in found if not entry.optional or id(entry) in hit]
    scores.row(name).add(len(pairs), len(gold), len(counted))
    right = sum(left.state == other.state for left, other in pairs)
    scores.row(f"{name}: state").add(right, len(pairs), len(pairs))
    matched = [id(left) for left, _ in pairs]
    for entry in gold:
        if id(entry) not in matched:
            scores.error(article, name, "missed", f"{' | '.join(entry.names)} ({entry.state})")
    for entry in counted:
        if id(entry) not in hit:
            scores.error(article, name, "false", f"{' | '.join(entry.names)} ({entry.state})")
    for left, other in pairs:
        if left.state != other.state:
            scores.error(article, f"{name}: state", "differs", f"{left.names[0]}: {left.state} found {other.state}")


def _records(scores: Scores, article: Article, name: str, gold: tuple[Record, ...], found: tuple[Record, ...]) -> None:
    pairs = pair_up(gold, found)
    scores.row(name).add(len(pairs), len(gold), len(found))
    full = [pair for pair in pairs if _fully_right(*pair)]
    scores.row(f"{name}: fully right").add(len(full), len(gold), len(found))
    for left, right in pairs:
        _pair(scores, article, name, left, right)
    matched = {id(record) for pair in pairs for record in pair}
    for record in gold:
        if id(record) not in matched:
            scores.error(article, name, "missed", _line(record))
    for record in found:
        if id(record) not in matched:
            scores.error(article, name, "false", f"{_line(record)} “{(record.evidence or ('',))[0][:160]}”")


def _line(record: Record) -> str:
    return f"{record.kind}/{record.status} {','.join(sorted(record.states)) or '-'} {record.date} {record.about}"


def _fully_right(gold: Record, found: Record) -> bool:
    return (
        kind_group(gold.kind) == kind_group(found.kind) and gold.status == found.status and gold.states == found.states
    )


def _pair(scores: Scores, article: Article, name: str, gold: Record, found: Record) -> None:
    checks = {
        "kind": kind_group(gold.kind) == kind_group(found.kind),
        "status": gold.status == found.status,
        "states": gold.states == found.states,
    }
    if gold.date is not None:
        checks["date"] = gold.date == found.date
    for check, right in checks.items():
        scores.row(f"{name}: {check}").add(int(right), 1, 1)
        if not right:
            scores.error(article, f"{name}: {check}", "differs", f"{_line(gold)} FOUND {_line(found)}")
    scores.row("status").add(int(checks["status"]), 1, 1)
    scores.row("states").add(int(checks["states"]), 1, 1)
    if gold.date is not None:
        scores.row("date").add(int(checks["date"]), 1, 1)
    else:
        invented = int(found.date is not None)
        scores.row("invented dates").add(invented, 1, 1)
        if invented:
            scores.error(article, f"{name}: date", "invented", f"{_line(gold)} FOUND {_line(found)}")
    wanted, got = Counter(gold.threats), Counter(found.threats)
    scores.row("event threats").add(sum((wanted & got).values()), len(gold.threats), len(found.threats))
    scores.row("evidence").add(int(bool(found.evidence)), 1, 1)
