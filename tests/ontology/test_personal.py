"""Personal names: the spellings of one name share a key, and other names do not."""

from __future__ import annotations

import pytest

from ontology.personal import name_key

ONE_PERSON = {
    "CN": [
        ("Xi Jinping", "Си Цзиньпин", "Си Цзиньпином", "Сі Цзіньпін", "习近平", "Jinping Xi"),
        ("Guo Shengkun", "Го Шэнкунь", "Го Шэнкуню", "Го Шэнкуня", "郭声琨"),
        ("Wang Yi", "Ван И", "王毅"),
        ("Luo Zhaohui", "Ло Чжаохуэй", "罗照辉"),
        ("Lü Jian", "Lyu Jian", "Люй Цзянь", "吕建"),
        ("Zeng Zhuoran", "Цзэн Чжожань", "曾卓然"),
    ],
    "VN": [
        ("Lương Tam Quang", "Luong Tam Quang", "Лыонг Там Куанг", "Лыонг Там Куангу"),
        ("Nguyễn Xuân Phúc", "Nguyen Xuan Phuc", "Нгуен Суан Фук"),
        ("Trần Đại Dũng", "Tran Dai Dung", "Чан Дай Зунг"),
    ],
    "BY": [
        ("Alexander Lukashenko", "Alyaksandr Lukashenka", "Александр Григорьевич Лукашенко", "Аляксандра Лукашэнкі"),
        ("Vladimir Makei", "Uladzimir Makey", "Владимиром Макеем", "Уладзімір Макей", "MAKEI Vladimir"),
        ("Ihar Siarheyenka", "Игорь Сергеенко", "Ігар Сергяенка", "Igor Sergeyenko"),
    ],
    "RU": [
        ("Alexander Konovalov", "Александр Владимирович Коновалов", "Аляксандр Канавалаў", "Konovalov A. Alexander")
    ],
    "UA": [("Volodymyr Zelenskyy", "Vladimir Zelensky", "Володимир Зеленський", "Владимира Зеленского")],
    "RS": [("Aleksandar Vučić", "Александр Вучич", "Александар Вучић", "Aleksandar Vuchich")],
}
GROUPS = [(state, names) for state, groups in ONE_PERSON.items() for names in groups]


@pytest.mark.parametrize(("state", "names"), GROUPS, ids=lambda value: value[0] if isinstance(value, tuple) else value)
def test_every_spelling_has_one_key(state, names):
    assert {name_key(name.split(), state) for name in names} == {name_key(names[0].split(), state)}


def test_different_people_have_different_keys():
    keys = [name_key(names[0].split(), state) for state, names in GROUPS]
    assert len(set(keys)) == len(keys)


def test_a_namesake_of_another_state_is_another_person():
    assert name_key(["Ivan", "Petrov"], "BG") != name_key(["Ivan", "Petrov"], "RU")


def test_persons_written_in_characters_alone_are_kept_apart():
    written = ("王小洪", "王毅", "普京", "拉夫罗夫", "博尔特尼科夫")
    assert len({name_key([name], None) for name in written}) == len(written)
