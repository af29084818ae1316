"""English documents that an indefinite article introduces: `a treaty on extradition` behind an agreement on visas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.model import Role

if TYPE_CHECKING:
    from loader.extract.facts import Agreement

# What a document is about, up to its parties or its verb; words of four letters and more, by their stems.
_ABOUT = re.compile(
    r"\s(?:on|for|against|about|concerning|regarding)\s(?![A-Z\d])(.+?)(?:,|\s(?:between|with|signed|which|that|was|were|is|has|will|would|by|from|at|"
    r"after|during|(?:in|on)(?=\s[A-Z\d]))\s|$)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
_GENERAL = (
    "cooperat", "joint", "mutual", "field", "area", "fight", "combat", "counter", "strengthen", "develop", "security", "understand", "bilateral",
    "collaborat", "interact", "sphere", "struggle", "work", "matter", "affair", "issue", "their", "both", "other", "countr", "service", "against", "through", "within", "includ", "this", "that", "these", "such", "which",
)  # fmt: skip
_NEWS = frozenset({"signed", "approved"})
_COMING = frozenset({"planned", "proposed"})
_HELD = frozenset({"in-force", "terminated"})


def is_another(old: Agreement, new: Agreement) -> bool:
    """Whether what is introduced has another name than a document told before, is about another thing, or lies years back."""
    first, told = old.sentences[0], new.sentences[0]
    if not new.introduced or first == told or first.role is not Role.BODY or told.role is not Role.BODY:
        return False
    left, right = _subject(old.label), _subject(new.label)
    if left and right and left.isdisjoint(right):
        return True
    named = old.kind != new.kind and "other" not in {old.kind, new.kind}
    return named or _is_long_before(old, new) or _holds_beside_news(old, new)


def _holds_beside_news(old: Agreement, new: Agreement) -> bool:
    """`signed a letter of agreement on Friday. … A shiprider agreement has been in place since 2018`: what holds is not what was just made."""
    return old.introduced and old.status in _NEWS | _COMING and new.status in _HELD and new.status != old.status


def _is_long_before(old: Agreement, new: Agreement) -> bool:
    """Whether what is introduced is dated by a year, and what was told before is news without a day."""
    news = old.introduced and old.date is None and old.status in _NEWS
    return news and new.date is not None and new.date.datatype == "gYear"


def _subject(label: str) -> frozenset[str]:
    """The stems of the words that tell what a document is about; none if it is told in general only."""
    match = _ABOUT.search(label)
    words = _WORD.findall(match[1].lower()) if match else []
    return frozenset(word[:_STEM] for word in words if not word.startswith(_GENERAL))
