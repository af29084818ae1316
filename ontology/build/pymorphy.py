"""Russian and Ukrainian inflection, by the dictionaries of pymorphy3 and, where they err, by rules of our own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pymorphy3

from ontology.build.phrases import CASES, PLURAL, SINGULAR, Adjective, Noun, Role
from ontology.build.tables import rows, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CASE = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": ""}
"""Partitives and locatives go with their case; vocatives are not news."""

ODD = words("V-be V-ie V-bi V-en V-oy V-ey V-ej Erro Arch Infr Slng Dist Init")
"""Spelling variants and marked words of OpenCorpora that news does not write."""

UKRAINIAN_LONG = ("ая", "яя", "ую", "юю", "еє", "ії")
"""Endings of the long adjectives of folk songs: великая, новую."""

FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "ADVB", "COMP", "PRED", "INTJ", "GRND"})
ADJECTIVES = frozenset({"ADJF", "PRTF"})
NAMES = frozenset({"Name", "Surn", "Patr"})

RUSSIAN_ENDINGS = (
    (("ов", "ев", "ёв", "ин", "ын"), "", ("а", "у", "а", "ым", "е")),
    (("ец",), "ец", ("ца", "цу", "ца", "цем", "це")),
    (("й",), "й", ("я", "ю", "я", "ем", "е")),
    (("ь",), "ь", ("я", "ю", "я", "ем", "е")),
    (("га", "ка", "ха"), "а", ("и", "е", "у", "ой", "е")),
    (("а",), "а", ("ы", "е", "у", "ой", "е")),
    (tuple("бвгджзклмнпрстфхцчшщ"), "", ("а", "у", "а", "ом", "е")),
)
UKRAINIAN_ENDINGS = (
    (("ов", "ев", "єв", "ін", "їн", "ин"), "", ("а", "у", "а", "им", "і")),
    (("й",), "й", ("я", "ю", "я", "єм", "ї")),
    (("ь",), "ь", ("я", "ю", "я", "ем", "і")),
    (("а",), "а", ("и", "і", "у", "ою", "і")),
    (tuple("бвгджзклмнпрстфхцчшщ"), "", ("а", "у", "а", "ом", "і")),
)
"""For names that the dictionaries do not know: their ends, what is taken off, the endings from genitive to locative."""

INDECLINABLE = words(
    "конго перу чили чилі мали малі палау вануату самоа никарагуа нікарагуа сомали сомалі бурунди бурунді малави "
    "малаві зимбабве зімбабве лесото гаити гаїті кирибати кірибаті науру тувалу эсватини есватіні фиджи фіджі "
    "марокко монако кабо-верде сан-марино пуэрто-рико пуерто-рико джибути джибуті буркина-фасо буркіна-фасо "
    "антигуа сьерра-леоне сьєрра-леоне тимор-лесте тимор-лешті макао тбилиси тбілісі баку сочи сочі улан-удэ "
    "душанбе алматы хельсинки гельсінкі осло токио токіо дели делі нью-дели нью-делі мумбаи мумбаї ханчжоу "
    "гуанчжоу чжэнчжоу чженчжоу ланьчжоу чэнду ченду хайкоу боао киото кіото бали балі чикаго торонто найроби "
    "найробі хараре могадишо могадішо монтевидео монтевідео батуми батумі сухуми сухумі хо лю ли лі го фу ху ву "
    "ма си сі дили ділі абу-даби абу-дабі то"
)
"""Names that the dictionaries decline, or do not know and would."""


LIKE = {(row["language"], row["word"]): row["model"] for row in rows("declined_like")}
"""Young words that the dictionaries do not know, or not whole, and a word that declines in the same way: фейк like танк."""

UKRAINIAN_ODD = ODD - {"Dist"}
"""The Ukrainian dictionary marks everyday words so: поліцейський, співтовариство."""


class Pymorphy:
    """The ``Morphology`` of Russian (``ru``) or Ukrainian (``uk``)."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.analyzer = pymorphy3.MorphAnalyzer(lang=language)

    def _shown(self, tag: Any) -> bool:
        return not (UKRAINIAN_ODD if self.language == "uk" else ODD) & tag.grammemes

    def _is_citation(self, parse: Any, grammeme: str) -> bool:
        """Whether a parse is a nominative or infinitive; the Ukrainian dictionary often does not mark its citation forms."""
        if grammeme in parse.tag.grammemes:
            return True
        bare = not (parse.tag.case or parse.tag.person or parse.tag.tense or parse.tag.mood)
        return self.language == "uk" and bare and parse.word == parse.normal_form

    def _case(self, tag: Any) -> str:
        """The case of a form; the nominative where the Ukrainian dictionary marks none."""
        if not tag.case:
            return "nomn" if self.language == "uk" else ""
        return CASE.get(str(tag.case), str(tag.case))

    def _parses(self, word: str) -> list[Any]:
        return [p for p in self.analyzer.parse(word.replace("’", "'")) if not {"Erro", "Arch"} & p.tag.grammemes]

    def noun(self, word: str, role: Role, number: str = "") -> Noun | None:
        """See ``Morphology.noun``; hyphenated unknown names decline in their last part."""
        if word in INDECLINABLE:
            return None
        if model := LIKE.get((self.language, word)):
            like = self.noun(model, role, number)
            return like and replace(like, forms=_transferred(like.forms, model, word))
        parses = self._parses(word)
        if role == "common" and parses and parses[0].tag.POS in FUNCTION_WORDS:
            return None
        nouns = [p for p in parses if p.tag.POS in ("NOUN", "NUMR") and self._is_citation(p, "nomn")]
        nouns = [p for p in nouns if not number or p.tag.number in (number, None)]
        if role in ("person", "proper"):
            # A prediction that takes a city in -а for a plural is wrong; so is a surname in -ов that is a town.
            nouns = [p for p in nouns if p.tag.number != PLURAL or word.endswith(("ы", "и", "і"))]
            if not nouns or (role == "person" and not self._known_name(word, nouns)):
                return self._by_ending(word)
        if not nouns:
            return None
        best = max(nouns, key=lambda p: (self._rank(p, role), p.normal_form == word, p.score))
        return self._noun(best)

    def _known_name(self, word: str, nouns: list[Any]) -> bool:
        """Whether the dictionary declines the name rightly; surnames in -ов it may take for towns."""
        if word.endswith(("ов", "ев", "ёв", "єв", "ин", "ын")):
            return self.analyzer.word_is_known(word) and any("Name" in p.tag.grammemes for p in nouns)
        return any(NAMES & p.tag.grammemes for p in nouns)

    def _by_ending(self, word: str) -> Noun | None:
        """A name as a noun by its ending; syllables of Asian names do not decline."""
        for ends, dropped, endings in RUSSIAN_ENDINGS if self.language == "ru" else UKRAINIAN_ENDINGS:
            if word.endswith(ends) and len(word) > 2:  # noqa: PLR2004
                oblique = (word.removesuffix(dropped) + ending for ending in endings)
                cases = dict(zip(CASES, (word, *oblique), strict=True))
                return Noun(SINGULAR, "masc", animate=True, forms={(SINGULAR, c): (f,) for c, f in cases.items()})
        return None

    def _rank(self, parse: Any, role: Role) -> int:
        """How well a parse fits the role; 0 is neutral."""
        grammemes = parse.tag.grammemes
        if role == "person":
            return 2 * bool(NAMES & grammemes) + ("masc" in grammemes) - 2 * ("plur" in grammemes)
        if role == "proper":
            return 2 * ("Geox" in grammemes) - bool(NAMES & grammemes)
        return -bool((NAMES | {"Geox", "Abbr"}) & grammemes)

    def _noun(self, parse: Any) -> Noun:
        forms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for form in parse.lexeme:
            tag = form.tag
            if not self._shown(tag) or (NAMES & tag.grammemes and tag.gender != parse.tag.gender):
                continue
            if case := self._case(tag):
                forms[str(tag.number or SINGULAR), case].append(form.word)
        animate = "anim" in parse.tag
        number = str(parse.tag.number or SINGULAR)
        gender = str(parse.tag.gender or "masc")
        return Noun(number, gender, animate, _frozen(forms))

    def trailing(self, word: str) -> Adjective | None:
        """See ``Morphology.trailing``; Ukrainian genitives such as `міністрів` look like possessive adjectives."""
        return None if word.endswith(("ів", "їв")) else self.adjective(word)

    def adjective(self, word: str) -> Adjective | None:
        """See ``Morphology.adjective``."""
        if model := LIKE.get((self.language, word)):
            like = self.adjective(model)
            return like and replace(like, forms=_transferred(like.forms, model, word))
        parses = self._parses(word)
        if parses and parses[0].tag.POS in FUNCTION_WORDS:
            return None
        found = [p for p in parses if p.tag.POS in ADJECTIVES and self._is_citation(p, "nomn")]
        if not found:
            return None
        best = found[0]
        forms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for form in best.lexeme:
            tag = form.tag
            same = tag.POS == best.tag.POS and tag.tense == best.tag.tense and tag.voice == best.tag.voice
            if self.language == "uk" and form.word.endswith(UKRAINIAN_LONG):
                continue
            if same and self._shown(tag) and (case := self._case(tag)) and not {"Supr", "Cmp2"} & tag.grammemes:
                forms[PLURAL if tag.number == PLURAL else str(tag.gender), case].append(form.word)
        agreement = PLURAL if best.tag.number == PLURAL else str(best.tag.gender)
        return Adjective(agreement, _frozen(forms))

    def verb(self, word: str) -> frozenset[str]:
        """See ``Morphology.verb``; with participles, gerunds and the passives in -ся of imperfectives."""
        infinitive = self._infinitive(word)
        if infinitive is None:
            return frozenset()
        forms = set(self._verb_forms(infinitive.lexeme)) | self._participles(word)
        passive = self._infinitive(word + "ся") if "impf" in infinitive.tag.grammemes else None
        if passive is not None and self.analyzer.word_is_known(word + "ся"):
            forms |= set(self._verb_forms(passive.lexeme))
        return frozenset(forms)

    def _infinitive(self, word: str) -> Any | None:
        parses = self._parses(word)
        verbs = [p for p in parses if p.tag.POS in ("INFN", "VERB")]
        infinitives = [p for p in verbs if p.tag.POS == "INFN" or self._is_citation(p, "infn")]
        return infinitives[0] if infinitives and parses[0].score <= 2 * infinitives[0].score else None

    def _verb_forms(self, lexeme: Iterable[Any]) -> Iterable[str]:
        """The forms that a report may use: no imperatives, no second person."""
        return (f.word for f in lexeme if self._shown(f.tag) and not {"impr", "2per"} & f.tag.grammemes)

    def _participles(self, word: str) -> set[str]:
        """Ukrainian keeps participles as adjectives of their own; those that the dictionary knows are added."""
        if self.language != "uk":
            return set()
        forms: set[str] = set()
        for stem, endings in UKRAINIAN_PARTICIPLES.items():
            for ending in endings if word.endswith(stem) else ():
                base = word.removesuffix(stem) + ending
                adjective = self.adjective(base + "ий") if self.analyzer.word_is_known(base + "ий") else None
                if adjective:
                    forms |= {form for column in adjective.forms.values() for form in column} | {base + "о"}
        return forms


