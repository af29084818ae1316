"""Participles of East Slavic: whose document they describe, and by what act something was approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.words import AND, CLAUSE_ENDS, COMMAS, EAST_SLAVIC, folded

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

# `которую`, `якую`, `яку`: what opens a clause on the word before it.
_WHICH = re.compile(
    r"(?:котор(?:ый|ого|ому|ым|ом|ая|ой|ую|ое|ые|ых|ыми)|як(?:і|ога|ому|аму|ім|ая|ой|ую|ое|ія|іх|імі|ий|ого|им|ою|у|е|их|ими|ої|ій))$"
)
_CLAUSE_REACH = 6
_PREPOSITIONAL = 3
# `, | и китайско-лаосский | план`
_JOINT_REACH = 6
_HELD = folded("провели проводят провела провел проводили правялі праводзяць правяла правёў проводять провів")
_OUTCOMES, _STATEMENTS = folded("результатом итогом вынікам підсумком"), frozenset({"statement", "declaration"})
_BASIS = folded("основании основе рамках соответствии падставе аснове адпаведнасці підставі основі межах відповідності")
# `план A, план B и план C | были утверждены`: the short plural of what several documents share.
_SHARED = re.compile(r"(?:н|т)[ыі]$")


def is_adopted_in_clause(line: Line, verb: Item, noun: Item) -> bool:
    """`в декларации, | которую президенты | приняли | на саммите`: the clause on a document tells that it was adopted."""
    if line.language not in EAST_SLAVIC or verb.start <= noun.end:
        return False
    which = _clause_on(line, noun)
    if which is None or not 0 < verb.start - which <= _CLAUSE_REACH or line.has_between(which, verb.start, COMMAS):
        return False
    return line.norm(which - 1) in COMMAS


def is_basis(line: Line, noun: Item, verb: Item | None) -> bool:
    """`соглашение, | на основании которого | заключено сорок протоколов`: what is done under a document shows that it holds."""
    if line.language not in EAST_SLAVIC or (verb is not None and verb.end <= noun.start):
        return False
    which = _clause_on(line, noun)
    under = which is not None and line.norm(which - 1) in _BASIS and not line.of("planned")
    return under and which is not None and (verb is None or verb.start > which)


def _clause_on(line: Line, noun: Item) -> int | None:
    """Where the word stands that opens the clause on a document."""
    for at in range(noun.end, len(line.tokens)):
        norm = line.norm(at)
        if norm in CLAUSE_ENDS or any(noun.end <= other.start < at for other in line.of("agreement-noun")):
            return None
        if _WHICH.fullmatch(norm):
            return at
        if norm in COMMAS and not any(_WHICH.fullmatch(word) for word in line.norms(at + 1, at + 1 + _PREPOSITIONAL)):
            return None
    return None


def is_outcome(line: Line, noun: Item) -> bool:
    """`совместное заявление … | стало результатом | заседания`: a statement that a gathering led to has been made."""
    if line.language not in EAST_SLAVIC or noun.prop("kind") not in _STATEMENTS:
        return False
    at = next((at for at in range(noun.end, len(line.tokens)) if line.norm(at) in _OUTCOMES), None)
    return at is not None and line.norm(at - 1).startswith("ста") and not line.has_between(noun.end, at, CLAUSE_ENDS)


def held_in_clause(line: Line, noun: Item) -> tuple[int, int] | None:
    """`на совещании, | которое Китай, Лаос, Мьянма и Таиланд провели | по видеосвязи`: the clause that tells who held a gathering."""
    if line.language not in EAST_SLAVIC or noun.kind != "meeting-noun":
        return None
    which = noun.end + 1
    if line.norm(noun.end) not in COMMAS or not _WHICH.fullmatch(line.norm(which)):
        return None
    held = next((at for at in range(which, len(line.tokens)) if line.norm(at) in _HELD), None)
    return None if held is None or line.has_between(which, held, CLAUSE_ENDS) else (which, held)


def sharing(line: Line, noun: Item) -> Item | None:
    """`план A, план B и | план C были утверждены`: the document next to one that is joined to it, and what is said of both."""
    if line.language not in EAST_SLAVIC:
        return None
    following = next((other for other in line.of("agreement-noun") if other.start >= noun.end), None)
    if following is None or line.has_between(noun.end, following.start, CLAUSE_ENDS):
        return None
    between = line.norms(noun.end, following.start)
    acts = line.of("agreement-verb", "meeting-verb", "said")
    if not any(norm in COMMAS or norm in AND for norm in between[-_JOINT_REACH:]):
        return None
    return None if any(noun.end <= verb.start < following.start for verb in acts) else following


def is_of_several(line: Line, verb: Item) -> bool:
    """`утверждены`, `падпісаны`: a predicate of several things."""
    return _SHARED.search(line.norm(verb.end - 1)) is not None


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
