"""Persons who have the surname of one whom the lexicon knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loader.extract.calendar.tenure import Term
from loader.extract.entities.naming.vocabulary import NOT_NAMES
from loader.extract.entities.offices.titles import find_title
from loader.extract.words import EAST_SLAVIC, STOPS
from loader.model import Role
from ontology.personal import CHINESE, is_han, is_patronymic
from ontology.tokens import fold

if TYPE_CHECKING:
    from loader.extract.entities.bodies.agencies import Agencies
    from loader.extract.entities.offices.title_parts import Title
    from loader.extract.lines import Item, Line
    from ontology.lexicon import Concept

_INITIAL = 2  # tokens


def is_of_another(title: Title, line: Line, item: Item) -> bool:
    """Whether a title tells that a namesake is meant: another state's, or with a surname alone an office never held."""
    concept = item.concept
    if title.state not in {None, concept.props.get("state")}:
        return True
    return is_surname_of_another(line.words(item), title.function, concept)


def is_surname_of_another(name: str, function: str | None, concept: Concept) -> bool:
    """Whether a surname alone is told with an office that the person of the lexicon never held."""
    parts = name.split("·") if is_han(name) else name.split()
    alone = len(parts) == 1 and not (is_han(name) and concept.props.get("state") in CHINESE)
    return alone and function is not None and _never_held(concept, function)


def _never_held(concept: Concept, function: str) -> bool:
    """Whether the lexicon knows the offices of a person, and one of this function is not among them."""
    held = {Term.read(text).function for text in concept.props.get("tenures", "").split()}
    return bool(held) and function not in held


def is_namesake(line: Line, item: Item, agencies: Agencies) -> bool:
    """`Melania | Trump`: names before a surname that the lexicon knows; its words are free for names again."""
    at = item.start - 1
    single = item.end - item.start == 1 and at >= 0 and line.is_capital(at)
    bare = single and (
        at in line.given
        or is_patronymic(line.norm(at))
        or _is_given_name(line, at)
        or (_is_free(line, at) and _holds_another_office(line, item, agencies))
    )
    if bare:
        line.items = [other for other in line.items if other is not item]
    return bare


def with_given_name(line: Line, item: Item) -> int:
    """Where the name begins of one whom the lexicon knows by surname: `Alejandro N. | Mayorkas`."""
    at = item.start
    while at > _INITIAL and line.norm(at - 1) == "." and len(line.norm(at - 2)) == 1 and line.is_capital(at - 2):
        at -= _INITIAL
    whole = {fold(word) for label in item.concept.labels.values() for word in label.split()}
    return at - 1 if at < item.start and line.is_capital(at - 1) and line.norm(at - 1) in whole else item.start


def _holds_another_office(line: Line, item: Item, agencies: Agencies) -> bool:
    title = find_title(line, item.start, item.end, agencies)
    return title is not None and is_of_another(title, line, item)


def _is_given_name(line: Line, at: int) -> bool:
    """Whether a capitalised word inside a sentence can only be a name: nothing else holds it."""
    if at == 0 or not _is_free(line, at):
        return False
    return line.norm(at - 1) not in STOPS and line.norm(at - 1)[:1].isalpha()


def _is_free(line: Line, at: int) -> bool:
    """Whether a capitalised word may be part of a name. In an English headline all words may have a capital."""
    word = line.text(at, at + 1)
    told = line.language in EAST_SLAVIC or (line.language == "en" and line.role is not Role.TITLE and word.istitle())
    named = told and len(word) > 1 and line.norm(at) not in NOT_NAMES
    return named and not any(item.start <= at < item.end for item in line.items)
