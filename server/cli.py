"""The `comity` command: what all subcommands share, and where they are registered."""

from __future__ import annotations

import importlib
import logging
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ontology.errors import ComityError

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_COMMANDS = {
    "load": "server.commands.loading",
    "validate": "server.commands.loading",
    "serve": "server.commands.serving",
    "query": "server.commands.reading",
    "dump": "server.commands.reading",
    "explain": "server.commands.extracting",
    "evaluate": "server.commands.extracting",
    "doctor": "server.commands.doctor",
}


class LazyGroup(click.Group):
    """Imports a command's module when it is called: `comity query` needs neither the loader nor the shapes."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's signature
        """The names, in the order of use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, from the list COMMANDS of its module."""
        if cmd_name not in _COMMANDS:
            return None
        found: list[click.Command] = importlib.import_module(_COMMANDS[cmd_name]).COMMANDS
        return next(command for command in found if command.name == cmd_name)


@click.command("comity", cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the store (environment COMITY_HOME; default ./data).",
)
@click.option("--verbose", "-v", is_flag=True, help="Log more, and show the traceback of an error.")
@click.version_option(package_name="comity", message="%(prog)s %(version)s")
@click.pass_context
def comity(context: click.Context, *, home: Path | None, verbose: bool) -> None:
    """News about security cooperation between states, as a graph in which every fact shows its sentence."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, stream=sys.stderr, format="%(levelname)s %(message)s"
    )
    if home is not None:
        context.default_map = {name: {"home": str(home)} for name in _COMMANDS}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit with its code: 1 failed, 2 usage, 3 set aside, 4 not found, 5 out of time."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = comity.main(given, prog_name="comity", standalone_mode=False)
    except click.exceptions.Abort:
        code = _INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except ComityError as error:
        _tell(error, given)
        code = error.exit_code
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code or 0)


def _tell(error: ComityError, given: Sequence[str]) -> None:
    if "--verbose" in given or "-v" in given:
        traceback.print_exc()
    click.echo(f"comity: {error}", err=True)
    if excerpt := getattr(error, "excerpt", ""):
        click.echo(excerpt, err=True)


if __name__ == "__main__":
    main()
