"""East Slavic names in the nominative: Азизом Ташпулатовым is Азиз Ташпулатов, Міколам Дудко is Мікола Дудко.

A name is read as one gender and case in all its words; where that leaves a choice, it stays as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Gender -> case -> `ending>ending of the nominative`, the longest first. Signs for what the letter before decides:
# * is й behind a vowel, nothing behind a hushing consonant (and р but in Russian), else ь; ~ is я behind a vowel or ь,
# else а; ^ is а behind a hushing consonant or г, к, х, else я.
_TABLES: dict[str, dict[str, tuple[str, ...]]] = {
    "ru": {
        "masculine": (
            "ского>ский цкого>цкий зоды>зода ого>ый ова>ов ева>ев ёва>ёв ина>ин ына>ын ия>ий я>* а> ы>а",
            "скому>ский цкому>цкий зоде>зода ому>ый ову>ов еву>ев ёву>ёв ину>ин ыну>ын ию>ий ю>* у> е>а",
            "ским>ский цким>цкий зодой>зода овым>ов евым>ев ёвым>ёв иным>ин ыным>ын ым>ый ием>ий ем>* ом> ёй>я ой>а",
            "ском>ский цком>цкий зоде>зода ове>ов еве>ев ёве>ёв ине>ин ыне>ын ии>ий е>*",
        ),
        "feminine": (
            "ской>ская цкой>цкая овой>ова евой>ева ёвой>ёва иной>ина ыной>ына ой>ая ии>ия ы>а и>^",
            "ской>ская цкой>цкая овой>ова евой>ева ёвой>ёва иной>ина ыной>ына ой>ая ии>ия е>~",
            "скую>ская цкую>цкая ову>ова еву>ева ёву>ёва ину>ина ыну>ына ую>ая ию>ия ю>я у>а",
            "ской>ская цкой>цкая овой>ова евой>ева ёвой>ёва иной>ина ыной>ына ией>ия ёй>я ей>^ ой>а",
        ),
    },
    "be": {
        "masculine": (
            "скага>скі цкага>цкі нкі>нка ава>аў ова>оў ева>еў ёва>ёў іна>ін ына>ын ія>ій я>* а> ы>а",
            "скаму>скі цкаму>цкі нку>нка аву>аў ову>оў еву>еў ёву>ёў іну>ін ыну>ын ію>ій ю>* у> е>а",
            "скім>скі цкім>цкі нкам>нка авым>аў овым>оў евым>еў ёвым>ёў іным>ін ыным>ын іем>ій ем>* ам> ом> ай>а",
        ),
        "feminine": (
            "скай>ская цкай>цкая авай>ава овай>ова евай>ева ёвай>ёва інай>іна ынай>ына іі>ія ы>а і>^",
            "скую>ская цкую>цкая аву>ава ову>ова еву>ева ёву>ёва іну>іна ыну>ына ію>ія ю>я у>а",
            "скай>ская цкай>цкая авай>ава овай>ова евай>ева ёвай>ёва інай>іна ынай>ына іяй>ія яй>я ай>а",
        ),
    },
    "uk": {
        "masculine": (
            "ського>ський цького>цький енка>енко ова>ов єва>єв ева>ев іна>ін ина>ин ія>ій я>* а> и>а",
            "ському>ський цькому>цький енку>енко ову>ов єву>єв еву>ев іну>ін ину>ин ію>ій ові> еві>* єві>й ю>* у> і>а",
            "ським>ський цьким>цький енком>енко овим>ов євим>єв евим>ев іним>ін иним>ин ієм>ій єм>й ем>* ом> ою>а ею>я",
        ),
        "feminine": (
            "ської>ська цької>цька ової>ова євої>єва евої>ева іної>іна иної>ина ії>ія и>а і>^",
            "ській>ська цькій>цька овій>ова євій>єва евій>ева іній>іна иній>ина ії>ія і>~",
            "ську>ська цьку>цька ову>ова єву>єва еву>ева іну>іна ину>ина ію>ія ю>я у>а",
            "ською>ська цькою>цька овою>ова євою>єва евою>ева іною>іна иною>ина ією>ія єю>я ею>^ ою>а",
        ),
    },
}  # fmt: skip
# Nominatives that are not what stays when the ending goes.
_IRREGULAR = {
    "ru": {"Павл": "Павел", "Льв": "Лев", "Петр": "Пётр"},
    "be": {"Пятр": "Пётр", "Паўл": "Павел", "Міхал": "Міхал"},
    "uk": {
        "Павл": "Павло", "Дмитр": "Дмитро", "Петр": "Петро", "Михайл": "Михайло", "Данил": "Данило", "Кирил": "Кирило",
        "Марк": "Марко", "Левк": "Левко", "Гаврил": "Гаврило",
    },
}  # fmt: skip
# Endings that no other gender and case of a surname shares, so that they tell it without a given name that is known.
_TELLING = (
    *(
        "ского",
        "цкого",
        "скому",
        "цкому",
        "ским",
        "цким",
        "овым",
        "евым",
        "ёвым",
        "иным",
        "ыным",
        "зодой",
        "скую",
        "цкую",
    ),
    *("скага", "цкага", "скаму", "цкаму", "скім", "цкім", "авым", "еўым", "скай", "цкай", "авай", "овай", "евай"),
    *("ського", "цького", "ському", "цькому", "ським", "цьким", "овим", "євим", "евим", "іним", "иним", "енком"),
    *("ської", "цької", "ською", "цькою", "овою", "євою", "ової"),
)
# How the instrumental of given names ends: men's behind a hard consonant and a soft one, women's behind а and я.
_INSTRUMENTAL = {
    "masculine": (("", "ом"), ("", "ам"), ("", "ем"), ("й", "ем"), ("й", "єм"), ("ь", "ем")),
    "feminine": (("а", "ой"), ("а", "ай"), ("а", "ою"), ("я", "ей"), ("я", "яй"), ("я", "ею"), ("я", "єю")),
}
# How men's given names end in Turkic and Persian languages.
_MEN = ("бек", "жон", "джон", "мурат", "мурод", "уддин", "иддин", "бой", "бай", "хан", "гали", "улла")
_VOWELS = frozenset("аеёиоуыэюяіїє")
_HUSHING = frozenset("жшчщц")
_VELAR = frozenset("гкх")
_SHORTEST = 2


def nominative(words: Sequence[str], language: str, is_given: Callable[[str], bool]) -> list[str]:
    """The words of a name of a person in the nominative, as far as they tell their case; else as they are.

    Args:
        words: The name as it stands, in any order; initials are kept.
        language: "ru", "be" or "uk"; in other languages nothing changes.
        is_given: Whether a word is a form of a given name that is known.

    """
    if any(_is_given(word, "masculine", is_given) for word in words):
        return list(words)
    for gender, cases in _TABLES.get(language, {}).items():
        for case in cases:
            found = [_in_nominative(word, case, gender, language) for word in words]
            if None not in found and _is_told(words, found, gender, is_given):
                return [
                    _IRREGULAR[language].get(base or word, base or word)
                    for word, base in zip(words, found, strict=True)
                ]
    return list(words)


def _in_nominative(word: str, case: str, gender: str, language: str) -> str | None:
    """The nominative of a word that stands in a case; itself if it has no cases; None if it cannot stand in it."""
    if len(word.strip(".")) <= 1 or not word[0].isupper():
        return word
    for ending, base in _endings(case):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) + len(base) > _SHORTEST and (whole := _with(rest, base, language)) is not None:
            return whole
    declines = word[-1] in "аяй" or (gender == "masculine" and word[-1] not in _VOWELS) or word.endswith(_TELLING)
    return None if declines else word


def _endings(case: str) -> Iterator[tuple[str, str]]:
    for pair in case.split():
        ending, _, base = pair.partition(">")
        yield ending, base


def _with(rest: str, base: str, language: str) -> str | None:
    last = rest[-1:]
    match base:
        case "*":
            bare = last in _HUSHING or (last == "р" and language != "ru")
            return rest + ("й" if last in _VOWELS else "" if bare else "ь")
        case "~":
            return rest + ("я" if last in _VOWELS or last == "ь" else "а")
        case "^":
            return rest + ("а" if last in _HUSHING or last in _VELAR else "я")
        case "":
            return None if last in _VOWELS else rest
        case _:
            return rest + base


def _is_told(words: Sequence[str], found: Sequence[str | None], gender: str, is_given: Callable[[str], bool]) -> bool:
    """Whether the reading is sure: by an ending of surnames, or by a known given name that is none as it stands."""
    changed = [(word, base) for word, base in zip(words, found, strict=True) if base and base != word]
    if any(word.endswith(_TELLING) for word, _ in changed):
        return True
    return any(
        _is_given(base, gender, is_given) and not _is_given(word, "feminine", is_given) for word, base in changed
    )


def _is_given(name: str, gender: str, is_form: Callable[[str], bool]) -> bool:
    """Whether a nominative is a known given name of a gender: it has that gender's instrumental."""
    return (gender == "masculine" and name.endswith(_MEN)) or any(
        name.endswith(ending) and is_form(name.removesuffix(ending) + instrumental)
        for ending, instrumental in _INSTRUMENTAL[gender]
    )