UKRAINIAN_PARTICIPLES = {
    "ати": ("ан",), "яти": ("ят", "ян"), "нути": ("нут",), "сти": ("сен", "ден"), "увати": ("ован",), "чити": ("чен",),
    "жити": ("жен",), "рити": ("рен",), "нити": ("нен",), "лити": ("лен",), "дити": ("джен",), "тити": ("чен",),
    "сити": ("шен",), "зити": ("жен",), "вити": ("влен",), "бити": ("блен",), "пити": ("плен",), "мити": ("млен",),
    "вести": ("веден",),
}  # fmt: skip


def _transferred(
    forms: Mapping[tuple[str, str], tuple[str, ...]], model: str, word: str
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The forms of a model with the stem of another word: what the two do not end in alike."""
    shared = next(n for n, (a, b) in enumerate(zip_longest(model[::-1], word[::-1])) if a != b)
    stem, taken = word[: len(word) - shared], len(model) - shared
    return {slot: tuple(stem + form[taken:] for form in found) for slot, found in forms.items()}


def _frozen(forms: dict[tuple[str, str], list[str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {slot: tuple(dict.fromkeys(word.replace("'", "’") for word in words)) for slot, words in forms.items()}


@cache
def morphology(language: str) -> Pymorphy:
    """The morphology of a language; loading its dictionary takes about a second."""
    return Pymorphy(language)
