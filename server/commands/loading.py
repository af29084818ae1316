"""The commands that write and check: `comity load`, `comity validate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from loader.run import load
from ontology.errors import RejectedError
from ontology.home import Home
from ontology.lexicon import load_lexicon
from ontology.terms import Names
from server.commands.checking import as_json as report_as_json
from server.commands.checking import check_files, check_store
from server.commands.progress import LoadProgress
from server.configuration import configured

if TYPE_CHECKING:
    from loader.summary import Summary

home_option = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store (environment COMITY_HOME; default ./data).",
)


@click.command("load")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@home_option
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A Turtle file with further words; may be given several times.",
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object.")
@click.option("--quiet", "-q", is_flag=True, help="No progress; only what is not taken.")
def load_command(
    paths: tuple[str, ...], *, home: Path | None, lexicons: tuple[Path, ...], jobs: int, as_json: bool, quiet: bool
) -> None:
    """Read documents, extract, check, store and publish them.

    PATH is a file, a folder, a glob, or - for standard input; of .txt, .html, .jsonl, .warc(.gz) or .xml.
    The same input twice changes nothing. Exit code 3 says that something was set aside or unreadable.
    """
    given = configured(home=home)
    lexicon = load_lexicon(lexicons)
    progress = LoadProgress(terminal=sys.stderr.isatty(), quiet=quiet)
    try:
        summary = load(
            paths,
            Home(given.home),
            lexicon=lexicon,
            names=Names(given.base),
            jobs=jobs,
            progress=progress,
            stdin=sys.stdin.buffer if "-" in paths else None,
        )
    finally:
        progress.close()
    _tell(summary, as_json=as_json)
    sys.exit(summary.exit_code)


def _tell(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(summary.as_json(), ensure_ascii=False))
    else:
        for line in summary.lines():
            click.echo(line)


@click.command("validate")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=Path))
@home_option
@click.option("--format", "format_", type=click.Choice(["text", "turtle", "json"]), default="text", show_default=True)
def validate_command(paths: tuple[Path, ...], *, home: Path | None, format_: str) -> None:
    """Hold the published articles, or RDF files, against the shapes.

    Exit code 3 says that a shape is violated; warnings are told, and do not count.
    """
    given = configured(home=home)
    names = Names(given.base)
    report = check_files(paths, names) if paths else check_store(Home(given.home), names)
    if format_ == "turtle":
        click.echo(report.turtle(names).decode(), nl=False)
    elif format_ == "json":
        click.echo(json.dumps(report_as_json(report), ensure_ascii=False))
    else:
        click.echo(f"{report.text()}{'It conforms.' if report.conforms else 'It does not conform.'}")
    sys.exit(0 if report.conforms else RejectedError.exit_code)


COMMANDS: list[click.Command] = [load_command, validate_command]
