"""What of the gold was found: names by their words, events one to one, the best pair first."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from loader.evaluate.gold import Named, Record

_GROUPS = {
    "treaty": "treaty", "agreement": "treaty", "contract": "treaty", "programme": "plan", "plan": "plan",
    "declaration": "statement", "statement": "statement",
    "meeting": "meeting", "talks": "meeting", "visit": "meeting", "ceremony": "meeting", "session": "session", "conference": "session",
}  # fmt: skip
_HALF = 0.5


def kind_group(kind: str) -> str:
    """Kinds between which usage wavers count as one."""
    return _GROUPS.get(kind, kind)


def _words(name: str) -> tuple[str, ...]:
    text = unicodedata.normalize("NFKD", name.casefold().replace("ё", "е").replace("đ", "d"))
    text = "".join(char for char in text if not unicodedata.combining(char) or char == "\u0306")
    return tuple(sorted(re.findall(r"\w+", text)))


def names_match(left: str, right: str) -> bool:
    """Whether a name equals, contains or is contained in another; case, accents and word order are ignored."""
    first, second = _words(left), _words(right)
    if not first or not second:
        return False
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    return "".join(first) in "".join(second) or "".join(second) in "".join(first)


def is_named(one: Named, other: Named) -> bool:
    """Whether two entries name the same thing."""
    return any(names_match(left, right) for left in one.names for right in other.names)


def pair_up(gold: Sequence[Record], found: Sequence[Record]) -> list[tuple[Record, Record]]:
    """One-to-one pairs, the best first; a pair needs half of its states in common."""
    ranked = sorted(
        (
            (_likeness(left, right), i, j)
            for i, left in enumerate(gold)
            for j, right in enumerate(found)
            if _jaccard(left, right) >= _HALF
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs, used_gold, used_found = [], set(), set()
    for _, i, j in ranked:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _jaccard(left: Record, right: Record) -> float:
    union = left.states | right.states
    return len(left.states & right.states) / len(union) if union else 1.0


def _likeness(left: Record, right: Record) -> float:
    score = _jaccard(left, right)
    score += 1.0 if left.date is not None and left.date == right.date else 0.0
    score += 0.6 if kind_group(left.kind) == kind_group(right.kind) else 0.0
    score += 0.6 if left.status == right.status else 0.0
    return score + 0.4 * _overlap(left.people, right.people)


def _overlap(left: Sequence[str], right: Sequence[str]) -> float:
    hits = sum(any(names_match(name, other) for other in right) for name in left)
    return hits / len(left) if left else 0.0


def greedy(
    gold: Sequence[Named], found: Sequence[Named], test: Callable[[Named, Named], bool]
) -> list[tuple[Named, Named]]:
    """Pairs of a gold entry and an entry that names it; exact names first, states decide between equals."""
    pairs: list[tuple[Named, Named]] = []
    free = list(found)
    for entry in gold:
        fits = [other for other in free if test(entry, other)]
        if fits:
            exact = {name.casefold() for name in entry.names}
            best = max(
                fits,
                key=lambda other: (any(name.casefold() in exact for name in other.names), other.state == entry.state),
            )
            free.remove(best)
            pairs.append((entry, best))
    return pairs
