"""States that a story only seems to tell, held against where the person's name is borne."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from loader.extract.entities.bodies.han_agencies import unmention
from ontology.personal.origins import fitting

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.persons.known import Known
    from loader.extract.facts import Agency
    from loader.extract.lines import Item

# So many of the story's most named states are looked at.
_MOST = 9
# A name fits another state clearly better where it outweighs the guess by a whole given or family name; in Vietnamese
# text, where a guess has the sides of the story behind it and many names are short syllables, by more.
_CLEARLY, _MORE_CLEARLY = 2, 3


def check_name(known: Known, agencies: Agencies) -> None:
    """A name that is clearly better known in another of the story's states than in the one guessed is of that state.

    Of several that it fits alike, it is of the press's own, or else of the one that the story names most.
    """
    guess, states = str(known.person.state), agencies.states
    fits = fitting(known.words, [guess, *filter(None, [states.home]), *states.ranked[:_MOST]])
    best = max(fits, key=lambda state: fits[state])
    if fits[best] - fits[guess] >= (_MORE_CLEARLY if agencies.language == "vi" else _CLEARLY):
        known.person.state, known.basis = best, "origin of the name"


def check_body(known: Known, agencies: Agencies) -> None:
    """`for Italy by Vittorio Rizzi, Deputy Chief of the | State Police`: a body whose state only the story told is of its officer's."""
    check_name(known, agencies)
    state = known.person.state
    if known.bare is None or state is None:
        return
    line, item = known.bare
    if item.value[0].state != state:
        unmention(line, item)
        body = _of_state(item, state, agencies)
        item.value, item.states = [body], (state,)
        agencies.mention(body, line, item)
        known.person.agency = body.slug


def _of_state(item: Item, state: str, agencies: Agencies) -> Agency:
    """The body of a state that an item's words name."""
    if item.concepts:
        return agencies.national(state, item.concept.code)
    old: Agency = item.value[0]
    slug = f"{state.lower()}-{old.slug.partition('-')[2]}"
    return agencies.found.setdefault(slug, replace(old, slug=slug, state=state, names={}, spans=[], implied=True))
