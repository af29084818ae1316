"""Names of East Slavic bodies in the nominative, as a reader looks them up."""

from __future__ import annotations

import pytest

from loader.extract.entities.bodies.citation import citation
from ontology.lexicon import load_lexicon

CASES = {
    "ru": {
        "Генпрокуратурой Эстонии": "Генпрокуратура Эстонии",
        "Счётной палате": "Счётная палата",
        "Верховного суда Кипра": "Верховный суд Кипра",
        "Советом безопасности": "Совет безопасности",
        "Федеральным агентством связи": "Федеральное агентство связи",
        "таджикских погранвойсках": "таджикские погранвойска",
        "Минюсту": "Минюст",
        "Прокуратура": "Прокуратура",
        "Верховный суд": "Верховный суд",
        "Службой охраны границы": "Служба охраны границы",
        "ФСБ": "ФСБ",
    },
    "be": {
        "Дзяржаўнай мытнай службе": "Дзяржаўная мытная служба",
        "Следчага камітэта": "Следчы камітэт",
        "Міністэрстве абароны": "Міністэрства абароны",
        "Савеце бяспекі": "Савет бяспекі",
        "Дзяржаўны камітэт": "Дзяржаўны камітэт",
    },
    "uk": {
        "Національної поліції": "Національна поліція",
        "Службою безпеки": "Служба безпеки",
        "Генеральному штабу": "Генеральний штаб",
        "Міністерстві оборони": "Міністерство оборони",
        "Державна служба": "Державна служба",
    },
    "en": {"Ministry of Defence": "Ministry of Defence"},
}


@pytest.mark.parametrize(("language", "name"), [(language, name) for language in CASES for name in CASES[language]])
def test_a_body_is_cited_in_the_nominative(language: str, name: str) -> None:
    assert citation(name, language, load_lexicon()) == CASES[language][name]
