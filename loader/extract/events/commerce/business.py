"""Contracts of daily business: between firms or with one, after a tender, of a lease; and what a contract costs.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.countries.states import TWO_SIDES
from loader.extract.events.commerce.trade import is_of_trade
from loader.extract.events.participants.actors import actors
from loader.extract.words import CLAUSE_ENDS, OF, WITH

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

_FIRM_REACH = 10
# `уклало угоду | з | ТОВ`: the link stands right before the firm.
_LINK_REACH = 4
# Who stands for a state in a sentence, whoever else does.
_OFFICIAL = ("agency", "function", "post", "pair-bodies", "actor")
# What two states share, however the sentence names them.
_TOGETHER = ("pair", "pair-bodies", "side", "counterpart", "reciprocal")
_OF_BUSINESS = frozenset({"agreement", "treaty", "contract"})
# `the value of the | contract`: tokens from a word for a price to the document.
_PRICE_REACH = 3


def is_business(line: Line, noun: Item, verb: Item | None, story: AnnotatedStory) -> bool:
    """Whether a document is a contract of daily business, and no matter between states."""
    return (
        _is_commercial(line, noun, verb, story)
        or _is_of_firms(line, noun, verb)
        or _is_domestic(line, noun, story)
        or _is_price(line, noun)
        or is_of_trade(line, noun)
    )


def _is_commercial(line: Line, noun: Item, verb: Item | None, story: AnnotatedStory) -> bool:
    """A contract in a sentence that names no public body is one between firms; `Компания «А» заключила | контракт` is a firm's with whomever."""
    if noun.prop("kind") != "contract":
        return False
    sells = verb is not None and any(
        0 < verb.start - firm.end <= _FIRM_REACH and _same_clause(line, firm, verb) for firm in line.of("firm")
    )
    return sells or not actors(line, story).agencies


def _is_of_firms(line: Line, noun: Item, verb: Item | None) -> bool:
    """`the company signed an agreement with …`, `中国企业与印尼企业签署`: a firm is party, and nobody acts for a state."""
    if any(_is_only_partner(line, noun, firm) for firm in line.of("firm")):
        return True
    if line.of(*_OFFICIAL):
        return False
    return any(
        (verb is not None and 0 <= verb.start - firm.end <= _FIRM_REACH and _same_clause(line, firm, verb))
        or _is_partner(line, noun, firm)
        for firm in line.of("firm")
    )


def _is_domestic(line: Line, noun: Item, story: AnnotatedStory) -> bool:
    """`управління уклало угоду з ТОВ «…»`, `after a tender`, a lease: a public body buys, and no second state is named."""
    if noun.prop("kind") not in _OF_BUSINESS:
        return False
    if not (line.of("business") or any(_is_partner(line, noun, firm) for firm in line.of("firm"))):
        return False
    told = actors(line, story)
    worldly = any(agency.international for agency in told.agencies.values())
    return len(told.states) < TWO_SIDES and not worldly and not line.of(*_TOGETHER)


def _is_partner(line: Line, noun: Item, firm: Item) -> bool:
    """`договір | з | ТОВ «…»`, `уклало | з | ПП «…» | договір`: a firm is what the document is made with."""
    apart = firm.start - noun.end if firm.start >= noun.end else noun.start - firm.end
    return 0 <= apart <= _FIRM_REACH and line.has_between(firm.start - _LINK_REACH, firm.start, WITH)


def _is_only_partner(line: Line, noun: Item, firm: Item) -> bool:
    """`signed a memorandum with | a Turkish firm`: whoever signs, nothing but a state's adjective stands before the firm."""
    near = range(max(noun.end, firm.start - _LINK_REACH), firm.start)
    at = next((at for at in near if line.norm(at) in WITH), None)
    if at is None or at - noun.end > _LINK_REACH:
        return False
    return not any(at < item.start < firm.start for item in line.of(*_OFFICIAL))


def _same_clause(line: Line, left: Item, right: Item) -> bool:
    return not line.has_between(left.end, right.start, CLAUSE_ENDS)


def _is_price(line: Line, noun: Item) -> bool:
    """`Вартість | угоди | склала …`, `the value of the | contract`: what is told is an amount."""
    return any(
        price.end == noun.start or (price.end < noun.start <= price.end + _PRICE_REACH and line.norm(price.end) in OF)
        for price in line.of("price")
    )
