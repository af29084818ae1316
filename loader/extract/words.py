"""Function words and marks that rules look at: closed classes, so they are code and not lexicon."""

from __future__ import annotations

from ontology.tokens import fold


def folded(text: str) -> frozenset[str]:
    """The words of a text, in their compared form."""
    return frozenset(fold(word) for word in text.split())


def is_han(norm: str) -> bool:
    """Whether a token's compared form is a Chinese character of the basic block."""
    return "\u4e00" <= norm[:1] <= "\u9fff"


# Languages whose nouns take cases and whose states follow a body in the genitive.
EAST_SLAVIC = frozenset({"ru", "be", "uk"})

AND = folded("and и і й та ды и và 和 与 與 同 、 , & с со з із зі with as well")
ABOUT = folded("on about concerning о об обо про аб пра щодо về")
OF = folded("of the for a an nước của nhà tại в")
WITH = folded("with с со з зь са із зі với 同 与 和")
ARTICLES = frozenset({"the", "a", "an"})
POSSESSIVE = frozenset({"'", "'s"})
ENGLISH_ORDINAL_SUFFIXES = frozenset({"th", "st", "nd", "rd"})

COMMAS = frozenset({",", "，"})
TITLE_MARKS = frozenset("《》")
DASHES = frozenset({"-", "–", "—"})
# `МОСКВА, 4 марта`, `БАКУ /Trend/`, `HANOI (AP)`: what stands behind the city that a report comes from.
AFTER_DATELINE = DASHES | {",", "(", "/", ".", ":"}
STOPS = frozenset({".", ";", "!", "?", "。", "；", "！", "？"})
CLAUSE_BREAKS = frozenset({";", "；", ":", "：", "—", "–"})
CLAUSE_ENDS = STOPS | CLAUSE_BREAKS
PART_ENDS = CLAUSE_ENDS | COMMAS
PHRASE_ENDS = STOPS | COMMAS
CLAUSE_MARKS = CLAUSE_BREAKS | COMMAS
JOINS = AND | COMMAS
