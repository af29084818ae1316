"""The lexicon's items of a sentence: the longest forms first, guards mask, and titles that spell out their body are split."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from loader.extract.lines import Item, Line
from ontology.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loader.model import Sentence, Story
    from ontology.lexicon import Concept, Lexicon, Match, Reading
    from ontology.tokens import Tokens

    _Told = tuple[str, tuple[Concept, ...], str, tuple[str, ...]]

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
_PLACE = attrgetter("start")
# The last character of a common noun, and the one before it, which ends the names of bodies, too.
_CUT_ENDS = {"门": "部", "队": "军"}
# Lists of the lexicon: given names, family names of several characters, and words that only look like a name.
_GIVEN, _FAMILY, _PLAIN = "given", "family-names", "no-names"
_LISTS, _KINDS_OF_HAN = (
    frozenset({"name-list"}),
    frozenset({*_SUBJECTS[:-1], "honorific", "calendar", "cue", "agency-head"}),
)
_LINKS_OF_A_TITLE = frozenset({"of", "the", "'s"})


def read_lines(story: Story, sentences: tuple[Sentence, ...], lexicon: Lexicon) -> list[Line]:
    """Each sentence with the lexicon's items in it."""
    languages = _LANGUAGES.get(story.language, _DEFAULT_LANGUAGES)
    read = _read_han if story.language == "zh" else _read
    lines = []
    for index, sentence in enumerate(sentences):
        tokens = tokenize(story.document.text, sentence.span.start, sentence.span.end)
        line = Line(index, sentence, story, tokens)
        read(line, lexicon, languages)
        lines.append(line)
    return lines


def _read(line: Line, lexicon: Lexicon, languages: frozenset[str], kinds: frozenset[str] | None = None) -> None:
    """Find the items of a line, and what its lists of names tell of its tokens."""
    items: list[Item] = []
    lists: list[Item] = []
    for match in lexicon.matches(line.source, line.tokens, languages, kinds):
        start, end, readings = match
        told = _readings_told(readings)
        if not told:
            line.plain[start] = end
        elif kinds is None or not _is_cut(match, line.tokens):
            for kind, concepts, form, states in told:
                item = Item(start, end, kind, concepts, form, states)
                if kind == "post" and end - start > 1:
                    items += _split_title(item, line, lexicon, languages)
                else:
                    (lists if kind == "name-list" else items).append(item)
    line.items = items
    if lists:
        _note_names(line, lists)


def _read_han(line: Line, lexicon: Lexicon, languages: frozenset[str]) -> None:
    """The same for Chinese; the lists in a pass of their own: of 梁文强|大将 the word 强大 takes nothing away."""
    _read(line, lexicon, languages, _KINDS_OF_HAN)
    line.items = sorted([*line.items, *_heads(line.items, line, lexicon, languages)], key=_PLACE)
    lists = [item for match in lexicon.matches(line.source, line.tokens, languages, _LISTS) for item in _items(match)]
    _note_names(line, lists)


def _note_names(line: Line, lists: list[Item]) -> None:
    """Note which tokens are given names, family names or words that only look like one."""
    line.given = frozenset([item.start for item in lists if item.concept.code == _GIVEN])
    line.family = {item.start: item.end for item in lists if item.concept.code == _FAMILY}
    line.plain.update({item.start: item.end for item in lists if item.concept.code == _PLAIN})


def _is_cut(match: Match, tokens: Tokens) -> bool:
    """`劳动部|门`, `人民军|队`: of a common noun the first characters name no body."""
    if match.end >= len(tokens) or tokens.norms[match.end] not in _CUT_ENDS:
        return False
    return tokens.norms[match.end - 1] == _CUT_ENDS[tokens.norms[match.end]]


def read_items(line: Line, start: int, lexicon: Lexicon) -> Iterator[Item]:
    """The lexicon's items from a token on, as if the line began there."""
    languages = _LANGUAGES.get(line.language, _DEFAULT_LANGUAGES)
    for match in lexicon.matches(line.source, line.tokens.within(start), languages):
        for item in _items(match):
            item.start, item.end = item.start + start, item.end + start
            yield item


