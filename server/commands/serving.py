"""`comity serve`. Its options are the table of settings."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from server.configuration import configured
from server.settings import table
from server.web.serving import serve

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.settings import Setting


def _with_settings(command: Callable[..., None]) -> Callable[..., None]:
    for row in reversed(table()):
        if row.flag:
            command = click.option(row.flag, row.name, metavar=_metavar(row), help=_told(row))(command)
    return command


def _metavar(row: Setting) -> str:
    return "|".join(row.choices) or row.kind.name.upper()


def _told(row: Setting) -> str:
    default = f"; default {row.shown}" if row.shown else ""
    return f"{row.help[:1].upper()}{row.help[1:]} ({row.env}{default})."


@click.command("serve")
@_with_settings
def serve_command(**flags: str | None) -> None:
    """Serve the SPARQL endpoint and the pages, until Ctrl-C.

    What is published meanwhile is served from the next request on. Each option can also be given by the environment
    variable that stands with it, or in a TOML file (--config): the option counts first, then the variable, then the
    file. Tokens have no option, because every user of the machine sees the options of a command.
    """
    given = configured(**flags)

    def announce(url: str) -> None:
        told = f"Comity serves {given.home} on {url} (Ctrl-C stops)"
        if given.log_format == "json":  # then every line is
            logging.getLogger(__name__).info(told)
        else:
            click.echo(told, err=True)

    serve(given, announce=announce)


COMMANDS: list[click.Command] = [serve_command]
