"""What an article mentions, with its surface forms and places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.facts import Country, Name, Place, Threat
from loader.extract.lines import Item

if TYPE_CHECKING:
    from loader.extract.actors import Story
    from loader.extract.facts import Entity, Facts
    from loader.extract.lines import Line


def collect_places(lines: list[Line]) -> dict[str, Place]:
    """The cities and venues that a story names."""
    places: dict[str, Place] = {}
    for line in lines:
        for item in line.of("place"):
            concept = item.concept
            place = places.setdefault(
                concept.code,
                Place("place", concept.code, concept.labels.get("en", concept.code), state=concept.props.get("state")),
            )
            _note(place, line, item)
    return places


def collect_entities(story: Story, facts: Facts) -> None:
    """Fill in countries, threats, agencies and people; drop bodies that no word names and no event needs."""
    for line in story.lines:
        for item in line.items:
            if item.states and item.kind == "country":
                _country(story, facts, line, item)
            elif item.kind == "threat":
                for concept in item.concepts:
                    threat = facts.threats.setdefault(
                        concept.code, Threat("threat", concept.code, concept.labels.get("en", concept.code))
                    )
                    _note(threat, line, item)
    _states_of_others(story, facts)
    facts.people = {person.slug: person for person in story.people.found}
    needed = {slug for event in (*facts.agreements, *facts.meetings) for slug in event.agencies}
    needed |= {person.agency for person in facts.people.values() if person.agency}
    facts.agencies = {
        slug: agency for slug, agency in story.agencies.found.items() if not agency.implied or slug in needed
    }


def _country(story: Story, facts: Facts, line: Line, item: Item) -> None:
    state = item.states[0]
    if state not in facts.countries:
        concept = story.agencies.lexicon.get("country", state)
        facts.countries[state] = Country("country", state, concept.labels.get("en", state) if concept else state)
    _note(facts.countries[state], line, item)


def _states_of_others(story: Story, facts: Facts) -> None:
    """States that only a composed body names still are mentioned: their words lie inside its own."""
    for line in story.lines:
        for item in line.of("agency"):
            _states_inside(story, facts, line, item)
            for state in item.states:
                own = item.prop("state")
                if state != own and state not in facts.countries:
                    concept = story.agencies.lexicon.get("country", state)
                    facts.countries[state] = Country(
                        "country", state, concept.labels.get("en", state) if concept else state
                    )
                    facts.countries[state].spans.append(line.span(item))


def _states_inside(story: Story, facts: Facts, line: Line, item: Item) -> None:
    """States that a body's own name spells out: `State Border Committee of Belarus`."""
    tokens = line.tokens[item.start : item.end]
    for at in range(1, len(tokens)):
        for match in story.agencies.lexicon.matches(line.source, tokens[at:], frozenset({line.story.language, "en"})):
            for reading in match.readings:
                if match.start == 0 and reading.concept.kind == "country" and reading.form in {"label", "demonym"}:
                    inside = Item(item.start + at, item.start + at + match.end, "country", states=(reading.concept.code,))
                    if reading.concept.code not in facts.countries:
                        _country(story, facts, line, inside)
            break


def _note(entity: Entity, line: Line, item: Item) -> None:
    entity.names[Name(line.words(item), line.story.language)] = None
    entity.spans.append(line.span(item))
