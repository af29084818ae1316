"""`python -m tests.conformance`: run the suites, print the report, exit 0 if all went as the list of deviations says."""

from __future__ import annotations

import argparse
import http.client
import os
import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conformance import source
from tests.conformance.answers import Failed
from tests.conformance.client import Endpoint
from tests.conformance.dataset import Dataset
from tests.conformance.exchanges import Exchanges
from tests.conformance.manifest import SUITES, Kind
from tests.conformance.queries import Language
from tests.conformance.report import Outcome, Report, reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.conformance.manifest import Checkout

_DEVIATIONS = Path(__file__).with_name("deviations.toml")
_ABOUT_HTTP = (Kind.EXCHANGE, Kind.DESCRIPTION)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for; the exit code is 0, or 1 if anything is not as it should be."""
    given = _parser().parse_args(arguments)
    try:
        checkout = source.checkout(given.tests)
        suites = given.suite or [name for name, (_, path) in SUITES.items() if (checkout.root / path).is_file()]
        with nullcontext(_named(given)) if given.endpoint else source.comity() as server, server as endpoint:
            outcomes = list(_run(endpoint, checkout, suites, given.only))
    except source.Missing as missing:
        sys.stderr.write(f"conformance: {missing}\n")
        return 1
    report = Report(outcomes, reasons(given.deviations))
    sys.stdout.writelines(f"{line}\n" for line in report.lines())
    if given.earl:
        given.earl.write_text(report.earl(datetime.now(UTC), version("comity")), encoding="utf-8")
    return 0 if report.is_good else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    root = os.environ.get("RDF_TESTS")
    parser.add_argument("--tests", type=Path, default=Path(root) if root else None, help="a checkout of w3c/rdf-tests")
    parser.add_argument(
        "--suite", action="append", choices=SUITES, help="run this suite (may be repeated); default all"
    )
    parser.add_argument("--only", default="", help="run the tests whose key contains this")
    parser.add_argument("--endpoint", help="URL for queries and updates of a running server; all its data is deleted")
    parser.add_argument("--store", help="URL of its Graph Store Protocol")
    parser.add_argument("--direct", help="URL under which its graphs have URLs of their own; default that of --store")
    parser.add_argument("--token", help="its bearer token")
    parser.add_argument("--deviations", type=Path, default=_DEVIATIONS, help="list of the deviations that are known")
    parser.add_argument("--earl", type=Path, help="write a report in EARL (Turtle) there")
    return parser


def _named(given: argparse.Namespace) -> Endpoint:
    if not given.store:
        raise source.Missing("--endpoint needs --store")
    return Endpoint(given.endpoint, given.store, given.direct or given.store, given.token)


def _run(endpoint: Endpoint, checkout: Checkout, suites: Sequence[str], only: str) -> Iterator[Outcome]:
    dataset = Dataset(endpoint, checkout)
    exchanges, language = Exchanges(endpoint, dataset), Language(endpoint, checkout, dataset)
    for suite in suites:
        for case in checkout.cases(suite):
            if only not in case.key:
                continue
            try:
                runner = exchanges if case.kind in _ABOUT_HTTP else language
                yield Outcome(suite, case, runner.run(case))
            except Failed as failed:
                yield Outcome(suite, case, None, str(failed))
            except (OSError, http.client.HTTPException) as error:
                dataset.forget()
                yield Outcome(suite, case, None, f"no answer: {error!r}")


if __name__ == "__main__":
    sys.exit(main())
