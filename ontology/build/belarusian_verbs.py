"""Belarusian verbs: finite forms, gerunds and the stems of passive participles, from the infinitive alone."""

from __future__ import annotations

import re

INFINITIVE = re.compile(r"(аць|яць|іць|ыць|ець|эць|уць|юць|нуць|сці|зці|йсці|чы|цца)$")
NOT_INFINITIVE = re.compile(r"([аеоіяы]сць|насць|печаць|памяць|пяць|дзесяць|дзевяць|шэсць|абедзвюць|смерць|чвэрць)$")

MUTATED = {"дз": "дж", "ц": "ч", "с": "ш", "з": "ж", "сц": "шч", "б": "бл", "п": "пл", "в": "ўл", "м": "мл", "ст": "шч"}
"""What a labial or dental becomes before -ен-, -ан- and -у: зацвердзіць, зацверджаны."""

IRREGULAR = {
    "сустрэць": ("сустрэн", "е", "уць"), "прыняць": ("прым", "е", "уць"), "узяць": ("возьм", "е", "уць"),
    "пачаць": ("пачн", "е", "уць"), "правесці": ("правядз", "е", "уць"), "прывесці": ("прывядз", "е", "уць"),
    "увесці": ("увядз", "е", "уць"), "прыйсці": ("прыйдз", "е", "уць"), "увайсці": ("увойдз", "е", "уць"),
    "ехаць": ("едз", "е", "уць"), "прыехаць": ("прыедз", "е", "уць"), "наладзіць": ("наладз", "іць", "яць"),
    "адбыць": ("адбудз", "е", "уць"), "прыбыць": ("прыбудз", "е", "уць"), "даць": ("дас", "ць", "уць"),
    "весці": ("вядз", "е", "уць"), "сустракаць": ("сустрака", "е", "юць"), "падпісаць": ("падпіш", "а", "уць"),
    "сказаць": ("скаж", "а", "уць"), "выказаць": ("выкаж", "а", "уць"), "паказаць": ("пакаж", "а", "уць"),
    "ісці": ("ідз", "е", "уць"), "узяцца": ("возьм", "е", "уць"), "быць": ("будз", "е", "уць"),
}  # fmt: skip
"""Infinitive to the present stem with its third persons."""

PAST = {"правесці": "правё", "прывесці": "прывё", "увесці": "увё", "весці": "вё", "прыйсці": "прыйшо",
        "увайсці": "увайшо", "ісці": "ішо"}  # fmt: skip
PAST_PLURAL = {"правесці": "правя", "прывесці": "прывя", "увесці": "увя", "весці": "вя", "прыйсці": "прыйш",
               "увайсці": "увайш", "ісці": "іш"}  # fmt: skip


def verb_forms(infinitive: str) -> tuple[set[str], set[str]]:
    """The finite forms and gerunds of an infinitive, and the stems of its passive participles; empty if it is none."""
    if not INFINITIVE.search(infinitive) or NOT_INFINITIVE.search(infinitive):
        return set(), set()
    reflexive = infinitive.endswith("цца")
    base = infinitive.removesuffix("цца") + "ць" if reflexive else infinitive
    active = _active(base)
    if reflexive:
        return {infinitive, *(_reflexive(form) for form in active)}, set()
    imperfective = base.endswith(("ваць", "каць", "шаць", "чаць", "жаць", "раць", "пляць", "ляць", "няць", "мляць"))
    passive = {_reflexive(form) for form in active} | {_reflexive(base)} if imperfective else set()
    return active | passive | {base}, _participle_stems(base)


def _reflexive(form: str) -> str:
    """The form with -ся: сустрэлі, сустрэліся; падпісваюць, падпісваюцца; падпісвае, падпісваецца."""
    if form.endswith("ць"):
        return form.removesuffix("ць") + "цца"
    return form + ("цца" if form.endswith(("е", "а")) and not form.endswith("ла") else "ся")


def _active(base: str) -> set[str]:
    return _past(base) | _present(base)


def _past(base: str) -> set[str]:
    if base in PAST:
        stem, plural = PAST[base], PAST_PLURAL[base]
        return {stem + "ў", plural + "ла", plural + "ло", plural + "лі", plural + "ўшы"}
    stem = re.sub(r"(?:ць|ці|чы)$", "", base)  # once: стра-ці-ць
    gerunds = {stem + "ўшы"}
    return gerunds | {stem + ending for ending in ("ў", "ла", "ло", "лі")}


def _present(base: str) -> set[str]:  # noqa: PLR0911  # a table of conjugations
    if base in IRREGULAR:
        stem, third, thirds = IRREGULAR[base]
        plural = stem.removesuffix("дз") + "дуць" if stem.endswith("дз") and thirds == "уць" else stem + thirds
        return {stem + third, plural}
    stem = base[:-3]
    if base.endswith(("аваць", "яваць", "еваць")):
        short = base[:-5]
        present = {short + "уе", short + "уюць", short + "уем", short + "юе", short + "ююць"}
        return present | {stem + "ае", stem + "аюць", stem + "аем", stem + "аючы", short + "уючы"}
    if base.endswith("нуць"):
        return {stem + "е", stem + "уць", stem + "ем"}
    if base.endswith("аць"):
        return {stem + "ае", stem + "аюць", stem + "аем", stem + "аючы"}
    if base.endswith(("яць", "ець", "эць")):
        vowel = base[-3]
        return {stem + vowel + ending for ending in ("е", "юць", "ем", "ючы")} | {stem + "іць", stem + "яць"}
    if base.endswith("ыць"):
        return {stem + "ыць", stem + "аць", stem + "ым"}
    return {stem + "іць", stem + "яць", stem + "ім"}


def _mutations(stem: str) -> set[str]:
    for end, new in sorted(MUTATED.items(), key=lambda pair: -len(pair[0])):
        if stem.endswith(end):
            return {stem.removesuffix(end) + new}
    return {stem}


def _participle_stems(base: str) -> set[str]:  # noqa: PLR0911  # a table of conjugations
    if base in ("прыняць", "узяць", "пачаць", "заняць", "зняць"):
        return {base.removesuffix("ць") + "т"}
    if base in PAST:
        return {IRREGULAR[base][0] + "ен"}
    stem = base[:-3]
    if base.endswith("аць"):
        return {stem + "ан"}
    if base.endswith("яць"):
        return {stem + "ян"}
    if base.endswith("ыць"):
        return {stem + "ан", stem + "он"}
    if base.endswith("іць"):
        return {mutated + vowel + "н" for mutated in _mutations(stem) for vowel in "ае"}
    return set()
