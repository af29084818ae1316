"""Documents told besides one told before: `Cùng được ký còn có một hiệp định …`, `双方还签署了…`; English has its own rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.documents.mentions import is_anaphoric
from loader.extract.events.verbs.english_verbs import apart_from

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

LETTER = "agreement-noun-letter"
"""Code of the words for letters of intent and exchanges of notes."""
_NEXT_PARAGRAPH = 1
# Tokens before a verb in which the word of addition stands; a Chinese character is one.
_BEFORE = 12
_ADDS = {
    "vi": re.compile(
        r"(?:^|\W)(?:cùng (?:dịp này|ngày|lúc|được|với đó)|nhân dịp này|ngoài ra|bên cạnh đó|đồng thời|còn|cũng)(?:\W[^.;:]*)?$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:此外|另外|同时|还|另)[^，。；、]{0,8}$|(?:此外|另外)，[^，。；]{0,12}$"),
}
# What is signed or approved is news; what is in force or was ended may be told again in other words.
_NEWS = frozenset({"signed", "planned", "approved"})


def beside(line: Line, noun: Item, verb: Item | None) -> int:
    """So many paragraphs back documents are others; -1 if the noun may take up any.

    Args:
        line: A sentence.
        noun: The noun of a document in it.
        verb: The verb that gives it a status.

    """
    adds = _ADDS.get(line.language)
    if adds is None:
        return apart_from(line, noun, verb)
    if verb is None or verb.prop("status") not in _NEWS or is_anaphoric(line, noun):
        return -1
    start = max(0, min(verb.start, noun.start) - _BEFORE)
    before = line.glued(start, verb.start) if line.language == "zh" else line.text(start, verb.start)
    return _NEXT_PARAGRAPH if adds.search(before) is not None else -1
