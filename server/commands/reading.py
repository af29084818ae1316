"""The commands that read what is published: `comity query`, `comity dump`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click
from pyoxigraph import QueryResultsFormat, RdfFormat

from ontology.errors import ComityError, QueryError, UsageError
from ontology.terms import Names, prefixes
from server.commands.terminal import write_table
from server.configuration import configured
from server.engine.view import Snapshots, View
from server.language.query import prepare
from server.web.http.negotiation import DUMPS, GRAPHS, TABLES, formats_of, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.language.query import PreparedQuery
    from server.settings import Settings

_TABLE = "table"
_QUERY_FORMATS = [_TABLE, "json", "csv", "tsv", "xml", "turtle", "nt", "jsonld", "rdfxml"]

home_option = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store (environment COMITY_HOME; default ./data).",
)


@click.command("query")
@home_option
@click.option("--file", "-f", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), help="Read it there.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_QUERY_FORMATS),
    help="Default: a table on a terminal; else CSV, or Turtle for CONSTRUCT and DESCRIBE.",
)
@click.argument("sparql", required=False, metavar="[SPARQL or -]")
def query_command(*, home: Path | None, file: Path | None, format_: str | None, sparql: str | None) -> None:
    """Run a query on what is published; no server is needed.

    Without FROM it sees all graphs as one, and the prefixes that Comity knows need no declaration.
    """
    query = prepare(_text(file, sparql))
    _, view = _open(home)
    answer = view.query(query)
    if format_ == _TABLE or (format_ is None and sys.stdout.isatty() and query.form in ("SELECT", "ASK")):
        write_table(answer, query.form, sys.stdout)
        return
    engine = _engine(query, format_)
    with tempfile.TemporaryFile() as spool:  # complete before the first byte goes out, as over HTTP
        answer.write(spool, engine)
        spool.seek(0)
        _copy(spool, sys.stdout.buffer)
        if sys.stdout.isatty():
            sys.stdout.write("\n")


@click.command("dump")
@home_option
@click.option(
    "--format",
    "format_",
    type=click.Choice([format_.name for format_ in DUMPS]),
    help="Default: what the output's ending tells, else TriG. Formats without graphs get the union.",
)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write there, or not at all.")
def dump_command(*, home: Path | None, format_: str | None, output: Path | None) -> None:
    """Write everything that is published. The same data gives the same bytes."""
    ending = output.suffix.removeprefix(".") if output else ""
    chosen = named(format_ or ending, DUMPS)
    if chosen is None and ending:
        raise UsageError(f"the ending of {output} names no format; give one by --format")
    engine = chosen.engine if chosen else RdfFormat.TRIG
    if not isinstance(engine, RdfFormat):
        raise TypeError(f"{engine} is no RDF format")
    _, view = _open(home)
    if output is None:
        view.write_all(sys.stdout.buffer, engine)
    else:
        _replace(output, lambda file: view.write_all(file, engine))


def _open(home: Path | None) -> tuple[Settings, View]:
    given = configured(home=home)
    return given, Snapshots(given.home, base=given.base, prefixes=prefixes(Names(given.base))).published()


def _text(file: Path | None, sparql: str | None) -> str:
    if (file is None) == (sparql is None):
        raise UsageError("give the query as an argument, or by --file, or - for standard input; one of them")
    if "-" in (sparql, str(file)):
        return sys.stdin.read()
    if file is None:
        return sparql or ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from None


def _engine(query: PreparedQuery, name: str | None) -> RdfFormat | QueryResultsFormat:
    offered = formats_of(query.form)
    wanted = {"csv": "csv", None: "csv" if offered is TABLES else "turtle"}.get(name, name) or ""
    chosen = named(wanted, offered)
    if chosen is None or chosen.engine is None:
        offer = ", ".join(format_.extension if offered is GRAPHS else format_.name for format_ in offered)
        raise QueryError(f"the answer to {query.form} cannot be written as {name}; choose among {offer}")
    return chosen.engine


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    while chunk := source.read(1 << 16):
        target.write(chunk)
    target.flush()


def _replace(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file so that it is the old one or the complete new one at any moment."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            part = Path(file.name)
            try:
                write(file)
                file.flush()
                os.fsync(file.fileno())
                part.chmod(0o644)
                part.replace(path)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ComityError(f"{path} cannot be written: {error.strerror or error}") from None


COMMANDS: list[click.Command] = [query_command, dump_command]
