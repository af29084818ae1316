"""Every setting of the server, once: name, default, help. The command line and the docs read this table."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ontology.errors import UsageError
from ontology.names import BASE_SETTING, DATA

if TYPE_CHECKING:
    from collections.abc import Mapping

_HELP = "help"
_ENV = "env"


class Setting(NamedTuple):
    """One row of the table."""

    name: str
    env: str
    default: object
    help: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What a running server is told. Each field has an environment variable, listed by `table`."""

    home: Path = field(default=Path("data"), metadata={_HELP: "folder of the store and the published snapshots"})
    host: str = field(default="127.0.0.1", metadata={_HELP: "address to listen on"})
    port: int = field(default=8000, metadata={_HELP: "port to listen on; 0 takes a free one"})
    threads: int = field(default=8, metadata={_HELP: "requests answered at the same time"})
    base: str = field(default=DATA, metadata={_HELP: "base IRI of the data; ends in a slash", _ENV: BASE_SETTING})
    public_url: str = field(default="", metadata={_HELP: "own URL as clients see it, if a proxy stands in front"})
    max_query_chars: int = field(default=1_000_000, metadata={_HELP: "longest SPARQL text, in characters"})
    max_result_bytes: int = field(default=1 << 30, metadata={_HELP: "largest answer, in bytes, before it is refused"})
    max_dump_bytes: int = field(default=1 << 36, metadata={_HELP: "largest dump, in bytes, before it is refused"})
    page_rows: int = field(default=1000, metadata={_HELP: "rows shown in an HTML result table"})
    page_links: int = field(default=500, metadata={_HELP: "incoming links read for an entity's page"})

    def __post_init__(self) -> None:
        """Refuse values with which nothing could work.

        Raises:
            UsageError: the base is not an absolute IRI that ends in a slash.
        """
        if "://" not in self.base or not self.base.endswith("/"):
            raise UsageError(f"the base IRI {self.base!r} must be absolute and end in a slash (setting {BASE_SETTING})")


def table() -> list[Setting]:
    """The settings in the order of the class."""
    return [
        Setting(f.name, f.metadata.get(_ENV, f"COMITY_{f.name.upper()}"), f.default, f.metadata[_HELP])
        for f in fields(Settings)
    ]


def from_environment(environ: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """Settings from flags first, then the environment, then the defaults.

    Args:
        environ: the environment to read.
        given: values of flags; None stands for a flag that was not given.

    Raises:
        UsageError: an environment variable is not of its setting's type, or a name is no setting.
    """
    values: dict[str, Any] = {}
    for row in table():
        flag = given.pop(row.name, None)
        if flag is not None:
            values[row.name] = flag
        elif row.env in environ:
            values[row.name] = _typed(row, environ[row.env])
    if given:
        raise UsageError(f"no such setting: {', '.join(sorted(given))}")
    return replace(Settings(), **values)


def _typed(row: Setting, text: str) -> object:
    try:
        return int(text) if isinstance(row.default, int) else Path(text) if isinstance(row.default, Path) else text
    except ValueError:
        raise UsageError(f"{row.env}={text!r} is not a whole number, as this setting must be: {row.help}") from None
