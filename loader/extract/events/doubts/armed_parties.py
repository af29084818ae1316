"""Parties that are no state, with which states talk: `held talks with the Taliban`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import CLAUSE_ENDS, COMMAS, WITH, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `held talks with representatives of | the Taliban`, but not `talks with Turkey on the war against the | rebels`.
_PARTY_REACH = 6
_AGAINST = folded("against on over about против о про супраць проти")


def meets_party(line: Line, cue: Item) -> bool:
    """`held talks | with the Taliban`, `провёл | переговоры с хуситами`: one side is no state, and no body of one."""
    for party in line.of("party"):
        behind = 0 <= party.start - cue.end <= _PARTY_REACH
        if behind and (line.has_between(cue.end - 1, party.start, WITH) or cue.kind == "meeting-verb"):
            return not line.has_between(cue.end, party.start, CLAUSE_ENDS | COMMAS | _AGAINST)
        if cue.kind == "meeting-verb" and 0 <= cue.start - party.end <= 1:
            return True  # `Taliban leaders | met`
    return False
