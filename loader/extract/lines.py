"""Sentences as typed items: what the lexicon finds in them, before anything is composed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loader.model import Role, Span
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.extract.facts import Date
    from loader.model import Sentence, Story
    from ontology.lexicon import Concept, Lexicon, Match
    from ontology.tokens import Token

# Whose forms may occur in an article in this language: its own, and names in Latin letters.
_LANGUAGES = {
    "ru": frozenset({"ru", "en"}),
    "be": frozenset({"be", "ru", "en"}),
    "uk": frozenset({"uk", "ru", "en"}),
    "vi": frozenset({"vi", "en"}),
    "zh": frozenset({"zh", "en"}),
}
_DEFAULT_LANGUAGES = frozenset({"en"})

# Where a form has several readings, the first of these kinds wins; threats may be several at once.
_ENTITIES = ("country", "agency", "function", "post", "place", "person")
_SUBJECTS = (*_ENTITIES, "threat", "decree")
_PRECEDENCE = (*_SUBJECTS, "agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb")
_RANK = {kind: rank for rank, kind in enumerate(_PRECEDENCE)}
_BODY_KINDS = ("agency", "function")
# 部长, 局长: an office of two characters, whose first may end the name of the body.
_HAN_OFFICE = 2
_LINKS_OF_A_TITLE = frozenset({"of", "the", "'s"})


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

    @property
    def concept(self) -> Concept:
        """The first reading."""
        return self.concepts[0]

    def prop(self, name: str) -> str | None:
        """A property of the first concept."""
        return self.concepts[0].props.get(name) if self.concepts else None


@dataclass(slots=True)
class Line:
    """A sentence with its tokens and items, both in order."""

    index: int
    sentence: Sentence
    story: Story
    tokens: list[Token]
    items: list[Item] = field(default_factory=list)
    given: frozenset[int] = frozenset()
    """The tokens that are given names."""
    day: Date | None = None
    """The day on which the narration stands, where the sentence itself gives none."""

    @property
    def role(self) -> Role:
        """The role of the block in which it stands."""
        return self.sentence.role

    @property
    def language(self) -> str:
        """The language of the story."""
        return self.story.language

    @property
    def source(self) -> str:
        """The whole document's text."""
        return self.story.document.text

    def text(self, start: int, end: int) -> str:
        """The words of tokens [start, end), as written, white space folded."""
        if start >= end:
            return ""
        return " ".join(self.source[self.tokens[start].start : self.tokens[end - 1].end].split())

    def span(self, item: Item) -> Span:
        """Where an item stands in the document."""
        return Span(self.tokens[item.start].start, self.tokens[item.end - 1].end)

    def words(self, item: Item) -> str:
        """An item's words as written."""
        return self.text(item.start, item.end)

    def norm(self, index: int) -> str:
        """The compared form of a token; empty outside the line."""
        tokens = self.tokens
        return tokens[index].norm if 0 <= index < len(tokens) else ""

    def norms(self, start: int, end: int) -> list[str]:
        """The compared forms of tokens [start, end)."""
        return [self.norm(index) for index in range(start, end)]

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return 0 <= index < len(self.tokens) and self.source[self.tokens[index].start].isupper()

    def of(self, *kinds: str) -> list[Item]:
        """The items of these kinds, in order."""
        return [item for item in self.items if item.kind in kinds]

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
        return any(token.norm in norms for token in self.tokens[left:right])

    def replace(self, old: list[Item], new: Item) -> None:
        """Put one item in the place of several."""
        self.items = sorted([item for item in self.items if item not in old] + [new], key=lambda item: item.start)


