"""Who a named person is: the state served, where no title tells it, and the slug that other articles share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.entities import chinese, names
from loader.extract.tenure import Term
from ontology.names import Names
from ontology.personal import is_han, name_key

if TYPE_CHECKING:
    from loader.extract.entities.agencies import Agencies
    from loader.extract.entities.people import Known
    from ontology.lexicon import Lexicon


def complete_state(known: Known, agencies: Agencies) -> None:
    """Where no title tells a person's state: the side's, the name's own, that of the only such body, the home state's."""
    person, states, language = known.person, agencies.states, agencies.language
    others = [state for state in states.pair if state != states.home]
    if person.state is not None or (known.international and known.side is None):
        return
    if known.side is not None:
        person.state = known.side
    elif language in {"vi", "zh"}:
        native = names.is_vietnamese(known.words) if language == "vi" else chinese.is_native(person.label)
        hint = known.hint if language == "zh" and known.hint != states.home else None
        person.state = states.home if native else hint or next(iter(others), None)
    elif known.second and states.home in states.pair and others:
        person.state = others[0]
    else:
        looks = names.origin(known.words)
        told = (agencies.holder(known.office) or states.home) if person.role else known.hint or states.home
        person.state = looks if looks in states.counts else told
    _serve(known, agencies)


def _serve(known: Known, agencies: Agencies) -> None:
    """The body that an office implies is that of the state which the person turns out to serve."""
    person = known.person
    body = agencies.found.get(person.agency or "")
    if known.office and body is not None and body.implied and person.state and body.state != person.state:
        person.agency = agencies.national(person.state, known.office).slug


def identify(known: Known, lexicon: Lexicon) -> None:
    """Give a person one slug in every script and order: the lexicon's, or else the key of the name."""
    person = known.person
    key = name_key([person.label] if is_han(person.label) else known.words, person.state)
    code = known.code or lexicon.person_with(key)
    concept = lexicon.get("person", code) if code else None
    if concept is None:
        person.slug = Names.slug(key) or Names.slug(person.label)
        return
    person.slug, person.known = concept.code, True
    person.label = concept.labels.get("en", person.label)
    known.terms = tuple(map(Term.read, concept.props.get("tenures", "").split()))
