"""English clauses: the verb behind an aside, a document's side of a semicolon, who is offered a text.

All reaches count tokens.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from loader.extract.words import AND, STOPS, folded

if TYPE_CHECKING:
    from loader.extract.lines import Item, Line

# `The protocol, | which was negotiated for two years, | was signed`: tokens from a document to its aside, of the aside, and to the verb.
_ASIDE_AHEAD, _ASIDE_REACH, _PREDICATE_REACH = 14, 28, 4
_ASIDE_MARKS = frozenset({",", "—", "–"})
_RELATIVES = frozenset({"that", "which", "who", "whom", "whose", "where"})
_AUXILIARIES = folded(
    "was were is are has have had will would be been being to also finally now then eventually formally officially yet due still not set "
    "expected likely about ready never already later since duly soon"
)
# `A companion document, | the | Treaty on …`.
_ARTICLE_REACH = 5
# `the | draft of | which`.
_WHICH_REACH = 2
# `the agreement on fisheries | and of the | protocol`.
_JOINED_REACH, _AND_REACH = 12, 5
# `Third | : | Approving`, `(c) approving`.
_ITEM_REACH = 4
_OFFERED = frozenset({
    "proposed", "offered", "suggested", "sent", "handed", "submitted", "presented", "forwarded", "passed", "over",
})  # fmt: skip


def main_predicate(line: Line, noun: Item) -> Item | None:
    """`A protocol on patrols, | under discussion since March, was | signed`: the verb behind the aside on a document."""
    if line.language != "en" or ("," not in line.vocabulary and "—" not in line.vocabulary):
        return None
    opens = next((at for at in range(noun.end, noun.end + _ASIDE_AHEAD) if line.norm(at) in _ASIDE_MARKS), None)
    if opens is None or line.has_between(noun.end, opens, _RELATIVES):
        return None
    if any(noun.end <= verb.start < opens for verb in line.of("agreement-verb", "meeting-verb")):
        return None
    mark = line.norm(opens)
    closes = [at for at in range(opens + 2, opens + _ASIDE_REACH) if line.norm(at) == mark]
    for verb in line.of("agreement-verb"):
        for at in closes:
            near = at < verb.start <= at + 1 + _PREDICATE_REACH and not line.has_between(opens, verb.start, STOPS)
            if near and _is_finite(line, verb, at + 1):
                return None if _is_outstanding(line, verb, opens, at) else verb
    return None


def _is_finite(line: Line, verb: Item, start: int) -> bool:
    """Whether a verb stands behind auxiliaries only, or is one of them: `has been | signed`, `awaits signature`."""
    before = line.norms(start, verb.start)
    if not before:
        return line.norm(verb.start) in _AUXILIARIES or line.norm(verb.start).startswith("await")
    return all(norm in _AUXILIARIES for norm in before)


def _is_outstanding(line: Line, verb: Item, opens: int, closes: int) -> bool:
    """`Its statute, approved by ministers, has still to be | ratified`: what the aside tells is how far the document has come."""
    told = any(opens < other.start < closes for other in line.of("agreement-verb"))
    return told and verb.prop("status") == "ratified" and "to" in line.norms(closes, verb.start)


def of_clause(line: Line, noun: Item, verbs: list[Item]) -> list[Item]:
    """The verbs of a document's clause: on its side of a semicolon, and not behind the aside in which another's clause holds it."""
    if line.language != "en" or not verbs:
        return verbs
    led = [
        other
        for other in line.of("agreement-noun")
        if other.end <= noun.start and not _is_set_beside(line, other, noun)
    ]
    mains = [main for other in led if (main := main_predicate(line, other)) is not None and main.start > noun.start]
    verbs = [verb for verb in verbs if not any(verb is main for main in mains)]
    if ";" not in line.vocabulary:
        return verbs
    near = [verb for verb in verbs if ";" not in line.norms(min(verb.end, noun.end), max(verb.start, noun.start))]
    return near or verbs


def _is_set_beside(line: Line, other: Item, noun: Item) -> bool:
    """`A companion document, | the | Treaty on …, is being examined`: an apposition has the verb of what it is set beside."""
    return line.norm(other.end) == "," and noun.start - other.end <= _ARTICLE_REACH


def is_item_of_session(line: Line, verb: Item) -> bool:
    """`Third: | Approving | a memorandum with …`: an item on the list of what a cabinet has decided."""
    opens = verb.start <= _ITEM_REACH and (verb.start == 0 or not line.norm(verb.start - 1).isalpha())
    return line.language == "en" and opens and line.norm(verb.start).endswith("ing")


def is_joined(line: Line, before: Item, noun: Item) -> bool:
    """`carrying out the agreement on fisheries | and of | the protocol`: a document beside one that is carried out."""
    if line.language == "vi":
        return line.norm(noun.start - 1) in AND
    if line.language != "en" or noun.start - before.end > _JOINED_REACH:
        return False
    joined = "and" in line.norms(max(before.end, noun.start - _AND_REACH), noun.start)
    return joined and not any(before.end <= verb.start < noun.start for verb in line.of("agreement-verb"))


def is_drafted_behind(line: Line, noun: Item) -> bool:
    """`A memorandum on training, the | draft of | which was handed over in June`: the clause behind speaks of its draft."""
    if line.language != "en" or "which" not in line.vocabulary:
        return False
    drafts = (item for item in line.of("draft") if "which" in line.norms(item.end, item.end + _WHICH_REACH))
    behind = next((item for item in drafts if noun.end <= item.start), None)
    return behind is not None and not any(noun.end <= other.start < behind.start for other in line.of("agreement-noun"))


def is_offered(line: Line) -> bool:
    """`A similar paper was proposed to | India`, `a draft was sent to | Malta`: to whom a text is offered is its other party."""
    if line.language != "en" or _OFFERED.isdisjoint(line.vocabulary):
        return False
    return any(left in _OFFERED and right == "to" for left, right in pairwise(line.folded))