def read_lines(story: Story, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> list[Line]:
    """Each sentence with the lexicon's items in it."""
    languages = _LANGUAGES.get(story.language, _DEFAULT_LANGUAGES)
    lines = []
    for index, sentence in enumerate(sentences):
        tokens = tokenize(story.document.text, sentence.span.start, sentence.span.end)
        line = Line(index, sentence, story, tokens)
        for match in lexicon.matches(story.document.text, tokens, languages):
            for item in _items(match):
                line.items.extend(_split_title(item, line, lexicon, languages))
        line.given = frozenset(item.start for item in line.of("name-list"))
        line.items = [item for item in line.items if item.kind != "name-list"]
        lines.append(line)
    return lines


def read_items(line: Line, start: int, lexicon: Lexicon) -> Iterator[Item]:
    """The lexicon's items from a token on, as if the line began there."""
    languages = _LANGUAGES.get(line.language, _DEFAULT_LANGUAGES)
    for match in lexicon.matches(line.source, line.tokens[start:], languages):
        for item in _items(match):
            item.start, item.end = item.start + start, item.end + start
            yield item


def _split_title(item: Item, line: Line, lexicon: Lexicon, languages: frozenset[str]) -> list[Item]:
    """A title that spells its body out names that body: `公安部|部长`, `Thư ký | Hội đồng An ninh`."""
    if item.kind != "post":
        return [item]
    for cut in range(item.start + 1, item.end):
        halves = (item.start, cut), (cut, item.end)
        for body, office in (halves, halves[::-1]):
            named = _whole(line, *body, lexicon, languages, _BODY_KINDS)
            held = named and _whole(line, *_without_links(line, *office), lexicon, languages, ("post",))
            if named and held:
                parts = [
                    Item(*body, named.kind, named.concepts, named.form),
                    Item(*office, "post", held.concepts, held.form),
                ]
                return sorted(parts, key=lambda part: part.start)
    return _split_han_title(item, line, lexicon, languages) if line.language == "zh" else [item]


def _split_han_title(item: Item, line: Line, lexicon: Lexicon, languages: frozenset[str]) -> list[Item]:
    """`国防部长` is 国防部 and 部长, of which one character is both."""
    last = item.end - 1
    if last - item.start < _HAN_OFFICE:
        return [item]
    named = _whole(line, item.start, last, lexicon, languages, _BODY_KINDS)
    held = named and _whole(line, item.end - _HAN_OFFICE, item.end, lexicon, languages, ("post",))
    if not (named and held):
        return [item]
    return [
        Item(item.start, last, named.kind, named.concepts, named.form),
        Item(last, item.end, "post", held.concepts, held.form),
    ]


def _without_links(line: Line, start: int, end: int) -> tuple[int, int]:
    while end > start and line.norm(end - 1) in _LINKS_OF_A_TITLE:
        end -= 1
    return start, end


def _whole(
    line: Line, start: int, end: int, lexicon: Lexicon, languages: frozenset[str], kinds: tuple[str, ...]
) -> Item | None:
    """The item that exactly these tokens make, if it is of one of the kinds."""
    matches = list(lexicon.matches(line.source, line.tokens[start:end], languages))
    if [(match.start, match.end) for match in matches] != [(0, end - start)]:
        return None
    return next((item for item in _items(matches[0]) if item.kind in kinds), None)


def _items(match: Match) -> Iterator[Item]:
    """What a form is read as; nothing where a guard masks it."""
    by_kind: dict[str, list[tuple[Concept, str]]] = {}
    for reading in match.readings:
        kind = reading.concept.props.get("cueType", "cue") if reading.concept.kind == "cue" else reading.concept.kind
        by_kind.setdefault(kind, []).append((reading.concept, reading.form))
    if "guard" in by_kind:
        return
    if "function" in by_kind and not any(concept.props.get("state") for concept, _ in by_kind.get("agency", ())):
        by_kind.pop("agency", None)  # an acronym of every ministry rather than of one world body
    first, *others = sorted(by_kind, key=lambda kind: _RANK.get(kind, len(_RANK)))
    # A word may be cue and calendar, noun and verb at once; entities exclude each other.
    for kind in (first, *(kind for kind in others if kind not in _SUBJECTS and first not in _ENTITIES)):
        concepts = tuple({concept.iri: concept for concept, _ in by_kind[kind]}.values())
        states = tuple(concept.code for concept in concepts if concept.kind == "country")
        forms = {form for _, form in by_kind[kind]}
        yield Item(match.start, match.end, kind, concepts, "label" if "label" in forms else min(forms), states)
