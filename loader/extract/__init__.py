"""A story to its facts.

sentences → lexicon items → states → agencies → dates → people → frames → events → facts
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.actors import Story as Context
from loader.extract.agencies import Agencies, compose_agencies
from loader.extract.agreements import find_agreements
from loader.extract.dates import Reference, date_items
from loader.extract.entities import collect_entities, collect_places
from loader.extract.facts import Facts
from loader.extract.lines import read_lines
from loader.extract.meetings import find_meetings
from loader.extract.merge import link_meetings, merge_agreements
from loader.extract.narration import set_days
from loader.extract.open_agencies import find_open_agencies
from loader.extract.people import find_people
from loader.extract.states import clean_states, story_states
from loader.extract.threats import assign_threats, find_trafficking

if TYPE_CHECKING:
    from loader.extract.lines import Line
    from loader.model import Sentence, Story
    from ontology.lexicon import Lexicon

__all__ = ["annotate", "extract"]


def extract(story: Story, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> Facts:
    """The facts of one story. Pure: the same story and lexicon give the same facts."""
    context = annotate(story, sentences, lexicon)
    facts = Facts(places=context.places)
    find_meetings(context, facts)
    find_agreements(context, facts)
    facts.agreements = merge_agreements(facts.agreements)
    link_meetings(facts.agreements, facts.meetings)
    assign_threats(context, facts)
    collect_entities(context, facts)
    return facts


def annotate(story: Story, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> Context:
    """The story's lines with everything that the frames look at."""
    lines = read_lines(story, sentences, lexicon)
    for line in lines:
        clean_states(line)
        find_trafficking(line, lexicon)
    states = story_states(lines)
    agencies = Agencies(lexicon, states, story.language)
    compose_agencies(lines, agencies)
    find_open_agencies(lines, agencies)
    reference = Reference(story.published.value if story.published else None, _dateline(lines))
    told = reference
    for line in lines:
        _add_dates(line, told)
        told = _told(told, line)
    set_days(lines, reference)
    people = find_people(lines, agencies)
    return Context(lines, states, agencies, people, collect_places(lines))


def _add_dates(line: Line, reference: Reference) -> None:
    for date in date_items(line, reference):
        line.replace([item for item in line.of("calendar") if date.start <= item.start and item.end <= date.end], date)


def _told(reference: Reference, line: Line) -> Reference:
    """The reference for the next line: it knows the year and month of this line's last date."""
    stated = [item.value for item in line.of("date") if item.value.value[:1].isdigit()]
    if not stated:
        return reference
    year, month, *_ = (*(int(part) for part in stated[-1].value.split("-")), None)
    return replace(reference, told=(year, month))


def _dateline(lines: list[Line]) -> tuple[int, int] | None:
    """The day and month that opens a story: `МОСКВА, 23 мая.`."""
    for line in lines[:4]:
        dates = date_items(line, Reference())
        if dates and dates[0].start <= 4 and dates[0].value.value.startswith("--"):  # noqa: PLR2004
            _, _, month, day = dates[0].value.value.split("-")
            return int(month), int(day)
    return None
