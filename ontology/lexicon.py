"""The lexicon: every label of the ontology, compiled into one token trie.

The Turtle files of `ontology/lexicon/` (and any that the user adds) are the only source of words. Compiling takes a
few seconds, so the result is cached under a key that hashes the files; the cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ontology import terms
from ontology.cached import cached
from ontology.compiling import ACRONYM, ANY_CASE, INITIAL, compile_files
from ontology.errors import UsageError
from ontology.trie import LEAF, steps, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontology.tokens import Tokens
    from ontology.trie import Node

FOLDER = Path(__file__).parent / "lexicon"
# Raise it when the compiled form changes; it is part of the cache's key.
COMPILER = 9
_END = itemgetter(0)
_MOST_OPENING = 50_000


class Concept(NamedTuple):
    """What a form stands for: an entity or a cue, with the properties that rules read."""

    iri: str
    kind: str
    props: dict[str, str]
    """Local name of the property in `c:` (or `subOrganizationOf`, `broader`) -> value; of an IRI, its last part."""
    labels: dict[str, str]
    """Language -> preferred label."""

    @property
    def code(self) -> str:
        """The last part of the IRI: `BY`, `minsk`, `terrorism`."""
        return self.iri.rpartition("/")[2]


class Match(NamedTuple):
    """A form found in a text: tokens [start, end), and what it may stand for."""

    start: int
    end: int
    readings: tuple[Reading, ...]


class Reading(NamedTuple):
    """One reading of a form: the concept, how it is named (label, demonym …), in which language."""

    concept: Concept
    form: str
    language: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled lexicon. `version` hashes its files: equal versions find equal forms."""

    version: str
    concepts: tuple[Concept, ...] = field(repr=False)
    trie: Node = field(repr=False)
    index: dict[str, int] = field(repr=False)
    people: dict[str, str] = field(repr=False)
    """Key of a full name and a state (`ontology.personal.name_key`) -> the slug of the person who has it alone."""
    offered: dict[tuple[frozenset[str], frozenset[str] | None], _Offered] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __getitem__(self, iri: str) -> Concept:
        """The concept with this IRI (of the default base); KeyError if there is none."""
        return self.concepts[self.index[iri]]

    def get(self, kind: str, code: str) -> Concept | None:
        """The concept `id/<kind>/<code>`, or None."""
        at = self.index.get(f"{terms.DATA}id/{kind}/{code}")
        return None if at is None else self.concepts[at]

    def person_with(self, key: str) -> str | None:
        """The slug of the only person of the lexicon whose full name and state have this key, or None."""
        return self.people.get(key)

    def matches(
        self, text: str, tokens: Tokens, languages: frozenset[str], kinds: frozenset[str] | None = None
    ) -> Iterator[Match]:
        """The longest form at each place, left to right, without overlap; only forms of `languages`, and of `kinds`."""
        norms, end = tokens.norms, 0
        count = len(norms)
        offered = self._offered(languages, kinds)
        hyphens = [*tokens.hyphened, count + 2]
        ahead = 0  # of the hyphens the first behind `at`
        nodes = offered.nodes(self.trie, norms)
        for at in range(count) if tokens.hyphened else compress(range(count), nodes):
            if at < end:
                continue
            node = nodes[at]
            while hyphens[ahead] <= at:
                ahead += 1
            hyphen = hyphens[ahead] <= at + 2
            if not hyphen and (node is None or (LEAF not in node and (at + 1 == count or norms[at + 1] not in node))):
                continue  # nothing opens here, or longer forms only, of which none goes on here
            found, reached = steps(node, norms, at, count)
            if hyphens[ahead] <= reached + 1:
                best = self._longest(text, tokens, at, count, offered)
            else:
                best = offered.first(found, text, tokens, at) if found else None
            if best is not None:
                yield best
                end = best.end

    def whole(self, text: str, tokens: Tokens, start: int, end: int, languages: frozenset[str]) -> Match | None:
        """The form that tokens [start, end) are, if the longest one that begins there and ends before `end` takes all."""
        if start >= end or not (
            tokens.norms[start] in self.trie or (start + 1 < end and tokens.is_hyphened(start + 1))
        ):
            return None
        best = self._longest(text, tokens, start, end, self._offered(languages, None))
        return best if best is not None and best.end == end else None

    def _offered(self, languages: frozenset[str], kinds: frozenset[str] | None) -> _Offered:
        known = self.offered.get((languages, kinds))
        if known is None:
            known = self.offered[languages, kinds] = _Offered(self.concepts, languages, kinds)
        return known

    def _longest(self, text: str, tokens: Tokens, at: int, stop: int, offered: _Offered) -> Match | None:
        found = list(walk(self.trie, tokens, at, stop))
        if len(found) > 1:  # the longest first; of two of one length the one that was walked first
            found.sort(key=_END, reverse=True)
        return offered.first(found, text, tokens, at)

    def __reduce__(self) -> tuple[object, ...]:
        """Without what was worked out: its keys are places in the memory of this process."""
        return Lexicon, (self.version, self.concepts, self.trie, self.index, self.people)


