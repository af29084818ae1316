"""To whom a document is proposed: `proposed a protocol on vehicle theft to | Bolivia and Peru`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.words import AND, ARTICLES, folded

if TYPE_CHECKING:
    from loader.extract.events.frames import Frame
    from loader.extract.lines import Item, Line

# `during a | visit to Peru`, `a | threat to Peru`: no offer.
_NO_OFFER = folded(
    "visit visits trip trips journey tour aid assistance help threat support ambassador envoy exports supplies return close next"
)


def offered_states(line: Line, frame: Frame) -> list[str]:
    """The states to whom an English sentence says that a document was proposed."""
    if line.language != "en" or frame.status != "proposed":
        return []
    verbs = [verb for verb in line.of("agreement-verb", "proposed") if verb.kind == "proposed" or _proposes(verb)]
    start = min((verb.end for verb in verbs), default=len(line.tokens))
    found: dict[str, None] = {}
    end = -1
    for item in line.of("country"):
        if item.start < start or item.form == "demonym" or not item.states:
            continue
        at = item.start - (line.norm(item.start - 1) in ARTICLES)
        offered = line.norm(at - 1) == "to" and line.norm(at - 2) not in _NO_OFFER
        if offered or (end >= 0 and set(line.norms(end, item.start)) <= AND | ARTICLES):
            found.update(dict.fromkeys(item.states))
            end = item.end
    return list(found)


def _proposes(verb: Item) -> bool:
    return verb.prop("status") == "proposed"
