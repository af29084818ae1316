"""Dates that belong to a document's name and to nothing else: `соглашение о сотрудничестве 1996 года`, `договор … от 12 мая 2015 года`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, DASHES, EAST_SLAVIC, STOPS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

ATTRIBUTE = "attribute"
"""The form of a date item that is part of a document's name."""
_OF_YEAR = folded("год года году годов г гады года роки року р")
_FROM = folded("от ад від")
# Tokens from a document to its date, with what it is about and its parties between.
_REACH = 16
_NOT_BEFORE = folded("в у на с з из із до да по па к за во со")


def year_of_document(line: Line, index: int) -> bool:
    """Whether a year without a preposition is that of the document named before: `соглашение … 1996 года`."""
    if (
        line.language not in EAST_SLAVIC
        or line.norm(index + 1) not in _OF_YEAR
        or line.norm(index - 1) in _NOT_BEFORE | DASHES
    ):
        return False
    return document_of(line, index) is not None


def mark_attributes(line: Line) -> None:
    """Mark the dates that are part of a document's name."""
    if line.language not in EAST_SLAVIC:
        return
    for date in line.of("date"):
        led = line.norm(date.start - 1) in _FROM
        bare = date.value.value.isdecimal() and year_of_document(line, date.start)
        if (led or bare) and document_of(line, date.start) is not None:
            date.form = ATTRIBUTE


def document_of(line: Line, index: int) -> Item | None:
    """The document in whose name a date at a token stands: no verb, comma or other date between."""
    nouns = [noun for noun in line.of("agreement-noun") if noun.end <= index]
    if not nouns or index - nouns[-1].end > _REACH:
        return None
    noun = nouns[-1]
    crossed = any(
        noun.end <= item.start < index
        for item in line.of("agreement-verb", "meeting-verb", "meeting-noun", "said", "date")
    )
    return None if crossed or line.has_between(noun.end, index, COMMAS | STOPS) else noun


def attribute_of(line: Line, noun: Item) -> Item | None:
    """The date that is part of a document's name."""
    return next(
        (date for date in line.of("date") if date.form == ATTRIBUTE and document_of(line, date.start) is noun), None
    )
