"""What inflects in a label: the leading adjectives and the head noun, or the leading verb; the rest stays as it is.

The languages differ only in their ``Morphology``: ``pymorphy.py`` for Russian and Ukrainian, ``belarusian.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal, Protocol

from ontology.build.tables import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Case = Literal["nomn", "gent", "datv", "accs", "ablt", "loct"]
CASES: tuple[Case, ...] = ("nomn", "gent", "datv", "accs", "ablt", "loct")
SINGULAR, PLURAL = "sing", "plur"
GENDERS = ("masc", "femn", "neut")

Role = Literal["common", "proper", "person", "adjective"]
"""What a label is known to be: a proper name keeps its number, a person's name agrees throughout."""

AND = frozenset({"и", "і", "й", "та", "ды"})


ASIAN_SURNAMES = words(
    "нгуен нгуєн чан фам ле буй чыонг чионг то фан до данг хоанг ву лыонг лионг чинь динь ха цзян ху си сі ян ван "
    "гао чжан у фу тан цзя чжоу мэн мен го чжао чэнь чень сяо ли лі лю хуан дин дін цао се сунь чжу линь лінь ма "
    "хэ хе лян дэн ким кім"
)
"""Chinese, Vietnamese and Korean names begin with these; only their last part declines."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its forms by number and case."""

    number: str
    gender: str
    animate: bool
    forms: Mapping[tuple[str, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective, participle or adjectival pronoun with its forms by gender (or ``plur``) and case."""

    agreement: str
    forms: Mapping[tuple[str, str], tuple[str, ...]]

    def agreeing(self, noun: Noun, number: str, case: str) -> tuple[str, ...]:
        """The forms beside a noun; accusatives follow the noun's animacy."""
        column = PLURAL if number == PLURAL else noun.gender
        if case == "accs" and column in ("masc", PLURAL):
            case = "gent" if noun.animate else "nomn"
        return self.forms.get((column, case), ())


class Morphology(Protocol):
    """What a language knows of a lower-case word given in its citation form; ``None`` if it is not that."""

    def noun(self, word: str, role: Role, number: str = "") -> Noun | None:
        """The word as a noun in the nominative, of a given number if one is asked for."""

    def adjective(self, word: str) -> Adjective | None:
        """The word as an adjective in the nominative."""

    def trailing(self, word: str) -> Adjective | None:
        """The word as an adjective in the nominative that may stand behind its noun."""

    def verb(self, word: str) -> frozenset[str]:
        """All forms of an infinitive; empty if the word is none."""


def cased(form: str, citation: str) -> str:
    """The form with its capitals where its citation form has them, part by part."""
    parts, models = form.split("-"), citation.split("-")
    if len(parts) != len(models):
        parts, models = [form], [citation]
    return "-".join(_capitals(part, model) for part, model in zip(parts, models, strict=True))


def _capitals(form: str, citation: str) -> str:
    pairs = zip(form, citation, strict=False)
    return "".join(a.upper() if b.isupper() else a for a, b in pairs) + form[len(citation) :]


def inflected(label: str, role: Role, language: Morphology) -> set[str]:
    """All inflected forms of a label, itself included."""
    words = label.split()
    if not words or any(word.isupper() and len(word) > 1 for word in words[:1]):
        return {label}
    if role == "person":
        return {label, *_name(words, language)}
    if role == "proper" and len(words) == 3 and words[1] in AND:  # noqa: PLR2004  # "X and Y"
        return {label, *_coordinated(words, language)}
    lead = words[0].lower()
    verbs = language.verb(lead) if role == "common" and words[0] == lead else frozenset()
    if verbs:
        return {label, *(" ".join((form, *words[1:])) for form in verbs)}
    return {label, *_nominal(words, role, language)}


def _nominal(words: list[str], role: Role, language: Morphology) -> Iterator[str]:
    """The longest run of leading adjectives that a noun agrees with; else a noun alone; else adjectives alone."""
    adjectives = _leading_adjectives(words, language)
    if role != "adjective":
        for count in range(min(len(adjectives), len(words) - 1), -1, -1):
            noun = _head(words[count].lower(), adjectives[:count], role, language)
            if noun is not None:
                trailing = _trailing(words[count + 1 :], noun, language)
                yield from _agreeing(words, adjectives[:count], noun, role, trailing)
                if not (len(words) == 1 and adjectives and adjectives[0].agreement == "masc"):
                    return
    if adjectives and not (role == "proper" and len(words) == 1):
        columns = (adjectives[0].agreement,) if role == "proper" else (*GENDERS, PLURAL)
        yield from _adjectival(words, adjectives, columns)


def _leading_adjectives(words: list[str], language: Morphology) -> list[Adjective]:
    found = []
    for word in words:
        adjective = language.adjective(word.lower())
        if adjective is None:
            break
        found.append(adjective)
    return found


def _head(word: str, adjectives: list[Adjective], role: Role, language: Morphology) -> Noun | None:
    """The word as a noun that agrees with all the adjectives before it."""
    number = "" if not adjectives else (PLURAL if adjectives[0].agreement == PLURAL else SINGULAR)
    noun = language.noun(word, role, number)
    if noun is None or any(a.agreement not in (PLURAL, noun.gender) for a in adjectives):
        return None
    return noun


def _trailing(rest: list[str], noun: Noun, language: Morphology) -> Adjective | None:
    """A single adjective after the noun that agrees with it: папа римский."""
    adjective = language.trailing(rest[0].lower()) if len(rest) == 1 else None
    agreement = PLURAL if noun.number == PLURAL else noun.gender
    return adjective if adjective and adjective.agreement == agreement else None


def _agreeing(
    words: list[str], adjectives: list[Adjective], noun: Noun, role: Role, trailing: Adjective | None
) -> Iterator[str]:
    numbers = (noun.number,) if role == "proper" or noun.number == PLURAL else (SINGULAR, PLURAL)
    for number, case in product(numbers, CASES):
        columns = [adjective.agreeing(noun, number, case) for adjective in adjectives]
        following = [trailing.agreeing(noun, number, case)] if trailing else []
        yield from _joined(words, [*columns, noun.forms.get((number, case), ()), *following])


def _adjectival(words: list[str], adjectives: list[Adjective], columns: tuple[str, ...]) -> Iterator[str]:
    for column, case in product(columns, CASES):
        yield from _joined(words, [adjective.forms.get((column, case), ()) for adjective in adjectives])


def _name(words: list[str], language: Morphology) -> Iterator[str]:
    first = len(words) - 1 if words[0].lower() in ASIAN_SURNAMES else 0
    nouns = [language.noun(word.lower(), "person") if i >= first else None for i, word in enumerate(words)]
    for case in CASES:
        columns = [noun.forms.get((SINGULAR, case), ()) if noun else () for noun in nouns]
        yield from _joined(words, [column or (word.lower(),) for column, word in zip(columns, words, strict=True)])


def _coordinated(words: list[str], language: Morphology) -> Iterator[str]:
    nouns = [language.noun(word.lower(), "proper") for word in (words[0], words[2])]
    for case in CASES:
        first, second = (noun.forms.get((noun.number, case), ()) if noun else () for noun in nouns)
        yield from _joined(words, [first or (words[0],), (words[1],), second or (words[2],)])


def _joined(words: list[str], columns: Iterable[Iterable[str]]) -> Iterator[str]:
    """Every combination of the columns' forms in the citation's capitals, with the words that stay."""
    for forms in product(*columns):
        head = [cased(form, word) for form, word in zip(forms, words, strict=False)]
        yield " ".join((*head, *words[len(forms) :]))
