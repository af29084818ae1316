"""A person of a story, as the story has told of him or her so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ontology.personal import same_name

if TYPE_CHECKING:
    from loader.extract.calendar.tenure import Term
    from loader.extract.entities.offices.title_parts import Title
    from loader.extract.facts import Person
    from loader.extract.lines import Item, Line


_FULL_NAME = 2


@dataclass(slots=True)
class Known:
    """A person of the story, with what only the reading of this story needs."""

    person: Person
    words: list[str]
    """The words of the fullest name."""
    number: int = 0
    """The place in the order of introduction."""
    office: str | None = None
    """The function of the office that the story tells."""
    terms: tuple[Term, ...] = ()
    """The terms of office that the lexicon knows."""
    posts: frozenset[str] = frozenset()
    """The codes of the office's words."""
    heads: bool = False
    """Whether the person heads the body, and does not speak for it only."""
    international: bool = False
    """Whether the title names an international body alone."""
    second: bool = False
    """Whether the person was named second under a plural title: `defence ministers A and B`."""
    side: str | None = None
    """The state for whose side a sentence says the person stands."""
    titled: bool = False
    """Whether an office, a rank or a form of address stands with the name."""
    told: bool = False
    """Whether a title of the person's own tells the state."""
    basis: str = ""
    """What told the state: a title, or one of the ways of `allegiance`."""
    hint: str | None = None
    """The only state that the sentence of the first mention names."""
    first: tuple[Line, int] | None = None
    """The sentence of the first mention, and where the name or its title begins."""
    code: str | None = None
    """The slug by which the lexicon knows the person."""
    bare: tuple[Line, Item] | None = None
    """The body from which alone the title's state comes, if nothing beside the body tells its state."""

    @property
    def offices(self) -> frozenset[str]:
        """The functions in which the story, or else what is known beforehand, has the person hold office."""
        return frozenset({self.office}) if self.office else frozenset(term.function for term in self.terms)

    def is_named(self, words: list[str]) -> bool:
        """Whether these words name the person: all are in the name, or a full name is in them."""
        if _contains(self.words, words):
            return True
        return min(len(words), len(self.words)) >= _FULL_NAME and _contains(words, self.words)

    def take(self, title: Title) -> None:
        """Complete the person with a first title, or with one that tells the state."""
        person = self.person
        self.titled = True
        if person.role is not None and (person.state is not None or not title.state):
            return
        person.role = title.role or person.role or None
        person.state = title.state or person.state
        self.basis = "title" if title.state else self.basis
        self.bare = title.bare
        self.told = self.told or (bool(title.state) and not title.plural)
        person.agency = title.agency.slug if title.agency else person.agency
        self.international |= title.international
        self.second |= title.shared
        self.posts |= title.posts
        self.heads |= title.heads
        self.office = title.function or self.office


def _contains(longer: list[str], shorter: list[str]) -> bool:
    return all(any(same_name(word, other) for other in longer) for word in shorter)
