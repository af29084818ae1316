"""Generated articles: as long as the seeds, with furniture, in six languages; the same seed gives the same articles.

Sentences come from templates.toml, names from the lexicon. They are made to be read quickly, not to be read: what is
extracted from them is no measure of quality.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ontology.lexicon import Lexicon

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
TEMPLATES = HERE / "templates.toml"
LANGUAGES = ("en", "ru", "vi", "zh", "be", "uk")
# One Han character says as much as about three letters.
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_LETTERS = 3
# The share of sentences that report facts, and how many of each sort an article is about: as dense as the seeds, which
# give 500 statements a document.
_FACTS = 0.25
_CAST = {"function": 3, "threat": 3, "post": 3, "place": 2}
_SENTENCES = range(2, 5)


@dataclass(frozen=True, slots=True)
class Article:
    """A generated article, ready to be written as a text file."""

    name: str
    language: str
    text: str


def articles(lexicon: Lexicon, count: int, seed: int = 1) -> Iterator[Article]:
    """That many articles, no two alike; lengths follow the seeds' in turn, languages too."""
    templates = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    lengths = [length(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    names = {language: _names(lexicon, language) for language in LANGUAGES}
    for number in range(count):
        language = LANGUAGES[number % len(LANGUAGES)]
        draw = random.Random(f"{seed} {number}")  # noqa: S311 - the same articles each time
        writer = _Writer(templates[language], names[language], language, draw)
        text = writer.article(number, lengths[number % len(lengths)])
        yield Article(f"{number:06}-{language}.txt", language, text)


def length(text: str) -> int:
    """How long a text is in letters, Han characters weighed as words are."""
    return len(text) + (_HAN_LETTERS - 1) * len(_HAN.findall(text))


def _names(lexicon: Lexicon, language: str) -> dict[str, list[str]]:
    """The lexicon's display names in a language, by kind."""
    found: dict[str, list[str]] = {kind: [] for kind in ("country", "place", "function", "threat", "post")}
    for concept in lexicon.concepts:
        if concept.kind in found and language in concept.labels:
            found[concept.kind].append(concept.labels[language])
    return found


@dataclass(slots=True)
class _Writer:
    """Writes one article; who and what it is about is drawn once."""

    templates: dict[str, Any]
    names: dict[str, list[str]]
    language: str
    draw: random.Random

    def article(self, number: int, letters: int) -> str:
        """A headline, paragraphs until the text is so long, and furniture around."""
        cast = self.cast()
        top, bottom = self.templates["furniture"][:2], self.templates["furniture"][2:]
        headline = f"{self.draw.choice(self.templates['headlines'])} ({number})"
        parts = [self.fill("\n".join([*top, "", "{day}"]), cast), self.fill(headline, cast)]
        end = self.fill("\n".join(bottom), cast)
        room = letters - sum(map(length, (*parts, end)))
        while room > 0:
            parts.append(self.paragraph(cast))
            room -= length(parts[-1]) + 2
        return "\n\n".join([*parts, end]) + "\n"

    def paragraph(self, cast: dict[str, list[str]]) -> str:
        """Two to four sentences."""
        kinds = ["facts" if self.draw.random() < _FACTS else "fillers" for _ in range(self.draw.choice(_SENTENCES))]
        sentences = [self.fill(self.draw.choice(self.templates[kind]), cast) for kind in kinds]
        return ("" if self.language == "zh" else " ").join(sentences)

    def cast(self) -> dict[str, list[str]]:
        """What an article is about: slots -> their values."""
        one, two = self.draw.sample(self.names["country"], 2)
        drawn = {kind: self.draw.sample(self.names[kind], count) for kind, count in _CAST.items()}
        people = [self.person() for _ in range(3)]
        return {
            "a": [one],
            "b": [two],
            "agency": drawn["function"][:2],
            "other_agency": drawn["function"][2:],
            "threat": drawn["threat"][:2],
            "other_threat": drawn["threat"][2:],
            "office": [office[:1].upper() + office[1:] for office in drawn["post"]],
            "place": drawn["place"],
            "person": people[:2],
            "other_person": people[2:],
            "day": [self.day(), self.day()],
            "year": [str(self.draw.randint(1992, 2025))],
        }

    def fill(self, template: str, cast: dict[str, list[str]]) -> str:
        """The template with a value in each slot."""
        values = {slot: self.draw.choice(choices) for slot, choices in cast.items()}
        return template.format(**values, n=self.draw.randint(2, 99))

    def person(self) -> str:
        """A name in the order of the language."""
        given, family = self._one_of("given"), self._one_of("family")
        return {"zh": f"{family}{given}", "vi": f"{family} {given}"}.get(self.language, f"{given} {family}")

    def day(self) -> str:
        """A day with its year, as the language writes it."""
        values = {"d": self.draw.randint(1, 28), "month": self._one_of("months"), "year": self.draw.randint(1992, 2025)}
        return str(self.templates["day"].format_map(values))

    def _one_of(self, table: str) -> str:
        choices: Sequence[str] = self.templates[table]
        return self.draw.choice(choices)
