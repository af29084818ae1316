"""Sentences as typed items: what the lexicon finds in them, before anything is composed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from loader.model import Role, Span
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
    "en": frozenset({"en"}),
}
_DEFAULT_LANGUAGES = frozenset({"en"})


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
    """What later stages resolve it to: an Agency, a Person, a Date."""

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
        return self.tokens[index].norm if 0 <= index < len(self.tokens) else ""

    def of(self, *kinds: str) -> list[Item]:
        """The items of these kinds, in order."""
        return [item for item in self.items if item.kind in kinds]

    def before(self, item: Item) -> Item | None:
        """The item before, whatever stands between."""
        at = self.items.index(item)
        return self.items[at - 1] if at else None

    def after(self, item: Item) -> Item | None:
        """The item after, whatever stands between."""
        at = self.items.index(item) + 1
        return self.items[at] if at < len(self.items) else None

    def has_between(self, left: int, right: int, test: Callable[[str], bool]) -> bool:
        """Whether a token in [left, right) passes the test."""
        return any(test(token.norm) for token in self.tokens[left:right])

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


_BODY_KINDS = ("agency", "function")


def _split_title(item: Item, line: Line, lexicon: Lexicon, languages: frozenset[str]) -> list[Item]:
    """A title that spells its body out names that body: `公安部|部长`, `Thư ký | Hội đồng An ninh`."""
    if item.kind != "post" or item.end - item.start < 2:  # noqa: PLR2004  # an office and a body are longer
        return [item]
    tokens = line.tokens[item.start : item.end]
    for cut in range(1, len(tokens)):
        for body, office in ((tokens[:cut], tokens[cut:]), (tokens[cut:], tokens[:cut])):
            named = _whole(lexicon, line, body, languages, _BODY_KINDS)
            held = named and _whole(lexicon, line, _without_links(office), languages, ("post",))
            if named and held:
                shift = item.start
                body_at, office_at = (0, cut) if body is not office and body == tokens[:cut] else (cut, 0)
                parts = [
                    Item(shift + body_at, shift + body_at + len(body), named.kind, named.concepts, named.form),
                    Item(shift + office_at, shift + office_at + len(office), "post", held.concepts, held.form),
                ]
                return sorted(parts, key=lambda part: part.start)
    return [item]


def _without_links(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].norm in {"of", "the", "'s"}:
        tokens = tokens[:-1]
    return tokens


def _whole(
    lexicon: Lexicon, line: Line, tokens: list[Token], languages: frozenset[str], kinds: tuple[str, ...]
) -> Item | None:
    """The item that exactly these tokens make, if it is of one of the kinds."""
    matches = list(lexicon.matches(line.source, tokens, languages)) if tokens else []
    if len(matches) != 1 or matches[0].end != len(tokens) or matches[0].start != 0:
        return None
    return next((item for item in _items(matches[0]) if item.kind in kinds), None)


# Where a form has several readings, the first of these kinds wins; threats may be several at once.
_PRECEDENCE = (
    "guard", "country", "agency", "function", "post", "place", "person", "threat", "decree",
    "agreement-noun", "agreement-verb", "meeting-noun", "meeting-verb",
)  # fmt: skip


def _items(match: Match) -> Iterator[Item]:
    by_kind: dict[str, list[tuple[Concept, str]]] = {}
    for reading in match.readings:
        kind = reading.concept.props.get("cueType", "cue") if reading.concept.kind == "cue" else reading.concept.kind
        by_kind.setdefault(kind, []).append((reading.concept, reading.form))
    if "guard" in by_kind:
        return
    if "function" in by_kind and not any(concept.props.get("state") for concept, _ in by_kind.get("agency", ())):
        by_kind.pop("agency", None)  # an acronym of every ministry rather than of one world body
    kinds = sorted(by_kind, key=lambda kind: _PRECEDENCE.index(kind) if kind in _PRECEDENCE else len(_PRECEDENCE))
    kept = kinds[:1]
    # A word may be cue and calendar, noun and verb at once; entities exclude each other.
    kept += [kind for kind in kinds[1:] if kind not in _PRECEDENCE[1:9] and kept[0] not in _PRECEDENCE[1:7]]
    for kind in kept:
        concepts = tuple({concept.iri: concept for concept, _ in by_kind[kind]}.values())
        states = tuple(concept.code for concept in concepts if concept.kind == "country")
        forms = {form for _, form in by_kind[kind]}
        yield Item(match.start, match.end, kind, concepts, "label" if "label" in forms else min(forms), states)
