"""Where a title begins and ends beside a name: notes in brackets, what an office is of, and what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.bodies.slavic_agencies import is_genitive_run
from loader.extract.words import AND, EAST_SLAVIC, OF, POSSESSIVE, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

PARTS = frozenset({"post", "agency", "function", "country", "honorific", "counterpart", "place", "home", "pair"})
"""Items of which titles consist."""
SKIPPED = frozenset({"threat", "actor", "effect", "agency-head"})
"""Items that may stand inside an English title and say nothing of it: `counter-terrorism | chief`."""
_INSIDE = (
    OF
    | POSSESSIVE
    | AND
    | folded(
        'to in with at from при в у на « » " “ ” отставке запаса адстаўцы запасу відставці chủ thuộc kiêm cộng hoà 兼 任 暨 、'
    )
)
# Adjectives of time and standing between an owner and an office: "Iraq's new | prime minister".
_STANDING = folded(
    "new newly re-elected elected appointed then current incumbent outgoing former long-serving longtime veteran late top own "
    "новый новая нового новой тогдашний тогдашнего нынешний нынешнего бывший бывшего бывшая бывшей "
    "новы новага тагачасны цяперашні былы былога былая былой дзеючы дзеючая новая новай "
    "новий нового нова нової тодішній тодішнім тодішнього нинішній нинішня теперішній чинний колишній колишнього колишня колишньої"
)
_HOLDING = _INSIDE | _STANDING
# Tokens between two parts of a title: "Minister | of the | Interior".
_GAP = 3
# What an office is for stands between it and its holder: `комиссар ЕС | по внутренним делам`, `Commissioner | for Home Affairs`.
_FOR = folded("по па з із for on")
_AFFAIRS = frozenset({"справах"})
# `(SIS)`, `（美洲）`: tokens of a note in brackets, and of what an office is of.
_OPENING, _CLOSING = frozenset({"(", "（"}), frozenset({")", "）"})
_BRACKETED = 6
_FIELD_WORDS = 6
_NO_COMPLEMENT = frozenset(
    {"counterpart", "person", "post", "agency", "function", "said", "meeting-verb", "agreement-verb", "date"}
)
_COMPLEMENT = 9
# Words that tell which office it is: `asylum and migration | minister`; and those that are none of these.
_MODIFIERS = 5
_NO_MODIFIER = folded(
    "the a an of to in on at by for with from or who whom which that whose while as when where after before if but nor not no than "
    "then also is are was were be been has had have did does do will would could may can should its his her their this these "
    "born based backed"
)
_PREPOSITIONS = folded("with to from at in and")
_CONJOINED = frozenset({"and", ","})
# `UBND tỉnh`, `TAND thành phố`, `nước chủ nhà`: the seat of an office in a part of the country, or in the one that receives.
_SEATS = folded("ubnd hđnd tand vksnd tỉnh thành phố tp huyện quận phường xã uỷ ủy ban nhân dân nước chủ nhà sở tại")
# `in charge | of`.
_OF_CHARGE = 2
# Whoever heads these holds no office of a state.
_BANDS = folded(
    "a an gang gangs cartel cartels clan clans ring mafia syndicate network company companies firm firms group groups bank union club "
    "party team church school university newspaper organisation organization foundation association cell faction militia rebels"
)


def past_brackets(line: Line, edge: int) -> int:
    """Where an acronym or note in brackets begins that ends right before a token; the token itself if there is none."""
    if line.norm(edge - 1) in _CLOSING:
        opening = next(
            (at for at in range(edge - 2, max(-1, edge - _BRACKETED), -1) if line.norm(at) in _OPENING), None
        )
        return edge if opening is None else opening
    return edge


def is_field(line: Line, office: Item, edge: int) -> bool:
    """Whether only what an office is of stands between it and a token: `віцэ-міністр | унутраных спраў | Польшчы`."""
    reach = edge - office.end
    return line.language in EAST_SLAVIC and 0 < reach <= _FIELD_WORDS and is_genitive_run(line, office.end, edge)


def complement(line: Line, edge: int) -> int:
    """Where the words begin that tell, right before a token, what an office is for; the token itself if there are none."""
    if line.language == "vi":
        return _past_seat(line, edge)
    inside = {index for item in line.of(*_NO_COMPLEMENT) for index in range(item.start, item.end)}
    last = edge - 1 - int(line.language == "en" and line.norm(edge - 1) == ",")
    for index in range(last, max(0, edge - _COMPLEMENT), -1):
        text = line.text(index, index + 1)
        if index in inside or not text[0].isalpha():
            return edge
        if line.norm(index) in _FOR or line.norm(index + 1) in _AFFAIRS:
            opens = _opening(line, index)
            ends = any(item.end == opens and item.kind in PARTS for item in line.items)
            return opens if ends and index + 1 < edge and (last == edge - 1 or opens < index) else edge
        if line.language == "en" and line.norm(index) == "of":
            opens = _opening(line, index)
            office = any(
                item.end == opens and item.kind == "post" and not line.norm(item.end - 1).endswith("s")
                for item in line.items
            )
            return opens if office and _is_field_of_office(line, index + 1, last + 1) else edge
    return edge


def _past_seat(line: Line, edge: int) -> int:
    """`Phó Chủ tịch | UBND tỉnh | Lê Ánh Dương`: where the seat begins that names no place, right before a name."""
    start = edge
    while start > 0 and line.norm(start - 1) in _SEATS:
        start -= 1
    return start if start < edge and any(post.end == start for post in line.of("post")) else edge


def _opening(line: Line, at: int) -> int:
    """Where a preposition of a complement begins: `minister | in charge of …`, `commissioner | responsible for …`."""
    if line.norms(at - _OF_CHARGE, at) == ["in", "charge"]:
        return at - _OF_CHARGE
    return at - int(line.norm(at - 1) == "responsible")


def _is_field_of_office(line: Line, start: int, end: int) -> bool:
    """Whether the words behind `director of` are a field of public office in small letters, and no band or firm."""
    words = line.norms(start, end)
    small = not any(line.is_capital(at) for at in range(start, end))
    if "the" in words and not any(item.end == end for item in line.of("actor", "agency-head")):
        return False  # `director of | the army`, and not `of | the film`
    return 0 < len(words) <= _MODIFIERS and small and _BANDS.isdisjoint(words)


def is_modified(line: Line, owner: Item | None, start: int, end: int) -> bool:
    """`Senegal's | asylum and migration | minister`: words in small letters between an owner, or none, and an office."""
    if line.language != "en" or (owner is not None and owner.kind not in {"country", "agency"}):
        return False
    owned = line.norm(start) in POSSESSIVE
    if owner is not None and not owned and owner.form != "demonym":
        return False
    at = range(start + owned, end)
    inside = {index for item in line.of(*_NO_COMPLEMENT) for index in range(item.start, item.end)}
    named = owner is not None and owned  # `the European Union's | Counter-Terrorism | Coordinator`
    small = all(line.norm(index).isalpha() and (named or not line.is_capital(index)) for index in at)
    return 0 < len(at) <= _MODIFIERS and small and inside.isdisjoint(at) and _NO_MODIFIER.isdisjoint(map(line.norm, at))


def is_portfolio(line: Line, office: Item, owner: Item, edge: int) -> bool:
    """`Bộ trưởng | Tôn giáo | Indonesia X`: a few words of Vietnamese between an office and its state are what it is of."""
    if line.language != "vi" or office.kind != "post" or owner.kind != "country":
        return False
    at = range(office.end, edge)
    inside = {index for item in line.of(*_NO_COMPLEMENT) for index in range(item.start, item.end)}
    return (
        0 < len(at) <= _MODIFIERS
        and line.is_capital(office.end)
        and inside.isdisjoint(at)
        and all(line.norm(index)[:1].isalpha() for index in at)
    )


def is_other_owner(line: Line, first: Item, gap: list[str]) -> bool:
    """`the head of …, and | Peru's Interior Minister X`: an owner in front opens a title, and a list parts it from the one before."""
    owns = line.norm(first.end) in POSSESSIVE or first.form == "demonym"
    return line.language == "en" and first.kind == "country" and owns and not _CONJOINED.isdisjoint(gap)


def is_no_owner(line: Line, item: Item, following: Item, gap: list[str]) -> bool:
    """`the minister of Greece | with | Foreign Minister X`: a state before a preposition owns no office behind it."""
    return (
        line.language == "en"
        and item.kind == "country"
        and following.kind == "post"
        and not _PREPOSITIONS.isdisjoint(gap)
    )


def holds_together(gap: list[str]) -> bool:
    """Whether only function words stand between two parts of a title."""
    return len(gap) <= _GAP and _HOLDING.issuperset(gap)
