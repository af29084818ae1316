"""Belarusian inflection by ending tables, because there is no free dictionary of it for Python.

It gives a form too many rather than one too few: both genitives (-а, -у), both conjugations. A form that no writer
uses matches nothing. Stress is not known, so stressed endings (другога, зямлёй) come only where the spelling tells.
"""

from __future__ import annotations

import re
from collections import defaultdict

from ontology.build.belarusian_adjectives import ADJECTIVAL, paradigm
from ontology.build.belarusian_verbs import verb_forms
from ontology.build.phrases import CASES, PLURAL, SINGULAR, Adjective, Noun, Role
from ontology.build.tables import words

INVARIABLE = words(
    "паміж раней не ні без ня будзе будуць ужо сёння заўтра учора ўчора пасля перад падчас па у ў на з са да ад "
    "для аб пра пры і й або але таксама толькі больш менш хутка нядаўна цяпер разам супраць супроць за каля праз "
    "ранкам вечарам днём уначы увечары раніцай зараз чакаецца мае маюць маючы няма нельга трэба варта можа могуць "
    "было быў была былі адзін адна дзве абедзве абодва два тры чатыры пяць шэсць сем восем дзевяць дзесяць што як "
    "калі гэта ён яна яны мы бюро кафэ інтэрв’ю журы рэзюмэ пазаўчора напярэдадні марока манака лесота кюрасаа "
    "макаа тога конга самоа фіджы малаві самалі эсватыні табага сочы алматы гюмры карачы каршы кастры конакры "
    "куангчы урумчы згодна паводле адносна шляхам акрамя сярод"
)
"""Words that a table by endings would take for nouns."""

FEMININE = frozenset({"харватыя", "партыя", "гарантыя", "амністыя", "дынастыя", "тэрыторыя"})
NEUTER = frozenset({"права", "слова", "войска", "мора", "возера", "неба", "места", "лета", "свята", "рэчыва", "паліва"})
MASCULINE_SOFT = words(
    "дзень студзень чэрвень ліпень жнівень верасень снежань тыдзень ізраіль лагер крамль тайвань гомель "
    "спадар гасць князь цар кароль вучань медаль шпіталь канцлер"
)
FLEETING = {"дзень": "дн", "тыдзень": "тыдн", "ліпень": "ліпен", "студзень": "студзен", "чэрвень": "чэрвен",
            "жнівень": "жніўн", "верасень": "верасн", "снежань": "снежн", "турак": "турк",
            "егіпет": "егіпт"}  # fmt: skip
"""Masculine stems that change before an ending; the usual -ец and -ак by rule."""

SHORT_U = words("прарыў разрыў зрыў перарыў архіў праліў")
"""Nouns that end as past tenses do."""
PEOPLE = re.compile(r"(ец|ац|ін|ын|ор|ар|ент|ант|ік|ач|граф|лаг|ст|тр|рус|сер|віт|зах|бек|рб|рк|як|ак|эх|ет)$")
SOFTENED = {"к": "ц", "г": "з", "х": "с", "д": "дз", "т": "ц"}
HARDENED = "жшчцр"
VOWELS = "аеёіоуўыэюя"

Slots = dict[tuple[str, str], list[str]]


def _filled(number: str, columns: list[list[str]]) -> Slots:
    return {(number, case): forms for case, forms in zip(CASES, columns, strict=True)}


def _prepositional(stem: str) -> str:
    """The locative (and feminine dative) singular of a hard stem: краіне, рэспубліцы, радзе, сустрэчы."""
    last = stem[-1]
    if last in HARDENED:
        return stem + "ы"
    if last == "к":
        return stem[:-1] + "цы"
    return stem[:-1] + SOFTENED.get(last, last) + "е"


def _plural(stem: str, soft: bool, zero: bool) -> Slots:
    hard = "ы" if stem[-1] not in "гкх" else "і"
    nominative = stem + ("і" if soft else hard)
    a, genitives = ("я", [stem + "яў"]) if soft else ("а", [stem + "аў"])
    if soft:
        genitives.append(stem + ("й" if stem[-1] in VOWELS else "ей"))
    elif zero:
        genitives.append(stem)
    rest = [[stem + a + "м"], [nominative, *genitives], [stem + a + "мі"], [stem + a + "х"]]
    return _filled(PLURAL, [[nominative], genitives, *rest])


