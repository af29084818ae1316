"""The example questions: one `.rq` file each, with `#+ key: value` lines above the SPARQL (as grlc reads them)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology.errors import StoreDamaged

_MARK = "#+"


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its query."""

    name: str
    summary: str
    description: str
    sparql: str


@cache
def examples() -> tuple[Example, ...]:
    """All example questions in the order of their file names.

    Raises:
        StoreDamaged: a file has no summary or no description.
    """
    folder = files("server") / "queries"
    found = sorted(entry for entry in (item.name for item in folder.iterdir()) if entry.endswith(".rq"))
    return tuple(_read(name, (folder / name).read_text(encoding="utf-8")) for name in found)


def _read(name: str, text: str) -> Example:
    lines = text.splitlines()
    head = dict(_pair(line) for line in lines if line.startswith(_MARK))
    body = "\n".join(line for line in lines if not line.startswith(_MARK)).strip() + "\n"
    try:
        # The number only orders the files.
        return Example(name.removesuffix(".rq").partition("-")[2], head["summary"], head["description"], body)
    except KeyError as error:
        raise StoreDamaged(f"server/queries/{name} has no line '#+ {error.args[0]}: …'; add it") from None


def _pair(line: str) -> tuple[str, str]:
    key, _, value = line.removeprefix(_MARK).partition(":")
    return key.strip(), value.strip()
