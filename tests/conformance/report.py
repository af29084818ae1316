"""What a run found: a table of the suites, the deviations with their reasons, and a report in EARL.

EARL: https://www.w3.org/TR/EARL10-Schema/, the vocabulary in which implementations report to the W3C.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.conformance.manifest import SUITES
from tests.conformance.terms import Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tests.conformance.manifest import Case

_HEAD = ("", "passed", "of", "explained", "unexplained")


@dataclass(frozen=True)
class Outcome:
    """How one test went; `match` is None if it failed, and `told` says what the server did."""

    suite: str
    case: Case
    match: Match | None
    told: str = ""


@dataclass(frozen=True)
class Report:
    """All outcomes of a run, and the reasons that are known for deviations, by the test's key."""

    outcomes: Sequence[Outcome]
    reasons: Mapping[str, str]

    @property
    def unexplained(self) -> list[Outcome]:
        """The failures for which no reason is listed."""
        return [one for one in self.outcomes if one.match is None and one.case.key not in self.reasons]

    @property
    def outlived(self) -> list[Outcome]:
        """The tests that are listed as deviations and pass."""
        return [one for one in self.outcomes if one.match is not None and one.case.key in self.reasons]

    @property
    def is_good(self) -> bool:
        """Whether there was something to run, and all of it went as the list of deviations says."""
        return bool(self.outcomes) and not self.unexplained and not self.outlived

    def lines(self) -> Iterator[str]:
        """The report for people."""
        rows = [_HEAD, *(self._row(suite) for suite in dict.fromkeys(one.suite for one in self.outcomes))]
        widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
        for row in rows:
            cells = [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
            yield "  ".join(cells).rstrip()
        if valued := sum(one.match is Match.BY_VALUE for one in self.outcomes):
            yield f"\n{valued} of those that passed equal the expected values, spelled otherwise (1.0 and 1)."
        yield from self._deviations()
        for one in self.unexplained:
            yield f"\nUNEXPLAINED {one.case.key} ({one.case.name})\n  {one.told}"
        for one in self.outlived:
            yield f"\nPASSES, but is listed as a deviation: {one.case.key}"

    def _row(self, suite: str) -> tuple[str, ...]:
        of = [one for one in self.outcomes if one.suite == suite]
        failed = [one for one in of if one.match is None]
        explained = sum(one.case.key in self.reasons for one in failed)
        counts = (len(of) - len(failed), len(of), explained, len(failed) - explained)
        return (SUITES[suite][0], *map(str, counts))

    def _deviations(self) -> Iterator[str]:
        by_reason: dict[str, list[str]] = defaultdict(list)
        for one in self.outcomes:
            if one.match is None and one.case.key in self.reasons:
                by_reason[self.reasons[one.case.key]].append(one.case.key)
        for reason, keys in by_reason.items():
            yield f"\n{len(keys)} deviations: {reason}"
            yield from (f"  {key}" for key in keys)

    def earl(self, when: datetime, version: str) -> str:
        """The report as Turtle; `when` is the time of the run, `version` that of Comity."""
        head = [
            "@prefix dc: <http://purl.org/dc/terms/> .",
            "@prefix doap: <http://usefulinc.com/ns/doap#> .",
            "@prefix earl: <http://www.w3.org/ns/earl#> .",
            "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .",
            f'<#comity> a earl:TestSubject, earl:Software, doap:Project ; doap:name "Comity" ; doap:revision "{version}" .',
            '<#runner> a earl:Assertor, earl:Software ; dc:title "make conformance" .',
        ]
        stamp = f'"{when.isoformat(timespec="seconds")}"^^xsd:dateTime'
        return "\n".join([*head, *(self._assertion(one, stamp) for one in self.outcomes)]) + "\n"

    def _assertion(self, one: Outcome, stamp: str) -> str:
        result = f"earl:outcome earl:{'failed' if one.match is None else 'passed'} ; dc:date {stamp}"
        if reason := self.reasons.get(one.case.key) if one.match is None else None:
            result += f' ; dc:description "{_escaped(reason)}"'
        return (
            f"[] a earl:Assertion ; earl:assertedBy <#runner> ; earl:subject <#comity> ; earl:test <{one.case.iri}> ; "
            f"earl:mode earl:automatic ; earl:result [ a earl:TestResult ; {result} ] ."
        )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def reasons(path: Path) -> dict[str, str]:
    """The listed deviations: for each test's key the reason.

    Raises:
        ValueError: a test is listed twice, or a reason is empty.
    """
    found: dict[str, str] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("deviation", []):
        reason = " ".join(str(entry["reason"]).split())
        for key in entry["tests"]:
            if key in found or not reason:
                raise ValueError(f"{path}: {key} is listed twice, or without a reason")
            found[key] = reason
    return found