def _feminine(word: str) -> Slots:
    stem, soft = word[:-1], word.endswith("я")
    if soft:
        dative = stem + "і"
        instrumental = [stem + "яй", stem + "ёй"] if stem[-1] not in VOWELS else [stem + "яй"]
        columns = [[word], [dative], [dative], [stem + "ю"], instrumental, [dative]]
    else:
        dative = _prepositional(stem)
        genitive = stem + ("і" if stem[-1] in "гкх" else "ы")
        columns = [[word], [genitive], [dative], [stem + "у"], [stem + "ай", stem + "аю", stem + "ой"], [dative]]
    return _filled(SINGULAR, columns) | _plural(stem, soft, zero=True)


def _third(word: str) -> Slots:
    """Feminines in a consonant or -ь: дзейнасць, Беларусь, моц."""
    stem = word.removesuffix("ь")
    vowel = "і" if word.endswith("ь") else "ы"
    single = stem.endswith(("сц", "р"))
    doubled = stem + ("" if single else "дз" if stem.endswith("дз") else stem[-1]) + "ю"
    columns = [[word], [stem + vowel], [stem + vowel], [word], [doubled], [stem + vowel]]
    return _filled(SINGULAR, columns) | _plural(stem, soft=vowel == "і", zero=False)


def _masculine(word: str, short: str = "") -> Slots:
    stem, soft = short or word, False
    if word in FLEETING:
        stem, soft = FLEETING[word], word.endswith("ь")
    elif word.endswith(("ь", "й")):
        stem, soft = word[:-1], True
    elif word.endswith(("ец", "ац")):
        last = {"в": "ў"}.get(word[-3], word[-3] + ("й" if word[-3] in VOWELS else ""))  # літовец, літоўцы
        stem = word[:-3] + last + "ц"
    elif word.endswith("ў"):
        stem = word[:-1] + "в"
    a, u, om = ("я", "ю", "ем") if soft else ("а", "у", "ам")
    locatives = [stem + "і"] if soft else [stem + "у", _prepositional(stem) if stem[-1] not in "гкх" else stem + "у"]
    instrumental = [stem + om, stem + "ым"] if word.endswith(("ў", "ін", "ын")) else [stem + om]
    columns = [[word], [stem + a, stem + u], [stem + u], [word, stem + a], instrumental, locatives]
    return _filled(SINGULAR, columns) | _plural(stem, soft, zero=False)


def _merged(first: Slots, second: Slots) -> Slots:
    """The forms of either paradigm."""
    return {slot: [*first.get(slot, []), *second.get(slot, [])] for slot in first | second}


def _adjective_name(word: str) -> Slots:
    """Surnames in -скі."""
    oblique = ([word[:-1] + ending] for ending in ("ага", "аму", "ага", "ім", "ім"))
    return _filled(SINGULAR, [[word], *oblique])


def _in_person(word: str) -> Slots:
    """Nouns in -ін that lose it in the plural: расіянін, расіяне."""
    stem = word[:-2]
    singular = {slot: forms for slot, forms in _masculine(word).items() if slot[0] == SINGULAR}
    genitive = [stem, stem + "аў"]
    rest = [[stem + "ам"], genitive, [stem + "амі"], [stem + "ах"]]
    return singular | _filled(PLURAL, [[stem + "е", stem + "ы"], genitive, *rest])


def _neuter(word: str) -> Slots:
    stem, soft = word[:-1], word.endswith(("е", "ё")) and word[-2] not in HARDENED
    a, u, om = ("я", "ю", "ем") if soft else ("а", "у", "ам")
    locative = stem + "і" if soft else _prepositional(stem)
    columns = [[word], [stem + a], [stem + u], [word], [stem + om], [locative]]
    return _filled(SINGULAR, columns) | _plural(stem, soft, zero=not soft)


def _plural_only(word: str) -> Slots:
    stem = word[:-1]
    soft = word.endswith("і") and stem[-1] not in "гкх"
    return _plural(stem, soft, zero=True)


