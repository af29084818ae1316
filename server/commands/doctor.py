"""`comity doctor`: whether a server would work here, before it has to."""

from __future__ import annotations

import json
from pathlib import Path

import click

from server.configuration import configured
from server.operations import checks, home_checks

_CHECKS = (
    checks.versions,
    checks.variables,
    checks.sense,
    checks.tokens,
    checks.limits,
    checks.allocator,
    checks.seccomp,
    checks.port,
    home_checks.home,
    home_checks.lock,
    home_checks.snapshot,
    home_checks.leftovers,
)
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command("doctor")
@click.option("--home", type=click.Path(path_type=Path), help="Folder of the store (COMITY_HOME; default ./data).")
@click.option("--config", type=click.Path(path_type=Path), help="TOML file with settings (COMITY_CONFIG).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all that was found.")
@click.pass_context
def doctor_command(context: click.Context, *, home: Path | None, config: Path | None, as_json: bool) -> None:
    """Check settings, system and home: a line a check, ok, warn or fail, with what to do.

    It changes nothing and may be run beside a server. Exit code 1 if anything fails.
    """
    given = configured(home=home, config=config)
    found = [each for check in _CHECKS for each in check(given)]
    if as_json:
        click.echo(json.dumps({"found": [each._asdict() for each in found]}, indent=1))
    else:
        for each in found:
            click.echo(f"{click.style(f'{each.state:4}', _COLOURS[each.state])} {each.check}: {each.text}")
    if any(each.state == "fail" for each in found):
        context.exit(1)


COMMANDS: list[click.Command] = [doctor_command]
