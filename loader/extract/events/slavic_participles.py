"""Participles of East Slavic: whose document they describe, and by what act something was approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import COMMAS, EAST_SLAVIC

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `подписанный`, `падпісанага`, `підписаною`: long forms, which agree with the noun before their comma.
_LONG = re.compile(
    r"(?:нн|[аеяё]н|т)(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми|ы|ага|аму|ай|ае|ыя|ымі|ий|им|ої|ій|у|ою|е|і|их|ими)$"
)
# The comma that closes it stands right before the predicate.
_CLOSED_REACH = 3
# `постановлением`, `указом`, `пастановай`, `постановою`: the instrumental of the act by which it was done.
_INSTRUMENTAL = re.compile(r"(?:ом|ем|єм|ою|ею|ой|ай|ам|ям)$")


def describes_other(line: Line, verb: Item, noun: Item) -> bool:
    """`ратифицировали договор с A, | подписанный | в 2021 году, а также | договор | с B`: the participle is of the document before it."""
    if line.language not in EAST_SLAVIC or noun.start < verb.end or line.norm(verb.start - 1) not in COMMAS:
        return False
    if not _LONG.search(line.norm(verb.start)) or not line.has_between(verb.end, noun.start, COMMAS):
        return False
    return any(other.end < verb.start for other in line.of("agreement-noun"))


def is_by_decree(line: Line, decree: Item) -> bool:
    """`утверждён | постановлением`, `зацверджаны | указам`: a decree by which something else is approved."""
    return line.language in EAST_SLAVIC and _INSTRUMENTAL.search(line.norm(decree.start)) is not None


def follows_participle(line: Line, noun: Item, verb: Item) -> bool:
    """`Соглашение о розыске, подписанное | A, B и C в Алма-Ате, | вступило в силу`: the predicate behind a participle and what goes with it."""
    if line.language not in EAST_SLAVIC or verb.start < noun.end or not _closed(line, verb):
        return False
    if any(noun.end <= other.start < verb.start for other in line.of("agreement-noun")):
        return False
    return any(
        noun.end <= told.start < verb.start
        and line.norm(told.start - 1) in COMMAS
        and _LONG.search(line.norm(told.start))
        for told in line.of("agreement-verb")
    )


def _closed(line: Line, verb: Item) -> bool:
    return any(line.norm(at) in COMMAS for at in range(verb.start - _CLOSED_REACH, verb.start))
