"""East Slavic dates that a year word tells: `дамова 1993 года`, `у 2019-м`, `в октябре прошлого года`, `торік у жовтні`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.date_parts import DAYS_IN_MONTHS, Found, Parts, complete, number_at, years_in
from loader.extract.facts import Date, DateBasis
from loader.extract.words import COMMAS, DASHES, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.calendar.date_parts import Reference
    from loader.extract.lines import Item, Line

# The genitive and instrumental date the noun before: `соглашение 1998 года`, `датуецца 2004 годам`.
_OF_THE_YEAR = folded("года году годам годом року роком рокові рр г р")
# The endings of a year told as an ordinal: `2016-го`, `в 2019-м`, `у 2022-і`.
_ORDINAL_ENDINGS = folded("го га м му й я ы і е ої")
# What makes a year the end or the span of something: `на 2026 год`, `до 2027 года`, `за 2024 год`.
_SPANS = folded("на за до да по па к к через праз")
# Words that count years from the publication's; after `года`, `року` only in the genitive.
_YEARS_BACK = {
    **dict.fromkeys(folded("летась торік"), -1),
    **dict.fromkeys(folded("сёлета цьогоріч"), 0),
    **dict.fromkeys(folded("налета"), 1),
}
_COUNTED_YEAR = {
    **dict.fromkeys(folded("прошлого прошлом минувшего минувшем мінулага мінулым леташняга леташнім минулого минулому торішнього"), -1),
    **dict.fromkeys(
        folded("этого этом текущего текущем нынешнего нынешнем гэтага гэтым бягучага бягучым сёлетняга сёлетнім цього цьому поточного поточному нинішнього нинішньому"), 0
    ),
    **dict.fromkeys(folded("следующего следующем будущего будущем наступнага наступным будучага будучым наступного наступному"), 1),
}  # fmt: skip
_SAME = folded("того таго тога")  # `31 октября | того же года`
_STILL = folded("же ж жа самого самага")
_THIS_YEAR = ("с", "г")  # `8 июля | с. г.`
_OPENS_THIS_YEAR = frozenset({"с", "."})
_YEAR_NOUNS = folded("года году годзе року році")
COUNTING = frozenset({*_YEARS_BACK, *_YEAR_NOUNS, "г"})
_GENITIVE = folded("года году року г р")
_BEFORE_YEAR = folded("у в с з са от від ад од")
_PARTS_OF_YEARS = folded(
    "початку кінця кварталу половини підсумками підсумків бюджет бюджету бюджеті протягом упродовж впродовж весни осені літа зими"
)
# `пагадненне аб прававой дапамозе і выдачы | 1993 года`.
_NOUN_REACH = 8
_MONTH_LINKS = folded("в у ў")
# `в апреле | позапрошлого`: no more than a preposition stands between a month and its year.
_NOTE = "the year counted from the publication date"
_NOTE_TOLD = "the year told before"


def counted_years(line: Line, reference: Reference) -> Iterator[Found]:
    """Years counted from the publication's, with the month or day of one."""
    for start, end, year in _counted_years(line, reference):
        month = _month_beside(line, start, end)
        if month is not None:
            yield _of_month(line, month, start, end, year, reference)
        elif year != reference.parts.year:
            yield Found(start, end, _counted(line, start, str(year)))


def years_of(line: Line, reference: Reference) -> Iterator[Found]:
    """Years that follow what they date: `дамова 1993 года`, `у 2019-м`."""
    for index in years_in(line):
        if (end := _year_end(line, index)) and _dates_event(line, index):
            yield Found(index, end, complete(Parts(int(line.norm(index))), reference))


