"""Documents that are ratified together: `ratified the treaty with A, signed in B on 3 May, and the protocol with C, signed …`.

What was ratified has the day of its signing, which the list tells beside it, and not the status of that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loader.extract.events.documents.existing import is_added_to
from loader.extract.events.status.stages import is_due
from loader.extract.events.verbs.links import is_planned, negated
from loader.extract.words import COMMAS, EAST_SLAVIC, folded

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.lines import Item, Line

# `подписанный`, but not `подписан`: the participle that is an attribute of its document.
_ATTRIBUTE = re.compile(r"(?:нн|т)(?:ый|ого|ому|ым|ом|ое|ая|ую|ой|ые|ых|ыми|ае|ага|аму|ай|ыя|ымі|ий|ої|ій|а|е|у|і)$")
# `, signed | in Lima`, `(signed | on 3 May)`: what stands around an English one.
_BEFORE, _BEHIND = COMMAS | {"("}, frozenset({"in", "at", "on", "by", "last", "earlier", "between"})
# `, | the extradition | treaty`, `and of the | treaty`, `, а также | протокол`: how a list comes to its next document.
_LISTING = COMMAS | folded("; and и і й та а также таксама також")
_LISTING_REACH = 6
_HAN_STOP = frozenset({"。"})
_SEMICOLONS = frozenset({";", "；"})


def signing_of_ratified(line: Line, noun: Item, story: AnnotatedStory) -> Item | None:
    """The word of signing that stands beside one of several documents that are ratified together; None for all others."""
    signing = _attribute(line, noun) if line.of("agreement-verb") else None
    if signing is None:
        return None
    end = min(noun.start, signing.start)
    if any(_leads_list(line, verb, end) for verb in line.of("agreement-verb") if verb.end <= end):
        return signing if _is_listed(line, noun, signing) else None
    return signing if _only_signed(line, 0, end) and _goes_on(line, story) else None


def _goes_on(line: Line, story: AnnotatedStory) -> bool:
    """`获得批准的是：…；| …签署的《…》；| …`: whether a semicolon joins a sentence to one that leads a list."""
    for before in reversed(story.lines[: line.index]):
        end = len(before.tokens)
        if before.norm(end - 1) not in _SEMICOLONS:
            return False
        if any(_leads_list(before, verb, end) for verb in before.of("agreement-verb")):
            return True
        if not _only_signed(before, 0, end):
            return False
    return False


def _leads_list(line: Line, verb: Item, end: int) -> bool:
    """Whether a verb ratifies what follows up to a token: nothing else is done to any of it than that it was signed."""
    done = verb.prop("status") == "ratified" and not verb.prop("weak")
    if not done or not _only_signed(line, verb.end, end) or line.has_between(verb.end, end, _HAN_STOP):
        return False
    return not (is_planned(line, verb) or negated(line, verb) or is_due(line, verb))


def _only_signed(line: Line, start: int, end: int) -> bool:
    """Whether nothing else is told of documents between two tokens than that they were signed, and nobody speaks."""
    acts = [item for item in line.of("agreement-verb", "said", "planned") if start <= item.start < end]
    return all(item.kind == "agreement-verb" and item.prop("status") == "signed" for item in acts)


def _attribute(line: Line, noun: Item) -> Item | None:
    """`the treaty with Peru, | signed | in Lima`, `договор, | подписанный | в Лиме`, `在利马 | 签署 | 的条约`."""
    signings = [verb for verb in line.of("agreement-verb") if verb.prop("status") == "signed"]
    if line.language == "zh":
        before = [verb for verb in signings if verb.end <= noun.start]
        own = before[-1] if before else None
        rival = own is not None and any(
            own.end <= one.start < noun.start and not is_added_to(line, one) for one in line.of("agreement-noun")
        )
        return own if own is not None and line.norm(own.end) == "的" and not rival and _is_dated(line, own) else None
    end = min((one.start for one in line.of("agreement-noun") if one.start > noun.start), default=len(line.tokens))
    return next((verb for verb in signings if noun.end <= verb.start < end and _describes(line, verb, noun)), None)


def _is_dated(line: Line, signing: Item) -> bool:
    """`批准| 2018年5月9日在北京 | 签署的条约`: whether the day before a Chinese word of signing is its own."""
    dates = [date for date in line.of("date") if date.end <= signing.start]
    acts = [verb for verb in line.of("agreement-verb") if verb is not signing]
    return bool(dates) and not any(dates[-1].end <= verb.start < signing.start for verb in acts)


def _describes(line: Line, verb: Item, noun: Item) -> bool:
    """Whether a word of signing behind a document is its attribute and no predicate."""
    if line.language in EAST_SLAVIC:
        return _ATTRIBUTE.search(line.norm(verb.start)) is not None
    named = any(item.end == verb.start for item in line.of("country"))
    dated = any(date.start == verb.end for date in line.of("date"))
    apart = verb.start == noun.end or named or line.norm(verb.start - 1) in _BEFORE
    return line.language == "en" and apart and (dated or line.norm(verb.end) in _BEHIND)


def _is_listed(line: Line, noun: Item, signing: Item) -> bool:
    """Whether a document is the first that is ratified, or the next of a list: no clause of its own leads to it."""
    before = [one for one in line.of("agreement-noun") if one.end <= noun.start]
    if line.language == "zh":
        return not before or not line.has_between(before[-1].end, signing.start, COMMAS)
    if not before or not any(before[-1].end <= verb.start < noun.start for verb in line.of("agreement-verb")):
        return True
    last = range(noun.start - 1, noun.start - 1 - _LISTING_REACH, -1)
    at = next((at for at in last if line.norm(at) in _LISTING), None)
    return at is not None and not any(at <= item.start < noun.start for item in line.of("person", "post", "said"))
