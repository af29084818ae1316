"""Which threats a gathering discussed, and which a document is against."""

from __future__ import annotations

from typing import TYPE_CHECKING

_GENERIC = "crime"
# Tokens between a word of trafficking and what is trafficked: "smuggling of drugs, weapons and ammunition".
_NEAR = 8

if TYPE_CHECKING:
    from loader.extract.actors import Story
    from loader.extract.facts import Facts, Meeting
    from loader.extract.lines import Line
    from ontology.lexicon import Lexicon


def find_trafficking(line: Line, lexicon: Lexicon) -> None:
    """Weapons, people, migrants and goods are a threat where the sentence speaks of trafficking in them."""
    traffic = line.of("traffic")
    for item in line.of("trafficked"):
        threat = lexicon.get("threat", str(item.prop("kind")))
        if threat is not None and any(_NEAR >= item.start - cue.end >= 0 for cue in traffic):
            item.kind, item.concepts = "threat", (threat,)
    line.items = [item for item in line.items if item.kind not in {"traffic", "trafficked"}]


def assign_threats(story: Story, facts: Facts) -> None:
    """The story's chief meeting discusses what the story speaks of; every other only what its own sentences say."""
    _drop_generic(story)
    held = [meeting for meeting in facts.meetings if meeting.status == "held" and not meeting.quoted]
    chief = max(held, key=lambda meeting: len(meeting.sentences), default=None)
    owned = {sentence.span for agreement in facts.agreements for sentence in agreement.sentences}
    for meeting in facts.meetings:
        spans = {sentence.span for sentence in meeting.sentences}
        lines = story.lines if meeting is chief else [line for line in story.lines if line.sentence.span in spans]
        _discuss(meeting, [line for line in lines if line.sentence.span not in owned or line.sentence.span in spans])


def _drop_generic(story: Story) -> None:
    """Bare "crime" counts only where nothing more specific is named."""
    items = [item for line in story.lines for item in line.of("threat")]
    if any(concept.code != _GENERIC for item in items for concept in item.concepts):
        for line in story.lines:
            line.items = [item for item in line.items if item.kind != "threat" or item.concept.code != _GENERIC]


def _discuss(meeting: Meeting, lines: list[Line]) -> None:
    for line in lines:
        for item in line.of("threat"):
            meeting.threats.update(dict.fromkeys(concept.code for concept in item.concepts))
