"""Who a named person is: the slug that other articles share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.tenure import Term
from ontology.names import Names
from ontology.personal import is_han, name_key

if TYPE_CHECKING:
    from loader.extract.entities.known import Known
    from ontology.lexicon import Lexicon


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
