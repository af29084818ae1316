"""Sentences as typed items: what the lexicon finds in them, before anything is composed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import compress
from typing import TYPE_CHECKING, Any

from loader.model import Role, Span
from ontology.tokens import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loader.extract.facts import Date
    from loader.model import Sentence, Story
    from ontology.lexicon import Concept
    from ontology.tokens import Tokens


# Half-width marks, which some pages put between Chinese words, and those that Chinese writes.
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
_PREVENT, _FIGHT, _AVERT, _JOINT = fold("phòng"), fold("chống"), fold("ngừa"), "/"


@dataclass(slots=True)
class Item:
    """Tokens [start, end) of a line, read as one thing."""

    start: int
    end: int
    kind: str
    """country place function agency agency-head person post honorific threat calendar date, or a cue's type."""
    concepts: tuple[Concept, ...] = ()
    form: str = "label"
    states: tuple[str, ...] = ()
    """ISO codes, for whatever stands for states."""
    value: Any = None
    """What later stages resolve it to: a list of Agency, a Person, a Date."""
    bare: bool = False
    """Whether nothing beside a body tells its state, but only the story."""

    @property
    def concept(self) -> Concept:
        """The first reading."""
        return self.concepts[0]

    def prop(self, name: str) -> str | None:
        """A property of the first concept."""
        return self.concepts[0].props.get(name) if self.concepts else None


def _without_joint(norms: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens with another mark for the comma of `phòng, chống`, which parts nothing: "preventing and fighting"."""
    if _FIGHT not in norms or "," not in norms:
        return norms
    joints = (at for at in range(1, len(norms) - 1) if norms[at] == "," and norms[at - 1] == _PREVENT)
    found = {at for at in joints if norms[at + 1] in {_FIGHT, _AVERT}}
    return tuple(_JOINT if at in found else norm for at, norm in enumerate(norms)) if found else norms


@dataclass(slots=True)
class Line:
    """A sentence with its tokens and items, both in order."""

    index: int
    sentence: Sentence
    story: Story
    tokens: Tokens
    items: list[Item] = field(default_factory=list)
    """Replaced and never changed in place, so that they are sorted by kind only once."""
    given: frozenset[int] = frozenset()
    """The tokens that are given names."""
    family: dict[int, int] = field(default_factory=dict)
    """Where family names of several characters begin and end."""
    plain: dict[int, int] = field(default_factory=dict)
    """Where words begin and end that are no names, though their first character opens names."""
    day: Date | None = None
    """The day on which the narration stands, where the sentence itself gives none."""
    role: Role = field(init=False, repr=False)
    """The role of the block in which it stands."""
    language: str = field(init=False, repr=False)
    """The language of the story."""
    source: str = field(init=False, repr=False)
    """The whole document's text."""
    folded: tuple[str, ...] = field(init=False, repr=False)
    """The compared forms of the tokens."""
    vocabulary: frozenset[str] = field(init=False, repr=False)
    """The compared forms, each once: what is not among them need not be looked for."""
    capitals: tuple[int, ...] = field(init=False, repr=False)
    """The tokens that begin with a capital letter."""
    _sorted_from: list[Item] | None = field(default=None, init=False, repr=False)
    _by_kind: dict[str, list[Item]] = field(default_factory=dict, init=False, repr=False)
    """The items by kind, as long as they are those of the list that they were sorted from."""

    def __post_init__(self) -> None:
        self.role = self.sentence.role
        self.language = self.story.language
        self.source = self.story.document.text
        self.folded = tuple(self.tokens.norms)
        if self.language == "vi":
            self.folded = _without_joint(self.folded)
        self.vocabulary = frozenset(self.folded)
        initials = map(self.source.__getitem__, self.tokens.starts)
        self.capitals = tuple(compress(range(len(self.folded)), map(str.isupper, initials)))

    def text(self, start: int, end: int) -> str:
        """The words of tokens [start, end), as written, white space folded; those behind the line are none."""
        end = min(end, len(self.folded))
        if start >= end:
            return ""
        return " ".join(self.source[self.tokens.starts[start] : self.tokens.ends[end - 1]].split())

    def glued(self, start: int, end: int) -> str:
        """The compared forms of tokens [start, end) without spaces: Chinese text, in the simplified script, its marks full-width."""
        return "".join(self.folded[max(0, start) : max(0, end)]).translate(_FULL_WIDTH)

    def span(self, item: Item) -> Span:
        """Where an item stands in the document."""
        return Span(self.tokens.starts[item.start], self.tokens.ends[item.end - 1])

    def words(self, item: Item) -> str:
        """An item's words as written."""
        return self.text(item.start, item.end)

    def norm(self, index: int) -> str:
        """The compared form of a token; empty outside the line."""
        norms = self.folded
        return norms[index] if 0 <= index < len(norms) else ""

    def norms(self, start: int, end: int) -> list[str]:
        """The compared forms of tokens [start, end)."""
        if start >= 0 and end <= len(self.folded):
            return list(self.folded[start:end])
        return [self.norm(index) for index in range(start, end)]

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return 0 <= index < len(self.folded) and self.source[self.tokens.starts[index]].isupper()

    def of(self, kind: str, *others: str) -> Sequence[Item]:
        """The items of these kinds, in order."""
        if self._sorted_from is not self.items:
            self._sort()
        of_kind = self._by_kind
        for other in others:
            if other in of_kind:
                found = [one for one in (kind, *others) if one in of_kind]
                return of_kind[other] if len(found) == 1 else [item for item in self.items if item.kind in found]
        return of_kind.get(kind, ())

    def _sort(self) -> None:
        of_kind: dict[str, list[Item]] = {}
        for item in self.items:
            if item.kind in of_kind:
                of_kind[item.kind].append(item)
            else:
                of_kind[item.kind] = [item]
        self._sorted_from, self._by_kind = self.items, of_kind

    def before(self, item: Item) -> Item | None:
        """The item before, whatever stands between."""
        at = self._index(item)
        return self.items[at - 1] if at else None

    def after(self, item: Item) -> Item | None:
        """The item after, whatever stands between."""
        at = self._index(item) + 1
        return self.items[at] if at < len(self.items) else None

    def _index(self, item: Item) -> int:
        at = bisect_left(self.items, item.start, key=lambda other: other.start)
        return self.items.index(item, at)

    def has_between(self, left: int, right: int, norms: frozenset[str]) -> bool:
        """Whether a token in [left, right) is one of these."""
        return not norms.isdisjoint(self.folded[left:right])

    def replace(self, old: list[Item], new: Item) -> None:
        """Put one item in the place of several."""
        self.items = sorted([item for item in self.items if item not in old] + [new], key=lambda item: item.start)
