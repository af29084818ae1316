"""What an East Slavic clause says of a gathering itself: that it is to take place, on which day, or that it was called off.

Between a gathering and its predicate stand the names of those who take part, as many as there are, and clauses between
commas; they are no matter. All reaches count tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.verbs.slavic_verbs import FUTURE
from loader.extract.words import CLAUSE_ENDS, COMMAS, DASHES, EAST_SLAVIC, PART_ENDS, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.lines import Item, Line

# `состоится`, `запланировано`, `перенесено` (on a day that follows): what is said of a gathering still to come.
_TO_COME = re.compile(
    r"(?:состо[ия]тся|пройд[еу]т|откро[ею]тся|начн[еу]тся|старту[ею]т|собер[еу]т|(?:за)?планиру[ею]тся|запланирован[аоы]?|намеча[ею]тся|намечен[аоы]?|ожида[ею]тся|"
    r"предсто[ия]т|адбуд(?:зе|у)цца|пройд(?:зе|уць)|адкры[ею]цца|пачн[еу]цца|збяр(?:э|уць)|старту[ею]ць|плану[ею]цца|запланаван[аыя]{0,2}|намеча[ею]цца|намечан[аыя]{0,2}|"
    r"чака[ею]цца|мяркуецца|відбуд(?:еть|уть)ся|пройд(?:е|уть)|відкри[єю]ться|розпочн[еу]ться|почн[еу]ться|старту(?:є|ють)|збер(?:е|уть)|плану[єю]ться|заплановано|запланован[аеийі]{1,2}|"
    r"намічено|намічен[аеийі]{1,2}|очіку[єю]ться)$"
)
_MOVED = re.compile(
    r"(?:перенес[еи]н|перенес(?:ли|ено)|перанес(?:ен|лі)|отлож(?:ен|или)|адклад(?:зен|лі)|адкладзен|відклад(?:ен|ено|ли))[аоыеійяи]{0,2}$"
)
# `назначен | на 3 мая`, but not `назначен президент`.
_FIXED, _ON = (
    re.compile(
        r"(?:назначен[аоы]?|созван[аоы]?|скліка(?:н|на|ны)|скликан[аеоийі]{1,2}|прызначан[аыя]{0,2}|призначен[аеийіо]{1,2})$"
    ),
    folded("на"),
)
_MODAL, _MODAL_REACH = (
    re.compile(
        r"(?:долж(?:ен|н[аоы])|буд(?:ет|ут|зе|уць|е|уть)|пав[іи]нн?(?:ен|[аоыеі])|мае|маюць|має|мають|мус(?:іць|яць|ить|ять))$"
    ),
    3,
)
_TAKING_PLACE = re.compile(
    r"(?:состояться|пройти|проходить|начаться|открыться|быть|проведен[аоы]?|организован[аоы]?|продолжен[аоы]?|возобновлен[аоы]?|созван[аоы]?|"
    r"адбыцца|адбывацца|прайсці|праходзіць|пачацца|адкрыцца|быць|праведзен[аоы]?|арганізаван[аоы]?|працягнут[аоы]?|адноўлен[аоы]?|скліка[нц][аоы]?|"
    r"відбутися|відбуватися|пройти|проходити|початися|розпочатися|відкритися|бути|проведен[аеоі]|організован[аеоі]|продовжен[аеоі]|відновлен[аеоі]|скликан[аеоі])$"
)
# `завершились`, `по итогам`: it was held.
_HELD = re.compile(
    r"(?:(?:завершил|закончил|состоял|прошл|начал|открыл|стартовал|проходил|продолжа|продлил|провел)\w*|прошел|идут|проведен[аоы]|проходят|проходит|итогам|результатам|"
    r"(?:завяршыл|скончыл|адбыл|прайшл|пачал|адкрыл|стартавал|праходзі|працягва|правял)\w*|прайшоу|ідуць|праведзен[аоы]|выніках|"
    r"(?:завершил|закінчил|відбул|пройшл|почал|розпочал|відкрил|стартувал|проход|трива|провел)\w*|пройшов|проведен[аоі]|підсумками|результатами)$"
)
# A past before it: the sentence tells what was done, and something else is to come.
_PAST = re.compile(r"\w{2}(?:[аеияуы]л[аои]?(?:сь|ся)?|[аеіыяу]л[аоі](?:ся)?|[аеиіяу](?:в|л[аои])(?:ся|сь)?)$")
_REACH_BEFORE = 6
_TO = folded("на в во у ў для до")
# `вылетел в Манилу для | переговоров`: who sets out is not there yet.
_WHITHER = folded("на для")
_DEPARTED = ("вылете", "отправился", "отправилась", "отправились", "направился", "направилась", "направились", "выехал", "вылеце", "адправіу", "адправіл", "накіравауся", "накіравал", "выехау",
             "вилет", "вируш", "відправи", "виїха")  # fmt: skip
_REACH, _ASIDE_REACH, _DAY_REACH = 16, 14, 6
_NAMED = (
    "agency",
    "country",
    "place",
    "date",
    "calendar",
    "person",
    "post",
    "function",
    "threat",
    "actor",
    "agreement-noun",
    "between",
    "side",
)
_PREPOSITIONS = folded(
    "по в во на за после перед до при о об обо с со от для через накануне из к ко у над под "
    "па ў ад да з са пры пра аб пасля падчас праз напярэдадні перад для і"
    "від із зі під про після через напередодні у в до"
)
_ATTRIBUTE = re.compile(
    r"\w(?:ое|ее|ая|яя|ые|ае|яе|ыя|не|ві|ые|ого|его|ой|ей|ом|ем|ым|им|ых|их|ую|юю|ага|яга|ай|яй|ому|ьому|ої|ою|ій|ім)$"
)
_ATTRIBUTES = 6


def takes_place_later(line: Line, noun: Item) -> bool:
    """`заседание комиссии А, Б и В по … | состоится`, `встреча перенесена на 3 мая`, `сесія має відбутися`."""
    if line.language not in EAST_SLAVIC or noun.kind != "meeting-noun" or _is_led(line, noun):
        return False
    if tells_what_is_to_come(line, noun.end):
        return True
    return any(_TO_COME.match(line.norm(at)) or _has_modal(line, at) for at in _before(line, noun.start))


def tells_what_is_to_come(line: Line, start: int) -> bool:
    """Whether a predicate behind says that something will take place: `… | запланировано`, `… | должна состояться`."""
    return any(_foretells(line, at) for at in predicates(line, start))


def is_goal_of_plan(line: Line, noun: Item) -> bool:
    """`соберутся 20 марта на рабочее | совещание`, `выступит на | конференции`: where somebody will be."""
    if line.language not in EAST_SLAVIC or noun.kind != "meeting-noun":
        return False
    at = _past_attributes(line, noun)
    if line.norm(at) not in _TO:
        return False
    left = line.norms(max(0, at - _REACH_BEFORE), at)
    if line.norm(at) in _WHITHER and PART_ENDS.isdisjoint(left) and any(norm.startswith(_DEPARTED) for norm in left):
        return True
    return any(FUTURE.match(line.norm(verb)) for verb in _before(line, at))


def _before(line: Line, end: int) -> Iterator[int]:
    """The tokens before a gathering in its clause, the nearest first; names and days are no matter."""
    named = {at for item in line.of(*_NAMED) for at in range(item.start, item.end)}
    free = 0
    for at in range(end - 1, -1, -1):
        if at in named:
            continue
        norm = line.norm(at)
        if free >= _REACH_BEFORE or norm in PART_ENDS or _PAST.search(norm):
            return
        free += 1
        yield at


def _has_modal(line: Line, at: int) -> bool:
    """`будет | проведено`, `должно | состояться`, at the second word."""
    return _TAKING_PLACE.match(line.norm(at)) is not None and any(map(_MODAL.match, line.norms(at - _MODAL_REACH, at)))


def took_place(line: Line, noun: Item) -> bool:
    """`завершились совместные | учения`, `по итогам | учений`: what is said of a gathering that went on or is over."""
    if line.language not in EAST_SLAVIC or noun.kind != "meeting-noun":
        return False
    before = range(max(0, noun.start - _REACH_BEFORE), noun.start)
    return any(_HELD.match(line.norm(at)) for at in (*before, *predicates(line, noun.end)))


def predicates(line: Line, start: int) -> Iterator[int]:
    """The tokens behind a gathering that may be its predicate: neither names, nor lists of states, nor clauses between commas."""
    named = {at for item in line.of(*_NAMED) for at in range(item.start, item.end)}
    at, free = start, 0
    while at < len(line.tokens) and free < _REACH:
        norm = line.norm(at)
        if norm in CLAUSE_ENDS and norm not in {"–", "—"}:
            return
        if norm in COMMAS and not (at - 1 in named and at + 1 in named):
            close = _close(line, at)
            if close is None:
                return
            at = close
        elif at not in named:
            yield at
            free += 1
            if _PAST.search(norm):
                return
        at += 1


def _close(line: Line, comma: int) -> int | None:
    """The comma that closes what this one opens: `, намеченная на понедельник,`."""
    return next(
        (at for at in range(comma + 2, min(comma + _ASIDE_REACH, len(line.tokens))) if line.norm(at) in COMMAS), None
    )


def _foretells(line: Line, at: int) -> bool:
    norm = line.norm(at)
    if _TO_COME.match(norm):
        return True
    if _FIXED.match(norm):
        return line.norm(at + 1) in _ON
    if _MOVED.match(norm):
        return any(0 < item.start - at <= _DAY_REACH for item in line.of("date"))
    return _MODAL.match(norm) is not None and any(map(_TAKING_PLACE.match, line.norms(at + 1, at + 1 + _MODAL_REACH)))


def _is_led(line: Line, noun: Item) -> bool:
    """`на третьем рабочем | заседании`, `по итогам | встречи`: what a preposition leads is no subject."""
    at = _past_attributes(line, noun)
    return not _PREPOSITIONS.isdisjoint({line.norm(at), line.norm(at - 1)} - {""}) and not any(
        item.end == at + 1 for item in line.of("place", "date", "country")
    )


def _past_attributes(line: Line, noun: Item) -> int:
    """The token before a gathering and the adjectives that stand with it."""
    at = noun.start - 1
    while noun.start - at <= _ATTRIBUTES and (_ATTRIBUTE.search(line.norm(at)) or _is_of_numeral(line, at)):
        at -= 1
    return at


def _is_of_numeral(line: Line, at: int) -> bool:
    """`на | 65-м | саммите`."""
    return line.norm(at).isdigit() or line.norm(at) in DASHES or line.norm(at - 1) in DASHES
