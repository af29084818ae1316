"""A story to its facts.

sentences → lexicon items → states → agencies → dates → people → frames → events → facts
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.annotated import AnnotatedStory
from loader.extract.calendar.dates import Reference, date_lines
from loader.extract.calendar.tenure import infer_years
from loader.extract.entities.bodies.acronyms import find_acronyms
from loader.extract.entities.bodies.agencies import Agencies, compose_agencies
from loader.extract.entities.bodies.bracketed import unite_with_acronyms
from loader.extract.entities.bodies.listed_agencies import find_listed_agencies
from loader.extract.entities.bodies.open_agencies import find_local_agencies, find_open_agencies
from loader.extract.entities.bodies.short_bodies import find_short_names
from loader.extract.entities.collect import collect_entities, collect_places
from loader.extract.entities.countries.seats import mark_seats
from loader.extract.entities.countries.short_forms import settle_short_forms
from loader.extract.entities.countries.states import drop_loose_short_forms, story_states
from loader.extract.entities.countries.surnames import drop_city_names, drop_surnames
from loader.extract.entities.naming.han_titles import read_titles
from loader.extract.entities.naming.vietnamese_names import drop_states_in_names
from loader.extract.entities.offices.portfolios import extend_portfolios
from loader.extract.entities.persons.people import find_people
from loader.extract.entities.threats import assign_threats, find_trafficking
from loader.extract.events.agreements import find_agreements
from loader.extract.events.days.narration import set_days, settle_years
from loader.extract.events.documents.subjects import name_threats_of_bodies
from loader.extract.events.doubts.han_seeming import drop_verbs_of_planning
from loader.extract.events.doubts.vietnamese_seeming import drop_verbs_of_saying
from loader.extract.events.meetings import find_meetings
from loader.extract.events.merge import link_meetings, merge_agreements
from loader.extract.facts import Facts, NearMiss, Objection
from loader.extract.objects import free_objects, read_exits, read_ones
from loader.extract.reading import read_lines

if TYPE_CHECKING:
    from loader.model import Sentence, Story
    from ontology.lexicon import Lexicon

__all__ = ["annotate", "extract"]


def extract(story: Story, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> Facts:
    """The facts of one story. Pure: the same story and lexicon give the same facts."""
    annotated = annotate(story, sentences, lexicon)
    facts = Facts(places=annotated.places)
    find_meetings(annotated, facts)
    _leave_out_meetings_of_nobody(facts)
    name_threats_of_bodies(annotated)
    find_agreements(annotated, facts)
    facts.agreements = merge_agreements(facts.agreements)
    published = Reference(story.published.value if story.published else None)
    settle_years((*facts.meetings, *facts.agreements), published)
    infer_years((*facts.meetings, *facts.agreements), annotated.people.found)
    link_meetings(facts.agreements, facts.meetings)
    assign_threats(annotated, facts)
    collect_entities(annotated, facts)
    return facts


def annotate(story: Story, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> AnnotatedStory:
    """The story's lines with everything that the frames look at."""
    lines = read_lines(story, sentences, lexicon)
    if story.language == "zh":
        settle_short_forms(lines, lexicon)
        drop_verbs_of_planning(lines)
        for line in lines:
            read_titles(line)
    before = None
    for line in lines:
        if story.language != "zh":
            drop_loose_short_forms(line)
            drop_city_names(line)
        find_trafficking(line, lexicon)
        free_objects(line, lexicon)
        read_ones(line, before)
        read_exits(line, lexicon)
        before = line
    if story.language == "vi":
        drop_states_in_names(lines)
        drop_verbs_of_saying(lines)
    if story.language == "en":
        drop_surnames(lines)
        mark_seats(lines)
        extend_portfolios(lines)
    states = story_states(lines, lexicon)
    agencies = Agencies(lexicon, states, story.language)
    find_local_agencies(lines, agencies)
    compose_agencies(lines, agencies)
    find_open_agencies(lines, agencies)
    unite_with_acronyms(lines, agencies)
    find_acronyms(lines, agencies)
    find_listed_agencies(lines, agencies)
    if story.language == "en":
        find_short_names(lines)
    published = Reference(story.published.value if story.published else None)
    set_days(lines, date_lines(lines, published))
    people = find_people(lines, agencies)
    for line in lines:  # until here they told names of bodies from names of people
        if line.of("agency-head"):
            line.items = [item for item in line.items if item.kind != "agency-head"]
    return AnnotatedStory(lines, states, agencies, people, collect_places(lines))


def _leave_out_meetings_of_nobody(facts: Facts) -> None:
    """A gathering of which the story names no participant is no fact: who met is what a meeting is about."""
    kept = []
    for meeting in facts.meetings:
        if meeting.states or meeting.agencies or meeting.people:
            kept.append(meeting)
        else:
            facts.misses.append(NearMiss(meeting.cue, meeting.sentences[0], Objection.NOBODY))
    facts.meetings = kept
