"""The states of news outlets and public sites whose addresses do not tell them by a country's domain: `thehindu.com`.

The rows of `outlets.tsv` are a state (ISO 3166-1) and hosts. A part of a host, `en.akipress.com`, is that of the whole.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "outlets.tsv"


def outlet_state(host: str) -> str | None:
    """The state whose press or government speaks from a host; None if it is not listed."""
    labels = host.lower().rstrip(".").split(".")
    wholes = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((state for whole in wholes if (state := _table().get(whole)) is not None), None)


@cache
def _table() -> dict[str, str]:
    rows = [row.split("\t") for row in _FILE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")]
    return {host: state for state, hosts in rows for host in hosts.split()}