def _counted_years(line: Line, reference: Reference) -> Iterator[tuple[int, int, int]]:
    """Tokens [start, end) that count a year from the publication's or from the one told last, with that year."""
    if line.vocabulary.isdisjoint(COUNTING):
        return
    published = reference.parts.year
    for index, norm in enumerate(line.folded):
        if norm in _SAME:
            year = _told_year(line, index, reference)
            if line.norm(index + 1) in _STILL and line.norm(index + 2) in _YEAR_NOUNS and year is not None:
                yield index, index + 3, year
        elif published is None:
            continue
        elif norm in _OPENS_THIS_YEAR and _without_stops(line, index)[:2] == _THIS_YEAR:
            yield index, index + 2 + line.norms(index, index + 4).count("."), published
        elif norm in _YEARS_BACK:
            yield index, index + 1, published + _YEARS_BACK[norm]
        elif norm in _COUNTED_YEAR and line.norm(index + 1) in _YEAR_NOUNS:
            yield index, index + 2, published + _COUNTED_YEAR[norm]


def _without_stops(line: Line, start: int) -> tuple[str, ...]:
    return tuple(norm for norm in line.norms(start, start + 4) if norm != ".")


def _told_year(line: Line, before: int, reference: Reference) -> int | None:
    """The year told last before a token: in the line, else in the sentences before."""
    years = [int(line.norm(at)) for at in years_in(line) if at < before]
    return years[-1] if years else (reference.told.year if reference.told else None)


def _month_beside(line: Line, start: int, end: int) -> Item | None:
    """The month whose year is counted: `у кастрычніку | мінулага года`, `торік | у жовтні`, `торік | 19 листопада`."""
    for item in line.of("calendar"):
        if not item.prop("month"):
            continue
        if item.end == start or _is_led(line, end, item.start):
            return item
    return None


def _is_led(line: Line, end: int, month: int) -> bool:
    """Whether only a preposition or a day stands between a counted year and a month."""
    between = range(end, month)
    return len(between) <= 2 and all(  # noqa: PLR2004  # `торік у | 19 | листопада`
        line.norm(index) in _MONTH_LINKS or number_at(line, index, DAYS_IN_MONTHS) for index in between
    )


def _of_month(line: Line, month: Item, start: int, end: int, year: int, reference: Reference) -> Found:
    """A month, perhaps with its day, of a counted year."""
    day = number_at(line, month.start - 1, DAYS_IN_MONTHS)
    date = complete(Parts(year, int(str(month.prop("month"))), day), reference)
    first = min(start, month.start - (day is not None))
    return Found(first, max(end, month.end), _counted(line, start, date.value) if date is not None else None)


def _counted(line: Line, start: int, value: str) -> Date:
    told = line.norm(start) in _SAME
    return Date(value, DateBasis.INFERRED, _NOTE_TOLD) if told else Date(value, DateBasis.PUBLICATION_DATE, _NOTE)


def _dates_event(line: Line, index: int) -> bool:
    """Whether a genitive year is that of a document: `бюджэт 2024 года`, `па выніках 2024 года` are none."""
    after = line.norm(index + 1)
    if after not in _GENITIVE or line.norm(index - 1) in _BEFORE_YEAR:
        return True
    if line.language == "uk":  # where the genitive alone tells when: `підписано 2017 року`
        return line.norm(index - 1) not in _PARTS_OF_YEARS
    return any(
        0 <= index - noun.end <= _NOUN_REACH and not line.has_between(noun.end, index, COMMAS)
        for noun in line.of("agreement-noun")
    )


def _year_end(line: Line, index: int) -> int | None:
    """Where a year ends that dates what stands before it; None for one that ends a span."""
    before, after = line.norm(index - 1), line.norm(index + 1)
    hyphen = index + 1 < len(line.tokens) and line.tokens.is_hyphened(index + 1)
    if before in _SPANS or before in DASHES or line.tokens.is_hyphened(index) or after in DASHES:
        return None
    if hyphen:
        if after not in _ORDINAL_ENDINGS:
            return None
        return index + (3 if line.norm(index + 2) in _OF_THE_YEAR else 2)
    return index + 2 if after in _OF_THE_YEAR else None
