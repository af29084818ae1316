"""Capitals that stand for their governments: `Ankara signed …`, `a treaty between Yerevan and Baku`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import (
    AND,
    ARTICLES,
    CLAUSE_ENDS,
    COMMAS,
    DASHES,
    EAST_SLAVIC,
    PART_ENDS,
    POSSESSIVE,
    WITH,
    folded,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

SEAT = "seat"
"""Form of the item of a capital that stands for its government."""
# What introduces a party, and what makes a city only a place.
_INTRODUCES = folded("between")
# `an agreement on visas | with | Kigali`, but not `relations with Kigali`: so many tokens behind a word of an event.
_PARTNER = folded("with")
_PARTNER_REACH = 4
_AGENT_REACH = 3
_CHAMBERS = folded(
    "parliament lawmakers legislators deputies mps parliamentarians senators senate chamber cabinet government"
)
_CHAMBER_REACH = 2
_JOINS = folded("and or")
# What a government does or has done; cues of events and of speech say so too.
_DOES = folded(
    "has have had will would says said wants agreed agrees insists accused accuses blamed denied vowed demanded urged refused "
    "offered proposed hopes expects told asked responded remains itself did does"
)
_ACTS = ("agreement-verb", "meeting-verb", "said", "planned", "negation", "proposed")
_EVENTS = ("agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb")
# Between a government and its verb: `Minsk also signed`.
_ADVERBS = folded("also then now later recently jointly finally formally both reportedly today yesterday")
_ON = folded("on in")
# `Rome and Minsk | resumed | talks`: how a verb ends, its reach, and what leads to another place.
_VERBAL = ("ed", "are", "were", "have", "held", "began", "open", "resume", "hold", "begin", "start")
_DEALS_REACH = 5
_AWAY = folded("in at from to for hosted")
# Seat of the organs of an international body too: its name alone tells no state.
_OF_MANY = frozenset({"brussels", "addis-ababa", "vienna"})
_OPENS = CLAUSE_ENDS | folded(', “ " ‘ that as while and but when after if because though whereas before since')
# Tokens from a capital to the verb whose subject it is, and what behind it makes it a place.
_VERB_REACH = 6
_OPENS_CLAUSE = folded("that and but while что и а но што і але що та а також rằng và")
# `Белграду`, `Москве`, `Будапешту`: how a city ends to which something is offered, and what makes it a goal.
_DATIVE = re.compile(r"[уеюы]$|[еі]ві$|аву$")
_TOWARDS = folded("в во на по к ко у ў да до па")
_OFFER_REACH = 4
_PLACED = DASHES | frozenset({",", "(", "/", ":"})


def mark_seats(lines: Sequence[Line]) -> None:
    """Give the capitals of an English story that act as governments the form of a seat, and the state."""
    for line in lines:
        run: list[Item] = []
        for item in line.of("place"):
            if not item.prop("seat") or item.concept.code in _OF_MANY:
                continue
            if run and not _is_joined(line, run[-1], item):
                _mark(line, run)
                run = []
            run.append(item)
        _mark(line, run)


def _is_joined(line: Line, left: Item, right: Item) -> bool:
    """`Yerevan and Baku`, `Kigali, Kampala`, `Moscow-Tehran`."""
    gap = line.norms(left.end, right.start)
    return len(gap) <= 1 and set(gap) <= _JOINS | DASHES | {",", "/"}


def _mark(line: Line, run: list[Item]) -> None:
    """Mark the capitals of a list if its first is introduced as a party or its last has a verb."""
    if run and (_introduced(line, run[0]) or _governs(line, run) or _is_beside_body(line, run[-1])):
        for item in run:
            item.form, item.states = SEAT, (str(item.prop("state")),)


def _introduced(line: Line, item: Item) -> bool:
    """`between Ankara …`, `signed with Kigali`; but not `with London police` or `relations with Doha`."""
    if _in_name(line, item):
        return False
    before = line.norm(item.start - 1)
    if before == "in" and line.norm(item.start - _CHAMBER_REACH) in _CHAMBERS:
        return True  # `lawmakers | in Minsk`
    if before == "by":  # `the deal, signed last week | by London and Paris`
        return any(0 <= item.start - 1 - cue.end <= _AGENT_REACH for cue in line.of("agreement-verb", "proposed"))
    return before in _INTRODUCES or (
        before in _PARTNER and any(0 <= item.start - 1 - cue.end <= _PARTNER_REACH for cue in line.of(*_EVENTS))
    )


def _in_name(line: Line, item: Item) -> bool:
    """`Moscow Region`, `London-based`, `Tehran's mayor`: the city only describes the word behind."""
    behind = item.end
    if behind >= len(line.tokens):
        return False
    return line.is_capital(behind) or line.tokens.is_hyphened(behind) or line.norm(behind) in POSSESSIVE


def _governs(line: Line, run: list[Item]) -> bool:
    """Whether a verb follows the list, which opens the sentence or a clause."""
    first, last = run[0], run[-1]
    if (first.start and line.norm(first.start - 1) not in _OPENS) or _in_name(line, last):
        return False
    if line.norms(last.end, last.end + 2) == [",", "which"]:  # `Beijing, which | signed a pact with …`
        return any(item.start in {last.end + 2, last.end + 3} for item in line.of("agreement-verb"))
    at = _behind_adverbs(line, last.end)
    if line.norm(at) in _DOES or any(item.start == at for item in line.of(*_ACTS)):
        return True
    return len(run) > 1 and _deals(line, at)


def _behind_adverbs(line: Line, at: int) -> int:
    """The token behind a day and adverbs: `Minsk | on 12 March | signed`, `Minsk also | signed`."""
    days = {index for item in line.of("calendar") for index in range(item.start, item.end)}
    while at < len(line.tokens):
        day = at in days or line.norm(at).isdigit()
        dated = day or (line.norm(at) in _ON and (at + 1 in days or line.norm(at + 1).isdigit()))
        if not dated and line.norm(at) not in _ADVERBS:
            break
        at += 1
    return at


def _deals(line: Line, at: int) -> bool:
    """`Rome and Minsk | resumed talks`, `Cairo and Moscow | are negotiating an agreement`: two capitals that have to do with each other."""
    if line.norm(at) in _PLACED or not line.norm(at).endswith(_VERBAL):
        return False
    events = [item for item in line.of(*_EVENTS) if at <= item.start <= at + _DEALS_REACH]
    return any(not line.has_between(at, item.start, CLAUSE_ENDS | COMMAS | _AWAY) for item in events)


def seats_as_parties(line: Line, story: AnnotatedStory, start: int = 0, end: int | None = None) -> list[str]:
    """The states whose capitals are named as parties of a document: `a deal with Berlin`, `between Beijing and Bangkok`, `Минск вышел из договора`."""
    stop = len(line.tokens) if end is None else end
    found: list[str] = []
    last = -1
    for item in line.of("place"):
        state = str(item.prop("state"))
        if not item.prop("seat") or state not in story.states.counts or not start <= item.start < stop:
            continue
        listed = last == item.start - 1 and line.norm(last) in AND
        if listed or _is_partner(line, item) or _is_subject(line, item) or _is_addressed(line, item):
            found += [state] if state not in found else []
            last = item.end
    return found


def _is_partner(line: Line, seat: Item) -> bool:
    """`with | Berlin`, `между | Москвой и …`."""
    between = any(item.end == seat.start for item in line.of("between"))
    return between or (line.norm(seat.start - 1) in WITH and line.norm(seat.end) not in _PLACED)


def _is_addressed(line: Line, seat: Item) -> bool:
    """`предложил | Ташкенту | подписать протокол`, `Каиру | мы предложили`: to whom East Slavic offers a document."""
    if line.language not in EAST_SLAVIC or not _DATIVE.search(line.norm(seat.end - 1)):
        return False
    if line.norm(seat.start - 1) in _TOWARDS:
        return False
    offers = [*line.of("proposed"), *(one for one in line.of("agreement-verb") if one.prop("status") == "proposed")]
    return any(-_OFFER_REACH <= seat.start - one.end <= 1 for one in offers)


def _is_subject(line: Line, seat: Item) -> bool:
    """Whether a capital opens a clause and does something with a document there."""
    before = line.norm(seat.start - 1)
    opens = seat.start == 0 or before in COMMAS or before in _OPENS_CLAUSE or _is_beside_body(line, seat)
    acting = [
        verb for verb in line.of("agreement-verb", "proposed", "said") if 0 <= verb.start - seat.end <= _VERB_REACH
    ]
    if not opens or not acting or line.norm(seat.end) in _PLACED:
        return False
    return not line.has_between(seat.end, acting[0].start, PART_ENDS)


def _is_beside_body(line: Line, seat: Item) -> bool:
    """`Минск и | Евросоюз | подписали`, `Chisinau and | the EU | signed`: a body of the world acts together with a government."""
    at = seat.end + 1 + (line.norm(seat.end + 1) in ARTICLES)
    joined = line.norm(seat.end) in AND and line.norm(seat.end) not in COMMAS
    body = next((item for item in line.of("agency") if item.start == at and item.value), None) if joined else None
    return body is not None and body.value[0].international and any(verb.start == body.end for verb in line.of(*_ACTS))
