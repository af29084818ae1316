"""Capitals that stand for their governments: `Ankara signed …`, `a treaty between Yerevan and Baku`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, DASHES, POSSESSIVE, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

SEAT = "seat"
"""Form of the item of a capital that stands for its government."""
# What introduces a party, and what makes a city only a place.
_INTRODUCES = folded("between")
# `an agreement on visas | with | Kigali`, but not `relations with Kigali`: so many tokens behind a word of an event.
_PARTNER = folded("with")
_PARTNER_REACH = 4
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
# Seat of the organs of an international body too: its name alone tells no state.
_OF_MANY = frozenset({"brussels", "addis-ababa", "vienna"})
_OPENS = CLAUSE_ENDS | folded(', “ " ‘ that as while and but when after if because though whereas before since')


def mark_seats(lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Give the capitals of an English story that act as governments the form of a seat, and the state."""
    for line in lines:
        run: list[Item] = []
        for item in line.of("place"):
            if not _is_capital(item, lexicon):
                continue
            if run and not _is_joined(line, run[-1], item):
                _mark(line, run)
                run = []
            run.append(item)
        _mark(line, run)


def _is_capital(item: Item, lexicon: Lexicon) -> bool:
    state = lexicon.get("country", str(item.prop("state")))
    code = item.concept.code
    return state is not None and state.props.get("capital") == code and code not in _OF_MANY


def _is_joined(line: Line, left: Item, right: Item) -> bool:
    """`Yerevan and Baku`, `Kigali, Kampala`, `Moscow-Tehran`."""
    gap = line.norms(left.end, right.start)
    return len(gap) <= 1 and set(gap) <= _JOINS | DASHES | {",", "/"}


def _mark(line: Line, run: list[Item]) -> None:
    """Mark the capitals of a list if its first is introduced as a party or its last has a verb."""
    if run and (_introduced(line, run[0]) or _governs(line, run)):
        for item in run:
            item.form, item.states = SEAT, (str(item.prop("state")),)


def _introduced(line: Line, item: Item) -> bool:
    """`between Ankara …`, `signed with Kigali`; but not `with London police` or `relations with Doha`."""
    if _in_name(line, item):
        return False
    before = line.norm(item.start - 1)
    return before in _INTRODUCES or (
        before in _PARTNER and any(0 <= item.start - 1 - cue.end <= _PARTNER_REACH for cue in line.of(*_EVENTS))
    )


def _in_name(line: Line, item: Item) -> bool:
    """`Moscow Region`, `London-based`, `Tehran's mayor`: the city only describes the word behind."""
    behind = item.end
    if behind >= len(line.tokens):
        return False
    return line.is_capital(behind) or line.tokens[behind].hyphen or line.norm(behind) in POSSESSIVE


def _governs(line: Line, run: list[Item]) -> bool:
    """Whether a verb follows the list, which opens the sentence or a clause."""
    first, last = run[0], run[-1]
    if (first.start and line.norm(first.start - 1) not in _OPENS) or _in_name(line, last):
        return False
    at = last.end + (line.norm(last.end) in _ADVERBS)
    return line.norm(at) in _DOES or any(item.start == at for item in line.of(*_ACTS))
