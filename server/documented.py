"""The table of settings for docs/running.md: `python -m server.documented docs/running.md` puts it in its place."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from server.settings import table

_HEAD = "| setting | flag | environment | default | values | |\n|---|---|---|---|---|---|\n"
_OLD = re.compile(r"(?<=\n)" + re.escape(_HEAD) + r"(?:\|.*\n)*")


def markdown() -> str:
    """The table as Markdown, a line for each setting."""
    return _HEAD + "".join(
        f"| `{row.name}` | {_code(row.flag)} | `{row.env}` | {_code(row.shown)} | {row.allowed} | {row.help} |\n"
        for row in table()
    )


def _code(text: str) -> str:
    return f"`{text}`" if text else "–"


def updated(document: str) -> str:
    """The document with the table as it is now.

    Raises:
        ValueError: there is no such table in it.
    """
    if not _OLD.search(document):
        raise ValueError("no table of settings")
    return _OLD.sub(lambda _: markdown(), document, count=1)


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(updated(page.read_text(encoding="utf-8")), encoding="utf-8")
