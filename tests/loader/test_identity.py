"""One event and one person in several articles and languages: one node each; what may be one is hinted at."""

from __future__ import annotations

import csv
import io

import pytest

STORIES = {
    "en.txt": "Belarusian Interior Minister Ivan Kubrakov met Chinese Minister of Public Security Wang Xiaohong in Beijing "
    "on 12 March 2024. The two ministers discussed the fight against drug trafficking.",
    "ru.txt": "Министр внутренних дел Беларуси Иван Кубраков встретился с министром общественной безопасности Китая "
    "Ван Сяохуном в Пекине 12 марта 2024 года. Обсуждалась борьба с терроризмом.",
    "zh.txt": "2024年3月12日，中国公安部部长王小洪在北京会见白俄罗斯内务部部长库布拉科夫。双方就打击恐怖主义交换意见。",
    "other.txt": "Belarusian Interior Minister Ivan Kubrakov met Chinese Minister of Public Security Wang Xiaohong "
    "on 12 March 2024.",
}
MEETINGS = """SELECT ?m (COUNT(DISTINCT ?article) AS ?articles) (COUNT(DISTINCT ?e) AS ?sentences) (SAMPLE(?key) AS ?why)
WHERE { ?m a c:Meeting ; c:evidence ?e ; c:identifiedBy ?key . ?article c:mentions ?m } GROUP BY ?m ORDER BY DESC(?articles)"""
PERSONS = "SELECT DISTINCT ?p ?label WHERE { ?p a c:Person ; rdfs:label ?label . ?article c:mentions ?p } ORDER BY ?p"
HINTS = """SELECT ?one ?other ?why WHERE { ?one c:possiblySame ?other . FILTER(STR(?one) < STR(?other))
?likeness c:likens ?one, ?other ; rdfs:label ?why }"""


@pytest.fixture
def rows(comity):
    def ask(query: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(comity("query", "--format", "csv", query).out)))

    return ask


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()

    def write(*names: str) -> list[str]:
        for name in names:
            (folder / name).write_text(STORIES[name], encoding="utf-8")
        return [str(folder / name) for name in names]

    return write


def test_an_event_told_in_three_languages_is_one_node_with_the_sentences_of_each(comity, news, rows):
    comity("load", *news("en.txt", "ru.txt", "zh.txt"))
    (meeting,) = rows(MEETINGS)
    assert (meeting["articles"], meeting["sentences"]) == ("3", "5")  # the English and the Chinese story have two each
    assert meeting["why"] == "meeting meeting held 2024-03-12 beijing BY CN"
    labels = {row["p"].rsplit("/", 1)[-1]: row["label"] for row in rows(PERSONS)}
    assert labels["wang-xiaohong"] == "Wang Xiaohong"
    assert len([slug for slug in labels if slug.endswith("-by") or "kubrakov" in slug]) <= 2


def test_what_the_other_articles_said_stays_when_one_is_withdrawn(comity, news, rows, tmp_path, published):
    files = news("en.txt", "ru.txt", "zh.txt")
    comity("load", *files[::2])
    without = rows(MEETINGS), rows(PERSONS), rows(HINTS)
    comity("load", *files)
    assert (rows(MEETINGS), rows(PERSONS), rows(HINTS)) != without
    (tmp_path / "news" / "ru.txt").write_text(
        "Погода в Минске была ясной, без осадков, ветер слабый.", encoding="utf-8"
    )
    comity("load", *files)
    assert (rows(MEETINGS), rows(PERSONS), rows(HINTS)) == without


def test_an_event_whose_place_one_article_leaves_out_is_a_hint_with_its_reason(comity, news, rows):
    comity("load", *news("en.txt", "other.txt"))
    assert [meeting["articles"] for meeting in rows(MEETINGS)] == ["1", "1"]
    hints = [hint for hint in rows(HINTS) if "/meeting/" in hint["one"]]
    assert [hint["why"] for hint in hints] == [
        "one day, the same states and one kind; only one has a place, or the words differ"
    ]


def test_a_transcription_into_chinese_is_a_hint(comity, tmp_path, rows):
    (tmp_path / "a.txt").write_text(STORIES["en.txt"].replace("Belarusian", "Kyrgyz").replace("Kubrakov", "Bakorov"))
    (tmp_path / "b.txt").write_text(
        STORIES["zh.txt"].replace("白俄罗斯", "吉尔吉斯斯坦").replace("库布拉科夫", "巴科罗夫")
    )
    comity("load", tmp_path / "a.txt", tmp_path / "b.txt")
    (hint,) = [hint for hint in rows(HINTS) if "/person/" in hint["one"]]
    assert hint["why"] == "names that sound alike, one of them transcribed; offices that agree"


def test_a_state_that_one_article_leaves_out_and_a_surname_alone_are_hints(comity, tmp_path, rows):
    (tmp_path / "a.txt").write_text(STORIES["en.txt"], encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "Interior ministers met on Tuesday. Belarusian Interior Minister Kubrakov spoke about drug trafficking.",
        encoding="utf-8",
    )
    comity("load", tmp_path / "a.txt", tmp_path / "b.txt")
    told = [hint["why"] for hint in rows(HINTS) if "/person/" in hint["one"]]
    assert told == ["one surname, one state, offices that agree; one is named by surname only"]


def test_a_store_without_likenesses_has_no_hints(seeds_comity):
    told = seeds_comity("query", "--format", "csv", "SELECT * WHERE { ?one c:possiblySame ?other }").out
    assert told.split() == ["one,other"]
