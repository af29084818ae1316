"""The ratios that the endpoint aims at, and whether a run reached them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Measured:
    """What was seen of one question.

    Attributes:
        rate: answers a second.
        p50: half of them came in so many seconds.
        p99: all but a hundredth did.
        cpu: seconds of processor that the server took for one.
        failed: answers with a status that is none of success, and none at all.
    """

    HEAD: ClassVar[str] = f"{'answers/s':>10} {'p50 ms':>9} {'p99 ms':>9} {'cpu ms':>9}"

    rate: float
    p50: float
    p99: float
    cpu: float
    failed: int

    @classmethod
    def of(cls, rounds: Sequence[Measured]) -> Measured:
        """Several rounds of the same length as one: the slowest of their p99, and the middle one of their p50."""
        rate = statistics.fmean(one.rate for one in rounds)
        cpu = statistics.fmean((one.cpu for one in rounds), [one.rate or 1e-9 for one in rounds])
        p50, p99 = statistics.median(one.p50 for one in rounds), max(one.p99 for one in rounds)
        return cls(rate, p50, p99, cpu, sum(one.failed for one in rounds))

    def __str__(self) -> str:
        failed = f"  {self.failed} failed" if self.failed else ""
        return f"{self.rate:10.1f} {1000 * self.p50:9.2f} {1000 * self.p99:9.2f} {1000 * self.cpu:9.2f}{failed}"


class Goal(NamedTuple):
    """Comity asked in one way has to be so many times as fast as a server asked in another."""

    way: str
    least: float
    other_way: str
    other: str


_CACHED, _TAGGED = ("repeated", "unchanged")
_HEAVY = (Goal("cold", 0.9, "cold", "oxigraph"), Goal(_CACHED, 5, "cold", "oxigraph"))
_SMALL = (Goal("cold", 0.1, "cold", "oxigraph"),)
_JOINED = Goal("cold", 10, "cold", "rdflib")
_LOOKED_UP = Goal("cold", 1, "cold", "rdflib")
_UNCHANGED = Goal(_TAGGED, 1, _CACHED, "comity")


def judged(seen: Mapping[tuple[str, str, str], Measured], small: set[str], looked_up: set[str]) -> Iterator[str]:
    """A line for each ratio that the run gives.

    Args:
        seen: (question, way of asking, server) -> what was seen.
        small: the questions that are small; all others are heavy.
        looked_up: those of them that only look one entity up; all others join or scan.
    """
    for question in dict.fromkeys(question for question, _, _ in seen):
        goals = [
            *(_SMALL if question in small else _HEAVY),
            _LOOKED_UP if question in looked_up else _JOINED,
            _UNCHANGED,
        ]
        for goal in goals:
            ours, theirs = seen.get((question, goal.way, "comity")), seen.get((question, goal.other_way, goal.other))
            if ours and theirs and theirs.rate:
                ratio = ours.rate / theirs.rate
                verdict = "met" if ratio >= goal.least else "NOT MET"
                yield (
                    f"{question:<16} {goal.way:<10} {ratio:9.2f}x {goal.other:>8} {goal.other_way:<9}"
                    f" at least {goal.least:g}x: {verdict:<8} by processor {theirs.cpu / (ours.cpu or 1e-9):9.2f}x"
                )