# Version of a lexicon, language, and a title's words as written and as compared -> what it is split into; None where it is whole.
_SPLIT: dict[tuple[str, str, str, tuple[str, ...]], tuple[Item, ...] | None] = {}
_MOST_SPLIT = 50_000


def _split_title(item: Item, line: Line, lexicon: Lexicon, languages: frozenset[str]) -> list[Item]:
    """The title as it is, or the parts into which it is split: titles come again and again, and are looked at once."""
    start, end = item.start, item.end
    written = line.source[line.tokens.starts[start] : line.tokens.ends[end - 1]]
    key = lexicon.version, line.language, written, line.folded[start:end]
    if key not in _SPLIT:
        if len(_SPLIT) >= _MOST_SPLIT:
            _SPLIT.clear()
        found = _parts_of_title(item, line, lexicon, languages)
        _SPLIT[key] = None if found == [item] else tuple(_moved(part, -start) for part in found)
    parts = _SPLIT[key]
    return [item] if parts is None else [_moved(part, start) for part in parts]


def _moved(item: Item, by: int) -> Item:
    return Item(item.start + by, item.end + by, item.kind, item.concepts, item.form)


def _parts_of_title(item: Item, line: Line, lexicon: Lexicon, languages: frozenset[str]) -> list[Item]:
    """A title that spells its body out names that body: `公安部|部长`, `Thư ký | Hội đồng An ninh`."""
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


def _heads(items: list[Item], line: Line, lexicon: Lexicon, languages: frozenset[str]) -> list[Item]:
    """`联邦警察局|长`: behind the name of a body, one character that makes with its last an office."""
    opened = {item.start for item in items}
    heads = []
    for item in items:
        if item.kind in _BODY_KINDS and line.norm(item.end) == "长" and item.end not in opened:
            post = _whole(line, item.end - 1, item.end + 1, lexicon, languages, ("post",))
            heads += [Item(item.end, item.end + 1, "post", post.concepts, post.form)] if post else []
    return heads


def _without_links(line: Line, start: int, end: int) -> tuple[int, int]:
    while end > start and line.norm(end - 1) in _LINKS_OF_A_TITLE:
        end -= 1
    return start, end


def _whole(
    line: Line, start: int, end: int, lexicon: Lexicon, languages: frozenset[str], kinds: tuple[str, ...]
) -> Item | None:
    """The item that exactly these tokens make, if it is of one of the kinds."""
    match = lexicon.whole(line.source, line.tokens, start, end, languages)
    return next((item for item in _items(match) if item.kind in kinds), None) if match is not None else None


# Id of a form's readings -> the readings, which keeps the id theirs, and what they are read as.
_TOLD: dict[int, tuple[tuple[Reading, ...], tuple[_Told, ...]]] = {}
_MOST_TOLD = 200_000


def _items(match: Match) -> list[Item]:
    """What a form is read as; nothing where a guard masks it."""
    start, end, readings = match
    return [Item(start, end, kind, concepts, form, states) for kind, concepts, form, states in _readings_told(readings)]


def _readings_told(readings: tuple[Reading, ...]) -> tuple[_Told, ...]:
    """What each reading of a form makes, worked out once for each form."""
    known = _TOLD.get(id(readings))
    if known is None:
        if len(_TOLD) >= _MOST_TOLD:
            _TOLD.clear()
        known = _TOLD[id(readings)] = readings, tuple(_told(readings))
    return known[1]


def _told(readings: tuple[Reading, ...]) -> Iterator[_Told]:
    """Kind, concepts, form and states of each item that a form makes."""
    by_kind: dict[str, list[tuple[Concept, str]]] = {}
    for reading in readings:
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
        yield kind, concepts, "label" if "label" in forms else min(forms), states
