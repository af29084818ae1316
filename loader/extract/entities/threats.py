"""Which threats a gathering discussed, and which a document is against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Facts
    from loader.extract.lines import Item, Line
    from ontology.lexicon import Lexicon

_GENERIC = "crime"
# Tokens between a word of trafficking and what is trafficked: "smuggling of drugs, weapons and ammunition".
_NEAR = 8
# The same the other way round: "arms and drugs will be smuggled".
_NEAR_BEHIND = 5
_SMUGGLING = "smuggling"
# Words of trade and carriage that may be lawful, and what they make no threat of.
_LAWFUL = {"traffic-trade": {_SMUGGLING, "illegal-migration"}, "traffic-carriage": {_SMUGGLING}}


def threats_in(lines: Iterable[Line]) -> dict[str, None]:
    """The codes of the threats that sentences name, in order."""
    return dict.fromkeys(concept.code for line in lines for item in line.of("threat") for concept in item.concepts)


def find_trafficking(line: Line, lexicon: Lexicon) -> None:
    """Weapons, people, migrants and goods are a threat where the sentence speaks of trafficking in them, and no mere smuggling."""
    traffic = line.of("traffic")
    if not traffic and not line.of("trafficked"):
        return
    told = set()
    for item in line.of("trafficked"):
        threat = lexicon.get("threat", str(item.prop("kind")))
        if threat is None:
            continue
        near = [cue for cue in traffic if _is_near(cue, item) and threat.code not in _LAWFUL.get(cue.concept.code, ())]
        if near:
            item.kind, item.concepts = "threat", (threat,)
            told |= {cue.start for cue in near if threat.code != _SMUGGLING}
    line.items = [
        item
        for item in line.items
        if item.kind not in {"traffic", "trafficked"} and not (item.start in told and _is_smuggling(item))
    ]


def _is_near(cue: Item, item: Item) -> bool:
    return 0 <= item.start - cue.end <= _NEAR or 0 <= cue.start - item.end <= _NEAR_BEHIND


def _is_smuggling(item: Item) -> bool:
    return item.kind == "threat" and [concept.code for concept in item.concepts] == [_SMUGGLING]


def assign_threats(story: AnnotatedStory, facts: Facts) -> None:
    """The story's chief meeting discusses what the story speaks of; every other only what its own sentences say."""
    _drop_generic(story, facts)
    held = [meeting for meeting in facts.meetings if meeting.status == "held" and not meeting.quoted]
    chief = max(held, key=lambda meeting: len(meeting.sentences), default=None)
    of_documents = {sentence.span for agreement in facts.agreements for sentence in agreement.sentences}
    for meeting in facts.meetings:
        own = {sentence.span for sentence in meeting.sentences}
        meeting.threats.update(threats_in(
            line
            for line in story.lines
            if line.sentence.span in own or (meeting is chief and line.sentence.span not in of_documents)
        ))  # fmt: skip


def _drop_generic(story: AnnotatedStory, facts: Facts) -> None:
    """Bare "crime" counts only where nothing more specific is named."""
    if threats_in(story.lines).keys() - {_GENERIC}:
        for line in story.lines:
            line.items = [item for item in line.items if item.kind != "threat" or item.concept.code != _GENERIC]
        for agreement in facts.agreements:
            agreement.threats.pop(_GENERIC, None)
