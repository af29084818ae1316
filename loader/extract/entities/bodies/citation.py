"""The name of an East Slavic body in the nominative: `Генпрокуратуру РФ` is Генпрокуратура РФ.

The adjectives in front tell the gender of the head noun; where there are none, the lexicon does, by the instrumental
that it has of the noun. What neither tells stays as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ontology.trie import LEAF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from loader.extract.facts import Agency
    from ontology.lexicon import Lexicon

# Endings of adjectives, by gender: masculine and neuter, feminine, plural.
_ADJECTIVES = {
    "ru": {"m": "ого его ому ему ым им ом ем", "f": "ой ей ую юю", "p": "ых их ыми ими"},
    "be": {"m": "ага яга аму яму ым ім", "f": "ай яй ую юю", "p": "ых іх ымі імі"},
    "uk": {"m": "ого ього ому ьому им ім", "f": "ої ьої ій ою ьою у ю", "p": "их іх ими іми"},
}
# The nominative behind a hard stem, a soft one (told by the ending), and г, к, х or a hushing consonant.
_WHOLE = {
    "ru": {"m": "ый ий ий", "n": "ое ее ое", "f": "ая яя ая", "p": "ые ие ие"},
    "be": {"m": "ы і і", "n": "ае яе ае", "f": "ая яя ая", "p": "ыя ія ія"},
    "uk": {"m": "ий ій ий", "n": "е є е", "f": "а я а", "p": "і і і"},
}
_SOFT = frozenset(["его", "ему", "ей", "юю", "яга", "яму", "яй", "ього", "ьому", "ьої", "ьою", "ю"])
# Endings that nouns have too; an adjective with one of them shows what it is by its stem.
_SHARED = frozenset(["ой", "ей", "ом", "ем", "им", "ім", "ым", "ай", "яй", "ою", "у", "ю", "ій", "ої", "их", "іх"])
_OF_PLACES = ("ск", "цк", "ськ", "цьк", "зьк")
_STEMS = (*_OF_PLACES, "н", "в", "ч", "щ", "ш")
_SOFT_VOWELS = frozenset("яеіию")
_HUSHING = frozenset("жшчщц")
_VELAR = frozenset("гкх")
# `ending>ending of the nominative`, those first that tell a noun by themselves.
_NOUNS = {
    "ru": {
        "n": "ства>ство ству>ство ством>ство стве>ство ения>ение ению>ение ением>ение ении>ение ания>ание анию>ание анием>ание ании>ание",
        "f": "ии>ия ию>ия ией>ия ой>а ы>а у>а ки>ка ги>га хи>ха ею>ея еи>ея ею>ея ей>я ни>ня ню>ня не>ня е>а",
        "m": "ом> а> у> е>",
        "p": "сил>силы силам>силы силами>силы силах>силы войск>войска войскам>войска войсками>войска войсках>войска",
    },
    "be": {
        "n": "ству>ства ствам>ства стве>ства ення>енне енню>енне еннем>енне енні>енне ання>анне анню>анне аннем>анне анні>анне",
        "f": "цыі>цыя цыю>цыя цыяй>цыя іі>ія ію>ія іяй>ія дзе>да це>та ай>а ы>а у>а кі>ка гі>га хі>ха яй>я ні>ня ню>ня е>а",
        "m": "ам> ом> а> у> це>т дзе>д е>",
        "p": "сіл>сілы сілам>сілы сіламі>сілы сілах>сілы войскаў>войскі войскам>войскі войскамі>войскі войсках>войскі",
    },
    "uk": {
        "n": "ства>ство ству>ство ством>ство стві>ство енню>ення енням>ення енні>ення анню>ання анням>ання анні>ання інню>іння інням>іння інні>іння",
        "f": "ії>ія ію>ія ією>ія ою>а и>а у>а ею>я ю>я ці>ця і>а",
        "m": "ові> ом> а> у> і>",
        "p": "сил>сили силам>сили силами>сили силах>сили військ>війська військам>війська військами>війська військах>війська",
    },
}
# The instrumental of a noun, by its nominative: feminine in -а, in -я, masculine.
_INSTRUMENTAL = {"ru": ("ой", "ей", "ом"), "be": ("ай", "яй", "ам"), "uk": ("ою", "ею", "ом")}
# Endings of nouns so long that no other gender has them.
_TELLING = 3


class _Adjective(NamedTuple):
    stem: str
    ending: str
    gender: str


def cite(agencies: Iterable[Agency], language: str, lexicon: Lexicon) -> None:
    """Give each body, beside the forms of the text, their nominatives."""
    if language not in _ADJECTIVES:
        return
    for agency in agencies:
        for name in list(agency.names):
            if name.language == language:
                agency.names[name._replace(text=citation(name.text, language, lexicon))] = None


def citation(name: str, language: str, lexicon: Lexicon) -> str:
    """The name in the nominative, as far as its words tell their case; else as it stands."""

    def is_noun(word: str) -> bool:
        return LEAF in lexicon.trie.get(word.lower().replace("ё", "е"), ())

    if language not in _ADJECTIVES:
        return name
    words = name.split()
    lead = _adjectives(words, language, is_noun)
    gender = lead[-1].gender if lead else None
    found = _noun(words[len(lead)], gender, language, is_noun)
    if found is None:
        return name
    whole = [_in_nominative(adjective, found[1], language) for adjective in lead]
    return " ".join([*whole, found[0], *words[len(lead) + 1 :]])


def _adjectives(words: list[str], language: str, is_noun: Callable[[str], bool]) -> list[_Adjective]:
    """The adjectives in an oblique case with which the name begins, all of one gender."""
    found: list[_Adjective] = []
    for word in words[:-1]:
        adjective = _adjective(word, language, is_noun)
        if adjective is None or (found and adjective.gender != found[-1].gender):
            break
        found.append(adjective)
    return found


def _adjective(word: str, language: str, is_noun: Callable[[str], bool]) -> _Adjective | None:
    for gender, endings in _ADJECTIVES[language].items():
        for ending in sorted(endings.split(), key=len, reverse=True):
            stem = word.removesuffix(ending)
            if stem == word or not stem:
                continue
            if ending not in _SHARED or (stem.endswith(_STEMS) and not _is_declined(stem, ending, language, is_noun)):
                return _Adjective(stem, ending, gender)
    return None


def _is_declined(stem: str, ending: str, language: str, is_noun: Callable[[str], bool]) -> bool:
    """Whether a stem is a noun's: `охран-ой`; `российск-ой`, which is whole in the lexicon too, is none.

    Belarusian `мытн-ай` is none either: the noun is soft, and has `мытняй`.
    """
    hard, soft, masculine = _INSTRUMENTAL[language]
    nouns = (soft,) if ending[0] in _SOFT_VOWELS else (hard, masculine)
    return not stem.endswith(_OF_PLACES) and any(is_noun(stem + noun) for noun in nouns)


def _noun(word: str, gender: str | None, language: str, is_noun: Callable[[str], bool]) -> tuple[str, str] | None:
    """A head noun in the nominative, and its gender."""
    for own, pairs in _NOUNS[language].items():
        if gender is not None and own != gender and not (gender == "m" and own in "np"):
            continue
        for ending, base in _pairs(pairs):
            stem = word.removesuffix(ending)
            if stem == word or not stem + base:
                continue
            told = len(ending) >= _TELLING or own in ("p", gender)
            if told or _has_instrumental(stem + base, own, language, is_noun):
                return stem + base, own
    return None


def _has_instrumental(word: str, gender: str, language: str, is_noun: Callable[[str], bool]) -> bool:
    """Whether the lexicon has the instrumental of a nominative of a gender."""
    hard, soft, masculine = _INSTRUMENTAL[language]
    if gender == "m":
        return is_noun(word + masculine)
    return is_noun(word[:-1] + (soft if word[-1] == "я" else hard))


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for pair in table.split():
        ending, _, base = pair.partition(">")
        yield ending, base


def _in_nominative(adjective: _Adjective, gender: str, language: str) -> str:
    hard, soft, other = _WHOLE[language][gender].split()
    if adjective.ending in _SOFT and adjective.stem[-1] not in _HUSHING:
        return adjective.stem + soft
    return adjective.stem + (
        other if adjective.stem[-1] in (_VELAR if language == "be" else _HUSHING | _VELAR) else hard
    )
