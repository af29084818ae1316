"""Names of several words in a sentence, in any case of these: the longest that begins at a token, by its first word.

In languages with cases words are compared by their first letters, elsewhere as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")

INFLECTED = frozenset({"ru", "be", "uk"})
"""Languages whose words take cases."""


@dataclass(slots=True)
class Phrases(Generic[T]):
    """The names of one language, as they are compared, and what each stands for."""

    names: Mapping[str, T]
    stem: Callable[[str], str]
    _lengths: dict[str, list[int]] = field(init=False, repr=False, compare=False)
    """The first word of names -> how many words they have, the longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for words in map(str.split, self.names):
            lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def named(self, name: str) -> T | None:
        """What a name stands for; None if it is not listed."""
        return self.names.get(self.key(tokenize(name).norms))

    def longest(self, norms: Sequence[str], at: int) -> tuple[int, T] | None:
        """Where the longest name ends that begins at a token of a sentence, given its compared forms, and what it stands for."""
        for length in self._lengths.get(self.stem(norms[at]), ()):
            found = self.names.get(self.key(norms[at : at + length])) if at + length <= len(norms) else None
            if found is not None:
                return at + length, found
        return None

    def key(self, norms: Sequence[str]) -> str:
        """Words as they are compared."""
        return " ".join(map(self.stem, norms))
