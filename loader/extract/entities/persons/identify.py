"""Who a named person is: the slug that other articles share, and the name in the nominative."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from loader.extract.calendar.tenure import Term
from loader.extract.entities.persons.namesakes import is_surname_of_another
from ontology.names import Names
from ontology.personal import is_han, name_key, nominative
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from loader.extract.entities.persons.known import Known
    from ontology.lexicon import Lexicon


_GIVEN = frozenset({"name-list"})


def identify(known: Known, lexicon: Lexicon, language: str) -> None:
    """Give a person one slug in every script and order: the lexicon's, or else the key of the name."""
    person = known.person
    key = name_key([person.label] if is_han(person.label) else known.words, person.state)
    code = known.code or lexicon.person_with(key)
    concept = lexicon.get("person", code) if code else None
    if concept is None or (known.code is None and is_surname_of_another(person.label, known.office, concept)):
        person.slug = Names.slug(key) or Names.slug(person.label)
        person.label = " ".join(nominative(person.label.split(), language, partial(_is_given, lexicon, language)))
        return
    person.slug, person.known = concept.code, True
    person.label = concept.labels.get("en", person.label)
    known.terms = tuple(map(Term.read, concept.props.get("tenures", "").split()))


def _is_given(lexicon: Lexicon, language: str, word: str) -> bool:
    return any(True for _ in lexicon.matches(word, tokenize(word), frozenset({language}), _GIVEN))
