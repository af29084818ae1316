"""In which case an East Slavic state's name stands, as far as its form tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, EAST_SLAVIC
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

_INDECLINABLE = ("о", "у", "и", "е", "э", "і")
# Names beside the lexicon's first one, `Киргизия`, `Белоруссия`, are told by their ending.
_ENDINGS = re.compile(r"(?:[иыі]я|[бвгґджзклмнпрстфхцчшщьй])$")
_SAME_NAME = 3


def is_nominative(line: Line, item: Item) -> bool:
    """Whether a state's name stands in the nominative: `Мали`, `США` may stand in any case."""
    if item.kind != "country" or item.form != "label" or is_indeclinable(line, item):
        return False
    label = fold(item.concept.labels.get(line.language, ""))
    told = " ".join(line.norms(item.start, item.end))
    if told[:_SAME_NAME] == label[:_SAME_NAME]:
        return told == label
    return _ENDINGS.search(told) is not None


def is_indeclinable(line: Line, item: Item) -> bool:
    """Whether a name has one form for all cases: `Мали`, `США`."""
    word = line.text(item.end - 1, item.end)
    label = fold(item.concept.labels.get(line.language, ""))
    return word.isupper() or (line.norm(item.end - 1).endswith(_INDECLINABLE) and line.norm(item.start) == label)


def opens_clause(line: Line, before: Item, item: Item) -> bool:
    """`заявили в МИД Чада, | Нигер и Мали подписали …`: behind the comma a nominative goes on with no list of genitives."""
    if line.language not in EAST_SLAVIC or COMMAS.isdisjoint(line.norms(before.end, item.start)):
        return False
    return is_nominative(line, item) and not is_nominative(line, before)
