"""Where settings come from: a flag, else the environment, else the TOML file, else the default."""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.errors import UsageError
from server.kinds import SECRET
from server.settings import Setting, Settings, table

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONFIG = "config"
_LONGEST_SECRET = 4096


def configured(environ: Mapping[str, str] = os.environ, /, **flags: object) -> Settings:
    """The settings in force.

    Args:
        environ: the environment to read.
        flags: what the command line gave; None stands for a flag that was not given.

    Raises:
        UsageError: a value is not of its setting's kind, a name is no setting, or a file cannot be read.
    """
    rows = {row.name: row for row in table()}
    given = {name: value for name, value in flags.items() if value is not None}
    _known(given, rows, "")
    values: dict[str, Any] = {}
    file = _first(rows[_CONFIG], given, environ)
    in_file = {} if file is None else _file(Path(file), rows)
    for row in rows.values():
        found = _first(row, given, environ)
        if found is not None:
            values[row.name] = found
        elif row.name in in_file:
            values[row.name] = row.value(in_file[row.name], f"{file}: {row.name}")
    _read_secrets(rows, values)
    return replace(Settings(), **values)


def _first(row: Setting, flags: Mapping[str, object], environ: Mapping[str, str]) -> Any:
    if row.name in flags:
        return row.value(flags[row.name], row.flag or row.name)
    return row.value(environ[row.env], row.env) if row.env in environ else None


def _file(path: Path, rows: Mapping[str, Setting]) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            found = tomllib.load(file)
    except OSError as error:
        raise UsageError(f"the file of settings {path} cannot be read: {error.strerror or error}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML: {error}; write one setting a line, such as port = 8000") from None
    if _CONFIG in found:
        raise UsageError(f"{path}: a file of settings cannot name another; take out the key {_CONFIG}")
    _known(found, rows, f"{path}: ")
    return found


def _known(names: Mapping[str, object], rows: Mapping[str, Setting], where: str) -> None:
    for name in names:
        if name not in rows:
            near = difflib.get_close_matches(name, rows, n=1)
            meant = f"; did you mean {near[0]}?" if near else "; `comity serve --help` lists them"
            raise UsageError(f"{where}there is no setting {name}{meant}")


def _read_secrets(rows: Mapping[str, Setting], values: dict[str, Any]) -> None:
    """Put in place what the files of secrets say."""
    for row in rows.values():
        path = values.get(f"{row.name}_file")
        if row.kind is not SECRET or path is None:
            continue
        if values.get(row.name):
            raise UsageError(f"{row.name} and {row.name}_file are both set; keep one of them")
        try:
            with path.open(encoding="utf-8") as file:
                line = file.readline(_LONGEST_SECRET).strip()
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise UsageError(f"{row.name}_file: {path} cannot be read: {why}; give a file with the token") from None
        if not line:
            raise UsageError(f"{row.name}_file: the first line of {path} is empty; write the token there")
        values[row.name] = row.value(line, f"{path}: {row.name}")
