"""English meetings of one state with an international organisation: `Jordan and Europol will hold talks`, `the head of the WCO visited Laos`.

All reaches count tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import AND, ARTICLES, CLAUSE_ENDS, COMMAS, POSSESSIVE, folded

if TYPE_CHECKING:
    from loader.extract.events.participants.actors import Actors
    from loader.extract.facts import Agency
    from loader.extract.lines import Item, Line

# From a cue to the organisation that is its object, and from one that is its subject to the cue.
_OBJECT_REACH, _SUBJECT_REACH = 9, 16
# Who comes from an organisation or speaks for it, before `of` or `from`.
_SENT = folded(
    "head chief director delegation mission team officials official experts expert representatives representative specialists envoy envoys "
    "secretary president chair chairman chairperson chairwoman commissioner leadership delegates members investigators inspectors "
    "monitors observers staff analysts officers executive general administrator coordinator rapporteur governor prosecutor group party"
)
_FROM = frozenset({"of", "from"})
# What makes an organisation a place, a topic, a means or an owner.
_APART = folded(
    "at in on under by for against about within during via through to into over outside since after before following concerning "
    "regarding despite near towards toward despite when while which who that said told says where whose as via against join joining "
    "membership accession joined"
)
# An organisation that only names what is its own: `ASEAN | summit`, `NATO | member states`.
_OWNED = folded(
    "summit meeting conference session forum member members states countries headquarters standards resolution rules sanctions peacekeepers "
    "troops forces treaty membership report accession charter convention framework bid sidelines countries' programme program project exercise "
    "exercises operation red notice warrant capital capitals country nation nations state observer"
)
_SIDES = ("country", "post", "person", "counterpart")
# What lenders talk of, who are no partners in security.
_LENDING = folded("loan loans bailout tranche")
_WITH = "with"
_BETWEEN = "between"
_FAMILIES = frozenset({"meeting", "talks", "visit", "call", None})
_GAP = 3


def partner_organisations(line: Line, cue: Item) -> list[Agency]:
    """The international organisations that meet somebody: as the cue's subject, as its object, or one of the two that it is between.

    Args:
        line: A sentence.
        cue: A cue of a meeting in it.

    """
    if line.language != "en" or cue.prop("kind") not in _FAMILIES or not _LENDING.isdisjoint(line.vocabulary):
        return []
    return [item.value[0] for item in line.of("agency") if _is_organisation(item) and _takes_part(line, item, cue)]


def add_organisations(found: Actors, line: Line, cue: Item) -> None:
    """Add the organisations that meet somebody, and whose guests they are where nobody else is named: `arrived in Japan for | talks`."""
    bodies = partner_organisations(line, cue)
    for body in bodies:
        found.add_agency(body)
    if bodies and not found.states:
        found.add_states(*found.hosts)


def _is_organisation(item: Item) -> bool:
    """Whether a body is a known one of many states; those that a text only seems to name are left to other rules."""
    return bool(item.value) and bool(item.concepts) and len(item.value) == 1 and item.value[0].international


def _takes_part(line: Line, body: Item, cue: Item) -> bool:
    if line.norm(body.end) in _OWNED or (line.norm(body.end) in POSSESSIVE and line.norm(body.end + 1) in _OWNED):
        return False
    return _is_object(line, body, cue) or _is_subject(line, body, cue)


def _is_object(line: Line, body: Item, cue: Item) -> bool:
    """`met | experts from | Europol`, `talks | with | Frontex`, `meeting | between A and | Frontex`."""
    if not 0 <= body.start - cue.end <= _OBJECT_REACH:
        return False
    between = line.norms(cue.end, body.start)
    if line.norm(cue.end) == _BETWEEN:
        return _is_named(line, body) and not (_APART | COMMAS | CLAUSE_ENDS).intersection(between)
    led = _WITH in between or _WITH in line.norms(cue.start, cue.end)
    if _WITH in between:
        at = cue.end + len(between) - 1 - between[::-1].index(_WITH)
        return _is_phrase(line, at + 1, body)
    if led or cue.kind == "meeting-verb":
        return _is_phrase(line, cue.end, body)
    return False


def _is_phrase(line: Line, start: int, body: Item) -> bool:
    """Whether hardly more than who is sent stands between: `with | the executive director of | UNODC`, `with A's minister and | Frontex`."""
    between = line.norms(start, body.start)
    return _is_named(line, body) and not (_APART | CLAUSE_ENDS | COMMAS).intersection(between)


def _is_named(line: Line, body: Item) -> bool:
    """Whether an organisation itself is meant, or who is sent by it: `Europol`, `experts from | Europol`, but not `states of | the EU`."""
    at = body.start - 1
    at -= line.norm(at) in ARTICLES
    if line.norm(at) in _FROM:
        return line.norm(at - 1) in _SENT
    return line.norm(at) not in _APART


def _is_subject(line: Line, body: Item, cue: Item) -> bool:
    """`A and | Europol | will hold talks`, `The head of | the WCO | visited …`, `| NATO | Secretary General X met …`."""
    if not 0 <= cue.start - body.end <= _SUBJECT_REACH or not _is_named(line, body):
        return False
    first = next((at + 1 for at in range(body.start - 1, -1, -1) if line.norm(at) in COMMAS | CLAUSE_ENDS), 0)
    before = line.norms(first, body.start)
    if (_APART - {"that"}).intersection(before) or any(
        verb.end <= body.start for verb in line.of("meeting-verb") if verb.start >= first
    ):
        return False
    between = line.norms(body.end, cue.start)
    others = [
        one
        for one in line.of("meeting-verb", "meeting-noun", "agreement-verb", "said")
        if body.end <= one.start < cue.start
    ]
    if not (_APART - {"to", "in", "on", "by", "for"}).isdisjoint(between) or not CLAUSE_ENDS.isdisjoint(between):
        return False
    if cue.kind == "meeting-noun" and not _HOLDING.intersection(between):
        return False
    if not _is_joined(line, first, body) and not any(
        0 <= one.start - cue.end <= _OBJECT_REACH for one in line.of(*_partners_of(cue))
    ):
        return False  # `The Initiative of A and B | last met in 2019`: a body alone has no partner
    return not any(one.kind == "meeting-verb" and not one.prop("weak") for one in others) and _opens_clause(
        line, first, body
    )


# Verbs by which a subject holds what a noun names: `held | a meeting`, `will | visit`, `paid | a visit`.
_HOLDING = folded(
    "held hold holds holding will had have has paid pay pays began begin begins start started opened open convened convene concluded "
    "conduct conducted made make completed wrapped wound resumed resume plan plans launched and arrived arrives arrive travelled traveled "
    "flew came landed is are in"
)


def _partners_of(cue: Item) -> tuple[str, ...]:
    """What behind a cue names whom an organisation met: of a visit a city does, too."""
    return (*_SIDES, "place") if cue.prop("kind") == "visit" else _SIDES


def _is_joined(line: Line, first: int, body: Item) -> bool:
    """`Jordan and | Europol`, `| Europol | and Jordan`, `Jordanian officials and experts from | Europol`."""
    behind = line.norm(body.end) in _SENT and line.norm(body.end + 1) in AND
    sides = [one for one in line.of(*_SIDES) if first <= one.start and one.end <= body.start]
    led = bool(sides) and not AND.isdisjoint(line.norms(sides[-1].end, body.start))
    return led or behind or line.norm(body.end) in AND


def _opens_clause(line: Line, first: int, body: Item) -> bool:
    """Whether a clause begins with an organisation, a state that is joined to it, or those whom it sends."""
    words = line.norms(first, body.start)
    taken = {
        at
        for one in line.of("country", "post", "person", "actor", "honorific", "place", "agency")
        for at in range(one.start, one.end)
    }
    free = [
        norm
        for at, norm in enumerate(words, first)
        if at not in taken and norm not in AND | ARTICLES | POSSESSIVE | _FROM | _SENT
    ]
    return len(free) <= _GAP
