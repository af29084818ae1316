"""What an article mentions, with its surface forms and places in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities.bodies.citation import cite
from loader.extract.facts import Country, Name, Place, Threat
from loader.extract.lines import Item

if TYPE_CHECKING:
    from loader.extract.annotated import AnnotatedStory
    from loader.extract.facts import Entity, Facts
    from loader.extract.lines import Line
    from ontology.lexicon import Concept, Lexicon

_GUARD = "guard"
# Forms that spell a state out, as opposed to prefixes and inhabitants.
_SPELT_OUT = frozenset({"label", "demonym"})
_COUNTRIES = frozenset({"country", "cue"})


def collect_places(lines: list[Line]) -> dict[str, Place]:
    """The cities and venues that a story names."""
    places: dict[str, Place] = {}
    for line in lines:
        for item in line.of("place"):
            concept = item.concept
            new = Place("place", concept.code, _label(concept), state=concept.props.get("state"))
            _note(places.setdefault(concept.code, new), line, item)
    return places


def collect_entities(story: AnnotatedStory, facts: Facts) -> None:
    """Fill in countries, threats, agencies and people; drop bodies that no word names and no event needs."""
    lexicon = story.agencies.lexicon
    for line in story.lines:
        for item in line.items:
            if item.states and item.kind == "country":
                _note(_country(facts, item.states[0], lexicon), line, item)
            elif item.kind == "threat":
                for concept in item.concepts:
                    new = Threat("threat", concept.code, _label(concept))
                    _note(facts.threats.setdefault(concept.code, new), line, item)
    read: set[str] = set()
    for line in story.lines:
        for item in line.of("agency"):
            if (words := line.words(item)) not in read:
                read.add(words)
                _states_of_body(facts, line, item, lexicon)
    facts.people = {known.person.slug: known.person for known in story.people.found}
    needed = {slug for event in (*facts.agreements, *facts.meetings) for slug in event.agencies}
    needed |= {person.agency for person in facts.people.values() if person.agency}
    facts.agencies = {
        slug: agency for slug, agency in story.agencies.found.items() if not agency.implied or slug in needed
    }
    cite(facts.agencies.values(), story.agencies.language, lexicon)


def _label(concept: Concept) -> str:
    return concept.labels.get("en", concept.code)


def _country(facts: Facts, state: str, lexicon: Lexicon) -> Country:
    concept = lexicon.get("country", state)
    return facts.countries.setdefault(state, Country("country", state, _label(concept) if concept else state))


def _states_of_body(facts: Facts, line: Line, item: Item, lexicon: Lexicon) -> None:
    """States that a body's own name spells out: `State Border Committee of Belarus`, 白俄罗斯内务部."""
    tokens = line.tokens.within(item.start, item.end)
    for match in lexicon.matches(line.source, tokens, frozenset({line.language, "en"}), _COUNTRIES):
        # Of `В'етнама` the first part of a compound is a reading too.
        if any(reading.concept.props.get("cueType") == _GUARD for reading in match.readings):
            continue  # `Cục | Pháp chế`, `Cảnh sát | châu Mỹ`
        named = (reading for reading in match.readings if reading.concept.kind == "country")
        state = next((reading.concept.code for reading in named if reading.form in _SPELT_OUT), None)
        if state is not None and state not in facts.countries:
            inside = Item(item.start + match.start, item.start + match.end, "country", states=(state,))
            _note(_country(facts, state, lexicon), line, inside)


def _note(entity: Entity, line: Line, item: Item) -> None:
    """Note the words and the place of a mention."""
    entity.names[Name(line.words(item), line.language)] = None
    entity.spans.append(line.span(item))
