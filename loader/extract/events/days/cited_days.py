"""Days of signature as a document's name is cited with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.events.days.dating import name_date
from loader.extract.events.days.english_dates import held_since
from loader.extract.events.days.narration import COMING
from loader.extract.words import EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.facts import Date
    from loader.extract.lines import Item, Line

# `ký | tại Hà Nội | ngày 30/1/2024`: a verb of signing behind the document and its date.
_PARTICIPLE_REACH = 6


def told_day_of_signature(line: Line, noun: Item) -> Date | None:
    """The date of `Bản ghi nhớ về … | ký tại Hà Nội ngày 30/1/2024`: before the next document or verb."""
    behind = [item for item in line.of("agreement-verb", "agreement-noun", "meeting-verb") if item.start >= noun.end]
    if not behind or behind[0].prop("status") != "signed":
        return None
    date = next((date for date in line.of("date") if 0 <= date.start - behind[0].end <= _PARTICIPLE_REACH), None)
    other = len(behind) > 1 and date is not None and behind[1].start < date.start
    return date.value if date is not None and not other else None


def day_in_brackets(line: Line, noun: Item) -> Date | None:
    """`Соглашение между … | (Астана, 12 октября 2022 года)`: where and when a document was signed, as registers cite it."""
    if line.language not in EAST_SLAVIC:
        return None
    opening = next((at for at in range(noun.end, len(line.tokens)) if line.norm(at) == "("), None)
    if opening is None or any(noun.end <= other.start < opening for other in line.of("agreement-noun")):
        return None
    date = next((date for date in line.of("date") if date.start > opening), None)
    cited = date is not None and any(opening < place.start < date.start for place in line.of("place"))
    return date.value if date is not None and cited and ")" not in line.norms(opening, date.start) else None


def english_day(line: Line, noun: Item, status: str) -> Date | None:
    """The day in the name of an English document, or since when somebody has had it."""
    if status not in COMING and (named := name_date(line, noun)) is not None:
        return named
    since = held_since(line, noun) if status == "in-force" else None
    return since.value if since is not None else None
