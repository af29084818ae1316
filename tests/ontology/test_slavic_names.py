"""Slavic names in the nominative, with the given names of the lexicon."""

from __future__ import annotations

import pytest

from ontology.lexicon import load_lexicon
from ontology.personal import nominative
from ontology.tokens import tokenize

TOLD = {
    "ru": {
        "Азизом Ташпулатовым": "Азиз Ташпулатов",
        "Ивана Кубракова": "Иван Кубраков",
        "Анны Петровой": "Анна Петрова",
        "Ольге Дмитриевне Ивановой": "Ольга Дмитриевна Иванова",
        "Игорем Сергеенко": "Игорь Сергеенко",
        "Сергея Лаврова": "Сергей Лавров",
        "Рамазоном Рахимзодой": "Рамазон Рахимзода",
        "Натальи Никоноровой": "Наталья Никонорова",
        "Нарынбека Кыдырова": "Нарынбек Кыдыров",
        "Ильёй Петровым": "Илья Петров",
        "Павлом Латушко": "Павел Латушко",
        "Юрия Сергеевича Белого": "Юрий Сергеевич Белый",
        "Джона Смита": "Джон Смит",
    },
    "be": {
        "Азізам Ташпулатавым": "Азіз Ташпулатаў",
        "Мікалая Аляксеева": "Мікалай Аляксееў",
        "Наталляй Качанавай": "Наталля Качанава",
        "Сяргеем Алейнікам": "Сяргей Алейнік",
    },
    "uk": {
        "Сергієм Кислицею": "Сергій Кислиця",
        "Ігоря Клименка": "Ігор Клименко",
        "Ольги Стефанішиної": "Ольга Стефанішина",
        "Дмитра Кулеби": "Дмитро Кулеба",
        "Івана Виговського": "Іван Виговський",
    },
}
# In the nominative already, or a man's or a woman's as it stands, or not known to decline.
KEPT = {
    "ru": [
        "Анна Петрова",
        "Александра Петрова",
        "Сергей Лавров",
        "Мирзиёева",
        "Си Цзиньпина",
        "Каей Каллас",
        "В. Путина",
    ],
    "be": ["Ганна Пятрова", "Іван Кубракоў"],
    "uk": ["Марія Мезенцева", "Ігор Клименко"],
    "en": ["Ivan Kubrakov"],
    "zh": ["王小洪"],
}


def in_nominative(name: str, language: str) -> str:
    lexicon = load_lexicon()
    kinds, languages = frozenset({"name-list"}), frozenset({language})

    def is_given(word: str) -> bool:
        return any(True for _ in lexicon.matches(word, tokenize(word), languages, kinds))

    return " ".join(nominative(name.split(), language, is_given))


@pytest.mark.parametrize(
    ("language", "name", "told"), [(tag, name, told) for tag, names in TOLD.items() for name, told in names.items()]
)
def test_a_name_comes_out_in_the_nominative(language, name, told):
    assert in_nominative(name, language) == told


@pytest.mark.parametrize(
    ("language", "name"),
    [*((tag, name) for tag, names in KEPT.items() for name in names), *((tag, name) for tag in TOLD for name in TOLD[tag].values())],
)  # fmt: skip
def test_a_name_that_does_not_tell_its_case_stays(language, name):
    assert in_nominative(name, language) == name
