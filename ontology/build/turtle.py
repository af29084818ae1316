"""Turtle as the lexicon is committed: one statement a line, sorted, so that two runs give the same bytes.

The RDF libraries serialise correctly but not readably, and their order is not promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ID = "https://w3id.org/comity/id/"
PREFIXES = {
    "c": "https://w3id.org/comity#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Statements = Mapping[str, Iterable[str]]
"""Predicate (prefixed) to objects (as Turtle writes them)."""


def literal(text: str, language: str = "") -> str:
    """A Turtle literal, language-tagged if a language is given."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"@{language}' if language else f'"{escaped}"'


def typed(text: str, datatype: str) -> str:
    """A Turtle literal with a datatype of XML Schema, such as ``gYear``."""
    return f'"{text}"^^xsd:{datatype}'


def node(subject: str, statements: Statements) -> str:
    """One subject with its statements, in the order of the mapping; objects lose duplicates and keep their order."""
    lines = []
    for predicate, objects in statements.items():
        unique = list(dict.fromkeys(objects))
        if unique:
            lines.append(f"{predicate} " + " , ".join(unique))
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def write(path: Path, comment: str, kinds: Iterable[str], nodes: Iterable[str]) -> None:
    """Writes a file: the comment, the prefixes that the nodes use, the nodes.

    ``kinds`` are the entity types (``country``, ``place`` …) whose namespaces are needed as prefixes.
    """
    body = "\n".join(nodes)
    used = {name: iri for name, iri in PREFIXES.items() if f"{name}:" in body}
    used |= {kind: f"{ID}{kind}/" for kind in kinds if f"{kind}:" in body}
    header = "".join(f"# {line}\n" for line in comment.splitlines())
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(used.items()))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{header}\n{prefixes}\n{body}", encoding="utf-8", newline="\n")
