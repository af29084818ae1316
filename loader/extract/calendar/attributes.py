"""Dates that tell no event's day: in a document's name (`соглашение о сотрудничестве 1996 года`), or in a dateline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import DASHES, EAST_SLAVIC, PHRASE_ENDS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

ATTRIBUTE = "attribute"
"""The form of a date item that is part of a document's name."""
DATELINE = "dateline"
"""The form of a date item that tells when the text was written or sent."""
REVIEWED = "reviewed"
"""The form of a year whose results somebody looks at: `подвели итоги прошлого года`."""
NO_EVENT = frozenset({ATTRIBUTE, DATELINE, REVIEWED})
# `итоги работы в | 2023 году`: what is summed up, and the words that lead to no sum but to what follows from it.
_RESULTS = ("итог", "результат", "подсумк", "підсумк", "вынік", "показател", "показник", "паказчык")
_RESULT_REACH = 6
_FOLLOWING = folded("по за па")
_OF_YEAR = folded("год года году годам годов г гады гадоў годам роки років рік роком року р")
_FROM = folded("от ад від")
# Tokens from a document to its date, with what it is about and its parties between.
_REACH = 16
_NOT_BEFORE = folded("в у на с з из із до да по па к за во со")
# What a dateline is set apart by: `(TTXVN 15/10) - `, `МОСКВА, 23 мая —`, `新华社北京5月3日电`, `据…16日报道`.
_DATELINE_REACH = 14
_SOURCE_REACH = 30
_AFTER_DATELINE = re.compile(
    r"\s*(?:\(\w[\w/ .:]{1,24}\)|\)|）)?\s*(?:-{1,2}|–|—|/)(?=\s)|\.?\s*/[^/\n]{2,25}/|[,.] [A-ZА-ЯЁ][A-ZА-ЯЁ.-]{3,19}[.:](?=\s)|[^\S\n]?[电讯電訊](?=[\s（(：:])|的?(?:报道|報道|报导)"
)
_BEFORE_DATELINE = re.compile(
    r"[(（]?(?:[^\W\d_a-zа-яіўїєґ]|[^\W\d_][\w’'.-]*(?:\)?[ ,/-]+\(?|\. |（|\()){0,5}[^\W\d_]*\s*"
)
_SENT = re.compile(r"\s*(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合)?(?:外电|外電)?[电電讯訊](?=[\s（(）)：:])")
# `Thỏa thuận | ký năm 2019`, `Quy chế phối hợp | ký tại Hà Nội ngày 30/8/2024`.
_VIETNAMESE_YEAR = folded("năm")
_PERIODIC = frozenset({"plan", "programme", "protocol"})
# `Biên bản | hợp tác năm 2026`, `Biên bản ghi nhớ | hội đàm năm 2025`: minutes are of the year that they are about.
_MINUTES = folded("biên")
_CUES = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb", "said")
# `1996年《备忘录》`, `2012年与美国签订的军事合作协定`: a date and the document that it describes.
_HAN_NAMED = re.compile(
    r"的?《|的(?=[^，。；、的]{0,24}(?:条约|协定|协议|备忘录|议定书|公约))|(?:(?![将拟])[^，。；、《》]){0,12}(?:签署|签订|签定|缔结|达成|订立)的"
)


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
    """Mark the dates that are part of a document's name or of a dateline."""
    for date in line.of("date"):
        if _is_dateline(line, date):
            date.form = DATELINE
        elif _is_attribute(line, date):
            date.form = ATTRIBUTE
        elif _is_reviewed(line, date):
            date.form = REVIEWED


def is_sent_from(line: Line, place: Item) -> bool:
    """`新华社|北京|12月25日电`: where a Chinese report comes from, and nothing need have happened."""
    if line.language != "zh" or place.start > _DATELINE_REACH:
        return False
    return _SENT.match(line.source, line.tokens.ends[place.end - 1], line.sentence.span.end) is not None


def is_sent_on(line: Line, date: Item) -> bool:
    """`新华社巴西利亚|5月30日|电`: the day on which a Chinese report was sent."""
    if line.language != "zh" or date.start > _DATELINE_REACH:
        return False
    return _SENT.match(line.source, line.tokens.ends[date.end - 1], line.sentence.span.end) is not None


def _is_dateline(line: Line, date: Item) -> bool:
    if date.start > _DATELINE_REACH:
        return False
    # `/Корр. БЕЛТА/`: the mark behind a dateline may look like the end of a sentence.
    after = _AFTER_DATELINE.match(line.source, line.tokens.ends[date.end - 1], line.sentence.span.end + _SOURCE_REACH)
    if after is None:
        return False
    if date.start == 0 and line.source[after.end() : after.end() + 2].strip()[:1].islower():
        return False  # `22 октября | — переговоры с министром`: an entry of a list
    if line.language == "zh":  # where the day of sending is the day told unless the sentence tells another
        return len(line.of("date")) > 1
    return _BEFORE_DATELINE.fullmatch(line.source, line.sentence.span.start, line.tokens.starts[date.start]) is not None


def _is_reviewed(line: Line, date: Item) -> bool:
    """`подвели | итоги работы в 2023 году | и подписали план`, but not `по итогам встречи 2023 года`."""
    if line.language not in EAST_SLAVIC or date.value.datatype != "gYear":
        return False
    places = range(date.start - 1, max(-1, date.start - 1 - _RESULT_REACH), -1)
    at = next((at for at in places if line.norm(at).startswith(_RESULTS)), None)
    if at is None or line.norm(at - 1) in _FOLLOWING or line.has_between(at, date.start, PHRASE_ENDS):
        return False
    return not any(at < item.start < date.start for item in line.of(*_CUES))


def _is_attribute(line: Line, date: Item) -> bool:
    if line.language == "zh":
        return _named_in_chinese(line, date) is not None
    if line.language == "vi":
        noun = document_of(line, date.start)
        year = date.value.value.isdecimal() and line.norm(date.start - 1) in _VIETNAMESE_YEAR
        return noun is not None and year and not _is_periodic(line, noun)
    if line.language not in EAST_SLAVIC:
        return False
    led = line.norm(date.start - 1) in _FROM
    bare = date.value.value.isdecimal() and year_of_document(line, date.start)
    return (led or bare) and document_of(line, date.start) is not None


def _is_periodic(line: Line, noun: Item) -> bool:
    """Whether a year behind a document is that for which it was made: of a plan, or of minutes."""
    return noun.prop("kind") in _PERIODIC or line.norm(noun.start) in _MINUTES


def _named_in_chinese(line: Line, date: Item) -> Item | None:
    """The document behind a date that describes it."""
    match = _HAN_NAMED.match(line.glued(date.end, len(line.tokens)))
    if match is None:
        return None
    nouns = (noun for noun in line.of("agreement-noun") if noun.start >= date.end)
    behind = [noun for noun in nouns if len(line.glued(date.end, noun.start)) >= match.end()]
    return behind[0] if behind and behind[0].start - date.end <= _REACH + _REACH else None


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
    return None if crossed or line.has_between(noun.end, index, PHRASE_ENDS) else noun


def attribute_of(line: Line, noun: Item) -> Item | None:
    """The date that is part of a document's name."""
    named = _named_in_chinese if line.language == "zh" else lambda line, date: document_of(line, date.start)
    return next((date for date in line.of("date") if date.form == ATTRIBUTE and named(line, date) is noun), None)