class Belarusian:
    """The ``Morphology`` of Belarusian."""

    def noun(self, word: str, role: Role, number: str = "") -> Noun | None:
        """See ``Morphology.noun``. Only the last part of a hyphenated word declines."""
        head, hyphen, last = word.rpartition("-")
        declined = self._declined(last, role, number)
        if declined is None or last in INVARIABLE or word in INVARIABLE:
            return None
        gender, slots = declined
        citation = SINGULAR if (SINGULAR, "nomn") in slots else PLURAL
        if number and number != citation:
            return None
        forms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for slot, endings in slots.items():
            forms[slot] = [head + hyphen + form for form in endings]
        animate = role == "person" or bool(PEOPLE.search(last))
        for slot in ((SINGULAR, "accs"), (PLURAL, "accs")):
            nominative = forms[slot[0], "nomn"]
            if gender != "femn" or slot[0] == PLURAL:
                forms[slot] = [f for f in forms[slot] if (f not in nominative) == animate] or forms[slot]
        return Noun(citation, gender, animate, {slot: tuple(dict.fromkeys(found)) for slot, found in forms.items()})

    def _declined(  # noqa: C901, PLR0911, PLR0912  # a table of endings
        self, word: str, role: Role, number: str
    ) -> tuple[str, Slots] | None:
        if len(word) < 3 or word.endswith(("у", "о", "э", "ю", "ая", "яя", "ае", "ое")):  # noqa: PLR2004
            return None
        if word.endswith(("амі", "ямі", "ях", "ах")) and len(word) > 6:  # noqa: PLR2004
            return None  # an inflected form, not a citation form
        if word.endswith("ыя") and ADJECTIVAL.search(word) and word not in FEMININE:
            return None
        if role == "proper" and word.endswith("і"):
            return None  # Чылі, Гаіці
        if role == "person" and word.endswith(("ы", "і", "э")) and not word.endswith("кі"):
            return None  # Чжао Кэчжы
        if role == "proper" and word.endswith("нь"):
            return "femn", _merged(_masculine(word), _third(word))  # Казань, but Сіань and Тайвань
        if word.endswith("ў"):
            return ("masc", _masculine(word)) if role in ("proper", "person") or word in SHORT_U else None
        if role == "person" and word.endswith(("скі", "цкі", "кі")):
            return "masc", _adjective_name(word)
        if number == PLURAL or (word.endswith(("ы", "і")) and role != "person"):
            return ("masc", _plural_only(word)) if word.endswith(("ы", "і")) else None
        if word in NEUTER or word.endswith(("ства", "цтва", "нне", "нё", "цце", "ссе", "лле", "ішча", "зноўе")):
            return "neut", _neuter(word)
        if word.endswith(("а", "я")):
            return "femn", _feminine(word)
        if word.endswith("е"):
            return None
        if word.endswith(("янін", "анін", "чанін")):
            return "masc", _in_person(word)
        third = ("сць", "русь", "дзь", "ань", "яць", "моц", "ноч", "мерць", "ась")
        if word.endswith(third) and word not in MASCULINE_SOFT:
            return "femn", _third(word)
        if word.endswith("ак") and role == "common":
            return "masc", _merged(_masculine(word), _masculine(word, word[:-2] + "к"))  # сродак, сродкі; паляк, палякі
        return "masc", _masculine(word)

    def adjective(self, word: str) -> Adjective | None:
        """See ``Morphology.adjective``."""
        if word in INVARIABLE or word in FEMININE:
            return None
        return paradigm(word)

    def trailing(self, word: str) -> Adjective | None:
        """See ``Morphology.trailing``: endings do not tell other adjectives from genitives, `міністр | абароны`."""
        return self.adjective(word) if word.endswith(("скі", "цкі", "ская", "цкая")) else None

    def verb(self, word: str) -> frozenset[str]:
        """See ``Morphology.verb``."""
        if word in INVARIABLE:
            return frozenset()
        participles: set[str] = set()
        forms, stems = verb_forms(word)
        for stem in stems:
            adjective = self.adjective(stem + "ы")
            if adjective:
                participles |= {form for column in adjective.forms.values() for form in column}
                participles |= {stem, stem + "а", stem + "ы"}
        return frozenset(forms | participles)
