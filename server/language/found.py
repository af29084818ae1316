"""What one pass over a SPARQL text tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from server.language.terminals import Token

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "UPDATE"]


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass found.

    Attributes:
        form: the query form; UPDATE for any update; None where no keyword tells.
        has_dataset_clause: whether FROM or FROM NAMED stands in it.
        service_at: the offset of the first SERVICE; -1 without one.
        is_volatile: whether two runs may differ (NOW, RAND, UUID …).
        depth: how deep brackets of all kinds nest.
        operators: operators of expressions and paths, groups, and words that join graph patterns.
        patterns: the most triple patterns that one group joins, estimated from above.
        declared_prefixes: the prefixes that the text declares itself.
        outline: of an update, the tokens outside of all brackets, and those of the first level of its blocks that tell
            which graphs they write.
    """

    form: Form | None
    has_dataset_clause: bool
    service_at: int
    is_volatile: bool
    depth: int
    operators: int
    patterns: int
    declared_prefixes: frozenset[str]
    outline: tuple[Token, ...]