@dataclass(frozen=True, slots=True)
class _Offered:
    """What the forms of the lexicon are read as in some languages, worked out once for each form that is met."""

    concepts: tuple[Concept, ...]
    languages: frozenset[str]
    kinds: frozenset[str] | None
    known: dict[int, tuple[tuple[Reading, ...], ...]] = field(default_factory=dict)
    """Id of a form's entries, which live as long as the trie -> its readings; several where they ask for capitals."""
    opening: dict[str, Node | None] = field(default_factory=dict)
    """Where first tokens lead, of those that were met: nowhere but to forms of `kinds`."""

    def nodes(self, trie: Node, norms: Sequence[str]) -> list[Node | None]:
        """Where each token leads from the root; None where nothing that is offered opens with it."""
        try:
            return [*map(self.opening.__getitem__, norms)]
        except KeyError:
            if len(self.opening) >= _MOST_OPENING:
                self.opening.clear()
            for norm in norms:
                if norm not in self.opening:
                    node = trie.get(norm)
                    self.opening[norm] = node if node is not None and self._has_reading(node) else None
            return [*map(self.opening.__getitem__, norms)]

    def _has_reading(self, node: Node) -> bool:
        return any(any(self._told(below)) if key == LEAF else self._has_reading(below) for key, below in node.items())

    def first(
        self, found: Sequence[tuple[int, list[tuple[Any, ...]]]], text: str, tokens: Tokens, at: int
    ) -> Match | None:
        """Of the forms found at a token, the longest first, the first one with a reading."""
        for end, entries in found:
            readings = self.readings(entries, text, tokens.starts[at], tokens.ends[end - 1])
            if readings:
                return Match(at, end, readings)
        return None

    def readings(self, entries: list[tuple[Any, ...]], text: str, start: int, end: int) -> tuple[Reading, ...]:
        """The readings that the capitals of `text[start:end]` allow; the same tuple for the same form each time."""
        told = self.known.get(id(entries))
        if told is None:
            told = self.known[id(entries)] = self._told(entries)
        if len(told) == 1:
            return told[0]
        return told[text[start].isupper() + 2 * text[start:end].isupper()]

    def _told(self, entries: list[tuple[Any, ...]]) -> tuple[tuple[Reading, ...], ...]:
        """The readings; where one asks for capitals, those of a text without, with the first, with all, with both."""
        fitting = [
            (Reading(self.concepts[concept], form, language), demand)
            for concept, form, language, demand in entries
            if language in self.languages and (self.kinds is None or self.concepts[concept].kind in self.kinds)
        ]
        if all(demand == ANY_CASE for _, demand in fitting):
            return (tuple(reading for reading, _ in fitting),)
        met = ({ANY_CASE}, {ANY_CASE, INITIAL}, {ANY_CASE, ACRONYM}, {ANY_CASE, INITIAL, ACRONYM})
        return tuple(tuple(reading for reading, demand in fitting if demand in demands) for demands in met)


def load_lexicon(extra: Sequence[Path] = ()) -> Lexicon:
    """The lexicon of the package and of the Turtle files in `extra`; compiled once for each set of files.

    Raises:
        UsageError: A file of `extra` is missing or is not Turtle; the message has the place.

    """
    files = [*sorted(FOLDER.glob("*.ttl")), *sorted(FOLDER.glob("forms/*.ttl")), *extra]
    contents = [_read(path) for path in files]
    digest = hashlib.sha256(f"comity-lexicon-{COMPILER}".encode())
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    version = digest.hexdigest()[:16]
    compiled = cached(f"lexicon-{version}", lambda: compile_files(zip(files, contents, strict=True)))
    concepts = tuple(Concept(*row) for row in compiled["concepts"])
    index = {concept.iri: at for at, concept in enumerate(concepts)}
    return Lexicon(version, concepts, compiled["trie"], index, compiled["people"])


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: the lexicon cannot be read ({error.strerror}); check the path") from error
