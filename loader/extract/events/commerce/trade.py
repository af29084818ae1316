"""What firms agree on with one another in English: sales, takeovers, stakes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.words import folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# What firms agree on, within so many tokens of the word for it; before that word; and words of a sentence that only they have.
_TRADES, _TRADE_REACH = folded("sell buy acquire purchase supply market distribute merge build operate lease"), 4
_OF_FIRMS = folded(
    "sale sales merger takeover acquisition purchase licensing license supply distribution marketing franchise shareholder outline"
)
_FIRMS = folded(
    "shareholder shareholders subsidiary subsidiaries stake takeover plc inc shares acquisition merger vendors"
)


def is_of_trade(line: Line, noun: Item) -> bool:
    """`signed an agreement to | sell | its British arm`, `under the takeover agreement`: firms trade, and nobody acts for a state."""
    if line.language != "en" or line.of("agency", "function", "pair", "pair-bodies", "counterpart"):
        return False
    if any(post.prop("function") or post.prop("headOfState") for post in line.of("post")):
        return False
    behind = line.norms(noun.end, noun.end + _TRADE_REACH)
    aimed = any(left == "to" and right in _TRADES for left, right in pairwise(behind))
    return aimed or line.norm(noun.start - 1) in _OF_FIRMS or not _FIRMS.isdisjoint(line.vocabulary)
