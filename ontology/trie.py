"""A token trie: every lexicon form that starts at a token, in one walk.

Plain nested dictionaries of strings and tuples, so that `marshal` can cache the compiled lexicon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontology.tokens import Tokens

# Where a form ends, its node holds the entries under this key; no token's compared form is empty.
LEAF = ""
Node = dict[str, Any]


def insert(root: Node, norms: Sequence[str], entry: tuple[Any, ...]) -> None:
    """Add `entry` under the sequence of compared forms."""
    node = root
    for norm in norms:
        node = node.setdefault(norm, {})
    entries = node.setdefault(LEAF, [])
    if entry not in entries:
        entries.append(entry)


def walk(root: Node, tokens: Tokens, at: int, stop: int) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    """Each form that starts at token `at` and ends before `stop`, as (index after its last token, entries), the shortest first.

    Two halves that a hyphen joins also count as one word: `counter-terrorism` meets `counterterrorism`.
    """
    norms = tokens.norms
    pending: list[tuple[Node, int]] = [(root, at)]
    while pending:
        node, index = pending.pop()
        if index > at and (entries := node.get(LEAF)):
            yield index, entries
        if index >= stop:
            continue
        norm = norms[index]
        if index + 1 < stop and tokens.is_hyphened(index + 1):
            joined = node.get(norm + norms[index + 1])
            if joined is not None:
                pending.append((joined, index + 2))
        step = node.get(norm)
        if step is not None:
            pending.append((step, index + 1))


def steps(
    node: Node | None, norms: Sequence[str], at: int, stop: int
) -> tuple[list[tuple[int, list[tuple[Any, ...]]]], int]:
    """What `walk` gives where no hyphen joins two tokens, the longest first, and the last token that was looked at.

    Args:
        node: where the token `at` leads from the root.
        norms: the compared forms of the tokens.
        at: the first token.
        stop: the end of the tokens.

    """
    found: list[tuple[int, list[tuple[Any, ...]]]] = []
    index = at
    while node is not None:
        index += 1
        entries = node.get(LEAF)
        if entries:
            found.insert(0, (index, entries))
        if index >= stop:
            break
        node = node.get(norms[index])
    return found, index
