"""Which threats a gathering discussed, and which a document is against."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loader.extract.actors import Story
    from loader.extract.facts import Facts, Meeting
    from loader.extract.lines import Line


def assign_threats(story: Story, facts: Facts) -> None:
    """The story's chief meeting discusses what the story speaks of; every other only what its own sentences say."""
    held = [meeting for meeting in facts.meetings if meeting.status == "held" and not meeting.quoted]
    chief = held[0] if held else None
    owned = {sentence.span for agreement in facts.agreements for sentence in agreement.sentences}
    for meeting in facts.meetings:
        spans = {sentence.span for sentence in meeting.sentences}
        lines = story.lines if meeting is chief else [line for line in story.lines if line.sentence.span in spans]
        _discuss(meeting, [line for line in lines if line.sentence.span not in owned or line.sentence.span in spans])


def _discuss(meeting: Meeting, lines: list[Line]) -> None:
    for line in lines:
        for item in line.of("threat"):
            meeting.threats.update(dict.fromkeys(concept.code for concept in item.concepts))
