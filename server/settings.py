"""Every setting of the server, once. The flags of `comity serve`, its help and the docs are made from this table.

A value is taken from the flag, else from the environment, else from the TOML file, else it is the default.
"""

from __future__ import annotations

import ipaddress
import os
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from ontology.errors import UsageError
from ontology.names import BASE_SETTING, DATA
from server.kinds import BYTES, INT, LIST, PATH, SECONDS, SECRET, TEXT, Kind, Secret

_ROW = "row"
# A form's text can be three times as long percent-encoded, and its characters have up to four bytes.
_FORM_FACTOR = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table.

    Attributes:
        name: also the key in the TOML file.
        default: the value if nothing is said.
        help: one phrase.
        kind: how values are written.
        unit: what a number counts, if the kind does not say it.
        env: the environment variable.
        least: the smallest value allowed.
        most: the largest value allowed.
        choices: the only values allowed, if there are any.
    """

    name: str
    default: object
    help: str
    kind: Kind
    unit: str = ""
    env: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()

    @property
    def flag(self) -> str:
        """The option of `comity serve`; none for a secret, because every user of a machine sees the flags."""
        return "" if self.kind is SECRET else f"--{self.name.replace('_', '-')}"

    @property
    def shown(self) -> str:
        """The default as one would write it."""
        return self.kind.show(self.default)

    @property
    def allowed(self) -> str:
        """What values may be, in words."""
        if self.choices:
            return " or ".join(self.choices)
        what = self.unit or self.kind.name
        low, high = (None if bound is None else self.kind.show(bound) for bound in (self.least, self.most))
        return f"{what}, {low} to {high}" if high else f"{what}, at least {low}" if low not in (None, "0") else what

    def value(self, given: object, source: str) -> Any:
        """The value that was given.

        Args:
            given: a text, or what TOML made of it.
            source: where it was given, for the error: a flag, a variable, a key of a file.

        Raises:
            UsageError: it is not of this kind, or out of bounds.
        """
        said = source if self.kind is SECRET else f"{source}={given!r}"
        try:
            value = self.kind.read(given)
        except (ValueError, TypeError, KeyError, OverflowError):
            raise UsageError(f"{said} must be {self.kind.wanted} ({self.help})") from None
        if self.choices and value not in self.choices:
            raise UsageError(f"{said} must be one of {', '.join(self.choices)} ({self.help})")
        if isinstance(value, int | float) and not (
            (self.least is None or value >= self.least) and (self.most is None or value <= self.most)
        ):
            raise UsageError(f"{said} is out of bounds: {self.allowed} ({self.help})")
        return value


def _row(default: Any, kind: Kind, help_: str, **more: Any) -> Any:
    return field(default=default, metadata={_ROW: (kind, help_, more)}, repr=kind is not SECRET)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a running server is told. `table` lists where each value comes from."""

    home: Path = _row(Path("data"), PATH, "folder of the store and the published snapshots")
    config: Path | None = _row(None, PATH, "TOML file with settings")
    # Where it is reached
    host: str = _row("127.0.0.1", TEXT, "address to listen on")
    port: int = _row(8000, INT, "port to listen on; 0 takes a free one", least=0, most=65535)
    public_url: str = _row("", TEXT, "own URL as clients see it, if a proxy stands in front")
    trusted_proxies: tuple[str, ...] = _row(
        (), LIST, "addresses or networks whose X-Forwarded-For, -Host and -Proto count", unit="addresses"
    )
    # What is served
    base: str = _row(DATA, TEXT, "base IRI of the data; ends in a slash", env=BASE_SETTING)
    default_graph: str = _row(
        "union", TEXT, "what a query without FROM reads: all graphs, or those without a name", choices=("union", "own")
    )
    # How queries run
    workers: int = _row(0, INT, "processes that answer queries; 0 is one a CPU, at least 2", least=0, most=256)
    query_timeout: float = _row(30.0, SECONDS, "longest time a query may take", least=0.1, most=3600.0)
    dump_timeout: float = _row(600.0, SECONDS, "longest time a dump may take", least=0.1, most=86400.0)
    query_memory: int = _row(2 << 30, BYTES, "address space of a query's process", least=256 << 20)
    allocator: str = _row(
        "", TEXT, "shared library that serves the memory of queries' processes, such as libmimalloc.so.2"
    )
    queue: int = _row(64, INT, "queries that may wait for a process; more get 503", unit="queries", least=0)
    queue_timeout: float = _row(10.0, SECONDS, "longest wait for a process, then 503", least=0.1, most=3600.0)
    cache_bytes: int = _row(64 << 20, BYTES, "memory for answers that may be asked again; 0 keeps none", least=0)
    # What one client may take
    client_queries: int = _row(
        4, INT, "queries of one client at once, and twice as many may wait; 0 is no bound", unit="queries", least=0
    )
    client_seconds: float = _row(60.0, SECONDS, "CPU time of one client in a minute; 0 is no bound", least=0.0)
    client_connections: int = _row(
        100, INT, "connections of one address, other than a trusted proxy's", unit="connections", least=1
    )
    # How long and how much
    threads: int = _row(96, INT, "requests answered or waiting at the same time; more than `queue`", least=1, most=1024)
    max_connections: int = _row(1000, INT, "connections in all", unit="connections", least=1)
    max_header_bytes: int = _row(64 << 10, BYTES, "largest head of a request, with its URL", least=1 << 10)
    max_query_chars: int = _row(1_000_000, INT, "longest SPARQL text", unit="characters", least=1)
    max_upload_bytes: int = _row(64 << 20, BYTES, "largest body of a write", least=1)
    max_result_bytes: int = _row(1 << 30, BYTES, "largest answer before it is refused", least=1)
    max_dump_bytes: int = _row(1 << 36, BYTES, "largest dump before it is refused", least=1)
    header_timeout: float = _row(10.0, SECONDS, "time for the head of a request to arrive", least=0.1)
    body_timeout: float = _row(
        30.0, SECONDS, "time for its body, and one more second for each 16 KiB that arrived", least=0.1
    )
    idle_timeout: float = _row(30.0, SECONDS, "how long a connection may rest between requests", least=0.1)
    answer_timeout: float = _row(
        30.0,
        SECONDS,
        "time for a client to take its answer, and one more second for each 16 KiB that it took",
        least=0.1,
    )
    grace: float = _row(10.0, SECONDS, "time for running requests to end when the server is stopped", least=0.0)
    page_rows: int = _row(1000, INT, "rows shown in an HTML result table", unit="rows", least=1)
    page_links: int = _row(500, INT, "incoming links read for an entity's page", unit="links", least=0)
    # How writes run
    write_timeout: float = _row(120.0, SECONDS, "longest time a write may take", least=1.0, most=3600.0)
    write_memory: int = _row(4 << 30, BYTES, "address space of the process that writes", least=1 << 30)
    # Who may do more
    write_token: Secret = _row(Secret(), SECRET, "bearer token of those who may write; without it nobody may")
    write_token_file: Path | None = _row(None, PATH, "file whose first line is the bearer token for writes")
    admin_token: Secret = _row(Secret(), SECRET, "bearer token for `/queries`; without it nobody may")
    admin_token_file: Path | None = _row(None, PATH, "file whose first line is the bearer token for `/queries`")
    # What is told
    log_format: str = _row("text", TEXT, "form of the log on stderr", choices=("text", "json"))
    log_level: str = _row(
        "info", TEXT, "least level that is logged; queries' texts only at debug", choices=("debug", "info", "warning")
    )

    def __post_init__(self) -> None:
        """Refuse values with which nothing could work.

        Raises:
            UsageError: the base is not an absolute IRI that ends in a slash, or a proxy is not an address.
        """
        if "://" not in self.base or not self.base.endswith("/"):
            raise UsageError(f"the base IRI {self.base!r} must be absolute and end in a slash (setting {BASE_SETTING})")
        if self.public_url and not self.public_url.startswith(("http://", "https://")):
            raise UsageError(f"the setting public_url={self.public_url!r} must start with https:// or http://")
        for proxy in self.trusted_proxies:
            try:
                ipaddress.ip_network(proxy)
            except ValueError as error:
                raise UsageError(f"the setting trusted_proxies names no address or network: {error}") from None
        if not self.workers:
            object.__setattr__(self, "workers", max(2, os.cpu_count() or 1))

    @property
    def max_query_bytes(self) -> int:
        """Longest body with which a query is sent, in bytes."""
        return self.max_query_chars * _FORM_FACTOR


def table() -> list[Setting]:
    """The settings in the order of the class."""
    return [_setting(each) for each in fields(Settings)]


def _setting(each: Field[Any]) -> Setting:
    kind, help_, more = each.metadata[_ROW]
    return Setting(each.name, each.default, help_, kind, **{"env": f"COMITY_{each.name.upper()}", **more})
